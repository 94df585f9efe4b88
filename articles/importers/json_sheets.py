"""Sheets in JSON: one object a line (.jsonl), or a list of them (.json); their names are the heads."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from articles import reading
from articles.importers.base import canonical_text, one_line
from articles.importers.problems import problem, too_big
from articles.importers.sheets import HEAD_CHARS, SAMPLE, Cells, Sheet, SheetRow, heads_of, lines_of, shown
from articles.terms import ImportCode

_LIST_OF_OBJECTS = re.compile(r"\ufeff?\s*\[\s*\{\s*\"[^\"]{1,200}\"\s*:")


def read_jsonl(path: Path, file_name: str) -> Sheet:
    """One JSON object a line; its names are the heads."""
    rows = _jsonl_rows(lines_of(path, file_name), file_name)
    first = list(itertools.islice(rows, 20))
    found = heads_of(list(dict.fromkeys(head for row in first for head in row.cells)), file_name)
    return Sheet(found, itertools.chain(first, rows))


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
        return {one_line(h, HEAD_CHARS): canonical_text(shown(c)) for h, c in found.items()} if is_object else None
    except (ValueError, RecursionError):
        return None


def read_json(path: Path, file_name: str) -> Sheet:
    """A list of JSON objects, or the one list of them that an object holds, as programs export it."""
    if path.stat().st_size > settings.MAX_FILE_BYTES:  # it is held in memory as a whole
        raise too_big(path.stat().st_size, settings.MAX_FILE_BYTES, file_name)
    try:
        told = _listed(json.loads(reading.read_text(path.read_bytes())))
    except (ValueError, RecursionError) as error:
        raise problem(ImportCode.SHEET_UNREADABLE, file_name) from error
    if not told:
        raise problem(ImportCode.JSON_NO_LIST, file_name)
    cells = [{one_line(h, HEAD_CHARS): canonical_text(shown(c)) for h, c in one.items()} for one in told]
    found = heads_of(list(dict.fromkeys(head for row in cells[:20] for head in row)), file_name)
    return Sheet(found, (SheetRow(number, row) for number, row in enumerate(cells, start=1)))


def _listed(told: Any) -> list[dict[str, Any]]:
    """The objects listed, where all of the list are objects; nothing where there is no such list."""
    if isinstance(told, dict):
        lists = [one for one in told.values() if isinstance(one, list) and one and isinstance(one[0], dict)]
        told = lists[0] if len(lists) == 1 else []
    return told if isinstance(told, list) and all(isinstance(one, dict) for one in told) else []


def looks_like_json(words: str, file_name: str = "") -> bool:
    """Whether a text begins like a list of objects, or is called .json and begins like an object."""
    is_named = file_name.lower().endswith(".json")
    return bool(_LIST_OF_OBJECTS.match(words)) or (is_named and words.lstrip("\ufeff \t\r\n").startswith(("{", "[")))


def looks_like_jsonl(words: str, file_name: str = "") -> bool:
    """Whether the first filled line is a JSON object by itself, or begins like one in a file of that name."""
    first = words[:SAMPLE].lstrip().split("\n", 1)[0].strip()
    if first.startswith("{") and file_name.lower().endswith((".jsonl", ".ndjson")):
        return True
    if not (first.startswith("{") and first.endswith("}")):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
