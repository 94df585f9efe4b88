"""The API of imports: begin one with files, a text or links, follow it row by row, and say what is to become of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles import importing
from articles.api.import_shapes import (
    ChoiceSerializer,
    ColumnsSerializer,
    FilesSerializer,
    ImportSerializer,
    ImportSummarySerializer,
    RowFilterSerializer,
    RowSerializer,
    TextOrLinksSerializer,
)
from articles.endpoints import FORM_BYTES, Endpoint, StrictJSONParser, is_form, tagged, whole
from articles.models import Import, ImportRow
from articles.terms import Channel

IMPORTS = ("articles.import_article",)
OPTIONS = ("store", "columns", "tracked")


class ImportList(Endpoint):
    read_needs = write_needs = IMPORTS
    serializer_class = ImportSummarySerializer
    parser_classes = (StrictJSONParser, MultiPartParser)

    def most_bytes(self, request: Request) -> int:
        return settings.MAX_SHEET_BYTES + FORM_BYTES if is_form(request) else super().most_bytes(request)

    @extend_schema(operation_id="imports_list", responses=ImportSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """List imports, newest first."""
        return self.page_of(Import.objects.select_related("by"))

    @extend_schema(
        operation_id="imports_begin",
        request={"application/json": TextOrLinksSerializer, "multipart/form-data": FilesSerializer},
        responses={202: ImportSerializer},
    )
    def post(self, request: Request) -> Response:
        """Begin an import of files, a text or links; a worker reads it. Location tells where to follow it."""
        given = self.asked(FilesSerializer if isinstance(request.data, QueryDict) else TextOrLinksSerializer)
        options = {name: given[name] for name in OPTIONS if name in given}
        job = importing.begin_import(
            _received(given), by=request.user, channel=Channel.API, now=timezone.now(), options=options
        )
        shown = ImportSerializer(job, context=self.get_serializer_context()).data
        address = reverse("api:import", args=[job.uid], request=request)
        return Response(shown, status=202, headers={"Location": address})


def _received(given: dict[str, Any]) -> list[importing.Received]:
    if "file" in given:
        return [importing.received_file(file) for file in given["file"]]
    if "text" in given:
        return [importing.received_text(whole(given["text"]))]
    return [importing.received_links(given["links"])]


class OneImport(Endpoint):
    """What the addresses below one import have in common."""

    read_needs = write_needs = IMPORTS
    serializer_class: Any = ImportSerializer

    def job(self, uid: UUID) -> Import:
        return get_object_or_404(Import.objects.select_related("by"), uid=uid)

    def shown(self, request: Request, uid: UUID) -> Response:
        return tagged(request, self.get_serializer(self.job(uid)).data)


class ImportDetail(OneImport):
    @extend_schema(operation_id="imports_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show how far an import is and how many rows of each outcome it has."""
        return self.shown(request, uid)


class ImportRows(OneImport):
    serializer_class = RowSerializer
    ordering = "position"

    @extend_schema(operation_id="imports_rows", parameters=[RowFilterSerializer], responses=RowSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List the rows in the order in which they were read."""
        rows = ImportRow.objects.filter(job=self.job(uid), **self.filters(RowFilterSerializer)).without_text()
        related = rows.select_related("twin", "article").defer(
            "text", "cells", "prints", "twin__notes", "article__notes"
        )
        return self.page_of(related)


class ImportChoose(OneImport):
    @extend_schema(operation_id="imports_choose", request=ChoiceSerializer)
    def post(self, request: Request, uid: UUID) -> Response:
        """Have rows stored; the others stay to be chosen later."""
        asked = self.asked(ChoiceSerializer)
        importing.choose(
            self.job(uid),
            by=request.user,
            now=timezone.now(),
            positions=asked.get("rows", ()),
            outcomes=asked.get("outcomes", ()),
        )
        return self.shown(request, uid)


class ImportColumns(OneImport):
    @extend_schema(operation_id="imports_columns", request=ColumnsSerializer)
    def post(self, request: Request, uid: UUID) -> Response:
        """Read its sheets anew with the columns as told, which are remembered for sheets with the same heads."""
        job = self.job(uid)
        columns = self.asked(ColumnsSerializer)
        heads = job.options.get("heads") or []
        wrong = {field: [_("No column is called that.")] for field, head in columns.items() if head not in heads}
        if wrong:
            raise serializers.ValidationError(wrong, code="no_column")
        importing.read_again(job, columns, by=request.user)
        return self.shown(request, uid)


class ImportCancel(OneImport):
    @extend_schema(operation_id="imports_cancel", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Stop an import where it is: what is stored stays, what was read can still be chosen."""
        importing.cancel(self.job(uid), by=request.user, now=timezone.now())
        return self.shown(request, uid)


class ImportAgain(OneImport):
    @extend_schema(operation_id="imports_again", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Go on with an import that failed or was cancelled, from where it stopped."""
        importing.try_again(self.job(uid), by=request.user)
        return self.shown(request, uid)


class ImportAcknowledge(OneImport):
    @extend_schema(operation_id="imports_acknowledge", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Put an ended import away: it is no longer among the jobs that need somebody's eyes."""
        importing.acknowledge(self.job(uid), by=request.user, now=timezone.now())
        return self.shown(request, uid)
