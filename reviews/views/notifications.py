"""What a person is told: the page of it, opening one, marking all read."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.pages import page, render_page
from reviews.inbox import inbox_of, line_of, mark_all_read, mark_read, place_of, read
from reviews.keyset import page_of

PAGE_SIZE = 40
UNREAD = "unread"


@page()
@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """The newest first, all or what is unread."""
    is_unread_only = request.GET.get("show") == UNREAD
    rows = inbox_of(request.user)
    found = page_of(rows.unread() if is_unread_only else rows, ["-pk"], size=PAGE_SIZE, asked=request.GET)
    lines = [line_of(notification) for notification in read(found.rows)]
    context = {
        "lines": lines,
        "found": found,
        "is_unread_only": is_unread_only,
        "has_unread": any(line.is_unread for line in lines),
        "query": f"show={UNREAD}" if is_unread_only else "",
    }
    return render_page(request, "reviews/notifications.html", context)


@page()
@require_safe
def notification(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Go to what a notification is about; with that it is read."""
    found = get_object_or_404(inbox_of(request.user).select_related("article", "claim", "comment"), uid=uid)
    if request.method == "GET":
        mark_read(found, now=timezone.now())
    return redirect(place_of(found))


@page()
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark read all that was shown, and what is older."""
    try:
        until = uuid.UUID(request.POST.get("until", ""))
    except ValueError:
        until = None
    mark_all_read(request.user, now=timezone.now(), until=until)
    return redirect("reviews:notifications")
