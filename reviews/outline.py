"""Every claim of an article in reading order with where its check is, but without its words: plain rows, one query."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, F, FilteredRelation, Q, TextField, Value, When

from articles.models import Article, Claim
from articles.terms import AnchorState, DismissReason, Triage
from reviews.coverage import Place
from reviews.fates import Fate, Now, fates_now
from reviews.models.review import is_leased
from reviews.querysets import sees_reviews
from reviews.standings import ClaimRow
from reviews.terms import Change
from reviews.workflow import Policy, State

Moment = datetime.datetime
OTHER_WORDS = (AnchorState.CHANGED, AnchorState.ORPHANED)
JUDGED = (State.DECIDED, State.PUBLISHED)
CLAIM = ("pk", "triage", "dismiss_reason", "same_as_id", "part_of_id", "touched_at")
ANCHOR = ("here__state", "here__start", "here__end", "other_words")
CHECK = (
    *("state", "policy", "priority", "created_at", "submitted_at", "returned_at", "lease_until"),
    *("lease_by_id", "assigned_to_id", "author_id"),
)
_STATES = {str(state): state for state in State}
_POLICIES = {str(policy): policy for policy in Policy}


class Check(NamedTuple):
    """What lists and sums ask of a check; people by their keys."""

    state: State
    policy: Policy
    priority: int
    created_at: Moment
    submitted_at: Moment | None
    returned_at: Moment | None
    lease_until: Moment | None
    lease_by_id: int | None
    assigned_to_id: int | None
    author_id: int | None

    def is_leased(self, now: Moment) -> bool:
        return is_leased(self.lease_until, now)


class Row(NamedTuple):
    """One claim. `position` counts all claims of the article, `number` those in its text (0: no longer there).

    `same_as` is the number of the claim whose check it shares, `shares` that one's key; state and check are that one's.
    """

    position: int
    number: int
    key: int
    state: State
    check: Check | None
    place: tuple[int, int] | None
    own: ClaimRow
    is_said: bool
    fate: Fate | None = None
    same_as: int | None = None
    shares: int | None = None


@dataclass(frozen=True)
class Outline:
    """The claims of one article."""

    rows: list[Row]

    @cached_property
    def themselves(self) -> list[Row]:
        """Those without the claims that are the same as another."""
        return [row for row in self.rows if row.same_as is None]

    @property
    def counts(self) -> dict[State, int]:
        return dict(Counter(row.state for row in self.rows))

    @property
    def places(self) -> list[Place]:
        """Where claims stand, but for those that were taken back: nobody said anything about their words."""
        return [Place(row.key, *row.place) for row in self.rows if row.place and row.is_said]

    @property
    def standing(self) -> list[ClaimRow]:
        """What accounts for sentences."""
        return [row.own for row in self.rows]

    @property
    def n_standing(self) -> int:
        """How many claims stand in the text."""
        return sum(row.place is not None for row in self.rows)


def outline_of(article: Article, person: Any) -> Outline:
    """The outline as far as this person may see checks; without a person every check is seen. One query, two or three
    more where words changed."""
    sees = person is None or sees_reviews(person)
    found = sorted(_rows(article), key=_in_reading_order)
    version = article.current
    has_older = version is not None and version.number > 1
    fates = fates_now(person, _other_words(found, version.pk)) if version and has_older else {}
    since = version.created_at if version else None
    rows = [_row(position, values, sees, fates, since) for position, values in enumerate(found, 1)]
    by_key = {row.key: row for row in rows}
    return Outline([_followed(row, by_key.get(row.own.same_as or 0)) for row in rows])


def _rows(article: Article) -> Iterable[tuple[Any, ...]]:
    here = FilteredRelation("anchors", condition=Q(anchors__version=article.current_id))
    has_other_words = When(here__state__in=OTHER_WORDS, then=F("here__exact"))
    rows = Claim.objects.filter(article=article).annotate(here=here)
    rows = rows.annotate(other_words=Case(has_other_words, default=Value(""), output_field=TextField()))
    checks = (f"review__{name}" for name in CHECK)
    found: Iterable[tuple[Any, ...]] = rows.order_by().values_list(*ANCHOR, *CLAIM, *checks)
    return found


def _in_reading_order(values: tuple[Any, ...]) -> tuple[bool, int, int, int]:
    """Claims whose words are gone come last, the oldest first."""
    anchor, start, end, _words, key, *_rest = values
    is_gone = start is None or anchor == AnchorState.ORPHANED
    return (is_gone, 0 if is_gone else start, 0 if is_gone else end, key)


def _row(position: int, values: tuple[Any, ...], sees: bool, fates: dict[int, Fate], since: Moment | None) -> Row:
    anchor, start, end, _words, key, triage, why, same_as, part_of, touched_at, state, policy, *others = values
    check = Check(_STATES[state], _POLICIES[policy], *others) if state and sees else None
    at = check.state if check else State.DISMISSED if triage == Triage.DISMISSED else State.PROPOSED
    place = None if start is None or anchor == AnchorState.ORPHANED else (start, end)
    own = claim_row(key, at, why, same_as, part_of, touched_at, fates.get(key), since)
    is_said = why != DismissReason.TAKEN_BACK
    return Row(position, position if place else 0, key, at, check, place, own, is_said, fates.get(key))


def claim_row(
    key: int,
    state: State,
    why: str,
    same_as: int | None,
    part_of: int | None,
    touched_at: Moment | None,
    fate: Fate | None,
    since: Moment | None,
) -> ClaimRow:
    """What a claim counts as when sentences are accounted for; `since` is when the text became what it is."""
    is_in_parts = state is State.DISMISSED and why == DismissReason.CHECKED_IN_PARTS
    is_old = state is State.DISMISSED and not is_in_parts and (touched_at is None or (since or touched_at) > touched_at)
    return ClaimRow(
        key=key,
        state=state,
        same_as=same_as,
        part_of=part_of,
        is_in_parts=is_in_parts,
        is_taken_back=why == DismissReason.CHECKED_WHOLE,
        is_changed=fate is not None
        and fate.change is Change.CHANGED
        and (is_old or (fate.is_judged and state in JUDGED)),
    )


def _other_words(found: Iterable[tuple[Any, ...]], version: int) -> dict[int, Now]:
    return {
        key: Now(anchor, words, version) for anchor, _start, _end, words, key, *_rest in found if anchor in OTHER_WORDS
    }


def _followed(row: Row, other: Row | None) -> Row:
    """A claim that is the same as another, with the check it shares."""
    if other is None:
        return row
    return row._replace(state=other.state, check=other.check, same_as=other.number, shares=other.key)
