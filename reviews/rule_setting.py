"""How an administrator sets how strict a rule is; every setting stays as a row, so who changed what is never lost."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from articles.refusals import Kind
from reviews import words
from reviews.models import RuleLevel
from reviews.rules import LEVELS, SETTABLE, Level, Rule

CHANGE = "reviews.change_rulelevel"
MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Setting:
    """One rule with the level in force, the one it ships with, and whether it may be set."""

    rule: Rule
    level: Level
    shipped: Level
    is_settable: bool

    @property
    def words(self) -> str:
        return words.rule_sentence(self.rule, 1)

    @property
    def level_words(self) -> str:
        return str(words.LEVELS[self.level])

    @property
    def choices(self) -> list[tuple[Level, str, bool]]:
        return [(level, str(words.LEVELS[level]), level is self.level) for level in Level]


def settings_in_force() -> list[Setting]:
    """Every rule in the order of the form."""
    levels = RuleLevel.in_force()
    return [Setting(rule, levels[rule], LEVELS[rule], rule in SETTABLE) for rule in Rule]


def changes() -> list[RuleLevel]:
    """Who set what, the newest first."""
    return list(RuleLevel.objects.select_related("by").order_by("-pk")[:MOST_STEPS])


def set_level(rule: str, level: str, *, by: Any, now: datetime.datetime) -> bool:
    """Set a rule for all that is submitted from now on. Answers whether that changed anything. Raises Refusal."""
    if not by.has_perm(CHANGE):
        raise words.refusal("not_allowed", Kind.FORBIDDEN, verb=words.SET_RULES)
    if rule not in SETTABLE or level not in set(Level):
        raise words.refusal("rule_not_settable", Kind.INVALID, field="rule")
    if RuleLevel.in_force()[Rule(rule)] == level:
        return False
    RuleLevel.objects.create(rule=Rule(rule), level=Level(level), by=by, created_at=now)
    return True
