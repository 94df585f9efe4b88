"""The articles with their progress, the desk of one article, its plan and the closing of its check."""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from articles import words as article_words
from articles.models import Article, Claim
from articles.pages import page, render_page, tell_refusal
from articles.refusals import Refusal
from articles.terms import CHOSEN_REASONS
from reviews import words
from reviews.closing import close_check
from reviews.contents import ClaimLine, lines_of
from reviews.keyset import page_of
from reviews.models import Plan, RatingScale
from reviews.moves import Request, perform
from reviews.planning import OFFERED, plan_check
from reviews.progress import Progress, progress_of
from reviews.terms import Format
from reviews.workflow import LEAD, PUBLISH, State, Verb

PAGE_SIZE = 25
MOST_CHARS = 100
MOST_TICKED = 500
MOST_LISTED = MOST_TICKED  # an article of a whole book has tens of thousands of claims
SHOWN_REFUSALS = 5


@page("articles.view_article")
@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    """The newest articles first, with how far each is."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_CHARS]
    rows: QuerySet[Article] = Article.objects.select_related("current", "current__by").defer("current__text", "notes")
    found = page_of(rows.filter(headline__icontains=q) if q else rows, ["-pk"], size=PAGE_SIZE, asked=request.GET)
    progress = progress_of(found.rows, request.user)
    lines = [(article, progress[article.pk]) for article in found.rows]
    query = urlencode({"q": q}) if q else ""
    context = {"lines": lines, "found": found, "q": q, "query": query, "now": timezone.now()}
    return render_page(request, "reviews/articles.html", context)


@page("articles.view_article")
@require_GET
def article(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One article: what it is, how far its check is, its claims, and what can be done with them."""
    found = _article(uid)
    lines = lines_of(found, request.user)
    progress = Progress(dict(Counter(line.state for line in lines)))
    state = request.GET.get("state", "")
    wanted = [line for line in lines if not state or line.state == state]
    return render_page(
        request,
        "reviews/article.html",
        {
            "article": found,
            "version": found.current,
            "progress": progress,
            "lines": wanted[:MOST_LISTED],
            "n_more": max(0, len(wanted) - MOST_LISTED),
            "state": state if state in set(State) else "",
            "first_line": _first_to_check(lines),
            "plan": Plan.of(found.pk),
            "policies": [(policy, words.POLICIES[policy]) for policy in OFFERED],
            "scales": _scales(request.user),
            "formats": [(format, words.FORMATS[format]) for format in Format],
            "dismiss_reasons": [(code, article_words.DISMISS_REASONS[code]) for code in CHOSEN_REASONS],
            "now": timezone.now(),
        },
    )


@page(PUBLISH)
@require_POST
def close(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Publish what is decided and show what became of each claim."""
    found = _article(uid)
    try:
        outcomes = close_check(found, by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect("reviews:article", uid=uid)
    context = {
        "article": found,
        "outcomes": outcomes,
        "n_published": sum(outcome.is_published for outcome in outcomes),
        "progress": progress_of([found], request.user)[found.pk],
        "formats": [(format, words.FORMATS[format]) for format in Format],
    }
    return render_page(request, "reviews/article_closed.html", context)


@page(LEAD)
@require_POST
def plan(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Say who checks this article and on which scale."""
    asked = request.POST
    try:
        scale = uuid.UUID(asked.get("scale", ""))
    except ValueError:
        scale = None
    try:
        plan_check(_article(uid), policy=asked.get("policy", ""), scale_uid=scale, by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, _("The plan is set for the claims chosen from now on."))
    return redirect("reviews:article", uid=uid)


@page("reviews.triage_claim")
@require_POST
def triage(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Choose or dismiss the ticked proposals, each by its verb."""
    found = _article(uid)
    verb = Verb.DISMISS if request.POST.get("verb") == Verb.DISMISS else Verb.ACCEPT
    asked = Request(why=request.POST.get("why", ""))
    ticked = [one for one in (_uid(text) for text in request.POST.getlist("claims")[:MOST_TICKED]) if one]
    refusals: list[str] = []
    n_done = 0
    for claim in Claim.objects.filter(article=found, uid__in=ticked):
        try:
            perform(verb, claim, by=request.user, now=timezone.now(), asked=asked)
            n_done += 1
        except Refusal as refusal:
            refusals.append(f"“{claim}”: {refusal.words}")
    _tell_triage(request, verb, n_done, refusals)
    return redirect("reviews:article", uid=uid)


def _tell_triage(request: HttpRequest, verb: Verb, n_done: int, refusals: list[str]) -> None:
    done = (
        ngettext("%(n)s claim chosen.", "%(n)s claims chosen.", n_done)
        if verb is Verb.ACCEPT
        else ngettext("%(n)s claim dismissed.", "%(n)s claims dismissed.", n_done)
    )
    if n_done:
        messages.success(request, done % {"n": n_done})
    elif not refusals:
        messages.info(request, _("Tick the claims first."))
    for told in refusals[:SHOWN_REFUSALS]:
        messages.error(request, told)
    if len(refusals) > SHOWN_REFUSALS:
        messages.error(request, _("And %(n)s more.") % {"n": len(refusals) - SHOWN_REFUSALS})


def _article(uid: uuid.UUID) -> Article:
    rows = Article.objects.select_related("current", "current__by").defer("current__text")
    return get_object_or_404(rows, uid=uid)


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _first_to_check(lines: list[ClaimLine]) -> ClaimLine | None:
    """Where reading begins: the first claim to do, else the first proposal, else the first of all."""
    for state in (State.OPEN, State.IN_REVIEW, State.PROPOSED):
        if found := next((line for line in lines if line.state is state), None):
            return found
    return next(iter(lines), None)


def _scales(person: Any) -> list[RatingScale]:
    return list(RatingScale.objects.filter(retired_at=None).order_by("name", "pk")) if person.has_perm(LEAD) else []
