"""What lies in a file: an article, the rows of a sheet, the files of an archive; each good or bad by itself."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from articles import files, words
from articles.importers import feeds, formats, json_sheets, sheets
from articles.importers.base import MOST_LINKS, ArticleDraft, ImportProblem, bare_name, canonical_text, one_line
from articles.importers.building import is_web
from articles.importers.columns import heads_digest, with_cells
from articles.importers.dates import Order, order_of
from articles.importers.heads import TEXT, URL, Columns, guessed
from articles.importers.likeness import fingerprint
from articles.importers.problems import problem, too_big, unpacks_too_big
from articles.terms import ImportCode

_SHEETS = {
    "csv": sheets.read_csv, "xlsx": sheets.read_xlsx, "jsonl": json_sheets.read_jsonl, "json": json_sheets.read_json,
}  # fmt: skip
_LOOKED_AT = 200  # rows that show how a sheet writes its dates; fewer where they are long
_FURNITURE = {"thumbs.db", "desktop.ini", "icon\r", "__macosx"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that may become an article: a draft, or the problem that stands in its way, and where it was.

    With a `link` its text is still to be fetched from there (`links.followed`); the draft says what is known before.
    """

    place: str
    file_sha256: str
    file_name: str
    draft: ArticleDraft | None = None
    problem: ImportProblem | None = None
    cells: dict[str, str] | None = None
    prints: tuple[int, ...] = ()
    n_words: int = 0
    link: str = ""
    fetched_from: str = ""


class Course:
    """Counts the pieces of a file as they come: those before `skip` are passed over unread, others told of first."""

    def __init__(self, skip: int = 0, tell: Callable[[dict[str, Any]], None] = lambda what: None) -> None:
        self._n_seen, self._skip, self.tell = 0, skip, tell
        self.n_links = 0

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
        elif kind == "feed":
            yield from _entries(path, file_name, file_sha256, options, course)
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
    text = canonical_text(draft.text)
    words = text.split()
    prints = tuple(fingerprint(text, words))
    return Piece(place, file_sha256, file_name, draft=replace(draft, text=text), prints=prints, n_words=len(words))


def listing(path: Path, address: str) -> dict[str, Any]:
    """What the feed from an address lists: its title, key and digest of each entry. Raises ImportProblem."""
    found = feeds.read(path.read_bytes(), address, address)
    return {"title": found.title, "entries": [[entry.key, entry.digest] for entry in found.entries]}


def _entries(path: Path, file_name: str, file_sha256: str, options: dict[str, Any], course: Course) -> Iterator[Piece]:
    """The entries of a feed that the options name by their keys, or as many as are taken at once."""
    found = feeds.read(path.read_bytes(), options.get("address") or file_name, options.get("address") or "")
    keys = options.get("entries")
    wanted = [entry for entry in found.entries if keys is None or entry.key in keys]
    for entry in wanted[: feeds.MOST_ENTRIES]:
        if course.wants(entry.place):
            yield _entry(entry, file_name, file_sha256, options)
    if len(wanted) > feeds.MOST_ENTRIES and course.wants(_place(file_name)):
        yield Piece(_place(file_name), file_sha256, file_name, problem=feeds.too_many(len(wanted), file_name))


def _entry(entry: feeds.Entry, file_name: str, file_sha256: str, options: dict[str, Any]) -> Piece:
    draft = feeds.draft_of(entry, options)
    good = _good(entry.place, file_sha256, file_name, draft)
    if is_web(entry.link):
        return replace(good, link=entry.link)
    if draft.text:
        return good
    if not entry.link:
        return Piece(entry.place, file_sha256, file_name, problem=problem(ImportCode.ENTRY_EMPTY, file_name))
    code = ImportCode.ENTRY_NO_ADDRESS if ":" in entry.link else ImportCode.ENTRY_RELATIVE
    found = problem(code, file_name, link=f"“{one_line(entry.link, 80)}”")
    return Piece(entry.place, file_sha256, file_name, problem=found)


def _rows(
    kind: str, path: Path, file_name: str, file_sha256: str, options: dict[str, Any], course: Course
) -> Iterator[Piece]:
    sheet = _SHEETS[kind](path, file_name)
    course.tell({"heads": sheet.heads})
    columns = _columns(sheet.heads, options, file_name)
    n_chars = 0
    told_as, source = _("%(file)s, row %(number)s"), _place(file_name)
    rows, order = _order_shown(sheet.rows, columns)
    for n_rows, row in enumerate(rows, start=1):
        place = told_as % {"file": f"{source} ({row.sheet})" if row.sheet else source, "number": row.number}
        link = _link_of(row.cells, columns)
        course.n_links += bool(link)
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
            if link and course.n_links > MOST_LINKS:
                raise _at(columns[URL], problem(ImportCode.TOO_MANY_LINKS, file_name, limit=MOST_LINKS))
            draft = _row_draft(row.cells, columns, file_name, has_link=bool(link), order=order)
        except ImportProblem as found:
            yield Piece(place, file_sha256, file_name, problem=found, cells=row.cells)
        else:
            good = _good(place, file_sha256, file_name, draft)
            yield replace(good, link=link, cells=row.cells) if link else good


def _columns(heads: list[str], options: dict[str, Any], file_name: str) -> Columns:
    """Field → head, as told, else remembered, else guessed.

    Raises ImportProblem where no column holds the text, nor the address that it can be fetched from.
    """
    remembered = options.get("maps", {}).get(heads_digest(heads))
    columns: Columns = options.get("columns") or remembered or guessed(heads)
    columns = {field: head for field, head in columns.items() if head in heads}
    if TEXT not in columns and URL not in columns:
        shown = ", ".join(f"“{head}”" for head in heads[:12])
        raise problem(ImportCode.NO_TEXT_COLUMN, file_name, heads=shown)
    return columns


def _link_of(cells: dict[str, str], columns: Columns) -> str:
    """Where the text of a row lies that holds none itself."""
    has_text = cells.get(columns.get(TEXT, ""), "").strip()
    return "" if has_text else cells.get(columns.get(URL, ""), "").strip()


def _order_shown(rows: Iterator[sheets.SheetRow], columns: Columns) -> tuple[Iterator[sheets.SheetRow], Order | None]:
    """The rows, and the order in which the first of them write day and month in figures."""
    first, rest = sheets.peeked(rows, _LOOKED_AT, lambda row: 1 + sum(map(len, row.cells.values())) // 20_000)
    order = order_of(row.cells.get(columns.get("published_on", ""), "") for row in first)
    return chain(first, rest), order


def _row_draft(
    cells: dict[str, str], columns: Columns, file_name: str, *, has_link: bool, order: Order | None
) -> ArticleDraft:
    if has_link:
        return with_cells(ArticleDraft(""), cells, columns, order)
    text = cells.get(columns.get(TEXT, ""), "")
    if not text.strip():
        column = columns.get(TEXT) or columns[URL]
        raise _at(column, problem(ImportCode.CELL_EMPTY, file_name, column=column))
    said = {field for field, head in columns.items() if cells.get(head, "").strip()}
    return formats.checked(with_cells(formats.read_words(text, said=said), cells, columns, order))


def _at(column: str, found: ImportProblem) -> ImportProblem:
    found.column = column
    return found


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
    inner = bare_name(_named(member))
    place = one_line(f"{_place(file_name)}: {_named(member)}", 300)
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
    if kind in _SHEETS or kind == "feed":
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
    """What programs add to archives: folders, hidden files, resource forks, the marks of files that are open."""
    parts = member.filename.replace("\\", "/").split("/")
    return member.is_dir() or any(
        part.startswith((".", "~$")) or part.lower() in _FURNITURE for part in parts if part not in ("..", ".")
    )


def _named(member: zipfile.ZipInfo) -> str:
    """The name of a member; many programs write UTF-8 without saying so, which is then taken for an old code page."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _place(file_name: str) -> str:
    return bare_name(file_name, 200) or str(words.PASTED)
