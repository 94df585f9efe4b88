"""What sort of file something is, told by its content, and the importer for it."""

import re
from pathlib import PurePath

from django.conf import settings

from articles import reading
from articles.importers import html, markdown, text
from articles.importers.base import ArticleDraft
from articles.importers.problems import problem, too_big, too_long
from articles.terms import ImportCode

ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm")
_SIGNATURES = [
    (b"%PDF-", ImportCode.IS_PDF),
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
    (b"\x7fELF", ImportCode.IS_BINARY),
    (b"MZ\x90\x00", ImportCode.IS_BINARY),
    (b"SQLite format 3\x00", ImportCode.IS_BINARY),
]
_OFFICE_PARTS = (b"word/", b"mimetypeapplication/vnd.oasis", b"xl/", b"ppt/", b"[Content_Types].xml")
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:rss|feed|svg)\b", re.IGNORECASE)


def read_article(raw: bytes, file_name: str = "") -> ArticleDraft:
    """The article in the bytes. Raises ImportProblem where there is none to be read."""
    if len(raw) > settings.MAX_FILE_BYTES:
        raise too_big(len(raw), settings.MAX_FILE_BYTES, file_name)
    if code := _foreign(raw):
        raise problem(code, file_name)
    words = reading.read_text(raw, html.declared_encoding(raw))
    if not reading.is_text(words):
        raise problem(ImportCode.IS_BINARY, file_name)
    return checked(_read(words, file_name), file_name)


def checked(draft: ArticleDraft, file_name: str = "") -> ArticleDraft:
    """The draft itself, where it holds words and not too many."""
    if not re.search(r"\w", draft.text):
        raise problem(ImportCode.EMPTY, file_name)
    if len(draft.text) > settings.MAX_TEXT_CHARS:
        raise too_long(len(draft.text), settings.MAX_TEXT_CHARS, file_name)
    return draft


def _foreign(raw: bytes) -> ImportCode | None:
    """The reason for which a known kind of file cannot be read."""
    start = raw[:1_024].lstrip()
    code = next((code for signature, code in _SIGNATURES if start.startswith(signature)), None)
    if code is ImportCode.IS_ARCHIVE and any(part in raw[:4_096] for part in _OFFICE_PARTS):
        return ImportCode.IS_DOCUMENT
    return code


def _read(words: str, file_name: str) -> ArticleDraft:
    if html.looks_like_it(words, file_name):
        return html.read(words, file_name)
    if _XML.match(words):
        raise problem(ImportCode.IS_XML, file_name)
    if PurePath(file_name.lower()).suffix in {".md", ".markdown"} or markdown.looks_like_it(words):
        return markdown.read(words)
    return text.read(words)
