"""The articles with their progress, the desk of one article, its deadline and its plan."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.db.models import IntegerField, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
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
from reviews.article_desk import desk_of_article, steps_lately
from reviews.article_list import Shown, part_of, person_named
from reviews.contents import read_lines
from reviews.coverage_rows import coverage_in, layout_of
from reviews.coverage_strip import card_of
from reviews.deadlines import set_deadline
from reviews.desk_words import HOLDS
from reviews.keyset import page_of
from reviews.models import Plan, RatingScale
from reviews.moves import Request, perform
from reviews.outline import Outline, Row, outline_of
from reviews.planning import OFFERED, plan_check
from reviews.progress import progress_of
from reviews.terms import Format, Hold
from reviews.views.deadline_form import DeadlineForm
from reviews.views.holds import holds_shown
from reviews.workflow import LEAD, State, Verb

PAGE_SIZE = 25
MOST_CHARS = 100
MOST_TICKED = 500
PAGE_OF_CLAIMS = 100
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
    person, now, shown = request.user, timezone.now(), Shown.parse(request.GET)
    found: Any = get_object_or_404(_on_desk(person, shown, now), uid=uid)
    outline = outline_of(found, person)
    desk = desk_of_article(found, outline, found.steps, now)
    part = part_of(shown.of(outline, desk, found.who, now), request.GET, size=PAGE_OF_CLAIMS)
    first = _first_to_check(outline)
    read = read_lines(found, [*part.rows, *desk.rows_shown(), *first], person)
    scales = _scales(person)
    return render_page(
        request,
        "reviews/article.html",
        {
            "article": found,
            "version": found.current,
            "progress": desk.progress,
            "desk": desk,
            "people": desk.by_person(read.people),
            "holds": holds_shown(found, desk.holds, read, person),
            "has_other_words": any(group.hold is Hold.CHANGED for group in desk.holds),
            "deadline_form": DeadlineForm.of(found),
            "lines": read.of(part.rows),
            "found": part,
            "query": shown.query(),
            "shown": shown,
            "shown_hold": HOLDS[shown.hold] if shown.hold else "",
            "state": shown.state or "",
            "first_line": next(iter(read.of(first)), None),
            "plan": _plan(found, scales),
            "policies": [(policy, words.POLICIES[policy]) for policy in OFFERED],
            "scales": scales,
            "formats": [(format, words.FORMATS[format]) for format in Format],
            "dismiss_reasons": [(code, article_words.DISMISS_REASONS[code]) for code in CHOSEN_REASONS],
            "now": now,
            **_read_so_far(found, outline),
        },
    )


def _on_desk(person: Any, shown: Shown, now: datetime.datetime) -> QuerySet[Article]:
    """Articles with all that their desk shows in one row each: text, plan, the steps lately, the person asked for."""
    rows = Article.objects.select_related("current", "current__by", "plan__scale")
    who = person_named(shown.who) or Value(None, output_field=IntegerField())
    found: QuerySet[Article] = rows.annotate(steps=steps_lately(person, now), who=who)
    return found


def _read_so_far(article: Article, outline: Outline) -> dict[str, Any]:
    """What the machine read, in numbers, and what of it is accounted for."""
    if article.current is None:
        return {}
    layout = layout_of(article.current)
    counts = {"n_sentences": len(layout.stretches), "n_claims": outline.n_standing}
    return {"counts": counts, "card": card_of(coverage_in(article.current, layout, outline))}


@page(LEAD)
@require_POST
def deadline(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Set, move or take away the deadline of this article."""
    form = DeadlineForm(request.POST)
    try:
        if not form.is_valid():
            raise form.refusal()
        set_deadline(_article(uid), form.cleaned_data["deadline_at"], by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, form.done())
    return redirect(f"{reverse('reviews:article', args=[uid])}#when")


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
    page = reverse("reviews:article", args=[uid])
    return redirect(f"{page}?{request.GET.urlencode()}#claims" if request.GET else page)


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
    rows = Article.objects.select_related("current", "current__by", "plan__scale").defer("current__text")
    return get_object_or_404(rows, uid=uid)


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _first_to_check(outline: Outline) -> list[Row]:
    """Where reading begins: the first claim to do, else the first proposal, else the first of all."""
    for state in (State.OPEN, State.IN_REVIEW, State.PROPOSED):
        if found := next((row for row in outline.themselves if row.state is state), None):
            return [found]
    return outline.rows[:1]


def _plan(article: Article, scales: list[RatingScale]) -> Plan:
    """The article's plan; where nobody chose one, two people on the default scale."""
    chosen: Plan | None = getattr(article, "plan", None)
    if chosen is not None:
        return chosen
    first = min(scales, key=lambda scale: (not scale.is_default, scale.pk)) if scales else RatingScale.default()
    return Plan(article=article, scale=first)


def _scales(person: Any) -> list[RatingScale]:
    return list(RatingScale.objects.filter(retired_at=None).order_by("name", "pk")) if person.has_perm(LEAD) else []
