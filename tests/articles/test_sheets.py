"""Sheets of every sort: heads, rows, wrong cells, broken rows; each bad row is a problem by itself."""

import csv
import datetime
import io
import json
import zipfile

import openpyxl
import pytest

from articles import files
from articles.importers.heads import guessed
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


def headlines(pieces_read: list) -> list[str]:
    return [piece.draft.headline if piece.draft else piece.problem.code for piece in pieces_read]


ROWS = [["Dam", "The dam was built in 1931."], ["Wall", "The wall was built in 1950."]]
TITLED = [["Week 14 – to check", ""], ["exported 3 May 2024", ""], ["headline", "text"], *ROWS]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (as_csv(*TITLED).encode(), "a.csv"),
        (as_csv(*TITLED, delimiter=";").encode("utf-16"), "a.csv"),
        (("\r\nWeek 14, to check\r\n\r\n" + as_csv(["headline", "text"], *ROWS, delimiter="\t")).encode(), "a.tsv"),
        (("sep=|\r\n" + as_csv(["headline", "text"], *ROWS, delimiter="|")).encode(), "a.csv"),
        (as_xlsx(*TITLED), "a.xlsx"),
    ],
    ids=["csv", "csv of Excel", "tsv", "separator told", "xlsx"],
)
def test_titles_and_remarks_may_stand_above_the_heads(raw, name):
    found = read(raw, name)
    assert headlines(found) == ["Dam", "Wall"]
    assert read(raw, name)[1].place.startswith(f"{name}, row ")


def test_the_row_with_the_heads_is_counted_with_those_above_it():
    assert [piece.place for piece in read(as_csv(*TITLED).encode(), "a.csv")] == ["a.csv, row 4", "a.csv, row 5"]


def test_a_sheet_of_one_column_is_a_sheet_and_one_without_heads_is_told():
    assert len(read(b'text\r\n"The dam, built in 1931."\r\n"The wall, built in 1950."\r\n', "a.csv")) == 2
    long = "The dam was built in 1931 by Ola Berg, who also built the wall that gave way in 1954, the town said."
    [piece] = read(f"Dam;{long}\r\nWall;{long} Two.\r\n".encode(), "a.csv")
    assert piece.problem.code is ImportCode.NO_TEXT_COLUMN


def book(*sheets: tuple[str, str, list]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, state, rows in sheets:
        sheet = made.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_workbook_gives_the_sheets_that_hold_articles_and_no_hidden_ones():
    raw = book(
        ("Lists", "hidden", [["headline", "text"], ["Hidden", "Nobody sees this row."]]),
        ("Read me", "visible", [["How to fill this in"], ["One article a row"]]),
        ("Week 14", "visible", [["headline", "text"], ROWS[0], ["#N/A", "The quay was built in 1960."]]),
        ("Week 15", "visible", [["Text", "Title"], ROWS[1][::-1]]),
    )
    found = read(raw, "a.xlsx")
    assert headlines(found) == ["Dam", "The quay was built in 1960.", "Wall"]
    assert [piece.place for piece in found][1:] == ["a.xlsx, row 3", "a.xlsx (Week 15), row 2"]
    only = book(("Lists", "hidden", [["headline", "text"], ROWS[0]]), ("Empty", "visible", []))
    assert headlines(read(only, "a.xlsx")) == [ImportCode.EMPTY]


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (["13/05/2024", "03/05/2024", "1/2/24"], ["2024-05-13", "2024-05-03", "2024-02-01"]),
        (["05/13/2024", "03/05/2024"], ["2024-05-13", "2024-03-05"]),
        (["03/05/2024", "04-05-2024", "5/5/2024"], [ImportCode.DATE_UNCLEAR, ImportCode.DATE_UNCLEAR, "2024-05-05"]),
        (["13/05/2024", "05/13/2024", "03/05/2024"], ["2024-05-13", "2024-05-13", ImportCode.DATE_UNCLEAR]),
        (["3.5.2024", "2024/5/3", "3 mai 2024", "3. März 2024"], ["2024-05-03"] * 3 + ["2024-03-03"]),
        (["3 de mayo de 2024", "3-May-2024", "May 3, 2024", "2024-05-03 14:30"], ["2024-05-03"] * 4),
        (["31/02/2024", "2024", "yesterday", "May 2024"], [ImportCode.NO_DATE] * 4),
    ],
)
def test_dates_are_read_as_people_write_them_and_asked_for_where_they_are_unclear(cells, dates):
    rows = [[f"River {n}", cell, f"The river rose by {n} metres."] for n, cell in enumerate(cells)]
    found = read(as_csv(["title", "date", "text"], *rows).encode(), "a.csv")
    told = [str(piece.draft.published_on) if piece.draft else piece.problem.code for piece in found]
    assert told == dates


@pytest.mark.parametrize(
    "heads",
    [
        "Headline (EN),BODY COPY,Author(s),Date published,Website URL",
        "Titre,Texte,Auteur,Date de publication,Lien",
        "Überschrift,Artikeltext,Autor*in,Datum,Link",
        "Titel,Volltext,Autor:in,Erscheinungsdatum,Weblink",
    ],
)
def test_heads_of_newsrooms_are_known(heads):
    assert list(guessed(heads.split(","))) == ["headline", "text", "byline", "published_on", "url"]


def test_a_list_of_json_objects_is_a_sheet():
    objects = [{"headline": name, "text": words} for name, words in ROWS]
    for told in (objects, {"count": 2, "articles": objects}):
        assert headlines(read(json.dumps(told, indent=1).encode(), "a.json")) == ["Dam", "Wall"]
    assert headlines(read(b'{\n"headline": "Dam"}\n', "a.json")) == [ImportCode.JSON_NO_LIST]
    assert headlines(read(b'[{"headline": "Dam", "text": ', "a.json")) == [ImportCode.SHEET_UNREADABLE]


def test_what_systems_put_into_archives_is_passed_over_and_names_are_read():
    furniture = ("__MACOSX/._Dam.txt", "w/.DS_Store", "w/Thumbs.db", "w/desktop.ini", "w/~$dam.docx", "w/Icon\r")
    raw = as_zip(**{"w/BrXXcke.txt": ROWS[0][1].encode()}, **dict.fromkeys(furniture, b"x"))
    found = read(raw.replace(b"BrXXcke", "Brücke".encode()), "w.zip")  # UTF-8 that does not say so
    assert [(piece.file_name, piece.place) for piece in found] == [("Brücke.txt", "w.zip: w/Brücke.txt")]
