"""A workbench of its own for a fault test or a bench: a database, articles brought in, a worker, a look at the rows."""

from __future__ import annotations

import contextlib
import json
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import redis

from factcheck.supervisor import answers
from tests.running import ROOT, Running, environment, manage, started
from tests.services import wait_until

N_ARTICLES = 20
N_SENTENCES = 700
LONG_AGO = "2026-01-01 00:00:00+00:00"
WEB = "from factcheck.programs import web; import os; os.execv(web(1)[0], web(1))"
WORKER = "from factcheck.programs import worker; import os; os.execv(worker()[0], worker())"


class Newsroom:
    """A workbench in a data folder of its own, on the database and the queue named in the environment."""

    def __init__(self, folder: Path, **servers: str) -> None:
        self.folder = folder
        self.env = environment(folder / "data", CELERY_SKIP_CHECKS="1", **servers)
        self.database_url = servers.get("DATABASE_URL", "")
        done = manage("migrate", "--verbosity", "0", env=self.env)
        assert done.returncode == 0, done.stderr

    def import_articles(self) -> None:
        """Bring twenty long articles in through the front door, which queues their splits."""
        self._as_ines("articles")

    def import_sheet(self, sheet: Path) -> None:
        """Begin an import of a sheet of which all good rows are stored; the workers do the rest."""
        self._token = self._as_ines("sheet", str(sheet))

    def _as_ines(self, *what: str) -> str:
        command = [sys.executable, "-m", "tests.faults.newsroom", *what]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, timeout=120, stdout=subprocess.PIPE)
        return done.stdout.decode().strip()

    def told(self, path: str) -> Any:
        """What the API says to whoever imported."""
        address = f"http://127.0.0.1:{self.env['PORT']}/api/v1/{path}"
        asked = urllib.request.Request(address, headers={"Authorization": f"Token {self._token}"})
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.load(answer)

    @contextlib.contextmanager
    def worker(self) -> Iterator[Running]:
        with started([sys.executable, "-c", WORKER], self.env, self.folder / "worker.log") as running:
            yield running

    @contextlib.contextmanager
    def web(self) -> Iterator[Running]:
        with started([sys.executable, "-c", WEB], self.env, self.folder / "web.log") as running:
            wait_until(lambda: answers(f"http://127.0.0.1:{self.env['PORT']}/"), "No page answered", 60)
            yield running

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._run(query, reads=True)

    def let_an_hour_pass(self) -> None:
        """Make every lease and every queued job of unfinished splits as old as if the night had gone by."""
        self._run(
            f"UPDATE articles_version SET split_lease_until = '{LONG_AGO}', split_enqueued_at = '{LONG_AGO}' "
            "WHERE split_state <> 'split'"
        )
        self._run(
            f"UPDATE articles_import SET lease_until = '{LONG_AGO}', enqueued_at = '{LONG_AGO}' WHERE state <> 'done'"
        )

    def n_in(self, state: str) -> int:
        return int(self.rows(f"SELECT count(*) FROM articles_version WHERE split_state = '{state}'")[0][0])

    def holds_still(self, worker: Running) -> bool:
        """Freeze the worker, and let it go on where that was not in the middle of a split."""
        worker.signal_all(signal.SIGSTOP)
        time.sleep(0.2)  # what the database server was told before is done by then
        if self.n_in("splitting"):
            return True
        worker.signal_all(signal.SIGCONT)
        return False

    def freeze_when(self, worker: Running, condition: Callable[[], bool]) -> None:
        """Let the worker run a twentieth of a second at a time until this is so, and leave it frozen."""

        def holds() -> bool:
            worker.signal_all(signal.SIGSTOP)
            if condition():
                time.sleep(0.2)  # as above
                if condition():
                    return True
            worker.signal_all(signal.SIGCONT)
            time.sleep(0.05)
            return False

        wait_until(holds, "The worker did not come so far", 60, pause=0)

    def wait_until_split(self, n_articles: int = N_ARTICLES) -> None:
        wait_until(lambda: self.n_in("split") == n_articles, "Not every article was split", 120)

    def wait_until_idle(self) -> None:
        wait_until(lambda: self.n_queued() == 0, "The queue was not emptied", 30)

    def n_queued(self) -> int:
        if url := self.env.get("REDIS_URL"):
            with redis.Redis.from_url(url) as client:
                return int(client.llen("celery"))
        return sum(1 for _ in (self.folder / "data" / "broker" / "queue").glob("*.msg"))

    def _run(self, query: str, *, reads: bool = False) -> list[tuple[Any, ...]]:
        connect = psycopg.connect(self.database_url) if self.database_url else self._sqlite()
        with contextlib.closing(connect) as connection:
            cursor = connection.execute(query)
            rows = cursor.fetchall() if reads else []
            connection.commit()
        return rows

    def _sqlite(self) -> Any:
        return sqlite3.connect(self.folder / "data" / "workbench.sqlite3", timeout=20)


def long_text(number: int) -> str:
    """An article whose split takes the machine a while, with claims that stand nowhere twice."""
    paragraphs = [
        f"The gauge at bridge {n} of river {number} rose by {n + 3} centimetres in {1900 + n % 120}. "
        f"The town spent {n}.5 million crowns on the wall behind bridge {n}, said the mayor of district {n}."
        for n in range(N_SENTENCES // 2)
    ]
    return "\n\n".join([f"The bridges of river {number}", "By Ola Berg", *paragraphs])


def import_here(what: str, *sheets: str) -> None:
    """Run in a process of its own, under the newsroom's settings."""
    import django

    django.setup()

    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from articles import files, importing
    from articles.importers.formats import read_article
    from articles.importers.intake import Source, import_article
    from articles.terms import Channel
    from factcheck.setup import create_roles, fixture
    from factcheck.tokens import issue

    role = create_roles(fixture("roles"))["Importer"]
    ines = get_user_model().objects.create_user("ines", is_staff=True)
    ines.groups.add(role)
    if what == "sheet":
        raws = [Path(sheet).read_bytes() for sheet in sheets]
        received = [importing.Received(files.store(raw), len(raw), "sheet.csv", "text/csv") for raw in raws]
        importing.begin_import(received, by=ines, channel=Channel.COMMAND, now=timezone.now(), options={"store": True})
        sys.stdout.write(issue(ines, name="fault test", days=1))
        return
    for number in range(N_ARTICLES):
        raw = long_text(number).encode()
        draft = read_article(raw, "river.txt")
        import_article(draft, Source(ines, Channel.COMMAND, files.store(raw), "river.txt"), now=timezone.now())


if __name__ == "__main__":
    import_here(*sys.argv[1:])
