"""Imports: what a person brought in at once, each row that was read in it, and what it takes to know a text again."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import querysets
from articles.identity import Identified
from articles.models.articles import Article, Version
from articles.terms import Channel, ImportState, Outcome, RowState

PULSE = datetime.timedelta(seconds=90)


class Import(Identified):
    """One job: files, a pasted text or links, read row by row; then the chosen rows become articles.

    `options` says how it is read ({"columns": {...}, "tracked": "accepted" or "original"}) and whether good rows go
    in without being asked about ("store": true). With "sent" it is one text by a program, left to a worker because it
    takes long to read: {"allow_copy": true}, or {"article": its uid, "base": number} for a new version.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    channel = models.CharField(max_length=12, choices=[(c, c) for c in Channel], editable=False)
    label = models.CharField(_("what came in"), max_length=300, editable=False)
    feed = models.ForeignKey(
        "articles.Feed", on_delete=models.PROTECT, null=True, related_name="imports", editable=False
    )
    options = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in ImportState], default=ImportState.WAITING, editable=False
    )
    reason = models.TextField(blank=True, editable=False)
    n_read = models.PositiveIntegerField(default=0, editable=False)
    n_chosen = models.PositiveIntegerField(default=0, editable=False)
    n_stored = models.PositiveIntegerField(default=0, editable=False)
    is_read = models.BooleanField(default=False, editable=False)
    fence = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    enqueued_at = models.DateTimeField(null=True, editable=False)
    began_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = querysets.ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["lease_until", "id"],
                name="import_unfinished",
                condition=Q(state__in=[ImportState.WAITING, ImportState.READING, ImportState.STORING]),
            ),
            models.Index(fields=["by", "-id"], name="import_of_person"),
        ]

    def __str__(self) -> str:
        return self.label


class ImportRow(Identified):
    """One thing read in an import: an article to be, or a problem with its place, reason and remedy.

    `draft` holds what was read about the article (the fields of ArticleDraft but the text), `cells` the row of a sheet
    as it came where it has to be mended. `place` says where: "row 17", "folder/name.docx".
    """

    job = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="rows")
    upload = models.ForeignKey("articles.Upload", on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=300)
    draft = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    address_key = models.CharField(max_length=64, blank=True)
    prints = models.JSONField(default=list)
    n_words = models.PositiveIntegerField(default=0)
    file_sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=12, choices=[(o, o) for o in Outcome])
    twin = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="+")
    twin_place = models.CharField(max_length=300, blank=True)
    column = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=30, blank=True)
    problem = models.TextField(blank=True)
    cells = models.JSONField(null=True)
    state = models.CharField(max_length=12, choices=[(s, s) for s in RowState], default=RowState.READ)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="+")

    objects = querysets.ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["job", "position"], name="import_row_once")]
        indexes = [
            models.Index(fields=["job", "outcome", "position"], name="import_row_by_outcome"),
            models.Index(fields=["job", "state", "position"], name="import_row_by_state"),
            models.Index(fields=["job", "text_sha256"], name="import_row_by_text"),
            models.Index(fields=["job", "address_key"], name="import_row_by_address"),
        ]

    def __str__(self) -> str:
        return self.place


class ColumnMap(Identified):
    """Which column of a sheet holds what, remembered for the next sheet with the same heads."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    heads_sha256 = models.CharField(max_length=64)
    columns = models.JSONField()

    class Meta:
        verbose_name = _("column map")
        verbose_name_plural = _("column maps")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["by", "heads_sha256"], name="column_map_once")]


class Fingerprint(models.Model):
    """A few of the word sequences of a version as numbers: texts that share most of them are nearly the same."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")
        default_permissions = ()


class Pulse(models.Model):
    """The last sign of life that any worker gave: one row, renewed by the sweep and by whoever works on a lease."""

    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")
        default_permissions = ()

    @classmethod
    def beat(cls, now: datetime.datetime) -> None:
        if not cls.objects.filter(pk=1).update(at=now):
            cls.objects.get_or_create(pk=1, defaults={"at": now})

    @classmethod
    def is_beating(cls, now: datetime.datetime) -> bool:
        """Whether a worker answered within the last minute and a half; the sweep comes every 30 seconds."""
        return cls.objects.filter(pk=1, at__gt=now - PULSE).exists()
