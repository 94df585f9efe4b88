"""Going through the text: a claim chosen, dismissed or added where its words stand, and the last step taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.models import Article, Claim, Event
from articles.pages import page, tell_refusal
from articles.refusals import Refusal
from reviews.claim_edits import Passage, add_claim
from reviews.last_step import undo_step
from reviews.moves import Request, perform
from reviews.views.coverage import next_address
from reviews.views.typed import number
from reviews.workflow import TRIAGE, Verb


@page(TRIAGE)
@require_POST
def triage(request: HttpRequest, uid: uuid.UUID, claim: uuid.UUID) -> HttpResponse:
    """Choose a proposed claim or, where a reason was pressed, dismiss it; then go on."""
    found = get_object_or_404(Claim, article__uid=uid, uid=claim)
    asked = Request(why=request.POST.get("why", ""))
    verb = Verb.DISMISS if asked.why else Verb.ACCEPT
    return _on(request, uid, lambda: perform(verb, found, by=request.user, now=timezone.now(), asked=asked))


@page(TRIAGE)
@require_POST
def add(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Make words of the text a claim; then go on."""
    article, post = get_object_or_404(Article, uid=uid), request.POST
    start, end = (number(post.get(f"passage_{edge}", ""), missing=0) for edge in ("start", "end"))
    words = post.get("passage_words", "").replace("\r\n", "\n")
    asked = Passage(_uid(post.get("version", "")), start, end, words)
    return _on(request, uid, lambda: add_claim(article, asked, by=request.user, now=timezone.now()))


@page(TRIAGE)
@require_POST
def undo(request: HttpRequest, uid: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Take one's last step back, and look at its words again."""
    step = get_object_or_404(Event.objects.select_related("claim"), article__uid=uid, uid=event, actor=request.user)
    return _on(request, uid, lambda: undo_step(step, by=request.user, now=timezone.now()))


def _on(request: HttpRequest, uid: uuid.UUID, act: Callable[[], object]) -> HttpResponse:
    """Do it, and go on from where the form stood; refused, say why and stay there."""
    try:
        act()
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect(next_address(uid, number(request.POST.get("start", ""), missing=0), request.user))


def _uid(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(given)
    except ValueError:
        return uuid.UUID(int=0)
