"""The desk of one article, read from its lines: what is left by person and state, the pace, what holds the check."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article
from reviews import pace
from reviews.contents import ClaimLine, checked_themselves
from reviews.models import Review
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
        return _name(self.person)

    @property
    def n(self) -> int:
        return sum(n for _state, n in self.cells)


@dataclass(frozen=True, slots=True)
class Held:
    """One claim that does not go on by itself: who has it, and since when (or, where somebody holds it, until)."""

    line: ClaimLine
    who: Any
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
    progress: Progress
    states: list[State]
    people: list[PersonRow]
    pace: pace.Pace
    n_must: int
    n_must_untouched: int
    holds: list[HoldGroup] = field(default_factory=list)


def desk_of_article(article: Article, lines: Iterable[ClaimLine], person: Any, now: Moment) -> ArticleDesk:
    """What an editor wants to know before asking anybody; one query beside the lines."""
    lines = list(lines)
    own = checked_themselves(lines)
    left = [line for line in own if line.state in LEFT]
    states = [state for state in LEFT if any(line.state is state for line in left)]
    musts = [line for line in own if is_must(line)]
    return ArticleDesk(
        progress=Progress(dict(Counter(line.state for line in lines))),
        states=states,
        people=by_person(left, states, now),
        pace=pace_of_article(article, left, person, now),
        n_must=len(musts),
        n_must_untouched=sum(is_untouched(line, now) for line in musts),
        holds=holds_of(article, own, now),
    )


def by_person(left: Iterable[ClaimLine], states: list[State], now: Moment) -> list[PersonRow]:
    """A row for each person in the order of their names, nobody last."""
    counts: dict[Any, Counter[State]] = defaultdict(Counter)
    for line in left:
        counts[who_has(line.review, now)][line.state] += 1
    people = sorted((person for person in counts if person), key=lambda one: (str(one).casefold(), one.pk))
    last = [None] if None in counts else []
    return [PersonRow(one, [(state, counts[one][state]) for state in states]) for one in [*people, *last]]


def pace_of_article(article: Article, left: Iterable[ClaimLine], person: Any, now: Moment) -> pace.Pace:
    """The estimate, from the steps of the article's history that were not undone."""
    steps = events_visible_to(person).filter(article=article, verb__in=pace.STEPS, at__gte=now - pace.WINDOW)
    claims = Counter((line.state, Policy(line.review.policy)) for line in left if line.review)
    return pace.pace_of(steps.filter(undone_by=None).values_list("at", flat=True), pace.steps_to_go(claims), now)


def who_has(review: Review | None, now: Moment) -> Any:
    """Who has a claim: its holder, else whom it was given to, else whose verdict waits; in a blind round that is open
    nobody is named as an author."""
    if review is None:
        return None
    if review.is_leased(now):
        return review.lease_by
    is_blind = review.policy == Policy.BLIND_DOUBLE and review.state in BLIND_STATES
    return review.assigned_to or (None if is_blind or review.state == State.OPEN else review.author)


def is_must(line: ClaimLine) -> bool:
    return line.review is not None and line.review.priority >= Priority.MUST and line.state is not State.DISMISSED


def is_untouched(line: ClaimLine, now: Moment) -> bool:
    """Whether a chosen claim waits for its first checker."""
    review = line.review
    return line.state is State.OPEN and review is not None and review.returned_at is None and not review.is_leased(now)


def holds_of(article: Article, lines: Iterable[ClaimLine], now: Moment) -> list[HoldGroup]:
    """Every reason why the check does not go on, with its claims; a claim may be named for more than one."""
    changed_at = article.current.created_at if article.current else None
    found: dict[Hold, list[Held]] = {hold: [] for hold in Hold}
    for line in lines:
        for hold, at in _reasons(line, changed_at, now):
            left_by = line.review.lease_by if hold is Hold.LEFT and line.review else None
            found[hold].append(Held(line, left_by or who_has(line.review, now), at))
    return [HoldGroup(hold, sorted(held, key=_longest_first)) for hold, held in found.items() if held]


def _reasons(line: ClaimLine, changed_at: Moment | None, now: Moment) -> Iterable[tuple[Hold, Moment | None]]:
    review = line.review
    if review is None:
        return
    if is_must(line) and is_untouched(line, now):
        yield Hold.MUST, review.created_at
    match line.state:
        case State.AWAITING_SECOND:
            yield Hold.SECOND_LOOK, review.submitted_at
        case State.DISPUTED:
            yield Hold.DISPUTED, review.submitted_at
        case State.OPEN if review.returned_at:
            yield Hold.RETURNED, review.returned_at
        case State.IN_REVIEW | State.SECOND_REVIEW:
            yield (Hold.HELD if review.is_leased(now) else Hold.LEFT), review.lease_until
    if line.fate and line.fate.is_judged and line.fate.change is Change.CHANGED and line.state is not State.DISMISSED:
        yield Hold.CHANGED, changed_at


def _longest_first(held: Held) -> tuple[float, int]:
    return (held.at.timestamp() if held.at else 0.0, held.line.claim.pk)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which lines of an article a page is asked for; what is not understood is left aside."""

    state: State | None = None
    who: str = ""
    hold: Hold | None = None

    @classmethod
    def parse(cls, asked: Any) -> Shown:
        state, hold = asked.get("state", ""), asked.get("hold", "")
        return cls(
            State(state) if state in set(State) else None,
            asked.get("who", "")[:40],
            Hold(hold) if hold in set(Hold) else None,
        )

    @property
    def is_all(self) -> bool:
        return self == Shown()

    def of(self, lines: Iterable[ClaimLine], desk: ArticleDesk, now: Moment) -> list[ClaimLine]:
        """The lines that fit all that was asked."""
        tests: list[Callable[[ClaimLine], bool]] = []
        if self.state:
            tests.append(lambda line: line.state is self.state)
        if self.who:
            tests.append(
                lambda line: (
                    line.state in LEFT and line.same_as is None and _name(who_has(line.review, now)) == self.who
                )
            )
        if self.hold:
            held = {one.line.claim.pk for group in desk.holds if group.hold is self.hold for one in group.claims}
            tests.append(lambda line: line.claim.pk in held)
        return [line for line in lines if all(test(line) for test in tests)]


def _name(person: Any) -> str:
    return str(person.uid) if person else NOBODY
