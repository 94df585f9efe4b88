"""The heads of a sheet: which row they stand in, and which column holds what by the words that sheets use."""

from __future__ import annotations

import re
from collections.abc import Sequence

TEXT, URL = "text", "url"
FIELDS = ("headline", TEXT, "byline", "publisher", URL, "published_on", "language", "deadline_at", "notes")
LOOKED_AT = 20  # filled rows among which the heads are looked for; titles and remarks stand above them
_LONGEST = 80  # characters of a head
_CALLED = {
    "headline": "headline title heading head überschrift titel schlagzeile titre titolo titular título kop rubrik"
    " articletitle articleheadline",
    TEXT: "text body content article fulltext full_text articletext article_text articlebody story inhalt texte testo"
    " texto bodytext bodycopy copy maintext artikeltext volltext contenu contenido tekst",
    "byline": "byline author authors by writer writtenby autor auteur autorin autoren auteurs autore autores journalist"
    " reporter authorname",
    "publisher": "publisher publication source site outlet website medium sitename newspaper sourcename quelle éditeur"
    " fuente testata publishername",
    URL: "url link address web permalink canonical canonicalurl href websiteurl articleurl pageurl lien enlace weblink",
    "published_on": "publishedon published date publicationdate publishedat publishdate pubdate datum fecha data"
    " datepublished dateofpublication datedepublication veröffentlicht veröffentlichtam erscheinungsdatum"
    " fechadepublicación",
    "language": "language lang sprache langue idioma lingua taal",
    "deadline_at": "deadline due dueat duedate deadlineat",
    "notes": "notes note comment comments remarks bemerkung bemerkungen",
}
_NAMES = {name.replace("_", ""): field for field, names in _CALLED.items() for name in names.split()}
_ASIDE = re.compile(r"\([^()]{0,40}\)|(?<=\w)[*:/](?:in|innen|r)\b")  # Author(s), Headline (EN), Autor*in
Columns = dict[str, str]


def guessed(heads: Sequence[str]) -> Columns:
    """Field → head, by the words that sheets use; the first fitting head wins."""
    columns: Columns = {}
    for head in heads:
        field = _field(head) or _field(_ASIDE.sub("", head))
        if field:
            columns.setdefault(field, head)
    return columns


def are_heads(cells: Sequence[str]) -> bool:
    """Whether a row names the columns that an article needs, and all of it is short."""
    known = guessed(cells)
    return (TEXT in known or (URL in known and len(known) > 1)) and all(len(cell) <= _LONGEST for cell in cells)


def row_of_heads(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first filled rows holds the heads: the first that names what an article needs; else the first with
    several short cells, for what stands above it is a title; else the first."""
    known = next((number for number, cells in enumerate(rows) if are_heads(cells)), None)
    if known is not None:
        return known
    return next((number for number, cells in enumerate(rows) if _are_several(cells)), 0)


def _are_several(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) > 1 and all(len(cell) <= _LONGEST for cell in cells)


def _field(head: str) -> str | None:
    return _NAMES.get(re.sub(r"[\W_]+", "", head.lower()))
