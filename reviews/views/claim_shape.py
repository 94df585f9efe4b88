"""What the review page offers to change a claim: its words, its ends, the claims beside it, the one it repeats."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from articles import words as article_words
from articles.models import Claim
from articles.terms import QuoteKind, Triage
from reviews import edit_words
from reviews.claim_edits import Wording, may_edit
from reviews.claim_words import one_line
from reviews.models import Review
from reviews.models.shaping import wording_of
from reviews.reading import Mark
from reviews.terms import Edge
from reviews.views.article_pane import FREE_STATES, ArticlePane
from reviews.views.claim_setting import setting_of
from reviews.views.verdict_form import Choice
from reviews.workflow import TRIAGE

CHANGE = "change"  # what a refused request was about, where it was to change the claim
NEIGHBORS = 2
KEYS = {Edge.START_OUT: "s", Edge.START_IN: "S", Edge.END_IN: "D", Edge.END_OUT: "d"}


@dataclass(frozen=True, slots=True)
class Step:
    """A button that moves one end by a word; pressing its key does the same."""

    edge: Edge
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A claim beside this one that it may be merged with."""

    uid: uuid.UUID
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Other:
    """The claim that this one is the same as; `number` is 0 where its words are no longer in the text."""

    uid: uuid.UUID
    number: int
    statement: str


@dataclass(frozen=True, slots=True)
class EditForm:
    """The fields to change a claim; they go along with the form named `owner`, so that nothing typed there is lost."""

    owner: str
    wording: str
    place: str
    text: Wording
    quotes: list[Choice]
    voices: list[str]
    steps: list[Step]
    neighbors: list[Neighbor]
    can_change: bool
    can_liken: bool
    is_open: bool
    error: str
    error_field: str


def edit_form(
    claim: Claim, review: Review, pane: ArticlePane, person: Any, *, now: datetime.datetime, asked: Any, owner: str
) -> EditForm | None:
    """The fields for somebody who may change claims; without any where this one stays as it is."""
    if not may_edit(person):
        return None
    can_change = _can_change(claim, review, person, now)
    likens = can_change and person.has_perm(TRIAGE) and not _was_judged(review)
    is_about = asked.verb == CHANGE
    nobody = str(article_words.UNATTRIBUTED)
    typed = asked.wording if asked.wording is not None else Wording(claim.statement, claim.claimant, claim.quote)
    return EditForm(
        owner=owner,
        wording=wording_of(claim),
        place=f"{pane.current.start}-{pane.current.end}" if pane.current else "",
        text=typed,
        quotes=[Choice(kind, str(article_words.QUOTES[kind]), kind == typed.quote) for kind in QuoteKind],
        voices=list(dict.fromkeys([*setting_of(pane).voices, claim.article.own_voice(), nobody, claim.claimant])),
        steps=[Step(e, str(edit_words.EDGES[e]), KEYS[e]) for e in Edge] if _can_move(pane, review) else [],
        neighbors=_neighbors(pane) if likens else [],
        can_change=can_change,
        can_liken=likens,
        is_open=is_about,
        error=asked.refusal.words if is_about and asked.refusal else "",
        error_field=asked.refusal.field if is_about and asked.refusal else "",
    )


def same_as(claim: Claim, pane: ArticlePane) -> Other | None:
    """The claim whose check this one shares."""
    if claim.same_as is None:
        return None
    number = next((mark.number for mark in pane.marks if mark.uid == claim.same_as.uid), 0)
    return Other(claim.same_as.uid, number, claim.same_as.statement)


def _can_change(claim: Claim, review: Review, person: Any, now: datetime.datetime) -> bool:
    is_held = review.is_leased(now) and review.lease_by_id != person.pk
    return not is_held and claim.frozen_at is None and claim.triage != Triage.DISMISSED


def _can_move(pane: ArticlePane, review: Review) -> bool:
    return pane.current is not None and not _was_judged(review)


def _was_judged(review: Review) -> bool:
    return review.pk is not None and (review.round > 1 or review.returned_at is not None)


def _neighbors(pane: ArticlePane) -> list[Neighbor]:
    """The claims next to this one that nobody judged, in reading order."""
    if pane.current is None:
        return []
    at = pane.current.number - 1
    free = [mark for mark in pane.marks if mark.state in FREE_STATES and mark.same_as is None and not mark.is_current]
    before = [mark for mark in free if mark.number - 1 < at][-NEIGHBORS:]
    after = [mark for mark in free if mark.number - 1 > at][:NEIGHBORS]
    return [_neighbor(mark, pane.version.text) for mark in (*before, *after)]


def _neighbor(mark: Mark, text: str) -> Neighbor:
    return Neighbor(mark.uid, mark.number, one_line(text[mark.start : mark.end]))
