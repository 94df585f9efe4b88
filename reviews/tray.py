"""Sources at hand while a claim is judged: the author's own at its words, and what was cited in the article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from articles.models import Anchor, AuthorSource, Claim, Sentence
from articles.terms import SourceKind
from reviews.drafts import CitationText, DraftText, TooMuch, is_web_address
from reviews.models import Citation, Draft

MOST_SOURCES = 30
MOST_ROWS = 200  # citations read to find the newest sources among them
MOST_DRAFTS = 40
ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
COLUMNS = ("is_authors", "pk", "uid", "at", "url", "title", "publisher", "published_on", "kind", "quote", "locator")


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


def tray_of(claim: Claim, person: Any) -> list[TraySource]:
    """What this person may pick for a claim: the author's sources at its words, then those used last. Two queries."""
    rows = list(_rows(claim, person))
    authors = [_authors_source(row) for row in rows if row["is_authors"]][::-1]
    cited = [_cited(row) for row in rows if not row["is_authors"]]
    used = _once(sorted([*cited, *_drafted(claim, person)], key=_used_at, reverse=True))
    known = {_identity(one.url, one.title): one for one in used}
    first = _once(replace(known.get(_identity(one.url, one.title), one), authors=one.authors) for one in authors)
    taken = {_identity(one.url, one.title) for one in first}
    rest = [one for one in used if _identity(one.url, one.title) not in taken]
    return [*first, *rest][:MOST_SOURCES]


def _rows(claim: Claim, person: Any) -> Iterator[dict[str, Any]]:
    """Citations of the article's verdicts and the author's sources at the claim, in one query; newest first."""
    cited = Citation.objects.visible_to(person).filter(verdict__review__article=claim.article_id)
    cited = cited.annotate(is_authors=Value(0), at=F("verdict__created_at"))
    authors = _at_words(claim).annotate(
        is_authors=Value(1),
        at=F("created_at"),
        title=F("note"),
        publisher=Value("", output_field=CharField()),
        published_on=Cast(Value(None), DateField()),
        quote=Value("", output_field=TextField()),
        locator=Value("", output_field=CharField()),
    )
    both = authors.order_by().values(*COLUMNS).union(cited.order_by().values(*COLUMNS), all=True)
    yield from both.order_by("-is_authors", "-pk")[:MOST_ROWS]


def _at_words(claim: Claim) -> QuerySet[AuthorSource]:
    """What the author hung on the claim's words, on what touches them, or on their sentence."""
    version = claim.article.current_id
    anchors = Anchor.objects.filter(claim=claim, version=version).standing()
    touching = anchors.filter(start__lte=OuterRef("end"), end__gte=OuterRef("start"))
    its_sentence = anchors.filter(start__lt=OuterRef("end"), end__gt=OuterRef("start"))
    sentences = Sentence.objects.filter(Exists(its_sentence), version=version)
    beside = sentences.filter(start__lt=OuterRef("end"), end__gt=OuterRef("start"))
    return AuthorSource.objects.filter(Q(Exists(touching)) | Q(Exists(beside)), version=version)


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


def _drafted(claim: Claim, person: Any) -> Iterator[TraySource]:
    """What the person cites in unfinished verdicts on other claims of the article."""
    drafts = Draft.objects.of(person).filter(review__article=claim.article_id).exclude(review__claim=claim)
    rows = drafts.order_by("-saved_at", "-pk").values_list("uid", "payload", "saved_at")[:MOST_DRAFTS]
    names = ("url", "title", "publisher", "published_on", "kind", "quote", "locator")
    for uid, payload, saved_at in rows:
        for place, one in enumerate(_citations(payload)):
            if one.title or is_web_address(one.url):
                told = {name: getattr(one, name) for name in names}
                yield TraySource(f"{uid}.{place}", used_at=saved_at, **told)


def _citations(payload: Any) -> tuple[CitationText, ...]:
    try:
        return DraftText.read(payload).citations
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
