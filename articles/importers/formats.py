"""What sort of file something is, told by its content, and the importer for it."""

import io
import re
import struct
import zipfile
from collections.abc import Set
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings

from articles import reading
from articles.importers import docx, feeds, html, json_sheets, mail, markdown, odt, pdf, sheets, text
from articles.importers.base import ArticleDraft
from articles.importers.heads import TEXT, are_heads, guessed
from articles.importers.problems import problem, too_big, too_long
from articles.terms import ImportCode

ARTICLES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx", ".odt", ".eml")
ENDINGS = (*ARTICLES, ".csv", ".tsv", ".xlsx", ".jsonl", ".json", ".zip")
_SIGNATURES = [
    (b"\xd0\xcf\x11\xe0", ImportCode.IS_DOCUMENT),
    (b"{\\rtf", ImportCode.IS_RTF),
    (b"PK\x03\x04", ImportCode.IS_ARCHIVE),
    (b"PK\x05\x06", ImportCode.IS_ARCHIVE),
    (b"\x1f\x8b", ImportCode.IS_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ImportCode.IS_ARCHIVE),
    (b"Rar!\x1a\x07", ImportCode.IS_ARCHIVE),
    (b"BZh", ImportCode.IS_ARCHIVE),
    (b"\xfd7zXZ\x00", ImportCode.IS_ARCHIVE),
    (b"\x89PNG\r\n", ImportCode.IS_PICTURE),
    (b"\xff\xd8\xff", ImportCode.IS_PICTURE),
    (b"GIF8", ImportCode.IS_PICTURE),
    (b"bplist00", ImportCode.IS_BINARY),  # among others what Safari saves
    (b"\x7fELF", ImportCode.IS_BINARY),
    (b"MZ\x90\x00", ImportCode.IS_BINARY),
    (b"SQLite format 3\x00", ImportCode.IS_BINARY),
]
_OFFICE_PARTS = (b"word/", b"mimetypeapplication/vnd.oasis", b"xl/", b"ppt/", b"[Content_Types].xml")
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which office programs keep what they encrypt
_SAMPLE = 256 * 1024
_PLAIN_BYTES = 2_000_000
_HEAD_CHARS = 80
_HEADS_CHARS = 10_000
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:rss|feed|svg)\b", re.IGNORECASE)


def kind_of(path: Path, file_name: str = "") -> str:
    """What a file is: a kind of sheet, "zip", "feed" or "article". Raises ImportProblem where it is too big."""
    with path.open("rb") as file:
        start = file.read(_SAMPLE)
    kind = _kind(path, start, file_name)
    limits = {"article": settings.MAX_FILE_BYTES, "feed": settings.MAX_FEED_BYTES}
    limit = limits.get(kind, settings.MAX_SHEET_BYTES)
    if (size := path.stat().st_size) > limit:
        raise too_big(size, limit, file_name)
    return kind


def _kind(path: Path, start: bytes, file_name: str) -> str:
    if _is_pdf(start):
        return "article"
    if _foreign(start) is not None:
        return _kind_of_zip(path, start) if start[:4] in (b"PK\x03\x04", b"PK\x05\x06") else "article"
    words = reading.read_text(start)
    if not reading.is_text(words):
        return "article"
    if feeds.looks_like_it(words):
        return "feed"
    if json_sheets.looks_like_jsonl(words, file_name):
        return "jsonl"
    if json_sheets.looks_like_json(words, file_name):
        return "json"
    return "csv" if _is_csv(words, file_name) else "article"


def is_plain(path: Path, file_name: str) -> bool:
    """Whether a file is a short plain text or Markdown, which our own code reads in no time."""
    if path.stat().st_size > _PLAIN_BYTES:
        return False
    raw = path.read_bytes()
    if _is_parsed(raw) or _kind(path, raw[:_SAMPLE], file_name) != "article":
        return False
    words = reading.read_text(raw)
    return reading.is_text(words) and not html.looks_like_it(words, file_name)


def _is_parsed(raw: bytes) -> bool:
    """Whether a file is one that a library takes apart."""
    return _is_pdf(raw) or _foreign(raw) is not None or mail.looks_like_it(raw)


def _is_word(raw: bytes) -> bool:
    """Whether a zip holds the parts of a Word document."""
    if not raw.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _is_open_document(raw: bytes) -> bool:
    """Whether a zip begins by calling itself an OpenDocument text, as one must (OpenDocument 1.3, part 2, 3.3)."""
    if not raw.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open("mimetype") as kind:
            return kind.read(100).strip() == odt.MEDIA_TYPE.encode()
    except Exception:  # zipfile raises whatever the compression's library does
        return False


def _is_pdf(raw: bytes) -> bool:
    return raw[:1_024].lstrip().startswith(b"%PDF-")


def read_article(raw: bytes, file_name: str = "", options: dict[str, Any] | None = None) -> ArticleDraft:
    """The article in the bytes. Raises ImportProblem where there is none to be read."""
    if len(raw) > settings.MAX_FILE_BYTES:
        raise too_big(len(raw), settings.MAX_FILE_BYTES, file_name)
    if _is_pdf(raw):
        return checked(pdf.read(raw, file_name), file_name)
    if _is_word(raw):
        return checked(docx.read(raw, file_name, options or {}), file_name)
    if _is_open_document(raw):
        return checked(odt.read(raw, file_name, options or {}), file_name)
    if code := _foreign(raw):
        raise problem(_more_exactly(code, raw), file_name)
    if mail.looks_like_it(raw):
        return checked(mail.read(raw, file_name), file_name)
    words = reading.read_text(raw, html.declared_encoding(raw))
    if not reading.is_text(words):
        raise problem(ImportCode.IS_BINARY, file_name)
    return checked(read_words(words, file_name), file_name)


def checked(draft: ArticleDraft, file_name: str = "") -> ArticleDraft:
    """The draft itself, where it holds words and not too many."""
    if not re.search(r"\w", draft.text):
        raise problem(ImportCode.EMPTY, file_name)
    if len(draft.text) > settings.MAX_TEXT_CHARS:
        raise too_long(len(draft.text), settings.MAX_TEXT_CHARS, file_name)
    return draft


def _kind_of_zip(path: Path, start: bytes) -> str:
    """A workbook shows itself by its parts; other office documents are articles."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, struct.error):
        return "article" if any(part in start[:4_096] for part in _OFFICE_PARTS) else "zip"
    if "[Content_Types].xml" not in names:
        return "article" if "mimetype" in names[:1] else "zip"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "article"


def _is_csv(words: str, file_name: str) -> bool:
    """Whether a text is a sheet: one called so that has a row of cells, or one whose first line holds known heads."""
    first = sheets.first_line(words)
    if PurePath(file_name.lower()).suffix in {".csv", ".tsv"}:
        cells = sheets.cells_of_heads(words)
        return are_heads(cells) or len(cells) > 1
    if len(first) > _HEADS_CHARS:
        return False
    cells = sheets.cells_of(first, sheets.delimiter_of(first))
    is_short = len(cells) > 1 and all(len(cell) <= _HEAD_CHARS for cell in cells)
    return is_short and {TEXT, "headline"} <= guessed(cells).keys()


def _foreign(raw: bytes) -> ImportCode | None:
    """The reason for which a known kind of file cannot be read."""
    start = raw[:1_024].lstrip()
    code = next((code for signature, code in _SIGNATURES if start.startswith(signature)), None)
    if code is ImportCode.IS_ARCHIVE and any(part in raw[:4_096] for part in _OFFICE_PARTS):
        return ImportCode.IS_DOCUMENT
    return code


def _more_exactly(code: ImportCode, raw: bytes) -> ImportCode:
    """A locked or damaged document is told from one that is only of another kind."""
    if code is not ImportCode.IS_DOCUMENT:
        return code
    if raw.startswith(b"PK"):
        return code if zipfile.is_zipfile(io.BytesIO(raw)) else ImportCode.DOCUMENT_BROKEN
    return ImportCode.DOCUMENT_LOCKED if _LOCKED in raw else code


def read_words(words: str, file_name: str = "", said: Set[str] = frozenset()) -> ArticleDraft:
    """The article in a text: a web page's source, Markdown or plain text. `said` is what is known of it already."""
    if html.looks_like_it(words, file_name):
        return html.read(words, file_name)
    if _XML.match(words):
        raise problem(ImportCode.IS_XML, file_name)
    if PurePath(file_name.lower()).suffix in {".md", ".markdown"} or markdown.looks_like_it(words):
        return markdown.read(words)
    return text.read(words, said=said)
