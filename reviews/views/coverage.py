"""Going through the text until every sentence is accounted for: the page, confirming, in bulk too, and taking back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.models import Article, Confirmation, Version
from articles.pages import page, render_page, tell_refusal
from articles.reading import without_markup
from articles.refusals import Refusal
from articles.terms import CHOSEN_REASONS, Zone
from articles.words import DISMISS_REASONS
from reviews.contents import read_lines
from reviews.coverage import Coverage
from reviews.coverage_moves import Asked, confirm, confirm_zone, take_back
from reviews.coverage_rows import confirmations_of, coverage_in, coverage_of, layout_of, stretches_of
from reviews.coverage_strip import draw
from reviews.coverage_words import ZONES, accounted, accounted_in_short
from reviews.last_step import last_step, seconds_left, start_of, told
from reviews.outline import outline_of
from reviews.reading import Stretch
from reviews.walk import lay_out
from reviews.workflow import TRIAGE

PAGE_SIZE = 300
MOST_CONFIRMED = 100
MOST_SHOWN = 300


@page("articles.view_article")
@require_GET
def measure(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """How much is accounted for, in few words, for a page that need not wait for it; nothing where nothing counts."""
    found = coverage_of(_version(uid), request.user)
    told = accounted_in_short(found.n_accounted, found.n) if found.n else ""
    return HttpResponse(told, content_type="text/plain; charset=utf-8")


@page("articles.view_article")
@require_GET
def coverage(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The text, page by page, with each sentence set off that is not accounted for."""
    version, now = _version(uid), timezone.now()
    step = last_step(version.article, request.user, now)
    outline, layout = outline_of(version.article, request.user), layout_of(version)
    claims = read_lines(version.article, outline.rows, request.user).by_key
    stretches, places = layout.stretches, outline.places
    found = coverage_in(version, layout, outline)
    n_pages = max(1, -(-len(stretches) // PAGE_SIZE))
    number = min(_number(request.GET.get("page", "")), n_pages)
    part = stretches[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    confirmed = list(confirmations_of(version)[: MOST_CONFIRMED + 1])
    context = {
        "article": version.article,
        "version": version,
        "coverage": found,
        "measure": accounted(found.n_accounted, found.n),
        "strip": draw(found),
        "passages": lay_out(version.text, without_markup(version.text), part, found.lines, places),
        "claims": claims,
        "may_confirm": request.user.has_perm(TRIAGE),
        "dismiss_reasons": [(code, DISMISS_REASONS[code]) for code in CHOSEN_REASONS],
        "step": step,
        "step_told": told(step, version) if step else "",
        "step_left": seconds_left(step, now) if step else 0,
        "step_start": start_of(step, version) if step else 0,
        "page": number,
        "n_pages": n_pages,
        "next_address": address_from(version, found, stretches, 0),
        "confirmed": confirmed[:MOST_CONFIRMED],
        "has_more_confirmed": len(confirmed) > MOST_CONFIRMED,
    }
    return render_page(request, "reviews/coverage.html", context)


@page(TRIAGE)
@require_POST
def confirm_stretch(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Confirm one sentence or paragraph, then go on to the next."""
    article = get_object_or_404(Article, uid=uid)
    asked = _asked(request)
    try:
        confirm(article, asked, by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect(next_address(uid, asked.start, request.user))


@page("articles.view_article")
@require_http_methods(["GET", "POST"])
def zone(request: HttpRequest, uid: uuid.UUID, zone: str) -> HttpResponse:
    """What would be confirmed of one part of the layout, and the button that does it."""
    if zone not in ZONES:
        raise Http404
    version = _version(uid)
    if request.method == "POST":
        return _confirm_zone(request, version, Zone(zone))
    found = coverage_of(version, request.user).zone(Zone(zone))
    shown = without_markup(version.text)
    words = [[shown[a:b] for a, b in line.left] for line in found.confirmable[:MOST_SHOWN]]
    context = {
        "article": version.article,
        "version": version,
        "found": found,
        "zone": ZONES[Zone(zone)],
        "sentences": [
            (shown[line.start : line.end], left, bool(line.claims))
            for line, left in zip(found.confirmable, words, strict=False)
        ],
        "n_more": max(0, len(found.confirmable) - MOST_SHOWN),
        "may_confirm": request.user.has_perm(TRIAGE),
    }
    return render_page(request, "reviews/coverage_zone.html", context)


def _confirm_zone(request: HttpRequest, version: Version, zone: Zone) -> HttpResponse:
    given = request.POST
    looked_at, seen, now = _uid(given.get("version", "")), given.get("seen", ""), timezone.now()
    try:
        confirm_zone(version.article, zone, version=looked_at, seen=seen, by=request.user, now=now)
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect("reviews:coverage_zone", uid=version.article.uid, zone=zone)
    return redirect(next_address(version.article.uid, 0, request.user))


@page(TRIAGE)
@require_POST
def unconfirm(request: HttpRequest, uid: uuid.UUID, confirmation: uuid.UUID) -> HttpResponse:
    """Take a confirmation back, so that its words are looked at again."""
    rows = Confirmation.objects.select_related("version__article", "by")
    address = reverse("reviews:coverage", args=[uid])
    found = rows.filter(uid=confirmation, version__article__uid=uid).first()
    if found is None:
        messages.info(request, _("This was taken back already."))
        return redirect(f"{address}#confirmed")
    try:
        take_back([found], by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect(f"{address}#confirmed")
    return redirect(next_address(uid, found.start, request.user))


def _version(uid: uuid.UUID) -> Version:
    """The current version with its text and article."""
    article = get_object_or_404(Article.objects.select_related("current"), uid=uid)
    if article.current is None:
        raise Http404
    article.current.article = article
    return article.current


def _asked(request: HttpRequest) -> Asked:
    given = request.POST
    return Asked(
        version=_uid(given.get("version", "")),
        start=_number(given.get("start", ""), least=0),
        end=_number(given.get("end", ""), least=0),
        text_sha256=given.get("text_sha256", ""),
        beside_claims=given.get("beside_claims") == "1",
    )


def next_address(uid: uuid.UUID, after: int, person: Any) -> str:
    """Where to go on from a place in the text: the next sentence nobody has looked at, or the first one."""
    version = _version(uid)
    return address_from(version, coverage_of(version, person), stretches_of(version), after)


def address_from(version: Version, found: Coverage, stretches: Sequence[Stretch], after: int) -> str:
    base = reverse("reviews:coverage", args=[version.article.uid])
    left = found.untouched
    line = next((line for line in left if line.end > after), left[0] if left else None)
    if line is None:
        return f"{base}#done"
    place = next((n for n, one in enumerate(stretches) if (one.start, one.end) == (line.start, line.end)), 0)
    number = place // PAGE_SIZE + 1
    return f"{base}{f'?page={number}' if number > 1 else ''}#s{line.start}"


def _number(text: str, *, least: int = 1) -> int:
    return max(least, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else least


def _uid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
