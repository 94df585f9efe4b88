"""One door to all verbs, named by their code: what pages, API, bulk actions and tests knock at."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from articles.models import Anchor, Claim
from articles.refusals import Kind
from reviews import evidence, words
from reviews.drafts import MAX_SHORT
from reviews.models import Review, Verdict, leading
from reviews.models.guards import refuse_without_review
from reviews.models.parts import PartAsked
from reviews.models.settling import adjudicate, amend
from reviews.models.shaping import check_words_seen
from reviews.models.undoing import undo
from reviews.workflow import Verb

HANDED_IN = frozenset({Verb.SUBMIT, Verb.AMEND, Verb.ADJUDICATE})


@dataclass(frozen=True, slots=True)
class Request:
    """What a verb was asked with: `rev` the revision it was decided on, `reason`, `why` (a dismissal's code),
    `to` (a person), `verdict` (the uid of the one approved or taken; None settles by one's own draft), `version` (the
    uid of the one that was read), `parts` (those to be checked; None: all, as suggested), `hold` (for how long),
    `priority`, `due`, `policy`, `rule` (the one an exception is made from), `kind` (of a correction), `wording`
    (the claim as it was read, `wording_of` it), `step` (the uid of the one to be undone)."""

    rev: int | None = None
    reason: str = ""
    why: str = ""
    to: Any = None
    verdict: uuid.UUID | None = None
    version: uuid.UUID | None = None
    parts: tuple[PartAsked, ...] | None = None
    hold: datetime.timedelta | None = None
    priority: int | None = None
    due: datetime.datetime | None = None
    policy: str = ""
    rule: str = ""
    kind: str = ""
    wording: str = ""
    step: uuid.UUID | None = None


def perform(verb: Verb, claim: Claim, *, by: Any, now: datetime.datetime, asked: Request = Request()) -> None:
    """Do one verb to one claim. Raises Refusal, having changed nothing, where it may not be."""
    asked = replace(asked, reason=fit(asked.reason))
    match verb:
        case Verb.ACCEPT:
            Review.accept(claim, by=by, now=now)
        case Verb.START:
            Review.begin(claim, by=by, now=now)
        case Verb.DISMISS:
            Review.dismiss(claim, by=by, now=now, why=asked.why, note=asked.reason, rev=asked.rev)
        case Verb.SPLIT:
            Review.split(claim, by=by, now=now, asked=asked.parts, rev=asked.rev)
        case Verb.RESTORE:
            Review.restore(claim, by=by, now=now, rev=asked.rev)
        case Verb.UNDO:
            undo(claim, by=by, now=now, rev=asked.rev, named=asked.step)
        case _:
            _perform_on_review(verb, _review_of(claim, verb, by), by=by, now=now, asked=asked)
    if verb in HANDED_IN:
        transaction.on_commit(lambda: evidence.after_verdict(claim, by=by, now=now), robust=True)


def _perform_on_review(verb: Verb, review: Review, *, by: Any, now: datetime.datetime, asked: Request) -> None:
    match verb:
        case Verb.ASSIGN:
            review.assign(asked.to, by=by, now=now, rev=asked.rev)
        case Verb.RENEW:
            review.renew(by=by, now=now, **({"hold": asked.hold} if asked.hold else {}))
        case Verb.RELEASE:
            review.release(by=by, now=now, rev=asked.rev)
        case Verb.TAKE_OVER:
            review.take_over(by=by, now=now, reason=asked.reason, rev=asked.rev)
        case Verb.SUBMIT:
            check_words_seen(review.claim, asked.wording)
            review.submit(by=by, now=now, rev=asked.rev, seen=_seen(review, asked.version))
        case Verb.APPROVE:
            review.approve(_named_verdict(review, asked.verdict), by=by, now=now, rev=asked.rev)
        case Verb.RETURN:
            review.send_back(by=by, now=now, reason=asked.reason, rev=asked.rev)
        case Verb.ADJUDICATE:
            adjudicate(review, _taken(review, asked.verdict), by=by, now=now, rev=asked.rev)
        case Verb.AMEND:
            amend(review, by=by, now=now, rev=asked.rev)
        case Verb.PUBLISH:
            review.publish(by=by, now=now, rev=asked.rev)
        case Verb.REOPEN:
            review.reopen(by=by, now=now, reason=asked.reason, rev=asked.rev)
        case _:
            _lead(verb, review, by=by, now=now, asked=asked)


def _lead(verb: Verb, review: Review, *, by: Any, now: datetime.datetime, asked: Request) -> None:
    """What editors set about a check."""
    match verb:
        case Verb.PRIORITIZE:
            leading.prioritize(review, asked.priority, by=by, now=now, rev=asked.rev)
        case Verb.SCHEDULE:
            leading.schedule(review, asked.due, by=by, now=now, rev=asked.rev)
        case Verb.SET_POLICY:
            leading.set_policy(review, asked.policy, by=by, now=now, rev=asked.rev)
        case Verb.WAIVE:
            leading.waive(review, asked.rule, by=by, now=now, reason=asked.reason, rev=asked.rev)
        case Verb.CORRECT:
            leading.correct(review, asked.kind, by=by, now=now, note=asked.reason, rev=asked.rev)
        case Verb.APPLY_CORRECTION:
            leading.apply_correction(review, by=by, now=now, rev=asked.rev)
        case Verb.DROP_CORRECTION:
            leading.drop_correction(review, by=by, now=now, rev=asked.rev)


def fit(reason: str) -> str:
    """A reason as it can be kept: without NUL, which databases refuse, and not without an end."""
    reason = reason.replace("\x00", "")
    if len(reason) > MAX_SHORT:
        raise words.refusal("reason_too_long", Kind.INVALID, field="reason", most=f"{MAX_SHORT:,}")
    return reason


def _review_of(claim: Claim, verb: Verb, by: Any) -> Review:
    review = Review.objects.select_related("claim", "scale").filter(claim=claim).first()
    if review is None:
        refuse_without_review(verb, claim, by=by)
    return review


def _seen(review: Review, version: uuid.UUID | None) -> Anchor | None:
    """Where the claim stood in the version that was read."""
    return Anchor.objects.filter(claim=review.claim_id, version__uid=version).first() if version else None


def _taken(review: Review, uid: uuid.UUID | None) -> Verdict | None:
    """The verdict an editor takes; None where they wrote one of their own."""
    found = _named_verdict(review, uid)
    if uid is not None and found is None:
        raise words.refusal("verdict_unknown")
    return found


def _named_verdict(review: Review, uid: uuid.UUID | None) -> Verdict | None:
    return review.verdicts.filter(uid=uid).first() if uid else None
