"""kill -9 of the worker in the middle of twenty splits: after a new start every article is split exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.splitting import split
from tests.faults.newsroom import N_ARTICLES, Newsroom, long_text
from tests.services import wait_until

pytestmark = pytest.mark.services


@pytest.fixture(params=["no server", "redis", "postgresql and redis"])
def newsroom(request: pytest.FixtureRequest, tmp_path: Path) -> Newsroom:
    servers = {}
    if "redis" in request.param:
        servers["REDIS_URL"] = request.getfixturevalue("redis_url")
    if "postgresql" in request.param:
        servers["DATABASE_URL"] = request.getfixturevalue("postgresql_url")
    return Newsroom(tmp_path, **servers)


def test_every_article_is_split_exactly_once(newsroom: Newsroom) -> None:
    newsroom.import_articles()
    assert newsroom.n_in("queued") == N_ARTICLES
    with newsroom.worker() as worker:
        wait_until(lambda: newsroom.n_in("split") >= 3 and newsroom.holds_still(worker), "Nothing was split", 60)
        worker.kill_all()
    n_before = newsroom.n_in("split")
    assert 3 <= n_before < N_ARTICLES, "the worker was not killed in the middle"
    stranded = newsroom.n_in("splitting")
    assert stranded >= 1

    newsroom.let_an_hour_pass()
    with newsroom.worker() as worker:
        newsroom.wait_until_split()
        newsroom.wait_until_idle()
        assert worker.stop() == 0, worker.words()

    assert newsroom.rows("SELECT DISTINCT split_state FROM articles_version") == [("split",)]
    takes = [fence for (fence,) in newsroom.rows("SELECT split_fence FROM articles_version")]
    assert sorted(takes) == [1] * (N_ARTICLES - stranded) + [2] * stranded
    assert_rows_are_those_of_one_split(newsroom)


def assert_rows_are_those_of_one_split(newsroom: Newsroom) -> None:
    """No sentence and no claim is missing or stands twice."""
    read = [split(text) for text in (stored for (stored,) in newsroom.rows("SELECT text FROM articles_version"))]
    assert len(read) == N_ARTICLES
    (n_sentences,) = newsroom.rows("SELECT count(*) FROM articles_sentence")[0]
    (n_claims,) = newsroom.rows("SELECT count(*) FROM articles_claim")[0]
    assert n_sentences == sum(len(one.sentences) for one in read)
    assert n_claims == sum(len(one.claims) for one in read) > N_ARTICLES * 100
    twice = "SELECT version_id, start, exact FROM articles_anchor GROUP BY version_id, start, exact HAVING count(*) > 1"
    assert newsroom.rows(twice) == []


def test_the_texts_differ() -> None:
    assert len({long_text(number) for number in range(N_ARTICLES)}) == N_ARTICLES
