"""The whole reading against the marks of the articles of other shapes: floors that may only rise."""

from tests.bench.bench_splitter import shape_figures, whole_reading

FLOORS = {
    "shapes.boundary": 0.99,
    "shapes.exact": 0.985,
    "shapes.zones": 0.97,
    "shapes.claims": 0.91,
    "shapes.speakers": 0.88,
    "shapes.author": 0.99,
}


def test_articles_of_other_shapes_are_read_at_least_as_well_as_before() -> None:
    figures = shape_figures(whole_reading)
    assert {code: figures[code] for code, floor in FLOORS.items() if figures[code] < floor} == {}
