"""The second look: one submitted verdict at a time on one face, to approve or to send back."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.pages import page, render_page
from reviews import words
from reviews.reading_now import other_reader, read_on
from reviews.second_looks import behind, waiting_second_looks
from reviews.views.article_pane import article_pane
from reviews.views.changes import beside_source, changes_since
from reviews.views.claim_page import STATUS, Asked, shared_context
from reviews.views.record import Judgement, history, judgements
from reviews.views.subject import Subject, subject
from reviews.views.verdict_form import lines_for
from reviews.workflow import SECOND, State, Verb


@page(SECOND)
@require_safe
def second_look(request: HttpRequest) -> HttpResponse:
    """Go to the verdict that waits longest for this person, or say that none does."""
    waiting = waiting_second_looks(request.user)
    if not waiting:
        return render_page(request, "reviews/second_look_empty.html", {"title": words.SECOND_LOOK})
    return second_look_response(request, waiting[0], now=timezone.now(), waiting=waiting)


@page(SECOND)
@require_safe
def second_look_claim(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One certain verdict."""
    return second_look_response(request, uid, now=timezone.now())


def second_look_response(
    request: HttpRequest,
    uid: uuid.UUID,
    *,
    now: datetime.datetime,
    asked: Asked | None = None,
    waiting: list[uuid.UUID] | None = None,
) -> HttpResponse:
    """The face of one verdict; after a refusal with the reason that was typed."""
    asked = asked or Asked()
    if waiting is None:
        waiting = waiting_second_looks(request.user)
    on = subject(uid, request.user)
    on.name_people([request.user])
    context = _context(on, request.user, now=now, asked=asked)
    context |= {"n_waiting": len(waiting), "skip_to": behind(waiting, uid)}
    status = STATUS[asked.refusal.kind] if asked.refusal else 200
    return render_page(request, "reviews/second_look.html", context, status=status)


def _context(on: Subject, person: Any, *, now: datetime.datetime, asked: Asked) -> dict[str, Any]:
    pane = article_pane(on.claim, person=person, now=now)
    found = judgements(on.review, person)
    current = next((one for one in found if one.verdict.round == on.review.round), None)
    waits = _waits(on) and current is not None
    steps, _ = history(on.claim, person)
    return {
        **shared_context(on, pane),
        "judgement": current if on.review.author_id else None,
        "earlier": [one for one in found if one is not current],
        "obstacles": lines_for(on.review, current.verdict.as_draft()) if current and _waits(on) else [],
        "can_decide": on.review.pk is not None and on.review.allows(Verb.APPROVE, person, now),
        "changes": changes_since(current.verdict) if current is not None and waits else [],
        "beside": _beside(on, pane.exact, current) if waits else [],
        "other_reader": other_reader(on.review, person, now) if waits else "",
        "is_own": on.review.author_id == person.pk,
        "waits": _waits(on),
        "steps": steps[:8],
        "asked": asked,
    }


def _beside(on: Subject, exact: str, judgement: Judgement | None) -> list[Any]:
    """The claim's words beside each source's, where both give nearly the same words."""
    quotes = [source.citation.quote for source in judgement.sources] if judgement else []
    return [pair for pair in (beside_source(exact or on.claim.statement, quote) for quote in quotes[:5]) if pair]


@page(SECOND)
@require_POST
def reading(request: HttpRequest, uid: uuid.UUID) -> JsonResponse:
    """Say that this person has the verdict before them; answers who else has."""
    review = subject(uid, request.user).review
    who = read_on(review, by=request.user, now=timezone.now()) if review.pk else ""
    told = str(words.IS_READING) % {"who": who} if who else ""
    return JsonResponse({"reading": told})


def _waits(on: Subject) -> bool:
    return on.state is State.AWAITING_SECOND
