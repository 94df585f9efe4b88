"""Saved views: a person's own and the shared ones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles.endpoints import Endpoint, tagged
from reviews.api.claims import READS_CLAIMS
from reviews.api.list_shapes import SavedViewSerializer, ViewChangeSerializer, ViewSavingSerializer, filter_of
from reviews.models import SavedView
from reviews.saved_views import change_view, delete_view, save_view


class ViewList(Endpoint):
    read_needs = write_needs = READS_CLAIMS
    serializer_class = SavedViewSerializer

    @extend_schema(operation_id="views_list", responses=SavedViewSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List your views and the shared ones, newest first."""
        return self.page_of(SavedView.objects.for_person(request.user))

    @extend_schema(operation_id="views_save", request=ViewSavingSerializer, responses={201: SavedViewSerializer})
    def post(self, request: Request) -> Response:
        """Save a filter and a sort under a name."""
        given = self.asked(ViewSavingSerializer)
        query = filter_of(given.get("filter", {})).query()
        view = save_view(by=request.user, name=given["name"], query=query, is_shared=given["is_shared"])
        address = reverse("api:view", args=[view.uid], request=request)
        return Response(self.get_serializer(view).data, status=201, headers={"Location": address})


class ViewDetail(Endpoint):
    read_needs = write_needs = READS_CLAIMS
    serializer_class = SavedViewSerializer

    def view(self, uid: UUID) -> SavedView:
        return get_object_or_404(SavedView.objects.for_person(self.request.user), uid=uid)

    @extend_schema(operation_id="views_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show one view."""
        return tagged(request, self.get_serializer(self.view(uid)).data)

    @extend_schema(operation_id="views_change", request=ViewChangeSerializer)
    def patch(self, request: Request, uid: UUID) -> Response:
        """Change the name, the filter or who sees it of a view of yours."""
        given: dict[str, Any] = self.asked(ViewChangeSerializer)
        query = filter_of(given["filter"]).query() if "filter" in given else None
        view = change_view(
            self.view(uid), by=request.user, name=given.get("name"), query=query, is_shared=given.get("is_shared")
        )
        return tagged(request, self.get_serializer(view).data)

    @extend_schema(operation_id="views_delete", request=None, responses={204: None})
    def delete(self, request: Request, uid: UUID) -> Response:
        """Delete a view of yours; the claims stay as they are."""
        delete_view(self.view(uid), by=request.user)
        return Response(status=204)
