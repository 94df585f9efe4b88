"""Where words stand in a changed text: compared word by word in order; a look-alike elsewhere never counts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.difference import Budget, common_blocks, gaps
from articles.terms import AnchorState

LEAST_KEPT = 0.6
_TOKEN = re.compile(r"\w+|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_Line = tuple[int, int, str]


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

    def stretch(self, first: int, stop: int) -> tuple[int, int]:
        """From where to where some words stand; an empty place before the first where there are none."""
        if stop > first:
            return self.starts[first], self.ends[stop - 1]
        at = self.starts[first] if first < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return at, at

    def of_lines(self, lines: Sequence[_Line]) -> range:
        """The numbers of the words of some lines that follow each other."""
        return self.inside(lines[0][0], lines[-1][1]) if lines else range(0)


class Course:
    """From one text to the next: made once, which takes its time, then asked for one stretch after the other."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._a, self._b = _Words.of(old), _Words.of(new)
        self._partner = _partners(old, new, self._a, self._b)

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of the old text is now: the same words → moved, most of them → changed, else orphaned."""
        return _place(self._old, self._new, self._a, self._b, self._partner, start, end)

    def changes(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Every stretch of words that differ: its start and end in the old text, and in the new one."""
        kept = [(number, other) for number, other in enumerate(self._partner) if other >= 0]
        found = []
        i = j = 0
        for number, other in [*kept, (len(self._a.words), len(self._b.words))]:
            if number > i or other > j:
                found.append((self._a.stretch(i, number), self._b.stretch(j, other)))
            i, j = number + 1, other + 1
        return found


def carry(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Where each span of the old text is in the new."""
    course = Course(old, new)
    return [course.place(start, end) for start, end in spans]


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
    budget = Budget()
    blocks = common_blocks([line[2] for line in old_lines], [line[2] for line in new_lines], budget)
    for i, j, size in blocks:
        _pair(a.of_lines(old_lines[i : i + size]), b.of_lines(new_lines[j : j + size]), partner)
    for i1, i2, j1, j2 in gaps(blocks, len(old_lines), len(new_lines)):
        ours, theirs = a.of_lines(old_lines[i1:i2]), b.of_lines(new_lines[j1:j2])
        words = a.words[ours.start : ours.stop], b.words[theirs.start : theirs.stop]
        for i, j, size in common_blocks(*words, budget):
            _pair(ours[i : i + size], theirs[j : j + size], partner)
    return partner


def _pair(ours: range, theirs: range, partner: list[int]) -> None:
    for number, other in zip(ours, theirs, strict=False):
        partner[number] = other


def _lines(text: str) -> list[_Line]:
    return [(m.start(), m.end(), " ".join(m[0].split())) for m in _LINE.finditer(text) if m[0].strip()]
