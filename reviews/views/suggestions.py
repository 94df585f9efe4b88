"""The page of suggested changes: each as made, not made or made differently; and what was changed unasked."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from articles.models import Article
from articles.pages import page, render_page
from reviews import words
from reviews.suggestions import answer_to
from reviews.terms import Made


@page("reviews.view_review")
@require_GET
def suggestions(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("current"), uid=uid)
    answer = answer_to(article, request.user)
    groups = [(str(words.MADE[made]), [one for one in answer.suggestions if one.made is made]) for made in Made]
    context = {"article": article, "answer": answer, "groups": [group for group in groups if group[1]]}
    return render_page(request, "reviews/suggestions.html", context)
