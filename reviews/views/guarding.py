"""The page on which a source is protected, or its protection lifted: what that means, and who may."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Claim
from articles.pages import page, render_page, tell_refusal
from articles.refusals import Refusal
from reviews import guarding_words
from reviews.citing import citation_in_draft, citation_shown
from reviews.drafts import CITATION_FIELDS, CitationText, TooMuch, is_web_address
from reviews.guarding import lift, may_lift, protect
from reviews.models import Evidence
from reviews.terms import Guarding
from reviews.views.claim_page import STATUS
from reviews.views.subject import subject
from reviews.views.typed import number
from reviews.workflow import CHECK

FORM = "source-"


@page(CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
def protection(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show whether a source is protected; a POST protects it or lifts that."""
    claim = subject(uid, request.user).claim
    if request.method != "POST":
        return _page(request, claim, _asked_for(request, claim))
    try:
        source = CitationText.read({name: request.POST.get(FORM + name, "") for name in CITATION_FIELDS})
    except TooMuch as error:
        messages.error(request, str(error))
        return redirect(reverse("reviews:claim", args=[claim.uid]) + "#citations")
    step = Guarding.LIFT if request.POST.get("do") == "lift" else Guarding.PROTECT
    reason, now = request.POST.get("reason", ""), timezone.now()
    try:
        if step is Guarding.LIFT:
            lift(claim, source, by=request.user, reason=reason, now=now)
        else:
            protect(claim, source, by=request.user, now=now)
    except Refusal as refusal:
        if refusal.field != "reason":  # told at its field
            tell_refusal(request, refusal)
        return _page(request, claim, source, refusal=refusal)
    messages.success(request, guarding_words.DONE[step])
    return redirect(reverse("reviews:claim", args=[claim.uid]) + "#citations")


def _asked_for(request: HttpRequest, claim: Claim) -> CitationText:
    """The source named in the address: one of the person's draft by its place, or one of a verdict by its uid."""
    asked = request.GET
    if "citation" in asked:
        try:
            found = citation_shown(uuid.UUID(asked["citation"]), claim, request.user)
        except ValueError:
            found = None
    else:
        found = citation_in_draft(number(asked.get("source", ""), missing=-1), claim, request.user)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, claim: Claim, source: CitationText, *, refusal: Refusal | None = None) -> HttpResponse:
    evidence = Evidence.known_as(source)
    context = {
        "title": _("Protect a source"),
        "claim": claim,
        "article": claim.article,
        "source": source,
        "link": source.url if is_web_address(source.url) else "",
        "is_protected": evidence is not None and evidence.is_protected,
        "fields": [(FORM + name, getattr(source, name)) for name in CITATION_FIELDS],
        "may_lift": may_lift(claim, evidence, request.user),
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
    }
    return render_page(request, "reviews/protection.html", context, status=STATUS[refusal.kind] if refusal else 200)
