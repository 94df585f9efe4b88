"""My desk: the first page after logging in. A plain function: the admin site wraps it as its index."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.pages import render_page
from reviews.desk import ADMINISTER, desk_of

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def desk(request: HttpRequest) -> HttpResponse:
    """Show the person's desk; somebody without a role is told whom to ask."""
    now = timezone.now()
    found = desk_of(request.user, now)
    administrators: list[Any] = []
    if not found.has_work and not found.is_administrator:
        administrators = list(
            get_user_model().objects.with_perm(ADMINISTER, backend=MODEL_BACKEND).filter(is_active=True)[:3]
        )
    return render_page(request, "reviews/desk.html", {"desk": found, "administrators": administrators, "now": now})
