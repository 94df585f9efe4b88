"""PDF: the text layer page by page, paragraphs told by the space between lines; a scan without text says so."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from django.conf import settings

from articles.importers.base import ArticleDraft, canonical_text, one_line
from articles.importers.dates import find_date
from articles.importers.metadata import read_metadata
from articles.importers.problems import problem
from articles.terms import ImportCode

MEDIA_TYPE = "application/pdf"
PAGE_BREAK = "\f"
_GAP = 1.45  # times the usual distance between lines: a new paragraph
_RARE = 0.15  # of a page's lines
_HYPHEN = "\x02"  # how pdfium gives a hyphen at the end of a line
_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(slots=True)
class Line:
    """One line of a page: its words and how high its first letter stands (points from the bottom)."""

    words: str
    height: float


def read(raw: bytes, file_name: str) -> ArticleDraft:
    """A draft of the words in the text layer. Raises ImportProblem for a locked, damaged, too long or wordless file."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        raise problem(ImportCode.PDF_LOCKED if is_locked else ImportCode.PDF_BROKEN, file_name) from error
    try:
        return _draft(document, file_name)
    except pypdfium2.PdfiumError as error:
        raise problem(ImportCode.PDF_BROKEN, file_name) from error
    finally:
        document.close()


def _draft(document: pypdfium2.PdfDocument, file_name: str) -> ArticleDraft:
    if len(document) > settings.MAX_PAGES:
        raise problem(ImportCode.TOO_MANY_PAGES, file_name, count=f"{len(document):,}", limit=f"{settings.MAX_PAGES:,}")
    pages = list(_pages(document, file_name))
    text = PAGE_BREAK.join(pages).strip() + "\n"
    if not any(char.isalnum() for char in text):
        raise problem(ImportCode.PDF_WITHOUT_TEXT, file_name)
    seen = read_metadata(text.replace(PAGE_BREAK, "\n\n"))
    about = document.get_metadata_dict(skip_empty=True)
    created = find_date(_as_date(about.get("CreationDate", "")))
    return ArticleDraft(
        text=text,
        headline=seen.headline or one_line(about.get("Title", ""), 500),
        byline=seen.byline or one_line(about.get("Author", ""), 300),
        publisher=seen.publisher,
        url=seen.url,
        published_on=seen.published_on or (created.on if created else None),
        media_type=MEDIA_TYPE,
        letters_on_pages=tuple(len("".join(canonical_text(page).split())) for page in pages),
    )


def _pages(document: pypdfium2.PdfDocument, file_name: str) -> Iterator[str]:
    n_chars = 0
    for page in document:
        layer = page.get_textpage()
        words = _page_text(list(_lines(layer)))
        layer.close()
        page.close()
        n_chars += len(words)
        if n_chars > settings.MAX_TEXT_CHARS:
            raise problem(ImportCode.TOO_LONG, file_name, count=f"{n_chars:,}", limit=f"{settings.MAX_TEXT_CHARS:,}")
        yield words


def _lines(layer: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The page's lines in the order of its text layer."""
    words: list[str] = []
    height = 0.0
    for at in range(layer.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(layer, at))
        if char == "\n":
            yield Line("".join(words).strip(), height)
            words = []
        elif char != "\r":
            height = height if any(map(str.strip, words)) else _height(layer, at)
            words.append("-" if char == _HYPHEN else char)
    yield Line("".join(words).strip(), height)


def _height(layer: pypdfium2.PdfTextPage, at: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    return y.value if pdfium.FPDFText_GetCharOrigin(layer, at, x, y) else 0.0


def _page_text(lines: list[Line]) -> str:
    """The lines with a blank one where the space between two is wider than usual on the page."""
    lines = [line for line in lines if line.words]
    steps = [above.height - below.height for above, below in itertools.pairwise(lines)]
    usual = _usual(sorted(step for step in steps if step > 0))
    text: list[str] = []
    for line, step in zip(lines, [0.0, *steps], strict=False):
        if text and (step > usual * _GAP or step < 0):  # further down, or up again: another column
            text.append("")
        text.append(line.words)
    return "\n".join(text)


def _usual(steps: list[float]) -> float:
    """The distance of lines within a paragraph: the smallest that is no rarity on the page."""
    for step in steps:
        if sum(abs(other - step) <= 0.08 * step for other in steps) >= _RARE * len(steps):
            return step
    return 0.0


def _as_date(stamp: str) -> str:
    """PDF's "D:20240503120000+02'00'" as an ISO date."""
    digits = stamp.removeprefix("D:")[:8]
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if len(digits) == 8 and digits.isdecimal() else ""
