"""A text laid out for going through it: what is accounted for runs on, each sentence that is not stands by itself."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from articles.terms import Zone
from reviews.coverage import Line, Place, has_words, own_pieces
from reviews.reading import BREAK, Stretch


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a sentence: left to account for, or under claims; `opens` are the claims that begin here."""

    text: str
    is_left: bool = False
    is_claimed: bool = False
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """Words that may be made a claim as they are."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence to look at, or what runs on until the next one (then `line` is empty)."""

    segments: tuple[Segment, ...]
    line: Line | None = None
    text_sha256: str = ""
    offered: Offered | None = None


@dataclass(slots=True)
class Passage:
    """A paragraph, heading or caption; `text_sha256` where several of its sentences can be confirmed together."""

    zone: Zone
    start: int
    end: int
    steps: list[Step] = field(default_factory=list)
    text_sha256: str = ""


def lay_out(
    text: str, shown: str, stretches: Sequence[Stretch], lines: Iterable[Line], places: Sequence[Place]
) -> list[Passage]:
    """The passages of a text or a part of it. `shown` is the text as people read it, letter for letter as long."""
    by_span = {(line.start, line.end): line for line in lines}
    inside = _Inside(places)
    passages: list[Passage] = []
    for group in _paragraphs(text, stretches):
        passage = Passage(group[0].zone, group[0].start, max(one.end for one in group))
        for is_left, run in itertools.groupby(group, key=lambda one: _is_left(by_span.get((one.start, one.end)))):
            if is_left:
                passage.steps += [_step(text, shown, by_span[one.start, one.end], inside) for one in run]
            else:
                passage.steps.append(Step((Segment(_run_on(shown, list(run))),)))
        if sum(step.line is not None and step.line.is_confirmable for step in passage.steps) > 1:
            passage.text_sha256 = text_hash(text, passage.start, passage.end)
        passages.append(passage)
    return passages


def text_hash(text: str, start: int, end: int) -> str:
    return hashlib.sha256(text[start:end].encode()).hexdigest()


def segments(shown: str, line: Line, places: Iterable[Place]) -> tuple[Segment, ...]:
    """A sentence cut where claims, and words that are left, begin and end."""
    spans = [(place.start, place.end) for place in places]
    edges = {edge for span in [*spans, *line.left] for edge in span}
    found = []
    for start, end in line.pieces:
        cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
        for a, b in itertools.pairwise(cuts):
            opens = tuple(p.claim for p in places if p.start == a or (a == line.start and p.start < a < p.end))
            found.append(
                Segment(
                    shown[a:b],
                    any(left <= a < right for left, right in line.left),
                    any(left <= a < right for left, right in spans),
                    opens,
                )
            )
    return tuple(found)


def _is_left(line: Line | None) -> bool:
    return line is not None and not line.is_accounted


def _step(text: str, shown: str, line: Line, inside: _Inside) -> Step:
    digest = text_hash(text, line.start, line.end)
    return Step(segments(shown, line, inside.of(line)), line, digest, _offered(text, line))


def _offered(text: str, line: Line) -> Offered | None:
    """The sentence where no claim is in it; else what is left of it, where that is one run of words."""
    spans = line.left if line.claims or not line.left else ((line.start, line.end),)
    return Offered(*spans[0], text[spans[0][0] : spans[0][1]]) if len(spans) == 1 else None


def _run_on(shown: str, run: Sequence[Stretch]) -> str:
    return " ".join(shown[a:b] for stretch in run for a, b in own_pieces(stretch))


def _paragraphs(text: str, stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Sentences that stand together: until a blank line, a list line or another part of the layout."""
    group: list[Stretch] = []
    for stretch in stretches:
        if not has_words(text, stretch.start, stretch.end):
            continue
        if group and (stretch.zone != group[-1].zone or BREAK.search(text, group[-1].end, stretch.start)):
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


class _Inside:
    """The claims that stand in a sentence, for sentences asked for in the order of their starts."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.rest = sorted(places, key=lambda one: (one.start, one.end, one.claim), reverse=True)
        self.active: list[Place] = []

    def of(self, line: Line) -> list[Place]:
        while self.rest and self.rest[-1].start < line.end:
            self.active.append(self.rest.pop())
        self.active = [place for place in self.active if place.end > line.start]
        return [place for place in self.active if place.claim in line.claims]
