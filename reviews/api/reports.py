"""Reports: made by POST, listed, and their files as they were handed out."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, tagged
from reviews.api.shapes import ReportSerializer
from reviews.models import Report


class ReportList(Endpoint):
    read_needs = ("reviews.view_report",)
    serializer_class = ReportSerializer

    @extend_schema(operation_id="reports_list", responses=ReportSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the reports that were made, newest first."""
        return self.page_of(Report.objects.select_related("by"))


class ReportDetail(Endpoint):
    read_needs = ("reviews.view_report",)
    serializer_class = ReportSerializer

    @extend_schema(operation_id="reports_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show one report."""
        found = get_object_or_404(Report.objects.select_related("by"), uid=uid)
        return tagged(request, self.get_serializer(found).data)
