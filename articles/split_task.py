"""Splitting versions: taken by one worker under a lease, read outside any transaction, written under a fence."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Iterator, Sequence

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from articles import words
from articles.extraction import Reading, store_splits
from articles.jobs import send_job
from articles.leases import renewed
from articles.models import Event, Person, Version
from articles.querysets import SPLIT_LEASE
from articles.refusals import Kind, Refusal
from articles.splitting import split
from articles.terms import SplitFailure, SplitState

SPLIT_TASK = "articles.tasks.split_version"
SPLITS_TASK = "articles.tasks.split_versions"
LONGEST_SPLIT = datetime.timedelta(minutes=8)
SWEPT_AT_ONCE = 2_000
MOST_TRIES = 4  # a text that kills its workers must not take down one after another
TOGETHER = 10  # short versions in one job; what they become is written in one transaction
WORDS_TOGETHER = 8_000
logger = logging.getLogger(__name__)


def split_version(version_id: int) -> None:
    """Split one version that waits; does nothing where another worker has it or it is split already."""
    split_versions([version_id])


def split_versions(version_ids: Sequence[int]) -> None:
    """Split those of several versions that wait, and write them together. What one of them ends in is its own."""
    taken = _take(version_ids)
    if not taken:
        return
    begun = taken[:1]  # the one being read stands last
    with renewed(
        renew=lambda: _renew(taken),
        give_up=lambda: _fail(begun[-1], SplitFailure.TOOK_TOO_LONG),
        longest=LONGEST_SPLIT,
    ):
        readings = [reading for version in taken if (reading := _read(version, begun))]
        if readings:
            _store(readings)


def _read(version: Version, begun: list[Version]) -> Reading | None:
    """Read a version outside any transaction; None where that fails, which the version then says."""
    begun.append(version)
    try:
        return Reading.of(version, split(version.text, version.article.language), version.split_fence)
    except SoftTimeLimitExceeded:
        _fail(version, SplitFailure.TOOK_TOO_LONG)
    except Exception:
        logger.exception("The split of version %s broke off.", version.uid)
        _fail(version, SplitFailure.BROKE_OFF)
    return None


def _store(readings: Sequence[Reading]) -> None:
    """Write the readings together, or one by one where one of them cannot be written."""
    try:
        store_splits(readings, now=timezone.now())
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out and the sweep brings the versions back
    except Exception as error:
        if len(readings) > 1:
            for reading in readings:
                _store([reading])
            return
        logger.exception("The split of version %s broke off.", readings[0].version.uid)
        is_late = isinstance(error, SoftTimeLimitExceeded)
        _fail(readings[0].version, SplitFailure.TOOK_TOO_LONG if is_late else SplitFailure.BROKE_OFF)


def enqueue_split(version_id: int) -> bool:
    """Ask the workers for a split. A queue that is away loses nothing: the sweep asks again."""
    if not send_job(SPLIT_TASK, version_id):
        return False
    Version.objects.filter(pk=version_id).update(split_enqueued_at=timezone.now())
    return True


def enqueue_splits(versions: Iterable[tuple[int, int]]) -> None:
    """Ask for many splits, as far as the queue takes them; the sweep asks for the rest. Each with its words."""
    sent: list[int] = []
    for together in _together(versions):
        if not send_job(SPLITS_TASK, together):
            break
        sent += together
    Version.objects.filter(pk__among=sent).update(split_enqueued_at=timezone.now())


def _together(versions: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The versions by jobs: short ones together, a long one alone."""
    job: list[int] = []
    n_words = 0
    for version_id, n_own in versions:
        if job and (len(job) == TOGETHER or n_words + n_own > WORDS_TOGETHER):
            yield job
            job, n_words = [], 0
        job.append(version_id)
        n_words += n_own
    if job:
        yield job


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
    """Ask anew for splits that were forgotten: the queue was away, or a worker was killed. Those tried before alone."""
    with transaction.atomic():
        due = Version.objects.due_for_sweep(now).order_by("pk").select_for_update(no_key=True)
        found = list(due.values_list("pk", "n_words", "split_tries")[:SWEPT_AT_ONCE])
        Version.objects.filter(pk__in=[pk for pk, _, _ in found]).update(split_enqueued_at=now)
    jobs = [(SPLITS_TASK, job) for job in _together((pk, n_words) for pk, n_words, tries in found if not tries)]
    jobs += [(SPLITS_TASK, [pk]) for pk, _, tries in found if tries]
    n_sent = 0
    for number, (task, job) in enumerate(jobs):
        if not send_job(task, job):
            unsent = [pk for _, own in jobs[number:] for pk in own]
            Version.objects.filter(pk__in=unsent, split_enqueued_at=now).update(split_enqueued_at=None)
            break
        n_sent += len(job)
    return n_sent


def _take(version_ids: Sequence[int]) -> list[Version]:
    """Claim the versions for this worker, in one transaction; of several only those never tried before.

    A text that kills its worker so takes the others with it once and not again: the sweep has each of them read alone.
    """
    now = timezone.now()
    waiting = Version.objects.filter(pk__in=version_ids).unread(now).order_by("pk")
    if len(version_ids) > 1:
        waiting = waiting.filter(split_tries=0)
    with transaction.atomic():
        found = list(waiting.select_related("article").select_for_update(no_key=True, of=("self",)))
        taken = [version for version in found if version.split_tries < MOST_TRIES]
        Version.objects.filter(pk__in=[version.pk for version in found if version not in taken]).update(
            split_state=SplitState.FAILED, split_reason=SplitFailure.KILLED_WORKERS, split_lease_until=None
        )
        Version.objects.filter(pk__in=[version.pk for version in taken]).update(
            split_state=SplitState.SPLITTING,
            split_fence=F("split_fence") + 1,
            split_tries=F("split_tries") + 1,
            split_lease_until=now + SPLIT_LEASE,
            split_reason="",
        )
    for version in taken:
        version.split_fence += 1
    return taken


def _fail(version: Version, why: SplitFailure) -> None:
    Version.objects.filter(pk=version.pk).held(version.split_fence).update(
        split_state=SplitState.FAILED, split_reason=why, split_lease_until=None
    )


def _renew(versions: Sequence[Version]) -> None:
    """Put off the end of the lease of those that nobody else has taken."""
    until = timezone.now() + SPLIT_LEASE
    for version in versions:
        Version.objects.filter(pk=version.pk).held(version.split_fence).update(split_lease_until=until)
