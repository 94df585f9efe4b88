"""Corrections of published verdicts: proposed by one editor, applied by another, told in every report from then on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from reviews.terms import CorrectionKind


class Correction(Identified):
    """What was wrong in a published verdict and how it is put right; in force once another editor applied it."""

    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="corrections")
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in CorrectionKind])
    note = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(applied_at=None, dropped_at=None), name="correction_one_proposed"
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(dropped_at=None), name="correction_applied_or_dropped"
            ),
        ]
        indexes = [models.Index(fields=["review", "-id"], name="correction_of_review")]

    def __str__(self) -> str:
        return self.note[:120]
