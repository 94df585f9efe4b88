"""What a person did last while going through a text: told where they are, and taken back from there."""

from __future__ import annotations

import datetime
from typing import Any

from articles.models import Article, Confirmation, Event, Version
from reviews import edit_undo
from reviews.coverage_moves import CONFIRM, take_back
from reviews.coverage_words import refusal, step_words
from reviews.models.guards import UNDO_TIME, undoable
from reviews.moves import Request, perform
from reviews.terms import Edit
from reviews.workflow import Verb

BY_VERB = (Verb.ACCEPT, Verb.DISMISS)
OF_THE_WALK = frozenset({CONFIRM, Edit.ADD, *BY_VERB})


def last_step(article: Article, person: Any, now: datetime.datetime) -> Event | None:
    """The newest step of the article, where this person may take it back now as one of going through its text."""
    last = Event.objects.filter(article=article).select_related("claim").order_by("-pk").first()
    if last is None or last.actor_id != person.pk or last.verb not in OF_THE_WALK:
        return None
    if last.verb in BY_VERB:
        return undoable(last, person, now)
    return last if last.at <= now < last.at + UNDO_TIME else None


def seconds_left(step: Event, now: datetime.datetime) -> int:
    """For how long a step may still be taken back, in whole seconds."""
    return max(0, int((step.at + UNDO_TIME - now).total_seconds()))


def told(step: Event, version: Version) -> str:
    """A step in words, with those it was about."""
    spans = [(one["start"], one["end"]) for one in step.data.get("after", ())] if step.verb == CONFIRM else []
    words = step.claim.statement if step.claim else " … ".join(version.text[start:end] for start, end in spans)
    return step_words(step.verb, str(step.data.get("why", "")), " ".join(words.split()), max(1, len(spans)))


def start_of(step: Event, version: Version) -> int:
    """Where in the text a step was done."""
    if step.verb == CONFIRM:
        return min(one["start"] for one in step.data["after"])
    anchor = step.claim.anchors.filter(version=version).first() if step.claim else None
    return anchor.start if anchor else 0


def undo_step(step: Event, *, by: Any, now: datetime.datetime) -> None:
    """Take a step of going through the text back by the verb that belongs to it. Raises Refusal."""
    if step.verb == CONFIRM:
        take_back(_confirmed_by(step), by=by, now=now)
    elif step.verb == Edit.ADD:
        edit_undo.take_back(step, by=by, now=now)
    elif step.verb in BY_VERB and step.claim is not None:
        perform(Verb.UNDO, step.claim, by=by, now=now, asked=Request(step=step.uid))
    else:
        raise refusal("taken_back")


def _confirmed_by(step: Event) -> list[Confirmation]:
    rows = Confirmation.objects.filter(uid__in=[one["uid"] for one in step.data["after"]])
    return list(rows.select_related("version__article", "by").order_by("start", "pk"))
