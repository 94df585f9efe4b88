"""Measure an import and django-import-export on the same sheet: `make bench-imports`, or `… bench_imports ROWS`.

A .csv of made-up articles goes through the running workbench's own way in, with a worker as `make run` starts it: read
and judged row by row, stored, split, every claim in the queue. The peer only stores rows. Both run on SQLite and, where
its programs are found, on a PostgreSQL of their own; ours with Redis as the queue there.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.bench import table
from tests.bench.made_articles import write_sheet
from tests.bench.peer_runs import PeerFailed, install, make_environment, run
from tests.bench.table import Bar, Line
from tests.faults.newsroom import Newsroom
from tests.running import living
from tests.services import Missing, postgresql, redis_in_memory

PEER = "django-import-export"
SCRIPT = Path(__file__).with_name("import_peer.py")
WAYS = ("preview", "bulk")
LONGEST = 3600.0
LOOK = 0.25
BARRED_ROWS = 10_000  # the bars are for so many
Figures = dict[str, float]


def lines(n_rows: int) -> tuple[Line, ...]:
    """The lines of the table for one database."""
    for_rows, for_all = (Bar(15, is_most=True), Bar(150, is_most=True)) if n_rows == BARRED_ROWS else (None, None)
    return (
        Line("rows", f"s until {n_rows:,} rows are read, judged and stored", for_rows, 1),
        Line("queue", "s until everything is split, its claims in the queue", for_all, 1),
        Line("processor.rows", "processor seconds until all rows are stored", None, 1),
        Line("processor.queue", "processor seconds until everything is in the queue", None, 1),
        Line("memory", "peak memory of any process, MB", Bar(400, is_most=True), 0),
        Line("claims", "claims in the queue", None, 0),
        Line("pace", "rows a second, stored", None, 0),
        Line("ratio", "times our time to rows", None, 2),
    )  # fmt: skip


class Course:
    """An import on its way: the highest memory of any of its processes, and when it came how far."""

    def __init__(self, newsroom: Newsroom, n_rows: int) -> None:
        self.newsroom, self.n_rows, self.peak = newsroom, n_rows, 0.0
        self.began = time.monotonic()

    def until(self, query: str, wanted: tuple[object, ...]) -> float:
        """The seconds from the beginning until a query has this row."""
        while self.newsroom.rows(query) != [wanted]:
            if time.monotonic() - self.began > LONGEST:
                sys.exit(f"The import did not come to its end: {self.newsroom.rows(query)}")
            self.look_at_memory()
            time.sleep(LOOK)
        return time.monotonic() - self.began

    def processor(self) -> float:
        """The processor seconds of its processes, with those of readers that are gone; a database server's are not."""
        return sum(map(processor_seconds, living(self.newsroom.env["DATA_DIR"])))

    def look_at_memory(self) -> None:
        for pid in living(self.newsroom.env["DATA_DIR"]):
            self.peak = max(self.peak, high_water(pid))


def high_water(pid: int) -> float:
    """The most memory a process has had at once, in MB; 0 where it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def processor_seconds(pid: int) -> float:
    """What a process and the children it has waited for have had of the processor."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def ours(folder: Path, sheet: Path, n_rows: int, **servers: str) -> Figures:
    """Bring the sheet in and wait for its claims."""
    newsroom = Newsroom(folder, **servers)
    with newsroom.worker():
        beats = "SELECT count(*) FROM articles_pulse"
        Course(newsroom, n_rows).until(beats, (1,))  # the worker is up, as it is when a person presses the button
        course = Course(newsroom, n_rows)
        newsroom.import_sheet(sheet)
        course.until("SELECT count(*) FROM articles_import", (1,))
        course.began, spent = time.monotonic(), course.processor()
        rows = course.until("SELECT state, n_stored FROM articles_import", ("done", n_rows))
        processor = {"processor.rows": course.processor() - spent}
        split = "SELECT count(*) FROM articles_version WHERE split_state = 'split'"
        queue = course.until(split, (n_rows,))
        processor["processor.queue"] = course.processor() - spent
    (n_claims,) = newsroom.rows("SELECT count(*) FROM articles_claim WHERE triage = 'proposed'")[0]
    figures = {"rows": rows, "queue": queue, "memory": course.peak, "claims": n_claims, "pace": n_rows / rows}
    return figures | processor | {"ratio": 1}


def peer(sheet: Path, database: str, way: str, *, n_rows: int, rows: float) -> Figures:
    """The same sheet through the peer. Raises PeerFailed."""
    found = json.loads(run("-W", "ignore", str(SCRIPT), str(sheet), database, way))
    if found["rows"] != n_rows:
        raise PeerFailed(f"{found['rows']} rows are there of {n_rows}")
    seconds = found["seconds"]
    figures = {"rows": seconds, "processor.rows": found["processor"], "memory": found["megabytes"]}
    return figures | {"pace": n_rows / seconds, "ratio": seconds / rows}


def peers(folder: Path, sheet: Path, n_rows: int, rows: float, databases: dict[str, str]) -> dict[str, Figures]:
    """The peer's figures by its ways; of what fails it is said why."""
    figures = {}
    try:
        make_environment()
        version = install(PEER)
        install("psycopg")
        for way in WAYS:
            say(f"Importing with {PEER}, {way}")
            found = peer(sheet, databases.get(way) or str(folder / f"{way}.sqlite3"), way, n_rows=n_rows, rows=rows)
            figures[f"{PEER} {version}, {way}"] = found
    except PeerFailed as error:
        say(f"{PEER} is left out: {str(error)[:300]}")
    return figures


@contextlib.contextmanager
def servers() -> Iterator[tuple[str, str]]:
    """A PostgreSQL and a Redis of our own. Raises Missing."""
    with postgresql() as database, redis_in_memory() as queue:
        yield database, queue


def made_database(server: str, name: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server.rpartition('/')[0]}/{name}"


def show(title: str, n_rows: int, own: Figures, beside: dict[str, Figures]) -> None:
    say(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processor cores.")
    rows = table.rows(own, beside, lines(n_rows))
    sys.stdout.write(f"\nOn {title}:\n\n{table.in_markdown(rows)}\n")
    sys.stdout.flush()


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def main(n_rows: int) -> None:
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as name:
        folder = Path(name)
        sheet = folder / "articles.csv"
        write_sheet(sheet, n_rows)
        say(f"{n_rows:,} articles, {sheet.stat().st_size / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}.")
        say("Importing on SQLite")
        (folder / "sqlite").mkdir()
        own = ours(folder / "sqlite", sheet, n_rows)
        show("SQLite", n_rows, own, peers(folder, sheet, n_rows, own["rows"], {}))
        try:
            with servers() as (database, queue):
                say("Importing on PostgreSQL with Redis")
                (folder / "postgresql").mkdir()
                address = made_database(database, "ours")
                own = ours(folder / "postgresql", sheet, n_rows, DATABASE_URL=address, REDIS_URL=queue)
                databases = {way: made_database(database, way) for way in WAYS}
                show("PostgreSQL", n_rows, own, peers(folder, sheet, n_rows, own["rows"], databases))
        except Missing as reason:
            say(f"PostgreSQL is left out: {reason}.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else BARRED_ROWS)
