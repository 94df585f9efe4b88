"""Hostile sheets."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl

from articles.terms import ImportCode
from tests.articles.hostile import GOOD, fact, hostile, packed
from tests.articles.hostile.documents import changed
from tests.articles.hostile.texts import LAUGHS, XXE

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><t>text</t></is></c></row>'
)


def csv_of(*rows: str | bytes) -> bytes:
    return b"\n".join(row.encode() if isinstance(row, str) else row for row in (b"title,text", *rows)) + b"\n"


def line(where: str) -> str:
    return f'{where},"{fact(where)}"'


def plain(where: str) -> str:
    return f"{where},{fact(where).replace(',', '')}"


def jsonl_of(*rows: str) -> bytes:
    return "\n".join((*rows, json.dumps({"title": "Good", "text": fact(f"Jsonl {len(str(rows))}")}))).encode()


def book() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active.append(["title", "text"])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_of(rows: str, head: str = "", dimension: str = "A1:B2") -> bytes:
    xml = f'{head}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    return changed(book(), **{"xl/worksheets/sheet1.xml": xml})


def row_of(number: int, where: str) -> str:
    cells = (f'<c t="inlineStr"><is><t>{words}</t></is></c>' for words in (where, fact(where)))
    return f'<row r="{number}">{"".join(cells)}</row>'


def shared() -> bytes:
    """One string of 10,000 characters in 2,000 cells."""
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' for n in range(2, 2_002))
    strings = f'<sst xmlns="{MAIN}"><si><t>x</t></si><si><t>{"word " * 2_000}</t></si></sst>'
    raw = sheet_of(HEADS + rows)
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        types = old.read("[Content_Types].xml").decode()
    if "sharedStrings" not in types:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        types = types.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    return changed(raw, **{"xl/sharedStrings.xml": strings, "[Content_Types].xml": types})


def _never_closed() -> bytes:
    """A quotation mark before 50 MB that hold no other."""
    return csv_of(line("Opened"), 'x,"' + "y " * 99) + b"z\n" * 25_000_000


TWICE = '{"title": "a", "title": "b", "text": "x", "text": "The river was twice as high."}'
SURROGATES = r'{"title": "Lone \ud800 \u0000", "text": "%s \udfff \u0000", "url": "https://example.org/\ud800\u0000"}'
FILES = [
    hostile("columns.csv", lambda: b"title,text" + b",c" * 999_000 + b"\n", ImportCode.TOO_MANY_COLUMNS),
    hostile("line.csv", lambda: csv_of(line("Before"), b"x," + b"y" * 20_000_000), GOOD, ImportCode.LINE_TOO_LONG),
    hostile(
        "quote.csv",
        csv_of(line("Ahead"), 'Open,"never closed', plain("Behind"), plain("Further")),
        GOOD,
        ImportCode.ROW_UNREADABLE,
        GOOD,
        GOOD,
    ),
    hostile(
        "pair.csv",
        csv_of(line("One"), 'Open,"never closed', line("Swallowed"), line("Next")),
        GOOD,
        ImportCode.ROW_TOO_WIDE,
        GOOD,
    ),
    hostile(
        "wide.csv",
        csv_of(line("Slim"), "a,b,c,d,e", line("After")),
        GOOD,
        ImportCode.ROW_TOO_WIDE,
        GOOD,
    ),
    hostile("nul.csv", csv_of(line("N\0ul row"), line("Nul too")), GOOD, GOOD),
    hostile("formulas.csv", csv_of('"=HYPERLINK(""http://x"")","' + fact("Formula") + '"'), GOOD),
    hostile("mixed.csv", csv_of(line("Été"), line("Øst").encode("cp1252")), GOOD, GOOD),
    hostile("returns.csv", csv_of(line("Return")).replace(b"\n", b"\r"), GOOD),
    hostile(
        "no rows.csv",
        b"title,text\n",
    ),
    hostile("no text.csv", b"a,b\n1,2\n", ImportCode.NO_TEXT_COLUMN),
    hostile(
        "dates.csv", b"text,date\n" + fact("Dates").encode().replace(b",", b"") + b",99999-99-99\n", ImportCode.NO_DATE
    ),
    hostile(
        "deep.jsonl",
        lambda: jsonl_of('{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"),
        ImportCode.LINE_NO_OBJECT,
        GOOD,
    ),
    hostile(
        "steps.jsonl",
        lambda: jsonl_of(*('{"title": "x", "text": ' + "[" * n + "]" * n + "}" for n in range(100, 1_200, 50))),
        *["any"] * 22,
        GOOD,
    ),
    hostile(
        "numbers.jsonl",
        lambda: jsonl_of('{"title": 1e999, "text": ' + "9" * 10_000 + "}", '{"title": NaN, "text": 1e999}'),
        ImportCode.LINE_NO_OBJECT,
        GOOD,
        GOOD,
    ),
    hostile("twice.jsonl", jsonl_of(TWICE), GOOD, GOOD),
    hostile("surrogates.jsonl", jsonl_of(SURROGATES % fact("Lone")), GOOD, GOOD),
    hostile(
        "strange.jsonl",
        jsonl_of(r'{"\u0000o\ud800": "\ud800\u0000", "text": "\ud800"}', "[1]", "null", "{", '{"text": {"a": [1]}}'),
        ImportCode.EMPTY,
        *[ImportCode.LINE_NO_OBJECT] * 3,
        GOOD,
        GOOD,
    ),
    hostile(
        "keys.jsonl",
        lambda: (json.dumps({"text": "x"} | {f"k{n}": 1 for n in range(100_000)})).encode(),
        ImportCode.TOO_MANY_COLUMNS,
    ),
    hostile(
        "bad date.jsonl",
        jsonl_of(r'{"title": "x", "text": "x y", "date": "\ud800\u0000 never"}'),
        ImportCode.NO_DATE,
        GOOD,
    ),
    hostile("cut.xlsx", book()[:-200], ImportCode.DOCUMENT_BROKEN),
    hostile("empty.xlsx", sheet_of(""), ImportCode.EMPTY),
    hostile("xlsx.csv", sheet_of(HEADS + row_of(2, "Named")), GOOD),
    hostile(
        "far too many columns.xlsx",
        lambda: sheet_of(f'<row r="1">{"<c><v>1</v></c>" * 10**5}</row>'),
        ImportCode.TOO_MANY_COLUMNS,
    ),
    hostile("claim.xlsx", sheet_of(HEADS + row_of(2, "Claim"), dimension="A1:XFD1048576"), GOOD),
    hostile(
        "far row.xlsx", sheet_of(HEADS + row_of(2, "Near") + row_of(10**12, "Far")), GOOD, ImportCode.SHEET_BREAKS_OFF
    ),
    hostile(
        "far column.xlsx", sheet_of(HEADS + '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>'), ImportCode.SHEET_BREAKS_OFF
    ),
    hostile("entity.xlsx", sheet_of(HEADS + row_of(2, "Entity &x;"), XXE), ImportCode.SHEET_UNREADABLE),
    hostile("laughs.xlsx", sheet_of(HEADS + row_of(2, "Laughs &l11;"), LAUGHS), ImportCode.SHEET_UNREADABLE),
    hostile("dates.xlsx", sheet_of(HEADS + '<row r="2"><c s="1"><v>1e308</v></c><c t="d"><v>x</v></c></row>'), "any"),
    hostile("no book.xlsx", packed({"[Content_Types].xml": "<Types/>", "xl/x": "x"}), ImportCode.SHEET_UNREADABLE),
    hostile("broken off.xlsx", sheet_of(HEADS + row_of(2, "Off") + "<row><c"), GOOD, ImportCode.SHEET_BREAKS_OFF),
]

ALONE = [
    hostile(
        "open.csv",
        _never_closed,
        GOOD,
        ImportCode.ROW_UNREADABLE,
        *[ImportCode.CELL_EMPTY] * 48,
        ImportCode.TOO_MANY_ROWS,
    ),
]
