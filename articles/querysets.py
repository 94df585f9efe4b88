"""Named questions about articles, versions and claims."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from articles.terms import Origin, SplitState, Triage


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
        begun = Q(split_state=SplitState.SPLITTING) & (Q(split_lease_until=None) | Q(split_lease_until__lte=now))
        return self.filter(Q(split_state=SplitState.QUEUED) | begun)

    def due_for_sweep(self, now: datetime.datetime) -> VersionQuerySet:
        """Unread versions that no queued job was sent for lately."""
        return self.unread(now).filter(Q(split_enqueued_at=None) | Q(split_enqueued_at__lte=now - SWEEP_PAUSE))


SWEEP_PAUSE = datetime.timedelta(minutes=5)


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


class EventQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> EventQuerySet:
        return self.order_by("-pk")
