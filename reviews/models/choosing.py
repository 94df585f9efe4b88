"""Choosing what is checked: a proposed claim accepted, put aside, checked in parts, and each of that taken back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction

from articles.models import Anchor, Article, Claim
from articles.refusals import Kind, Refusal
from articles.terms import CHOSEN_REASONS, DismissReason, Triage
from reviews import words
from reviews.models import guards, parts
from reviews.models.plan import Plan
from reviews.models.steps import log_step
from reviews.models.verdict import Draft
from reviews.workflow import MOVES, State, Verb

if TYPE_CHECKING:
    from reviews.models.review import Review

NO_DUE_DATE = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
NO_LEASE: dict[str, Any] = {"lease_by": None, "lease_until": None}
Moment = datetime.datetime
Person = Any  # the installed user model


class Choosing(models.Model):
    """The verbs by which a claim comes to have a check, or not; `Review` has them."""

    class Meta:
        abstract = True

    @classmethod
    def accept(cls: Any, claim: Claim, *, by: Person, now: Moment) -> Review:
        """Choose a proposed claim to be checked: claim and review in one transaction."""
        guards.check_permission(MOVES[Verb.ACCEPT], by)
        guards.check_state(MOVES[Verb.ACCEPT], guards.state_of(claim, cls.objects.filter(claim=claim).first()))
        with transaction.atomic():
            claim.set_triage(Triage.ACCEPTED, now=now)
            (review,) = cls._planned([claim])
            review.save(force_insert=True)
            log_step(Verb.ACCEPT, claim, review=review, by=by, now=now)
        return review

    @classmethod
    def _planned(cls: Any, claims: list[Claim]) -> list[Review]:
        """Unsaved reviews of some claims of one article, as its plan and deadline say."""
        plan = Plan.of(claims[0].article_id)
        due = Article.objects.values_list("deadline_at", flat=True).get(pk=claims[0].article_id)
        key = due or NO_DUE_DATE
        return [cls._of(claim, policy=plan.policy, scale=plan.scale, due_at=due, due_key=key) for claim in claims]

    @classmethod
    def _like(cls: Any, review: Review, claims: list[Claim]) -> list[Review]:
        """Unsaved reviews of the parts of a claim, under the same rules, for the same person, by the same time."""
        names = ("policy", "scale_id", "assigned_to_id", "priority", "due_at", "due_key")
        same = {name: getattr(review, name) for name in names}
        return [cls._of(claim, **same) for claim in claims]

    @classmethod
    def _of(cls: Any, claim: Claim, **fields: Any) -> Review:
        return cls(claim=claim, article_id=claim.article_id, worth=claim.check_worthiness, **fields)

    @classmethod
    def begin(cls: Any, claim: Claim, *, by: Person, now: Moment) -> Review:
        """Start checking a claim, accepting it first where nobody has: what the first key typed on it does."""
        review: Review | None = cls.objects.filter(claim=claim).first()
        if review is not None:
            return review.start(by=by, now=now)
        guards.check_permission(MOVES[Verb.START], by)
        try:
            with transaction.atomic():
                return cls.accept(claim, by=by, now=now).start(by=by, now=now)
        except (IntegrityError, Refusal):
            faster: Review | None = cls.objects.filter(claim=claim).first()
            if faster is None:
                raise
            return faster.start(by=by, now=now)

    @classmethod
    def dismiss(
        cls: Any, claim: Claim, *, by: Person, now: Moment, why: str, note: str = "", rev: int | None = None
    ) -> None:
        """Put a claim aside with a reason; it counts as accounted for and can be restored."""
        move = MOVES[Verb.DISMISS]
        review = cls.objects.filter(claim=claim).first()
        guards.check_permission(move, by)
        guards.check_state(move, guards.state_of(claim, review))
        if why not in CHOSEN_REASONS:
            raise words.refusal("reason_missing", Kind.INVALID, field="why")
        with transaction.atomic():
            if review is not None:
                review.move(Verb.DISMISS, by=by, now=now, rev=rev, reason=note or why, data={"why": why})
            was = guards.claim_was(claim)
            claim.set_triage(Triage.DISMISSED, now=now, dismiss_reason=why)
            if review is None:
                log_step(Verb.DISMISS, claim, by=by, now=now, reason=note or why, data={"why": why, "was": was})

    @classmethod
    def split(
        cls: Any,
        claim: Claim,
        *,
        by: Person,
        now: Moment,
        asked: Iterable[parts.PartAsked] | None = None,
        rev: int | None = None,
    ) -> list[Review]:
        """Check suggested parts of a claim in its place: each is a claim to do, as this one was; this one is put aside.

        Without `asked` all parts, as suggested. What anybody had typed is found again at the first part.
        """
        move = MOVES[Verb.SPLIT]
        review = cls.objects.select_related("claim", "lease_by", "assigned_to").filter(claim=claim).first()
        guards.check_claim(claim, review, move, by=by, now=now, rev=rev)
        cut = parts.cut(claim, asked)
        made = cut.claims(now)
        why = DismissReason.CHECKED_IN_PARTS
        data = {"why": why, "parts": [str(part.uid) for part in made]}
        with transaction.atomic():
            if review is not None:
                review.move(Verb.SPLIT, by=by, now=now, rev=rev, data=data, **NO_LEASE)
            claim.set_triage(Triage.DISMISSED, now=now, dismiss_reason=why)
            if review is None:
                log_step(Verb.SPLIT, claim, by=by, now=now, data=data)
            Claim.objects.bulk_create(made)
            Anchor.objects.bulk_create(cut.anchors(made))
            reviews = cls.objects.bulk_create(cls._like(review, made) if review else cls._planned(made))
            for part in reviews:
                log_step(Verb.ACCEPT, part.claim, review=part, by=by, now=now, data={"part_of": str(claim.uid)})
            if review is not None:
                typed = Draft.objects.filter(review=review, round=review.round)
                Draft.objects.bulk_create(parts.copies_of(typed, reviews[0]))
        return reviews

    @classmethod
    def restore(cls: Any, claim: Claim, *, by: Person, now: Moment, rev: int | None = None) -> None:
        """Take a dismissed claim back to where it was."""
        move = MOVES[Verb.RESTORE]
        review = cls.objects.filter(claim=claim).first()
        guards.check_permission(move, by)
        guards.check_state(move, guards.state_of(claim, review))
        was_split = claim.dismiss_reason == DismissReason.CHECKED_IN_PARTS
        with transaction.atomic():
            parts.check_not_taken_back(claim)
            if review is not None:
                review.move(Verb.RESTORE, by=by, now=now, rev=rev)
            was = guards.claim_was(claim)
            claim.set_triage(Triage.ACCEPTED if review else Triage.PROPOSED, now=now)
            if review is None:
                log_step(Verb.RESTORE, claim, by=by, now=now, data={"was": was})
            if was_split:
                cls._take_back_parts(claim, review, by=by, now=now)

    @classmethod
    def _take_back_parts(cls: Any, whole: Claim, review: Review | None, *, by: Person, now: Moment) -> None:
        """Put the parts aside, for their claim is checked whole again; refused where one was worked on."""
        drafts = Draft.objects.filter(review=review, round=review.round) if review else ()
        typed_before = {draft.author_id: draft.payload for draft in drafts}
        why = DismissReason.CHECKED_WHOLE
        for part in cls.objects.select_related("claim", "lease_by").filter(claim__part_of=whole).order_by("pk"):
            if parts.is_worked_on(part, typed_before):
                raise words.refusal("parts_worked_on", part=part.claim)
            if part.state == State.OPEN:
                part.move(Verb.DISMISS, by=by, now=now, reason=why, data={"why": why})
                part.claim.set_triage(Triage.DISMISSED, now=now, dismiss_reason=why)
