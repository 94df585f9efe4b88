"""Splitting a version: taken by one worker under a lease, read outside any transaction, written under a fence."""

from __future__ import annotations

import datetime
import itertools
import logging
from collections.abc import Sequence
from functools import partial

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from articles import words
from articles.extraction import store_split
from articles.leases import renewed
from articles.models import Event, Person, Version
from articles.querysets import SPLIT_LEASE
from articles.refusals import Kind, Refusal
from articles.splitting import split
from articles.terms import SplitFailure, SplitState

SPLIT_TASK = "articles.tasks.split_version"
LONGEST_SPLIT = datetime.timedelta(minutes=8)
SWEPT_AT_ONCE = 500
MOST_TRIES = 4  # a text that kills its workers must not take down one after another
logger = logging.getLogger(__name__)


def split_version(version_id: int) -> None:
    """Split one version that waits; does nothing where another worker has it or it is split already."""
    version = _take(version_id)
    if version is None:
        return
    fence = version.split_fence
    try:
        with renewed(
            renew=lambda: _renew(version.pk, fence),
            give_up=lambda: _fail(version.pk, fence, SplitFailure.TOOK_TOO_LONG),
            longest=LONGEST_SPLIT,
        ):
            read = split(version.text, version.article.language)
        store_split(version, read, fence=fence, now=timezone.now())
    except SoftTimeLimitExceeded:
        _fail(version.pk, fence, SplitFailure.TOOK_TOO_LONG)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out and the sweep brings the version back
    except Exception:
        logger.exception("The split of version %s broke off.", version.uid)
        _fail(version.pk, fence, SplitFailure.BROKE_OFF)


def enqueue_split(version_id: int) -> bool:
    """Ask the workers for a split. A queue that is away loses nothing: the sweep asks again."""
    if not send_job(SPLIT_TASK, version_id):
        return False
    Version.objects.filter(pk=version_id).update(split_enqueued_at=timezone.now())
    return True


def enqueue_splits(version_ids: Sequence[int]) -> None:
    """Ask for many splits, as far as the queue takes them; the sweep asks for the rest."""
    sent = list(itertools.takewhile(partial(send_job, SPLIT_TASK), version_ids))
    Version.objects.filter(pk__in=sent).update(split_enqueued_at=timezone.now())


def split_again(version: Version, *, by: Person, now: datetime.datetime) -> None:
    """Have a version read anew; what people touched stays as it is."""
    if not by.has_perm("articles.import_article"):
        raise Refusal("may_not_import", str(words.MAY_NOT_IMPORT), kind=Kind.FORBIDDEN)
    with transaction.atomic():
        waiting = {"split_state": SplitState.QUEUED, "split_reason": "", "split_enqueued_at": None, "split_tries": 0}
        if not Version.objects.filter(pk=version.pk).readable_again().update(**waiting):
            raise Refusal("split_running", str(words.SPLIT_RUNNING))
        Event.log("split_again", version, article=version.article_id, version=version, by=by, at=now)
        transaction.on_commit(lambda: enqueue_split(version.pk))


def sweep_splits(now: datetime.datetime) -> int:
    """Ask anew for splits that were forgotten: the queue was away, or a worker was killed."""
    due = Version.objects.due_for_sweep(now).order_by("pk").values_list("pk", "split_enqueued_at")
    n_sent = 0
    for version_id, enqueued_at in due[:SWEPT_AT_ONCE]:
        if not Version.objects.filter(pk=version_id).due_for_sweep(now).update(split_enqueued_at=now):
            continue
        if not send_job(SPLIT_TASK, version_id):
            Version.objects.filter(pk=version_id, split_enqueued_at=now).update(split_enqueued_at=enqueued_at)
            break
        n_sent += 1
    return n_sent


def send_job(task: str, row_id: int) -> bool:
    """Put a job on the queue; False where the queue is away."""
    try:
        current_app.send_task(task, args=[row_id], retry=False)
    except (BrokerDown, OSError) as error:
        logger.warning("The queue cannot be reached, the job waits for the next sweep: %s", error)
        return False
    return True


def _take(version_id: int) -> Version | None:
    """Claim the version for this worker by one conditional UPDATE."""
    now = timezone.now()
    waiting = Version.objects.filter(pk=version_id).unread(now)
    waiting.filter(split_tries__gte=MOST_TRIES).update(
        split_state=SplitState.FAILED, split_reason=SplitFailure.KILLED_WORKERS, split_lease_until=None
    )
    taken = waiting.update(
        split_state=SplitState.SPLITTING,
        split_fence=F("split_fence") + 1,
        split_tries=F("split_tries") + 1,
        split_lease_until=now + SPLIT_LEASE,
        split_reason="",
    )
    return Version.objects.select_related("article").get(pk=version_id) if taken else None


def _fail(version_id: int, fence: int, why: SplitFailure) -> None:
    Version.objects.filter(pk=version_id).held(fence).update(
        split_state=SplitState.FAILED, split_reason=why, split_lease_until=None
    )


def _renew(version_id: int, fence: int) -> None:
    Version.objects.filter(pk=version_id).held(fence).update(split_lease_until=timezone.now() + SPLIT_LEASE)
