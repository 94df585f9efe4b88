"""Running a bulk action: row by row through its verb, in short transactions that also say how far it is.

What was done and the cursor are written together, so that a worker that dies leaves nothing half done and the next
one goes on behind the last row: no claim is moved twice.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.text import Truncator

from articles.jobs import ask_for, ask_for_forgotten
from articles.leases import renewed
from articles.refusals import Refusal
from reviews import bulk_words
from reviews.bulk_rows import Selection, Wish, claim_of
from reviews.bulk_terms import BulkState
from reviews.models import BulkAction
from reviews.models.bulk import LEASE
from reviews.moves import perform

BULK_TASK = "reviews.tasks.run_bulk"
LONGEST = datetime.timedelta(hours=6)
MOST_TRIES = 5
BATCH = 500
CHUNK_ROWS = 50
CHUNK_SECONDS = 0.15
MOST_TOLD = 200
MOST_REASONS = 50
MOST_CHARS = 160
SWEPT_AT_ONCE = 100
WAITING_AGAIN: dict[str, Any] = {"state": BulkState.WAITING, "lease_until": None, "tries": 0}
logger = logging.getLogger(__name__)


class Lost(Exception):
    """Another worker has the action, or a person cancelled it: what this one did last counts no more."""


@dataclass(slots=True)
class Outcome:
    """What became of the rows of one chunk."""

    n_rows: int = 0
    n_left: int = 0
    done: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)


def run_bulk(action_id: int) -> None:
    """Go on with one action that waits; does nothing where another worker has it or it has ended."""
    job = _take(action_id)
    if job is None:
        return
    held = BulkAction.objects.filter(pk=job.pk).held(job.fence)
    try:
        with (
            renewed(
                renew=lambda: held.update(lease_until=timezone.now() + LEASE),
                give_up=lambda: _end(job, BulkState.FAILED, str(bulk_words.TOOK_TOO_LONG)),
                longest=LONGEST,
            ),
            translation.override(job.by.language or None),
        ):
            _go_through(job)
    except Lost:
        return
    except SoftTimeLimitExceeded:
        if held.update(**WAITING_AGAIN):
            enqueue_bulk(job.pk)
    except Refusal as refusal:
        _end(job, BulkState.FAILED, refusal.words)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out and the sweep brings the action back
    except Exception:
        logger.exception("The bulk action %s broke off.", job.uid)
        _end(job, BulkState.FAILED, str(bulk_words.BROKE_OFF))


def enqueue_bulk(action_id: int) -> bool:
    """Ask the workers to go on with an action. A queue that is away loses nothing: the sweep asks again."""
    return ask_for(BulkAction.objects.all(), BULK_TASK, action_id)


def sweep_bulk(now: datetime.datetime) -> int:
    """Ask anew for actions that were forgotten: the queue was away, or a worker was killed."""
    due = BulkAction.objects.due_for_sweep(now).order_by("pk")
    return ask_for_forgotten(due, BULK_TASK, now, most=SWEPT_AT_ONCE)


def _take(action_id: int) -> BulkAction | None:
    """Claim the action for this worker by one conditional UPDATE."""
    now = timezone.now()
    waiting = BulkAction.objects.filter(pk=action_id).unfinished(now)
    failed = {"state": BulkState.FAILED, "reason": str(bulk_words.KILLED_WORKERS), "lease_until": None, "ended_at": now}
    waiting.filter(tries__gte=MOST_TRIES).update(**failed)
    begun = {"state": BulkState.RUNNING, "fence": F("fence") + 1, "tries": F("tries") + 1, "lease_until": now + LEASE}
    if not waiting.update(**begun, reason=""):
        return None
    return BulkAction.objects.select_related("by").get(pk=action_id)


def _end(job: BulkAction, state: BulkState, reason: str = "") -> None:
    ended = {"state": state, "reason": reason, "lease_until": None, "ended_at": timezone.now()}
    BulkAction.objects.filter(pk=job.pk).held(job.fence).update(**ended)


def _go_through(job: BulkAction) -> None:
    """Every row selected, in the order of their keys, behind the cursor."""
    selected = Selection.of(job).rows(job.by, job.asked_at).filter(pk__lte=job.until).order_by("pk")
    if job.n_selected is None:
        job.n_selected = selected.count()
        _still_held(job, n_selected=job.n_selected)
    while pks := list(selected.filter(pk__gt=job.cursor).values_list("pk", flat=True)[:BATCH]):
        while pks:
            pks = pks[_do_chunk(job, pks[:CHUNK_ROWS]) :]
    _end(job, BulkState.DONE)


def _do_chunk(job: BulkAction, pks: Sequence[int]) -> int:
    """Do some rows and write down how far it is, in one transaction of a fifth of a second. Returns how many."""
    with transaction.atomic():
        outcome = _do_rows(job, pks)
        told, cursor = _told(job, outcome), pks[outcome.n_rows - 1]
        _still_held(
            job,
            cursor=cursor,
            n_done=F("n_done") + len(outcome.done),
            n_refused=F("n_refused") + len(outcome.refused),
            n_left=F("n_left") + outcome.n_left,
            tries=0,
            **({"results": told} if told != job.results else {}),
        )
    job.cursor, job.results = cursor, told
    return outcome.n_rows


def _told(job: BulkAction, outcome: Outcome) -> dict[str, Any]:
    """What is kept of the results: all of a few claims, of many only what was refused, the first of it by name."""
    is_few = (job.n_selected or 0) <= MOST_TOLD
    kept = {"done": outcome.done if is_few else [], "refused": outcome.refused}
    told = {name: [*job.results.get(name, ()), *rows][:MOST_TOLD] for name, rows in kept.items()}
    return told | {"reasons": _counted(job.results.get("reasons", {}), outcome.refused)}


def _do_rows(job: BulkAction, pks: Sequence[int]) -> Outcome:
    """The verb for as many rows as there is time for. Whoever may no longer do it is refused as a whole."""
    outcome, over_at = Outcome(), time.monotonic() + CHUNK_SECONDS
    by = get_user_model()._default_manager.get(pk=job.by_id)
    wish = Wish.of(job)
    asked = wish.request(by)
    rows = {row.pk: row for row in Selection.of(job).still_meant(pks, by, job.asked_at)}
    for pk in pks:
        outcome.n_rows += 1
        if pk not in rows:
            outcome.n_left += 1
        else:
            _do_row(wish, claim_of(rows[pk]), by, asked, outcome)
        if time.monotonic() > over_at:
            break
    return outcome


def _do_row(wish: Wish, claim: Any, by: Any, asked: Any, outcome: Outcome) -> None:
    told = {"claim": str(claim.uid), "statement": Truncator(claim.statement).chars(MOST_CHARS)}
    try:
        with transaction.atomic():
            perform(wish.verb, claim, by=by, now=timezone.now(), asked=asked)
        outcome.done.append(told)
    except Refusal as refusal:
        outcome.refused.append(told | {"code": str(refusal.code), "words": refusal.words})


def _counted(reasons: dict[str, int], refused: Sequence[dict[str, str]]) -> dict[str, int]:
    """How many were refused for each reason, in words; past the first fifty reasons they are told together."""
    counted = dict(reasons)
    for row in refused:
        why = row["words"] if row["words"] in counted or len(counted) < MOST_REASONS else str(bulk_words.OTHER_REASONS)
        counted[why] = counted.get(why, 0) + 1
    return counted


def _still_held(job: BulkAction, **changes: Any) -> None:
    if not BulkAction.objects.filter(pk=job.pk).held(job.fence).update(**changes):
        raise Lost
