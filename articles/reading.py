"""Bytes to text: byte order marks, UTF-8, UTF-16, the single-byte encodings of older programs; text without marks."""

import codecs
import re
from pathlib import Path
from typing import BinaryIO

import charset_normalizer

from articles.splitting.markup import mask

_MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 64 * 1024
_MOST_CONTROLS = 0.01
_GUESSED = {"shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r", "cp1251"}
_DECLARABLE = re.compile(
    r"(utf-?(8|16|16[bl]e)|windows-125\d|iso-?8859-\d+|shift[-_]jis|euc-(jp|kr)|gb(k|2312|18030)|big5|koi8-[ru])"
)
_NOTE_MARK = re.compile(r"(?<=[^\s\[(])\[\^[^\[\]\s]{1,40}\](?!:)")
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252"}


def read_text(raw: bytes, declared: str = "") -> str:
    """The text in the bytes. `declared` is the encoding they name themselves, believed where UTF-8 does not fit."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if encoding := _utf16_without_mark(raw):
        return raw.decode(encoding, errors="replace")
    for encoding in ("utf-8", _believable(declared)):
        text = _decoded(raw, encoding)
        if text is not None:
            return text
    return raw.decode(_guess(raw), errors="replace")


def encoding_of(path: Path, declared: str = "") -> str:
    """The encoding of a file of any length, which is never held in memory as a whole."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
        for mark, encoding in _MARKS:
            if sample.startswith(mark):
                return encoding if encoding != "utf-8" else "utf-8-sig"
        if encoding := _utf16_without_mark(sample[: len(sample) // 2 * 2]):
            return encoding
        file.seek(0)
        return "utf-8" if _is_utf8(file) else _believable(declared) or _guess(sample)


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(1_000_000):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_text(text: str) -> bool:
    """Whether decoded bytes read as text: control characters are rare, and little of it could not be decoded."""
    sample = text[:_SAMPLE]
    strange = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    return strange <= max(8, _MOST_CONTROLS * len(sample))


def _believable(declared: str) -> str:
    """The declared encoding where it is one that pages are written in."""
    name = declared.strip().lower()
    return _AS_BROWSERS_DO.get(name, name) if _DECLARABLE.fullmatch(name) else ""


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _utf16_without_mark(raw: bytes) -> str:
    """UTF-16 shows itself by every other byte being zero in Latin text."""
    sample = raw[: _SAMPLE // 16]
    half = len(sample) // 2
    if half < 4 or len(raw) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else ""


def _guess(raw: bytes) -> str:
    """The likeliest encoding; Windows-1252, which almost any byte fits, unless another alphabet is plain to see."""
    found = charset_normalizer.from_bytes(raw[:_SAMPLE], steps=5, chunk_size=512).best()
    return found.encoding if found is not None and found.encoding in _GUESSED else "cp1252"


def without_markup(text: str) -> str:
    """The text as a reader sees it: Markdown's marks, those of its footnotes too, and left-over tags are blanks.

    Every offset stays as it is.
    """
    return _NOTE_MARK.sub(lambda mark: " " * len(mark[0]), mask(text))
