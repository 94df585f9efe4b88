"""Rows of an import become articles: many at once where all is plain, one by one where something is in the way."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from articles.identity import new_uid
from articles.importers.as_json import draft_from_json
from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.intake import SAID, Source, add_version, import_article, sources_of
from articles.inserting import insert, reserved_keys
from articles.models import Article, AuthorSource, Event, Fingerprint, ImportRow, Person, Version
from articles.refusals import Refusal
from articles.terms import Channel, Outcome, RowState

_said = attrgetter(*SAID)
_VERSION = ("id", "uid", "article", "text", "text_sha256", "n_words", "file_sha256", "file_name", "media_type")
_EVENT = ("verb", "subject_type", "subject_uid", "article", "version", "actor", "at", "data")


class _Stored(NamedTuple):
    """One row on its way, with the keys that its article and version are to have."""

    row: ImportRow
    draft: ArticleDraft
    article: int
    version: int
    uid: uuid.UUID

    def as_article(self, now: datetime.datetime) -> tuple[Any, ...]:
        return self.article, self.version, self.row.address_key, now, *_said(self.draft)

    def as_version(self) -> tuple[Any, ...]:
        row = self.row
        of_text = (row.text, row.text_sha256, row.n_words)
        return self.version, self.uid, self.article, *of_text, row.file_sha256, row.file_name, self.draft.media_type

    def as_event(self, channel: str, actor: int, now: datetime.datetime) -> tuple[Any, ...]:
        seen = {"channel": channel, "file_sha256": self.row.file_sha256, "copy_number": 0, "place": self.row.place}
        return "import", "version", self.uid, self.article, self.version, actor, now, seen


def draft_of(row: ImportRow) -> ArticleDraft:
    """What was read in a row."""
    return draft_from_json(row.draft | {"text": row.text})


def store_rows(
    rows: Sequence[ImportRow], *, by: Person, channel: str, now: datetime.datetime, sent: dict[str, Any] | None = None
) -> list[tuple[int, int]]:
    """Store the rows, within the caller's transaction; each says afterwards what became of it.

    `sent` says what a program wants of a single text: a copy of one that is here, or which version it goes on from.
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
        _store_alone(row, by=by, channel=channel, now=now, sent=sent or {})
        row.save(update_fields=["state", "article", "code", "problem", "twin"])
    return waiting


def _store_at_once(
    rows: Sequence[ImportRow], *, by: Person, channel: str, now: datetime.datetime
) -> list[tuple[int, int]]:
    articles, versions = reserved_keys(Article, len(rows)), reserved_keys(Version, len(rows))
    found = [
        _Stored(row, draft_of(row), article, version, new_uid())
        for row, article, version in zip(rows, articles, versions, strict=True)
    ]
    insert(Article, ("id", "current", "address_key", "created_at", *SAID), (one.as_article(now) for one in found))
    whose = (channel, by.pk, now)
    insert(Version, (*_VERSION, "channel", "by", "created_at"), ((*one.as_version(), *whose) for one in found))
    insert(Fingerprint, ("version", "value"), ((one.version, value) for one in found for value in one.row.prints))
    AuthorSource.objects.bulk_create(source for one in found for source in sources_of(one.draft, one.version))
    insert(Event, _EVENT, (one.as_event(channel, by.pk, now) for one in found))
    stored = Version.objects.filter(text_sha256=OuterRef("text_sha256"), copy_number=0).values("article")[:1]
    ImportRow.objects.filter(pk__among=[row.pk for row in rows]).update(state=RowState.STORED, article=Subquery(stored))
    return [(one.version, one.row.n_words) for one in found]


def _store_alone(row: ImportRow, *, by: Person, channel: str, now: datetime.datetime, sent: dict[str, Any]) -> None:
    """Store one row through the front door; what it refuses is told in the row."""
    draft = draft_of(row)
    source = Source(by, Channel(channel), row.file_sha256, row.file_name)
    try:
        with transaction.atomic():
            if row.outcome == Outcome.UPDATE and row.twin is not None:
                done = add_version(row.twin, draft, source, now=now, base=sent.get("base"))
            else:
                done = import_article(draft, source, now=now, allow_copy=bool(sent.get("allow_copy")))
    except Refusal as refusal:
        row.state, row.code, row.problem = RowState.REFUSED, refusal.code, str(refusal.words)
    except ImportProblem as found:
        row.state, row.code, row.problem = RowState.REFUSED, found.code, found.words
    else:
        row.article = done.article
        row.state = RowState.STORED if done.is_new else RowState.LEFT_OUT
        row.twin = row.twin if done.is_new else done.article
