"""The claims as a queue: filters in the address, most urgent first, next and previous."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from articles.models import Anchor, Article
from articles.pages import page, render_page
from reviews import words
from reviews.contents import ClaimLine, line_of, with_answers
from reviews.fates import fates_for
from reviews.filters import ClaimFilter
from reviews.keyset import page_of
from reviews.models import Rating
from reviews.terms import Format
from reviews.workflow import State

PAGE_SIZE = 30
MOST_COUNTED = 1000
ARTICLES_OFFERED = 50
TABS = (
    State.OPEN,
    State.PROPOSED,
    State.IN_REVIEW,
    State.AWAITING_SECOND,
    State.DECIDED,
    State.PUBLISHED,
    State.DISMISSED,
)
RATED = {None, State.DECIDED, State.PUBLISHED}


@page("reviews.view_review")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The claims an address selects; without a query the ones to do."""
    if not request.GET:
        return redirect(f"{reverse('reviews:queue')}?state={State.OPEN}")
    chosen = ClaimFilter.parse(request.GET)
    rows = _rows(chosen, request.user)
    found = page_of(rows, chosen.keys, size=PAGE_SIZE, asked=request.GET)
    is_first = not found.previous
    return render_page(
        request,
        "reviews/queue.html",
        {
            "chosen": chosen,
            "lines": _lines(found.rows, request.user),
            "found": found,
            "count": capped_count(rows) if is_first else "",
            "held": held_by_others(chosen, request.user, timezone.now()) if is_first else "",
            "tabs": [(state, words.STATES[state], chosen.query(state=state)) for state in TABS],
            "all_query": chosen.query(state="all"),
            "articles": _articles(chosen),
            "ratings": _ratings() if chosen.state in RATED else [],
            "formats": [(format, words.FORMATS[format]) for format in Format],
            "is_narrowed": bool({name for name, _value in chosen.pairs()} - {"state"}),
            "query": chosen.query(),
            "now": timezone.now(),
        },
    )


def capped_count(rows: Any) -> str:
    """How many, up to "1,000+"."""
    n = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if n > MOST_COUNTED else str(n)


def held_by_others(chosen: ClaimFilter, person: Any, now: datetime.datetime) -> str:
    """Who looks for work and finds little is told that others are at it, and when the next one may come free."""
    if chosen.state is not State.OPEN:
        return ""
    under_way = ClaimFilter(state=State.IN_REVIEW, article=chosen.article).reviews(person)
    held = under_way.filter(lease_until__gt=now).exclude(lease_by=person)
    found = held.aggregate(n=Count("pk"), next=Min("lease_until"))
    if not found["n"]:
        return ""
    minutes = max(1, round((found["next"] - now).total_seconds() / 60))
    told = ngettext("%(n)s held by somebody else", "%(n)s held by others", found["n"]) % {"n": found["n"]}
    return _("%(held)s, the next one free in %(minutes)s min") % {"held": told, "minutes": minutes}


def _rows(chosen: ClaimFilter, person: Any) -> Any:
    other = Anchor.objects.in_current_versions().not_as_before()
    if chosen.is_about_proposals:
        rows = chosen.proposals().select_related("article")
        return rows.annotate(has_other_words=Exists(other.filter(claim=OuterRef("pk"))))
    rows = with_answers(chosen.reviews(person)).annotate(has_other_words=Exists(other.filter(claim=OuterRef("claim"))))
    return rows.select_related("claim", "article", "rating", "lease_by", "assigned_to")


def _lines(rows: Any, person: Any) -> list[ClaimLine]:
    """Checks, or claims that have none yet, as lines."""
    fates = fates_for(person, [getattr(row, "claim_id", row.pk) for row in rows if row.has_other_words])
    return [
        line_of(row, fates.get(row.claim_id))
        if hasattr(row, "claim_id")
        else ClaimLine(0, row, State.PROPOSED, fate=fates.get(row.pk))
        for row in rows
    ]


def _articles(chosen: ClaimFilter) -> list[Article]:
    """The newest articles to choose from, the chosen one among them."""
    rows = Article.objects.only("uid", "headline").newest_first()
    newest = list(rows[:ARTICLES_OFFERED])
    if chosen.article and all(article.uid != chosen.article for article in newest):
        newest += list(rows.filter(uid=chosen.article))
    return newest


def _ratings() -> list[tuple[str, str]]:
    """Every rating in use by code, each once."""
    return list(dict(Rating.objects.order_by("-pk").values_list("code", "label")).items())[::-1]
