"""Sheets: rows of .csv and .xlsx with their heads, one at a time, however many there are."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, TypeVar

import openpyxl
from django.conf import settings

from articles import reading
from articles.importers import heads
from articles.importers.base import ImportProblem, one_line
from articles.importers.problems import problem, unpacks_too_big
from articles.sheet_cells import as_written
from articles.terms import ImportCode

_DELIMITERS = ",;\t|"
SAMPLE = 64 * 1024
HEAD_CHARS = 200
_MOST_UNCLOSED = 100  # rows with a quotation mark that is never closed, before the rest is given up
_FILLED = re.compile(r"\w")
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)  # a line that Excel understands
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}  # what formulas came to
_LAST_ROW = 1_048_576  # of a worksheet
_T = TypeVar("_T")
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row under its heads; `number` counts as the sheet does, `sheet` names one after the first. `broken` says why
    it is none."""

    number: int
    cells: Cells
    broken: ImportProblem | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    heads: list[str]
    rows: Iterator[SheetRow]


def read_csv(path: Path, file_name: str) -> Sheet:
    """Rows of comma-, semicolon- or tab-separated text in any usual encoding, below the row with the heads."""
    csv.field_size_limit(settings.MAX_TEXT_CHARS)
    lines = _Lines(lines_of(path, file_name))
    delimiter = _go_to_heads(lines)
    try:
        cells = next(csv.reader(lines, delimiter=delimiter, strict=False), [])
    except csv.Error as error:
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    found = heads_of(cells, file_name)
    return Sheet(found, _csv_rows(lines, delimiter, found, file_name))


def _go_to_heads(lines: _Lines) -> str:
    """Pass over what stands above the heads; answer what separates the cells."""
    first, rest = peeked(lines, 2 * heads.LOOKED_AT)
    separator, rows = _told_apart(first)
    lines.put_back(first[rows[0] :] if rows else [], rest)
    return separator


def peeked(
    things: Iterator[_T], most: int, size: Callable[[_T], int] = lambda thing: 1
) -> tuple[list[_T], Iterator[_T]]:
    """The first things, of this size together, and the rest; what goes wrong behind them does so when it is come to."""
    first: list[_T] = []
    left = most
    try:
        for thing in things:
            first.append(thing)
            if (left := left - size(thing)) <= 0:
                break
    except MemoryError:
        raise
    except Exception as error:
        if not first:
            raise
        return first, _raising(error)
    return first, things


def _raising(error: Exception) -> Iterator[Any]:
    raise error
    yield


def _told_apart(first: list[str]) -> tuple[str, list[int]]:
    """What separates cells in the first lines, and from which of them on the heads and rows come."""
    told = next((match[1] for line in first if (match := _SAYS_SEPARATOR.match(line))), "")
    filled = [n for n, line in enumerate(first) if _FILLED.search(line) and not _SAYS_SEPARATOR.match(line)]
    marks = [told or delimiter_of(first[n]) for n in filled]
    cells = [cells_of(first[n], mark) for n, mark in zip(filled, marks, strict=True)]
    at = heads.row_of_heads(cells)
    return (marks[at], filled[at:]) if filled else (",", [])


def cells_of_heads(words: str) -> list[str]:
    """The cells of the row that has the heads, of a sheet that begins with these words."""
    first = words[:SAMPLE].splitlines(keepends=True)[: 5 * heads.LOOKED_AT]
    separator, rows = _told_apart(first)
    return cells_of(first[rows[0]], separator) if rows else []


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line by itself; one that csv cannot read is one cell."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def lines_of(path: Path, file_name: str) -> Iterator[str]:
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

    def put_back(self, lines: list[str], rest: Iterator[str]) -> None:
        """Give these out again, the last ones that were given out, and then the rest."""
        self.number -= len(lines)
        self._lines = itertools.chain(lines, self._lines if rest is self else rest)
        self.is_over = False
        self._row.clear()

    def is_unclosed(self) -> bool:
        """Whether a quotation mark swallowed all lines from the row's first to the last of the file."""
        return self.is_over and len(self._row) > 1 and sum(line.count('"') for line in self._row) % 2 == 1

    def take_back(self) -> None:
        """Give out again what came after the first line of the row."""
        again = self._row[1:]
        self.number -= len(again)
        self._lines, self.is_over = itertools.chain(again, self._lines), False


def _csv_rows(lines: _Lines, delimiter: str, found: list[str], file_name: str) -> Iterator[SheetRow]:
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
            yield _row(number, found, cells, file_name)


def read_xlsx(path: Path, file_name: str) -> Sheet:
    """Rows of the sheets with articles; hidden sheets are left alone, unless there are no others.

    The first sheet in which heads are known gives them, or the first with any cells; a later one comes along where it
    has heads of its own that are known. The workbook's formulas are not run: their last results are read.
    """
    check_unpacked(path, file_name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, keep_links=False)
        tables = [_Table.of(sheet) for sheet in _shown_sheets(book)]
        filled = [table for table in tables if table.heads]
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever the libraries below it do
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    known = [table for table in filled if heads.are_heads(table.heads)] or filled[:1]
    found = heads_of(known[0].heads if known else [], file_name)
    return Sheet(
        found, (row for table in known for row in _xlsx_rows(table, found, file_name, is_first=table is known[0]))
    )


def _shown_sheets(book: Any) -> list[Any]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet of a workbook: its heads, and the filled rows below them."""

    name: str
    heads: list[str]
    rows: Iterator[tuple[int, list[str]]]

    @classmethod
    def of(cls, sheet: Any) -> _Table:
        sheet.reset_dimensions()  # the size a sheet claims may be less than what it holds
        rows = enumerate(sheet.iter_rows(values_only=True, max_col=settings.MAX_COLUMNS + 1), start=1)
        filled = ((number, cells) for number, row in _within(rows) if (cells := _filled(row)))
        first, rest = peeked(filled, heads.LOOKED_AT)
        at = heads.row_of_heads([cells for _, cells in first])
        return cls(sheet.title, first[at][1] if first else [], itertools.chain(first[at + 1 :], rest))


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
    cells = [shown(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _xlsx_rows(table: _Table, found: list[str], file_name: str, *, is_first: bool) -> Iterator[SheetRow]:
    """The rows of a table under the heads of the first one."""
    own = found if is_first else _renamed(heads_of(table.heads, file_name), found)
    number = 1
    try:
        for number, cells in table.rows:
            row = _row(number, own, cells, file_name)
            yield row if is_first else replace(row, sheet=table.name)
    except MemoryError:
        raise
    except Exception:  # as above
        yield SheetRow(number + 1, {}, problem(ImportCode.SHEET_BREAKS_OFF, file_name))


def _renamed(own: list[str], found: list[str]) -> list[str]:
    """The heads of a later sheet as the first one calls them."""
    theirs = {head: field for field, head in heads.guessed(own).items()}
    firsts = heads.guessed(found)
    return [firsts.get(theirs.get(head, ""), head) for head in own]


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


def heads_of(cells: list[str], file_name: str) -> list[str]:
    """The heads, each once; a column without one is called by its number."""
    if len(cells) > settings.MAX_COLUMNS:
        raise problem(ImportCode.TOO_MANY_COLUMNS, file_name, limit=f"{settings.MAX_COLUMNS:,}")
    if not any(cell.strip() for cell in cells):
        raise problem(ImportCode.EMPTY, file_name)
    found: list[str] = []
    for number, cell in enumerate(cells, start=1):
        head = one_line(cell, HEAD_CHARS) or f"column {number}"
        found.append(head if head not in found else f"{head} ({number})")
    return found


def _row(number: int, found: list[str], cells: list[str], file_name: str) -> SheetRow:
    named = dict(zip(found, map(as_written, cells), strict=False))
    if any(cell.strip() for cell in cells[len(found) :]):
        return SheetRow(number, named, problem(ImportCode.ROW_TOO_WIDE, file_name, count=len(cells), heads=len(found)))
    return SheetRow(number, named)


def shown(cell: Any) -> str:
    """A cell as text; a day without its midnight."""
    if cell is None or (isinstance(cell, str) and cell in _ERRORS):
        return ""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, (datetime.datetime, datetime.date)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, (dict, list)) else str(cell)
