"""The rules of the newsroom: what stands in the way of a verdict, and how strictly."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from articles.pages import page, render_page, tell_refusal
from articles.refusals import Refusal
from reviews import words
from reviews.rule_setting import CHANGE, changes, set_level, settings_in_force
from reviews.rules import Level, Rule


@page("reviews.view_rulelevel")
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Read the rules; an administrator sets them."""
    if request.method == "POST":
        return _set(request)
    steps = [(words.rule_sentence(Rule(c.rule), 1), words.LEVELS[Level(c.level)], c) for c in changes()]
    context = {
        "title": words.RULES_TITLE,
        "settings": settings_in_force(),
        "steps": steps,
        "can_set": request.user.has_perm(CHANGE),
    }
    return render_page(request, "reviews/rules.html", context)


def _set(request: HttpRequest) -> HttpResponse:
    try:
        is_new = set_level(
            request.POST.get("rule", ""), request.POST.get("level", ""), by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, words.RULE_SET if is_new else words.RULE_AS_IT_WAS)
    return redirect("reviews:rules")
