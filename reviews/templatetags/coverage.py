"""Coverage in templates: the card on an article's page, and the claim with a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template

from articles.models import Confirmation, Version
from reviews.coverage import Coverage, ZoneCoverage
from reviews.coverage_rows import coverage_of
from reviews.coverage_strip import Strip, draw
from reviews.coverage_words import ZONES, accounted

register = template.Library()


@dataclass(frozen=True, slots=True)
class Card:
    """What the card shows; nothing where no sentence is read yet."""

    coverage: Coverage
    measure: str
    strip: Strip


@register.simple_tag
def coverage_card(version: Version | None, person: Any) -> Card | None:
    if version is None:
        return None
    found = coverage_of(version, person)
    return Card(found, accounted(found.n_accounted, found.n), draw(found)) if found.n else None


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
