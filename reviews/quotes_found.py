"""Looking for quotes in saved copies: in a draft as it is saved, and for citations once they stand on a copy."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from django.db.models import Q

from reviews.drafts import MAX_TEXT, DraftText, TooMuch
from reviews.models import Citation, CitedCopy, Snapshot
from reviews.models.snapshot import RECENT
from reviews.quote_match import look_for
from reviews.terms import QuoteFound

MOST_AT_ONCE = 200


def with_quotes_found(payload: Any, person: Any) -> Any:
    """A draft's payload with what became of each quote that names a copy the person may see."""
    try:
        text = DraftText.read(payload)
    except TooMuch:
        return payload  # storing it says why it is refused
    named = {uid for one in text.citations if one.quote.strip() and (uid := _uid(one.snapshot))}
    copies = _kept(named, person) if named else {}
    cited = []
    for one in text.citations:
        told = asdict(one) | {"quote_found": "", "passage": ""}
        key = copies.get(one.snapshot.strip().lower())
        if key is not None and one.quote.strip():
            found, passage = _found(key, one.quote)
            told |= {"quote_found": str(found), "passage": passage}
        cited.append(told)
    return {**payload, "citations": cited}


def look_at(copies: Iterable[CitedCopy]) -> None:
    """Look for the quotes of citations in the copies they stand on. What is found is written once and stays."""
    for copy in copies:
        found, passage = _found(copy.snapshot.uid, copy.citation.quote)
        if found is not QuoteFound.UNCHECKED:
            unchecked = CitedCopy.objects.filter(pk=copy.pk, found=QuoteFound.UNCHECKED)
            unchecked.update(found=found, passage=passage)


def stand_late(snapshot: Snapshot) -> None:
    """Let citations stand on a copy that was kept after they were handed in: those of the round it was asked for in,
    and others of the same source and day. What was asked for in a blind round is for its own person's alone.

    It belongs into the transaction that keeps the copy; `look_at_late` comes after it.
    """
    own = Q(verdict__review__claim=snapshot.claim_id, verdict__round=snapshot.round)
    if Snapshot.objects.shared().filter(pk=snapshot.pk).exists():
        own |= Q(created_at__gt=snapshot.created_at - RECENT)
    else:
        own &= Q(verdict__author=snapshot.by_id)
    waiting = Citation.objects.filter(own, evidence=snapshot.evidence_id, copy=None).order_by("pk")[:MOST_AT_ONCE]
    rows = [CitedCopy(citation=one, snapshot=snapshot, sha256=snapshot.file_sha256) for one in waiting]
    CitedCopy.objects.bulk_create(rows, ignore_conflicts=True)


def look_at_late(snapshot: Snapshot) -> None:
    """Look for the quotes of the citations that stand on a copy since it was kept."""
    look_at(CitedCopy.objects.unchecked().with_both().filter(snapshot=snapshot))


def look_at_rest() -> None:
    """The quotes that nobody looked for yet: whoever began it was stopped."""
    look_at(CitedCopy.objects.unchecked().with_both().order_by("pk")[:MOST_AT_ONCE])


def _kept(named: set[uuid.UUID], person: Any) -> dict[str, uuid.UUID]:
    kept = Snapshot.objects.visible_to(person).kept().filter(uid__in=named)
    return {str(uid): uid for uid in kept.values_list("uid", flat=True)}


@lru_cache(maxsize=512)
def _found(snapshot: uuid.UUID, quote: str) -> tuple[QuoteFound, str]:
    """What became of a quote in a kept copy, which never changes; with the words there where they differ."""
    text = Snapshot.objects.kept().values_list("text", flat=True).get(uid=snapshot)
    match = look_for(quote, text)
    return match.found, text[match.start : match.end][:MAX_TEXT] if match.found is QuoteFound.CLOSELY else ""


def _uid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
