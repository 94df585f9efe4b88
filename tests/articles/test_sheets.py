"""Sheets of every sort: heads, rows, wrong cells, broken rows; each bad row is a problem by itself."""

import csv
import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from articles import files
from articles.importers.columns import guessed
from articles.importers.pieces import Course, pieces
from articles.terms import ImportCode

BODY = "The river rose by 40 centimetres in 2019. The town spent two million crowns on the wall."


def stored(raw: bytes) -> str:
    return files.store(raw)


def read(raw: bytes, name: str, **options) -> list:
    sha256 = stored(raw)
    return list(pieces(files.path_of(sha256), name, sha256, options))


def as_csv(*rows, delimiter=",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def as_xlsx(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


HEADS = ["Title", "Body", "Author", "Published", "URL"]
ROW = ["River levels", BODY, "Ola Berg", "2024-05-03", "https://example.org/river"]


@pytest.mark.parametrize(
    "raw",
    [
        as_csv(HEADS, ROW).encode(),
        as_csv(HEADS, ROW).encode("utf-8-sig"),
        as_csv(HEADS, ROW).encode("utf-16"),
        as_csv(HEADS, ROW, delimiter=";").encode("cp1252"),
        as_csv(HEADS, ROW, delimiter="\t").encode(),
        as_csv([], ["", ""], HEADS, ROW).encode(),
        as_xlsx(HEADS, [*ROW[:3], datetime.datetime(2024, 5, 3), *ROW[4:]]),
        json.dumps(dict(zip(HEADS, ROW, strict=True))).encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "semicolons", "tabs", "blank lines", "workbook", "json lines"],
)
@pytest.mark.parametrize("name", ["week.csv", ""])
def test_a_row_becomes_an_article_whatever_the_sheet(raw, name):
    [piece] = read(raw, name)
    draft = piece.draft
    assert (draft.text, draft.headline, draft.byline) == (BODY, "River levels", "Ola Berg")
    assert (draft.published_on, draft.url) == (datetime.date(2024, 5, 3), "https://example.org/river")
    assert "row" in piece.place


def test_bad_rows_are_told_each_by_itself_and_good_ones_are_not_harmed():
    rows = [
        ROW,
        ["No text", " ", "", "", ""],
        ["Bad date", BODY, "", "someday", ""],
        ["Too wide", BODY, "", "", "", "and more"],
        ["Good again", BODY + " Again.", "", "", ""],
    ]
    found = read(as_csv(HEADS, *rows).encode(), "week.csv")
    assert [piece.problem and piece.problem.code for piece in found] == [
        None, ImportCode.CELL_EMPTY, ImportCode.NO_DATE, ImportCode.ROW_TOO_WIDE, None,
    ]  # fmt: skip
    assert [piece.place for piece in found] == [f"week.csv, row {n}" for n in range(2, 7)]
    assert found[1].problem.column == "Body" and found[2].problem.column == "Published"
    assert found[2].cells == dict(zip(HEADS, rows[2], strict=True))
    assert "someday" in found[2].problem.words and "2026-11-20" in found[2].problem.words


def test_the_column_with_the_text_is_asked_for_where_it_is_not_plain():
    raw = as_csv(["Nr", "Was es ist"], ["1", BODY]).encode()
    [piece] = read(raw, "liste.csv")
    assert piece.problem.code is ImportCode.NO_TEXT_COLUMN
    assert "“Nr”, “Was es ist”" in piece.problem.words
    [piece] = read(raw, "liste.csv", columns={"text": "Was es ist"})
    assert piece.draft.text == BODY


def test_columns_remembered_are_used_for_the_same_heads():
    from articles.importers.columns import heads_digest

    heads = ["Nr", "Was es ist"]
    maps = {heads_digest(heads): {"text": "Was es ist", "headline": "Nr"}}
    [piece] = read(as_csv(heads, ["1", BODY]).encode(), "liste.csv", maps=maps)
    assert (piece.draft.text, piece.draft.headline) == (BODY, "1")


def test_a_cell_written_for_a_spreadsheet_comes_back_as_it_was():
    [piece] = read(as_csv(HEADS, ["'=River", BODY, "'-Ola", "", ""]).encode(), "w.csv")
    assert (piece.draft.headline, piece.draft.byline) == ("=River", "-Ola")


def test_heads_are_known_in_several_spellings():
    assert guessed(["Story Text", "HEADLINE", "Published_At", "Full text", "Web address"]) == {
        "headline": "HEADLINE", "published_on": "Published_At", "text": "Full text",
    }  # fmt: skip


def test_too_many_rows_and_columns_are_said(settings):
    settings.MAX_ROWS = 2
    found = read(as_csv(HEADS, *[[str(n), BODY, "", "", ""] for n in range(4)]).encode(), "w.csv")
    assert [piece.problem and piece.problem.code for piece in found] == [None, None, ImportCode.TOO_MANY_ROWS]
    settings.MAX_COLUMNS = 3
    [piece] = read(as_csv(HEADS, ROW).encode(), "w.csv")
    assert piece.problem.code is ImportCode.TOO_MANY_COLUMNS


def test_an_archive_gives_its_files_and_their_rows():
    raw = as_zip(
        **{
            "a/river.txt": f"River levels\n\n{BODY}\n".encode(),
            "../../evil.md": f"# Evil\n\n{BODY}\n".encode(),
            "week.csv": as_csv(HEADS, ROW).encode(),
            "inner.zip": as_zip(**{"x.txt": b"x"}),
            "broken.pdf": b"\x89PNG\r\n\x1a\n",
            "__MACOSX/._river.txt": b"\0",
            ".hidden": b"x",
        }
    )
    found = {piece.place: piece for piece in read(raw, "desk.zip")}
    assert set(found) == {
        "desk.zip: a/river.txt", "desk.zip: ../../evil.md", "week.csv, row 2", "desk.zip: inner.zip",
        "desk.zip: broken.pdf",
    }  # fmt: skip
    assert found["desk.zip: ../../evil.md"].file_name == "evil.md"
    assert files.read_stored(found["desk.zip: a/river.txt"].file_sha256).startswith(b"River levels")
    assert found["desk.zip: inner.zip"].problem.code is ImportCode.NESTED_ARCHIVE
    assert found["desk.zip: broken.pdf"].problem.code is ImportCode.IS_PICTURE


def test_archives_that_unpack_to_too_much_are_not_unpacked(settings):
    settings.MAX_UNPACKED_BYTES = 1_000_000
    [piece] = read(as_zip(**{"zeros.txt": b"0" * 2_000_000}), "bomb.zip")
    assert piece.problem.code is ImportCode.UNPACKS_TOO_BIG
    settings.MAX_ARCHIVE_FILES = 2
    [piece] = read(as_zip(**{f"{n}.txt": b"x" for n in range(3)}), "many.zip")
    assert piece.problem.code is ImportCode.TOO_MANY_FILES


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"PK\x03\x04" + b"\0" * 60, ImportCode.ARCHIVE_BROKEN),
        (as_zip(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), ImportCode.SHEET_UNREADABLE),
        (as_zip(**{"__MACOSX/x": b"x"}), ImportCode.ARCHIVE_EMPTY),
        (b'{"title": "x"}\n', ImportCode.NO_TEXT_COLUMN),
    ],
)
def test_what_is_broken_is_said(raw, code):
    [piece] = read(raw, "x")
    assert piece.problem.code is code


def test_a_line_that_is_no_object_is_told_and_the_others_stay():
    good = json.dumps({"text": BODY, "headline": "River", "nested": {"a": [1]}})
    found = read(f"{good}\n[1]\n{{broken\n\n{good}\n".encode(), "a.jsonl")
    assert [piece.problem and piece.problem.code for piece in found] == [
        None, ImportCode.LINE_NO_OBJECT, ImportCode.LINE_NO_OBJECT, None,
    ]  # fmt: skip


def test_pieces_before_the_place_where_work_goes_on_are_not_read_again(monkeypatch):
    raw = as_csv(HEADS, *[[str(n), BODY, "", "", ""] for n in range(5)]).encode()
    sha256 = stored(raw)
    told = []
    course = Course(skip=3, tell=told.append)
    found = list(pieces(files.path_of(sha256), "w.csv", sha256, {}, course))
    assert [piece.draft.headline for piece in found] == ["3", "4"]
    assert [what["begin"] for what in told if "begin" in what] == ["w.csv, row 5", "w.csv, row 6"]
