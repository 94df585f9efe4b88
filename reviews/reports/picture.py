"""A picture of the ratings: one bar a rating, as numbers that a template draws; its words say the same as its bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviews.reports.rows import Content, scale_key, tally

WIDTH = 400
ROW = 40
BAR = 10
LEAST = 3


@dataclass(frozen=True, slots=True)
class Slice:
    """So many claims under one word."""

    words: str
    tone: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    words: str
    tone: str
    count: int
    text_y: int
    bar_y: int
    width: int


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    bar_height: int
    alternative: str
    bars: tuple[Bar, ...]


def slices_of(content: Content, *, no_rating: str) -> list[Slice]:
    """The ratings given, in the order of their scales; verdicts without one stand last under `no_rating`."""
    counts = tally(content.rows)
    found = [
        Slice(one.label, one.tone, counts[scale_key(scale), one.code])
        for scale in content.scales
        for one in scale.ratings
    ]
    return [one for one in [*found, Slice(no_rating, "neutral", counts["", ""])] if one.count]


def draw(slices: Iterable[Slice]) -> Picture | None:
    """The bars, scaled to the longest; None where there is nothing to show."""
    shown: Sequence[Slice] = [one for one in slices if one.count]
    if not shown:
        return None
    longest = max(one.count for one in shown)
    bars = (
        Bar(
            one.words,
            one.tone,
            one.count,
            text_y=position * ROW + 16,
            bar_y=position * ROW + 23,
            width=max(LEAST, round(WIDTH * one.count / longest)),
        )
        for position, one in enumerate(shown)
    )
    told = ", ".join(f"{one.words} {one.count}" for one in shown)
    return Picture(WIDTH, len(shown) * ROW, BAR, told, tuple(bars))
