"""An article laid out to be read: blocks of its text with the claims marked, in one sweep from first to last letter."""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from articles.terms import Zone
from reviews.workflow import State

BREAK = re.compile(r"\n[ \t]*\n\s*|\n(?=[ \t]*(?:[-*•+][ \t]|\d{1,2}[.)][ \t]|#{1,6}[ \t]|>))")
RULES = " \t\n-*_="  # a line of nothing else divides, and says nothing


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text, the part of the layout it stands in, who says it, and whom that one has it from."""

    start: int
    end: int
    zone: Zone
    holes: tuple[tuple[int, int], ...] = ()
    speaker: str = ""
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim on the text: its number in reading order, where it stands, how far its check is, and what became of its
    words where they are not the same as before. `same_as` is the number of the claim whose check it shares."""

    number: int
    uid: uuid.UUID
    start: int
    end: int
    state: State
    is_free: bool = True
    rating: str = ""
    tone: str = ""
    is_current: bool = False
    fate: str = ""
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same claims: `marks` from the outermost to the innermost, `opens` those that begin here, `closes`
    those that end here and share words with another, so that a reader sees which is which."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    closes: tuple[Mark, ...] = ()

    @property
    def owner(self) -> Mark | None:
        """The claim a click on these words means: the innermost."""
        return self.marks[-1] if self.marks else None

    @property
    def is_current(self) -> bool:
        return any(mark.is_current for mark in self.marks)

    @property
    def is_shared(self) -> bool:
        """Whether claims overlap here."""
        return len(self.marks) > 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or caption of the article, and where in the text it begins."""

    zone: Zone
    pieces: tuple[Piece, ...]
    start: int = 0


def lay_out(text: str, stretches: Sequence[Stretch], marks: Sequence[Mark], shown: str = "") -> list[Block]:
    """Cut the text into blocks and pieces. Stretches and marks come in order of their start.

    `shown` is the text as people read it, letter for letter as long; the text itself where it is not given.
    """
    pieces = _Pieces(shown or text, marks)
    zones = _Zones(stretches)
    return [_block(zones.at(start, end), pieces.between(start, end), start) for start, end in _spans(text, stretches)]


def _block(zone: Zone, pieces: tuple[Piece, ...], start: int) -> Block:
    """A block; a claim that only runs on past page furniture is not marked in it."""
    if zone is Zone.BOILERPLATE:
        pieces = tuple(replace(p, marks=tuple(mark for mark in p.marks if mark.start >= start)) for p in pieces)
    return Block(zone, pieces, start)


def _spans(text: str, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """The blocks: cut at blank lines, before list lines, and at a line end where the zone changes."""
    edges = sorted({(m.start(), m.end()) for m in BREAK.finditer(text)} | set(_zone_edges(text, stretches)))
    start = 0
    for left, right in [*edges, (len(text), len(text))]:
        end = max(start, left)
        if text[start:end].strip(RULES):
            yield start, end
        start = max(start, right)


def _zone_edges(text: str, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    for before, after in itertools.pairwise(stretches):
        if before.zone != after.zone and before.end <= after.start and "\n" in text[before.end : after.start]:
            yield before.end, after.start


class _Zones:
    """Answers which zone a block is in, for blocks asked for in order: the zone of what begins in it, else of what
    runs on into it, as a sentence does over a page break with furniture between."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.stretches, self.position = stretches, 0
        self.running = Stretch(0, 0, Zone.BODY)

    def at(self, start: int, end: int) -> Zone:
        while self.position < len(self.stretches) and self.stretches[self.position].start < start:
            self._pass(self.stretches[self.position])
        if self.position < len(self.stretches) and self.stretches[self.position].start < end:
            return self.stretches[self.position].zone
        return self.running.zone if self.running.end > start else Zone.BODY

    def _pass(self, stretch: Stretch) -> None:
        self.position += 1
        if stretch.end > self.running.end:
            self.running = stretch


class _Pieces:
    """Cuts blocks, asked for in order, where a claim begins or ends."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self.text, self.marks = text, sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self.cuts = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
        self.next_mark, self.next_cut = 0, 0
        self.active: list[Mark] = []
        self.crossed = _crossed(self.marks)

    def between(self, start: int, end: int) -> tuple[Piece, ...]:
        while self.next_cut < len(self.cuts) and self.cuts[self.next_cut] <= start:
            self.next_cut += 1
        pieces, left = [], start
        while self.next_cut < len(self.cuts) and self.cuts[self.next_cut] < end:
            pieces.append(self._piece(left, self.cuts[self.next_cut]))
            left = self.cuts[self.next_cut]
            self.next_cut += 1
        return (*pieces, self._piece(left, end))

    def _piece(self, start: int, end: int) -> Piece:
        opens = []
        while self.next_mark < len(self.marks) and self.marks[self.next_mark].start <= start:
            opens.append(self.marks[self.next_mark])
            self.next_mark += 1
        self.active = [mark for mark in [*self.active, *opens] if mark.end > start]
        closes = tuple(mark for mark in reversed(self.active) if mark.end == end and mark.number in self.crossed)
        return Piece(self.text[start:end], tuple(self.active), tuple(opens), closes)


def _crossed(marks: Sequence[Mark]) -> frozenset[int]:
    """The numbers of the claims that share words with another; the marks come by their start, the longest first."""
    found: set[int] = set()
    reach: Mark | None = None
    for mark in marks:
        if reach is not None and mark.start < reach.end:
            found |= {reach.number, mark.number}
        if reach is None or mark.end > reach.end:
            reach = mark
    return frozenset(found)
