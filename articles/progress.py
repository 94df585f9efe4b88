"""How far the machine is with a version or an import, as people see it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from articles import words
from articles.models import Feed, Import, Version
from articles.terms import FeedState, ImportState, SplitState

PATIENCE = datetime.timedelta(seconds=20)
FEED_PATIENCE = datetime.timedelta(seconds=90)  # the sweep comes every minute


@dataclass(frozen=True, slots=True)
class SplitProgress:
    """`seen` changes whenever there is something new to show."""

    state: SplitState
    label: str
    n_sentences: int
    n_claims: int
    waits_for_worker: bool
    failure: str

    @property
    def is_unfinished(self) -> bool:
        return self.state in (SplitState.QUEUED, SplitState.SPLITTING)

    @property
    def seen(self) -> str:
        return f"{self.state}-waits" if self.waits_for_worker else str(self.state)


def progress_of(version: Version, now: datetime.datetime, counts: Mapping[str, int] | None = None) -> SplitProgress:
    """Read how far a version is; counts are asked for only when they are there to be counted and not known already."""
    state = SplitState(version.split_state)
    if state is not SplitState.SPLIT:
        counts = {}
    elif counts is None:
        counts = {"n_sentences": version.sentences.count(), "n_claims": version.anchors.standing().count()}
    return SplitProgress(
        state=state,
        label=str(words.SPLIT_STATES[state]),
        n_sentences=counts.get("n_sentences", 0),
        n_claims=counts.get("n_claims", 0),
        waits_for_worker=_waits(version, state, now),
        failure=words.why_split_failed(version.split_reason) if state is SplitState.FAILED else "",
    )


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is; `share` is of the chosen rows that are stored, or none while their number is not known."""

    state: ImportState
    label: str
    is_unfinished: bool
    waits_for_worker: bool
    seconds: int | None
    share: int | None


def import_progress(job: Import, now: datetime.datetime) -> ImportProgress:
    state = ImportState(job.state)
    is_unfinished = state in (ImportState.WAITING, ImportState.READING, ImportState.STORING)
    is_over = job.lease_until is None or job.lease_until <= now
    asked_at = job.enqueued_at or job.began_at or job.created_at
    waits = now - asked_at > PATIENCE if state is ImportState.WAITING else is_unfinished and is_over
    took = (job.ended_at or now) - job.began_at if job.began_at else None
    return ImportProgress(
        state=state,
        label=str(words.IMPORT_STATES[state]),
        is_unfinished=is_unfinished,
        waits_for_worker=waits,
        seconds=round(took.total_seconds()) if took is not None else None,
        share=round(100 * job.n_stored / job.n_chosen) if job.is_read and job.n_chosen else None,
    )


@dataclass(frozen=True, slots=True)
class FeedProgress:
    """How a feed is; `is_due` while it is being looked at or about to be."""

    state: FeedState
    label: str
    pace: str
    is_due: bool
    is_failing: bool
    waits_for_worker: bool


def feed_progress(feed: Feed, now: datetime.datetime) -> FeedProgress:
    has_worker = feed.lease_until is not None and feed.lease_until > now
    is_due = feed.is_on and (has_worker or feed.next_at <= now)
    return FeedProgress(
        state=feed.state,
        label=str(words.FEED_STATES[feed.state]),
        pace=str(words.FEED_PACES[feed.every]),
        is_due=is_due,
        is_failing=feed.is_on and feed.n_failures > 0,
        waits_for_worker=is_due and not has_worker and now - feed.next_at > FEED_PATIENCE,
    )


def _waits(version: Version, state: SplitState, now: datetime.datetime) -> bool:
    """Whether no worker has taken the version for a while, or the one that had it stopped."""
    if state is SplitState.QUEUED:
        return now - (version.split_enqueued_at or version.created_at) > PATIENCE
    is_over = version.split_lease_until is None or version.split_lease_until <= now
    return state is SplitState.SPLITTING and is_over
