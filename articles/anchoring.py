"""Where words stand in a changed text: compared word by word in order; a look-alike elsewhere never counts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.terms import AnchorState

LEAST_KEPT = 0.6
_MOST_PAIRS = 4_000_000
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the old text is in the new one; an orphan is nowhere and stands at 0–0."""

    start: int
    end: int
    state: AnchorState


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as words and marks: what they are, and where each begins and ends."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> _Words:
        found = list(_TOKEN.finditer(text))
        return cls([m[0] for m in found], [m.start() for m in found], [m.end() for m in found])

    def inside(self, start: int, end: int) -> range:
        """The numbers of the words that lie in a stretch of the text."""
        return range(bisect.bisect_left(self.starts, start), bisect.bisect_right(self.ends, end))


def carry(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Where each span of the old text is in the new: the same words → moved, most of them → changed, else orphaned."""
    a, b = _Words.of(old), _Words.of(new)
    partner = _partners(old, new, a, b)
    return [_place(old, new, a, b, partner, start, end) for start, end in spans]


def _place(old: str, new: str, a: _Words, b: _Words, partner: list[int], start: int, end: int) -> Place:
    numbers = a.inside(start, end)
    kept = [partner[n] for n in numbers if partner[n] >= 0]
    if not numbers or len(kept) < LEAST_KEPT * len(numbers):
        return _moved_whole(old, new, start, end)
    first, last = _reach(partner, numbers, kept, len(b.words))
    same = b.words[first : last + 1] == [a.words[n] for n in numbers]
    if not same and len(kept) < LEAST_KEPT * (last + 1 - first):  # torn apart by what came in between
        return _moved_whole(old, new, start, end)
    state = AnchorState.MOVED if same else AnchorState.CHANGED
    return Place(b.starts[first], b.ends[last], state)


def _reach(partner: list[int], numbers: range, kept: list[int], n_new: int) -> tuple[int, int]:
    """The first and last new word of a stretch, with words at its edges that took the place of others."""
    first, last = kept[0], kept[-1]
    before, after = numbers.start - 1, numbers.stop
    if before >= 0 and partner[before] >= 0 and partner[numbers.start] < 0:
        first = min(first, partner[before] + 1)
    if before < 0 and partner[numbers.start] < 0:
        first = 0
    if after < len(partner) and partner[after] >= 0 and partner[numbers.stop - 1] < 0:
        last = max(last, partner[after] - 1)
    return first, min(last, n_new - 1)


def _moved_whole(old: str, new: str, start: int, end: int) -> Place:
    """Words that were cut out here and put in elsewhere: only where both texts hold them once."""
    words = old[start:end]
    at = new.find(words)
    is_only_one = (
        at >= 0 and new.find(words, at + 1) < 0 and old.find(words) == start and old.find(words, start + 1) < 0
    )
    if is_only_one and len(words.split()) > 3:
        return Place(at, at + len(words), AnchorState.MOVED)
    return Place(0, 0, AnchorState.ORPHANED)


def _partners(old: str, new: str, a: _Words, b: _Words) -> list[int]:
    """For each old word the number of the new word it has become, or -1. Lines are compared first, then words."""
    partner = [-1] * len(a.words)
    old_lines, new_lines = _lines(old), _lines(new)
    matcher = SequenceMatcher(None, [line[2] for line in old_lines], [line[2] for line in new_lines], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("delete", "insert"):
            continue
        ours = a.inside(old_lines[i1][0], old_lines[i2 - 1][1])
        theirs = b.inside(new_lines[j1][0], new_lines[j2 - 1][1])
        _pair(a, b, ours, theirs, partner, is_same=tag == "equal")
    return partner


def _pair(a: _Words, b: _Words, ours: range, theirs: range, partner: list[int], *, is_same: bool) -> None:
    """Pair the words of two stretches. What is too long to compare stays unpaired."""
    mine, yours = a.words[ours.start : ours.stop], b.words[theirs.start : theirs.stop]
    blocks: Sequence[tuple[int, int, int]]
    if is_same and mine == yours:
        blocks = [(0, 0, len(mine))]
    elif len(mine) * len(yours) <= _MOST_PAIRS:
        blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    else:
        blocks = [(0, 0, _common(mine, yours)), *_common_end(mine, yours)]
    for i, j, size in blocks:
        for k in range(size):
            partner[ours.start + i + k] = theirs.start + j + k


def _common(one: list[str], other: list[str]) -> int:
    return next((n for n, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))


def _common_end(one: list[str], other: list[str]) -> list[tuple[int, int, int]]:
    rest = min(len(one), len(other)) - _common(one, other)
    size = min(rest, _common(one[::-1], other[::-1]))
    return [(len(one) - size, len(other) - size, size)]


def _lines(text: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), " ".join(m[0].split())) for m in _LINE.finditer(text) if m[0].strip()]
