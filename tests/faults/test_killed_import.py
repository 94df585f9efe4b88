"""kill -9 of the worker, the web server and the broker in the middle of an import: no row is lost, none comes twice."""

from __future__ import annotations

import csv
import os
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis

from articles.splitting import split
from tests.faults.newsroom import Newsroom
from tests.running import Running
from tests.services import free_port, listens, redis_in_memory, skipping_where_missing, wait_until

pytestmark = pytest.mark.services
N_ROWS = 2_000


def text_of(number: int) -> str:
    return f"The gauge at bridge {number} rose by {number + 3} centimetres in May.\n\nThat is a lot for a small river."


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "bridges.csv"
    with path.open("w", newline="") as file:
        rows = [[f"Bridge {number}", text_of(number)] for number in range(N_ROWS)]
        csv.writer(file).writerows([["title", "text"], *rows])
    return path


class Import:
    """The one import of a newsroom, in its rows and as the API tells of it."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom

    def column(self, name: str) -> object:
        return self.newsroom.rows(f"SELECT {name} FROM articles_import")[0][0]

    def is_in_the_middle(self, name: str) -> bool:
        return 0 < int(str(self.column(name))) < N_ROWS

    def check_what_is_told(self) -> None:
        """The API says what the rows say, which are as many as were counted."""
        [told] = self.newsroom.told("imports/")["results"]
        kept = self.newsroom.rows("SELECT state, n_read, n_stored FROM articles_import")[0]
        assert (told["state"], told["n_read"], told["n_stored"]) == kept
        assert self.newsroom.rows("SELECT count(*) FROM articles_importrow") == [(told["n_read"],)]
        assert self.newsroom.rows("SELECT count(*) FROM articles_article") == [(told["n_stored"],)]


@pytest.mark.parametrize("servers", ["no server", "postgresql and redis"])
def test_an_import_survives_whatever_is_killed(
    servers: str, sheet: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with ExitStack() as stack:
        port = free_port() if "redis" in servers else 0
        named = {"DATABASE_URL": request.getfixturevalue("postgresql_url")} if "postgresql" in servers else {}
        if port:
            stack.enter_context(skipping_where_missing())
            named["REDIS_URL"] = stack.enter_context(redis_in_memory(port))
        newsroom = Newsroom(tmp_path, **named)
        job = Import(newsroom)
        web, worker = stack.enter_context(newsroom.web()), stack.enter_context(newsroom.worker())

        newsroom.import_sheet(sheet)
        wait_until(lambda: job.column("state") == "reading", "The import was not begun", 60)
        newsroom.freeze_when(worker, lambda: job.is_in_the_middle("n_read"))
        worker.kill_all()
        assert job.is_in_the_middle("n_read")
        job.check_what_is_told()
        web.kill_all()
        wait_until(lambda: not listens(int(newsroom.env["PORT"])), "The web server was not killed")
        stack.enter_context(newsroom.web())
        job.check_what_is_told()

        newsroom.let_an_hour_pass()
        worker = stack.enter_context(newsroom.worker())
        wait_until(lambda: job.column("is_read") == 1, "The rest was not read", 60)
        newsroom.freeze_when(worker, lambda: job.is_in_the_middle("n_stored"))
        if port:
            kill_broker(named["REDIS_URL"])
            finish_without_broker(job, worker)
            stack.enter_context(redis_in_memory(port))
        worker.kill_all()
        job.check_what_is_told()

        newsroom.let_an_hour_pass()
        worker = stack.enter_context(newsroom.worker())
        newsroom.wait_until_split(N_ROWS)
        wait_until(lambda: job.column("state") == "done", "The import did not come to its end")
        newsroom.wait_until_idle()
        job.check_what_is_told()
        assert worker.stop() == 0, worker.words()
        assert_each_row_is_one_article(newsroom)


def kill_broker(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        os.kill(client.info("server")["process_id"], signal.SIGKILL)


def finish_without_broker(job: Import, worker: Running) -> None:
    """What a worker has begun it ends, though it can tell nobody of the splits."""
    worker.signal_all(signal.SIGCONT)
    wait_until(lambda: job.column("state") == "done", "The import stopped with the broker", 60)
    assert job.newsroom.n_in("queued") > 0


def assert_each_row_is_one_article(newsroom: Newsroom) -> None:
    """Every row has its article, its text and its claims, and nothing has anything twice."""
    stored = newsroom.rows(
        "SELECT headline, text FROM articles_version v JOIN articles_article a ON a.id = v.article_id"
    )
    assert sorted(stored) == sorted((f"Bridge {number}", text_of(number)) for number in range(N_ROWS))
    read = [split(text_of(number)) for number in (7, 1234)]
    assert {(len(one.sentences), len(one.claims)) for one in read} == {(2, 2)}
    for table, n_rows in {"sentence": 2, "claim": 2, "anchor": 2, "event": 1, "importrow": 1}.items():
        assert newsroom.rows(f"SELECT count(*) FROM articles_{table}") == [(n_rows * N_ROWS,)], table
    assert newsroom.rows("SELECT count(DISTINCT article_id) FROM articles_claim") == [(N_ROWS,)]
    assert newsroom.rows("SELECT count(DISTINCT article_id) FROM articles_importrow WHERE state = 'stored'") == [
        (N_ROWS,)
    ]
