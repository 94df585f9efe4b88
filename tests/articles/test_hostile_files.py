"""Files that are broken or mean harm: each ends in its own message, and a good file beside it is read as ever."""

from __future__ import annotations

import logging
import resource
import zipfile
from collections import defaultdict
from contextlib import suppress

import pytest
from celery import current_app
from django.conf import settings
from django.db import transaction

from articles import files, importing, tasks
from articles.importers.base import ImportProblem, bare_name
from articles.importers.pieces import pieces
from articles.models import Article, ImportRow
from articles.terms import Channel, ImportCode, ImportState, Outcome, RowState
from tests.articles.hostile import GOOD, archives, documents, fact, mails, packed, tables, texts
from tests.factories import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_readers")]
ALONE = [*archives.FILES, *tables.ALONE, *texts.ALONE]
PACKED = [*texts.FILES, *mails.FILES, *documents.FILES, *tables.FILES]


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture(autouse=True)
def quiet(caplog):
    """Whatever comes in, nothing of it is an error of ours."""
    with caplog.at_level(logging.WARNING):
        yield
    assert not [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]


def received(raw: bytes, name: str) -> importing.Received:
    return importing.Received(files.store(raw), len(raw), name)


def brought_in(by, *uploads: importing.Received):
    """The import after its files were read and their good rows stored."""
    job = importing.begin_import(uploads, by=by, channel=Channel.UPLOAD, now=now(), options={"store": True})
    tasks.run_import(job.pk)
    job.refresh_from_db()
    assert (job.state, job.reason) == (ImportState.DONE, "")
    return job


def ends(rows) -> list[str]:
    return [row.code if row.outcome == Outcome.ERROR else row.outcome for row in rows]


def fits(rows, wanted: tuple[str, ...]) -> bool:
    got = ends(rows)
    return len(got) == len(wanted) and all(want in ("any", end) for want, end in zip(wanted, got, strict=True))


def check_rows(rows, expected: dict[str, tuple[str, ...]]) -> None:
    expected = {bare_name(name): wanted for name, wanted in expected.items()}
    found: dict[str, list[ImportRow]] = {name: [] for name in expected}
    for row in rows:
        found[row.file_name].append(row)
    wrong = {name: (wanted, ends(found[name])) for name, wanted in expected.items() if not fits(found[name], wanted)}
    assert not wrong, "\n".join(map(str, wrong.items()))
    for row in rows:
        assert (row.state == RowState.STORED) == (row.outcome == Outcome.NEW), row.place
        if row.outcome == Outcome.ERROR:
            assert row.problem and "%(" not in row.problem and "root:" not in row.problem
            assert row.problem.isprintable()


def test_there_are_enough_of_them():
    names = [one.name for one in [*PACKED, *ALONE]]
    assert len(names) >= 60
    assert len(set(names)) == len(names)


def test_whatever_an_archive_holds_each_file_ends_by_itself(importer):
    members = {"first.txt": fact("First").encode()}
    members |= {one.name: one.make() for one in PACKED} | {"last.txt": fact("Last").encode()}
    job = brought_in(importer, received(packed(members, zipfile.ZIP_DEFLATED), "all.zip"))
    rows = list(ImportRow.objects.filter(job=job).in_order())
    check_rows(rows, {one.name: one.ends for one in PACKED} | {"first.txt": (GOOD,), "last.txt": (GOOD,)})
    check_memory()
    assert not Article.objects.filter(current__text__contains="root:").exists()


def test_archives_and_what_is_large_end_in_their_own_message_beside_a_good_file(importer, monkeypatch):
    monkeypatch.setenv("MAX_ROWS", "50")
    uploads = [received(one.make(), one.name) for one in ALONE]
    job = brought_in(importer, *uploads, received(fact("Beside all").encode(), "good.txt"))
    found = defaultdict(list)
    for row in ImportRow.objects.filter(job=job).in_order().select_related("upload"):
        found[row.upload.file_name].append(row)
    assert ends(found.pop("good.txt")) == [GOOD]
    wrong = {one.name: ends(found[one.name])[:9] for one in ALONE if not fits(found[one.name], one.ends)}
    assert not wrong, "\n".join(map(str, wrong.items()))
    check_memory()


def test_one_string_in_many_cells_ends_where_it_grows_too_large(settings):
    settings.MAX_UNPACKED_BYTES = 1_000_000
    sha256 = files.store(tables.shared())
    found = list(pieces(files.path_of(sha256), "shared.xlsx", sha256, {}))
    assert len(found) < 110
    assert found[-1].problem.code is ImportCode.UNPACKS_TOO_BIG
    assert all(piece.draft for piece in found[:-1])


def test_what_is_read_at_once_is_only_what_our_own_code_reads(importer):
    """A pasted text is read by the web process: nothing may break it."""
    for one in [*PACKED, *archives.FILES]:
        came = received(one.make(), one.name)
        with suppress(ImportProblem), transaction.atomic():
            importing.begin_import([came], by=importer, channel=Channel.PASTE, now=now(), at_once=True)


def check_memory() -> None:
    """No reader was larger than it may be; Linux counts in kB."""
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < settings.READER_BYTES
