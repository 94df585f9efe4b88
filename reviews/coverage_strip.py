"""The picture of coverage: a strip in reading order, one stripe a sentence, told apart by shape as well as by color."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reviews.coverage import Coverage, Line
from reviews.coverage_words import STANDINGS, accounted
from reviews.standings import ACCOUNTED, UNDECIDED
from reviews.terms import Standing

MOST_STRIPES = 150
STEP, HEIGHT = 4, 24
SHAPES = {
    Standing.DECIDED: ((0, 24),),
    Standing.DISMISSED: ((0, 10), (14, 10)),
    Standing.CONFIRMED: ((6, 18),),
    Standing.WAITING: ((14, 10),),
    Standing.UNTOUCHED: ((21, 3),),
}  # from the top and how high: what is done is tall


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle of the strip."""

    standing: Standing
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend."""

    words: str
    n: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip with its words; `at_once` is how many sentences a stripe stands for at most."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    keys: tuple[Key, ...]
    alternative: str
    at_once: int


@dataclass(frozen=True, slots=True)
class Card:
    """What an article's desk shows of its coverage."""

    coverage: Coverage
    measure: str
    strip: Strip


def card_of(coverage: Coverage) -> Card | None:
    """The card; nothing where no sentence is read yet."""
    return Card(coverage, accounted(coverage.n_accounted, coverage.n), draw(coverage)) if coverage.n else None


def draw(coverage: Coverage) -> Strip:
    """The strip of a text; in a long one a stripe stands for several sentences, and shows the least finished."""
    groups = _groups(coverage.lines)
    gap = 1 if len(groups) <= MOST_STRIPES // 2 else 0
    bars = (bar for place, group in enumerate(groups) for bar in _bars(_shown(group), place * STEP, STEP - gap))
    counts = coverage.counts
    keys = tuple(Key(str(STANDINGS[one]), n, tuple(_bars(one, 0, 10))) for one, n in counts.items() if n)
    told = ", ".join(f"{key.words} {key.n}" for key in keys)
    alternative = _("%(measure)s: %(counts)s") % {
        "measure": accounted(coverage.n_accounted, coverage.n),
        "counts": told,
    }
    return Strip(len(groups) * STEP, HEIGHT, tuple(bars), keys, alternative, max(map(len, groups), default=0))


def _groups(lines: Sequence[Line]) -> list[Sequence[Line]]:
    n = min(len(lines), MOST_STRIPES)
    return [lines[place * len(lines) // n : (place + 1) * len(lines) // n] for place in range(n)]


def _shown(group: Sequence[Line]) -> Standing:
    counts = Counter(line.standing for line in group)
    missing = next((one for one in UNDECIDED if counts[one]), None)
    return missing or max(ACCOUNTED, key=lambda one: counts[one])


def _bars(standing: Standing, x: int, width: int) -> list[Bar]:
    return [Bar(standing, x, y, width, height) for y, height in SHAPES[standing]]
