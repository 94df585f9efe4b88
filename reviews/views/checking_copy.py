"""The page that is printed as a checking copy."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from articles.models import Article
from articles.pages import page
from reviews.checking_copy import checking_copy


@page("articles.view_article")
@require_GET
def copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The current version, double-spaced, with room for notes; a page of its own without the shell."""
    article = get_object_or_404(Article.objects.select_related("current"), uid=uid)
    if article.current is None:
        raise Http404
    article.current.article = article
    context = {
        "article": article,
        "version": article.current,
        "copy": checking_copy(article.current, request.user),
        "now": timezone.now(),
    }
    return render(request, "reviews/checking_copy.html", context)
