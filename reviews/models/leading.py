"""What editors set about a check: how much it presses, by when, by how many people; and exceptions and corrections."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction

from articles.refusals import Kind
from reviews import words
from reviews.models import guards
from reviews.models.correction import Correction
from reviews.models.exceptions import Waiver
from reviews.models.review import NO_DUE_DATE, Review
from reviews.rules import WAIVABLE, Rule
from reviews.terms import CorrectionKind, Priority
from reviews.workflow import MOVES, Policy, Verb

Moment = datetime.datetime


def prioritize(review: Review, priority: int | None, *, by: Any, now: Moment, rev: int | None = None) -> None:
    """Say how much a claim presses."""
    guards.check_permission(MOVES[Verb.PRIORITIZE], by)
    if priority not in set(Priority):
        raise words.refusal("priority_unknown", Kind.INVALID, field="priority")
    data = {"before": {"priority": review.priority}, "after": {"priority": int(priority)}}
    review.move(Verb.PRIORITIZE, by=by, now=now, rev=rev, data=data, priority=priority)


def schedule(review: Review, due: Moment | None, *, by: Any, now: Moment, rev: int | None = None) -> None:
    """Say by when a claim is to be checked; None: no day of its own."""
    data = {"before": {"due_at": _iso(review.due_at)}, "after": {"due_at": _iso(due)}}
    review.move(Verb.SCHEDULE, by=by, now=now, rev=rev, data=data, due_at=due, due_key=due or NO_DUE_DATE)


def set_policy(review: Review, policy: str, *, by: Any, now: Moment, rev: int | None = None) -> None:
    """Say by how many people an open claim is to be checked."""
    guards.check_permission(MOVES[Verb.SET_POLICY], by)
    if policy not in set(Policy):
        raise words.refusal("policy_missing", Kind.INVALID, field="policy")
    data = {"before": {"policy": review.policy}, "after": {"policy": str(policy)}}
    review.move(Verb.SET_POLICY, by=by, now=now, rev=rev, data=data, policy=policy)


def waive(review: Review, rule: str, *, by: Any, now: Moment, reason: str, rev: int | None = None) -> Waiver:
    """Make an exception from one rule for this claim and round; every report prints its reason."""
    guards.check_verb(review, MOVES[Verb.WAIVE], by=by, now=now, rev=rev, reason=reason)
    if rule not in WAIVABLE:
        raise words.refusal("rule_not_waivable", Kind.INVALID, field="rule")
    try:
        with transaction.atomic():
            review.move(Verb.WAIVE, by=by, now=now, rev=rev, reason=reason, data={"rule": str(rule)})
            return Waiver.objects.create(
                review=review, round=review.round, rule=Rule(rule), reason=reason, by=by, created_at=now
            )
    except IntegrityError as error:
        raise words.refusal("rule_waived") from error


def correct(review: Review, kind: str, *, by: Any, now: Moment, note: str, rev: int | None = None) -> Correction:
    """Propose a correction of a published verdict; it counts once another editor applied it."""
    guards.check_verb(review, MOVES[Verb.CORRECT], by=by, now=now, rev=rev, reason=note)
    if kind not in set(CorrectionKind):
        raise words.refusal("correction_kind", Kind.INVALID, field="kind")
    try:
        with transaction.atomic():
            review.move(Verb.CORRECT, by=by, now=now, rev=rev, reason=note, data={"kind": str(kind)})
            return Correction.objects.create(
                review=review, round=review.round, kind=kind, note=note, proposed_by=by, proposed_at=now
            )
    except IntegrityError as error:
        raise words.refusal("stale", state=words.STATES[guards.State(review.state)]) from error


def apply_correction(review: Review, *, by: Any, now: Moment, rev: int | None = None) -> None:
    """Let the proposed correction count: reports tell it from now on."""
    _close_correction(Verb.APPLY_CORRECTION, review, by=by, now=now, rev=rev, applied_by=by, applied_at=now)


def drop_correction(review: Review, *, by: Any, now: Moment, rev: int | None = None) -> None:
    """Put the proposed correction aside; the history keeps it."""
    _close_correction(Verb.DROP_CORRECTION, review, by=by, now=now, rev=rev, dropped_by=by, dropped_at=now)


def _close_correction(verb: Verb, review: Review, *, by: Any, now: Moment, rev: int | None, **changes: Any) -> None:
    proposed = review.open_correction()
    with transaction.atomic():
        data = {"kind": proposed.kind} if proposed else {}
        review.move(verb, by=by, now=now, rev=rev, reason=proposed.note if proposed else "", data=data)
        Correction.objects.filter(review=review, applied_at=None, dropped_at=None).update(**changes)


def _iso(at: Moment | None) -> str | None:
    return at.isoformat() if at else None
