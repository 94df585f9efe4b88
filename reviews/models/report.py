"""Every export that was made, with the decisions in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from reviews import querysets
from reviews.models.verdict import Decision
from reviews.terms import Format


class Report(Identified):
    """One file handed out: its scope, format, hash, who took it out and when; the bytes lie under their hash."""

    scope = models.JSONField(default=dict)
    title = models.CharField(max_length=500)
    format = models.CharField(max_length=12, choices=[(f, f) for f in Format])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    n_bytes = models.PositiveBigIntegerField()
    n_claims = models.PositiveIntegerField()
    n_unfinished = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    decisions = models.ManyToManyField(Decision, related_name="reports")

    objects = querysets.ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.title
