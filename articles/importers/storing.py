"""Rows of an import become articles: many at once where all is plain, one by one where something is in the way."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from articles.importers.as_json import draft_from_json
from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.intake import Source, add_version, article_of, import_article, sources_of, version_of
from articles.inserting import insert, insert_objects
from articles.models import Article, AuthorSource, Event, Fingerprint, ImportRow, Person, Version
from articles.refusals import Refusal
from articles.terms import Channel, Outcome, RowState


def draft_of(row: ImportRow) -> ArticleDraft:
    """What was read in a row."""
    return draft_from_json(row.draft | {"text": row.text})


def store_rows(rows: Sequence[ImportRow], *, by: Person, channel: str, now: datetime.datetime) -> list[tuple[int, int]]:
    """Store the rows, within the caller's transaction; each says afterwards what became of it.

    Answers the versions that wait for a split nobody asked for yet, each with its words.
    """
    waiting: list[tuple[int, int]] = []
    plain = [row for row in rows if row.outcome != Outcome.UPDATE]
    alone = [row for row in rows if row.outcome == Outcome.UPDATE]
    try:
        with transaction.atomic():
            waiting = _store_at_once(plain, by=by, channel=channel, now=now)
    except IntegrityError:  # one of the texts came in meanwhile
        alone = list(rows)
    for row in alone:
        _store_alone(row, by=by, channel=channel, now=now)
        row.save(update_fields=["state", "article", "code", "problem", "twin"])
    return waiting


def _store_at_once(
    rows: Sequence[ImportRow], *, by: Person, channel: str, now: datetime.datetime
) -> list[tuple[int, int]]:
    drafts = [draft_of(row) for row in rows]
    articles = [article_of(draft, now) for draft in drafts]
    insert_objects(articles)
    versions = [
        version_of(draft, article, row.text_sha256, Source(by, Channel(channel), row.file_sha256, row.file_name), now)
        for row, draft, article in zip(rows, drafts, articles, strict=True)
    ]
    insert_objects(versions)
    first = Version.objects.filter(article=OuterRef("pk")).values("pk")[:1]
    Article.objects.filter(pk__in=[article.pk for article in articles]).update(current=Subquery(first))
    prints = ((v.pk, value) for row, v in zip(rows, versions, strict=True) for value in row.prints)
    insert(Fingerprint, ("version", "value"), prints)
    pairs = zip(drafts, versions, strict=True)
    AuthorSource.objects.bulk_create(source for draft, version in pairs for source in sources_of(draft, version))
    insert_objects([_event(row, version, by=by, now=now) for row, version in zip(rows, versions, strict=True)])
    stored = Version.objects.filter(text_sha256=OuterRef("text_sha256"), copy_number=0).values("article")[:1]
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(state=RowState.STORED, article=Subquery(stored))
    return [(version.pk, version.n_words) for version in versions]


def _event(row: ImportRow, version: Version, *, by: Person, now: datetime.datetime) -> Event:
    seen = {"channel": version.channel, "file_sha256": version.file_sha256, "copy_number": 0, "place": row.place}
    return Event.step("import", version, article=version.article, version=version, by=by, at=now, data=seen)


def _store_alone(row: ImportRow, *, by: Person, channel: str, now: datetime.datetime) -> None:
    """Store one row through the front door; what it refuses is told in the row."""
    draft = draft_of(row)
    source = Source(by, Channel(channel), row.file_sha256, row.file_name)
    try:
        with transaction.atomic():
            if row.outcome == Outcome.UPDATE and row.twin is not None:
                done = add_version(row.twin, draft, source, now=now)
            else:
                done = import_article(draft, source, now=now)
    except Refusal as refusal:
        row.state, row.code, row.problem = RowState.REFUSED, refusal.code, str(refusal.words)
    except ImportProblem as found:
        row.state, row.code, row.problem = RowState.REFUSED, found.code, found.words
    else:
        row.article = done.article
        row.state = RowState.STORED if done.is_new else RowState.LEFT_OUT
        row.twin = row.twin if done.is_new else done.article
