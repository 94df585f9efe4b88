"""Sheets: rows of .csv, .xlsx and .jsonl with their heads, one at a time, however many there are."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import openpyxl
from django.conf import settings

from articles import reading
from articles.importers.base import ImportProblem, canonical_text, one_line
from articles.importers.problems import problem, unpacks_too_big
from articles.sheet_cells import as_written
from articles.terms import ImportCode

_DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024
_HEAD_CHARS = 200
_MOST_UNCLOSED = 100  # rows with a quotation mark that is never closed, before the rest is given up
_FILLED = re.compile(r"\w")
_LAST_ROW = 1_048_576  # of a worksheet
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
    lines = _Lines(_lines(path, file_name))
    first = next((line for line in lines if _FILLED.search(line)), "")
    delimiter = delimiter_of(first)
    try:
        cells = next(csv.reader(itertools.chain([first], lines), delimiter=delimiter, strict=False), [])
    except csv.Error as error:
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    heads = _heads(cells, file_name)
    return Sheet(heads, _csv_rows(lines, delimiter, heads, file_name))


def _lines(path: Path, file_name: str) -> Iterator[str]:
    """The lines of a text as the csv module wants them: their ends kept, no NUL, none longer than a row may be."""
    most = settings.MAX_TEXT_CHARS
    with path.open(encoding=reading.encoding_of(path), errors="replace", newline="") as file:
        while line := file.readline(most + 1):
            if len(line) > most:
                raise problem(ImportCode.LINE_TOO_LONG, file_name, limit=f"{most:,}")
            yield line.replace("\0", "").removeprefix("\ufeff")


class _Lines:
    """Lines handed out one by one, of which those of the last row can be taken back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self.number, self.is_over = lines, 0, False
        self._row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.is_over = True
            raise
        self.number += 1
        self._row.append(line)
        return line

    def begin_row(self) -> int:
        """The number of the line with which a row begins."""
        self._row.clear()
        return self.number + 1

    def is_unclosed(self) -> bool:
        """Whether a quotation mark swallowed all lines from the row's first to the last of the file."""
        return self.is_over and len(self._row) > 1 and sum(line.count('"') for line in self._row) % 2 == 1

    def take_back(self) -> None:
        """Give out again what came after the first line of the row."""
        again = self._row[1:]
        self.number -= len(again)
        self._lines, self.is_over = itertools.chain(again, self._lines), False


def _csv_rows(lines: _Lines, delimiter: str, heads: list[str], file_name: str) -> Iterator[SheetRow]:
    rows = csv.reader(lines, delimiter=delimiter, strict=False)
    n_unclosed = 0
    while True:
        number = lines.begin_row()
        try:
            cells = next(rows, None)
        except csv.Error:
            cells, is_broken = [], True
        else:
            is_broken = lines.is_unclosed()
        if cells is None:
            return
        if is_broken:
            n_unclosed += 1
            yield SheetRow(number, {}, problem(ImportCode.ROW_UNREADABLE, file_name))
            if n_unclosed > _MOST_UNCLOSED:
                return
            lines.take_back()
            rows = csv.reader(lines, delimiter=delimiter, strict=False)
        elif any(map(str.strip, cells)):
            yield _row(number, heads, cells, file_name)


def read_xlsx(path: Path, file_name: str) -> Sheet:
    """Rows of the first sheet that has any. The workbook's formulas are not run: their last results are read."""
    check_unpacked(path, file_name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # the size a sheet claims may be less than what it holds
        rows = (
            enumerate(sheet.iter_rows(values_only=True, max_col=settings.MAX_COLUMNS + 1), start=1)
            for sheet in book.worksheets
        )
        filled = ((number, _filled(row)) for sheet in rows for number, row in _within(sheet))
        found = (row for row in filled if any(row[1]))
        first = next(found, (0, []))
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever the libraries below it do
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    heads = _heads(first[1], file_name)
    return Sheet(heads, _xlsx_rows(found, heads, file_name))


def _within(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    """The rows, as long as there can be so many; a made-up row number has the library count up to it."""
    for number, row in rows:
        if number > _LAST_ROW:
            raise ValueError(f"row {number}")
        yield number, row


def _filled(row: tuple[Any, ...]) -> list[str]:
    """The cells of a row without the empty ones at its end."""
    if row.count(None) == len(row):
        return []
    cells = [_shown(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _xlsx_rows(found: Iterator[tuple[int, list[str]]], heads: list[str], file_name: str) -> Iterator[SheetRow]:
    number = 1
    try:
        for number, cells in found:
            yield _row(number, heads, cells, file_name)
    except MemoryError:
        raise
    except Exception:  # as above
        yield SheetRow(number + 1, {}, problem(ImportCode.SHEET_BREAKS_OFF, file_name))


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
        cells = _jsonl_cells(line)
        if cells is None:
            yield SheetRow(number, {"": line[:2_000]}, problem(ImportCode.LINE_NO_OBJECT, file_name))
        else:
            yield SheetRow(number, cells)


def _jsonl_cells(line: str) -> Cells | None:
    """The line's names and values as text without what no database keeps; None where it is no object."""
    try:
        found = json.loads(line)
        is_object = isinstance(found, dict)
        return {one_line(h, _HEAD_CHARS): canonical_text(_shown(c)) for h, c in found.items()} if is_object else None
    except (ValueError, RecursionError):
        return None


def looks_like_jsonl(words: str, file_name: str = "") -> bool:
    """Whether the first filled line is a JSON object by itself, or begins like one in a file of that name."""
    first = words[:_SAMPLE].lstrip().split("\n", 1)[0].strip()
    if first.startswith("{") and file_name.lower().endswith((".jsonl", ".ndjson")):
        return True
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
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, struct.error) as error:
        raise problem(ImportCode.ARCHIVE_BROKEN, file_name) from error
    if len(members) > settings.MAX_ARCHIVE_FILES:
        raise problem(
            ImportCode.TOO_MANY_FILES, file_name, count=f"{len(members):,}", limit=f"{settings.MAX_ARCHIVE_FILES:,}"
        )
    size = sum(member.file_size for member in members)
    if size > settings.MAX_UNPACKED_BYTES:
        raise unpacks_too_big(size, file_name)
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
