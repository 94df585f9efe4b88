"""The review page of one claim, and the draft that is saved from it while somebody types."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Claim
from articles.pages import page, tell_refusal
from articles.prepared import Prepared, columns, row_of
from articles.refusals import Kind, Refusal
from reviews import words
from reviews.drafts import DraftText
from reviews.models import Draft
from reviews.saving import Saved, save_draft
from reviews.tray import tray_of
from reviews.views.claim_page import BESIDE, STATUS, Asked, claim_response
from reviews.views.copies import apply_cite, copy_asked_for
from reviews.views.found import found_of
from reviews.views.picks import apply_picks, asks_of_tray
from reviews.views.typed import number, parts_of, payload_of, place_of, typed_text
from reviews.views.verdict_form import lines_for
from reviews.workflow import CHECK, State, Verb

ASKED = Prepared()
JSON_TYPE = "application/json"
SOURCE_BUTTONS = frozenset({"add_citation", "remove_citation", "pick", "use_words"})
SOURCE_PAGES = ("also", "protection")  # what a button beside a source leads to, once all is saved


@page("reviews.view_review")
@require_safe
def claim(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show one claim in its article with its verdict form. Looking changes nothing."""
    return claim_response(request, uid, now=timezone.now())


@page("reviews.view_review")
@require_POST
def draft(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Keep what was typed; the first save starts the check."""
    now = timezone.now()
    found = _claim(uid)
    if request.content_type == JSON_TYPE:
        return _draft_json(request, found, now)
    return _draft_form(request, found, now)


def _claim(uid: uuid.UUID) -> Claim:
    """A claim with its article. Raises Http404."""
    answer = next(iter(ASKED.rows(_row, uid)), None)
    if answer is None:
        raise Http404
    found: Any = row_of(Claim, answer)
    found.article = row_of(Article, answer, "article__")
    return found


def _row(uid: uuid.UUID) -> QuerySet[Any, Any]:
    found = Claim.objects.filter(uid=uid, article__current__isnull=False)
    return found.values(*columns(Claim), *columns(Article, "article__"))


def keep_typed(request: HttpRequest, claim: Claim, *, now: datetime.datetime) -> Saved:
    """Save the posted form as the person's draft. Raises Refusal."""
    _check_may_write(request.user)
    base_rev = number(request.POST.get("base_rev", ""), missing=0)
    payload = payload_of(request.POST)
    if "cite" in request.POST:
        apply_cite(payload, request.POST["cite"], request.user)
    if asks_of_tray(request.POST):
        apply_picks(payload, request.POST, tray_of(claim, request.user), today=now.astimezone().date())
    return save_draft(claim, payload, by=request.user, base_rev=base_rev, now=now)


def asked_with(request: HttpRequest, refusal: Refusal, verb: str) -> Asked:
    """What a refused form carried, to be shown again. A stale one may be saved again on top of the other."""
    kept = _kept(refusal)
    given = number(request.POST.get("base_rev", ""), missing=0)
    theirs = refusal.params.get("theirs")
    return Asked(
        typed=typed_text(payload_of(request.POST)),
        base_rev=kept.rev if kept else number(str(refusal.params.get("rev")), missing=given),
        theirs=None if theirs is None else DraftText.read(theirs),
        verb=verb,
        parts=parts_of(request.POST),
        refusal=refusal,
    )


def _kept(refusal: Refusal) -> Draft | None:
    """The draft that was saved although the verb was refused."""
    kept = refusal.params.get("draft")
    return kept if isinstance(kept, Draft) else None


def _draft_form(request: HttpRequest, claim: Claim, now: datetime.datetime) -> HttpResponse:
    try:
        saved = keep_typed(request, claim, now=now)
        to_copy = _asked_for(request, claim, saved, now)
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return claim_response(request, claim.uid, now=now, asked=asked_with(request, refusal, "draft"))
    if to_copy:
        return redirect(to_copy)
    for name in SOURCE_PAGES:
        place = place_of(request.POST, name)
        if place is not None:
            return redirect(reverse(f"reviews:{name}", args=[claim.uid]) + f"?source={place}")
    write = request.POST.get("write", "")
    query = f"?write={write}" if write in BESIDE else ""
    return redirect(reverse("reviews:claim", args=[claim.uid]) + query + _place(request))


def _asked_for(request: HttpRequest, claim: Claim, saved: Saved, now: datetime.datetime) -> str:
    """Where a button about copies leads; a refusal names the draft that was saved before."""
    try:
        return copy_asked_for(request, claim, saved.draft.text(), now)
    except Refusal as refusal:
        refusal.params.setdefault("draft", saved.draft)
        raise


def _place(request: HttpRequest) -> str:
    """Where on the page to go on: at the sources after one was added, picked or removed."""
    return "#citations" if not SOURCE_BUTTONS.isdisjoint(request.POST) else "#verdict"


def _draft_json(request: HttpRequest, claim: Claim, now: datetime.datetime) -> JsonResponse:
    try:
        asked = json.loads(request.body)
        payload, base_rev = asked["payload"], int(asked["base_rev"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return _problem(Refusal("unreadable", str(words.UNREADABLE), kind=Kind.INVALID), claim)
    try:
        _check_may_write(request.user)
        saved = save_draft(claim, payload, by=request.user, base_rev=base_rev, now=now)
    except Refusal as refusal:
        return _problem(refusal, claim)
    return JsonResponse(_told(saved, request.user, now))


def _told(saved: Saved, person: Any, now: datetime.datetime) -> dict[str, Any]:
    """What the page needs to know after a save."""
    lines = lines_for(saved.review, saved.draft.text(), saved.levels)
    return {
        "rev": saved.draft.rev,
        "saved_at": words.clock(saved.draft.saved_at),
        "held_until": words.clock(saved.review.lease_until),
        "state": saved.review.state,
        "state_words": str(words.STATES[State(saved.review.state)]),
        "obstacles": [line.as_json() for line in lines],
        "found": [
            told.as_json() if (told := found_of(one.quote, one.quote_found, one.passage)) else None
            for one in saved.draft.text().citations
        ],
        "can_submit": _may_hand_in(saved, person, now) and not any(line.stops for line in lines),
    }


def _may_hand_in(saved: Saved, person: Any, now: datetime.datetime) -> bool:
    return any(saved.review.allows(verb, person, now) for verb in (Verb.SUBMIT, *BESIDE))


def _problem(refusal: Refusal, claim: Claim) -> JsonResponse:
    kept = _kept(refusal)
    body: dict[str, Any] = {"code": refusal.code, "words": str(refusal.words), "rev": refusal.params.get("rev")}
    if kept is not None:
        body |= {"rev": kept.rev, "saved_at": words.clock(kept.saved_at)}
    if refusal.code == "draft_stale":
        body |= {"theirs": refusal.params["theirs"]}
    return JsonResponse(body, status=STATUS[refusal.kind])


def _check_may_write(person: Any) -> None:
    if not person.has_perm(CHECK):
        raise words.refusal("not_allowed", Kind.FORBIDDEN, verb=words.VERBS[Verb.START])
