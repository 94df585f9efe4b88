"""Bulk actions: one verb for all claims that a filter selects, looked at first, followed, cancelled, gone on with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles.endpoints import Endpoint, tagged
from reviews import bulk
from reviews.api.claims import READS_CLAIMS
from reviews.api.list_shapes import (
    BulkActionSerializer,
    BulkAskedSerializer,
    BulkSummarySerializer,
    PreviewSerializer,
    filter_of,
    iso,
)
from reviews.bulk_rows import Selection, Wish, claim_of
from reviews.models import BulkAction
from reviews.terms import Priority
from reviews.workflow import Verb


class BulkList(Endpoint):
    read_needs = write_needs = READS_CLAIMS
    serializer_class = BulkSummarySerializer

    @extend_schema(operation_id="bulk_list", responses=BulkSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        """List what you did to many claims, newest first; an editor sees everybody's."""
        return self.page_of(BulkAction.objects.visible_to(request.user).select_related("by").defer("results", "ticked"))

    @extend_schema(
        operation_id="bulk_begin",
        request=BulkAskedSerializer,
        responses={200: PreviewSerializer, 202: BulkActionSerializer},
    )
    def post(self, request: Request) -> Response:
        """Do one verb to many claims, or with dry_run tell what it would meet. Few are done before the answer, many by
        a worker: Location tells where to follow it."""
        given = self.asked(BulkAskedSerializer)
        selection, wish, now = _selection(given), _wish(given), timezone.now()
        if given["dry_run"]:
            return Response(_foretold(bulk.preview(selection, wish, by=request.user, now=now)))
        until = str(given.get("until", ""))
        job = bulk.begin(selection, wish, by=request.user, now=now, until=until)
        shown = BulkActionSerializer(job, context=self.get_serializer_context()).data
        address = reverse("api:bulk_action", args=[job.uid], request=request)
        return Response(shown, status=202, headers={"Location": address})


def _selection(given: dict[str, Any]) -> Selection:
    if "claims" in given:
        return Selection.of_ticked(str(uid) for uid in given["claims"])
    return Selection(filter_of(given["filter"]))


def _wish(given: dict[str, Any]) -> Wish:
    return Wish(
        Verb(given["verb"]),
        why=given.get("why", ""),
        reason=given.get("reason", ""),
        to=str(given["to"] or "") if "to" in given else None,
        priority=int(Priority[given["priority"].upper()]) if "priority" in given else None,
        due=iso(given["due"]) if "due" in given else None,
        policy=given.get("policy", ""),
    )


def _foretold(seen: bulk.Preview) -> Any:
    return PreviewSerializer(
        {
            "count": seen.n,
            "is_more": seen.is_more,
            "first": [claim_of(row).uid for row in seen.first],
            "refused": [{"code": code, "detail": words, "n": n} for code, words, n in seen.refused],
            "until": seen.until or None,
        }
    ).data


class BulkDetail(Endpoint):
    read_needs = write_needs = READS_CLAIMS
    serializer_class = BulkActionSerializer

    def job(self, uid: UUID) -> BulkAction:
        return get_object_or_404(BulkAction.objects.visible_to(self.request.user).select_related("by"), uid=uid)

    def shown(self, request: Request, uid: UUID) -> Response:
        return tagged(request, self.get_serializer(self.job(uid)).data)

    @extend_schema(operation_id="bulk_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show how far it is, what was done and what was refused for which reason."""
        return self.shown(request, uid)


class BulkCancel(BulkDetail):
    http_method_names = ("post",)

    @extend_schema(operation_id="bulk_cancel", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Stop it where it is: what is done stays done."""
        bulk.cancel(self.job(uid), by=request.user, now=timezone.now())
        return self.shown(request, uid)


class BulkAgain(BulkDetail):
    http_method_names = ("post",)

    @extend_schema(operation_id="bulk_again", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Go on with one of yours that was cancelled or broke off, from the last claim done."""
        bulk.go_on(self.job(uid), by=request.user)
        return self.shown(request, uid)
