"""What shaping a claim does to its check: one is made, put aside without a verdict, or brought back; drafts survive."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import replace
from typing import Any

from articles.models import Claim
from articles.terms import DismissReason, Triage
from reviews import edit_words
from reviews.drafts import MAX_CITATIONS, MAX_TEXT, DraftText
from reviews.models.review import NO_LEASE, Review
from reviews.models.verdict import Draft
from reviews.workflow import Verb

Moment = datetime.datetime
APART = "\n\n"


def enlist(claim: Claim) -> Review:
    """The check of a claim that a person added, as the plan of its article says."""
    (review,) = Review._planned([claim])
    review.save(force_insert=True)
    return review


def choose_like(claim: Claim, other: Review, *, now: Moment) -> Review:
    """Choose a proposed claim, to be checked as another was: by the same person, by the same time."""
    claim.set_triage(Triage.ACCEPTED, now=now)
    (review,) = Review._like(other, [claim])
    review.save(force_insert=True)
    return review


def put_aside(claim: Claim, review: Review | None, why: DismissReason, *, by: Any, now: Moment) -> None:
    """Take a claim nobody has judged out of what is to be checked. Its step is written by the caller."""
    if review is not None:
        review.move(Verb.SPLIT, by=by, now=now, silent=True, **NO_LEASE)
    claim.set_triage(Triage.DISMISSED, now=now, dismiss_reason=why)


def bring_back(claim: Claim, review: Review | None, *, by: Any, now: Moment) -> None:
    """Undo `put_aside`: to do again where somebody had chosen it, else proposed again."""
    if review is not None:
        review.move(Verb.RESTORE, by=by, now=now, silent=True)
    claim.set_triage(Triage.ACCEPTED if review else Triage.PROPOSED, now=now)


def carry_drafts(others: list[Review], review: Review, *, now: Moment) -> None:
    """Put what people typed about other claims to what they typed about this one; the others keep theirs too."""
    for other in others:
        for draft in Draft.objects.filter(review=other, round=other.round).order_by("pk"):
            _carry(draft, review, now)


def wording_of(claim: Claim) -> str:
    """What a claim says, who says it and how, as one short code: it changes with the words, not with the state."""
    said = "\n".join((claim.statement, claim.claimant, claim.quote))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def check_words_seen(claim: Claim, wording: str) -> None:
    """Refuse a verdict whose author read the claim in other words than it has now."""
    if wording and wording != wording_of(claim):
        raise edit_words.refusal("claim_reworded", claim=claim)


def _carry(draft: Draft, review: Review, now: Moment) -> None:
    own = Draft.objects.select_for_update().filter(review=review, round=review.round, author=draft.author_id).first()
    if own is None:
        Draft.objects.create(
            review=review, round=review.round, author_id=draft.author_id, payload=draft.payload, saved_at=draft.saved_at
        )
        return
    payload = joined(own.text(), draft.text()).payload()
    Draft.objects.filter(pk=own.pk).update(payload=payload, rev=own.rev + 1, saved_at=now)


def joined(one: DraftText, other: DraftText) -> DraftText:
    """Two drafts as one: the first answer counts, texts follow each other, every source is there once."""
    texts = {name: _joined(getattr(one, name), getattr(other, name)) for name in ("rationale", "search_note")}
    cited = (*one.filled_citations(), *(c for c in other.filled_citations() if c not in one.citations))
    return replace(
        one,
        **texts,
        rating=one.rating or other.rating,
        quotation=one.quotation or other.quotation,
        suggested_wording=_joined(one.suggested_wording, other.suggested_wording),
        as_of=one.as_of or other.as_of,
        reasons={**other.reasons, **one.reasons},
        citations=cited[:MAX_CITATIONS],
    )


def _joined(one: str, other: str) -> str:
    """Both texts, each once; where they are too long together, the first."""
    both = APART.join(dict.fromkeys(text for text in (one.strip(), other.strip()) if text))
    return both if len(both) <= MAX_TEXT else one
