"""Reviews with verdicts and citations, one's own draft, and the rating scales."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, check_match, tagged
from articles.models import Claim
from articles.refusals import Refusal
from reviews.api.claims import READS_CLAIMS, as_it_is, claims_for, reviews_for
from reviews.api.lines import obstacle_line
from reviews.api.shapes import (
    DraftSavingSerializer,
    DraftSerializer,
    ReviewFilterSerializer,
    ReviewSerializer,
    ReviewSummarySerializer,
    ScaleSerializer,
    review_of,
)
from reviews.drafts import DraftText
from reviews.models import Citation, Decision, Draft, Rating, RatingScale, Review, Verdict
from reviews.saving import save_draft
from reviews.workflow import CHECK, MOVES

READS_REVIEWS = (
    *READS_CLAIMS,
    *(f"reviews.view_{name}" for name in ("verdict", "citation", "decision", "waiver", "correction")),
)
MOST_VERDICTS = 50


class ReviewList(Endpoint):
    read_needs = READS_CLAIMS
    serializer_class = ReviewSummarySerializer

    @extend_schema(
        parameters=[ReviewFilterSerializer],
        operation_id="reviews_list",
        responses=ReviewSummarySerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """List reviews, newest first."""
        asked = self.filters(ReviewFilterSerializer)
        exact = {"article": "article__uid"}
        wanted = {exact.get(name, name): value for name, value in asked.items()}
        return self.page_of(reviews_for(request.user).filter(**wanted))


class ReviewDetail(Endpoint):
    read_needs = READS_REVIEWS
    serializer_class = ReviewSerializer

    @extend_schema(operation_id="reviews_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show a review with the verdicts, citations and moves that are there for you."""
        return self.tell(get_object_or_404(reviews_for(request.user), uid=uid))

    def tell(self, review: Review) -> Response:
        data = self.get_serializer(completed(review, self.request.user, timezone.now())).data
        return tagged(self.request, data, revs=f"{review.claim.rev}.{review.rev}")


class ClaimReview(ReviewDetail):
    @extend_schema(operation_id="claims_review")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show the review of a claim."""
        return self.tell(get_object_or_404(reviews_for(request.user), claim__uid=uid))


def completed(review: Review, person: Any, now: datetime.datetime) -> Any:
    """The review with all that its full shape shows this person."""
    seen: Any = review
    seen.seen_verdicts = verdicts_for(review, person)
    decisions = Decision.objects.visible_to(person).current().select_related("rating", "verdict", "by")
    seen.seen_decision = decisions.filter(review=review).first()
    allowed = [move for move in MOVES.values() if review.allows(move.verb, person, now)]
    seen.allowed_moves = [{"verb": move.verb, "needs_reason": move.needs_reason} for move in allowed]
    draft = Draft.objects.of(person).filter(review=review, round=review.round).first()
    seen.own_obstacles = [obstacle_line(line) for line in review.obstacles(draft.text())] if draft else []
    return seen


def verdicts_for(review: Review, person: Any) -> QuerySet[Verdict]:
    citations = Citation.objects.visible_to(person).select_related("evidence").with_copies().order_by("position")
    rows = ("author", "rating", "supersedes", "anchor__version")
    found = Verdict.objects.visible_to(person).filter(review=review).select_related(*rows)
    cited = Prefetch("citations", queryset=citations, to_attr="seen_citations")
    return found.defer("anchor__version__text").prefetch_related(cited).newest_first()[:MOST_VERDICTS]


class ClaimDraft(Endpoint):
    read_needs = write_needs = (*READS_CLAIMS, CHECK)
    serializer_class = DraftSerializer

    @extend_schema(operation_id="claims_draft")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show your own draft of a verdict and what stands in the way of submitting it."""
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        return self._tell(_own_draft(claim, request.user), review_of(claim))

    @extend_schema(
        operation_id="claims_draft_save",
        request=DraftSavingSerializer,
        parameters=[
            OpenApiParameter("If-Match", location=OpenApiParameter.HEADER, description="The ETag of the draft.")
        ],
    )
    def put(self, request: Request, uid: UUID) -> Response:
        """Keep your draft. The first save starts the check, later ones hold the claim for you."""
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        stored = _own_draft(claim, request.user)
        check_match(request, str(stored.rev if stored else 0))
        given = self.asked(DraftSavingSerializer)
        try:
            saved = save_draft(claim, given["payload"], by=request.user, base_rev=given["base_rev"], now=timezone.now())
        except Refusal as refusal:
            refusal.params["current"] = _what_is_there(claim, request.user)
            raise
        return self._tell(saved.draft, saved.review)

    def _tell(self, draft: Draft | None, review: Review | None) -> Response:
        text = draft.text() if draft else DraftText()
        data = {
            "payload": text.payload(),
            "rev": draft.rev if draft else 0,
            "saved_at": draft.saved_at if draft else None,
            "obstacles": [obstacle_line(line) for line in review.obstacles(text)] if review else [],
        }
        return tagged(self.request, self.get_serializer(data).data, revs=str(data["rev"]))


def _own_draft(claim: Claim, person: Any) -> Draft | None:
    review = review_of(claim)
    return Draft.objects.of(person).filter(review=review, round=review.round).first() if review else None


def _what_is_there(claim: Claim, person: Any) -> dict[str, Any]:
    """The state of the claim and the person's draft as it is stored now."""
    fresh = get_object_or_404(claims_for(person), pk=claim.pk)
    draft = _own_draft(fresh, person)
    return as_it_is(fresh) | {"draft_rev": draft.rev if draft else 0, "payload": draft.payload if draft else {}}


class ScaleList(Endpoint):
    read_needs = ("reviews.view_ratingscale", "reviews.view_rating")
    serializer_class = ScaleSerializer

    def get_queryset(self) -> QuerySet[RatingScale]:
        ratings = Rating.objects.order_by("position", "pk")
        return RatingScale.objects.prefetch_related(Prefetch("ratings", queryset=ratings))

    @extend_schema(operation_id="scales_list", responses=ScaleSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List the rating scales with their ratings, retired ones too."""
        return self.page_of(self.get_queryset())


class ScaleDetail(ScaleList):
    @extend_schema(operation_id="scales_retrieve", responses=ScaleSerializer)
    def get(self, request: Request, uid: UUID) -> Response:  # type: ignore[override]
        """Show one rating scale."""
        return tagged(request, self.get_serializer(get_object_or_404(self.get_queryset(), uid=uid)).data)
