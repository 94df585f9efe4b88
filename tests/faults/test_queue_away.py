"""A queue that is away stops nobody from importing, and what waited is split once it is back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.faults.newsroom import N_ARTICLES, Newsroom
from tests.services import free_port, redis_in_memory, skipping_where_missing

pytestmark = pytest.mark.services


def test_articles_wait_for_the_queue_to_come_back(tmp_path: Path) -> None:
    port = free_port()
    newsroom = Newsroom(tmp_path, REDIS_URL=f"redis://127.0.0.1:{port}/0")
    before = time.monotonic()
    newsroom.import_articles()
    assert time.monotonic() - before < 60
    assert newsroom.n_in("queued") == N_ARTICLES
    assert newsroom.rows("SELECT DISTINCT split_enqueued_at FROM articles_version") == [(None,)]
    with skipping_where_missing(), redis_in_memory(port), newsroom.worker():
        newsroom.wait_until_split()
    assert newsroom.rows("SELECT DISTINCT split_fence FROM articles_version") == [(1,)]
