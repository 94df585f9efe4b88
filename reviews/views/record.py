"""What was judged and done so far, as this person may read it: verdicts with sources, the history in words."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from articles import words as article_words
from articles.models import Claim, Event
from articles.prepared import Prepared, columns, row_of, stand_in
from articles.terms import DismissReason
from reviews import timeline_words, words
from reviews.drafts import is_web_address
from reviews.models import Citation, CitedCopy, Decision, Review, Verdict
from reviews.querysets import events_visible_to
from reviews.rules import Rule
from reviews.terms import DecisionKind, EvidenceKind, Quotation, Stance
from reviews.views.edit_history import Change, changes, to_take_back
from reviews.views.edit_history import did as did_edit
from reviews.views.found import Found, found_of
from reviews.workflow import State, Verb

ASKED = Prepared()
MOST_EVENTS = 30
MOST_VERDICTS = 20


@dataclass(frozen=True, slots=True)
class Source:
    """One citation in words. `link` is empty where the address is no web address; it is then only shown."""

    citation: Citation
    link: str
    stance: str
    kind: str
    found: Found | None
    saved: CitedCopy | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict in words, with its sources and what became of it."""

    verdict: Verdict
    sources: list[Source]
    quotation: str
    reasons: list[tuple[str, str]]
    decision: Decision | None
    decided_how: str

    @property
    def stands(self) -> bool:
        return self.decision is not None and self.decision.is_current


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history."""

    at: datetime.datetime
    who: str
    verb: str
    did: str
    reason: str
    round: int | None
    event: Event
    changes: list[Change] = field(default_factory=list)
    undo: uuid.UUID | None = None


def judgements(review: Review, person: Any) -> list[Judgement]:
    """The verdicts of this and earlier rounds that the person may read, newest first."""
    if review.pk is None or _has_none(review, person):
        return []
    seen = Verdict.objects.visible_to(person).filter(review=review).newest_first()
    verdicts = list(seen.select_related("author", "rating")[:MOST_VERDICTS])
    cited = Citation.objects.visible_to(person).filter(verdict__in=verdicts).with_copies().select_related("evidence")
    sources: dict[int, list[Source]] = {}
    for citation in cited.order_by("position"):
        sources.setdefault(citation.verdict_id, []).append(_source(citation))
    settled = _decisions(review, person)
    return [_judgement(verdict, sources.get(verdict.pk, []), settled.get(verdict.pk)) for verdict in verdicts]


def _has_none(review: Review, person: Any) -> bool:
    """Whether there can be no verdict that this person may read, so that none is asked for."""
    in_first_round = review.round == 1 and review.returned_at is None
    return in_first_round and (review.author_id is None or (review.is_blind_now and review.author_id != person.pk))


def history(claim: Claim, person: Any) -> tuple[list[Step], bool]:
    """The newest steps of a claim, newest first, and whether there are more."""
    answers = ASKED.rows(lambda claim, by: _events(claim, stand_in(person, by)), claim.pk, person.pk)
    events = [_event(answer) for answer in answers]
    undo = to_take_back(events, claim, person)
    return [_step(event, undo.get(event.pk)) for event in events[:MOST_EVENTS]], len(events) > MOST_EVENTS


def _events(claim: int, person: Any) -> QuerySet[Any, Any]:
    rows = events_visible_to(person).filter(claim=claim).newest_first()
    return rows.values(*columns(Event), *columns(get_user_model(), "actor__"))[: MOST_EVENTS + 1]


def _event(answer: dict[str, Any]) -> Event:
    event: Any = row_of(Event, answer)
    event.actor = row_of(get_user_model(), answer, "actor__")
    return event


def sent_back(review: Review, steps: Iterable[Step]) -> Step | None:
    """Who sent the verdict back and why, for as long as it is being mended."""
    if review.returned_at is None or review.state not in {State.OPEN, State.IN_REVIEW}:
        return None
    return next((step for step in steps if step.verb == Verb.RETURN and step.round == review.round), None)


def _decisions(review: Review, person: Any) -> dict[int, Decision]:
    """Only where something was settled; a round under way is told by the history."""
    if review.state not in {State.DECIDED, State.PUBLISHED}:
        return {}
    rows = Decision.objects.visible_to(person).filter(review=review).select_related("by").order_by("pk")
    return {decision.verdict_id: decision for decision in rows}


def _judgement(verdict: Verdict, sources: list[Source], decision: Decision | None) -> Judgement:
    return Judgement(
        verdict=verdict,
        sources=sources,
        quotation=str(words.QUOTATIONS.get(Quotation(verdict.quotation), "")),
        reasons=list(_reasons(verdict.reasons)),
        decision=decision,
        decided_how=str(words.DECISION_KINDS[DecisionKind(decision.kind)]) if decision else "",
    )


def _source(citation: Citation) -> Source:
    copy = citation.stood_on()
    return Source(
        citation=citation,
        link=citation.url if is_web_address(citation.url) else "",
        stance=str(words.STANCES[Stance(citation.stance)]),
        kind=str(words.EVIDENCE_KINDS[EvidenceKind(citation.kind)]),
        found=found_of(citation.quote, copy.found, copy.passage) if copy else None,
        saved=copy,
    )


def _reasons(given: dict[str, str]) -> Iterable[tuple[str, str]]:
    known = set(Rule)
    for code, reason in given.items():
        if code in known:
            yield words.rule_sentence(Rule(code)), reason


def _step(event: Event, undo: uuid.UUID | None) -> Step:
    reason = event.reason
    if reason in set(DismissReason):
        reason = str(article_words.DISMISS_REASONS[DismissReason(reason)])
    who = str(event.actor) if event.actor else str(words.MACHINE)
    return Step(
        at=event.at,
        who=who,
        verb=event.verb,
        did=did_edit(event) or timeline_words.did(event.verb),
        reason=reason,
        round=event.round,
        event=event,
        changes=changes(event),
        undo=undo,
    )
