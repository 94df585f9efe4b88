"""How strict the newsroom's rules are, and the exceptions that editors made from them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from reviews.rules import LEVELS, Level, Rule


class RuleLevel(Identified):
    """One setting of one rule by an administrator; the newest of a rule counts, the rows before are its history."""

    rule = models.CharField(max_length=30, choices=[(r, r) for r in Rule])
    level = models.CharField(max_length=8, choices=[(level, level) for level in Level])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        default_permissions = ("change", "view")
        indexes = [models.Index(fields=["rule", "-id"], name="rule_level_newest")]

    @classmethod
    def in_force(cls) -> Mapping[Rule, Level]:
        """The level of every rule: as set last, else as shipped. One query."""
        rows = cls.objects.order_by("pk").values_list("rule", "level")
        return LEVELS | {Rule(rule): Level(level) for rule, level in rows if rule in set(Rule)}

    @classmethod
    def in_force_as_of(cls, newest: uuid.UUID | None) -> Mapping[Rule, Level]:
        """`in_force` for who knows the uid of the newest setting (None: there is none); mostly without a query."""
        return LEVELS if newest is None else _levels_as_of(newest)

    @classmethod
    def newest(cls) -> models.QuerySet[Any, Any]:
        """The uid of the newest setting, to be asked for along with something else."""
        return cls.objects.order_by("-pk").values("uid")[:1]


@lru_cache(maxsize=4)
def _levels_as_of(newest: uuid.UUID) -> Mapping[Rule, Level]:
    """Settings are only added: as long as the newest is the same, so are all."""
    return MappingProxyType({**RuleLevel.in_force()})


class Waiver(Identified):
    """An editor's exception: one rule that does not stand in the way of one claim in one round, and why."""

    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="waivers")
    round = models.PositiveIntegerField()
    rule = models.CharField(max_length=30, choices=[(r, r) for r in Rule])
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["review", "round", "rule"], name="waiver_once_a_round")]

    def __str__(self) -> str:
        return self.reason[:120]
