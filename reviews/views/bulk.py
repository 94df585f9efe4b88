"""Doing one thing with many claims: a look at what it would meet, the confirmation, how far it is, what was refused."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.pages import page, render_page, tell_refusal
from articles.refusals import Kind, Refusal
from articles.terms import CHOSEN_REASONS
from articles.words import DISMISS_REASONS
from reviews import bulk, bulk_words, words
from reviews.bulk_progress import progress_of
from reviews.bulk_rows import MOST_TICKED, Selection, Wish
from reviews.bulk_terms import BULK_VERBS
from reviews.filters import ClaimFilter
from reviews.keyset import page_of
from reviews.list_page import lines_for
from reviews.list_terms import ME, NOBODY
from reviews.models import BulkAction
from reviews.views.list_form import checkers
from reviews.workflow import LEAD, Policy, Verb

SEES = "reviews.view_review"
PAGE_SIZE = 25
STATUS = {Kind.CONFLICT: 409, Kind.FORBIDDEN: 403, Kind.INVALID: 400}
NUMBERS = {"0": 0, "1": 1, "2": 2}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list, or the page of the look, sent along."""

    chosen: ClaimFilter
    verb: Verb | None
    is_all: bool
    ticked: list[str]

    @classmethod
    def read(cls, sent: QueryDict) -> Asked:
        verb = sent.get("verb", "")
        return cls(
            chosen=ClaimFilter.parse(sent),
            verb=Verb(verb) if verb in set(BULK_VERBS) else None,
            is_all=sent.get("which") == "all",
            ticked=sent.getlist("claim")[: MOST_TICKED + 1],
        )

    def selection(self) -> Selection:
        return Selection(self.chosen) if self.is_all else Selection.of_ticked(self.ticked)

    @property
    def list_address(self) -> str:
        return f"{reverse('reviews:queue')}?{self.chosen.query()}"


@page(SEES)
@require_http_methods(["GET", "POST"])
def bulk_new(request: HttpRequest) -> HttpResponse:
    """Look at what would be done; sent as a POST, do it."""
    sent = request.POST if request.method == "POST" else request.GET
    asked, now = Asked.read(sent), timezone.now()
    refusal: Refusal | None = None
    try:
        if asked.verb is None:
            raise bulk_words.refusal("no_bulk_verb", field="verb")
        selection, wish = asked.selection(), _wish(asked.verb, sent, request.user)
        if request.method == "POST":
            try:
                job = bulk.begin(selection, wish, by=request.user, now=now, until=sent.get("until", ""))
                return redirect("reviews:bulk", uid=job.uid)
            except Refusal as found:
                refusal = found
        seen = bulk.preview(selection, wish, by=request.user, now=now)
    except Refusal as found:
        tell_refusal(request, found)
        return redirect(asked.list_address)
    return _look(request, asked, seen, refusal, now)


@page(SEES)
@require_GET
def bulks(request: HttpRequest) -> HttpResponse:
    """What was done to many claims so far, newest first."""
    rows = BulkAction.objects.visible_to(request.user).select_related("by").defer("results", "ticked")
    found = page_of(rows, ["-pk"], size=PAGE_SIZE, asked=request.GET)
    now = timezone.now()
    context = {"found": found, "jobs": [(job, progress_of(job, now)) for job in found.rows]}
    return render_page(request, "reviews/bulks.html", context)


@page(SEES)
@require_GET
def bulk_action(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One of them: how far it is, and what became of the claims."""
    job = _job(request, uid)
    chosen = ClaimFilter.of_query(job.query)
    context = {
        "job": job,
        "progress": progress_of(job, timezone.now()),
        "what": "" if job.ticked else chosen.describe(),
        "list_query": chosen.query() if not job.ticked else "",
        "reasons": sorted(job.results.get("reasons", {}).items(), key=lambda one: -one[1]),
        "refused": job.results.get("refused", ()),
        "done": job.results.get("done", ()),
        "is_own": job.by_id == request.user.pk,
    }
    return render_page(request, "reviews/bulk.html", context)


@page(SEES)
@require_GET
def bulk_status(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The part of the page that renews itself; once it has ended the page is loaded anew."""
    job = _job(request, uid)
    if not request.headers.get("HX-Request"):
        return redirect("reviews:bulk", uid=uid)
    if not job.is_unfinished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"job": job, "progress": progress_of(job, timezone.now())}
    return render_page(request, "reviews/_bulk_progress.html", context)


@page(SEES)
@require_POST
def bulk_act(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Cancel it, or go on with it."""
    job = _job(request, uid)
    try:
        if request.POST.get("do") == "cancel":
            bulk.cancel(job, by=request.user, now=timezone.now())
        elif request.POST.get("do") == "go_on":
            bulk.go_on(job, by=request.user)
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect("reviews:bulk", uid=uid)


def _job(request: HttpRequest, uid: UUID) -> BulkAction:
    return get_object_or_404(BulkAction.objects.visible_to(request.user).select_related("by"), uid=uid)


def _look(
    request: HttpRequest, asked: Asked, seen: bulk.Preview, refusal: Refusal | None, now: datetime.datetime
) -> HttpResponse:
    context = {
        "asked": asked,
        "verb": asked.verb,
        "title": bulk_words.OFFERED[asked.verb] if asked.verb else "",
        "seen": seen,
        "lines": lines_for(seen.first, request.user),
        "what": asked.chosen.describe() if asked.is_all else "",
        "fields": _fields(asked.verb, request),
        "refusal": refusal,
        "now": now,
    }
    return render_page(request, "reviews/bulk_new.html", context, status=STATUS[refusal.kind] if refusal else 200)


def _fields(verb: Verb | None, request: HttpRequest) -> dict[str, Any]:
    """What the verb is asked with, as fields: the choices there are, and what was sent before."""
    match verb:
        case Verb.DISMISS:
            return {"whys": [(why, DISMISS_REASONS[why]) for why in CHOSEN_REASONS]}
        case Verb.ASSIGN:
            people = checkers() if request.user.has_perm(LEAD) else []
            named = [(str(one.uid), str(one)) for one in people if one.pk != request.user.pk]
            return {"people": [(ME, _("me")), (NOBODY, _("nobody")), *named]}
        case Verb.PRIORITIZE:
            return {"priorities": [(str(int(one)), label) for one, label in words.PRIORITIES.items()]}
        case Verb.SET_POLICY:
            return {"policies": [(one.value, words.POLICIES[one]) for one in Policy]}
        case _:
            return {}


def _wish(verb: Verb, sent: QueryDict, person: Any) -> Wish:
    to = {ME: str(person.uid), NOBODY: "", "": None}.get(sent.get("to", ""), sent.get("to", ""))
    return Wish(
        verb,
        why=sent.get("why", ""),
        reason=sent.get("reason", ""),
        to=to,
        priority=NUMBERS.get(sent.get("priority_to", "")),
        due="" if sent.get("no_due") else _moment(sent.get("due_at", "")),
        policy=sent.get("policy_to", ""),
    )


def _moment(text: str) -> str | None:
    """A day and time as typed in the person's own zone."""
    if not text.strip():
        return None
    try:
        at = datetime.datetime.fromisoformat(text)
        return (at if at.tzinfo else timezone.make_aware(at)).isoformat()
    except (ValueError, OverflowError):
        return text
