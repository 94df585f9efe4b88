"""Shaping claims: adding, changing, merging and likening them, and taking a change back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.serializers import Serializer

from articles.endpoints import check_match
from articles.models import Article, Claim, Event
from articles.refusals import Kind, Refusal
from reviews import edit_words
from reviews.api.claims import ClaimDetail, ClaimEndpoint, as_it_is, revs
from reviews.api.edit_shapes import (
    ClaimChangeSerializer,
    MergeSerializer,
    PassageSerializer,
    RevSerializer,
    SameAsSerializer,
)
from reviews.api.shapes import ClaimSerializer
from reviews.claim_edits import Passage, Wording, add_claim, reword, set_bounds
from reviews.claim_merging import merge
from reviews.edit_undo import take_back
from reviews.same_claims import keep_apart, keep_as

IF_MATCH = [OpenApiParameter("If-Match", location=OpenApiParameter.HEADER, description="The ETag of the claim.")]


class ArticleClaims(ClaimEndpoint):
    @extend_schema(operation_id="articles_claims_add", request=PassageSerializer, responses={201: ClaimSerializer})
    def post(self, request: Request, uid: UUID) -> Response:
        """Add a claim that the machine did not propose; it is chosen to be checked."""
        article = get_object_or_404(Article.objects.select_related("current"), uid=uid)
        passage = Passage(**self.asked(PassageSerializer))
        made = add_claim(article, passage, by=request.user, now=timezone.now())
        answer = self.tell(self.get_queryset().get(pk=made.pk))
        answer.status_code = 201
        answer["Location"] = reverse("api:claim", args=[made.uid], request=request)
        return answer


class ClaimShaping(ClaimEndpoint):
    """A change of one claim, decided on a revision; the answer is the claim as it is then."""

    def change(self, serializer: type[Serializer[Any]]) -> Response:
        claim = self.claim()
        check_match(self.request, revs(claim))
        given = self.asked(serializer)
        rev = given.pop("rev", None)
        try:
            if rev is not None and rev != claim.rev:
                raise edit_words.refusal("claim_changed")
            self.act(claim, given)
        except Refusal as refusal:
            if refusal.kind is Kind.CONFLICT:
                fresh = self.claim()
                refusal.params["current"] = as_it_is(fresh) | {"claim_rev": fresh.rev}
            raise
        return self.tell(self.claim())

    def act(self, claim: Claim, given: dict[str, Any]) -> None:
        """Do it to the claim as it was read."""


class ClaimChange(ClaimShaping, ClaimDetail):
    @extend_schema(
        operation_id="claims_change", request=ClaimChangeSerializer, responses=ClaimSerializer, parameters=IF_MATCH
    )
    def patch(self, request: Request, uid: UUID) -> Response:
        """Change what is to be checked, who says it, how it is quoted, or which words of the text it is."""
        return self.change(ClaimChangeSerializer)

    def act(self, claim: Claim, given: dict[str, Any]) -> None:
        passage, now = given.pop("passage", None), timezone.now()
        with transaction.atomic():
            if passage is not None:
                set_bounds(claim, Passage(**passage), by=self.request.user, now=now)
            if given or passage is None:
                reword(claim, Wording(**given), by=self.request.user, now=now)


class ClaimMerge(ClaimShaping):
    @extend_schema(operation_id="claims_merge", request=MergeSerializer, responses=ClaimSerializer, parameters=IF_MATCH)
    def post(self, request: Request, uid: UUID) -> Response:
        """Make this claim and others one, which spans them; the first in the text stays."""
        return self.change(MergeSerializer)

    def act(self, claim: Claim, given: dict[str, Any]) -> None:
        others = list(Claim.objects.filter(article=claim.article_id, uid__in=given["claims"]).exclude(pk=claim.pk))
        if len(others) != len(set(given["claims"]) - {claim.uid}):
            raise edit_words.refusal("same_unknown", Kind.INVALID, field="claims")
        merge([claim, *others], by=self.request.user, now=timezone.now())


class ClaimSameAs(ClaimShaping):
    @extend_schema(
        operation_id="claims_same_as", request=SameAsSerializer, responses=ClaimSerializer, parameters=IF_MATCH
    )
    def post(self, request: Request, uid: UUID) -> Response:
        """Have the claim share the check of another of its article, or be checked by itself again."""
        return self.change(SameAsSerializer)

    def act(self, claim: Claim, given: dict[str, Any]) -> None:
        now = timezone.now()
        if given["claim"] is None:
            return keep_apart(claim, by=self.request.user, now=now)
        other = Claim.objects.select_related("same_as").filter(uid=given["claim"]).first()
        if other is None:
            raise edit_words.refusal("same_unknown", Kind.INVALID, field="claim")
        keep_as(claim, other, by=self.request.user, now=now)


class ClaimEventUndo(ClaimShaping):
    @extend_schema(operation_id="claims_undo", request=RevSerializer, responses=ClaimSerializer, parameters=IF_MATCH)
    def post(self, request: Request, uid: UUID, event: UUID) -> Response:
        """Take back one change of the claim, named by its step, where nothing later changed the same."""
        return self.change(RevSerializer)

    def act(self, claim: Claim, given: dict[str, Any]) -> None:
        step = get_object_or_404(Event, claim=claim, uid=self.kwargs["event"])
        take_back(step, by=self.request.user, now=timezone.now())
