"""Saved copies on pages: asked for beside a source, supplied, tried again, put away, and a paragraph of one cited."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Claim
from articles.pages import page, tell_refusal
from articles.refusals import Refusal
from reviews import copy_words, evidence
from reviews.copy_text import paragraphs
from reviews.drafts import CitationText, DraftText
from reviews.models import Snapshot
from reviews.tray import tray_of
from reviews.views.copy_pane import cited_from, copies_for
from reviews.views.typed import number, place_of
from reviews.workflow import CHECK

STOP_ASKING = 286  # what htmx takes as the last answer to what it asks again and again
BUTTONS = ("keep_copy", "keep_copy_of", "cite")


@page("reviews.view_review")
@require_http_methods(["GET", "HEAD", "POST"])
def saved_copy(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Go to a copy beside its claim; a post supplies one, tries again, fetches a newer one or puts a failure away."""
    snapshot = _copy(uid, request.user)
    if request.method == "POST":
        try:
            snapshot = _done(request, snapshot, timezone.now())
        except Refusal as refusal:
            tell_refusal(request, refusal)
    return redirect(address_of(snapshot))


@page("reviews.view_review")
@require_safe
@never_cache
def saved_copy_status(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """How a copy ended, as pieces of the page that waits for it: it is told once and asks no more."""
    snapshot = _copy(uid, request.user)
    if not request.headers.get("HX-Request"):
        return redirect(address_of(snapshot))
    if snapshot.is_unfinished:
        return HttpResponse(status=204)
    context = {"snapshot": snapshot, "address": address_of(snapshot), "can_cite": request.user.has_perm(CHECK)}
    return render(request, "reviews/_copy_ended.html", context, status=STOP_ASKING)


def address_of(snapshot: Snapshot) -> str:
    return f"{reverse('reviews:claim', args=[snapshot.claim.uid])}?source={snapshot.uid}"


def copy_asked_for(request: HttpRequest, claim: Claim, text: DraftText, now: datetime.datetime) -> str:
    """Where to go on after a button of the verdict form that is about copies; "" where none was pressed.

    Raises Refusal where the source cannot be copied.
    """
    if "cite" in request.POST:
        return f"{reverse('reviews:claim', args=[claim.uid])}?source={request.POST['cite'].partition('.')[0]}#citations"
    source = _source(request, claim, text)
    if source is None:
        return ""
    asked = evidence.ask_for_copy(claim, source, by=request.user, now=now)
    if asked.snapshot.is_unfinished:
        messages.info(request, copy_words.ASKED)
    return f"{reverse('reviews:claim', args=[claim.uid])}?source={asked.snapshot.uid}"


def apply_cite(payload: dict[str, Any], given: str, person: Any) -> None:
    """Add a citation of one paragraph, named as "copy.number", to a draft. Raises Refusal where there is none."""
    name, _, place = given.partition(".")
    try:
        snapshot = copies_for(person).filter(uid=uuid.UUID(name)).first()
    except ValueError:
        snapshot = None
    found = paragraphs(snapshot.text, snapshot.pages) if snapshot is not None and snapshot.is_kept else []
    at = number(place, missing=0)
    if snapshot is None or not 1 <= at <= len(found):
        raise copy_words.refusal("copy_no_paragraph")
    payload["citations"].append(asdict(cited_from(snapshot, found[at - 1])))


def _source(request: HttpRequest, claim: Claim, text: DraftText) -> CitationText | None:
    place = place_of(request.POST, "keep_copy")
    if place is not None and place < len(text.citations):
        return text.citations[place]
    if key := request.POST.get("keep_copy_of"):
        found = next((one for one in tray_of(claim, request.user) if one.key == key and not one.phrase), None)
        return found.picked(timezone.localdate()) if found else None
    return None


def _done(request: HttpRequest, snapshot: Snapshot, now: datetime.datetime) -> Snapshot:
    what, by = request.POST.get("do"), request.user
    if what == "again":
        return evidence.try_again(snapshot, by=by, now=now)
    if what == "put_away":
        evidence.put_away(snapshot, by=by, now=now)
        return snapshot
    source = cited_from(snapshot)
    if what == "anew":
        asked = evidence.ask_for_copy(snapshot.claim, source, by=by, now=now)
        messages.info(request, copy_words.ASKED if asked.is_new else copy_words.KEPT_ALREADY)
        return asked.snapshot
    return _supplied(request, snapshot, source, now)


def _supplied(request: HttpRequest, snapshot: Snapshot, source: CitationText, now: datetime.datetime) -> Snapshot:
    file, passage = request.FILES.get("file"), request.POST.get("passage", "")
    if file is not None:
        made = evidence.supply_file(snapshot.claim, source, file, by=request.user, now=now)
    elif passage.strip():
        made = evidence.supply_passage(snapshot.claim, source, passage, by=request.user, now=now)
    else:
        raise copy_words.refusal("copy_nothing", field="file")
    messages.success(request, copy_words.SUPPLIED if made.is_kept else copy_words.READ_LATER)
    return made


def _copy(uid: uuid.UUID, person: Any) -> Snapshot:
    found = copies_for(person).without_text().filter(uid=uid).first()
    if found is None:
        raise Http404
    return found
