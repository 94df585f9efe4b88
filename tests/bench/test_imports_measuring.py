"""What `make bench-imports` measures with: articles made by rule, a table with bars for the size they are meant for."""

import csv
import os

from tests.bench import bench_imports, table
from tests.bench.made_articles import BYTES, HEADS, made_articles, write_sheet


def test_made_articles_differ_and_are_the_same_in_every_run(tmp_path):
    made = list(made_articles(50))
    assert made == list(made_articles(50))
    assert len({one.text for one in made}) == len({one.url for one in made}) == 50
    assert all(BYTES - 200 < len(one.text.encode()) <= BYTES for one in made)
    write_sheet(tmp_path / "made.csv", 3)
    with (tmp_path / "made.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == HEADS and rows[1:] == [list(one) for one in made[:3]]


def test_the_bars_are_for_ten_thousand_rows():
    figures = {"rows": 12.0, "queue": 200.0, "memory": 90.0, "ratio": 1.0}
    beside = {"peer": {"rows": 6.0, "ratio": 0.5}}
    rows = table.rows(figures, beside, bench_imports.lines(10_000))
    assert [row[1:] for row in rows[1:3]] == [["≤ 15", "yes", "12.0", "6.0"], ["≤ 150", "NO", "200.0", ""]]
    assert [row[1] for row in table.rows(figures, beside, bench_imports.lines(500))[1:]] == ["", "", "≤ 400", ""]


def test_a_process_tells_its_memory_and_its_time_and_one_that_is_gone_none():
    assert bench_imports.high_water(os.getpid()) > 5
    assert bench_imports.processor_seconds(os.getpid()) > 0
    assert bench_imports.high_water(2**22 + 1) == bench_imports.processor_seconds(2**22 + 1) == 0
