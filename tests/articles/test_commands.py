"""The two commands: look at a reading, and bring in whole folders."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles import split_task
from articles.models import Article, Version
from articles.terms import Channel, Zone

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.*"))
KEYS = {"start", "end", "holes", "text", "zone", "is_claim", "check_worthiness", "reasons", "speaker", "quote"}


def run(*args) -> str:
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_split_text_prints_the_reading_without_a_database(path):
    read = json.loads(run("split_text", str(path), "--format", "json"))
    assert set(read) == {"text", "sentences", "claims"}
    for sentence in read["sentences"]:
        assert set(sentence) == KEYS
        assert sentence["speaker"] != "" and sentence["quote"] in (None, "direct", "indirect")
        assert sentence["zone"] in set(Zone)
        whole = read["text"][sentence["start"] : sentence["end"]]
        assert sentence["text"] == whole or sentence["holes"]
    assert sum(sentence["is_claim"] for sentence in read["sentences"]) >= 10
    for claim in read["claims"]:
        spans = [claim, *claim["parts"], *claim["dates"], *claim["neighbors"]]
        assert all(span["text"] == read["text"][span["start"] : span["end"]] for span in spans)
        assert all(claim["start"] <= part["start"] < part["end"] <= claim["end"] for part in claim["parts"])


def test_split_text_prints_what_it_suggests_about_claims():
    told = [json.loads(run("split_text", str(path), "--format", "json"))["claims"] for path in SEEDS]
    claims = [claim for one in told for claim in one]
    assert any(len(claim["parts"]) > 1 and claim["parts"][1]["statement"] for claim in claims)
    assert any(date["suggestion"] and date["relative_to"] for claim in claims for date in claim["dates"])
    assert any(claim["needs_context"] for claim in claims)


def test_the_words_of_a_sentence_leave_its_holes_out():
    read = json.loads(run("split_text", str(ROOT / "seeds" / "ozone-bulletin-14.txt"), "--format", "json"))
    holed = [sentence for sentence in read["sentences"] if sentence["holes"]]
    assert holed
    for sentence in holed:
        inside = {at for start, end in sentence["holes"] for at in range(start, end)}
        kept = "".join(read["text"][at] for at in range(sentence["start"], sentence["end"]) if at not in inside)
        assert sentence["text"] == kept


def test_split_text_prints_readable_lines():
    lines = run("split_text", str(ROOT / "seeds" / "ozone-bulletin-14.txt")).splitlines()
    assert any(line.startswith("title") and "The Treaty That Worked" in line for line in lines)
    assert lines[-1].endswith("claims proposed")


def test_split_text_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("split_text", str(tmp_path / "none.txt"))
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="is a PDF"):
        run("split_text", str(tmp_path / "a.txt"))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("River\n\nThe river rose by 40 centimetres.\n")
    (tmp_path / "b.md").write_text("# Town\n\nThe town spent two million crowns.\n")
    (tmp_path / "deep" / "c.TXT").write_bytes(b"River\r\n\r\nThe river rose by 40 centimetres.\r\n")
    (tmp_path / "bad.html").write_bytes(b"\x01\x02\x03" * 99)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / ".hidden.txt").write_text("Never seen.")
    return tmp_path


@pytest.fixture
def importing(importer, monkeypatch):
    monkeypatch.setattr(split_task.current_app, "send_task", lambda *args, **options: None)
    return importer


def lines_of(folder, *args) -> dict[str, dict]:
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 4 files did not go in"):
        call_command("import_articles", str(folder), "--by", "importer", "--format", "json", *args, stdout=out)
    return {Path(line["file"]).name: line for line in map(json.loads, out.getvalue().splitlines())}


@pytest.mark.django_db
def test_good_files_go_in_although_bad_ones_stay(folder, importing):
    lines = lines_of(folder)
    assert {name: line["result"] for name, line in lines.items()} == {
        "a.txt": "new", "b.md": "new", "bad.html": "problem", "c.TXT": "same",
    }  # fmt: skip
    assert lines["bad.html"]["code"] == "is_binary" and "“bad.html” is not text" in lines["bad.html"]["problem"]
    assert lines["c.TXT"]["same_as"].endswith("a.txt")
    assert Article.objects.count() == 2
    assert set(Version.objects.values_list("channel", "by__username")) == {(Channel.COMMAND, "importer")}
    again = lines_of(folder)
    assert [again[name]["result"] for name in ("a.txt", "b.md")] == ["same", "same"]
    assert again["a.txt"]["article"] == lines["a.txt"]["article"]


@pytest.mark.django_db
def test_a_dry_run_says_the_same_and_stores_nothing(folder, importing, settings):
    assert {line["result"] for line in lines_of(folder, "--dry-run").values()} == {"new", "same", "problem"}
    assert not Article.objects.exists()
    assert not settings.FILES_DIR.exists()


@pytest.mark.django_db
def test_lines_are_readable_and_the_samples_all_go_in(importing):
    out = run("import_articles", str(ROOT / "seeds"), "--by", "importer")
    assert out.count("new      ") == len(out.splitlines()) >= 5
    assert run("import_articles", str(ROOT / "seeds"), "--by", "importer").count("same     ") == len(out.splitlines())


@pytest.mark.django_db
def test_only_an_importer_imports(checker, importing, tmp_path):
    with pytest.raises(CommandError, match="needs the role Importer"):
        run("import_articles", str(tmp_path), "--by", "checker")
    with pytest.raises(CommandError, match="Nobody active is named nobody"):
        run("import_articles", str(tmp_path), "--by", "nobody")
    with pytest.raises(CommandError, match="There is no file"):
        run("import_articles", str(tmp_path), "--by", "importer")


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_one_problem(importing, tmp_path):
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 1 files"):
        call_command("import_articles", str(tmp_path / "none.txt"), "--by", "importer", stdout=out)
    assert "It cannot be read: No such file or directory." in out.getvalue()
