"""What two sequences have in common, in order and within bounds: lines of two texts, or words of two lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_PAIRS = 3_000_000
Block = tuple[int, int, int]


@dataclass(slots=True)
class Budget:
    """How many pairs of equal words may still be looked at; `is_spent` once something was too much to compare."""

    left: int = MOST_PAIRS
    is_spent: bool = False

    def take(self, n_pairs: int) -> bool:
        if n_pairs > self.left:
            self.is_spent = True
            return False
        self.left -= n_pairs
        return True


def common_blocks(old: Sequence[str], new: Sequence[str], budget: Budget) -> list[Block]:
    """(place in old, place in new, length) of what both have, in order; of what is too much their ends alone."""
    head = _common(old, new)
    tail = _common_end(old, new, min(len(old), len(new)) - head)
    ours, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    middle: Sequence[Block] = ()
    if ours and theirs and budget.take(_n_pairs(ours, theirs)):
        middle = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    found = [(0, 0, head), *((i + head, j + head, n) for i, j, n in middle)]
    return [block for block in [*found, (len(old) - tail, len(new) - tail, tail)] if block[2]]


def gaps(blocks: Sequence[Block], n_old: int, n_new: int) -> list[tuple[int, int, int, int]]:
    """What lies between the blocks: (from, to) in old and (from, to) in new, where one of them is not empty."""
    found = []
    i = j = 0
    for at_old, at_new, size in [*blocks, (n_old, n_new, 0)]:
        if at_old > i or at_new > j:
            found.append((i, at_old, j, at_new))
        i, j = at_old + size, at_new + size
    return found


def _n_pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """The work of a comparison: every word with every equal one, and each once."""
    ours, theirs = Counter(one), Counter(other)
    return sum(n * theirs[word] for word, n in ours.items() if word in theirs) + len(one) + len(other)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (x, y) in pairs if x != y), min(len(one), len(other)))


def _common_end(one: Sequence[str], other: Sequence[str], most: int) -> int:
    return next((n for n in range(most) if one[-1 - n] != other[-1 - n]), most)
