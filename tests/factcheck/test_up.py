"""`manage.py up`: it opens, prints log-ins once, leaves nobody behind, and says in one sentence why it cannot."""

from __future__ import annotations

import http.client
import re
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.running import Running, environment, living, manage, started
from tests.services import free_port

UP = [sys.executable, "manage.py", "up"]
LOGIN = re.compile(r"^  (\w+) +([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})  (.+)$", re.MULTILINE)

pytestmark = pytest.mark.services


@contextmanager
def workbench(env: dict[str, str], log: Path) -> Iterator[Running]:
    """A workbench that is open."""
    with started(UP, env, log) as running:
        running.wait_for(f"The workbench is open at http://127.0.0.1:{env['PORT']}/")
        yield running


def status(env: dict[str, str], path: str = "/admin/login/") -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", int(env["PORT"]), timeout=10)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as response:
            return response.status


def refused(env: dict[str, str]) -> str:
    """The one sentence with which a start is refused."""
    done = manage("up", env=env)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    (sentence,) = [line for line in done.stderr.splitlines() if line]
    return sentence


def test_the_first_and_the_second_start(tmp_path):
    env = environment(tmp_path / "data")
    with workbench(env, tmp_path / "first") as first:
        assert status(env) == 200
        logins = LOGIN.findall(first.words())
        assert [name for name, _, _ in logins] == ["ines", "noor", "edith", "admin", "tomas"]
        assert "Traceback" not in first.words()
        assert "found no claim" not in first.words()
        assert first.stop() == 0
        assert living(env["DATA_DIR"]) == []

    before = time.monotonic()
    with workbench(env, tmp_path / "second") as second:
        assert time.monotonic() - before < 20
        assert status(env) == 200
        assert LOGIN.findall(second.words()) == []
        assert "demo" not in second.words()
        assert second.stop() == 0
        assert living(env["DATA_DIR"]) == []


def test_without_samples_there_is_an_administrator_alone(tmp_path):
    env = environment(tmp_path / "data", DEMO="0")
    with workbench(env, tmp_path / "words") as running:
        assert [(name, role) for name, _, role in LOGIN.findall(running.words())] == [("admin", "Administrator")]
        assert "sample" not in running.words()


def test_postgresql_and_redis_are_used_where_they_are_named(tmp_path, postgresql_url, redis_url):
    env = environment(tmp_path / "data", DATABASE_URL=postgresql_url, REDIS_URL=redis_url)
    with workbench(env, tmp_path / "words") as running:
        assert status(env) == 200
        assert "Traceback" not in running.words()
        assert running.stop() == 0
    assert not (tmp_path / "data" / "workbench.sqlite3").exists()
    assert not (tmp_path / "data" / "broker" / "queue").exists()


def test_a_taken_port(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        sentence = refused(environment(tmp_path, PORT=port))
    assert sentence == f"Port {port} is taken by another program; choose another with PORT=…."


def test_a_port_that_is_no_number(tmp_path):
    assert refused(environment(tmp_path, PORT="eighty")) == "PORT is 'eighty'; write a number from 1 to 65535."


def test_a_folder_that_cannot_be_made(tmp_path):
    assert refused(environment("/dev/null/x")) == "DATA_DIR /dev/null/x cannot be made: Not a directory."


def test_an_unreachable_database(tmp_path):
    url = f"postgres://ada:hush@127.0.0.1:{(port := free_port())}/checks"
    sentence = refused(environment(tmp_path, DATABASE_URL=url))
    assert f"The database at 127.0.0.1:{port}/checks cannot be reached: " in sentence
    assert "hush" not in sentence


def test_an_unreachable_redis(tmp_path):
    sentence = refused(environment(tmp_path, REDIS_URL=f"redis://127.0.0.1:{(port := free_port())}/0"))
    assert f"The Redis server at 127.0.0.1:{port} cannot be reached: " in sentence


def test_an_address_that_is_no_redis(tmp_path):
    sentence = refused(environment(tmp_path, REDIS_URL="amqp://ada:hush@127.0.0.1/"))
    assert sentence == "REDIS_URL cannot be read; write redis://:PASSWORD@HOST:6379/0."
