"""Saying that words hold no claim, and taking that back: each in one transaction, with its event."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.confirming import text_hash
from articles.models import Article, Claim, Confirmation, Event, Version
from articles.reading import without_markup
from articles.refusals import Kind
from articles.terms import Zone
from reviews.coverage import Coverage, Line, Span, has_words
from reviews.coverage_rows import coverage_of, places_of
from reviews.coverage_words import refusal
from reviews.workflow import TRIAGE

CONFIRM, UNCONFIRM = "confirm", "unconfirm"
_ROWS = 500
_SHOWN_WORDS = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A stretch as somebody saw it: the version, from where to where, and its words or their hash.

    `beside_claims`: it holds no claim apart from those that are marked there.
    """

    version: uuid.UUID
    start: int
    end: int
    words: str | None = None
    text_sha256: str | None = None
    beside_claims: bool = False


def confirm(article: Article, asked: Asked, *, by: Any, now: datetime.datetime) -> list[Confirmation]:
    """Say that a stretch holds no claim: one confirmation for each run of words in it that nothing was said about."""
    _check_permission(by)
    with transaction.atomic():
        version = _held(article, asked.version)
        _check_stretch(version, asked)
        coverage = coverage_of(version, None)
        lines = _lines_in(coverage, asked)
        if not asked.beside_claims:
            _check_no_claim(version, asked, lines)
        return _write(version, _words_left(version, asked, lines), by=by, now=now)


def confirm_zone(
    article: Article, zone: Zone, *, version: uuid.UUID, seen: str, by: Any, now: datetime.datetime
) -> list[Confirmation]:
    """Say that what is left of one part of the layout holds no claim; sentences with an open claim are left alone.

    `seen` is the mark of what the person looked at; refused where something else is left by now.
    """
    _check_permission(by)
    with transaction.atomic():
        held = _held(article, version)
        found = coverage_of(held, None).zone(zone)
        if found.seen != seen:
            raise refusal("zone_changed", current={"seen": found.seen, "sentences": len(found.confirmable)})
        return _write(held, [gap for line in found.confirmable for gap in line.left], by=by, now=now, zone=zone)


def take_back(confirmations: Sequence[Confirmation], *, by: Any, now: datetime.datetime) -> None:
    """Take back that some stretches of one version hold no claim: all of them, or none and a refusal."""
    _check_permission(by)
    if not confirmations:
        raise refusal("taken_back")
    first = confirmations[0]
    with transaction.atomic():
        version = _held(first.version.article, first.version.uid)
        n_gone, _by_table = Confirmation.objects.filter(pk__in=[one.pk for one in confirmations]).delete()
        if n_gone != len(confirmations):
            raise refusal("taken_back")
        _log(UNCONFIRM, version, by=by, now=now, before=confirmations, after=[])


def _check_permission(by: Any) -> None:
    if not by.has_perm(TRIAGE):
        raise refusal("not_allowed", Kind.FORBIDDEN)


def _held(article: Article, seen: uuid.UUID) -> Version:
    """The current version, which stays current until the transaction ends; refused where another one was seen."""
    current = Article.objects.select_for_update(no_key=True).values_list("current", flat=True).get(pk=article.pk)
    version: Version | None = Version.objects.select_related("article").filter(pk=current).first()
    if version is None or version.uid != seen:
        number = version.number if version is not None else 0
        now = {"version": str(version.uid), "number": number} if version is not None else None
        raise refusal("version_replaced", number=number, current=now)
    return version


def _check_stretch(version: Version, asked: Asked) -> None:
    if not 0 <= asked.start < asked.end <= len(version.text):
        raise refusal("out_of_text", Kind.INVALID, field="end", n=f"{len(version.text):,}")
    if not has_words(without_markup(version.text), asked.start, asked.end):
        raise refusal("no_words", Kind.INVALID, field="start")
    if asked.words is None and asked.text_sha256 is None:
        raise refusal("words_missing", Kind.INVALID, field="words")
    stands = version.text[asked.start : asked.end]
    is_hash_right = asked.text_sha256 in (None, hashlib.sha256(stands.encode()).hexdigest())
    if not is_hash_right or (asked.words is not None and asked.words.split() != stands.split()):
        shown = " ".join(stands.split())[:_SHOWN_WORDS]
        raise refusal("words_differ", field="words", words=shown, current={"words": stands[:_SHOWN_WORDS]})


def _lines_in(coverage: Coverage, asked: Asked) -> list[Line]:
    """The sentence that is this very stretch, without what stands in it; else all that reach into it."""
    exact = [line for line in coverage.lines if (line.start, line.end) == (asked.start, asked.end)]
    return exact or [line for line in coverage.lines if line.start < asked.end and asked.start < line.end]


def _check_no_claim(version: Version, asked: Asked, lines: Sequence[Line]) -> None:
    text = without_markup(version.text)
    pieces = [(max(a, asked.start), min(b, asked.end)) for line in lines for a, b in line.pieces]
    for place in places_of(version):
        if any(has_words(text, max(a, place.start), min(b, place.end)) for a, b in pieces):
            claim = Claim.objects.get(pk=place.claim)
            raise refusal("claim_stands", claim=claim, current={"claim": str(claim.uid)})


def _words_left(version: Version, asked: Asked, lines: Iterable[Line]) -> list[Span]:
    """What is to be confirmed of a stretch: the words left in its sentences, as far as they are in it."""
    text = without_markup(version.text)
    clipped = ((max(a, asked.start), min(b, asked.end)) for line in lines for a, b in line.left)
    return [(a, b) for a, b in clipped if has_words(text, a, b)]


def _write(
    version: Version, stretches: Sequence[Span], *, by: Any, now: datetime.datetime, zone: str = ""
) -> list[Confirmation]:
    if not stretches:
        raise refusal("nothing_left")
    rows = [
        Confirmation(version=version, start=a, end=b, text_sha256=text_hash(version, a, b), by=by, at=now)
        for a, b in stretches
    ]
    Confirmation.objects.bulk_create(rows, batch_size=_ROWS)
    _log(CONFIRM, version, by=by, now=now, before=[], after=rows, zone=zone)
    return rows


def _log(
    verb: str,
    version: Version,
    *,
    by: Any,
    now: datetime.datetime,
    before: Sequence[Confirmation],
    after: Sequence[Confirmation],
    zone: str = "",
) -> None:
    """One step for all of it: what was confirmed before it and after it."""
    rows = [*before, *after]
    Event.log(
        verb,
        rows[0] if len(rows) == 1 else version,
        article=version.article_id,
        version=version,
        by=by,
        at=now,
        data={"before": [_told(one) for one in before], "after": [_told(one) for one in after]}
        | ({"zone": str(zone)} if zone else {}),
    )


def _told(one: Confirmation) -> dict[str, Any]:
    return {
        "uid": str(one.uid),
        "start": one.start,
        "end": one.end,
        "text_sha256": one.text_sha256,
        "by": str(one.by.uid),
        "at": one.at.isoformat(),
    }
