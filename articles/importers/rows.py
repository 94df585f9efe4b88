"""Pieces become rows of an import: fit for the columns of an article, or errors with their place and reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from articles.importers.as_json import draft_from_json, draft_to_json
from articles.importers.base import ArticleDraft, ImportProblem, bare_name, one_line
from articles.importers.intake import cleaned, text_digest
from articles.importers.likeness import address_key
from articles.importers.pieces import Piece
from articles.importers.problems import problem
from articles.inserting import insert
from articles.models import Article, Import, ImportRow, Upload
from articles.refusals import Refusal
from articles.terms import ImportCode, Outcome, RowState


@dataclass(slots=True)
class ReadRow:
    """A row that was read and is not written yet; `ImportRow` says what its fields are."""

    upload: int
    position: int
    place: str
    file_sha256: str
    file_name: str
    cells: dict[str, str] | None
    outcome: Outcome = Outcome.NEW
    draft: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    text_sha256: str = ""
    address_key: str = ""
    prints: list[int] = field(default_factory=list)
    n_words: int = 0
    twin: Article | None = None
    twin_place: str = ""
    column: str = ""
    code: str = ""
    problem: str = ""


_WRITTEN = tuple(name for name in ReadRow.__slots__ if name != "twin")
_values = attrgetter(*_WRITTEN)


def read_row(job: Import, upload: Upload, position: int, piece: Piece) -> ReadRow:
    """The row of a piece; what cannot be stored is an error with its reason."""
    row = ReadRow(
        upload=upload.pk,
        position=position,
        place=one_line(piece.place, 300),
        file_sha256=piece.file_sha256 or upload.file_sha256,
        file_name=bare_name(piece.file_name),
        cells=piece.cells,
    )
    if piece.draft is None:
        return _wrong(row, piece.problem or problem(ImportCode.READER_CRASHED, piece.file_name))
    try:
        draft = cleaned(_with_given(piece.draft, job), piece.file_name)
    except ImportProblem as found:
        return _wrong(row, found)
    except Refusal as refusal:
        return _wrong(row, ImportProblem(ImportCode.FIELD_WRONG, str(refusal.words), refusal.field))
    row.draft = draft_to_json(draft)
    del row.draft["text"]
    if piece.fetched_from:
        row.draft["fetched_from"] = piece.fetched_from
    row.text, row.text_sha256 = draft.text, text_digest(draft.text)
    row.n_words, row.prints = piece.n_words or len(draft.text.split()), list(piece.prints)
    row.address_key = address_key(draft.url)
    return row


def write_rows(job: Import, rows: Sequence[ReadRow]) -> None:
    """Write the rows, within the caller's transaction; where good ones are stored unasked, they are chosen already."""
    stores = bool(job.options.get("store"))
    told = ((job.pk, _state(row, stores=stores), row.twin and row.twin.pk, *_values(row)) for row in rows)
    insert(ImportRow, ("job", "state", "twin", *_WRITTEN), told)


def _state(row: ReadRow, *, stores: bool) -> RowState:
    return RowState.CHOSEN if stores and row.outcome in (Outcome.NEW, Outcome.UPDATE) else RowState.READ


def _with_given(draft: ArticleDraft, job: Import) -> ArticleDraft:
    """The draft with what was said about the article where it was handed in; that counts before what it says itself."""
    given = job.options.get("given")
    return draft_from_json(draft_to_json(draft) | given) if given else draft


def _wrong(row: ReadRow, found: ImportProblem) -> ReadRow:
    row.outcome, row.code, row.problem = Outcome.ERROR, found.code, found.words
    row.column = one_line(found.column, 200)
    return row
