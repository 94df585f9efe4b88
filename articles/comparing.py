"""Two texts side by side: lines that are the same, and words that went or came."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from articles.difference import Budget, common_blocks, gaps

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_SHOWN = 3_000
_AROUND = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether the other side has them too."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the old text beside the line that took its place; a gap stands for lines that are the same."""

    old: list[Piece]
    new: list[Piece]
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs, line by line. `is_rough` where it was too much to compare word by word, `n_more` lines are not
    shown."""

    pairs: list[Pair] = field(default_factory=list)
    is_rough: bool = False
    n_more: int = 0


def compare(old: str, new: str) -> Comparison:
    """What changed from one text to the other, with a line around each change; in bounded time whatever the texts."""
    budget = Budget()
    ours, theirs = _lines(old), _lines(new)
    blocks = common_blocks(ours, theirs, budget)
    pairs: list[Pair] = []
    at = n_more = 0
    for i1, i2, j1, j2 in gaps(blocks, len(ours), len(theirs)):
        room = max(0, _MOST_SHOWN - len(pairs))
        n_more += max(0, i2 - i1 - room, j2 - j1 - room)
        if room:
            pairs += _same(ours[at:i1], is_first=at == 0, is_last=False)
            pairs += _changed(ours[i1:i2][:room], theirs[j1:j2][:room], budget)
        at = i2
    if pairs and not n_more:
        pairs += _same(ours[at:], is_first=False, is_last=True)
    return Comparison(pairs, budget.is_spent, n_more)


def side_by_side(old: str, new: str) -> list[Pair]:
    """The pairs of `compare` alone."""
    return compare(old, new).pairs


def words_apart(old: str, new: str) -> Pair:
    """Two stretches of text with the words marked that only one of them has."""
    return Pair(*_words(old, new, Budget()))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _same(lines: list[str], *, is_first: bool, is_last: bool) -> list[Pair]:
    """The lines next to a change; those between them as one gap."""
    head = [] if is_first else lines[:_AROUND]
    tail = [] if is_last else lines[max(len(head), len(lines) - _AROUND) :]
    shown = [[Pair([Piece(line)], [Piece(line)]) for line in part] for part in (head, tail)]
    gap = [Pair([], [], is_gap=True)] if len(lines) > len(head) + len(tail) else []
    return [*shown[0], *gap, *shown[1]]


def _changed(ours: list[str], theirs: list[str], budget: Budget) -> list[Pair]:
    n_pairs = min(len(ours), len(theirs))
    pairs = [Pair(*_words(one, other, budget)) for one, other in zip(ours, theirs, strict=False)]
    gone = [Pair([Piece(line, True)], []) for line in ours[n_pairs:]]
    came = [Pair([], [Piece(line, True)]) for line in theirs[n_pairs:]]
    return [*pairs, *gone, *came]


def _words(one: str, other: str, budget: Budget) -> tuple[list[Piece], list[Piece]]:
    """Two lines with the words marked that only one of them has."""
    mine, yours = _TOKEN.findall(one), _TOKEN.findall(other)
    blocks = common_blocks(mine, yours, budget)
    left, right = [], []
    i = j = 0
    for at_mine, at_yours, size in [*blocks, (len(mine), len(yours), 0)]:
        left += [Piece("".join(mine[i:at_mine]), True), Piece("".join(mine[at_mine : at_mine + size]))]
        right += [Piece("".join(yours[j:at_yours]), True), Piece("".join(yours[at_yours : at_yours + size]))]
        i, j = at_mine + size, at_yours + size
    return [piece for piece in left if piece.text], [piece for piece in right if piece.text]
