"""The command that brings articles in: files, folders, sheets, archives and links, through the same import as pages."""

import csv
import json
import os
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from celery import current_app
from django.core.management import CommandError, call_command

from articles import fetching, import_task, importing
from articles.management.commands import import_articles
from articles.models import Article, Import, ImportRow, Upload, Version
from articles.querysets import SPLIT_LEASE
from articles.refusals import Refusal
from articles.terms import Channel, ImportState, Outcome
from tests.factories import now

ROOT = Path(__file__).resolve().parents[2]
BODY = "The river rose by {n} centimetres in 2019, the office of town {n} said. Nobody was hurt in flood {n}."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(importer, monkeypatch):
    """The jobs that were sent to the queue; none runs by itself."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, *args)))
    return jobs


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "brought"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("River\n\nThe river rose by 40 centimetres.\n")
    (folder / "b.md").write_text("# Town\n\nThe town spent two million crowns.\n")
    (folder / "deep" / "c.TXT").write_bytes(b"River\r\n\r\nThe river rose by 40 centimetres.\r\n")
    (folder / "bad.html").write_bytes(b"\x01\x02\x03" * 99)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".hidden.txt").write_text("Never seen.")
    return folder


def sheet(path, *rows, heads=("title", "text")):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


def run(*args, by="importer") -> str:
    out = StringIO()
    call_command("import_articles", *map(str, args), "--by", by, stdout=out)
    return out.getvalue()


def lines(*args, mended: str = "") -> list[dict]:
    """The lines as objects; `mended` is what the command complains of at its end."""
    out = StringIO()
    named = [*map(str, args), "--by", "importer", "--format", "json"]
    if mended:
        with pytest.raises(CommandError, match=mended) as raised:
            call_command("import_articles", *named, stdout=out)
        assert raised.value.returncode == 1
    else:
        call_command("import_articles", *named, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def of_folder(folder, *args) -> dict[str, dict]:
    told = lines(folder, *args, mended="1 of 4 rows have to be mended")
    return {Path(line["file"]).name: line for line in told}


def test_good_files_go_in_although_bad_ones_stay(folder, sent):
    told = of_folder(folder)
    assert {name: line["result"] for name, line in told.items()} == {
        "a.txt": "new", "b.md": "new", "bad.html": "problem", "c.TXT": "repeated",
    }  # fmt: skip
    assert told["bad.html"]["code"] == "is_binary" and "“bad.html” is not text" in told["bad.html"]["problem"]
    assert told["c.TXT"]["same_as"] == "a.txt"
    assert Article.objects.count() == 2
    assert set(Version.objects.values_list("channel", "by__username")) == {(Channel.COMMAND, "importer")}
    assert "articles.tasks.run_import" not in [name for name, *_ids in sent], "it runs here"
    again = of_folder(folder)
    assert [again[name]["result"] for name in ("a.txt", "b.md")] == ["same", "same"]
    assert again["a.txt"]["article"] == told["a.txt"]["article"] == str(Article.objects.earliest("pk").uid)


def test_a_dry_run_says_the_same_and_leaves_nothing(folder):
    dry = of_folder(folder, "--dry-run")
    assert not any(model.objects.exists() for model in (Article, Version, Import, ImportRow, Upload))
    stored = of_folder(folder)
    assert {name: line["result"] for name, line in dry.items()} == {name: one["result"] for name, one in stored.items()}
    assert dry["a.txt"]["article"] == ""


def test_a_dry_run_that_breaks_off_leaves_nothing_either(folder, monkeypatch):
    def stopped(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_task.twins, "judge", stopped)
    with pytest.raises(CommandError, match="Stopped"):
        run(folder, "--dry-run")
    assert not Import.objects.exists() and not Upload.objects.exists()


def test_a_stopped_import_is_cancelled_and_can_go_on(tmp_path, monkeypatch):
    path = sheet(tmp_path / "w.csv", *[(f"River {n}", BODY.format(n=n)) for n in range(4)])
    monkeypatch.setattr(import_task, "CHUNK_ROWS", 1)
    keep = import_task._keep_rows

    def stops(job, rows):
        if job.n_read == 2:
            raise KeyboardInterrupt
        keep(job, rows)

    with monkeypatch.context() as patch:
        patch.setattr(import_task, "_keep_rows", stops)
        with pytest.raises(CommandError, match="Stopped"):
            run(path)
    job = Import.objects.get()
    assert (job.state, job.n_read) == (ImportState.CANCELLED, 2)
    importing.try_again(job, by=job.by)
    import_task.run_import(job.pk)
    assert Article.objects.count() == 4


def test_rows_of_sheets_and_files_of_archives_have_a_line_each(tmp_path):
    path = sheet(tmp_path / "week.csv", ("River 1", BODY.format(n=1)), ("River 2", ""), ("River 3", BODY.format(n=3)))
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.writestr("in/dam.md", "# Dam\n\nThe dam was built in 1931.")
    told = lines(path, tmp_path / "more.zip", mended="1 of 4 rows have to be mended")
    assert [(line["place"], line["result"]) for line in told] == [
        ("week.csv, row 2", "new"), ("week.csv, row 3", "problem"), ("week.csv, row 4", "new"),
        ("more.zip: in/dam.md", "new"),
    ]  # fmt: skip
    assert (told[1]["code"], told[1]["column"], told[1]["headline"]) == ("cell_empty", "text", "")
    assert Article.objects.count() == 3
    with pytest.raises(CommandError, match="1 of 4"):
        out = StringIO()
        call_command("import_articles", str(path), str(tmp_path / "more.zip"), "--by", "importer", stdout=out)
    assert f"problem   {path}, row 3: The column “text” is empty here." in out.getvalue()
    assert f"same      {tmp_path}/more.zip: in/dam.md: as " in out.getvalue()


def test_a_changed_text_at_the_same_address_is_a_new_version(tmp_path):
    heads = ("title", "text", "url")
    run(sheet(tmp_path / "1.csv", ("River", BODY.format(n=1), "https://example.org/river"), heads=heads))
    [line] = lines(sheet(tmp_path / "2.csv", ("River", BODY.format(n=2), "https://example.org/river"), heads=heads))
    article = Article.objects.get()
    assert (line["result"], line["article"], article.versions.count()) == ("update", str(article.uid), 2)


def test_columns_can_be_told(tmp_path):
    path = sheet(tmp_path / "w.csv", ("1", BODY.format(n=1)), heads=("Nr", "Was"))
    [line] = lines(path, "--column", "text=Was", "--column", "headline=Nr")
    assert (line["result"], line["headline"]) == ("new", "1")
    for wrong in ("text", "x=Was", "text="):
        with pytest.raises(CommandError, match="cannot be read"):
            run(path, "--column", wrong)
    with pytest.raises(CommandError, match="--column text=HEAD"):
        run(path, "--column", "headline=Nr")


def test_links_are_fetched(monkeypatch):
    def fetch(self, url, **options):
        if url.endswith("gone"):
            raise fetching.FetchProblem(fetching.FetchCode.STATUS, status=404)
        return fetching.Fetched(url, "text/plain", b"# Dam\n\nThe dam was built in 1931.")

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    told = lines("https://example.org/dam", "https://example.org/gone", "http://a b", mended="2 of 3 rows")
    assert [(line["place"], line["code"]) for line in told] == [
        ("", "bad_address"), ("https://example.org/dam", ""), ("https://example.org/gone", "not_fetched"),
    ]  # fmt: skip
    assert Article.objects.get().url == "https://example.org/dam"
    with pytest.raises(CommandError, match="at most 200 addresses"):
        run(*[f"https://example.org/{n}" for n in range(201)])


def test_lines_are_readable_and_the_samples_all_go_in():
    out = run(ROOT / "seeds")
    assert out.count("new      ") == len(out.splitlines()) >= 5
    assert run(ROOT / "seeds").count("same     ") == len(out.splitlines())


def test_lines_hold_nothing_that_steers_a_terminal(tmp_path):
    path = sheet(
        tmp_path / "w.csv", ("\x1b[2J\u202eRiver", BODY.format(n=1), "\x1b[2J"), heads=("title", "text", "date")
    )
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_articles", str(path), "--by", "importer", stdout=out)
    assert "\x1b" not in out.getvalue() and len(out.getvalue().splitlines()) == 1


def test_only_an_importer_imports(checker, tmp_path):
    with pytest.raises(CommandError, match="needs the role Importer"):
        run(tmp_path, by="checker")
    with pytest.raises(CommandError, match="Nobody active is named nobody"):
        run(tmp_path, by="nobody")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "empty")


def test_what_is_no_file_or_too_big_is_one_problem_each(tmp_path, settings):
    settings.MAX_SHEET_BYTES = 1_000
    (tmp_path / "long.csv").write_bytes(b"x" * 1_001)
    os.mkfifo(tmp_path / "pipe.txt")
    told = lines(tmp_path / "none.txt", tmp_path / "pipe.txt", tmp_path / "long.csv", mended="3 of 3 rows")
    assert [line["code"] for line in told] == ["unreadable", "unreadable", "too_big"]
    assert told[0]["problem"] == "It cannot be read: No such file or directory."
    assert not Import.objects.exists()


def test_a_worker_that_was_faster_is_waited_for(tmp_path, monkeypatch):
    path = sheet(tmp_path / "w.csv", ("River", BODY.format(n=1)))
    run_import, n_asked = import_task.run_import, []

    def taken_by_a_worker(import_id):
        n_asked.append(import_id)
        if len(n_asked) == 1:
            Import.objects.update(state=ImportState.READING, fence=7, lease_until=now() + SPLIT_LEASE)
        elif len(n_asked) == 2:
            run_import(import_id)  # refused: the worker has it
            assert not ImportRow.objects.exists()
            Import.objects.update(lease_until=None)  # the worker dies
        else:
            run_import(import_id)

    monkeypatch.setattr(import_articles, "PAUSE", 0)
    monkeypatch.setattr(import_articles, "run_import", taken_by_a_worker)
    [line] = lines(path)
    assert (line["result"], len(n_asked)) == (Outcome.NEW, 3)
    assert Article.objects.count() == 1


def test_plain_texts_need_no_reader_of_their_own(tmp_path, monkeypatch):
    def apart(*args):
        raise AssertionError("a process for a plain text")

    monkeypatch.setattr(import_task, "read_pieces", apart)
    for n in range(30):
        (tmp_path / f"{n:02}.txt").write_text(f"Flood {n}\n\n{BODY.format(n=n)}")
    assert [line["headline"] for line in lines(tmp_path)] == [f"Flood {n}" for n in range(30)]


def test_a_dry_run_of_which_somebody_stored_a_row_stays(tmp_path, monkeypatch, importer):
    run_here = import_articles.run_to_its_end

    def chosen_meanwhile(job):
        run_here(job)
        importing.choose(job, by=importer, now=now(), outcomes=[Outcome.NEW])
        import_task.run_import(job.pk)
        job.refresh_from_db()

    monkeypatch.setattr(import_articles, "run_to_its_end", chosen_meanwhile)
    with pytest.raises(CommandError, match="are articles already"):
        run(sheet(tmp_path / "w.csv", ("River", BODY.format(n=1))), "--dry-run")
    assert Article.objects.count() == ImportRow.objects.count() == 1


def test_only_importers_take_imports_away(tmp_path, checker, importer):
    run(sheet(tmp_path / "w.csv", ("River", BODY.format(n=1)), ("Town", BODY.format(n=2))))
    for by, code in ((checker, "may_not_import"), (importer, "rows_stored")):
        with pytest.raises(Refusal) as refused:
            importing.forget(Import.objects.get(), by=by)
        assert refused.value.code == code


def test_an_import_that_breaks_off_says_why(tmp_path, monkeypatch):
    def broken(*args):
        raise ValueError("ours")

    monkeypatch.setattr(import_task.twins, "judge", broken)
    with pytest.raises(CommandError, match="broke off"):
        run(sheet(tmp_path / "w.csv", ("River", BODY.format(n=1))))
    assert Import.objects.get().state == ImportState.FAILED


def test_what_a_feed_lists_is_brought_in_once(monkeypatch):
    item = "<item><title>Dam {n}</title><link>/dam{n}</link></item>"
    feed = f"<rss version='2.0'><channel><title>Dams</title>{item.format(n=1)}{item.format(n=2)}</channel></rss>"
    at = "https://example.org/feed"

    def fetch(self, url, **options):
        raw = feed if url == at else f"# Dam {url[-1]}\n\nThe dam was built in 193{url[-1]}."
        return fetching.Fetched(url, "text/plain", raw.encode())

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    told = lines(at, "--dry-run")
    assert [(line["file"], line["place"], line["result"]) for line in told] == [
        (at, f"https://example.org/dam{n}", "new") for n in (1, 2)
    ]
    assert not Article.objects.exists() and not Import.objects.exists()
    lines(at)
    assert sorted(Article.objects.values_list("url", flat=True)) == [f"https://example.org/dam{n}" for n in (1, 2)]
    assert [line["result"] for line in lines(at)] == ["same", "same"]
