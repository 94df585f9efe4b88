"""Which claims of an article its desk lists: those an address asks for, a page at a time."""

from __future__ import annotations

import bisect
import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Subquery
from django.utils.http import urlencode

from reviews.article_desk import LEFT, NOBODY, ArticleDesk, who_has
from reviews.outline import Outline, Row
from reviews.terms import Hold
from reviews.workflow import State

MOST_DIGITS = 10
Moment = datetime.datetime


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

    def of(self, outline: Outline, desk: ArticleDesk, who: int | None, now: Moment) -> list[Row]:
        """The rows that fit all that was asked; `who` is the key of the person asked for."""
        tests: list[Callable[[Row], bool]] = []
        if self.state:
            tests.append(lambda row: row.state is self.state)
        if self.who:
            is_known = who is not None or self.who == NOBODY
            tests.append(
                lambda row: is_known and row.state in LEFT and row.same_as is None and who_has(row.check, now) == who
            )
        if self.hold:
            held = {one.row.key for group in desk.holds if group.hold is self.hold for one in group.claims}
            tests.append(lambda row: row.key in held)
        return [row for row in outline.rows if all(test(row) for test in tests)]

    def query(self) -> str:
        """What was asked as the query of an address."""
        asked = {"state": self.state, "who": self.who, "hold": self.hold}
        return urlencode({name: str(value) for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch of a list of `n` claims that a page shows, from the `first` to the `last` of it, and the positions
    from which the ones around it go on."""

    rows: list[Row]
    n: int
    first: int = 0
    next: int = 0
    previous: int = 0

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def part_of(rows: list[Row], asked: Any, *, size: int) -> Part:
    """The rows after or before a position in the article: it stays where it is when the list becomes shorter."""
    before, after = _position(asked.get("before")), _position(asked.get("after"))
    end = bisect.bisect_left(rows, before, key=_place) if before else 0
    first = max(0, end - size) if end else bisect.bisect_right(rows, after, key=_place)
    if first >= len(rows):
        first = 0
    shown = rows[first : first + size]
    has_more = first + size < len(rows)
    return Part(shown, len(rows), first + 1, shown[-1].position if has_more else 0, shown[0].position if first else 0)


def _place(row: Row) -> int:
    return row.position


def _position(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0


def person_named(name: str) -> Subquery | None:
    """For a query: the key of the person that an address names."""
    try:
        uid = uuid.UUID(name)
    except ValueError:
        return None
    return Subquery(get_user_model()._default_manager.filter(uid=uid).values("pk")[:1])
