"""Settling what two people judged differently, and amending what was decided."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from reviews import words
from reviews.drafts import DraftText
from reviews.models import guards
from reviews.models.review import Review
from reviews.models.verdict import Decision, Verdict
from reviews.terms import DecisionKind
from reviews.workflow import MOVES, Policy, State, Verb

WORDING = frozenset({"rationale"})


def adjudicate(
    review: Review, verdict: Verdict | None, *, by: Any, now: datetime.datetime, rev: int | None = None
) -> Decision:
    """Settle a dispute by taking one of the two verdicts, or, with None, by the editor's own draft as a third."""
    guards.check_verb(review, MOVES[Verb.ADJUDICATE], by=by, now=now, rev=rev)
    text = review.ready_text(by) if verdict is None else None
    if verdict is not None and (verdict.review_id, verdict.round) != (review.pk, review.round):
        raise words.refusal("verdict_unknown")
    with transaction.atomic():
        data = {"verdict": str(verdict.uid)} if verdict else {}
        review.move(Verb.ADJUDICATE, by=by, now=now, rev=rev, data=data)
        taken = verdict or review.write(text or DraftText(), by=by, now=now)
        return review.decide(taken, DecisionKind.ADJUDICATED, by=by, now=now)


def amend(review: Review, *, by: Any, now: datetime.datetime, rev: int | None = None) -> Verdict:
    """Make the person's draft the verdict that stands.

    Where only the wording of the rationale differs it stays decided, marked until somebody else publishes it; anything
    more waits for a second look again, or is open again where one person decides alone.
    """
    guards.check_verb(review, MOVES[Verb.AMEND], by=by, now=now, rev=rev)
    stands = Decision.objects.select_related("verdict").get(review=review, is_current=True)
    text = review.ready_text(by)
    changed = differing(stands.verdict.as_draft(), text)
    if not changed:
        raise words.refusal("nothing_amended")
    if changed <= WORDING:
        return _reword(review, stands, text, by=by, now=now, rev=rev)
    if review.policy == Policy.BLIND_DOUBLE:
        raise words.policy_refusal(Verb.AMEND, Policy.BLIND_DOUBLE)
    return _judge_anew(review, text, by=by, now=now, rev=rev)


def differing(old: DraftText, new: DraftText) -> set[str]:
    """The names of the fields in which two texts differ, blanks at their ends apart."""
    before, after = old.payload(), new.payload()
    before["citations"] = [_trimmed(one) for one in before["citations"]]
    after["citations"] = [_trimmed(one) for one in after["citations"] if any(_trimmed(one).values())]
    return {name for name in before if _bare(before[name]) != _bare(after[name])}


def _reword(
    review: Review, stands: Decision, text: DraftText, *, by: Any, now: datetime.datetime, rev: int | None
) -> Verdict:
    with transaction.atomic():
        review.move(Verb.AMEND, by=by, now=now, rev=rev, target=State.DECIDED, amended_by=by)
        verdict = review.write(text, by=by, now=now)
        review.decide(verdict, DecisionKind(stands.kind), by=stands.by, now=stands.at)
    return verdict


def _judge_anew(review: Review, text: DraftText, *, by: Any, now: datetime.datetime, rev: int | None) -> Verdict:
    with transaction.atomic():
        review.move(Verb.AMEND, by=by, now=now, rev=rev, author=by, submitted_at=now, rating=None, amended_by=None)
        verdict = review.write(text, by=by, now=now)
        Decision.objects.filter(review=review, is_current=True).update(is_current=False)
        if review.state == State.OPEN:
            review.claim.thaw()
            review.reopen_draft(verdict, now)
    return verdict


def _trimmed(citation: dict[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in citation.items() if name not in {"kind", "accessed_on"}}


def _bare(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
