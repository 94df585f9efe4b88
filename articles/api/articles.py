"""The API of articles: lists, one article, its text and sentences, and the door by which programs bring articles in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles import files, importing
from articles.api.import_shapes import ImportSerializer
from articles.endpoints import (
    FORM_BYTES,
    AnyTextField,
    Endpoint,
    PersonSerializer,
    StrictJSONParser,
    is_form,
    tagged,
    whole,
)
from articles.importers.apart import read_one
from articles.importers.as_json import draft_to_json
from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.intake import Source, import_article
from articles.models import Article, Import, Sentence, Version
from articles.terms import Channel, ImportCode

READS_ARTICLES = ("articles.view_article", "articles.view_version")
DRAFT_FIELDS = {"headline", "byline", "publisher", "url", "published_on", "language"}


class VersionSummarySerializer(serializers.ModelSerializer[Version]):
    class Meta:
        model = Version
        fields = ("uid", "number", "n_words", "split_state", "created_at")


class VersionSerializer(serializers.ModelSerializer[Version]):
    """A version without its text."""

    by = PersonSerializer()

    class Meta:
        model = Version
        fields = (
            "uid", "number", "n_words", "text_sha256", "file_sha256", "file_name", "media_type", "channel", "by",
            "created_at", "split_state", "split_reason", "split_at", "splitter_version",
        )  # fmt: skip


class ArticleSummarySerializer(serializers.ModelSerializer[Article]):
    version = VersionSummarySerializer(source="current", allow_null=True)

    class Meta:
        model = Article
        fields = (
            "uid", "headline", "byline", "publisher", "url", "published_on", "language", "deadline_at", "created_at",
            "version",
        )  # fmt: skip


class ArticleSerializer(ArticleSummarySerializer):
    """An article and its current version; the text has an address of its own."""

    version = VersionSerializer(source="current", allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Article
        fields = (*ArticleSummarySerializer.Meta.fields, "notes")


class TextSerializer(serializers.Serializer[Any]):
    """The canonical text of the current version; offsets of sentences and anchors count its code points."""

    version = serializers.UUIDField()
    number = serializers.IntegerField()
    text_sha256 = serializers.CharField()
    text = serializers.CharField()


class SentenceSerializer(serializers.ModelSerializer[Sentence]):
    """What the machine read in one stretch of the text; `holes` are parts of it that belong to another sentence."""

    holes = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()))
    chain = serializers.ListField(child=serializers.CharField(), help_text="Who says it, from the outermost speaker.")
    reasons = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Sentence
        fields = (
            "position", "start", "end", "holes", "zone", "speaker", "chain", "quote", "is_claim", "check_worthiness",
            "reasons",
        )  # fmt: skip


class ImportedSerializer(ArticleSerializer):
    is_new = serializers.BooleanField(help_text="False where the same text was here already: this is that article.")

    class Meta:
        model = Article
        fields = (*ArticleSerializer.Meta.fields, "is_new")


class GivenSerializer(serializers.Serializer[Any]):
    """What is given counts; what is left out is read from the text where it stands there."""

    headline = serializers.CharField(required=False, max_length=500)
    byline = serializers.CharField(required=False, allow_blank=True, max_length=300)
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=200)
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    published_on = serializers.DateField(required=False, allow_null=True)
    language = serializers.CharField(
        required=False, max_length=12, help_text="A code such as en or de-AT; told from the text where it is left out."
    )
    allow_copy = serializers.BooleanField(required=False, help_text="Store the same text once more, knowingly.")


class TextImportSerializer(GivenSerializer):
    text = AnyTextField(help_text="Plain text, Markdown or HTML.")


class FileImportSerializer(GivenSerializer):
    file = serializers.FileField(help_text="A text, Markdown, web page, PDF, Word document or e-mail.")


def articles() -> QuerySet[Article]:
    """Articles with their current version, without its text."""
    return Article.objects.select_related("current__by").defer("current__text")


class ArticleList(Endpoint):
    read_needs = READS_ARTICLES
    write_needs = ("articles.import_article", *READS_ARTICLES)
    serializer_class = ArticleSummarySerializer
    parser_classes = (StrictJSONParser, MultiPartParser)

    def most_bytes(self, request: Request) -> int:
        return settings.MAX_FILE_BYTES + FORM_BYTES if is_form(request) else super().most_bytes(request)

    @extend_schema(operation_id="articles_list", responses=ArticleSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """List articles, newest first."""
        return self.page_of(articles().defer("notes", "current__text"))

    @extend_schema(
        operation_id="articles_import",
        request={"application/json": TextImportSerializer, "multipart/form-data": FileImportSerializer},
        responses={201: ImportedSerializer, 200: ImportedSerializer, 202: ImportSerializer},
    )
    def post(self, request: Request) -> Response:
        """Bring an article in, as text or as a file. The same text again gives the article that is here already.

        What cannot be read within two seconds becomes an import of its own, answered with 202: a worker goes on with it
        and stores the article just as it would have been stored right away. Location tells where to follow it; its one
        row names the `article` in the end, or the one that has the same text as its `twin`.
        """
        is_file = isinstance(request.data, QueryDict)
        given = self.asked(FileImportSerializer if is_file else TextImportSerializer)
        name = given["file"].name if is_file else ""
        sha256 = files.store(given["file"].read() if is_file else whole(given["text"]).encode())
        allow_copy = given.get("allow_copy", False)
        said = {field: given[field] for field in DRAFT_FIELDS & given.keys()}
        try:
            read = read_one(files.path_of(sha256), name)
        except ImportProblem as found:
            if found.code != ImportCode.READER_TOO_SLOW:
                raise
            sent = {"allow_copy": allow_copy}
            return left_to_worker(
                self,
                importing.leave_to_worker(
                    sha256, name, by=request.user, now=timezone.now(), sent=sent, given=_written(said)
                ),
            )
        draft = replace(read, **said)
        source = Source(request.user, Channel.API, sha256, name)
        done = import_article(draft, source, now=timezone.now(), allow_copy=allow_copy)
        article: Any = articles().get(pk=done.article.pk)
        article.is_new = done.is_new
        address = reverse("api:article", args=[article.uid], request=request)
        shown = ImportedSerializer(article, context=self.get_serializer_context()).data
        return Response(shown, status=201 if done.is_new else 200, headers={"Location": address})


def _written(said: dict[str, Any]) -> dict[str, Any]:
    """What a program said of an article, as options of an import keep it."""
    written = draft_to_json(replace(ArticleDraft(""), **said))
    return {field: written[field] for field in said}


def left_to_worker(endpoint: Endpoint, job: Import) -> Response:
    """Say that a worker goes on, and where to follow it."""
    shown = ImportSerializer(job, context=endpoint.get_serializer_context()).data
    address = reverse("api:import", args=[job.uid], request=endpoint.request)
    return Response(shown, status=202, headers={"Location": address})


class ArticleDetail(Endpoint):
    read_needs = READS_ARTICLES
    serializer_class = ArticleSerializer

    @extend_schema(operation_id="articles_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show one article and how far its split is."""
        return tagged(request, self.get_serializer(get_object_or_404(articles(), uid=uid)).data)


class ArticleText(Endpoint):
    read_needs = READS_ARTICLES
    serializer_class = TextSerializer

    @extend_schema(operation_id="articles_text")
    def get(self, request: Request, uid: UUID) -> Response:
        """Give the text of the current version."""
        version = get_object_or_404(Version, pk=get_object_or_404(Article, uid=uid).current_id)
        data = {
            "version": version.uid,
            "number": version.number,
            "text_sha256": version.text_sha256,
            "text": version.text,
        }
        return tagged(request, self.get_serializer(data).data, revs=str(version.number))


class ArticleSentences(Endpoint):
    read_needs = (*READS_ARTICLES, "articles.view_sentence")
    serializer_class = SentenceSerializer
    ordering = "position"

    @extend_schema(operation_id="articles_sentences", responses=SentenceSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List the sentences of the current version in reading order."""
        version = get_object_or_404(Article.objects.select_related("current").defer("current__text"), uid=uid).current
        return self.page_of(Sentence.objects.filter(version=version) if version else Sentence.objects.none())
