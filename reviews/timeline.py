"""The history of an article or a claim as a person may read it: who did what when, what it was before and after."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.timezone import localtime

from articles import words as article_words
from articles.comparing import Piece, words_apart
from articles.models import Article, Claim, Event
from articles.querysets import EventQuerySet
from articles.terms import DismissReason
from reviews import timeline_words, words
from reviews.querysets import events_visible_to
from reviews.rules import Rule

MACHINE = "machine"
MOST_CHARS = 4_000  # of one side of a comparison


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that a step changed, with the words marked that only one side has."""

    label: str
    old: list[Piece]
    new: list[Piece]

    @property
    def is_long(self) -> bool:
        return sum(len(piece.text) for piece in (*self.old, *self.new)) > 70


@dataclass(slots=True)
class Step:
    """One line of the history. `undoes` is the step it took back, `undone` the one that took it back."""

    event: Event
    did: str
    who: str
    detail: str = ""
    reason: str = ""
    changes: list[Changed] = field(default_factory=list)
    undoes: Event | None = None
    undone: Event | None = None

    @property
    def undid(self) -> str:
        return timeline_words.did(self.undoes.verb) if self.undoes else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter."""

    code: str
    label: str


def events_of(about: Article | Claim, person: Any) -> EventQuerySet:
    """The steps of an article or a claim that this person may see."""
    name = "claim" if isinstance(about, Claim) else "article"
    rows: EventQuerySet = events_visible_to(person).filter(**{name: about})
    return rows


def narrowed(rows: EventQuerySet, *, person: str = "", kind: str = "") -> EventQuerySet:
    """Only the steps of one person (a uid, or "machine") or of one kind; what is neither selects nothing."""
    if kind:
        rows = rows.filter(verb=kind.replace("\x00", "")[:40])
    if person == MACHINE:
        return rows.filter(actor=None)
    if person:
        uid = _uid(person)
        rows = rows.filter(actor__uid=uid) if uid else rows.none()
    return rows


def people_in(rows: EventQuerySet) -> list[Choice]:
    """Who took these steps, by name."""
    keys = set(rows.order_by().values_list("actor", flat=True).distinct())
    known = get_user_model()._default_manager.filter(pk__in=[key for key in keys if key])
    found = sorted((Choice(str(one.uid), str(one)) for one in known), key=lambda choice: choice.label.casefold())
    return [*found, Choice(MACHINE, str(words.MACHINE))] if None in keys else found


def kinds_in(rows: EventQuerySet) -> list[Choice]:
    """The kinds of these steps, in words."""
    verbs = rows.order_by().values_list("verb", flat=True).distinct()
    return sorted((Choice(verb, timeline_words.did(verb)) for verb in verbs), key=lambda choice: choice.label)


def steps_of(events: Sequence[Event], person: Any) -> list[Step]:
    """Some steps in words, with what undid them as far as the person may see it; four queries at most."""
    seen = events_visible_to(person).select_related("actor")
    undone = {one.undoes_id: one for one in seen.filter(undoes__in=[event.pk for event in events])}
    undoes = {one.pk: one for one in seen.filter(pk__in=[event.undoes_id for event in events if event.undoes_id])}
    named = _Named(events)
    return [
        Step(
            event=event,
            did=timeline_words.did(event.verb),
            who=str(event.actor) if event.actor else str(words.MACHINE),
            detail=named.detail(event),
            reason=_reason(event.reason),
            changes=list(named.changes(event)),
            undoes=undoes.get(event.undoes_id) if event.undoes_id else None,
            undone=undone.get(event.pk),
        )
        for event in events
    ]


def by_day(steps: Iterable[Step]) -> list[tuple[datetime.date, list[Step]]]:
    """Steps under the day they were taken on, in the zone of the person who reads."""
    return [(day, list(group)) for day, group in groupby(steps, key=lambda step: localtime(step.event.at).date())]


class _Named:
    """The people and claims that steps name by uid, looked up once for all of them."""

    def __init__(self, events: Sequence[Event]) -> None:
        people = _uids(event.data.get("to") for event in events if event.verb == "assign")
        claims = _uids(uid for event in events for uid in _claims_named(event))
        users = get_user_model()._default_manager.filter(uid__in=people) if people else ()
        rows = Claim.objects.filter(uid__in=claims).only("uid", "statement") if claims else ()
        self.people = {str(one.uid): str(one) for one in users}
        self.claims = {str(one.uid): str(one) for one in rows}

    def detail(self, event: Event) -> str:
        """What is told beside the verb."""
        data = event.data
        match event.verb:
            case "assign":
                who = self.people.get(str(data.get("to")))
                return str(timeline_words.TO) % {"who": who} if who else str(timeline_words.TO_NOBODY)
            case "merge" if "into" in data:
                return str(timeline_words.INTO) % {"claim": self.claims.get(str(data["into"]), "")}
            case "waive" if data.get("rule") in set(Rule):
                return words.rule_sentence(Rule(data["rule"]))
            case "correct":
                return timeline_words.value("kind", data.get("kind"))
            case "plan":
                return timeline_words.value("policy", data.get("policy"))
            case "close":
                return timeline_words.published(data)
            case "confirm" | "unconfirm":
                return timeline_words.passages(data)
            case "import" | "new_version" | "split_again" if event.version:
                return str(timeline_words.VERSION) % {"number": event.version.number}
        return ""

    def changes(self, event: Event) -> Iterable[Changed]:
        """Every pair of a value before and after that the step wrote down."""
        before, after = event.data.get("before"), event.data.get("after")
        if event.verb == "deadline":
            before, after = {"deadline": event.data.get("from")}, {"deadline": event.data.get("to")}
        if not (isinstance(before, dict) and isinstance(after, dict)):
            return
        for name in dict.fromkeys((*before, *after)):
            old, new = self._shown(name, before.get(name)), self._shown(name, after.get(name))
            if name not in timeline_words.NOT_SHOWN and old != new:
                pair = words_apart(old, new)
                yield Changed(timeline_words.field(name), pair.old, pair.new)

    def _shown(self, name: str, given: Any) -> str:
        if name == "same_as" and given:
            return self.claims.get(str(given), "")
        return timeline_words.value(name, given)[:MOST_CHARS]


def _claims_named(event: Event) -> Iterable[Any]:
    yield event.data.get("into")
    for side in ("before", "after"):
        values = event.data.get(side)
        if isinstance(values, dict):
            yield values.get("same_as")


def _reason(reason: str) -> str:
    """A reason as it was given; a code in words."""
    return str(article_words.DISMISS_REASONS[DismissReason(reason)]) if reason in set(DismissReason) else reason


def _uids(texts: Iterable[Any]) -> set[uuid.UUID]:
    return {uid for uid in map(_uid, texts) if uid is not None}


def _uid(text: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
