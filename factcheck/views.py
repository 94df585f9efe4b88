"""Pages of the workbench itself: personal tokens, and the reference of the API."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.pages import page, render_page
from articles.refusals import Refusal
from factcheck.api_reference import problem_codes, reference
from factcheck.tokens import issue, own

LONGEST_DAYS = 3650


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("A name you will recognize, such as “nightly import”."),
    )
    days = forms.IntegerField(
        label=_("Days it works"),
        required=False,
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text=_("Leave it empty for a token without an end."),
    )


@page()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("plain")
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's own tokens and make one; its words are shown in this answer and never again."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    plain = ""
    if request.method == "POST" and form.is_valid():
        try:
            plain = issue(request.user, name=form.cleaned_data["name"], days=form.cleaned_data["days"])
        except Refusal as refusal:
            form.add_error(None, refusal.words)
        else:
            form = TokenForm()
    context = {"form": form, "plain": plain, "tokens": own(request.user), "title": _("Tokens for programs")}
    return render_page(request, "factcheck/tokens.html", context)


@page()
@require_POST
def revoke_token(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one of the person's own tokens out of use for good."""
    token = get_object_or_404(own(request.user), uid=uid)
    token.delete()
    messages.success(request, _("“%(name)s” is revoked; no program can use it any more.") % {"name": token.name})
    return redirect("tokens")


@page()
@require_GET
def api_docs(request: HttpRequest) -> HttpResponse:
    """The reference of the API, made from its schema on the server: nothing is loaded from anywhere."""
    context = {
        "title": _("API"),
        "reference": reference(),
        "problems": problem_codes(),
        "base": request.build_absolute_uri("/api/v1/"),
    }
    return render_page(request, "factcheck/api_docs.html", context)
