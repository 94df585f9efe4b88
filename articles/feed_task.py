"""Looking at feeds: what is new becomes one import, nothing new changes nothing, a failure waits longer each time."""

from __future__ import annotations

import datetime
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from articles import files, words
from articles.fetching import Fetched, Fetcher, FetchProblem, Known
from articles.importers.apart import read_listing
from articles.importers.base import ImportProblem, one_line
from articles.importers.feeds import MOST_ENTRIES
from articles.importers.links import why_not_fetched
from articles.importing import Received, begin_import
from articles.jobs import ask_for, ask_for_forgotten
from articles.leases import renewed
from articles.models import Feed, FeedEntry, FeedStep, ImportRow
from articles.querysets import SPLIT_LEASE
from articles.refusals import Kind, Refusal
from articles.terms import Channel, FeedVerb

LOOK_TASK = "articles.tasks.look_at_feed"
LONGEST = datetime.timedelta(minutes=5)
LONGEST_WAIT = datetime.timedelta(days=1)
MOST_DOUBLINGS = 12
MOST_TRIES = 3  # to fetch the page of one entry, a look each
WORTH_ANOTHER_TRY = datetime.timedelta(days=3)
SWEPT_AT_ONCE = 200
logger = logging.getLogger(__name__)


class Lost(Exception):
    """Another worker has the feed, or a person changed it: what this one saw counts no more."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look saw: the feed as it came, from where in the end, its title, the digest of each entry by its key."""

    known: Known = field(default_factory=Known)
    address: str = ""
    file_sha256: str = ""
    n_bytes: int = 0
    media_type: str = ""
    title: str = ""
    entries: dict[str, str] = field(default_factory=dict)


def look_at(feed_id: int) -> None:
    """Look at one feed whose time has come; does nothing where another worker is at it or it is paused."""
    feed = _take(feed_id)
    if feed is None:
        return
    held = Feed.objects.filter(pk=feed.pk).held(feed.fence)
    try:
        with renewed(
            renew=lambda: held.update(lease_until=timezone.now() + SPLIT_LEASE),
            give_up=lambda: _fail(feed, str(words.FEED_TOOK_TOO_LONG)),
            longest=LONGEST,
        ):
            seen = _look(feed)
            _bring(feed, seen, timezone.now()) if seen else _rest(feed, timezone.now())
    except Lost:
        return
    except FetchProblem as found:
        _give_up(feed) if found.is_gone else _fail(feed, why_not_fetched(found), found.retry_after)
    except ImportProblem as found:
        _fail(feed, found.words)
    except Refusal as refusal:
        _fail(feed, _why_refused(feed, refusal))
    except SoftTimeLimitExceeded:
        held.update(lease_until=None, enqueued_at=None)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out and the sweep has the feed looked at again
    except Exception:
        logger.exception("The look at the feed %s broke off.", feed.uid)
        _fail(feed, str(words.FEED_BROKE_OFF))


def enqueue_look(feed_id: int) -> bool:
    """Ask the workers to look at a feed. A queue that is away loses nothing: the sweep asks again."""
    return ask_for(Feed.objects.all(), LOOK_TASK, feed_id)


def sweep_feeds(now: datetime.datetime) -> int:
    """Have the feeds looked at whose time has come, each asked for once however many sweeps there are."""
    due = Feed.objects.due_for_sweep(now).order_by("next_at", "pk")
    return ask_for_forgotten(due, LOOK_TASK, now, most=SWEPT_AT_ONCE)


def _take(feed_id: int) -> Feed | None:
    """Claim the feed for this worker by one conditional UPDATE."""
    now = timezone.now()
    taken = Feed.objects.filter(pk=feed_id).due(now).update(fence=F("fence") + 1, lease_until=now + SPLIT_LEASE)
    return Feed.objects.select_related("by").get(pk=feed_id) if taken else None


def _look(feed: Feed) -> Seen | None:
    """Ask for the feed and read what it lists, outside any transaction; None where it is as it was."""
    known = None if _unfetched(feed, timezone.now()) else Known(feed.etag, feed.last_modified)
    came: Fetched = Fetcher(allowed=settings.FETCH_ALLOWED).fetch(
        feed.address, most_bytes=settings.MAX_FEED_BYTES, known=known
    )
    if came.is_unchanged:
        return None
    sha256 = files.store(came.raw)
    told = read_listing(files.path_of(sha256), came.url)
    return Seen(came.known, came.url, sha256, len(came.raw), came.media_type, told["title"], dict(told["entries"]))


def _unfetched(feed: Feed, now: datetime.datetime) -> dict[str, int]:
    """Entries, by key, whose page could not be fetched lately, and how often that was tried."""
    rows = set(ImportRow.objects.not_fetched_for(feed, since=now - WORTH_ANOTHER_TRY).values_list("job", "position"))
    entries = FeedEntry.objects.filter(feed=feed, job__in={job for job, _ in rows}, n_tries__lt=MOST_TRIES)
    return {one.key: one.n_tries for one in entries if (one.job_id, one.position) in rows}


def _bring(feed: Feed, seen: Seen, now: datetime.datetime) -> None:
    """Make one import of what is new, changed or still to be fetched, and remember it."""
    unfetched = _unfetched(feed, now)
    entries = FeedEntry.objects.filter(feed=feed, key__in=seen.entries)
    known = dict(entries.values_list("key", "digest"))
    wanted = [key for key, digest in seen.entries.items() if known.get(key) != digest or key in unfetched]
    taken = wanted[:MOST_ENTRIES]
    told = Known() if len(wanted) > len(taken) else seen.known  # what was left over is asked for at the next look
    with transaction.atomic():
        title = feed.title or one_line(seen.title, 300)
        _rest(feed, now, title=title, etag=told.etag[:200], last_modified=told.last_modified[:200])
        if taken:
            _begin(feed, seen, taken, unfetched, title=title, now=now)


def _begin(
    feed: Feed, seen: Seen, taken: list[str], unfetched: dict[str, int], *, title: str, now: datetime.datetime
) -> None:
    options: dict[str, Any] = {"store": feed.stores, "entries": taken, "address": seen.address}
    job = begin_import(
        [Received(seen.file_sha256, seen.n_bytes, "feed.xml", seen.media_type)],
        by=feed.by,
        channel=Channel.FEED,
        now=now,
        label=title or feed.address,
        options=options | {"publisher": feed.publisher, "language": feed.language},
        feed=feed,
    )
    FeedEntry.objects.bulk_create(
        (
            FeedEntry(
                feed=feed,
                key=key,
                digest=seen.entries[key],
                job=job,
                position=position,
                n_tries=1 + unfetched.get(key, 0),
            )
            for position, key in enumerate(taken)
        ),
        update_conflicts=True,
        unique_fields=["feed", "key"],
        update_fields=["digest", "job", "position", "n_tries"],
    )


def _rest(feed: Feed, now: datetime.datetime, **changes: Any) -> None:
    """Note that the feed was looked at and is well, while this worker still has it."""
    next_at = now + datetime.timedelta(minutes=feed.every)
    well = {"looked_at": now, "next_at": next_at, "reason": "", "n_failures": 0}
    with transaction.atomic():
        _still_held(feed, **well, **changes, lease_until=None, enqueued_at=None)
        if feed.n_failures:
            FeedStep.log(FeedVerb.RECOVER, feed, by=None, at=now)


def _fail(feed: Feed, reason: str, retry_after: float = 0) -> None:
    """Note why nothing could be seen; each failure in a row doubles the wait, up to a day.

    A server that asks to be left alone for longer is, as long as that is no more than a day.
    """
    now = timezone.now()
    pause = datetime.timedelta(minutes=feed.every * 2 ** min(feed.n_failures, MOST_DOUBLINGS))
    asked = datetime.timedelta(seconds=min(retry_after, LONGEST_WAIT.total_seconds()))
    wait = max(asked, min(pause, max(LONGEST_WAIT, datetime.timedelta(minutes=feed.every))))
    changes = {"looked_at": now, "next_at": now + wait, "reason": reason, "n_failures": F("n_failures") + 1}
    with suppress(Lost), transaction.atomic():
        _still_held(feed, **changes, lease_until=None, enqueued_at=None)
        if reason != feed.reason:
            FeedStep.log(FeedVerb.FAIL, feed, by=None, at=now, reason=reason)


def _give_up(feed: Feed) -> None:
    """Look no more at a feed whose server says that it is gone for good; what it brought stays."""
    now, reason = timezone.now(), str(words.FEED_IS_GONE)
    changes = {"is_on": False, "looked_at": now, "reason": reason, "n_failures": F("n_failures") + 1}
    with suppress(Lost), transaction.atomic():
        _still_held(feed, **changes, lease_until=None, enqueued_at=None)
        FeedStep.log(FeedVerb.GONE, feed, by=None, at=now, reason=reason)


def _still_held(feed: Feed, **changes: object) -> None:
    if not Feed.objects.filter(pk=feed.pk).held(feed.fence).update(**changes):
        raise Lost


def _why_refused(feed: Feed, refusal: Refusal) -> str:
    forbidden = refusal.kind is Kind.FORBIDDEN
    return str(words.FEED_WITHOUT_IMPORTER) % {"who": feed.by} if forbidden else str(refusal.words)
