"""Which column of a sheet holds what: guessed from the heads, told on the page, remembered for the next sheet."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.dates import find_date
from articles.importers.problems import problem
from articles.importers.sheets import Cells
from articles.terms import ImportCode

TEXT, URL = "text", "url"
FIELDS = ("headline", TEXT, "byline", "publisher", URL, "published_on", "language", "deadline_at", "notes")
_CALLED = {
    "headline": "headline title heading überschrift titel titre titolo titular",
    TEXT: "text body content article fulltext full_text articletext article_text articlebody story inhalt texte testo"
    " texto",
    "byline": "byline author authors by writer writtenby autor auteur",
    "publisher": "publisher publication source site outlet website medium sitename newspaper",
    "url": "url link address web permalink canonical canonicalurl href",
    "published_on": "publishedon published date publicationdate publishedat publishdate pubdate datum fecha",
    "language": "language lang sprache langue",
    "deadline_at": "deadline due dueat duedate deadlineat",
    "notes": "notes note comment comments remarks",
}
_NAMES = {name.replace("_", ""): field for field, names in _CALLED.items() for name in names.split()}
Columns = dict[str, str]


def guessed(heads: Sequence[str]) -> Columns:
    """Field → head, by the words that sheets use; the first fitting head wins."""
    columns: Columns = {}
    for head in heads:
        field = _NAMES.get(re.sub(r"[\W_]+", "", head.lower()))
        if field:
            columns.setdefault(field, head)
    return columns


def heads_digest(heads: Sequence[str]) -> str:
    """The name under which a map for these heads is remembered."""
    return hashlib.sha256(json.dumps(list(heads)).encode()).hexdigest()


def with_cells(draft: ArticleDraft, cells: Cells, columns: Columns) -> ArticleDraft:
    """The draft with what the row says: a filled cell counts before what the text says of itself.

    Raises ImportProblem, with the column, where a cell cannot be what its column holds.
    """
    given: dict[str, object] = {}
    for field, head in columns.items():
        cell = cells.get(head, "").strip()
        if not cell or field == TEXT:
            continue
        if field == "published_on":
            given[field] = _date(cell, head)
        elif field == "deadline_at":
            given[field] = _moment(cell, head)
        else:
            given[field] = cell
    return replace(draft, **given)  # type: ignore[arg-type]


def _date(cell: str, head: str) -> datetime.date:
    try:
        on = parse_date(cell[:10]) or (found.on if (found := find_date(cell)) else None)
    except ValueError:
        on = None
    if on is None:
        raise _wrong(ImportCode.NO_DATE, cell, head)
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
