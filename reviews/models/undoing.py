"""Undo: a person's own last step taken back within half a minute, as long as nobody acted since; a step of its own."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction

from articles.models import Claim, Event
from articles.refusals import Kind
from articles.terms import Triage
from reviews import words
from reviews.models import guards
from reviews.models.review import LEASE, Review
from reviews.models.steps import log_step
from reviews.models.verdict import Decision, Draft
from reviews.workflow import Guard, State, Verb


def undo(
    claim: Claim, *, by: Any, now: datetime.datetime, rev: int | None = None, named: uuid.UUID | None = None
) -> None:
    """Put a claim and its check back to what they were before the person's last step. Raises Refusal.

    `named` is the step that the person had before them: another one is not undone in its place.
    """
    review = Review.objects.select_related("claim").filter(claim=claim).first()
    step = guards.undone_step(claim, by, now)
    if step is None or named not in (None, step.uid):
        raise words.guard_refusal(Guard.OWN_LAST_STEP)
    with transaction.atomic():
        if step.verb == Verb.ACCEPT and review is not None:
            _unchoose(review, step, by=by, now=now)
        elif review is None:
            _put_claim_back(claim, step.data["was"], now)
            log_step(Verb.UNDO, claim, by=by, now=now, undoes=step)
        else:
            _put_back(review, step, by=by, now=now, rev=rev)


def _put_back(review: Review, step: Event, *, by: Any, now: datetime.datetime, rev: int | None) -> None:
    """One conditional UPDATE of the check to the columns the step wrote down, and what hangs on them."""
    was, verdict = step.data["was"], review.current_verdict()
    if step.verb == Verb.RETURN:
        _drop_untouched_draft(review)
    columns = _columns(was["review"])
    if columns["lease_by_id"] == by.pk:
        columns["lease_until"] = now + LEASE
    review.move(Verb.UNDO, by=by, now=now, rev=rev, target=State(columns.pop("state")), undoes=step, **columns)
    _put_claim_back(review.claim, was["claim"], now)
    _let_stand(review, was["decision"])
    if step.verb in {Verb.SUBMIT, Verb.AMEND} and verdict is not None and verdict.author_id == by.pk:
        review.reopen_draft(verdict, now)


def _columns(was: dict[str, Any]) -> dict[str, Any]:
    """The columns as the database takes them."""
    moments = {name: _moment(was[name]) for name in guards.MOMENTS}
    return {**was, **moments}


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _put_claim_back(claim: Claim, was: dict[str, Any], now: datetime.datetime) -> None:
    if (claim.triage, claim.dismiss_reason) != (was["triage"], was["dismiss_reason"]):
        claim.set_triage(Triage(was["triage"]), now=now, dismiss_reason=was["dismiss_reason"])
    if was["is_frozen"] != (claim.frozen_at is not None):
        claim.freeze(now) if was["is_frozen"] else claim.thaw()


def _let_stand(review: Review, key: int | None) -> None:
    """The decision that stood before the step, and no other."""
    current = Decision.objects.filter(review=review, is_current=True)
    if key is None:
        current.update(is_current=False)
    else:
        current.exclude(pk=key).update(is_current=False)
        Decision.objects.filter(pk=key, review=review).update(is_current=True)


def _drop_untouched_draft(review: Review) -> None:
    """The draft that sending back made anew, unless its author has written in it since."""
    Draft.objects.filter(review=review, round=review.round, author=review.author_id, rev=1).delete()


def _unchoose(review: Review, step: Event, *, by: Any, now: datetime.datetime) -> None:
    """A claim nobody has begun to check is a proposal again; the check it had is gone, its steps stay."""
    claim = review.claim
    is_used = Draft.objects.filter(review=review).exists() or review.verdicts.exists() or review.waivers.exists()
    if is_used or not Review.objects.filter(pk=review.pk, rev=review.rev, lease_by=None, state=State.OPEN).exists():
        raise words.refusal("accept_used", Kind.CONFLICT)
    claim.set_triage(Triage.PROPOSED, now=now)
    Review.objects.filter(pk=review.pk, rev=review.rev, lease_by=None).delete()
    log_step(Verb.UNDO, claim, by=by, now=now, undoes=step)
