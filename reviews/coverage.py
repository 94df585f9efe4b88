"""Which sentences of a text are accounted for: one sorted sweep over sentences, claims and confirmations."""

from __future__ import annotations

import bisect
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from articles.terms import Zone
from reviews.reading import Stretch
from reviews.standings import ACCOUNTED, UNDECIDED, ClaimRow, least, standings
from reviews.terms import Standing

Span = tuple[int, int]
COUNTED = frozenset(Zone) - {Zone.BOILERPLATE, Zone.METADATA}
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in the text."""

    claim: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: what accounts for it, or what is missing. `left` are words outside claims that nobody confirmed,
    `undecided` the claims in it that are only proposed or not decided."""

    start: int
    end: int
    zone: Zone
    standing: Standing
    pieces: tuple[Span, ...]
    claims: tuple[int, ...]
    undecided: tuple[int, ...]
    left: tuple[Span, ...]

    @property
    def is_accounted(self) -> bool:
        return self.standing in ACCOUNTED

    @property
    def is_confirmable(self) -> bool:
        """Whether confirming its words is all that is missing."""
        return bool(self.left) and not self.undecided


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences that count, in reading order."""

    lines: tuple[Line, ...] = ()

    @property
    def n(self) -> int:
        return len(self.lines)

    @property
    def n_accounted(self) -> int:
        return sum(line.is_accounted for line in self.lines)

    @property
    def n_triaged(self) -> int:
        """Sentences in which somebody has looked at every word: each claim chosen or dismissed, the rest confirmed."""
        return sum(line.standing is not Standing.UNTOUCHED for line in self.lines)

    @property
    def counts(self) -> dict[Standing, int]:
        found = Counter(line.standing for line in self.lines)
        return {standing: found[standing] for standing in Standing}

    @property
    def left(self) -> list[Line]:
        """The sentences that are not accounted for."""
        return [line for line in self.lines if not line.is_accounted]

    @property
    def untouched(self) -> list[Line]:
        """The sentences in which somebody has yet to look: at a proposed claim, or at words outside claims."""
        return [line for line in self.lines if line.standing is Standing.UNTOUCHED]

    def zones(self) -> list[ZoneCoverage]:
        """The same by part of the layout, in the order in which these begin."""
        groups: dict[Zone, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(line.zone, []).append(line)
        return [ZoneCoverage(zone, Coverage(tuple(lines))) for zone, lines in groups.items()]

    def zone(self, zone: Zone) -> ZoneCoverage:
        return ZoneCoverage(zone, Coverage(tuple(line for line in self.lines if line.zone is zone)))


@dataclass(frozen=True, slots=True)
class ZoneCoverage:
    """The sentences of one part of the layout."""

    zone: Zone
    coverage: Coverage

    @property
    def confirmable(self) -> list[Line]:
        """Those for which somebody's word that there is no claim is all that is missing."""
        return [line for line in self.coverage.lines if line.is_confirmable]

    @property
    def n_with_open_claims(self) -> int:
        return sum(bool(line.undecided) for line in self.coverage.lines)

    @property
    def seen(self) -> str:
        """A mark of what there is to confirm, for telling whether it is still what somebody looked at."""
        told = ",".join(f"{start}-{end}" for line in self.confirmable for start, end in line.left)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def sweep(
    text: str,
    stretches: Iterable[Stretch],
    places: Sequence[Place],
    confirmed: Iterable[Span],
    claims: Iterable[ClaimRow],
) -> Coverage:
    """Account for each sentence. `text` is the text as people read it: what is blank there need not be confirmed."""
    known = standings(claims)
    said = _merged([*confirmed, *((place.start, place.end) for place in places)])
    starts = [start for start, _end in said]
    running = _Running(places)
    lines = []
    for stretch in sorted(stretches, key=lambda one: (one.start, one.end, one.holes)):
        pieces = own_pieces(stretch)
        if stretch.zone in COUNTED and any(_LETTER.search(text, start, end) for start, end in pieces):
            inside = running.inside(text, stretch, pieces)
            left = tuple(gap for piece in pieces for gap in _gaps(text, piece, said, starts))
            lines.append(_line(stretch, pieces, inside, left, known))
    return Coverage(tuple(lines))


def own_pieces(stretch: Stretch) -> tuple[Span, ...]:
    """What is the sentence's own, without what stands in it and belongs to another."""
    pieces, start = [], stretch.start
    for left, right in sorted(stretch.holes):
        pieces.append((start, min(left, stretch.end)))
        start = max(start, right)
    return tuple((a, b) for a, b in [*pieces, (start, stretch.end)] if a < b)


def has_words(text: str, start: int, end: int) -> bool:
    """Whether there is anything to say about a stretch."""
    return start < end and _LETTER.search(text, start, end) is not None


def _line(
    stretch: Stretch, pieces: tuple[Span, ...], inside: list[int], left: tuple[Span, ...], known: Mapping[int, Standing]
) -> Line:
    found = [known.get(claim, Standing.UNTOUCHED) for claim in inside]
    undecided = tuple(claim for claim, one in zip(inside, found, strict=True) if one in UNDECIDED)
    standing = Standing.UNTOUCHED if left else least(found, Standing.CONFIRMED)
    return Line(stretch.start, stretch.end, stretch.zone, standing, pieces, tuple(inside), undecided, left)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _gaps(text: str, piece: Span, said: Sequence[Span], starts: Sequence[int]) -> list[Span]:
    """The words of a piece of text that nothing was said about, from the first letter of each run to the last."""
    at, end = piece
    first, stop = max(0, bisect.bisect_right(starts, at) - 1), bisect.bisect_left(starts, end)
    gaps = []
    for left, right in [*said[first:stop], (end, end)]:
        if at < left and (word := _LETTER.search(text, at, left)) is not None:
            gaps.append((word.start(), _end_of_words(text, left)))
        at = max(at, right)
    return gaps


def _end_of_words(text: str, end: int) -> int:
    """Where the last word before a place ends; there is one."""
    while _LETTER.match(text, end - 1) is None:
        end -= 1
    return end


class _Running:
    """Tells which claims stand in a sentence, for sentences asked for in the order of their starts."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = sorted(places, key=lambda one: (one.start, one.end, one.claim))
        self.next = 0
        self.active: list[Place] = []

    def inside(self, text: str, stretch: Stretch, pieces: Sequence[Span]) -> list[int]:
        """The claims with a word in the sentence, in reading order."""
        while self.next < len(self.places) and self.places[self.next].start < stretch.end:
            self.active.append(self.places[self.next])
            self.next += 1
        self.active = [place for place in self.active if place.end > stretch.start]
        found = (one.claim for one in self.active if _shares_words(text, one, pieces))
        return list(dict.fromkeys(found))


def _shares_words(text: str, place: Place, pieces: Iterable[Span]) -> bool:
    return any(has_words(text, max(place.start, start), min(place.end, end)) for start, end in pieces)
