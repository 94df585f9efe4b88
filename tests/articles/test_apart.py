"""Reading apart: whatever a reader does, its file alone suffers for it."""

import csv
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from articles import files
from articles.importers import apart
from articles.terms import ImportCode

pytestmark = pytest.mark.usefixtures("own_readers")

BODY = "The river rose by 40 centimetres in 2019."


def stored_sheet(n_rows: int):
    out = io.StringIO()
    csv.writer(out).writerows([["title", "text"], *[[f"River {n}", f"{BODY} {n}"] for n in range(n_rows)]])
    return files.path_of(files.store(out.getvalue().encode()))


def read(path, name="w.csv", **options):
    return list(apart.read_pieces(path, name, path.name, options))


def misbehave(monkeypatch, doing: str) -> None:
    """Have readers do something when they come to River 2."""
    child = (
        "import django; django.setup()\n"
        "from articles.importers import apart, formats\n"
        "read = formats.read_words\n"
        "def bad(text, *rest, **more):\n"
        f"    if text.endswith(' 2'): {doing}\n"
        "    return read(text, *rest, **more)\n"
        "formats.read_words = bad\n"
        "apart.serve()\n"
    )
    monkeypatch.setattr(apart, "_CHILD", child)


def test_everything_comes_back_as_it_was_read():
    heads = []
    path = stored_sheet(3)
    found = list(apart.read_pieces(path, "w.csv", path.name, {}, on_heads=heads.append))
    assert [piece.draft.headline for piece in found] == ["River 0", "River 1", "River 2"]
    assert heads == [["title", "text"]]
    assert list(apart.read_pieces(path, "w.csv", path.name, {}, skip=2)) == found[2:]


@pytest.mark.parametrize(
    ("doing", "code"),
    [
        ("import os; os.abort()", ImportCode.READER_CRASHED),
        ("import time; time.sleep(60)", ImportCode.READER_TOO_SLOW),
        ("x = 'x' * 4_000_000_000", ImportCode.READER_CRASHED),
        ("raise RuntimeError('a parser of somebody else')", ImportCode.READER_CRASHED),
    ],
    ids=["dies", "hangs", "wants all memory", "raises"],
)
def test_a_reader_that_misbehaves_costs_one_row(monkeypatch, settings, doing, code):
    misbehave(monkeypatch, doing)
    settings.READER_SECONDS = 3
    found = read(stored_sheet(5))
    assert [piece.draft and piece.draft.headline for piece in found] == [
        "River 0", "River 1", None, "River 3", "River 4",
    ]  # fmt: skip
    assert found[2].problem.code is code
    assert found[2].place == "w.csv, row 4"


def stored_page(words: str):
    return files.path_of(files.store(f"<html><body><article><p>{BODY} {words}</p></article></body></html>".encode()))


def by_readers(monkeypatch, doing: str = "") -> None:
    """Have each page say which process read it, and readers do something when they come to a page that says BAD."""
    child = (
        "import os\n"
        "from articles.importers import apart, formats\n"
        "from articles.importers.base import ArticleDraft\n"
        "n = []\n"
        "def told(raw, *rest):\n"
        "    n.append(raw)\n"
        f"    if b'BAD' in raw: {doing or 'pass'}\n"
        "    return ArticleDraft('Words', headline=str(os.getpid()))\n"
        "formats.read_article = told\n"
        "apart.serve()\n"
    )
    monkeypatch.setattr(apart, "_CHILD", child)


def test_one_reader_reads_many_files_and_then_another(monkeypatch):
    by_readers(monkeypatch)
    monkeypatch.setattr(apart, "_MOST_FILES", 3)
    paths = [stored_page(str(n)) for n in range(5)]
    with apart.kept_readers():
        pids = [read(path, "a.html")[0].draft.headline for path in paths]
    assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4]
    assert read(paths[0], "a.html") != read(paths[0], "a.html"), "without the block each file has its own"
    assert not any(Path("/proc", pid).exists() for pid in pids)


@pytest.mark.parametrize(
    ("doing", "code"),
    [("os.abort()", ImportCode.READER_CRASHED), ("import time; time.sleep(60)", ImportCode.READER_TOO_SLOW)],
    ids=["dies", "hangs"],
)
def test_a_reader_of_many_files_loses_the_one_it_is_at(monkeypatch, settings, doing, code):
    by_readers(monkeypatch, doing)
    settings.READER_SECONDS = 5
    with apart.kept_readers():
        found = [read(stored_page(words), "a.html") for words in ("1", "2", "BAD", "3", "4")]
    assert [len(pieces) for pieces in found] == [1] * 5
    assert found[2][0].problem.code is code
    assert [pieces[0].problem for n, pieces in enumerate(found) if n != 2] == [None] * 4


def test_a_file_does_not_suffer_for_what_an_earlier_one_left_behind(monkeypatch):
    by_readers(monkeypatch, "os.abort() if len(n) > 1 else None")
    with apart.kept_readers():
        [before], [after] = (read(stored_page(words), "a.html") for words in ("1", "BAD"))
    assert after.draft and after.draft.headline != before.draft.headline


def test_a_reader_that_never_begins_is_told_once(monkeypatch):
    monkeypatch.setattr(apart, "_CHILD", "raise SystemExit(3)")
    [piece] = read(stored_sheet(2))
    assert piece.problem.code is ImportCode.READER_CRASHED


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux to end a child with its parent")
def test_a_reader_that_hangs_ends_with_its_killed_worker(tmp_path):
    told, path = tmp_path / "reader", stored_sheet(3)
    hangs = (
        "import os, pathlib, time, django; django.setup()\n"
        "from articles.importers import apart\n"
        f"apart.pieces = lambda *given: (pathlib.Path({str(told)!r}).write_text(str(os.getpid())), time.sleep(600))\n"
        "apart.serve()\n"
    )
    worker = (
        "import pathlib, django; django.setup()\n"
        "from articles.importers import apart\n"
        f"apart._CHILD = {hangs!r}\n"
        f"next(apart.read_pieces(pathlib.Path({str(path)!r}), 'w.csv', '', {{}}))\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"}
    with subprocess.Popen([sys.executable, "-c", worker], env=environment, cwd=settings.BASE_DIR) as process:
        try:
            wait_for(lambda: told.exists() and told.read_text())
        finally:
            process.kill()
    reader = Path("/proc") / told.read_text() / "stat"
    wait_for(lambda: not reader.exists() or ") Z " in reader.read_text())


def wait_for(question, seconds=30):
    over_at = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < over_at, "waited in vain"
        time.sleep(0.05)
