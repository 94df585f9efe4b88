"""What lies in a file: an article, the rows of a sheet, the files of an archive; each good or bad by itself."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from articles import files, words
from articles.importers import formats, sheets
from articles.importers.base import ArticleDraft, ImportProblem, bare_name, canonical_text, one_line
from articles.importers.columns import TEXT, Columns, guessed, heads_digest, with_cells
from articles.importers.likeness import fingerprint
from articles.importers.problems import problem, too_big, unpacks_too_big
from articles.terms import ImportCode

_SHEETS = {"csv": sheets.read_csv, "xlsx": sheets.read_xlsx, "jsonl": sheets.read_jsonl}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that may become an article: a draft, or the problem that stands in its way, and where it was."""

    place: str
    file_sha256: str
    file_name: str
    draft: ArticleDraft | None = None
    problem: ImportProblem | None = None
    cells: dict[str, str] | None = None
    prints: tuple[int, ...] = ()


class Course:
    """Counts the pieces of a file as they come: those before `skip` are passed over unread, others told of first."""

    def __init__(self, skip: int = 0, tell: Callable[[dict[str, Any]], None] = lambda what: None) -> None:
        self._n_seen, self._skip, self.tell = 0, skip, tell

    def wants(self, place: str) -> bool:
        self._n_seen += 1
        if self._n_seen <= self._skip:
            return False
        self.tell({"begin": place})
        return True


def pieces(
    path: Path, file_name: str, file_sha256: str, options: dict[str, Any], course: Course | None = None
) -> Iterator[Piece]:
    """Every piece in the file, in order. Whatever is wrong with one of them is its problem alone."""
    course = course or Course()
    place = _place(file_name)
    try:
        kind = formats.kind_of(path, file_name)
        if kind in _SHEETS:
            yield from _rows(kind, path, file_name, file_sha256, options, course)
        elif kind == "zip":
            yield from _members(path, file_name, options, course)
        elif course.wants(place):
            yield _single(path, file_name, file_sha256, options, place)
    except ImportProblem as found:
        if course.wants(place):
            yield Piece(place, file_sha256, file_name, problem=found)


def _single(path: Path, file_name: str, file_sha256: str, options: dict[str, Any], place: str) -> Piece:
    try:
        draft = formats.read_article(path.read_bytes(), file_name, options)
    except ImportProblem as found:
        return Piece(place, file_sha256, file_name, problem=found)
    return _good(place, file_sha256, file_name, draft)


def _good(place: str, file_sha256: str, file_name: str, draft: ArticleDraft) -> Piece:
    draft = replace(draft, text=canonical_text(draft.text))
    return Piece(place, file_sha256, file_name, draft=draft, prints=tuple(fingerprint(draft.text)))


def _rows(
    kind: str, path: Path, file_name: str, file_sha256: str, options: dict[str, Any], course: Course
) -> Iterator[Piece]:
    sheet = _SHEETS[kind](path, file_name)
    course.tell({"heads": sheet.heads})
    columns = _columns(sheet.heads, options, file_name)
    n_chars = 0
    for n_rows, row in enumerate(sheet.rows, start=1):
        place = _("%(file)s, row %(number)s") % {"file": _place(file_name), "number": row.number}
        n_chars += sum(map(len, row.cells.values()))
        if not course.wants(place):
            continue
        if n_rows > settings.MAX_ROWS:
            limit = f"{settings.MAX_ROWS:,}"
            yield Piece(
                place, file_sha256, file_name, problem=problem(ImportCode.TOO_MANY_ROWS, file_name, limit=limit)
            )
            return
        if n_chars > settings.MAX_UNPACKED_BYTES:  # one long string may stand in a million cells
            yield Piece(place, file_sha256, file_name, problem=unpacks_too_big(n_chars, file_name))
            return
        try:
            if row.broken:
                raise row.broken
            draft = _row_draft(row.cells, columns, file_name)
        except ImportProblem as found:
            yield Piece(place, file_sha256, file_name, problem=found, cells=row.cells)
        else:
            yield _good(place, file_sha256, file_name, draft)


def _columns(heads: list[str], options: dict[str, Any], file_name: str) -> Columns:
    """Field → head, as told, else remembered, else guessed. Raises ImportProblem where no column holds the text."""
    remembered = options.get("maps", {}).get(heads_digest(heads))
    columns: Columns = options.get("columns") or remembered or guessed(heads)
    columns = {field: head for field, head in columns.items() if head in heads}
    if TEXT not in columns:
        shown = ", ".join(f"“{head}”" for head in heads[:12])
        raise problem(ImportCode.NO_TEXT_COLUMN, file_name, heads=shown)
    return columns


def _row_draft(cells: dict[str, str], columns: Columns, file_name: str) -> ArticleDraft:
    text = cells.get(columns[TEXT], "")
    if not text.strip():
        found = problem(ImportCode.CELL_EMPTY, file_name, column=columns[TEXT])
        found.column = columns[TEXT]
        raise found
    return formats.checked(with_cells(formats.read_words(text), cells, columns))


def _members(path: Path, file_name: str, options: dict[str, Any], course: Course) -> Iterator[Piece]:
    members = [m for m in sheets.check_unpacked(path, file_name) if not _is_furniture(m)]
    if not members:
        raise problem(ImportCode.ARCHIVE_EMPTY, file_name)
    with zipfile.ZipFile(path) as archive:
        for member in members:
            yield from _member(archive, member, file_name, options, course)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file_name: str, options: dict[str, Any], course: Course
) -> Iterator[Piece]:
    inner = bare_name(member.filename)
    place = one_line(f"{_place(file_name)}: {member.filename}", 300)
    sha256 = ""
    try:
        sha256 = files.store(_unpacked(archive, member))
        path = files.path_of(sha256)
        kind = formats.kind_of(path, inner)
        if kind == "zip":
            raise problem(ImportCode.NESTED_ARCHIVE, inner)
    except ImportProblem as found:
        if course.wants(place):
            yield Piece(place, sha256, inner, problem=found)
        return
    if kind in _SHEETS:
        yield from pieces(path, inner, sha256, options, course)
    elif course.wants(place):
        yield _single(path, inner, sha256, options, place)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member's bytes, no more of them than its entry says."""
    if member.flag_bits & 1:
        raise problem(ImportCode.MEMBER_LOCKED, member.filename)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise problem(ImportCode.MEMBER_IS_LINK, member.filename)
    if member.file_size > settings.MAX_FILE_BYTES:
        raise too_big(member.file_size, settings.MAX_FILE_BYTES, member.filename)
    try:
        with archive.open(member) as file:
            return file.read(settings.MAX_FILE_BYTES + 1)
    except Exception as error:  # zipfile raises whatever the compression's library does
        raise problem(ImportCode.MEMBER_BROKEN, member.filename) from error


def _is_furniture(member: zipfile.ZipInfo) -> bool:
    """What programs add to archives: folders, hidden files, resource forks."""
    parts = member.filename.replace("\\", "/").split("/")
    return member.is_dir() or any(
        part.startswith(".") or part == "__MACOSX" for part in parts if part not in ("..", ".")
    )


def _place(file_name: str) -> str:
    return bare_name(file_name, 200) or str(words.PASTED)
