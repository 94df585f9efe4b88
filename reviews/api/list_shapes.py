"""The shapes of lists as programs ask for them: the conditions of a filter, saved views, bulk actions."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.endpoints import PersonSerializer
from articles.terms import CHOSEN_REASONS, Triage
from reviews.bulk_rows import MOST_TICKED
from reviews.bulk_terms import BULK_VERBS, BulkState
from reviews.drafts import MAX_SHORT
from reviews.filters import ALL, MOST_CHARS, ClaimFilter
from reviews.list_terms import ME, NOBODY, Age, Due, Sort, Worth
from reviews.models import BulkAction, SavedView
from reviews.saved_views import MOST_CHARS as MOST_NAME
from reviews.terms import Priority
from reviews.workflow import Policy, State

PRIORITIES = [priority.name.lower() for priority in Priority]


class WhoField(serializers.CharField):
    """A person's uid, "me" or "nobody"."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        return text if text in (ME, NOBODY) else str(serializers.UUIDField().to_internal_value(text))


class ListConditionsSerializer(serializers.Serializer[Any]):
    """The conditions of a list, as in the address of its page; each narrows it."""

    state = serializers.ChoiceField(choices=[*(s.value for s in State), ALL], required=False)
    article = serializers.UUIDField(required=False)
    mine = serializers.BooleanField(required=False, help_text="Assigned to you, held by you or submitted by you.")
    rating = serializers.CharField(required=False, max_length=MOST_CHARS, help_text="The code of a rating.")
    said_by = serializers.CharField(required=False, max_length=MOST_CHARS, help_text="A part of the name.")
    q = serializers.CharField(
        required=False,
        max_length=MOST_CHARS,
        help_text="Words that all stand in the claim. Without an article the newest 1,000 found are meant.",
    )
    assigned = WhoField(required=False, help_text="A person's uid, me or nobody.")
    holder = WhoField(required=False, help_text="A person's uid, me or nobody; of leases that are not over.")
    worth = serializers.ChoiceField(choices=[w.value for w in Worth], required=False, help_text="Check first.")
    age = serializers.ChoiceField(choices=[a.value for a in Age], required=False, help_text="Waiting longer than.")
    due = serializers.ChoiceField(choices=[d.value for d in Due], required=False)
    priority = serializers.ChoiceField(choices=PRIORITIES, required=False)
    policy = serializers.ChoiceField(choices=[p.value for p in Policy], required=False)


class ClaimListFilterSerializer(ListConditionsSerializer):
    triage = serializers.ChoiceField(choices=[t.value for t in Triage], required=False)
    claimant = serializers.CharField(required=False, max_length=300, help_text="Exactly as the claim gives it.")


class ListFilterSerializer(ListConditionsSerializer):
    sort = serializers.ChoiceField(choices=[s.value for s in Sort], required=False)


def filter_of(given: dict[str, Any]) -> ClaimFilter:
    """The filter with these conditions."""
    sent = QueryDict(mutable=True)
    sent.update(
        {name: "1" if value is True else str(value) for name, value in given.items() if value not in ("", False)}
    )
    return ClaimFilter.parse(sent)


def told(chosen: ClaimFilter) -> dict[str, Any]:
    """The conditions that narrow a list, as they were asked for."""
    pairs = {name: value for name, value in chosen.pairs() if (name, value) != ("state", ALL)}
    return pairs | ({"mine": True} if chosen.mine else {})


class SavedViewSerializer(serializers.ModelSerializer[SavedView]):
    """A list under a name: its filter and its sort."""

    owner = PersonSerializer()
    filter = serializers.SerializerMethodField()
    query = serializers.CharField(help_text="The query of the page's address.")

    class Meta:
        model = SavedView
        fields = ("uid", "name", "owner", "is_shared", "filter", "query", "created_at")

    @extend_schema_field(ListFilterSerializer)
    def get_filter(self, view: SavedView) -> Any:
        return told(ClaimFilter.of_query(view.query))


class ViewSavingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=MOST_NAME)
    filter = ListFilterSerializer(required=False)
    is_shared = serializers.BooleanField(required=False, default=False)


class ViewChangeSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(required=False, max_length=MOST_NAME)
    filter = ListFilterSerializer(required=False)
    is_shared = serializers.BooleanField(required=False)


class BulkAskedSerializer(serializers.Serializer[Any]):
    """One verb for many claims: those that a filter selects, or those named; each verb reads what it needs."""

    verb = serializers.ChoiceField(choices=[verb.value for verb in BULK_VERBS])
    filter = ListFilterSerializer(required=False, help_text="Every claim, or check, that this list shows.")
    claims = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=MOST_TICKED)
    dry_run = serializers.BooleanField(
        required=False, default=False, help_text="Only tell what it would meet; nothing is done."
    )
    until = serializers.UUIDField(
        required=False, help_text="From the answer to a dry run: what came in since is left alone."
    )
    why = serializers.ChoiceField(choices=[r.value for r in CHOSEN_REASONS], required=False, help_text="For dismiss.")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=MAX_SHORT, help_text="For dismiss.")
    to = serializers.UUIDField(required=False, allow_null=True, help_text="For assign: a person's uid, null: nobody.")
    priority = serializers.ChoiceField(choices=PRIORITIES, required=False, help_text="For prioritize.")
    due = serializers.DateTimeField(required=False, allow_null=True, help_text="For schedule; null: no due date.")
    policy = serializers.ChoiceField(choices=[p.value for p in Policy], required=False, help_text="For set_policy.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("filter" in attrs) == ("claims" in attrs):
            raise serializers.ValidationError(_("Send either a filter or claims."), code="required")
        return attrs


class ForeseenSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    n = serializers.IntegerField()


class PreviewSerializer(serializers.Serializer[Any]):
    """What a bulk action would meet, told of at most 1,000 claims."""

    count = serializers.IntegerField()
    is_more = serializers.BooleanField(help_text="There are more than were looked at.")
    first = serializers.ListField(child=serializers.UUIDField(), help_text="The first ten claims.")
    refused = ForeseenSerializer(many=True, help_text="How many will be refused for which reason as things stand.")
    until = serializers.UUIDField(allow_null=True)


class RowResultSerializer(serializers.Serializer[Any]):
    claim = serializers.UUIDField()
    statement = serializers.CharField()


class RefusedRowSerializer(RowResultSerializer):
    code = serializers.CharField()
    detail = serializers.CharField(source="words")


class BulkActionSerializer(serializers.ModelSerializer[BulkAction]):
    """One verb done to many claims: how far it is, and the first 200 of what was done and of what was refused."""

    by = PersonSerializer()
    state = serializers.ChoiceField(choices=[s.value for s in BulkState])
    filter = serializers.SerializerMethodField(help_text="Null where the claims were named.")
    n_left = serializers.IntegerField(help_text="Claims that were changed by somebody meanwhile and left alone.")
    done = serializers.SerializerMethodField()
    refused = serializers.SerializerMethodField()

    class Meta:
        model = BulkAction
        fields = (
            "uid", "verb", "by", "state", "reason", "filter", "n_selected", "n_done", "n_refused", "n_left", "done",
            "refused", "created_at", "ended_at",
        )  # fmt: skip

    @extend_schema_field(ListFilterSerializer(allow_null=True))
    def get_filter(self, job: BulkAction) -> Any:
        return None if job.ticked else told(ClaimFilter.of_query(job.query))

    @extend_schema_field(RowResultSerializer(many=True))
    def get_done(self, job: BulkAction) -> Any:
        return RowResultSerializer(job.results.get("done", ()), many=True).data

    @extend_schema_field(RefusedRowSerializer(many=True))
    def get_refused(self, job: BulkAction) -> Any:
        return RefusedRowSerializer(job.results.get("refused", ()), many=True).data


class BulkSummarySerializer(serializers.ModelSerializer[BulkAction]):
    """How far one is, without what became of each claim."""

    by = PersonSerializer()
    state = serializers.ChoiceField(choices=[s.value for s in BulkState])

    class Meta:
        model = BulkAction
        fields = ("uid", "verb", "by", "state", "n_selected", "n_done", "n_refused", "created_at", "ended_at")


def iso(at: datetime.datetime | None) -> str:
    return at.isoformat() if at else ""
