"""The one door of the pages to all verbs: POST /claims/<uid>/moves/<verb>/."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.models import Claim
from articles.pages import page, tell_refusal
from articles.refusals import Kind, Refusal
from reviews import words
from reviews.drafts import day
from reviews.models import Review
from reviews.moves import Request, perform
from reviews.saving import Saved
from reviews.views.article_pane import article_pane
from reviews.views.claim_page import Asked, claim_response
from reviews.views.review import asked_with, keep_typed
from reviews.views.second_look import second_look_response
from reviews.views.settle import settle_response
from reviews.views.subject import Subject, subject
from reviews.views.typed import MARKER, number, parts_of, payload_of, typed_text
from reviews.workflow import UNDOABLE, State, Verb

HANDED_IN = {Verb.SUBMIT, Verb.AMEND, Verb.ADJUDICATE}
NO_REV = -1  # a revision that no row has: a form with a broken one is told that it is stale
FROM_SECOND_LOOK = "second_look"
FROM_SETTLE = "settle"


@page("reviews.view_review")
@require_POST
def move(request: HttpRequest, uid: uuid.UUID, verb: str) -> HttpResponse:
    """Do one verb to one claim; refused, the page is shown again with the reason and all that was typed."""
    if verb not in set(Verb):
        raise Http404
    now, on = timezone.now(), subject(uid, request.user)
    try:
        kept = keep_typed(request, on.claim, now=now) if _has_to_keep(request, on, verb) else None
        _perform(Verb(verb), on.claim, kept, request, now)
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return _shown_again(request, on, verb, refusal, now)
    return _done(request, on, Verb(verb), now)


def _has_to_keep(request: HttpRequest, on: Subject, verb: str) -> bool:
    """Whether the verdict form came along with something to be saved first: before a submit, and what was typed and
    not saved yet before the claim is checked in parts."""
    if MARKER not in request.POST or verb not in {*HANDED_IN, Verb.SPLIT}:
        return False
    typed = typed_text(payload_of(request.POST))
    return verb in HANDED_IN or not (typed.is_blank or (on.draft is not None and on.draft.text() == typed))


def _perform(verb: Verb, claim: Claim, kept: Saved | None, request: HttpRequest, now: datetime.datetime) -> None:
    """Do the verb; a refusal names the draft that was saved before, so that the page goes on from it."""
    try:
        perform(verb, claim, by=request.user, now=now, asked=_asked(request))
    except Refusal as refusal:
        if kept is not None:
            refusal.params.setdefault("draft", kept.draft)
        raise


def _asked(request: HttpRequest) -> Request:
    post = request.POST
    return Request(
        rev=number(post["rev"], missing=NO_REV) if post.get("rev") else None,
        reason=post.get("reason", ""),
        why=post.get("why", ""),
        to=_person(post.get("to", "")),
        verdict=_uid(post.get("verdict", "")),
        version=_uid(post.get("version", "")),
        parts=parts_of(post),
        hold=datetime.timedelta(minutes=number(post["hold"], missing=0)) if post.get("hold") else None,
        priority=number(post["priority"], missing=-1) if post.get("priority") else None,
        due=_end_of(post.get("due", "")),
        policy=post.get("policy", ""),
        rule=post.get("rule", ""),
        kind=post.get("kind", ""),
        wording=post.get("wording", ""),
    )


def _end_of(given: str) -> datetime.datetime | None:
    """The end of the day that was typed, in the person's own time; nothing typed: no due date."""
    if not given.strip():
        return None
    named = day(given)
    if named is None:
        raise words.refusal("due_unreadable", Kind.INVALID, field="due")
    return timezone.make_aware(datetime.datetime.combine(named, datetime.time(23, 59)))


def _person(given: str) -> Any:
    if not given:
        return None
    uid = _uid(given)
    found = get_user_model().objects.filter(uid=uid).first() if uid else None
    if found is None:
        raise words.refusal("cannot_check", Kind.INVALID, field="to", who=words.NOBODY)
    return found


def _uid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None


def _shown_again(
    request: HttpRequest, on: Subject, verb: str, refusal: Refusal, now: datetime.datetime
) -> HttpResponse:
    if MARKER in request.POST:
        return claim_response(request, on.claim.uid, now=now, asked=asked_with(request, refusal, verb))
    post = request.POST
    reason, why = post.get("reason", ""), post.get("why", "")
    asked = Asked(verb=verb, reason=reason, why=why, parts=parts_of(post), refusal=refusal)
    if request.POST.get("from") == FROM_SETTLE:
        return settle_response(request, on.claim.uid, now=now, asked=asked)
    if request.POST.get("from") == FROM_SECOND_LOOK:
        return second_look_response(request, on.claim.uid, now=now, asked=asked)
    return claim_response(request, on.claim.uid, now=now, asked=asked)


def _done(request: HttpRequest, on: Subject, verb: Verb, now: datetime.datetime) -> HttpResponse:
    review = Review.objects.select_related("author").filter(claim=on.claim).first()
    told = {
        "state": words.STATES[State(review.state)] if review else "",
        "until": words.clock(review.lease_until) if review else "",
        "who": str(review.author) if review and review.author else "",
    }
    undone = str(on.claim.uid) if verb in UNDOABLE else ""
    messages.success(request, str(words.DONE[verb]) % told, extra_tags=undone)
    return HttpResponseRedirect(_next(request, _claim_after(on.claim, verb), now))


def _claim_after(claim: Claim, verb: Verb) -> Claim:
    """The claim to go on with: of one that is checked in parts now, the first part."""
    parts = Review.objects.of_parts_of(claim) if verb is Verb.SPLIT else Review.objects.none()
    first = parts.select_related("claim").order_by("claim_id").first()
    return first.claim if first else claim


def _next(request: HttpRequest, claim: Claim, now: datetime.datetime) -> str:
    """Where to go on: the next claim to do in the article, the address the form named, else the claim itself."""
    wanted = request.POST.get("next", "")
    if request.POST.get("go") == "next":
        pane = article_pane(claim, person=request.user, now=now)
        free = pane.next_free()
        if free is not None:
            return reverse("reviews:claim", args=[free.uid])
        messages.info(request, words.NONE_LEFT)
    elif wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("reviews:claim", args=[claim.uid])
