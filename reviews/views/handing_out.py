"""The page on which an editor hands out claims: ask, look at who gets what, confirm, read the result."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.pages import page, render_page, tell_refusal
from articles.refusals import Refusal
from reviews.handing_out import MOST, Ask, Planned, Row, checkers, hand_out, plan_hand_out, sections_of
from reviews.workflow import LEAD

MOST_DIGITS = 9


@page(LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_out_claims(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Asked in the address, shown before anything is done, done by POST as it was shown."""
    rows = Article.objects.select_related("current").defer("current__text")
    article = get_object_or_404(rows, uid=uid)
    return _done(request, article) if request.method == "POST" else _asked(request, article)


def _asked(request: HttpRequest, article: Article) -> HttpResponse:
    people = list(checkers())
    chosen = set(request.GET.getlist("people"))
    ask = _ask(request.GET, [one for one in people if str(one.uid) in chosen])
    planned, refused = _planned(request, article, ask) if chosen or "preview" in request.GET else (None, None)
    context = {
        "article": article,
        "people": [(one, str(one.uid) in chosen) for one in people],
        "sections": sections_of(article),
        "section": request.GET.get("section", ""),
        "ask": ask,
        "planned": planned,
        "refused": refused,
        "most": MOST,
    }
    status = 400 if refused else 200
    return render_page(request, "reviews/hand_out.html", context, status=status)


def _planned(request: HttpRequest, article: Article, ask: Ask) -> tuple[Planned | None, Refusal | None]:
    try:
        return plan_hand_out(article, ask, by=request.user, now=timezone.now()), None
    except Refusal as refused:
        return None, refused


def _done(request: HttpRequest, article: Article) -> HttpResponse:
    try:
        outcomes = hand_out(article, _rows(request.POST), by=request.user, now=timezone.now())
    except Refusal as refused:
        tell_refusal(request, refused)
        return redirect("reviews:hand_out", uid=article.uid)
    given = [outcome for outcome in outcomes if outcome.is_given]
    context: dict[str, Any] = {
        "article": article,
        "outcomes": outcomes,
        "n_given": len(given),
        "refused": [outcome for outcome in outcomes if not outcome.is_given],
        "people": list(dict.fromkeys(outcome.person for outcome in given)),
    }
    return render_page(request, "reviews/handed_out.html", context)


def _ask(asked: QueryDict, people: list[Any]) -> Ask:
    """What the address asks for; a section is a stretch by another name."""
    first, last = _number(asked.get("first", "")), _number(asked.get("last", ""))
    start, _dash, end = asked.get("section", "").partition("-")
    if start and end:
        first, last = _number(start), _number(end)
    return Ask(people, first, last, with_proposals="proposals" in asked, with_given="given" in asked)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def _rows(posted: QueryDict) -> list[Row]:
    """The rows that were shown: claim, person and the revision of the check, apart by colons."""
    return [row for text in posted.getlist("row") if (row := _row(text))]


def _row(text: str) -> Row | None:
    claim, _colon, rest = text.partition(":")
    person, _colon, rev = rest.partition(":")
    try:
        return Row(uuid.UUID(claim), uuid.UUID(person), _number(rev))
    except ValueError:
        return None
