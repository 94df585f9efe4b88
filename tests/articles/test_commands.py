"""The command that shows a reading."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.terms import Zone

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
    with pytest.raises(CommandError, match="is a damaged PDF"):
        run("split_text", str(tmp_path / "a.txt"))
