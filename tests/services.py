"""Servers of the tests' own: a real PostgreSQL and a real Redis on free ports, where their binaries are found."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from psycopg import sql

PATIENCE = 30.0  # seconds a server has to answer
OTHER_USERS = ("postgres", "nobody")


class Missing(Exception):
    """A server's binaries are not here, or it did not start; the message is the reason to skip."""


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    with skipping_where_missing(), postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def redis_server() -> Iterator[str]:
    with skipping_where_missing(), redis_in_memory() as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: str) -> str:
    """The address of an empty database on a PostgreSQL of our own."""
    name = f"workbench_{uuid.uuid4().hex}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{postgresql_server.rpartition('/')[0]}/{name}"


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The address of an empty Redis of our own."""
    with redis.Redis.from_url(redis_server) as client:
        client.flushall()
    return redis_server


@contextlib.contextmanager
def skipping_where_missing() -> Iterator[None]:
    try:
        yield
    except Missing as reason:
        pytest.skip(str(reason))


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Start PostgreSQL in a folder of its own, as another user where we are root (it refuses root)."""
    user = somebody_else() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="workbench-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        run([binary("initdb"), "-D", str(folder / "data"), "-U", "workbench", "-A", "trust", "-E", "UTF8", "-N"], user)
        port = free_port()
        place = ["-D", str(folder / "data"), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
        fast = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        with running([binary("postgres"), *place, *fast], user, folder):
            wait_until(lambda: is_ready(port), "PostgreSQL did not answer")
            yield f"postgres://workbench@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def redis_in_memory(port: int = 0) -> Iterator[str]:
    """Start Redis in a folder of its own, in memory only, on the port or on a free one."""
    server = shutil.which("redis-server")
    if server is None:
        raise Missing("redis-server is not installed")
    with tempfile.TemporaryDirectory(prefix="workbench-redis-") as folder:
        port = port or free_port()
        own = ["--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
        in_memory = ["--save", "", "--appendonly", "no"]
        with running([server, *own, *in_memory], None, Path(folder)):
            wait_until(lambda: listens(port), "Redis did not answer")
            yield f"redis://127.0.0.1:{port}/0"


def binary(name: str) -> str:
    """A program of PostgreSQL: from Debian's folders, the newest first, else from PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: -int(path.parts[4]))
    found = str(versions[0]) if versions else shutil.which(name)
    if found is None:
        raise Missing(f"PostgreSQL's {name} is not installed")
    return found


def somebody_else() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in OTHER_USERS:
        if name in known:
            return name
    raise Missing("PostgreSQL refuses to run as root, and there is no other user here")


def run(command: list[str], user: str | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True)
    if done.returncode:
        raise Missing(f"{Path(command[0]).name} failed: {done.stderr.strip()[-300:]}")


@contextlib.contextmanager
def running(command: list[str], user: str | None, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; its words go to a file in its folder."""
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log, start_new_session=True)
    try:
        yield server
    finally:
        server.terminate() if Path(command[0]).name != "postgres" else server.send_signal(
            2
        )  # 2: do not wait for clients
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def is_ready(port: int) -> bool:
    check = [binary("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(check, check=False).returncode == 0


def wait_until(condition: Callable[[], bool], complaint: str, seconds: float = PATIENCE, *, pause: float = 0.1) -> None:
    """Wait for something a program of ours is to do; fail with the complaint when it does not."""
    give_up_at = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"{complaint} in {seconds:.0f} seconds.")
        time.sleep(pause)
