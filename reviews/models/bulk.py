"""Bulk actions: one verb asked for on all claims that a filter selects, with how far it is and what was refused."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from articles.querysets import SPLIT_LEASE, SWEEP_PAUSE, TOO_FAR_AHEAD
from reviews.bulk_terms import BulkState
from reviews.workflow import LEAD

LEASE = SPLIT_LEASE


class BulkActionQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> BulkActionQuerySet:
        """A person's own; an editor sees everybody's."""
        return self if person.has_perm(LEAD) else self.filter(by=person)

    def unfinished(self, now: datetime.datetime) -> BulkActionQuerySet:
        """Those a worker may take: waiting, or begun by a worker whose lease is over."""
        over = Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease_until__gt=now + TOO_FAR_AHEAD)
        return self.filter(Q(state=BulkState.WAITING) | Q(state=BulkState.RUNNING) & over)

    def held(self, fence: int) -> BulkActionQuerySet:
        """The action while the worker that took it with this fence still has it."""
        return self.filter(state=BulkState.RUNNING, fence=fence)

    def due_for_sweep(self, now: datetime.datetime) -> BulkActionQuerySet:
        """Unfinished ones that no job was sent for lately, or none since their worker's lease ran out."""
        long_ago = Q(enqueued_at=None) | Q(enqueued_at__lte=now - SWEEP_PAUSE)
        return self.unfinished(now).filter(long_ago | Q(enqueued_at__lte=F("lease_until")))

    def newest_first(self) -> BulkActionQuerySet:
        return self.order_by("-pk")


class BulkAction(Identified):
    """One verb for many claims: those that `query` selects, or the few in `ticked`.

    Rows are gone through by their key, up to `until`, which is the newest there was when somebody confirmed; `cursor`
    is the last one done and is written in the same transaction as what was done, so that nothing is done twice.
    `asked_at` is the moment the filter is read by. `results` keeps the first of what was done and of what was refused.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    verb = models.CharField(max_length=20, editable=False)
    query = models.CharField(max_length=2000, blank=True, editable=False)
    ticked = models.JSONField(default=list, editable=False)
    parameters = models.JSONField(default=dict, editable=False)
    asked_at = models.DateTimeField(editable=False)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in BulkState], default=BulkState.WAITING, editable=False
    )
    reason = models.TextField(blank=True, editable=False)
    n_selected = models.PositiveIntegerField(null=True, editable=False)
    n_done = models.PositiveIntegerField(default=0, editable=False)
    n_refused = models.PositiveIntegerField(default=0, editable=False)
    n_left = models.PositiveIntegerField(default=0, editable=False)
    results = models.JSONField(default=dict, editable=False)
    cursor = models.BigIntegerField(default=0, editable=False)
    until = models.BigIntegerField(editable=False)
    fence = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    enqueued_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["lease_until", "id"],
                name="bulk_unfinished",
                condition=Q(state__in=[BulkState.WAITING, BulkState.RUNNING]),
            ),
            models.Index(fields=["by", "-id"], name="bulk_of_person"),
        ]

    def __str__(self) -> str:
        return self.verb

    @property
    def is_unfinished(self) -> bool:
        return self.state in (BulkState.WAITING, BulkState.RUNNING)

    @property
    def n_seen(self) -> int:
        """How many of the rows it has gone through."""
        return self.n_done + self.n_refused + self.n_left
