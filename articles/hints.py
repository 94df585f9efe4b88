"""What the machine suggests about a claim beside its words, as it is stored: facts to check apart, dates, neighbors.

Offsets are code points from where the claim's anchor starts, and every span carries its words. So a hint holds wherever
the claim's words stand unchanged, and shows by itself where they do not.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from articles.splitting.dates import find_hints
from articles.splitting.model import ClaimDraft

MOST_DATES = 20
NEIGHBOR_CHARS = 600  # of a neighbor, the end nearer to the claim


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A sentence beside the claim; before it the offsets are negative."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """Words that mean a date: the ISO date they are relative to, and the year, month, day or days they may mean.

    Days are "first/last". Both are "" where unknown.
    """

    start: int
    end: int
    words: str
    relative_to: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Part:
    """One fact of several: where it stands in the claim, and a statement that can be checked alone."""

    start: int
    end: int
    words: str
    statement: str


@dataclass(frozen=True, slots=True)
class Hints:
    """All that is suggested about one claim."""

    parts: tuple[Part, ...] = ()
    dates: tuple[RelativeDate, ...] = ()
    needs_context: bool = False
    neighbors: tuple[Neighbor, ...] = ()

    @classmethod
    def of(cls, draft: ClaimDraft, text: str, published_on: datetime.date | None = None) -> Hints:
        """The hints of a claim the splitter read in `text`.

        Where it is known when the article was published, dates are read from there: its importer looked at that.
        """
        zero = draft.start
        parts = {
            (part.start, part.end): Part(
                part.start - zero, part.end - zero, text[part.start : part.end], part.statement
            )
            for part in draft.parts
        }
        dates = _dates(draft, text, published_on)
        near = (_neighbor(start, end, draft, text) for start, end in draft.neighbors)
        return cls(tuple(parts.values()), dates, draft.needs_context, tuple(near))

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Hints:
        """The hints as `as_json` wrote them; none where nothing is stored."""
        return cls(
            tuple(Part(**one) for one in stored.get("parts", ())),
            tuple(RelativeDate(**one) for one in stored.get("dates", ())),
            stored.get("needs_context", False),
            tuple(Neighbor(**one) for one in stored.get("neighbors", ())),
        )

    def as_json(self) -> dict[str, Any]:
        """For the database: only what there is, equal to what it gives back."""
        told: dict[str, Any] = {
            name: [asdict(one) for one in found]
            for name, found in (("parts", self.parts), ("dates", self.dates), ("neighbors", self.neighbors))
            if found
        }
        return told | ({"needs_context": True} if self.needs_context else {})

    def within(self, start: int, end: int) -> Hints:
        """What of these hints concerns one stretch of the claim, counted from where that starts."""
        dates = [date for date in self.dates if start <= date.start and date.end <= end]
        return Hints(
            (),
            tuple(RelativeDate(d.start - start, d.end - start, d.words, d.relative_to, d.suggestion) for d in dates),
            self.needs_context,
            tuple(Neighbor(one.start - start, one.end - start, one.words) for one in self.neighbors),
        )

    def parts_in(self, exact: str) -> tuple[Part, ...]:
        """The parts, where they all read in these words as they did when they were suggested; else none."""
        return self.parts if _read_the_same(self.parts, exact) else ()

    def dates_in(self, exact: str) -> tuple[RelativeDate, ...]:
        """The dates, where these words are those they were read in; else none."""
        return self.dates if _read_the_same(self.dates, exact) else ()


def _dates(draft: ClaimDraft, text: str, published_on: datetime.date | None) -> tuple[RelativeDate, ...]:
    """The relative dates, told from the known day of publication where they are told from that at all."""
    hints = draft.dates[:MOST_DATES]
    if hints and published_on:
        claim = re.sub(r"\s", " ", text[draft.start : draft.end])
        again = {one.end: one for one in find_hints(claim, draft.start, published_on) if one.relative_to}
        hints = tuple(again.get(one.end, one)._replace(start=one.start) for one in hints)
    zero = draft.start
    return tuple(
        RelativeDate(one.start - zero, one.end - zero, text[one.start : one.end], one.relative_to, one.suggestion)
        for one in hints
    )


def _neighbor(start: int, end: int, draft: ClaimDraft, text: str) -> Neighbor:
    if end <= draft.start:
        start = max(start, end - NEIGHBOR_CHARS)
    else:
        end = min(end, start + NEIGHBOR_CHARS)
    return Neighbor(start - draft.start, end - draft.start, text[start:end])


def _read_the_same(spans: Sequence[Part | RelativeDate], exact: str) -> bool:
    return all(exact[span.start : span.end].split() == span.words.split() for span in spans)
