"""One claim's rows in the database made one row of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles import words as article_words
from articles.models import Article, Claim, Event, Version
from articles.terms import DismissReason, Origin, QuoteKind
from reviews import words
from reviews.models import Citation, Decision
from reviews.reports.rows import CitationRow, RatingRow, ReasonRow, ReportRow, ScaleRow
from reviews.rules import Rule
from reviews.terms import DecisionKind, EvidenceKind, Quotation, Stance
from reviews.workflow import State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in a version of its article."""

    version: Version | None
    number: int | None
    exact: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is stored about one claim, read together."""

    claim: Claim
    article: Article
    place: Place
    state: State
    url: str
    decision: Decision | None = None
    citations: Sequence[Citation] = ()
    published: Event | None = None
    dismissed: Event | None = None


def row_of(found: Found, scale: ScaleRow | None) -> ReportRow:
    """The row of a claim; with a verdict where it is decided."""
    judged = _judgement(found, found.decision, scale) if found.decision else {}
    return ReportRow(**_article(found) | _claim(found) | _dismissal(found) | judged)


def scale_row(scale: Any) -> ScaleRow:
    """A rating scale with its words, in their order."""
    ratings = (RatingRow(r.code, r.label, r.value, r.tone, r.definition) for r in scale.in_order())
    return ScaleRow(scale.code, scale.version, scale.name, tuple(ratings))


def _article(found: Found) -> dict[str, Any]:
    article, version = found.article, found.place.version
    return {
        "article_uid": str(article.uid),
        "article_headline": article.headline,
        "article_byline": article.byline,
        "article_publisher": article.publisher,
        "article_url": article.url,
        "article_published_on": article.published_on,
        "version_number": version.number if version else None,
        "text_sha256": version.text_sha256 if version else "",
    }


def _claim(found: Found) -> dict[str, Any]:
    claim = found.claim
    return {
        "claim_number": found.place.number,
        "claim_uid": str(claim.uid),
        "claim_url": found.url,
        "statement": claim.statement,
        "exact": found.place.exact,
        "said_by": claim.claimant,
        "said_by_article": claim.claimant == found.article.own_voice(),
        "quote": claim.quote,
        "quote_words": str(article_words.QUOTES[QuoteKind(claim.quote)]),
        "origin": claim.origin,
        "origin_words": str(article_words.ORIGINS[Origin(claim.origin)]),
        "state": str(found.state),
        "state_words": str(words.STATES[found.state]),
    }


def _dismissal(found: Found) -> dict[str, Any]:
    why = found.claim.dismiss_reason
    if found.state is not State.DISMISSED or why not in set(DismissReason):
        return {}
    event = found.dismissed
    return {
        "dismissed_because": why,
        "dismissed_because_words": str(article_words.DISMISS_REASONS[DismissReason(why)]),
        "dismissed_note": event.reason if event and event.reason != why else "",
        "dismissed_by": str(event.actor) if event and event.actor else "",
        "dismissed_at": event.at if event else None,
    }


def _judgement(found: Found, decision: Decision, scale: ScaleRow | None) -> dict[str, Any]:
    verdict, published = decision.verdict, found.published
    return _rating(decision, scale) | {
        "statement": verdict.statement,
        "exact": verdict.anchor.exact,
        "version_number": verdict.anchor.version.number,
        "text_sha256": verdict.anchor.version.text_sha256,
        "quotation": verdict.quotation,
        "quotation_words": str(words.QUOTATIONS[Quotation(verdict.quotation)]) if verdict.quotation else "",
        "rationale": verdict.rationale,
        "suggested_wording": verdict.suggested_wording,
        "as_of": verdict.as_of,
        "search_note": verdict.search_note,
        "reasons": _reasons(verdict.reasons),
        "citations": tuple(_citation(one, number) for number, one in enumerate(found.citations, 1)),
        "checked_by": str(verdict.author),
        "decision": decision.kind,
        "decision_words": str(words.DECISION_KINDS[DecisionKind(decision.kind)]),
        "decided_by": str(decision.by),
        "decided_at": decision.at,
        "published_by": str(published.actor) if published and published.actor else "",
        "published_at": published.at if published else None,
        "round": decision.round,
    }


def _rating(decision: Decision, scale: ScaleRow | None) -> dict[str, Any]:
    rating = decision.rating
    if rating is None or scale is None:
        return {}
    values = [one.value for one in scale.ratings if one.value is not None]
    return {
        "rating": rating.label,
        "rating_code": rating.code,
        "rating_value": rating.value,
        "rating_best": max(values) if rating.value is not None else None,
        "rating_worst": min(values) if rating.value is not None else None,
        "rating_tone": rating.tone,
        "rating_definition": rating.definition,
        "scale": scale.name,
        "scale_code": scale.code,
        "scale_version": scale.version,
    }


def _citation(one: Citation, number: int) -> CitationRow:
    return CitationRow(
        number=number,
        title=one.title,
        url=one.url,
        publisher=one.publisher,
        published_on=one.published_on,
        kind=one.kind,
        kind_words=str(words.EVIDENCE_KINDS[EvidenceKind(one.kind)]),
        stance=one.stance,
        stance_words=str(words.STANCES[Stance(one.stance)]),
        quote=one.quote,
        translation=one.translation,
        locator=one.locator,
        accessed_on=one.accessed_on,
    )


def _reasons(given: Any) -> tuple[ReasonRow, ...]:
    known = given if isinstance(given, dict) else {}
    return tuple(
        ReasonRow(str(rule), words.rule_sentence(rule), str(known[rule])) for rule in Rule if str(known.get(rule, ""))
    )
