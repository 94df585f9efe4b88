"""Two texts side by side: lines that are the same, and words that went or came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PAIRS = 250_000
_MOST_LINES = 3_000
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


def side_by_side(old: str, new: str) -> list[Pair]:
    """What changed from one text to the other, with a line around each change."""
    ours, theirs = _lines(old), _lines(new)
    pairs: list[Pair] = []
    opcodes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for number, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal":
            pairs += _same(ours[i1:i2], is_first=number == 0, is_last=number == len(opcodes) - 1)
        else:
            pairs += _changed(ours[i1:i2], theirs[j1:j2])
    return pairs


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()][:_MOST_LINES]


def _same(lines: list[str], *, is_first: bool, is_last: bool) -> list[Pair]:
    """The lines next to a change; those between them as one gap."""
    head = [] if is_first else lines[:_AROUND]
    tail = [] if is_last else lines[max(len(head), len(lines) - _AROUND) :]
    shown = [[Pair([Piece(line)], [Piece(line)]) for line in part] for part in (head, tail)]
    gap = [Pair([], [], is_gap=True)] if len(lines) > len(head) + len(tail) else []
    return [*shown[0], *gap, *shown[1]]


def _changed(ours: list[str], theirs: list[str]) -> list[Pair]:
    n_pairs = min(len(ours), len(theirs))
    pairs = [Pair(*_words(one, other)) for one, other in zip(ours, theirs, strict=False)]
    gone = [Pair([Piece(line, True)], []) for line in ours[n_pairs:]]
    came = [Pair([], [Piece(line, True)]) for line in theirs[n_pairs:]]
    return [*pairs, *gone, *came]


def _words(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Two lines with the words marked that only one of them has."""
    mine, yours = _TOKEN.findall(one), _TOKEN.findall(other)
    if len(mine) * len(yours) > _MOST_PAIRS:
        return [Piece(one, True)], [Piece(other, True)]
    left, right = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if i2 > i1:
            left.append(Piece("".join(mine[i1:i2]), tag != "equal"))
        if j2 > j1:
            right.append(Piece("".join(yours[j1:j2]), tag != "equal"))
    return left, right
