"""One citation for several claims: it is put into a person's own draft of each, and nothing else is begun."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError

from articles.models import Claim
from articles.refusals import Kind, Refusal
from reviews import words
from reviews.drafts import CITATION_FIELDS, MAX_CITATIONS, CitationText, DraftText, TooMuch
from reviews.models import Draft, Review
from reviews.models.guards import check_permission, check_verb
from reviews.terms import Put, Stance
from reviews.workflow import MOVES, Verb

MOST_CLAIMS = 100
TRIES = 5


@dataclass(frozen=True, slots=True)
class PutOn:
    """One row of the result."""

    claim: Claim
    put: Put
    refusal: Refusal | None = None


def put_on(
    claim: Claim, citation: CitationText, stances: Mapping[uuid.UUID, str], *, by: Any, now: datetime.datetime
) -> list[PutOn]:
    """Put a citation of one claim into this person's drafts of other claims of its article, row by row.

    A proposed claim is chosen to be checked; nobody's check is started or held. Raises Refusal where nothing can be
    put anywhere: then nothing was changed.
    """
    check_permission(MOVES[Verb.START], by)
    _check_asked(citation, stances)
    claims = Claim.objects.select_related("article__current").filter(article=claim.article_id, uid__in=stances)
    rows = [_row(one, citation, stances[one.uid], by=by, now=now) for one in claims.exclude(pk=claim.pk).order_by("pk")]
    if not rows:
        raise words.refusal("no_claim_ticked", Kind.INVALID, field="claims")
    return rows


def _check_asked(citation: CitationText, stances: Mapping[uuid.UUID, str]) -> None:
    if not (citation.url.strip() or citation.title.strip()):
        raise words.refusal("no_source", Kind.INVALID, field="citation")
    if not 0 < len(stances) <= MOST_CLAIMS:
        raise words.refusal("no_claim_ticked", Kind.INVALID, field="claims")
    try:
        DraftText.read({"citations": [_as_json(citation)]})
    except TooMuch as error:
        raise words.refusal("draft_too_long", Kind.INVALID, field="citation", why=str(error)) from error


def _row(claim: Claim, citation: CitationText, stance: str, *, by: Any, now: datetime.datetime) -> PutOn:
    try:
        if stance not in set(Stance):
            raise words.refusal("stance_missing", Kind.INVALID, field="stance")
        review = _to_draft_on(claim, by=by, now=now)
        return PutOn(claim, append_citation(review, replace(citation, stance=stance), by=by, now=now))
    except Refusal as refusal:
        return PutOn(claim, Put.REFUSED, refusal)


def _to_draft_on(claim: Claim, *, by: Any, now: datetime.datetime) -> Review:
    """The claim's check, where this person could start it; one nobody chose yet is chosen."""
    review = _review_of(claim)
    if review is None:
        try:
            return Review.accept(claim, by=by, now=now)
        except (IntegrityError, Refusal):
            review = _review_of(claim)
            if review is None:
                raise
    check_verb(review, MOVES[Verb.START], by=by, now=now)
    return review


def _review_of(claim: Claim) -> Review | None:
    found: Review | None = Review.objects.select_related("claim", "lease_by", "assigned_to").filter(claim=claim).first()
    return found


def append_citation(review: Review, citation: CitationText, *, by: Any, now: datetime.datetime) -> Put:
    """Add a citation behind all that is in the person's draft of this round, however often it is saved meanwhile."""
    for tries_left in reversed(range(TRIES)):
        draft = Draft.objects.of(by).filter(review=review, round=review.round).first()
        text = draft.text() if draft else DraftText()
        if any(_says_the_same(one, citation) for one in text.citations):
            return Put.THERE
        if len(text.citations) >= MAX_CITATIONS:
            raise words.refusal("citations_full", most=MAX_CITATIONS)
        longer = replace(text, citations=(*text.citations, citation))
        try:
            Draft.store(review, longer.payload(), by=by, base_rev=draft.rev if draft else 0, now=now)
        except Refusal as refusal:
            if refusal.code != "draft_stale" or not tries_left:
                raise
        else:
            break
    return Put.ADDED


def _says_the_same(one: CitationText, other: CitationText) -> bool:
    """The same words of the same source, whichever way they were last said to point."""
    names = ("url", "title", "quote", "locator")
    return all(getattr(one, name).strip() == getattr(other, name).strip() for name in names)


def _as_json(citation: CitationText) -> dict[str, str]:
    return {name: getattr(citation, name) for name in CITATION_FIELDS}
