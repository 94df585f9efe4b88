"""Pages of our own in the admin's shell: the same header, navigation and log-in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from articles.refusals import Refusal

View = Callable[..., HttpResponseBase]


def page(*permissions: str) -> Callable[[View], View]:
    """Serve a view to people who work here and hold one of the permissions (none named: everybody)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permissions and not any(request.user.has_perm(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(checked)

    return decorate


def render_page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template that extends `factcheck/page.html`, in the shell."""
    return render(request, template, admin.site.each_context(request) | context, status=status)


def tell_refusal(request: HttpRequest, refusal: Refusal) -> None:
    """Say at the top of the next page why something was not done."""
    messages.error(request, refusal.words)
