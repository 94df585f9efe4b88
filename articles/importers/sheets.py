"""Sheets: rows of .csv, .xlsx and .jsonl with their heads, one at a time, however many there are."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import openpyxl
from django.conf import settings
from openpyxl.utils.exceptions import InvalidFileException

from articles import reading
from articles.importers.base import ImportProblem, one_line
from articles.importers.problems import problem
from articles.sheet_cells import as_written
from articles.terms import ImportCode

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
_HEAD_CHARS = 200
_FILLED = re.compile(r"\w")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row under its heads; `number` counts as the sheet does. `broken` says why it is none."""

    number: int
    cells: Cells
    broken: ImportProblem | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    heads: list[str]
    rows: Iterator[SheetRow]


def read_csv(path: Path, file_name: str) -> Sheet:
    """Rows of comma-, semicolon- or tab-separated text in any usual encoding."""
    csv.field_size_limit(settings.MAX_TEXT_CHARS)
    lines = _lines(path, file_name)
    first = next((line for line in lines if _FILLED.search(line)), "")
    rows = csv.reader(itertools.chain([first], lines), delimiter=delimiter_of(first), strict=False)
    try:
        heads = _heads(next(rows, []), file_name)
    except csv.Error as error:
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    return Sheet(heads, _csv_rows(rows, heads, file_name))


def _lines(path: Path, file_name: str) -> Iterator[str]:
    """The lines of a text as the csv module wants them: their ends kept, no NUL, none longer than a row may be."""
    most = settings.MAX_TEXT_CHARS
    with path.open(encoding=reading.encoding_of(path), errors="replace", newline="") as file:
        while line := file.readline(most + 1):
            if len(line) > most:
                raise problem(ImportCode.SHEET_UNREADABLE, file_name)
            yield line.replace("\0", "").removeprefix("\ufeff")


def _csv_rows(rows: Any, heads: list[str], file_name: str) -> Iterator[SheetRow]:
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error:
            yield SheetRow(number, {}, problem(ImportCode.ROW_UNREADABLE, file_name))
            continue
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield _row(number, heads, cells, file_name)


def read_xlsx(path: Path, file_name: str) -> Sheet:
    """Rows of the first sheet that has any. The workbook's formulas are not run: their last results are read."""
    check_unpacked(path, file_name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False)
        rows = (
            enumerate(sheet.iter_rows(values_only=True, max_col=settings.MAX_COLUMNS + 1), start=1)
            for sheet in book.worksheets
        )
        filled = ((number, _filled(row)) for sheet in rows for number, row in sheet)
        found = (row for row in filled if any(row[1]))
        first = next(found, (0, []))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    heads = _heads(first[1], file_name)
    return Sheet(heads, _xlsx_rows(found, heads, file_name))


def _filled(row: tuple[Any, ...]) -> list[str]:
    """The cells of a row without the empty ones at its end."""
    cells = [_shown(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _xlsx_rows(found: Iterator[tuple[int, list[str]]], heads: list[str], file_name: str) -> Iterator[SheetRow]:
    try:
        for number, cells in found:
            yield _row(number, heads, cells, file_name)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError):
        yield SheetRow(0, {}, problem(ImportCode.SHEET_BREAKS_OFF, file_name))


def read_jsonl(path: Path, file_name: str) -> Sheet:
    """One JSON object a line; its names are the heads."""
    rows = _jsonl_rows(_lines(path, file_name), file_name)
    first = list(itertools.islice(rows, 20))
    heads = _heads(list(dict.fromkeys(head for row in first for head in row.cells)), file_name)
    return Sheet(heads, itertools.chain(first, rows))


def _jsonl_rows(lines: Iterator[str], file_name: str) -> Iterator[SheetRow]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            yield SheetRow(number, {one_line(str(head), _HEAD_CHARS): _shown(cell) for head, cell in found.items()})
        else:
            yield SheetRow(number, {"": line[:2_000]}, problem(ImportCode.LINE_NO_OBJECT, file_name))


def looks_like_jsonl(words: str) -> bool:
    """Whether the first filled line is a JSON object by itself."""
    first = words[:_SAMPLE].lstrip().split("\n", 1)[0].strip()
    if not (first.startswith("{") and first.endswith("}")):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def check_unpacked(path: Path | IO[bytes], file_name: str) -> list[zipfile.ZipInfo]:
    """The members of a zip whose unpacked size stays within the limits. Raises ImportProblem for all others."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise problem(ImportCode.ARCHIVE_BROKEN, file_name) from error
    if len(members) > settings.MAX_ARCHIVE_FILES:
        raise problem(
            ImportCode.TOO_MANY_FILES, file_name, count=f"{len(members):,}", limit=f"{settings.MAX_ARCHIVE_FILES:,}"
        )
    size = sum(member.file_size for member in members)
    if size > settings.MAX_UNPACKED_BYTES:
        most = settings.MAX_UNPACKED_BYTES // 1_000_000
        raise problem(ImportCode.UNPACKS_TOO_BIG, file_name, size=f"{size // 1_000_000:,}", limit=f"{most:,}")
    return members


def first_line(words: str) -> str:
    """The first line with a word in it, where a sheet has its heads."""
    return next((line for line in words.splitlines() if _FILLED.search(line)), "")


def delimiter_of(line: str) -> str:
    """The separator that stands most often in the first line."""
    return max(_DELIMITERS, key=line.count)


def _heads(cells: list[str], file_name: str) -> list[str]:
    """The heads, each once; a column without one is called by its number."""
    if len(cells) > settings.MAX_COLUMNS:
        raise problem(ImportCode.TOO_MANY_COLUMNS, file_name, limit=f"{settings.MAX_COLUMNS:,}")
    if not any(cell.strip() for cell in cells):
        raise problem(ImportCode.EMPTY, file_name)
    heads: list[str] = []
    for number, cell in enumerate(cells, start=1):
        head = one_line(cell, _HEAD_CHARS) or f"column {number}"
        heads.append(head if head not in heads else f"{head} ({number})")
    return heads


def _row(number: int, heads: list[str], cells: list[str], file_name: str) -> SheetRow:
    named = dict(zip(heads, map(as_written, cells), strict=False))
    if any(cell.strip() for cell in cells[len(heads) :]):
        return SheetRow(number, named, problem(ImportCode.ROW_TOO_WIDE, file_name, count=len(cells), heads=len(heads)))
    return SheetRow(number, named)


def _shown(cell: Any) -> str:
    """A cell as text; a day without its midnight."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, (datetime.datetime, datetime.date)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (dict, list)) else str(cell)
