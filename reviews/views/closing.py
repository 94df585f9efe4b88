"""Closing the check of an article: read what goes out unchecked, press once, read the result of each claim."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.models import Article
from articles.pages import page, render_page, tell_refusal
from articles.refusals import Kind, Refusal
from reviews import words
from reviews.closing import close_check, going_out
from reviews.contents import checked_themselves, lines_of
from reviews.drafts import MAX_SHORT
from reviews.progress import progress_of
from reviews.terms import Format
from reviews.workflow import PUBLISH

MOST_LISTED = 500


@page(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show what closing does; by POST, publish what is decided and show what became of each claim."""
    rows = Article.objects.select_related("current", "current__by").defer("current__text")
    article = get_object_or_404(rows, uid=uid)
    if request.method != "POST":
        return _before(request, article)
    try:
        outcomes = close_check(article, by=request.user, now=timezone.now(), reason=request.POST.get("reason", ""))
    except Refusal as refused:
        if refused.kind is Kind.INVALID:
            return _before(request, article, refused)
        tell_refusal(request, refused)
        return redirect("reviews:article", uid=uid)
    context = {
        "article": article,
        "outcomes": outcomes,
        "n_published": sum(outcome.is_published for outcome in outcomes),
        "progress": progress_of([article], request.user)[article.pk],
        "formats": [(format, words.FORMATS[format]) for format in Format],
    }
    return render_page(request, "reviews/article_closed.html", context)


def _before(request: HttpRequest, article: Article, refused: Refusal | None = None) -> HttpResponse:
    now = timezone.now()
    found = going_out(article, checked_themselves(lines_of(article, request.user)), request.user, now)
    groups = [
        ("undecided", found.undecided[:MOST_LISTED], max(0, len(found.undecided) - MOST_LISTED)),
        ("proposed", found.proposed[:MOST_LISTED], max(0, len(found.proposed) - MOST_LISTED)),
        ("dismissed", found.dismissed[:MOST_LISTED], max(0, len(found.dismissed) - MOST_LISTED)),
    ]
    context = {
        "article": article,
        "found": found,
        "groups": [group for group in groups if group[1]],
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "most_chars": MAX_SHORT,
        "now": now,
    }
    return render_page(request, "reviews/article_closing.html", context, status=400 if refused else 200)
