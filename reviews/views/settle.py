"""Settling a dispute: two verdicts in two columns that name nobody, one to be taken, or a third to be written."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.pages import page, render_page
from reviews import words
from reviews.models import Review
from reviews.views.article_pane import article_pane
from reviews.views.claim_page import STATUS, Asked, shared_context
from reviews.views.record import Judgement, judgements
from reviews.views.subject import Subject, subject
from reviews.workflow import LEAD, State, Verb


@page(LEAD)
@require_safe
def disputed(request: HttpRequest) -> HttpResponse:
    """Go to the dispute that waits longest for this person, or say that none does."""
    waiting = Review.objects.visible_to(request.user).disputes_for(request.user)
    first = waiting.order_by("due_key", "claim_id").values_list("claim__uid", flat=True)[:1]
    for claim in first:
        return settle_response(request, claim, now=timezone.now())
    return render_page(request, "reviews/settle_empty.html", {"title": words.SETTLE})


@page(LEAD)
@require_safe
def settle(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One certain dispute."""
    return settle_response(request, uid, now=timezone.now())


def settle_response(
    request: HttpRequest, uid: uuid.UUID, *, now: datetime.datetime, asked: Asked | None = None
) -> HttpResponse:
    """The two columns; after a refusal with its words and status."""
    asked = asked or Asked()
    on = subject(uid, request.user)
    on.name_people([request.user])
    context = _context(on, request.user, now, asked)
    status = STATUS[asked.refusal.kind] if asked.refusal else 200
    return render_page(request, "reviews/settle.html", context, status=status)


def _context(on: Subject, person: Any, now: datetime.datetime, asked: Asked) -> dict[str, Any]:
    waits = on.state is State.DISPUTED
    found = [one for one in judgements(on.review, person) if one.verdict.round == on.review.round] if waits else []
    return {
        **shared_context(on, article_pane(on.claim, person=person, now=now)),
        "columns": sorted(newest_of_each(found), key=_shuffled),
        "without_article": True,
        "waits": waits,
        "can_settle": on.review.pk is not None and on.review.allows(Verb.ADJUDICATE, person, now),
        "asked": asked,
    }


def newest_of_each(found: list[Judgement]) -> list[Judgement]:
    """The last verdict of each author; what they had before has been superseded."""
    newest: dict[int, Judgement] = {}
    for one in found:
        newest.setdefault(one.verdict.author_id, one)
    return list(newest.values())


def _shuffled(one: Judgement) -> str:
    """An order that is the same at every look and tells nothing of who was first."""
    return hashlib.sha256(one.verdict.uid.bytes).hexdigest()
