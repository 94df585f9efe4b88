"""Saved views: saving the list that is shown, and changing one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.pages import page, render_page
from articles.refusals import Kind, Refusal
from reviews.filter_words import describe_all
from reviews.filters import ClaimFilter
from reviews.models import SavedView
from reviews.saved_views import change_view, delete_view, save_view

SEES = "reviews.view_review"
STATUS = {Kind.CONFLICT: 409, Kind.FORBIDDEN: 403, Kind.INVALID: 400}


@page(SEES)
@require_http_methods(["GET", "POST"])
def views(request: HttpRequest) -> HttpResponse:
    """All views a person sees; a POST saves another one and leads back to its list."""
    if request.method != "POST":
        return _page(request)
    sent = request.POST
    name, query, is_shared = sent.get("name", ""), sent.get("query", ""), sent.get("is_shared") == "1"
    try:
        view = save_view(by=request.user, name=name, query=query, is_shared=is_shared)
    except Refusal as refusal:
        return _page(request, refusal, {"name": name, "query": query, "is_shared": is_shared})
    messages.success(request, _("Saved as “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('reviews:queue')}?{view.query}")


@page(SEES)
@require_POST
def view(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Rename one's own view, show it to everybody or to nobody else, or delete it."""
    found = get_object_or_404(SavedView.objects.for_person(request.user), uid=uid)
    try:
        match request.POST.get("do"):
            case "rename":
                change_view(found, by=request.user, name=request.POST.get("name", ""))
            case "share":
                change_view(found, by=request.user, is_shared=True)
            case "keep":
                change_view(found, by=request.user, is_shared=False)
            case "delete":
                delete_view(found, by=request.user)
                messages.success(request, _("“%(name)s” is deleted.") % {"name": found.name})
    except Refusal as refusal:
        return _page(request, refusal)
    return redirect("reviews:views")


def _page(request: HttpRequest, refusal: Refusal | None = None, typed: dict[str, Any] | None = None) -> HttpResponse:
    rows = list(SavedView.objects.for_person(request.user))
    told = describe_all([ClaimFilter.of_query(one.query) for one in rows])
    context = {
        "views": list(zip(rows, told, strict=True)),
        "refusal": refusal,
        "typed": typed,
    }
    return render_page(request, "reviews/views.html", context, status=STATUS[refusal.kind] if refusal else 200)
