"""Checking a claim in parts: which of the suggested parts are meant, the claims they become, what may be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from articles.hints import Part
from articles.models import Anchor, Claim
from articles.refusals import Kind
from articles.terms import AnchorState, DismissReason, Origin, Triage
from reviews import edit_words, words
from reviews.drafts import MAX_TEXT
from reviews.models.verdict import Draft
from reviews.workflow import State

if TYPE_CHECKING:
    from reviews.models.review import Review

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartAsked:
    """A suggested part that is to be checked, named by its place in the claim; in other words than suggested where
    `statement` is given."""

    start: int
    end: int
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A claim with the place it stands in, and the parts of it that are to be checked."""

    whole: Claim
    anchor: Anchor
    parts: tuple[Part, ...]

    def claims(self, now: datetime.datetime) -> list[Claim]:
        """Unsaved claims of the parts, chosen to be checked; all but words and place comes from the whole."""
        return [self._claim(part, now) for part in self.parts]

    def anchors(self, claims: Sequence[Claim]) -> list[Anchor]:
        """Unsaved anchors on the exact words of the parts."""
        version, zero = self.anchor.version, self.anchor.start
        return [
            Anchor.at(claim, version, zero + part.start, zero + part.end)
            for claim, part in zip(claims, self.parts, strict=True)
        ]

    def _claim(self, part: Part, now: datetime.datetime) -> Claim:
        whole = self.whole
        return Claim(
            article_id=whole.article_id,
            statement=part.statement,
            claimant=whole.claimant,
            quote=whole.quote,
            check_worthiness=whole.check_worthiness,
            reasons=whole.reasons,
            hints=whole.read_hints().within(part.start, part.end).as_json(),
            origin=Origin.PART,
            part_of=whole,
            triage=Triage.ACCEPTED,
            touched_at=now,
        )


def offered(claim: Claim) -> tuple[Anchor | None, tuple[Part, ...]]:
    """The parts the machine suggests, where the claim stands in the current version as it did when they were read."""
    anchors = Anchor.objects.filter(claim=claim, version=claim.article.current_id).exclude(state=AnchorState.ORPHANED)
    anchor = anchors.select_related("version").first() if claim.has_several_facts else None
    return anchor, claim.read_hints().parts_in(anchor.exact) if anchor else ()


def cut(claim: Claim, asked: Iterable[PartAsked] | None) -> Cut:
    """The claim with the parts asked for; all that are suggested where none are named. Raises Refusal."""
    anchor, suggested = offered(claim)
    if anchor is None or not suggested:
        raise words.refusal("no_parts")
    if asked is None:
        return Cut(claim, anchor, suggested)
    wanted = {(one.start, one.end): one.statement for one in asked}
    chosen = tuple(part for part in suggested if (part.start, part.end) in wanted)
    if not wanted:
        raise words.refusal("no_part_chosen", Kind.INVALID, field="parts")
    if len(chosen) < len(wanted):
        raise words.refusal("parts_changed")
    return Cut(claim, anchor, tuple(_worded(part, wanted[part.start, part.end]) for part in chosen))


def copies_of(drafts: Iterable[Draft], review: Review) -> list[Draft]:
    """What people had typed about the whole, unsaved, for the check of a part: each goes on from their own."""
    return [
        Draft(review=review, round=review.round, author_id=one.author_id, payload=one.payload, saved_at=one.saved_at)
        for one in drafts
    ]


def is_worked_on(part: Review, typed_before: dict[int, Payload]) -> bool:
    """Whether more has happened to a part than that it was chosen, given to somebody or dismissed.

    `typed_before` is what each person had typed about the whole, which they found again at a part.
    """
    if part.state == State.DISMISSED:
        return False
    untouched = part.state == State.OPEN and part.round == 1 and part.returned_at is None
    drafts = Draft.objects.filter(review=part)
    return not untouched or any(one.rev > 1 or one.payload != typed_before.get(one.author_id) for one in drafts)


def check_not_taken_back(claim: Claim) -> None:
    """Refuse to restore a part while, or after, its claim is checked whole, and a claim that is the same as another.
    Holds the whole until the transaction ends, so that nobody restores it in between."""
    if claim.same_as_id is not None:
        raise edit_words.refusal("is_same_as")
    if claim.part_of_id is None:
        return
    whole = Claim.objects.select_for_update().get(pk=claim.part_of_id)
    is_in_parts = whole.dismiss_reason == DismissReason.CHECKED_IN_PARTS
    if not is_in_parts or claim.dismiss_reason == DismissReason.CHECKED_WHOLE:
        raise words.refusal("part_taken_back")


def _worded(part: Part, statement: str | None) -> Part:
    if statement is None:
        return part
    clean = " ".join(statement.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").split())
    if not clean:
        raise words.refusal("part_empty", Kind.INVALID, field="parts", part=" ".join(part.words.split()))
    if len(clean) > MAX_TEXT:
        raise words.refusal("part_too_long", Kind.INVALID, field="parts", most=f"{MAX_TEXT:,}")
    return replace(part, statement=clean)
