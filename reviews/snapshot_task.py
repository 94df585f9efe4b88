"""Keeping a copy of a source: taken by one worker under a lease, fetched and read, written under a fence."""

from __future__ import annotations

import datetime
import logging
from dataclasses import asdict

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone, translation

from articles.jobs import ask_for, ask_for_forgotten
from articles.leases import renewed
from articles.querysets import SPLIT_LEASE
from reviews import copy_words, quotes_found, snapshots
from reviews.models import Snapshot
from reviews.snapshots import NotKept
from reviews.terms import CopyState

SNAPSHOT_TASK = "reviews.tasks.keep_snapshot"
LONGEST = datetime.timedelta(minutes=8)
MOST_TRIES = 4
SWEPT_AT_ONCE = 200
logger = logging.getLogger(__name__)


class Lost(Exception):
    """Another worker has the copy: what this one fetched counts no more."""


def keep_snapshot(snapshot_id: int) -> None:
    """Make one copy that waits; does nothing where another worker has it or it has ended."""
    job = _take(snapshot_id)
    if job is None:
        return
    held = Snapshot.objects.filter(pk=job.pk).held(job.fence)
    try:
        with (
            renewed(
                renew=lambda: held.update(lease_until=timezone.now() + SPLIT_LEASE),
                give_up=lambda: _fail(job, str(copy_words.TOOK_TOO_LONG)),
                longest=LONGEST,
            ),
            translation.override(job.by.language or None),
        ):
            _keep(job)
    except Lost:
        return
    except NotKept as why:
        _fail(job, str(why))
    except SoftTimeLimitExceeded:
        _fail(job, str(copy_words.TOOK_TOO_LONG))
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out and the sweep brings the copy back
    except Exception:
        logger.exception("The copy %s broke off.", job.uid)
        _fail(job, str(copy_words.BROKE_OFF))


def enqueue_snapshot(snapshot_id: int) -> bool:
    """Ask the workers for a copy. A queue that is away loses nothing: the sweep asks again."""
    return ask_for(Snapshot.objects.all(), SNAPSHOT_TASK, snapshot_id)


def sweep_snapshots(now: datetime.datetime) -> int:
    """Ask anew for copies that were forgotten, and look for the quotes that a stopped program left."""
    due = Snapshot.objects.due_for_sweep(now).order_by("pk")
    n_sent = ask_for_forgotten(due, SNAPSHOT_TASK, now, most=SWEPT_AT_ONCE)
    quotes_found.look_at_rest()
    return n_sent


def _take(snapshot_id: int) -> Snapshot | None:
    """Claim the copy for this worker by one conditional UPDATE."""
    now = timezone.now()
    waiting = Snapshot.objects.filter(pk=snapshot_id).unfinished(now)
    failed = {"state": CopyState.FAILED, "reason": str(copy_words.KILLED_WORKERS), "lease_until": None}
    waiting.filter(tries__gte=MOST_TRIES).update(**failed)
    begun = {"state": CopyState.FETCHING, "fence": F("fence") + 1, "tries": F("tries") + 1}
    if not waiting.update(**begun, lease_until=now + SPLIT_LEASE, reason=""):
        return None
    return Snapshot.objects.without_text().select_related("by", "evidence").get(pk=snapshot_id)


def _keep(job: Snapshot) -> None:
    """Fetch the page, unless its bytes are here, and read it; what was fetched is written before it is read."""
    if not job.file_sha256:
        if job.evidence.is_protected:
            raise NotKept(str(copy_words.IS_PROTECTED))
        page = asdict(snapshots.fetched(job.evidence.url))
        _still_held(job, **page)
        job.file_sha256, job.file_name = page["file_sha256"], page["file_name"]
    draft = snapshots.read(job.file_sha256, job.file_name)
    typed = {name: getattr(job, name) for name in ("title", "publisher", "published_on")}
    with transaction.atomic():
        _still_held(job, **snapshots.what_it_says(draft, typed), **snapshots.kept(timezone.now()))
        quotes_found.stand_late(job)
    quotes_found.look_at_late(job)


def _fail(job: Snapshot, reason: str) -> None:
    failed = {"state": CopyState.FAILED, "reason": reason, "lease_until": None}
    Snapshot.objects.filter(pk=job.pk).held(job.fence).update(**failed)


def _still_held(job: Snapshot, **changes: object) -> None:
    if not Snapshot.objects.filter(pk=job.pk).held(job.fence).update(**changes):
        raise Lost
