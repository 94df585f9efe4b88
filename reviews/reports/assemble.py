"""One claim's rows in the database made one row of a report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Claim
from reviews.fates import Fate
from reviews.models import Citation, Correction, Decision, Verdict, Waiver
from reviews.reports import striking
from reviews.reports.known import Known
from reviews.reports.rows import CitationRow, CorrectionRow, RatingRow, ReasonRow, ReportRow, ScaleRow
from reviews.rules import Rule
from reviews.terms import QuoteFound
from reviews.workflow import State

NAMING = ("title", "publisher", "url")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in the current version of its article."""

    number: int | None
    exact: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event: by whom, when, why."""

    by: int | None
    at: datetime.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is stored about one claim, read together.

    `part_of` is the uid of the claim it is checked in place of; `parts` are the numbers of those checked in its place.
    `same_as` is the uid of the claim whose check it shares, `same_number` that one's number.
    """

    claim: Claim
    article: Article
    place: Place
    state: State
    decision: Decision | None = None
    citations: Sequence[Citation] = ()
    published: Step | None = None
    dismissed: Step | None = None
    part_of: str = ""
    same_as: str = ""
    same_number: int | None = None
    parts: Sequence[int | None] = ()
    fate: Fate | None = None
    closed: Step | None = None
    exceptions: Sequence[Waiver] = ()
    corrections: Sequence[Correction] = ()


def row_of(found: Found, known: Known) -> ReportRow:
    """The row of a claim; with a verdict where it is decided."""
    parts = _article(found, known) | _claim(found, known) | _fate(found.fate) | _closing(found.closed, known)
    if found.state is State.DISMISSED:
        parts |= _dismissal(found, known)
    if found.decision is not None:
        parts |= _judgement(found.decision.verdict, known) | _settling(found, found.decision, known)
    if found.same_as:
        parts |= _repeat(found, known)
    return striking.without(ReportRow(**parts), _kept_inside(found.citations, known))


def _kept_inside(citations: Sequence[Citation], known: Known) -> striking.Names | None:
    """What protected sources are called, as cited and as the newsroom knows them."""
    protected = [one for one in citations if one.evidence.is_protected]
    told = [getattr(row, name) for one in protected for row in (one, one.evidence) for name in NAMING]
    others = [getattr(one, name) for one in citations if not one.evidence.is_protected for name in NAMING]
    return striking.Names.of(told, openly=others, instead=known.say("guarded", "struck"))


def _article(found: Found, known: Known) -> dict[str, Any]:
    article = found.article
    return {
        "article_uid": str(article.uid),
        "article_headline": article.headline,
        "article_byline": article.byline,
        "article_publisher": article.publisher,
        "article_url": article.url,
        "article_published_on": article.published_on,
    } | _version(article.current_id, known)


def _version(key: int | None, known: Known) -> dict[str, Any]:
    version = known.versions.get(key) if key else None
    return {
        "version_number": version.number if version else None,
        "text_sha256": version.text_sha256 if version else "",
    }


def _claim(found: Found, known: Known) -> dict[str, Any]:
    claim = found.claim
    return {
        "claim_number": found.place.number,
        "claim_uid": str(claim.uid),
        "claim_url": known.claim_url(claim.uid),
        "statement": claim.statement,
        "exact": found.place.exact,
        "said_by": claim.claimant,
        "said_by_article": claim.claimant == found.article.own_voice(),
        "quote": claim.quote,
        "quote_words": known.say("quote", claim.quote),
        "origin": claim.origin,
        "origin_words": known.say("origin", claim.origin),
        "part_of": found.part_of,
        "state": str(found.state),
        "state_words": known.say("state", found.state),
    }


def _fate(fate: Fate | None) -> dict[str, Any]:
    if fate is None:
        return {}
    return {"source_change": str(fate.change), "source_change_words": fate.words, "exact_now": fate.now}


def _closing(closed: Step | None, known: Known) -> dict[str, Any]:
    """The last time an editor closed the check of the article, and why it was although claims went out unchecked."""
    if closed is None:
        return {}
    told = {"check_closed_by": known.person(closed.by), "check_closed_at": closed.at}
    return told | {"check_closed_reason": closed.reason}


def _repeat(found: Found, known: Known) -> dict[str, Any]:
    """A claim that shares the check of another: what was found out is that one's, the words are its own."""
    number = known.say_numbers([found.same_number])
    return {"same_as": found.same_as, "same_as_words": number, "statement": found.claim.statement} | (
        {"exact": found.place.exact} if found.place.exact else {}
    )


def _dismissal(found: Found, known: Known) -> dict[str, Any]:
    why, step = found.claim.dismiss_reason, found.dismissed
    numbers = known.say_numbers([*found.parts, found.same_number])
    return {
        "dismissed_because": why,
        "dismissed_because_words": known.say("dismissed", why),
        "dismissed_note": numbers or (step.reason if step and step.reason != why else ""),
        "dismissed_by": known.person(step.by) if step else "",
        "dismissed_at": step.at if step else None,
    }


def _judgement(verdict: Verdict, known: Known) -> dict[str, Any]:
    return _version(verdict.anchor.version_id, known) | {
        "statement": verdict.statement,
        "exact": verdict.anchor.exact,
        "quotation": verdict.quotation,
        "quotation_words": known.say("quotation", verdict.quotation) if verdict.quotation else "",
        "rationale": verdict.rationale,
        "suggested_wording": verdict.suggested_wording,
        "as_of": verdict.as_of,
        "search_note": verdict.search_note,
        "reasons": _reasons(verdict.reasons, known),
        "checked_by": known.person(verdict.author_id),
    }


def _settling(found: Found, decision: Decision, known: Known) -> dict[str, Any]:
    published = found.published
    rated = known.ratings.get(decision.rating_id) if decision.rating_id else None
    return (_rating(*rated) if rated else {}) | {
        "citations": tuple(_citation(one, number, known) for number, one in enumerate(found.citations, 1)),
        "decision": decision.kind,
        "decision_words": known.say("decision", decision.kind),
        "decided_by": known.person(decision.by_id),
        "decided_at": decision.at,
        "published_by": known.person(published.by) if published else "",
        "published_at": published.at if published else None,
        "round": decision.round,
        "exceptions": tuple(ReasonRow(one.rule, known.say("rule", one.rule), one.reason) for one in found.exceptions),
        "corrections": tuple(_correction(one, known) for one in found.corrections),
        "wording_changed_by": known.person(decision.review.amended_by_id),
    }


def _correction(one: Correction, known: Known) -> CorrectionRow:
    return CorrectionRow(
        kind=one.kind,
        kind_words=known.say("correction", one.kind),
        note=one.note,
        proposed_by=known.person(one.proposed_by_id),
        applied_by=known.person(one.applied_by_id),
        applied_at=one.applied_at or one.proposed_at,
    )


def _rating(rating: RatingRow, scale: ScaleRow) -> dict[str, Any]:
    values = [one.value for one in scale.ratings if one.value is not None]
    on_scale = rating.value is not None
    return {
        "rating": rating.label,
        "rating_code": rating.code,
        "rating_value": rating.value,
        "rating_best": max(values) if on_scale else None,
        "rating_worst": min(values) if on_scale else None,
        "rating_tone": rating.tone,
        "rating_definition": rating.definition,
        "scale": scale.name,
        "scale_code": scale.code,
        "scale_version": scale.version,
    }


def _citation(one: Citation, number: int, known: Known) -> CitationRow:
    told: dict[str, Any] = {"kind": one.kind, "kind_words": known.say("kind", one.kind), "accessed_on": one.accessed_on}
    told |= {"number": number, "stance": one.stance, "stance_words": known.say("stance", one.stance)}
    if one.evidence.is_protected:
        return CitationRow(title=known.say("guarded", "title"), is_protected=True, **told)
    return CitationRow(
        title=one.title,
        url=one.url,
        publisher=one.publisher,
        published_on=one.published_on,
        quote=one.quote,
        translation=one.translation,
        locator=one.locator,
        **told,
        **_copy(one, known),
    )


def _copy(one: Citation, known: Known) -> dict[str, Any]:
    """The saved copy it stands on: when it was kept and its hash, never its words."""
    copy = one.stood_on()
    if copy is None:
        return {}
    told = {"copied_at": copy.snapshot.kept_at, "copy_sha256": copy.sha256}
    if not one.quote or copy.found == QuoteFound.UNCHECKED:
        return told
    return told | {"quote_found": copy.found, "quote_found_words": known.say("found", copy.found)}


def _reasons(given: Any, known: Known) -> tuple[ReasonRow, ...]:
    reasons = given if isinstance(given, dict) else {}
    return tuple(
        ReasonRow(str(rule), known.say("rule", rule), str(reasons[rule])) for rule in Rule if reasons.get(rule)
    )
