"""Taking back a change of a claim: a step of its own, while nothing later changed the same and nobody judged it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from articles.models import Claim, Event
from articles.refusals import Kind
from articles.terms import DismissReason
from reviews import edit_words
from reviews.claim_edits import check_editable, check_permission, current_version, lock, log_edit, write
from reviews.claim_merging import check_no_repeats, check_unjudged
from reviews.models import Review
from reviews.models.shaping import bring_back, put_aside
from reviews.terms import Edit
from reviews.workflow import TRIAGE

NEEDS_TRIAGE = frozenset({Edit.MERGE, Edit.SAME_AS})
CANNOT = frozenset({Edit.TAKE_BACK})
Moment = datetime.datetime


def take_back(event: Event, *, by: Any, now: Moment) -> Event:
    """Undo one change of a claim. Raises Refusal, having changed nothing, where it may not be."""
    verb = _verb_of(event)
    check_permission(by)
    if verb in NEEDS_TRIAGE and not by.has_perm(TRIAGE):
        raise edit_words.refusal("may_not_edit", Kind.FORBIDDEN)
    with transaction.atomic():
        step = Event.objects.select_related("claim__article", "version").get(pk=event.pk)
        about: Any = step.claim
        if "start" in step.data["before"] and step.version is not None:
            current_version(about.article, step.version.uid)
        review, claim = lock(about)
        _check_last(step)
        match verb:
            case Edit.ADD:
                return _remove(claim, review, step, by=by, now=now)
            case Edit.SAME_AS:
                return _apart(claim, review, step, by=by, now=now)
            case Edit.MERGE:
                _unmerge(step, by=by, now=now)
        check_editable(claim, review, by=by, now=now)
        return _put_back(claim, review, step, by=by, now=now)


def undoable(events: Iterable[Event]) -> set[int]:
    """Which of the newest steps of a claim, given newest first, can be taken back, as far as the history tells."""
    found: set[int] = set()
    undone: set[int | None] = set()
    later: set[str] = set()
    for event in events:
        if event.verb not in set(Edit):
            continue
        undone.add(event.undoes_id)
        if event.verb == Edit.TAKE_BACK or event.pk in undone or _is_other_side(event):
            continue
        touched = _touched(event)
        if not touched & later:
            found.add(event.pk)
        later |= touched
    return found


def _verb_of(event: Event) -> Edit:
    if event.verb not in set(Edit) or event.verb in CANNOT or _is_other_side(event):
        raise edit_words.refusal("no_edit", Kind.INVALID)
    return Edit(event.verb)


def _is_other_side(event: Event) -> bool:
    """Whether it tells a claim that was merged away of what was done to another."""
    return "into" in event.data


def _touched(event: Event) -> set[str]:
    return {name for name in {*event.data.get("before", ()), *event.data.get("after", ())} if name != "hints"}


def _check_last(step: Event) -> None:
    later = Event.objects.filter(claim=step.claim_id, pk__gte=step.pk, verb__in=list(Edit)).newest_first()
    events = list(later)
    if any(event.undoes_id == step.pk for event in events):
        raise edit_words.refusal("taken_back")
    if step.pk not in undoable(events):
        raise edit_words.refusal("changed_since")


def _put_back(claim: Claim, review: Review | None, step: Event, *, by: Any, now: Moment) -> Event:
    before, after = step.data["before"], step.data["after"]
    version = step.version if "start" in before else None
    if version is not None:
        check_unjudged(claim, review)
    return write(
        Edit.TAKE_BACK, claim, after, before, by=by, now=now, on=review, version=version, undoes=step, data=_of(step)
    )


def _remove(claim: Claim, review: Review | None, step: Event, *, by: Any, now: Moment) -> Event:
    """A claim that was added is put aside: its steps stay readable, and it can be restored."""
    check_editable(claim, review, by=by, now=now)
    check_unjudged(claim, review)
    check_no_repeats(claim)
    put_aside(claim, review, DismissReason.TAKEN_BACK, by=by, now=now)
    return log_edit(Edit.TAKE_BACK, claim, {}, {}, by=by, now=now, on=review, undoes=step, data=_of(step))


def _apart(claim: Claim, review: Review | None, step: Event, *, by: Any, now: Moment) -> Event:
    """A claim that was the same as another is to be checked by itself again."""
    if claim.same_as_id is None:
        raise edit_words.refusal("taken_back")
    bring_back(claim, review, by=by, now=now)
    before = {"same_as": str(claim.same_as.uid) if claim.same_as else None}
    after = {"same_as": None}
    return write(Edit.TAKE_BACK, claim, before, after, by=by, now=now, on=review, undoes=step, data=_of(step))


def _unmerge(step: Event, *, by: Any, now: Moment) -> None:
    """Bring the claims back that were merged away, as they were; refused where one was worked on since."""
    merged = {one["uid"]: one["rev"] for one in step.data["merged"]}
    rows = Claim.objects.filter(uid__in=merged)
    reviews = Review.objects.select_related("claim").select_for_update(of=("self",)).filter(claim__in=rows.values("pk"))
    by_claim = {review.claim_id: review for review in reviews.order_by("pk")}
    for claim in rows.select_for_update().order_by("pk"):
        if claim.rev != merged[str(claim.uid)] or claim.dismiss_reason != DismissReason.MERGED:
            raise edit_words.refusal("changed_since")
        bring_back(claim, by_claim.get(claim.pk), by=by, now=now)
        log_edit(Edit.TAKE_BACK, claim, {}, {}, by=by, now=now, undoes=step, data=_of(step))


def _of(step: Event) -> dict[str, str]:
    """What was taken back, for the history."""
    return {"took_back": step.verb}
