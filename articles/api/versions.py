"""The API of versions: the versions of an article, and the door by which programs bring in the next one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from articles import files, importing, words
from articles.api.articles import READS_ARTICLES, VersionSerializer, left_to_worker
from articles.api.import_shapes import ImportSerializer
from articles.endpoints import FORM_BYTES, AnyTextField, Endpoint, StrictJSONParser, check_match, is_form, whole
from articles.importers.apart import read_one
from articles.importers.base import ImportProblem
from articles.importers.intake import Imported, Source, add_version
from articles.models import Article, Version
from articles.refusals import Refusal
from articles.terms import Channel, ImportCode


class BaseSerializer(serializers.Serializer[Any]):
    base = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="The number of the version yours was made from; refused where another one came in since.",
    )


class TextVersionSerializer(BaseSerializer):
    text = AnyTextField(help_text="All of the text as it is now: plain text, Markdown or HTML.")


class FileVersionSerializer(BaseSerializer):
    file = serializers.FileField(help_text="A text, Markdown, web page, PDF, Word document or e-mail.")


class CarriedSerializer(serializers.Serializer[Any]):
    """How many claims stay as they are, are to be looked at again, are gone, or are proposals read anew."""

    moved = serializers.IntegerField(default=0)
    changed = serializers.IntegerField(default=0)
    orphaned = serializers.IntegerField(default=0)
    anew = serializers.IntegerField(default=0)


class NewVersionSerializer(VersionSerializer):
    is_new = serializers.BooleanField(help_text="False where this is the text of the current version already.")
    claims = CarriedSerializer(help_text="What became of the claims of the version before.")

    class Meta:
        model = Version
        fields = (*VersionSerializer.Meta.fields, "is_new", "claims")


class ArticleVersions(Endpoint):
    read_needs = READS_ARTICLES
    write_needs = ("articles.import_article", *READS_ARTICLES)
    serializer_class = VersionSerializer
    parser_classes = (StrictJSONParser, MultiPartParser)

    def most_bytes(self, request: Request) -> int:
        return settings.MAX_FILE_BYTES + FORM_BYTES if is_form(request) else super().most_bytes(request)

    @extend_schema(operation_id="articles_versions", responses=VersionSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List the versions of an article, newest first."""
        article = get_object_or_404(Article, uid=uid)
        return self.page_of(Version.objects.without_text().filter(article=article).select_related("by"))

    @extend_schema(
        operation_id="articles_versions_add",
        request={"application/json": TextVersionSerializer, "multipart/form-data": FileVersionSerializer},
        responses={201: NewVersionSerializer, 200: NewVersionSerializer, 202: ImportSerializer},
        parameters=[
            OpenApiParameter("If-Match", location=OpenApiParameter.HEADER, description="The ETag of the text.")
        ],
    )
    def post(self, request: Request, uid: UUID) -> Response:
        """Bring in the next version of an article, as text or as a file; its claims are carried over.

        What cannot be read within two seconds is answered with 202 and left to a worker, which stores it as the version
        after `base`. Location tells where to follow it; its one row says what became of it.
        """
        article = get_object_or_404(Article.objects.select_related("current").defer("current__text"), uid=uid)
        given = self.asked(FileVersionSerializer if isinstance(request.data, QueryDict) else TextVersionSerializer)
        base = given.get("base")
        if "If-Match" in request.headers and article.current is not None:
            check_match(request, str(article.current.number))
            base = base or article.current.number
        name = given["file"].name if "file" in given else ""
        sha256 = files.store(given["file"].read() if "file" in given else whole(given["text"]).encode())
        try:
            draft = read_one(files.path_of(sha256), name)
        except ImportProblem as found:
            if found.code != ImportCode.READER_TOO_SLOW:
                raise
            sent = {"article": str(article.uid), "base": base}
            job = importing.leave_to_worker(sha256, name, by=request.user, now=timezone.now(), sent=sent, given={})
            return left_to_worker(self, job)
        source = Source(request.user, Channel.API, sha256, name)
        done = add_version(article, draft, source, now=timezone.now(), base=base)
        if done.article.pk != article.pk:
            told = str(words.TEXT_ELSEWHERE) % {"headline": done.article.headline[:120]}
            raise Refusal("text_elsewhere", told, current={"article": str(done.article.uid)})
        return Response(self._told(done), status=201 if done.is_new else 200)

    def _told(self, done: Imported) -> Any:
        version: Any = Version.objects.without_text().select_related("by").get(pk=done.version.pk)
        version.is_new = done.is_new
        version.claims = done.carried.n_by_state if done.carried is not None else {}
        return NewVersionSerializer(version, context=self.get_serializer_context()).data
