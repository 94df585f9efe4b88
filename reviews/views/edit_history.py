"""The changes of a claim in its history: what was done, how it read before and after, what can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles import words as article_words
from articles.comparing import Pair, words_apart
from articles.models import Claim, Event
from articles.terms import QuoteKind
from reviews import edit_words
from reviews.claim_edits import may_edit
from reviews.edit_undo import NEEDS_TRIAGE, undoable
from reviews.terms import Edit
from reviews.workflow import TRIAGE

SHOWN = ("statement", "claimant", "quote", "exact")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed, its words before and after with what differs marked."""

    name: str
    pair: Pair


def did(event: Event) -> str:
    """What a step was, where it changed a claim; else nothing."""
    if event.verb not in set(Edit):
        return ""
    if event.verb == Edit.TAKE_BACK:
        verb = event.data.get("took_back", "")
        return str(edit_words.TAKEN_BACK[Edit(verb)] if verb in set(Edit) else edit_words.HISTORY[Edit.TAKE_BACK])
    if "into" in event.data:
        return str(edit_words.MERGED_AWAY)
    changed = frozenset(event.data.get("after", ()))
    return str(edit_words.NOT_WORDS.get(changed) or edit_words.HISTORY[Edit(event.verb)])


def changes(event: Event) -> list[Change]:
    """How it read before and after, field by field; what was added has no before."""
    if event.verb not in set(Edit) or event.verb == Edit.ADD:
        return []
    before, after = event.data.get("before", {}), event.data.get("after", {})
    names = [name for name in SHOWN if name in after and before.get(name) != after[name]]
    if "statement" in names and "exact" in names and _is_one(before) and _is_one(after):
        names.remove("exact")  # the statement followed the words
    return [_change(name, before.get(name, ""), after[name]) for name in names]


def to_take_back(events: Iterable[Event], claim: Claim, person: Any) -> dict[int, uuid.UUID]:
    """The uids of the steps that this person may take back now, by key."""
    if claim.frozen_at is not None or not may_edit(person):
        return {}
    known = list(events)
    keys = undoable(known)
    triages = person.has_perm(TRIAGE)
    return {one.pk: one.uid for one in known if one.pk in keys and (triages or one.verb not in NEEDS_TRIAGE)}


def _is_one(values: dict[str, Any]) -> bool:
    return " ".join(values["exact"].split()) == values["statement"]


def _change(name: str, before: str, after: str) -> Change:
    return Change(str(edit_words.FIELDS[name]), words_apart(_told(name, before), _told(name, after)))


def _told(name: str, value: str) -> str:
    if name == "quote" and value in set(QuoteKind):
        return str(article_words.QUOTES[QuoteKind(value)])
    return " ".join(value.split())
