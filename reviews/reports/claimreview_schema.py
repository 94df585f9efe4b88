"""What a ClaimReview document must be: a JSON Schema of our own and the rules that hold between its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker

from reviews.drafts import is_web_address


class Rule(StrEnum):
    """Why a document may not go out."""

    SHAPE = "shape"
    NAMES_RATING = "names_rating"
    ADDRESS = "address"
    OTHER_SITE = "other_site"
    HALF_A_SCALE = "half_a_scale"
    SCALE_ORDER = "scale_order"
    VALUE_OFF_SCALE = "value_off_scale"


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule that does not hold, and where in the document."""

    rule: Rule
    where: str


TEXT = {"type": "string", "pattern": r"\S"}
ADDRESS = {"type": "string", "pattern": "^https?://"}
DAY = {"type": "string", "format": "date"}


def _object(kind: str | list[str], required: list[str], **properties: Any) -> dict[str, Any]:
    types = {"enum": kind} if isinstance(kind, list) else {"const": kind}
    return {
        "type": "object",
        "required": ["@type", *required],
        "properties": {"@type": types, **properties},
        "additionalProperties": False,
    }


SOMEBODY = _object(["Person", "Organization"], ["name"], name=TEXT, url=ADDRESS)
WORK = _object("CreativeWork", ["url"], url=ADDRESS, headline=TEXT, datePublished=DAY, publisher=SOMEBODY)
CLAIM = _object("Claim", [], author=SOMEBODY, datePublished=DAY, appearance=WORK, firstAppearance=WORK)
RATING = _object(
    "Rating",
    ["alternateName"],
    alternateName=TEXT,
    ratingValue={"type": "integer"},
    bestRating={"type": "integer"},
    worstRating={"type": "integer", "minimum": 1},
    ratingExplanation=TEXT,
)
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "ClaimReview",
    **_object(
        "ClaimReview",
        ["@context", "url", "claimReviewed", "author", "datePublished", "itemReviewed", "reviewRating"],
        url=ADDRESS,
        claimReviewed=TEXT,
        author=SOMEBODY,
        datePublished=DAY,
        itemReviewed=CLAIM,
        reviewRating=RATING,
        **{"@context": {"const": "https://schema.org"}},
    ),
}
SHAPE = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))
NUMBERS = ("ratingValue", "bestRating", "worstRating")
PLACES_OF_ADDRESSES = (
    ("url",),
    ("author", "url"),
    ("itemReviewed", "author", "url"),
    ("itemReviewed", "appearance", "url"),
    ("itemReviewed", "firstAppearance", "url"),
)


def validate(document: Any, *, site: str) -> list[Problem]:
    """Everything that keeps a document from going out; `site` is the address of the newsroom that hands it out."""
    shape = [Problem(Rule.SHAPE, _where(error)) for error in SHAPE.iter_errors(document)]
    return shape or [*_addresses(document, site), *_words(document), *_numbers(document["reviewRating"])]


def names_rating(claim: str, rating: str) -> bool:
    """Whether a claim's words hold the word of its rating, which must not be given away there."""
    return bool(re.search(rf"(?<!\w){re.escape(rating)}(?!\w)", claim, re.IGNORECASE))


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def _where(error: Any) -> str:
    path = ".".join(str(part) for part in error.absolute_path)
    return f"{path}: {error.message}"[:300] if path else error.message[:300]


def _addresses(document: dict[str, Any], site: str) -> Iterator[Problem]:
    for path in PLACES_OF_ADDRESSES:
        value: Any = document
        for name in path:
            value = value.get(name, {})
        if value and not is_web_address(value):
            yield Problem(Rule.ADDRESS, ".".join(path))
    if host_of(document["url"]) != host_of(site):
        yield Problem(Rule.OTHER_SITE, "url")


def _words(document: dict[str, Any]) -> Iterator[Problem]:
    if names_rating(document["claimReviewed"], document["reviewRating"]["alternateName"]):
        yield Problem(Rule.NAMES_RATING, "claimReviewed")


def _numbers(rating: dict[str, Any]) -> Iterator[Problem]:
    given = [name for name in NUMBERS if name in rating]
    if not given:
        return
    if len(given) < len(NUMBERS):
        yield Problem(Rule.HALF_A_SCALE, "reviewRating")
        return
    value, best, worst = (rating[name] for name in NUMBERS)
    if best <= worst:
        yield Problem(Rule.SCALE_ORDER, "reviewRating.bestRating")
    elif not worst <= value <= best:
        yield Problem(Rule.VALUE_OFF_SCALE, "reviewRating.ratingValue")
