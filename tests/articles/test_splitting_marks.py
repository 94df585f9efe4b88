"""The splitter's figures on articles of other shapes, marked by hand: floors that may only rise."""

from collections import Counter
from pathlib import Path

import pytest

from articles.splitting import split
from tests.bench import marks

FLOORS = {"shapes.boundary": 0.995, "shapes.exact": 0.988, "shapes.zones": 0.985}
HELD_OUT = {
    "shapes.boundary": 0.99,
    "shapes.exact": 0.98,
    "shapes.zones": 0.975,
    "shapes.claims": 0.91,
    "shapes.speakers": 0.865,
}
EACH = {"shapes.boundary": 0.97, "shapes.exact": 0.92, "shapes.zones": 0.88}


def counted(path: Path) -> Counter[str]:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    readings = [marks.Reading(s.start, s.end, s.holes, s.zone, s.is_claim, s.speaker) for s in split(text).sentences]
    return marks.agreement(text, marks.read_marks(path), readings)


def short_of(floors: dict[str, float], count: Counter[str]) -> dict[str, float]:
    figures = marks.shares(count)
    return {name: figures[name] for name, floor in floors.items() if figures[name] < floor}


def test_articles_of_other_shapes_are_read_at_least_as_well_as_before() -> None:
    count: Counter[str] = Counter()
    for path in marks.SHAPES.glob("*.tsv"):
        count += counted(path)
    assert short_of(FLOORS, count) == {}


def test_articles_held_out_are_read_at_least_as_well_as_before() -> None:
    count: Counter[str] = Counter()
    for path in marks.HELD_OUT.glob("*.tsv"):
        count += counted(path)
    assert short_of(HELD_OUT, count) == {}


@pytest.mark.parametrize("path", sorted(marks.SHAPES.glob("*.tsv")), ids=lambda path: path.stem)
def test_no_shape_is_left_far_behind(path: Path) -> None:
    assert short_of(EACH, counted(path)) == {}
