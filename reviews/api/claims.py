"""Claims: lists, one claim, its history, and the verbs."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, check_match, tagged
from articles.models import Anchor, Claim
from articles.refusals import Kind, Refusal
from articles.terms import Triage
from reviews import moves, words
from reviews.api.list_shapes import ClaimListFilterSerializer, filter_of
from reviews.api.shapes import ClaimSerializer, EventSerializer, MoveSerializer, review_of
from reviews.fates import fates_for
from reviews.filters import ALL, ClaimFilter
from reviews.models import Review
from reviews.models.guards import check_permission, state_of
from reviews.models.parts import PartAsked
from reviews.querysets import events_visible_to
from reviews.workflow import MOVES, State, Verb

READS_CLAIMS = ("articles.view_claim", "reviews.view_review")
REVIEW_ROWS = ("claim", "article", "scale", "rating", "assigned_to", "lease_by")
FEW = 5_000
UNCHOSEN = {State.PROPOSED: Triage.PROPOSED, State.DISMISSED: Triage.DISMISSED}


def reviews_for(person: Any) -> QuerySet[Review]:
    """The reviews a person may see, with what their summary shows."""
    return Review.objects.visible_to(person).select_related(*REVIEW_ROWS)


def claims_for(person: Any) -> QuerySet[Claim]:
    """Claims with their place in the current version and their review."""
    anchors = Anchor.objects.in_current_versions().standing().select_related("version")
    return Claim.objects.select_related("article", "same_as__review", "part_of").prefetch_related(
        Prefetch("anchors", queryset=anchors.defer("version__text"), to_attr="in_current_version"),
        Prefetch("review", queryset=reviews_for(person)),
        Prefetch("parts", queryset=Claim.objects.only("uid", "part_of").order_by("pk"), to_attr="made_parts"),
    )


def tell_fates(claims: Any, person: Any) -> None:
    """Have claims say what became of their words."""
    fates = fates_for(person, [claim.pk for claim in claims])
    for claim in claims:
        claim.fate = fates.get(claim.pk)


def revs(claim: Claim) -> str:
    """The revisions of a claim and its review, for the ETag."""
    review = review_of(claim)
    return f"{claim.rev}.{review.rev if review else ''}"


class ClaimEndpoint(Endpoint):
    read_needs = write_needs = READS_CLAIMS
    serializer_class = ClaimSerializer

    def get_queryset(self) -> QuerySet[Claim]:
        return claims_for(self.request.user)

    def claim(self) -> Claim:
        return get_object_or_404(self.get_queryset(), uid=self.kwargs["uid"])

    def tell(self, claim: Claim) -> Response:
        tell_fates([claim], self.request.user)
        return tagged(self.request, self.get_serializer(claim).data, revs=revs(claim))


class ClaimList(ClaimEndpoint):
    @extend_schema(
        parameters=[ClaimListFilterSerializer], operation_id="claims_list", responses=ClaimSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List claims, newest first."""
        rows = self.paginate_queryset(
            _filtered(self.get_queryset(), self.filters(ClaimListFilterSerializer), request.user)
        )
        tell_fates(rows, request.user)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


def _filtered(claims: QuerySet[Claim], asked: dict[str, Any], person: Any) -> QuerySet[Claim]:
    exact = {name: asked[name] for name in ("triage", "claimant") if name in asked}
    more = filter_of({name: value for name, value in asked.items() if name not in {"state", *exact}})
    if more != ClaimFilter():
        claims = claims.filter(pk__in=more.claims(person).values("pk"))
    state = asked.get("state", ALL)
    return claims.filter(**exact) if state == ALL else claims.filter(_in_state(State(state), person), **exact)


def _in_state(state: State, person: Any) -> Q:
    """Claims in a state, their own or that of the claim they are the same as; those put aside as the same have none of
    their own. What many are in is met soon going back through all; the few are looked up. No database sees which."""
    if state in UNCHOSEN:
        return Q(same_as=None, triage=UNCHOSEN[state]) | Q(same_as__triage=UNCHOSEN[state])
    checked = Review.objects.visible_to(person).filter(state=state).order_by()
    if checked[: FEW + 1].count() > FEW:
        return Q(review__state=state) | Q(same_as__review__state=state)
    repeats = Claim.objects.filter(same_as__isnull=False, same_as__in=checked.values("claim"))
    return Q(pk__in=checked.values("claim").union(repeats.order_by().values("pk"), all=True))


class ClaimDetail(ClaimEndpoint):
    @extend_schema(operation_id="claims_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show one claim. The ETag carries its revisions: send it back as If-Match with a move."""
        return self.tell(self.claim())


class ClaimEvents(Endpoint):
    read_needs = (*READS_CLAIMS, "articles.view_event")
    serializer_class = EventSerializer

    @extend_schema(operation_id="claims_events", responses=EventSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List the history of a claim, newest first."""
        claim = get_object_or_404(Claim, uid=uid)
        return self.page_of(events_visible_to(request.user).filter(claim=claim).select_related("actor", "undoes"))


class ClaimMove(ClaimEndpoint):
    @extend_schema(
        operation_id="claims_move",
        request=MoveSerializer,
        responses=ClaimSerializer,
        parameters=[
            OpenApiParameter("verb", location=OpenApiParameter.PATH, enum=[verb.value for verb in Verb]),
            OpenApiParameter("If-Match", location=OpenApiParameter.HEADER, description="The ETag of the claim."),
        ],
    )
    def post(self, request: Request, uid: UUID, verb: str) -> Response:
        """Do one verb to a claim; the answer is the claim as it is then."""
        claim = self.claim()
        if verb not in set(Verb):
            raise NotFound
        check_match(request, revs(claim))
        asked = self._request(claim, Verb(verb))
        try:
            check_permission(MOVES[Verb(verb)], request.user)
            _check_rev(claim, asked.rev)
            moves.perform(Verb(verb), claim, by=request.user, now=timezone.now(), asked=asked)
        except Refusal as refusal:
            if refusal.kind is Kind.CONFLICT:
                refusal.params["current"] = as_it_is(self.claim())
            raise
        return self.tell(self.claim())

    def _request(self, claim: Claim, verb: Verb) -> moves.Request:
        given = self.asked(MoveSerializer)
        rev = given.get("rev")
        review = review_of(claim)
        if rev is None and "If-Match" in self.request.headers:
            rev = review.rev if review else claim.rev
        return moves.Request(
            rev=rev,
            reason=given.get("reason", ""),
            why=given.get("why", ""),
            to=_person(given) if verb is Verb.ASSIGN else None,
            verdict=given.get("verdict"),
            version=given.get("version"),
            parts=tuple(PartAsked(**one) for one in given["parts"]) if "parts" in given else None,
            hold=datetime.timedelta(minutes=given["hold"]) if "hold" in given else None,
            priority=given.get("priority"),
            due=given.get("due"),
            policy=given.get("policy", ""),
            rule=given.get("rule", ""),
            kind=given.get("kind", ""),
        )


def _person(given: dict[str, Any]) -> Any:
    if "to" not in given:
        raise ValidationError({"to": [_("Name a person by uid, or null for nobody.")]}, code="required")
    if given["to"] is None:
        return None
    found = get_user_model()._default_manager.filter(uid=given["to"]).first()
    if found is None:
        raise ValidationError({"to": [_("There is nobody with this uid.")]}, code="unknown")
    return found


def _check_rev(claim: Claim, rev: int | None) -> None:
    """Refuse a move that was decided on another revision; the verb itself checks again as it writes."""
    now = as_it_is(claim)
    if rev is not None and rev != now["rev"]:
        raise words.refusal("stale", state=words.STATES[State(now["state"])])


def as_it_is(claim: Claim) -> dict[str, Any]:
    """The state and the revision that the next move is decided on."""
    review = review_of(claim)
    return {"state": state_of(claim, review).value, "rev": (review or claim).rev}
