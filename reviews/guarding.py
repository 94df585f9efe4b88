"""Protecting a source: its name stays in the newsroom, no report tells it, and nothing is fetched from it."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import Any

from django.db import transaction

from articles.models import Claim, Event
from articles.refusals import Kind
from reviews import guarding_words
from reviews.drafts import CitationText, DraftText, TooMuch, is_web_address
from reviews.models import Draft, Evidence, Review
from reviews.moves import fit
from reviews.terms import Guarding
from reviews.workflow import CHECK, LEAD

YES = "yes"


def protect(claim: Claim, source: CitationText, *, by: Any, now: datetime.datetime) -> Evidence:
    """Keep the name of a source of this claim inside, wherever it is cited. Raises Refusal."""
    if not by.has_perm(CHECK):
        raise guarding_words.refusal("may_not_protect", Kind.FORBIDDEN)
    if not (source.title.strip() or is_web_address(source.url)):
        raise guarding_words.refusal("no_such_source", field="url")
    with transaction.atomic():
        evidence = Evidence.cited_as(source)
        if Evidence.of_source(source).filter(is_protected=False).update(is_protected=True):
            _log(Guarding.PROTECT, claim, evidence, by=by, now=now)
        _tell_draft(claim, by)
    evidence.is_protected = True
    return evidence


def lift(claim: Claim, source: CitationText, *, by: Any, reason: str, now: datetime.datetime) -> Evidence:
    """Let a source be named again, wherever it is cited. Raises Refusal."""
    evidence = Evidence.known_as(source)
    if not may_lift(claim, evidence, by):
        raise guarding_words.refusal("may_not_lift", Kind.FORBIDDEN)
    if evidence is None:
        raise guarding_words.refusal("no_such_source", field="url")
    if not (reason := fit(reason).strip()):
        raise guarding_words.refusal("lift_reason_missing", field="reason")
    with transaction.atomic():
        if Evidence.of_source(source).filter(is_protected=True).update(is_protected=False):
            _log(Guarding.LIFT, claim, evidence, by=by, now=now, reason=reason)
        _tell_draft(claim, by)
    evidence.is_protected = False
    return evidence


def may_lift(claim: Claim, evidence: Evidence | None, person: Any) -> bool:
    """Whether the person is an editor, or the one who protected the source last, for this article."""
    if person.has_perm(LEAD):
        return True
    if evidence is None or not person.has_perm(CHECK):
        return False
    steps = Event.objects.filter(article=claim.article_id, verb=Guarding.PROTECT, subject_uid=evidence.uid)
    return steps.newest_first().values_list("actor_id", flat=True).first() == person.pk


def with_protected(payload: Any) -> Any:
    """A draft's payload in which each source that is protected says so."""
    try:
        text = DraftText.read(payload)
    except TooMuch:
        return payload  # storing it says why it is refused
    protected = Evidence.objects.protected_among(text.citations)
    cited = [asdict(one) | {"protected": YES if one.source in protected else ""} for one in text.citations]
    return {**payload, "citations": cited}


def _tell_draft(claim: Claim, person: Any) -> None:
    """Let the person's own draft of the claim say what its sources are now; nothing that was typed is touched."""
    draft = Draft.objects.of(person).filter(review__claim=claim).order_by("-round").first()
    if draft is not None:
        told = DraftText.read(with_protected(draft.payload)).payload()
        Draft.objects.filter(pk=draft.pk, rev=draft.rev).update(payload=told)


def _log(
    step: Guarding, claim: Claim, evidence: Evidence, *, by: Any, now: datetime.datetime, reason: str = ""
) -> None:
    """One step of the history; it tells neither address nor title."""
    rounds = Review.objects.filter(claim=claim).values_list("round", flat=True)
    Event.log(step, evidence, article=claim.article_id, claim=claim, by=by, at=now, round=rounds.first(), reason=reason)
