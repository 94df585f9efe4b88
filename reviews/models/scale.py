"""Rating scales: the words in which verdicts are given."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from articles.prepared import Prepared, columns, row_of
from articles.querysets import keep_rows
from reviews.terms import Need

ASKED = Prepared()


class RatingScale(Identified):
    """A set of ratings under one code and version; retired, never deleted."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveIntegerField(_("version"), default=1)
    name = models.CharField(_("name"), max_length=80)
    is_default = models.BooleanField(_("offered first"), default=False)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    class Meta:
        verbose_name = _("rating scale")
        verbose_name_plural = _("rating scales")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="scale_version_once"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="scale_one_default"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def default(cls) -> RatingScale:
        """The scale offered first. Raises DoesNotExist where no scale was created yet."""
        return cls.offered()[:1].get()

    @classmethod
    def with_ratings(cls, pk: int | None) -> RatingScale:
        """A scale with all its ratings, in one query; without a key the one offered first. Raises DoesNotExist."""
        found = ASKED.rows(_ratings, pk) if pk is not None else ASKED.rows(_ratings_offered, kind="offered")
        if not found:
            return cls.objects.get(pk=pk) if pk is not None else cls.default()
        scale: Any = row_of(cls, found[0], "scale__")
        ratings: list[Any] = [row_of(Rating, one) for one in found]
        for rating in ratings:
            rating.scale = scale
        keep_rows(scale, "ratings", ratings)
        return scale

    @classmethod
    def offered(cls) -> models.QuerySet[RatingScale]:
        return cls.objects.filter(retired_at=None).order_by("-is_default", "pk")

    def in_order(self) -> models.QuerySet[Rating]:
        return self.ratings.order_by("position", "pk")

    def rating(self, code: str) -> Rating | None:
        """The rating with this code. The ratings are asked for once, also by what is then asked of the rating."""
        prefetch_related_objects([self], "ratings")
        return next((rating for rating in self.ratings.all() if rating.code == code), None) if code else None


class Rating(Identified):
    """One word of a scale. `value` counts from 1 and higher is truer; it is empty off the scale."""

    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="ratings")
    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("label"), max_length=60)
    value = models.PositiveSmallIntegerField(_("value"), null=True, blank=True, validators=[MinValueValidator(1)])
    definition = models.TextField(_("definition"), blank=True)
    tone = models.CharField(_("color"), max_length=20, default="neutral")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    need = models.CharField(_("what it needs"), max_length=20, choices=[(n, n) for n in Need], default=Need.CITATION)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(fields=["scale", "code"], name="rating_code_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=1), name="rating_value_from_one"),
        ]

    def __str__(self) -> str:
        return self.label

    def needs(self) -> frozenset[Need]:
        return frozenset({Need(self.need)})

    def is_top(self) -> bool:
        """Whether no rating of the scale is truer."""
        return self.value is not None and all((r.value or 0) <= self.value for r in self.scale.ratings.all())

    def is_end(self) -> bool:
        """Whether no rating of the scale is truer, or none less true."""
        values = [r.value for r in self.scale.ratings.all() if r.value is not None]
        return self.value is not None and self.value in {min(values), max(values)}


def _ratings(scale: Any) -> models.QuerySet[Any, Any]:
    """The ratings of a scale in order, each with the scale."""
    rows = Rating.objects.filter(scale=scale).order_by("position", "pk")
    return rows.values(*columns(Rating), *columns(RatingScale, "scale__"))


def _ratings_offered() -> models.QuerySet[Any, Any]:
    return _ratings(RatingScale.offered().values("pk")[:1])
