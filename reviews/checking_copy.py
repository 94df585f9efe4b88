"""The checking copy: a text laid out for paper, its claims numbered, its author's links written out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from articles.models import Anchor, AuthorSource, Version
from articles.reading import without_markup
from articles.terms import Triage, Zone
from reviews.coverage_rows import stretches_of
from reviews.models import Review
from reviews.reading import Block, Mark, Piece, lay_out
from reviews.workflow import State


@dataclass(frozen=True, slots=True)
class Bit:
    """Words under the same claims; `opens` and `closes` are those that begin before and end after them, `links` the
    numbers of the links that they end."""

    text: str
    n_claims: int = 0
    opens: tuple[Mark, ...] = ()
    closes: tuple[Mark, ...] = ()
    links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    zone: Zone
    bits: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Something the author leans on, written out; `words` are those it hangs on."""

    number: int
    words: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class CheckingCopy:
    """What is printed. `crossing` are the numbers of claims that share words with another: where these end is told."""

    paragraphs: list[Paragraph]
    links: list[Link]
    crossing: frozenset[int]
    n_claims: int
    n_dismissed: int


def checking_copy(version: Version, person: Any) -> CheckingCopy:
    """The copy of a version as it stands now; three queries. Dismissed claims are left out, the others keep their
    numbers."""
    every = _marks(version, person)
    marks = [mark for mark in every if mark.state is not State.DISMISSED]
    sources = list(AuthorSource.objects.filter(version=version).order_by("start", "end", "pk"))
    shown = without_markup(version.text)
    blocks = lay_out(version.text, stretches_of(version), marks, shown)
    shared = (mark.number for block in blocks for piece in block.pieces if piece.is_shared for mark in piece.marks)
    return CheckingCopy(
        paragraphs=_paragraphs(blocks, sources),
        links=[_link(number, source, shown) for number, source in enumerate(sources, 1)],
        crossing=frozenset(shared),
        n_claims=len(marks),
        n_dismissed=len(every) - len(marks),
    )


def _marks(version: Version, person: Any) -> list[Mark]:
    states = dict(Review.objects.visible_to(person).of_article(version.article_id).values_list("claim_id", "state"))
    anchors = Anchor.objects.filter(version=version).standing().in_reading_order()
    rows = anchors.values_list("claim_id", "claim__uid", "start", "end", "claim__triage")
    return [
        Mark(number, uid, start, end, _state(states.get(key), triage))
        for number, (key, uid, start, end, triage) in enumerate(rows, 1)
    ]


def _state(state: str | None, triage: str) -> State:
    if state is not None:
        return State(state)
    return State.DISMISSED if triage == Triage.DISMISSED else State.PROPOSED


def _link(number: int, source: AuthorSource, shown: str) -> Link:
    words = " ".join(shown[source.start : source.end].split())
    return Link(number, words, source.url, "" if source.note == words else source.note)


def _paragraphs(blocks: Sequence[Block], sources: Iterable[AuthorSource]) -> list[Paragraph]:
    ends = sorted((source.end, number) for number, source in enumerate(sources, 1))
    following = _following_marks(blocks)
    paragraphs = []
    for block in blocks:
        at, bits = block.start, []
        for piece in block.pieces:
            end = at + len(piece.text)
            here = [(stop, number) for stop, number in ends if at < stop <= end]
            bits += _bits(piece, at, here, next(following))
            at = end
        paragraphs.append(Paragraph(block.zone, tuple(bits)))
    return paragraphs


def _following_marks(blocks: Sequence[Block]) -> Iterator[tuple[Mark, ...]]:
    """For each piece the claims that the next one is under."""
    pieces = [piece for block in blocks for piece in block.pieces]
    yield from (after.marks for after in pieces[1:])
    yield ()


def _bits(piece: Piece, at: int, links: Sequence[tuple[int, int]], following: Sequence[Mark]) -> list[Bit]:
    """A piece cut where a link's words end."""
    stops = [*dict.fromkeys(stop for stop, _number in links if stop < at + len(piece.text)), at + len(piece.text)]
    bits = []
    for start, stop in itertools.pairwise([at, *stops]):
        numbers = tuple(number for end, number in links if end == stop)
        bits.append(Bit(piece.text[start - at : stop - at], len(piece.marks), links=numbers))
    bits[0] = replace(bits[0], opens=piece.opens)
    bits[-1] = replace(bits[-1], closes=tuple(mark for mark in piece.marks if mark not in following))
    return bits
