"""A report as CSV: one line a claim, its sources as lines in one cell, and no cell that acts as a formula."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

from articles import sheet_cells
from reviews.reports.rows import CitationRow, Content, ReportRow

BOM = "\ufeff"  # so that Excel reads UTF-8


def render(content: Content) -> Iterator[str]:
    """The whole file; every claim of the scope has a line, finished or not."""
    yield BOM + _line(list(COLUMNS))
    for row in content.rows:
        yield _line([cell(read(row)) for read in COLUMNS.values()])


def cell(value: Any) -> str:
    """A value as the words of a cell; words that a spreadsheet would run get an apostrophe in front."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S")
    return sheet_cells.cell(str(value))


def source_line(one: CitationRow) -> str:
    """A source in one line: what it does to the claim, what and where it is, its words."""
    published = one.published_on.isoformat() if one.published_on else ""
    about = ", ".join(part for part in (one.publisher, published, one.kind_words) if part)
    parts = [f"[{one.number}] {one.stance_words}: {one.title or one.url} ({about})"]
    parts += [part for part in (one.locator, f"“{one.quote}”" if one.quote else "", one.translation) if part]
    parts += [f"{one.url} (accessed {one.accessed_on.isoformat()})".strip()]
    if one.copied_at:
        day = one.copied_at.astimezone(datetime.UTC).date().isoformat()
        found = f"; quote {one.quote_found_words}" if one.quote_found else ""
        parts += [f"saved copy of {day}, sha256 {one.copy_sha256}{found}"]
    return " | ".join(parts)


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _reader(name: str) -> Callable[[ReportRow], Any]:
    match name:
        case "citations":
            return lambda row: "\n".join(source_line(one) for one in row.citations)
        case "reasons" | "exceptions":
            return lambda row: "\n".join(f"{one.rule_words} {one.reason}" for one in getattr(row, name))
        case "corrections":
            return lambda row: "\n".join(
                f"{one.applied_at.date().isoformat()} {one.kind_words}: {one.note}" for one in row.corrections
            )
        case _:
            return lambda row: getattr(row, name)


COLUMNS: dict[str, Callable[[ReportRow], Any]] = {field.name: _reader(field.name) for field in fields(ReportRow)}
COLUMNS["n_citations"] = lambda row: len(row.citations)
COLUMNS["citation_urls"] = lambda row: "\n".join(one.url for one in row.citations if one.url)
