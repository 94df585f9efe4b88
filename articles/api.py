"""The API of articles: lists, one article, its text and sentences, and the door by which programs bring articles in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, PersonSerializer, tagged
from articles.models import Article, Sentence, Version

READS_ARTICLES = ("articles.view_article", "articles.view_version")


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


def articles() -> QuerySet[Article]:
    """Articles with their current version, without its text."""
    return Article.objects.select_related("current__by").defer("current__text")


class ArticleList(Endpoint):
    read_needs = READS_ARTICLES
    write_needs = ("articles.import_article", *READS_ARTICLES)
    serializer_class = ArticleSummarySerializer

    @extend_schema(operation_id="articles_list", responses=ArticleSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """List articles, newest first."""
        return self.page_of(articles().defer("notes", "current__text"))


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
