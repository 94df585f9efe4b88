"""The desk of one article, read from its outline: what is left by person and state, the pace, what holds the check."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import JSONObject

from articles.models import Article
from reviews import pace
from reviews.models import Review
from reviews.outline import Check, Outline, Row
from reviews.progress import Progress
from reviews.querysets import BLIND_STATES, events_visible_to
from reviews.terms import Change, Hold, Priority
from reviews.workflow import Policy, State

LEFT = (State.OPEN, State.IN_REVIEW, State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED)
A_FEW = 3
NOBODY = "nobody"  # as a filter: claims that nobody has
Moment = datetime.datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """The claims one person has, by state; `person` is empty for those nobody has."""

    person: Any
    cells: list[tuple[State, int]]

    @property
    def name(self) -> str:
        """How an address names the person."""
        return str(self.person.uid) if self.person else NOBODY

    @property
    def n(self) -> int:
        return sum(n for _state, n in self.cells)


@dataclass(frozen=True, slots=True)
class Held:
    """One claim that does not go on by itself: the key of who has it, and since when (or, where somebody holds it,
    until)."""

    row: Row
    who: int | None
    at: Moment | None


@dataclass(frozen=True, slots=True)
class HoldGroup:
    """All claims of an article that are held up for one reason, longest first."""

    hold: Hold
    claims: list[Held]

    @property
    def n(self) -> int:
        return len(self.claims)

    @property
    def first(self) -> list[Held]:
        return self.claims[:A_FEW]

    @property
    def n_more(self) -> int:
        return max(0, self.n - A_FEW)


@dataclass(frozen=True, slots=True)
class ArticleDesk:
    """`left` counts the claims of each person, by key, with the first of them, which brings the name along."""

    progress: Progress
    states: list[State]
    left: dict[int | None, Counter[State]]
    first_of: dict[int | None, Row]
    pace: pace.Pace
    n_must: int
    n_must_untouched: int
    holds: list[HoldGroup] = field(default_factory=list)

    def rows_shown(self, most: int = A_FEW) -> list[Row]:
        """The claims to be read so that everybody and the first of what holds the check can be named."""
        return [*self.first_of.values(), *(held.row for group in self.holds for held in group.claims[:most])]

    def by_person(self, people: Mapping[int | None, Any]) -> list[PersonRow]:
        """A row for each person in the order of their names, nobody last."""
        named = sorted((key for key in self.left if key), key=lambda key: (str(people.get(key)).casefold(), key))
        rows = [*((people.get(key), self.left[key]) for key in named if key in people)]
        last = [(None, self.left[None])] if None in self.left else []
        return [PersonRow(person, [(state, n[state]) for state in self.states]) for person, n in [*rows, *last]]


def desk_of_article(article: Article, outline: Outline, steps: Mapping[str, Any] | None, now: Moment) -> ArticleDesk:
    """What an editor wants to know before asking anybody, from the outline and the article's `steps_lately`."""
    own = outline.themselves
    left = [row for row in own if row.state in LEFT]
    musts = [row for row in own if is_must(row)]
    counts, first_of = by_person(left, now)
    return ArticleDesk(
        progress=Progress(outline.counts),
        states=[state for state in LEFT if any(row.state is state for row in left)],
        left=counts,
        first_of=first_of,
        pace=pace.pace_of(pace.Lately.read(steps), _to_go(left), now),
        n_must=len(musts),
        n_must_untouched=sum(is_untouched(row, now) for row in musts),
        holds=holds_of(article, own, now),
    )


def by_person(left: Iterable[Row], now: Moment) -> tuple[dict[int | None, Counter[State]], dict[int | None, Row]]:
    """How many claims each has by state, and the first of each, by the keys of people."""
    counts: dict[int | None, Counter[State]] = defaultdict(Counter)
    first: dict[int | None, Row] = {}
    for row in left:
        who = who_has(row.check, now)
        counts[who][row.state] += 1
        first.setdefault(who, row)
    return counts, first


def steps_lately(person: Any, now: Moment) -> Subquery:
    """For a query of articles: how many steps the pace is reckoned by, and the first of them, as JSON."""
    window = (now - pace.WINDOW, now)
    steps = events_visible_to(person).filter(article=OuterRef("pk"), verb__in=pace.STEPS, at__range=window)
    told = JSONObject(n=Count("pk"), first=Min("at"))
    return Subquery(steps.filter(undone_by=None).order_by().values("article").annotate(told=told).values("told"))


def who_has(check: Check | Review | None, now: Moment) -> int | None:
    """Who has a claim, by key: its holder, else whom it was given to, else whose verdict waits; in a blind round that
    is open nobody is named as an author."""
    if check is None:
        return None
    if check.is_leased(now):
        return check.lease_by_id
    is_blind = check.policy == Policy.BLIND_DOUBLE and check.state in BLIND_STATES
    return check.assigned_to_id or (None if is_blind or check.state == State.OPEN else check.author_id)


def is_must(row: Row) -> bool:
    return row.check is not None and row.check.priority >= Priority.MUST and row.state is not State.DISMISSED


def is_untouched(row: Row, now: Moment) -> bool:
    """Whether a chosen claim waits for its first checker."""
    check = row.check
    return row.state is State.OPEN and check is not None and check.returned_at is None and not check.is_leased(now)


def holds_of(article: Article, rows: Iterable[Row], now: Moment) -> list[HoldGroup]:
    """Every reason why the check does not go on, with its claims; a claim may be named for more than one."""
    changed_at = article.current.created_at if article.current else None
    found: dict[Hold, list[Held]] = {hold: [] for hold in Hold}
    for row in rows:
        for hold, at in _reasons(row, changed_at, now):
            left_by = row.check.lease_by_id if hold is Hold.LEFT and row.check else None
            found[hold].append(Held(row, left_by or who_has(row.check, now), at))
    return [HoldGroup(hold, sorted(held, key=_longest_first)) for hold, held in found.items() if held]


def _to_go(left: Iterable[Row]) -> int:
    return pace.steps_to_go(Counter((row.state, row.check.policy) for row in left if row.check))


def _reasons(row: Row, changed_at: Moment | None, now: Moment) -> Iterable[tuple[Hold, Moment | None]]:
    check = row.check
    if check is None:
        return
    if is_must(row) and is_untouched(row, now):
        yield Hold.MUST, check.created_at
    match row.state:
        case State.AWAITING_SECOND:
            yield Hold.SECOND_LOOK, check.submitted_at
        case State.DISPUTED:
            yield Hold.DISPUTED, check.submitted_at
        case State.OPEN if check.returned_at:
            yield Hold.RETURNED, check.returned_at
        case State.IN_REVIEW | State.SECOND_REVIEW:
            yield (Hold.HELD if check.is_leased(now) else Hold.LEFT), check.lease_until
    if row.fate and row.fate.is_judged and row.fate.change is Change.CHANGED and row.state is not State.DISMISSED:
        yield Hold.CHANGED, changed_at


def _longest_first(held: Held) -> tuple[float, int]:
    return (held.at.timestamp() if held.at else 0.0, held.row.key)
