"""What every importer makes: a draft of an article, or a problem that says what is wrong; and canonical text."""

import datetime
import itertools
import re
import unicodedata
from dataclasses import dataclass

from articles.terms import ImportCode, SourceKind

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_PAGE_BREAK = re.compile("(?<![\n\f])\f(?![\n\f])")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONG_RUN = re.compile(r"[^\w\s\x00-\x7f]{64,}")  # may be combining marks, which are never word characters
_MAY_COMBINE = re.compile("[^\x00-\u02ff\u2010-\u2027\u2030-\u205e]")  # of all others NFC leaves each as it is
_PLAINEST = bytes([*b"\t\n", *range(0x20, 0x7F)])
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_ELLIPSIS = "…"
MOST_LINKS = 200  # that one import fetches for what was given to it


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Something the author leans on: `text[start:end]` are the words it hangs on; a link has a `url`, a note words."""

    start: int
    end: int
    kind: SourceKind
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as it was read, before anybody corrected or stored it."""

    text: str
    headline: str = ""
    byline: str = ""
    publisher: str = ""
    url: str = ""
    published_on: datetime.date | None = None
    language: str = ""
    media_type: str = "text/plain"
    notes: str = ""
    deadline_at: datetime.datetime | None = None
    sources: tuple[SourceDraft, ...] = ()
    letters_on_pages: tuple[int, ...] = ()  # how much of the text, blanks apart, stands on each page, where told


class ImportProblem(Exception):
    """Raised where something handed in cannot become an article; `words` say what, where and the way out.

    `column` names the column of a sheet that has to be mended.
    """

    def __init__(self, code: ImportCode, words: str, column: str = ""):
        super().__init__(words)
        self.code, self.words, self.column = code, words, column


def canonical_text(text: str) -> str:
    """The one form in which text is stored: offsets count its code points and never change."""
    strange = _strange(text)
    if not strange.isprintable():  # most need none of this
        text = _SURROGATE.sub("\ufffd", _LINE_ENDS.sub("\n", _UNWANTED.sub("", text)))
        text = strange = _PAGE_BREAK.sub("\n\n", text).replace("\f", "\n")
    if strange.isascii() or not _MAY_COMBINE.search(strange):
        return text
    return unicodedata.normalize("NFC", _LONG_RUN.sub(_marks_in_order, text))


def _strange(text: str) -> str:
    """The characters of a text but the plainest, of which most texts consist; mostly so few that looking is quick."""
    try:
        return text.encode().translate(None, _PLAINEST).decode()
    except UnicodeEncodeError:  # lone surrogates
        return text


def _marks_in_order(run: re.Match[str]) -> str:
    """The run in canonical order: Python sorts marks by insertion, which a run of a million would make take hours."""
    decomposed = "".join(unicodedata.normalize("NFD", char) for char in run[0])
    stretches = itertools.groupby(decomposed, key=lambda char: unicodedata.combining(char) > 0)
    return "".join("".join(sorted(stretch, key=unicodedata.combining)) for _, stretch in stretches)


def one_line(text: str, limit: int) -> str:
    """Text fit for a headline or a name: one line, without characters that hide or reorder it, cut to `limit`."""
    line = canonical_text(text)
    line = " ".join((line if line.isascii() else _BIDI_CONTROLS.sub("", line)).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + _ELLIPSIS


def bare_name(file_name: str, limit: int = 255) -> str:
    """A file's own name without folders; its ending survives when it is cut."""
    name = one_line(re.split(r"[\\/]", file_name)[-1], 10_000)
    stem, dot, ending = name.rpartition(".")
    if len(name) > limit and dot and len(ending) < 10:
        return f"{stem[: limit - len(ending) - 2]}{_ELLIPSIS}.{ending}"
    return name if len(name) <= limit else name[: limit - 1] + _ELLIPSIS
