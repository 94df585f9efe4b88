"""What stands beside a claim while it is judged, in one query: the author's sources at its words, what was cited in the
article and copied of it, and what this person typed and dated on its other claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db.models import CharField, DateField, F, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce

from articles.models import Anchor, AuthorSource, Claim, Sentence
from articles.prepared import Prepared, stand_in
from reviews.models import Citation, Draft, Snapshot, Verdict

ASKED = Prepared()
MOST_ROWS = 300  # of these, citations come last: the newest of them are read
MOST_DRAFTS = 40
MOST_COPIES = 100
SOURCE = ("url", "title", "publisher", "published_on", "kind", "quote", "locator")
COLUMNS = ("row", "pk", "uid", "at", *SOURCE)
NOTHING = {
    "url": Value("", output_field=CharField()),
    "title": Value("", output_field=TextField()),
    "publisher": Value("", output_field=CharField()),
    "published_on": Cast(Value(None), DateField()),
    "kind": Value("", output_field=CharField()),
    "quote": Value("", output_field=TextField()),
    "locator": Value("", output_field=CharField()),
}


class Row(IntEnum):
    """What a row is, the last first: a draft has its text as JSON in `quote`, a dated verdict its day in
    `published_on`, an author's source its words in `title`, a saved copy its state in `kind`."""

    CITED = 0
    AUTHORS = 1
    DATED = 2
    DRAFT = 3
    COPY = 4


@dataclass(frozen=True, slots=True)
class Words:
    """Where a claim's words stand in the current version, and from where to where their sentences reach."""

    start: int
    end: int
    first: int
    last: int


def words_of(claim: Claim) -> Words | None:
    """Two queries; a page that has read the text gives its own answer."""
    version = claim.article.current_id
    anchor = Anchor.objects.filter(claim=claim, version=version).standing().values_list("start", "end").first()
    if anchor is None:
        return None
    start, end = anchor
    touched = Sentence.objects.filter(version=version, start__lt=end, end__gt=start)
    return around(start, end, list(touched.values_list("start", "end")))


def around(start: int, end: int, sentences: Sequence[tuple[int, int]]) -> Words:
    """A claim's words and the sentences, any of the text, that share some of them."""
    touched = [one for one in sentences if one[0] < end and one[1] > start] or [(start, end)]
    return Words(start, end, min(one[0] for one in touched), max(one[1] for one in touched))


def beside(claim: Claim, person: Any, words: Words | None) -> list[dict[str, Any]]:
    """Rows of `COLUMNS`: copies, drafts, a dated verdict, the author's sources, citations; of each the newest first."""
    is_dated = claim.article.published_on is not None
    place = (words.start, words.end, words.first, words.last) if words else ()
    version = claim.article.current_id

    def rows(pk: int, article: int, by: int, version: int, *place: int) -> QuerySet[Any, Any]:
        who = stand_in(person, by)
        kinds = [_cited(article, who), _drafts(pk, article, who), _copies(article, who)]
        kinds += [_authors(version, Words(*place))] if place else []
        kinds += [] if is_dated else [_dated(article, who)]
        first, *others = (rows.order_by().values(*COLUMNS) for rows in kinds)
        return first.union(*others, all=True).order_by("-row", "-pk")[:MOST_ROWS]

    kind = (bool(place), is_dated, person.rights)
    return ASKED.rows(rows, claim.pk, claim.article_id, person.pk, version or 0, *place, kind=kind)


def _cited(article: int, person: Any) -> QuerySet[Any]:
    cited = Citation.objects.visible_to(person).filter(verdict__review__article=article)
    return cited.annotate(row=Value(int(Row.CITED)), at=F("verdict__created_at"))


def _drafts(claim: int, article: int, person: Any) -> QuerySet[Any]:
    mine = Draft.objects.of(person).filter(review__article=article).exclude(review__claim=claim)
    newest = Draft.objects.filter(pk__in=mine.order_by("-saved_at", "-pk").values("pk")[:MOST_DRAFTS])
    typed = NOTHING | {"quote": Cast("payload", TextField())}
    return newest.annotate(row=Value(int(Row.DRAFT)), at=F("saved_at"), **typed)


def _copies(article: int, person: Any) -> QuerySet[Any]:
    seen = Snapshot.objects.visible_to(person).filter(article=article).still_told()
    newest = Snapshot.objects.filter(pk__in=seen.newest_first().values("pk")[:MOST_COPIES])
    own = {"url": F("evidence__url"), "kind": F("state"), "quote": NOTHING["quote"], "locator": NOTHING["locator"]}
    return newest.annotate(row=Value(int(Row.COPY)), at=Coalesce("kept_at", "created_at"), **own)


def _authors(version: int, words: Words) -> QuerySet[Any]:
    """What the author hung on the claim's words, on what touches them, or on their sentences."""
    touching = Q(start__lte=words.end, end__gte=words.start)
    near = AuthorSource.objects.filter(touching | Q(start__lt=words.last, end__gt=words.first), version=version)
    own = {"title": F("note")} | {name: NOTHING[name] for name in ("publisher", "published_on", "quote", "locator")}
    return near.annotate(row=Value(int(Row.AUTHORS)), at=F("created_at"), **own)


def _dated(article: int, person: Any) -> QuerySet[Any]:
    """The person's newest verdict in an undated article that says which day it holds for."""
    given = Verdict.objects.filter(author=person, review__article=article).exclude(as_of=None)
    newest = Verdict.objects.filter(pk=Subquery(given.newest_first().values("pk")[:1]))
    return newest.annotate(row=Value(int(Row.DATED)), at=F("created_at"), **NOTHING | {"published_on": F("as_of")})
