"""The cast, their rights, and what every test may count on: no network, own files, tables that can be emptied."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from pathlib import Path

import pytest
from django.db import connections
from django.test import TransactionTestCase

from articles import append_only, import_task
from articles.importers import apart
from tests.services import postgresql_server, postgresql_url, redis_server, redis_url  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parent.parent
GUARDED = ["articles_event", "articles_feedstep", "reviews_verdict", "reviews_citation"]
LONGEST_ID = 60
LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}


def pytest_make_parametrize_id(val: object) -> str | None:
    """A long text names its test by its beginning: whole, it would stand in every message and in the environment."""
    return f"{val[:LONGEST_ID]!r}…" if isinstance(val, str | bytes) and len(val) > LONGEST_ID else None


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Tests reach this machine only."""
    connect = socket.socket.connect

    def guarded(self, address, *rest):
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in LOCAL:
            raise RuntimeError(f"a test tried to reach {host}")
        return connect(self, address, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """SQLite tests use a file with the product's options: shared memory would hide how writers meet."""
    database = connections["default"].settings_dict
    if database["ENGINE"] == "django.db.backends.sqlite3":
        suffix = os.environ.get("PYTEST_XDIST_WORKER", "main")
        database["TEST"]["NAME"] = str(Path(os.environ["DATA_DIR"]) / f"test-{suffix}.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def emptiable_tables():
    """Between transactional tests the database is emptied, which the triggers would refuse."""
    empty = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        for using in self._databases_names(include_mirrors=False):
            append_only.take_down(GUARDED, using)
        empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(autouse=True, scope="session")
def readers_at_hand():
    """A child that has read for one test goes on with the next: it knows settings of the environment only."""
    with apart.kept_readers(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_task, "kept_readers", contextlib.nullcontext)
        yield


@pytest.fixture
def own_readers(monkeypatch):
    """Each import of the test begins and ends its children, as in the product."""
    monkeypatch.setattr(import_task, "kept_readers", apart.kept_readers)
    at_hand = apart._spare.set(None)
    yield
    apart._spare.reset(at_hand)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Stored files of one test never meet those of another; readers are waited for, however busy the machine is."""
    settings.FILES_DIR = tmp_path / "files"
    settings.READER_WAIT_SECONDS = 60
    settings.WHITENOISE_AUTOREFRESH = True  # else every client of every test looks through all files first
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def roles(db):
    """The roles as a new installation has them, by name."""
    from factcheck.setup import create_roles

    return create_roles(json.loads((ROOT / "fixtures" / "roles.json").read_text()))


@pytest.fixture
def scales(db):
    """The shipped scales; the default one is five-point."""
    from factcheck.setup import create_scales

    return create_scales(json.loads((ROOT / "fixtures" / "scales.json").read_text()))


@pytest.fixture
def person(roles, django_user_model):
    """Make a person with roles: `person("ann", "Fact-checker")`."""

    def make(username: str, *names: str, **fields):
        user = django_user_model.objects.create_user(username, password="correct horse", is_staff=True, **fields)
        user.groups.set([roles[name] for name in names])
        return user

    return make


@pytest.fixture
def importer(person):
    return person("importer", "Importer", display_name="Ines")


@pytest.fixture
def checker(person):
    return person("checker", "Fact-checker", display_name="Noor")


@pytest.fixture
def checker2(person):
    return person("checker2", "Fact-checker", display_name="Tomás")


@pytest.fixture
def editor(person):
    return person("editor", "Editor", display_name="Edith")


@pytest.fixture
def administrator(person):
    return person("administrator", "Administrator", display_name="Ada")


@pytest.fixture
def outsider(person):
    """Works here but holds no role."""
    return person("outsider")


@pytest.fixture
def root(person):
    """A superuser without any role."""
    return person("root", is_superuser=True)
