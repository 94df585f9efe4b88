"""A person's own keys: each put elsewhere, or all of them off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.pages import page, render_page
from factcheck.key_map import KEYS, are_off, own_keys, problem_with
from factcheck.models import User


@page()
@require_http_methods(["GET", "HEAD", "POST"])
def my_keys(request: HttpRequest) -> HttpResponse:
    """Show and save the keys."""
    mine = get_object_or_404(User, username=request.user.get_username())
    if request.method != "POST":
        return _shown(request, own_keys(mine.key_map), off=are_off(mine.key_map))
    chosen = {} if "as_shipped" in request.POST else _chosen(request)
    off = "off" in request.POST and "as_shipped" not in request.POST
    if problem := problem_with(chosen):
        return _shown(request, chosen, off=off, problem=problem)
    mine.key_map = {"off": off, "keys": {key: own for key, own in chosen.items() if own != key}}
    mine.save(update_fields=["key_map"])
    messages.success(request, _("Your keys are saved."))
    return redirect("my_keys")


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What was typed for each key; a field left empty keeps the key it came with."""
    typed = {key: request.POST.get(f"key-{place}", "").strip() for place, key in enumerate(KEYS)}
    return {key: own for key, own in typed.items() if own}


def _shown(request: HttpRequest, chosen: dict[str, str], *, off: bool, problem: str = "") -> HttpResponse:
    rows = [(place, key, words, chosen.get(key, key)) for place, (key, words) in enumerate(KEYS.items())]
    context: dict[str, Any] = {"title": _("My keys"), "rows": rows, "off": off, "problem": problem}
    return render_page(request, "factcheck/my_keys.html", context, status=400 if problem else 200)
