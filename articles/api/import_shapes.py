"""What the API of imports takes and gives: an import, its rows, what begins one and what is chosen of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty

from articles import words
from articles.endpoints import AnyTextField, PersonSerializer
from articles.importers.base import MOST_LINKS, one_line
from articles.importers.heads import TEXT, URL
from articles.importers.intake import is_web_address
from articles.models import Article, Import, ImportRow
from articles.progress import import_progress
from articles.querysets import STORABLE
from articles.terms import Outcome, RowState

MOST_POSITIONS = 10_000
LAST_POSITION = 2**31 - 1
TRACKED = ("accepted", "original")


class ColumnsSerializer(serializers.Serializer[Any]):
    """Which column of a sheet holds what, by its head; in a form it is one field of JSON."""

    text = serializers.CharField(required=False, max_length=200, help_text="Needed, or url, from which it is fetched.")
    headline = serializers.CharField(required=False, max_length=200)
    byline = serializers.CharField(required=False, max_length=200)
    publisher = serializers.CharField(required=False, max_length=200)
    url = serializers.CharField(required=False, max_length=200)
    published_on = serializers.CharField(required=False, max_length=200)
    language = serializers.CharField(required=False, max_length=200)
    deadline_at = serializers.CharField(required=False, max_length=200)
    notes = serializers.CharField(required=False, max_length=200)

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if not {TEXT, URL} & attrs.keys():
            raise serializers.ValidationError({TEXT: [_("Say which column holds the text, or the address.")]})
        return attrs

    def get_value(self, dictionary: Mapping[Any, Any]) -> Any:
        given = dictionary.get(self.field_name, empty)
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given)
        except (ValueError, RecursionError):
            return given


class OptionsSerializer(serializers.Serializer[Any]):
    store = serializers.BooleanField(required=False, help_text="Good rows become articles without being chosen first.")
    columns = ColumnsSerializer(required=False)
    tracked = serializers.ChoiceField(
        choices=TRACKED, required=False, help_text="Which text of a document with tracked changes is read."
    )


class FilesSerializer(OptionsSerializer):
    file = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True),
        allow_empty=False,
        help_text="One or many: articles, sheets (.csv, .xlsx, .json, .jsonl), archives (.zip).",
    )


class TextOrLinksSerializer(OptionsSerializer):
    """One of the two."""

    text = AnyTextField(required=False, help_text="Plain text, Markdown or HTML.")
    links = serializers.ListField(child=serializers.CharField(), required=False, max_length=MOST_LINKS)

    def validate_links(self, links: list[str]) -> list[str]:
        refused = {str(n): one_line(link, 80) for n, link in enumerate(links) if not is_web_address(link)}
        wrong = {n: [words.BAD_ADDRESS % {"url": shown}] for n, shown in refused.items()}
        if wrong:
            raise serializers.ValidationError(wrong, code="bad_address")
        return links

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("text" in attrs) == bool(attrs.get("links")):
            raise serializers.ValidationError(_("Give either a text or links."))
        return attrs


class ChoiceSerializer(serializers.Serializer[Any]):
    """Rows by their positions, or all rows of some outcomes."""

    rows = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=LAST_POSITION), required=False, max_length=MOST_POSITIONS
    )
    outcomes = serializers.ListField(child=serializers.ChoiceField(choices=[o.value for o in STORABLE]), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs.get("rows")) == bool(attrs.get("outcomes")):
            raise serializers.ValidationError(_("Give either rows or outcomes."))
        return attrs


class RowFilterSerializer(serializers.Serializer[Any]):
    outcome = serializers.ChoiceField(choices=[o.value for o in Outcome], required=False, allow_blank=True)
    state = serializers.ChoiceField(choices=[s.value for s in RowState], required=False, allow_blank=True)


class ImportSummarySerializer(serializers.ModelSerializer[Import]):
    by = PersonSerializer()

    class Meta:
        model = Import
        fields = (
            "uid", "label", "channel", "by", "state", "reason", "is_read", "n_read", "n_chosen", "n_stored", "began_at",
            "ended_at", "acknowledged_at",
        )  # fmt: skip


class CountsSerializer(serializers.Serializer[Any]):
    """How many rows of each outcome; `to_mend` are those that cannot be stored as they are."""

    new = serializers.IntegerField()
    update = serializers.IntegerField()  # type: ignore[assignment]
    same = serializers.IntegerField()
    repeated = serializers.IntegerField()
    duplicate = serializers.IntegerField()
    near = serializers.IntegerField()
    error = serializers.IntegerField()
    to_mend = serializers.IntegerField()


class ImportSerializer(ImportSummarySerializer):
    """An import with how it is read and how far it is."""

    store = serializers.SerializerMethodField()
    columns = serializers.SerializerMethodField()
    tracked = serializers.SerializerMethodField()
    heads = serializers.SerializerMethodField(help_text="The heads of the first sheet in it.")
    counts = serializers.SerializerMethodField()
    seconds = serializers.SerializerMethodField(help_text="From its beginning to its end, or until now.")
    waits_for_worker = serializers.SerializerMethodField(help_text="True where no worker is at it although one should.")

    class Meta:
        model = Import
        fields = (
            *ImportSummarySerializer.Meta.fields, "store", "columns", "tracked", "heads", "counts", "seconds",
            "waits_for_worker",
        )  # fmt: skip

    def get_store(self, job: Import) -> bool:
        return bool(job.options.get("store"))

    def get_columns(self, job: Import) -> dict[str, str]:
        return dict(job.options.get("columns") or {})

    def get_tracked(self, job: Import) -> str:
        return str(job.options.get("tracked") or TRACKED[0])

    def get_heads(self, job: Import) -> list[str]:
        return list(job.options.get("heads") or [])

    @extend_schema_field(CountsSerializer)
    def get_counts(self, job: Import) -> dict[str, int]:
        counts = ImportRow.objects.filter(job=job).counts()
        return {name: counts[name] for name in (*map(str, Outcome), "to_mend")}

    def get_seconds(self, job: Import) -> int:
        return import_progress(job, timezone.now()).seconds or 0

    def get_waits_for_worker(self, job: Import) -> bool:
        return import_progress(job, timezone.now()).waits_for_worker


class ProblemOfRowSerializer(serializers.Serializer[Any]):
    """Why a row cannot be stored: `column` names the cell to mend, `words` the way out."""

    code = serializers.CharField()
    column = serializers.CharField()
    words = serializers.CharField()


class ArticleNameSerializer(serializers.ModelSerializer[Article]):
    class Meta:
        model = Article
        fields = ("uid", "headline")


class RowSerializer(serializers.ModelSerializer[ImportRow]):
    """What was read in one place, without its text, and what storing it would do or did."""

    headline = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    twin = ArticleNameSerializer(allow_null=True, help_text="The article that is like it or that it is a version of.")
    article = ArticleNameSerializer(allow_null=True, help_text="What it became.")
    problem = serializers.SerializerMethodField()

    class Meta:
        model = ImportRow
        fields = (
            "position", "place", "outcome", "state", "headline", "url", "n_words", "twin", "twin_place", "article",
            "problem", "file_name", "file_sha256",
        )  # fmt: skip

    def get_headline(self, row: ImportRow) -> str:
        return str(row.draft.get("headline") or "")

    def get_url(self, row: ImportRow) -> str:
        return str(row.draft.get("url") or "")

    @extend_schema_field(ProblemOfRowSerializer(allow_null=True))
    def get_problem(self, row: ImportRow) -> dict[str, str] | None:
        return {"code": row.code, "column": row.column, "words": row.problem} if row.code else None
