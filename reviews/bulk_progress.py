"""How far a bulk action is, as people see it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from articles.progress import PATIENCE
from reviews import bulk_words
from reviews.bulk_terms import BulkState
from reviews.models import BulkAction
from reviews.workflow import Verb


@dataclass(frozen=True, slots=True)
class BulkProgress:
    """`share` is of the claims selected, or none while their number is not known."""

    verb: str
    label: str
    tone: str
    is_unfinished: bool
    waits_for_worker: bool
    can_go_on: bool
    share: int | None


def progress_of(job: BulkAction, now: datetime.datetime) -> BulkProgress:
    state = BulkState(job.state)
    is_over = job.lease_until is None or job.lease_until <= now
    waits = now - (job.enqueued_at or job.created_at) > PATIENCE if state is BulkState.WAITING else is_over
    return BulkProgress(
        verb=str(bulk_words.OFFERED[Verb(job.verb)]),
        label=str(bulk_words.STATES[state]),
        tone=TONES[state],
        is_unfinished=job.is_unfinished,
        waits_for_worker=job.is_unfinished and waits,
        can_go_on=state in (BulkState.FAILED, BulkState.CANCELLED),
        share=min(100, round(100 * job.n_seen / job.n_selected)) if job.n_selected else None,
    )


TONES = {
    BulkState.WAITING: "queued",
    BulkState.RUNNING: "splitting",
    BulkState.DONE: "split",
    BulkState.FAILED: "failed",
    BulkState.CANCELLED: "dismissed",
}
