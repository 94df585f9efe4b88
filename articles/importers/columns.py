"""Which column of a sheet holds what: guessed from the heads, told on the page, remembered for the next sheet."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.dates import Order, find_date, in_figures
from articles.importers.heads import TEXT, Columns
from articles.importers.problems import problem
from articles.importers.sheets import Cells
from articles.terms import ImportCode


def heads_digest(heads: Sequence[str]) -> str:
    """The name under which a map for these heads is remembered."""
    return hashlib.sha256(json.dumps(list(heads)).encode()).hexdigest()


def with_cells(draft: ArticleDraft, cells: Cells, columns: Columns, order: Order | None = None) -> ArticleDraft:
    """The draft with what the row says: a filled cell counts before what the text says of itself. `order` is the one
    in which the sheet writes day and month in figures, where its other rows show it.

    Raises ImportProblem, with the column, where a cell cannot be what its column holds.
    """
    given: dict[str, object] = {}
    for field, head in columns.items():
        cell = cells.get(head, "").strip()
        if not cell or field == TEXT:
            continue
        if field == "published_on":
            given[field] = _date(cell, head, order)
        elif field == "deadline_at":
            given[field] = _moment(cell, head)
        else:
            given[field] = cell
    return replace(draft, **given)  # type: ignore[arg-type]


def _date(cell: str, head: str, order: Order | None) -> datetime.date:
    try:
        on = parse_date(cell[:10]) or in_figures(cell, order) or (found.on if (found := find_date(cell)) else None)
    except ValueError:
        on = None
    if on is None:
        raise _wrong(ImportCode.DATE_UNCLEAR if in_figures(cell, "day first") else ImportCode.NO_DATE, cell, head)
    return on


def _moment(cell: str, head: str) -> datetime.datetime:
    try:
        day = parse_date(cell)
        moment = datetime.datetime.combine(day, datetime.time(23, 59)) if day else parse_datetime(cell)
    except ValueError:
        moment = None
    if moment is None or not 2000 <= moment.year < 3000:
        raise _wrong(ImportCode.NO_MOMENT, cell, head)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _wrong(code: ImportCode, cell: str, head: str) -> ImportProblem:
    wrong = problem(code, cell=cell[:40], column=head)
    wrong.column = head
    return wrong
