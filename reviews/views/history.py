"""The whole history of an article or of a claim, filtered by person and kind of step, a page at a time."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.models import Article, Claim
from articles.pages import page, render_page
from reviews.keyset import page_of
from reviews.timeline import by_day, events_of, kinds_in, narrowed, people_in, steps_of

PAGE_SIZE = 50
FILTERS = ("person", "kind")


@page("articles.view_event")
@require_safe
def article_history(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Every step of an article and its claims, newest first."""
    article = get_object_or_404(Article, uid=uid)
    return _history(request, article, {"article": article})


@page("articles.view_event")
@require_safe
def claim_history(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Every step of a claim, newest first."""
    claim = get_object_or_404(Claim.objects.select_related("article"), uid=uid)
    return _history(request, claim, {"article": claim.article, "claim": claim})


def _history(request: HttpRequest, about: Article | Claim, context: dict[str, Any]) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    rows = events_of(about, request.user)
    shown = narrowed(rows, **chosen).select_related("actor", "version", "claim").defer("version__text")
    found = page_of(shown, ["-pk"], size=PAGE_SIZE, asked=request.GET)
    context |= {
        "days": by_day(steps_of(found.rows, request.user)),
        "found": found,
        "chosen": chosen,
        "is_narrowed": any(chosen.values()),
        "people": people_in(rows),
        "kinds": kinds_in(rows),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render_page(request, "reviews/history.html", context)
