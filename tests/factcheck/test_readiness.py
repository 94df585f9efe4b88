"""What is in the way of a start is told in one sentence."""

import socket

import pytest

from factcheck.readiness import (
    NotReady,
    check_database,
    check_folder,
    check_port,
    check_redis,
    database_place,
    first_line,
)
from tests.services import free_port


def test_a_free_port_and_an_own_folder_are_fine(settings, tmp_path):
    settings.DATA_DIR, settings.BROKER_DIR = tmp_path / "new", tmp_path / "new" / "broker"
    check_folder()
    check_port(free_port())
    assert (tmp_path / "new" / "broker").is_dir()


def test_a_taken_port_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(NotReady, match=f"^Port {port} is taken by another program; choose another with PORT=….$"):
            check_port(port)


def test_a_folder_that_cannot_be_made_is_told(settings):
    settings.DATA_DIR = settings.BASE_DIR / "manage.py" / "var"
    with pytest.raises(NotReady, match=r"^The folder .*manage.py/var cannot be made: Not a directory\.$"):
        check_folder()


def test_a_database_is_named_without_its_password():
    known = {"HOST": "db.example", "PORT": 5433, "NAME": "checks", "PASSWORD": "hush"}
    assert database_place(known) == "db.example:5433/checks"
    assert database_place({"HOST": "", "PORT": "", "NAME": "/srv/checks.sqlite3"}) == "/srv/checks.sqlite3"


@pytest.mark.django_db(transaction=True)
def test_the_database_of_the_tests_answers():
    check_database()


def test_a_redis_that_does_not_answer_is_told_without_its_password():
    port = free_port()
    with pytest.raises(NotReady, match=f"^The Redis server at 127.0.0.1:{port} cannot be reached: .*refused") as told:
        check_redis(f"redis://:hush@127.0.0.1:{port}/0")
    assert "hush" not in str(told.value)


def test_only_the_first_line_of_a_driver_is_told():
    assert first_line(OSError("connection failed.\n\tIs the server running?")) == "connection failed."
    assert first_line(OSError()) == "OSError."
