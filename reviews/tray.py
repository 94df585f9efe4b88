"""Sources at hand while a claim is judged: the author's own at its words, and what was cited in the article."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from articles.models import Claim
from articles.terms import SourceKind
from reviews import copy_words
from reviews.beside import SOURCE, Row, beside, words_of
from reviews.drafts import CitationText, DraftText, TooMuch, is_web_address
from reviews.terms import CopyState

MOST_SOURCES = 30
ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class CopyAtHand:
    """The newest saved copy of a source in this article, or how far it is with one."""

    uid: UUID
    state: CopyState
    at: datetime.datetime

    @property
    def is_kept(self) -> bool:
        return self.state is CopyState.KEPT

    @property
    def label(self) -> str:
        return str(copy_words.STATES[self.state])


Copies = dict[str, CopyAtHand]


@dataclass(frozen=True, slots=True)
class TraySource:
    """One source to pick: what it is, the words and the place it was last cited with, when that was.

    `phrase` stands for a link of the author's that leads nowhere: it is searched for, not picked.
    """

    key: str
    url: str = ""
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    kind: str = ""
    quote: str = ""
    locator: str = ""
    used_at: datetime.datetime | None = None
    authors: SourceKind | None = None
    phrase: str = ""
    copy: CopyAtHand | None = None

    @property
    def name(self) -> str:
        return self.title or self.url or self.phrase

    @property
    def has_words(self) -> bool:
        return bool(self.quote or self.locator)

    def is_source_of(self, text: CitationText) -> bool:
        """Whether this is the source that a citation names."""
        return bool(self.name) and _identity(self.url, self.title) == _identity(text.url, text.title)

    def picked(self, today: datetime.date) -> CitationText:
        """A citation of it: neither stance nor words, which are for the person to say."""
        names = ("url", "title", "publisher", "published_on", "kind")
        return CitationText(**{name: getattr(self, name) for name in names}, accessed_on=today.isoformat())


def tray_of(claim: Claim, person: Any, rows: Rows | None = None) -> list[TraySource]:
    """What this person may pick for a claim: the author's sources at its words, then those used last.

    `rows` are those of `beside`, where they were read already.
    """
    rows = beside(claim, person, words_of(claim)) if rows is None else rows
    authors = [_authors_source(row) for row in rows if row["row"] == Row.AUTHORS][::-1]
    cited = [_cited(row) for row in rows if row["row"] == Row.CITED]
    drafted = [one for row in rows if row["row"] == Row.DRAFT for one in _drafted(row)]
    used = _once(sorted([*cited, *drafted], key=_used_at, reverse=True))
    known = {_identity(one.url, one.title): one for one in used}
    first = _once(replace(known.get(_identity(one.url, one.title), one), authors=one.authors) for one in authors)
    taken = {_identity(one.url, one.title) for one in first}
    rest = [one for one in used if _identity(one.url, one.title) not in taken]
    copies = copies_in(rows)
    return [replace(one, copy=copies.get(_identity(one.url, one.title))) for one in [*first, *rest][:MOST_SOURCES]]


def copies_in(rows: Rows) -> Copies:
    """Of each source in the rows of `beside` the newest copy that is kept, else how far it is with the newest."""
    found: Copies = {}
    for row in rows:
        if row["row"] == Row.COPY:
            identity = _identity(row["url"], row["title"])
            copy = CopyAtHand(row["uid"], CopyState(row["kind"]), row["at"])
            if identity not in found or (copy.is_kept and not found[identity].is_kept):
                found[identity] = copy
    return found


def copy_of(text: CitationText, copies: Copies) -> CopyAtHand | None:
    """The saved copy of the source that a citation names."""
    return copies.get(_identity(text.url, text.title)) if text.url or text.title else None


def _authors_source(row: dict[str, Any]) -> TraySource:
    """A link by its address, a note by its words and the address in them; a link without one is only searched for."""
    kind, note = SourceKind(row["kind"]), row["title"]
    in_note = ADDRESS.search(note)
    url = row["url"] or (in_note[0].rstrip(".,;:)]") if in_note else "")
    if kind is SourceKind.LINK and not url:
        return TraySource(str(row["uid"]), authors=kind, phrase=note)
    title = "" if kind is SourceKind.LINK else " ".join(ADDRESS.sub(" ", note).split()).strip(" .,;:–-")
    return TraySource(str(row["uid"]), url=url, title=title if title or url else note, authors=kind)


def _cited(row: dict[str, Any]) -> TraySource:
    names = ("url", "title", "publisher", "kind", "quote", "locator")
    day = row["published_on"].isoformat() if row["published_on"] else ""
    return TraySource(str(row["uid"]), published_on=day, used_at=row["at"], **{name: row[name] for name in names})


def _drafted(row: dict[str, Any]) -> Iterator[TraySource]:
    """What the person cites in an unfinished verdict on another claim of the article."""
    for place, one in enumerate(_citations(row["quote"])):
        if one.title or is_web_address(one.url):
            told = {name: getattr(one, name) for name in SOURCE}
            yield TraySource(f"{row['uid']}.{place}", used_at=row["at"], **told)


def _citations(payload: str) -> tuple[CitationText, ...]:
    try:
        return DraftText.read(json.loads(payload)).citations
    except TooMuch:
        return ()


def _once(sources: Iterable[TraySource]) -> list[TraySource]:
    """Each source once, as it comes first, with the words of its last use that has any."""
    found: dict[str, TraySource] = {}
    for one in sources:
        identity = _identity(one.url, one.title or one.phrase)
        known = found.setdefault(identity, one)
        if not known.has_words and one.has_words:
            found[identity] = replace(known, quote=one.quote, locator=one.locator)
    return list(found.values())


def _identity(url: str, title: str) -> str:
    return url.strip() or " ".join(title.casefold().split())


def _used_at(one: TraySource) -> datetime.datetime:
    return one.used_at or datetime.datetime.min.replace(tzinfo=datetime.UTC)
