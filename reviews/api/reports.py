"""Reports: made by POST, listed, and their files as they were handed out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, tagged
from articles.files import open_stored
from articles.refusals import Kind
from reviews.api.shapes import ReportSerializer
from reviews.models import Report
from reviews.reports import words
from reviews.reports.make import SHAPES, make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from reviews.workflow import EXPORT

MOST_ARTICLES = 500


class ReportOrderSerializer(serializers.Serializer[Any]):
    """What a report is to hold, and in which shape."""

    articles = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=MOST_ARTICLES)
    format = serializers.ChoiceField(choices=[f.value for f in Format])


class ReportList(Endpoint):
    read_needs = ("reviews.view_report",)
    write_needs = (*read_needs, EXPORT)
    serializer_class = ReportSerializer

    @extend_schema(operation_id="reports_list", responses=ReportSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the reports that were made, newest first."""
        return self.page_of(Report.objects.select_related("by"))

    @extend_schema(operation_id="reports_create", request=ReportOrderSerializer, responses={201: ReportSerializer})
    def post(self, request: Request) -> Response:
        """Make a report of some articles; `download` is where its file is."""
        asked = self.asked(ReportOrderSerializer)
        scope = Scope.of_articles(asked["articles"])
        report = make_report(scope, Format(asked["format"]), by=request.user, now=timezone.now())
        data = self.get_serializer(report).data
        return Response(data, status=201, headers={"Location": data["download"]})


class ReportDetail(Endpoint):
    read_needs = ("reviews.view_report",)
    serializer_class = ReportSerializer

    @extend_schema(operation_id="reports_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show one report."""
        return tagged(request, self.get_serializer(self.report(uid)).data)

    def report(self, uid: UUID) -> Report:
        return get_object_or_404(Report.objects.select_related("by"), uid=uid)


class AsItIs(BaseContentNegotiation):
    """A file comes in its own type, whatever types the client names."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return None

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class ReportFile(ReportDetail):
    content_negotiation_class = AsItIs

    @extend_schema(
        operation_id="reports_file",
        responses={(200, shape.media_type.partition(";")[0]): OpenApiTypes.BINARY for shape in SHAPES.values()},
    )
    def get(self, request: Request, uid: UUID) -> FileResponse:  # type: ignore[override]
        """Give the file as it was handed out."""
        report = self.report(uid)
        try:
            file = open_stored(report.sha256)
        except FileNotFoundError:
            raise words.refusal("file_lost", Kind.CONFLICT) from None
        response = FileResponse(
            file, as_attachment=True, filename=report.file_name, content_type=SHAPES[Format(report.format)].media_type
        )
        response["ETag"] = f'"{report.sha256}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response
