"""Feeds that somebody subscribed to, and what was seen in them."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles import querysets
from articles.identity import Identified
from articles.models.articles import Person
from articles.models.imports import Import
from articles.terms import FEED_PACES, FeedState, FeedVerb

HOURLY = 60
LAST_IMPORTS = 3
LAST_STEPS = 30


class FeedQuerySet(querysets.FeedQuerySet):
    def with_last_imports(self) -> FeedQuerySet:
        """Each with the `last_imports` that it brought."""
        return self.prefetch_related(
            Prefetch("imports", Import.objects.newest_first()[:LAST_IMPORTS], to_attr="last_imports")
        )


class Feed(Identified):
    """A feed that is looked at again and again; each look that finds something new makes one import, in `by`'s name.

    `next_at` says when the next look is due. A worker looks under a lease; `fence` shuts out the one before it, and
    every verb of a person raises it too. `etag` and `last_modified` are what the server said last.
    """

    address = models.CharField(_("address"), max_length=2000)
    address_key = models.CharField(max_length=64, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    every = models.PositiveIntegerField(_("looked at"), default=HOURLY, choices=[(n, n) for n in FEED_PACES])
    stores = models.BooleanField(_("good articles go in without being asked about"), default=False)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    is_on = models.BooleanField(default=True, editable=False)
    left_at = models.DateTimeField(null=True, editable=False)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    next_at = models.DateTimeField(editable=False)
    reason = models.TextField(blank=True, editable=False)
    n_failures = models.PositiveIntegerField(default=0, editable=False)
    fence = models.PositiveIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    enqueued_at = models.DateTimeField(null=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(is_on=False) | Q(left_at=None), name="feed_left_is_off"),
            models.CheckConstraint(condition=Q(every__in=FEED_PACES), name="feed_known_pace"),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="feed_due", condition=Q(is_on=True)),
            models.Index(fields=["title", "id"], name="feed_by_title"),
        ]

    def __str__(self) -> str:
        return self.title or self.address

    def last_steps(self) -> QuerySet[FeedStep]:
        """What happened to it, newest first, as far as a page shows it."""
        return FeedStep.objects.filter(feed=self).select_related("actor").order_by("-pk")[:LAST_STEPS]

    @property
    def state(self) -> FeedState:
        if self.is_on:
            return FeedState.ON
        return FeedState.LEFT if self.left_at else FeedState.PAUSED


class FeedStep(Identified):
    """One step in the history of a feed: by a person, or by nobody where a look began to fail, went well again, or
    found it gone. Rows are only ever added; triggers in the database refuse the rest.
    """

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("step of a feed")
        verbose_name_plural = _("steps of feeds")
        default_permissions = ()
        indexes = [models.Index(fields=["feed", "-id"], name="feed_step_newest")]

    @classmethod
    def log(
        cls,
        verb: FeedVerb,
        feed: Feed,
        *,
        by: Person | None,
        at: datetime.datetime,
        reason: str = "",
        data: dict[str, Any] | None = None,
    ) -> None:
        """Write one step, inside the transaction of the change it tells of."""
        cls.objects.create(feed=feed, verb=verb, actor=by, at=at, reason=reason, data=data or {})


class FeedEntry(models.Model):
    """Something that a feed listed and that was taken: known again by its key, seen to be changed by its digest.

    It became the row at `position` of its import; where its page could not be fetched it is taken again, a few times.
    """

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="entries")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    job = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    n_tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("entry of a feed")
        verbose_name_plural = _("entries of feeds")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="feed_entry_once")]
