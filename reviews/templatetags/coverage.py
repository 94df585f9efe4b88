"""Coverage in templates: what is left by part of the layout, and the claim with a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from articles.models import Confirmation, Version
from reviews.coverage import Coverage, ZoneCoverage
from reviews.coverage_words import ZONES

register = template.Library()


@register.filter
def unfinished_zones(coverage: Coverage) -> list[ZoneCoverage]:
    """The parts of the layout in which something is left."""
    return [zone for zone in coverage.zones() if zone.coverage.left]


@register.filter
def zone_words(zone: Any) -> str:
    return str(ZONES[zone])


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    return found.get(key)


@register.filter
def words_of(confirmation: Confirmation, version: Version) -> str:
    """What was confirmed, as the text has it."""
    return " ".join(version.text[confirmation.start : confirmation.end].split())
