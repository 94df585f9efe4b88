"""The claims as a queue: filters in the address, a sort, saved views, next and previous, and what to do with many."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from articles.pages import page, render_page
from reviews import bulk_words, words
from reviews.bulk_terms import BULK_VERBS
from reviews.filters import ClaimFilter
from reviews.keyset import Page
from reviews.list_page import page_for
from reviews.models import SavedView
from reviews.terms import Format
from reviews.views.list_form import article_choice, more_choices, sort_options
from reviews.workflow import MOVES, State

PAGE_SIZE = 30
MOST_COUNTED = 1000
TABS = (
    State.OPEN,
    State.PROPOSED,
    State.IN_REVIEW,
    State.AWAITING_SECOND,
    State.DISPUTED,
    State.DECIDED,
    State.PUBLISHED,
    State.DISMISSED,
)


@page("reviews.view_review")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The claims an address selects; without a query the ones to do."""
    if not request.GET:
        return redirect(f"{reverse('reviews:queue')}?state={State.OPEN}")
    chosen, now = ClaimFilter.parse(request.GET), timezone.now()
    found = page_for(chosen, request.user, now=now, size=PAGE_SIZE, asked=request.GET)
    context = {
        "chosen": chosen,
        "lines": found.rows,
        "found": found,
        "count": _count(chosen, request.user, found, now) if not found.previous else "",
        "held": _held(chosen, request.user, found, now),
        "tabs": [(state, words.STATES[state], chosen.on_tab(state).query()) for state in TABS],
        "all_query": chosen.on_tab(None).query(),
        "formats": [(format, words.FORMATS[format]) for format in Format],
        "bulk_verbs": _bulk_verbs(chosen, request.user),
        "query": chosen.query(),
        "now": now,
        **_form(chosen),
        **_views(chosen, request.user),
    }
    return render_page(request, "reviews/queue.html", context)


def capped_count(rows: Any) -> str:
    """How many, up to "1,000+"."""
    n = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if n > MOST_COUNTED else str(n)


def held_by_others(chosen: ClaimFilter, person: Any, now: datetime.datetime) -> str:
    """Who looks for work and finds little is told that others are at it, and when the next one may come free."""
    if chosen.state is not State.OPEN:
        return ""
    under_way = ClaimFilter(state=State.IN_REVIEW, article=chosen.article).reviews(person, now)
    held = under_way.filter(lease_until__gt=now).exclude(lease_by=person)
    found = held.aggregate(n=Count("pk"), next=Min("lease_until"))
    if not found["n"]:
        return ""
    minutes = max(1, round((found["next"] - now).total_seconds() / 60))
    told = ngettext("%(n)s held by somebody else", "%(n)s held by others", found["n"]) % {"n": found["n"]}
    return _("%(held)s, the next one free in %(minutes)s min") % {"held": told, "minutes": minutes}


def _count(chosen: ClaimFilter, person: Any, found: Page, now: datetime.datetime) -> str:
    """A list that fits on its first page is counted already."""
    return capped_count(chosen.listed(person, now)) if found.next else str(len(found.rows))


def _held(chosen: ClaimFilter, person: Any, found: Page, now: datetime.datetime) -> str:
    return held_by_others(chosen, person, now) if not (found.next or found.previous) else ""


def _form(chosen: ClaimFilter) -> dict[str, Any]:
    return {
        "articles": article_choice(chosen),
        "sorts": sort_options(chosen),
        "more": more_choices(chosen),
    }


def _views(chosen: ClaimFilter, person: Any) -> dict[str, Any]:
    """A person's own views and the shared ones; the one that this list is."""
    views = list(SavedView.objects.for_person(person))
    own_first = sorted(views, key=lambda view: view.owner_id != person.pk)
    return {"views": own_first, "view": next((view for view in own_first if view.query == chosen.query()), None)}


def _bulk_verbs(chosen: ClaimFilter, person: Any) -> list[tuple[str, Any]]:
    """What may be done to claims of this list by this person, many at a time."""
    states = {chosen.state} if chosen.state else set(State) - {State.PROPOSED}
    fitting = (verb for verb in BULK_VERBS if states & MOVES[verb].sources and person.has_perm(MOVES[verb].permission))
    return [(verb.value, bulk_words.OFFERED[verb]) for verb in fitting]
