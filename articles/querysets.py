"""Named questions about articles, versions and claims."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.db import models
from django.db.models import Count, F, Q

from articles.terms import AnchorState, ImportCode, ImportState, Origin, Outcome, RowState, SplitState, Triage

SPLIT_LEASE = datetime.timedelta(seconds=60)
TOO_FAR_AHEAD = 2 * SPLIT_LEASE  # not the bare length: a worker's "now" is older than the lease it waits behind
STORABLE = (Outcome.NEW, Outcome.UPDATE, Outcome.NEAR)
SWEEP_PAUSE = datetime.timedelta(minutes=5)


def keep_rows(row: models.Model, relation: str, rows: models.QuerySet[Any] | list[Any]) -> None:
    """Let `row.relation.all()` answer with rows that were read already, where prefetch_related would leave them."""
    kept: Any = row
    if isinstance(rows, list):
        filled: Any = getattr(row, relation).all()
        filled._result_cache, rows = rows, filled  # as prefetch_related itself does
    kept._prefetched_objects_cache = {**getattr(row, "_prefetched_objects_cache", {}), relation: rows}


class ArticleQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> ArticleQuerySet:
        return self.order_by("-pk")


class VersionQuerySet(models.QuerySet[Any]):
    def without_text(self) -> VersionQuerySet:
        return self.defer("text")

    def of_text(self, text_sha256: str) -> VersionQuerySet:
        return self.filter(text_sha256=text_sha256).order_by("pk")

    def unread(self, now: datetime.datetime) -> VersionQuerySet:
        """Versions a worker may take: waiting, or begun by a worker whose lease is over."""
        too_far = Q(split_lease_until__gt=now + TOO_FAR_AHEAD)
        over = Q(split_lease_until=None) | Q(split_lease_until__lte=now) | too_far
        return self.filter(Q(split_state=SplitState.QUEUED) | Q(split_state=SplitState.SPLITTING) & over)

    def held(self, fence: int) -> VersionQuerySet:
        """The version while the worker that took it with this fence still has it."""
        return self.filter(split_state=SplitState.SPLITTING, split_fence=fence)

    def readable_again(self) -> VersionQuerySet:
        """Versions whose split has ended, well or badly."""
        return self.filter(split_state__in=[SplitState.SPLIT, SplitState.FAILED])

    def due_for_sweep(self, now: datetime.datetime) -> VersionQuerySet:
        """Unread versions that no job was sent for lately, or none since their worker's lease ran out."""
        never = Q(split_enqueued_at=None)
        long_ago = Q(split_enqueued_at__lte=now - SWEEP_PAUSE)
        before_it_ran_out = Q(split_state=SplitState.SPLITTING, split_enqueued_at__lte=F("split_lease_until"))
        return self.unread(now).filter(never | long_ago | before_it_ran_out)


class ImportQuerySet(models.QuerySet[Any]):
    def unfinished(self, now: datetime.datetime) -> ImportQuerySet:
        """Imports a worker may take: waiting, or begun by a worker whose lease is over."""
        too_far = Q(lease_until__gt=now + TOO_FAR_AHEAD)
        over = Q(lease_until=None) | Q(lease_until__lte=now) | too_far
        working = Q(state__in=[ImportState.READING, ImportState.STORING])
        return self.filter(Q(state=ImportState.WAITING) | working & over)

    def held(self, fence: int) -> ImportQuerySet:
        """The import while the worker that took it with this fence still has it."""
        return self.filter(state__in=[ImportState.READING, ImportState.STORING], fence=fence)

    def due_for_sweep(self, now: datetime.datetime) -> ImportQuerySet:
        """Unfinished imports that no job was sent for lately, or none since their worker's lease ran out."""
        never = Q(enqueued_at=None)
        long_ago = Q(enqueued_at__lte=now - SWEEP_PAUSE)
        return self.unfinished(now).filter(never | long_ago | Q(enqueued_at__lte=F("lease_until")))

    def newest_first(self) -> ImportQuerySet:
        return self.order_by("-pk")


class FeedQuerySet(models.QuerySet[Any]):
    def due(self, now: datetime.datetime) -> FeedQuerySet:
        """Feeds a worker may look at: their time has come, and nobody is at it."""
        too_far = Q(lease_until__gt=now + TOO_FAR_AHEAD)
        over = Q(lease_until=None) | Q(lease_until__lte=now) | too_far
        return self.filter(over, is_on=True, next_at__lte=now)

    def due_for_sweep(self, now: datetime.datetime) -> FeedQuerySet:
        """Due feeds that no job was sent for lately, or none since their worker's lease ran out."""
        never = Q(enqueued_at=None)
        long_ago = Q(enqueued_at__lte=now - SWEEP_PAUSE)
        return self.due(now).filter(never | long_ago | Q(enqueued_at__lte=F("lease_until")))

    def held(self, fence: int) -> FeedQuerySet:
        """The feed while the worker that took it with this fence is still the last."""
        return self.filter(fence=fence, is_on=True)

    def subscribed(self) -> FeedQuerySet:
        """Feeds that nobody unsubscribed, paused ones too."""
        return self.filter(left_at=None)

    def failing(self) -> FeedQuerySet:
        return self.filter(is_on=True, n_failures__gt=0)

    def by_title(self) -> FeedQuerySet:
        return self.order_by("title", "pk")

    def after(self, feed: Any) -> FeedQuerySet:
        """Those that come later than one by title."""
        return self.filter(Q(title__gt=feed.title) | Q(title=feed.title, pk__gt=feed.pk))


class ImportRowQuerySet(models.QuerySet[Any]):
    def in_order(self) -> ImportRowQuerySet:
        return self.order_by("position")

    def storable(self) -> ImportRowQuerySet:
        """Rows that a person may choose and that are no article yet."""
        return self.filter(outcome__in=STORABLE).exclude(state=RowState.STORED)

    def without_text(self) -> ImportRowQuerySet:
        return self.defer("text", "cells")

    def to_mend(self) -> ImportRowQuerySet:
        """Rows that could not be read, and chosen ones that were refused when they were stored."""
        return self.filter(Q(outcome=Outcome.ERROR) | Q(state=RowState.REFUSED))

    def not_fetched_for(self, feed: Any, *, since: datetime.datetime) -> ImportRowQuerySet:
        """Rows of a feed's imports whose page could not be fetched."""
        lately = self.filter(job__feed=feed, job__created_at__gte=since)
        return lately.filter(outcome=Outcome.ERROR, code=ImportCode.NOT_FETCHED)

    def links_to_feeds(self) -> ImportRowQuerySet:
        return self.filter(code=ImportCode.LINK_TO_FEED)

    def needing_eyes(self) -> ImportRowQuerySet:
        """Rows to mend, and ones that only a person may choose."""
        near = Q(outcome=Outcome.NEAR, state=RowState.READ)
        return self.filter(Q(outcome=Outcome.ERROR) | Q(state=RowState.REFUSED) | near)

    def counts(self) -> dict[str, int]:
        """How many rows of each outcome; "good" are those that may be stored unasked, "to_mend" those that cannot."""
        rows = self.order_by().values_list("outcome", "state").annotate(n=Count("pk"))
        found: Counter[str] = Counter()
        for outcome, state, n in rows:
            found[outcome] += n
            found["good"] += n * (outcome in (Outcome.NEW, Outcome.UPDATE) and state == RowState.READ)
            found["to_mend"] += n * (outcome == Outcome.ERROR or state == RowState.REFUSED)
        return found


class ClaimQuerySet(models.QuerySet[Any]):
    def proposals(self) -> ClaimQuerySet:
        return self.filter(triage=Triage.PROPOSED)

    def wanted(self) -> ClaimQuerySet:
        """Claims that somebody chose to check."""
        return self.filter(triage=Triage.ACCEPTED)

    def replaceable(self) -> ClaimQuerySet:
        """Machine proposals nobody touched: all that a new split may take away."""
        return self.filter(origin=Origin.MACHINE, triage=Triage.PROPOSED, touched_at=None, frozen_at=None)


class AnchorQuerySet(models.QuerySet[Any]):
    def in_reading_order(self) -> AnchorQuerySet:
        return self.order_by("start", "end", "claim_id")

    def standing(self) -> AnchorQuerySet:
        """Those whose words are in the text."""
        return self.exclude(state=AnchorState.ORPHANED)

    def not_as_before(self) -> AnchorQuerySet:
        """Those of claims whose words were changed or taken out, in this version or one before."""
        return self.filter(state__in=[AnchorState.CHANGED, AnchorState.ORPHANED])

    def in_current_versions(self) -> AnchorQuerySet:
        return self.filter(version=F("claim__article__current"))


class EventQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> EventQuerySet:
        return self.order_by("-pk")
