"""A list of claims somebody wants to find again: its filter under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from reviews import querysets


class SavedView(Identified):
    """A filter of the list of claims, as the query of its address; private, or shown to everybody."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(_("shown to everybody"), default=False)

    objects = querysets.SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once")]
        indexes = [models.Index(fields=["is_shared", "name"], name="saved_view_shared")]

    def __str__(self) -> str:
        return self.name
