"""What the machine suggests about a claim, as the review page shows it: dates in words, parts to tick and word."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import words as article_words
from articles.hints import Part, RelativeDate
from articles.models import Claim
from reviews.models.parts import PartAsked


@dataclass(frozen=True, slots=True)
class DateLine:
    """Words that mean a date, and the date they may mean; empty where nobody can tell."""

    words: str
    meant: str


@dataclass(frozen=True, slots=True)
class Dates:
    """The relative dates of a claim; `note` tells what they are relative to, or why they mean nothing yet."""

    lines: list[DateLine]
    note: str


@dataclass(frozen=True, slots=True)
class PartField:
    """One suggested part: `key` names it in the form, `words` are the text's, `statement` what will be checked."""

    key: str
    words: str
    statement: str
    is_ticked: bool


def dates_of(claim: Claim, exact: str, published_on: datetime.date | None) -> Dates | None:
    """The dates in a claim that stands in the text with these words; None where it has none."""
    found = claim.read_hints().dates_in(exact)
    if not found:
        return None
    lines = dict.fromkeys(
        DateLine(" ".join(one.words.split()), article_words.date_words(one.suggestion)) for one in found
    )
    return Dates(list(lines), _note(found, published_on))


def _note(found: Sequence[RelativeDate], published_on: datetime.date | None) -> str:
    day = next((one.relative_to for one in found if one.relative_to), "")
    if day:
        return _("relative to %(day)s") % {"day": article_words.date_words(day)}
    if published_on:
        return _("count from %(day)s, when it was published") % {
            "day": article_words.date_words(published_on.isoformat())
        }
    return _("unknown: the article's date is not known")


def part_fields(claim: Claim, exact: str, asked: Sequence[PartAsked] | None) -> list[PartField]:
    """The parts to choose from, ticked and worded as they were when a request was refused, else as suggested."""
    given = None if asked is None else {(one.start, one.end): one.statement for one in asked}
    return [_field(part, given) for part in claim.read_hints().parts_in(exact)]


def _field(part: Part, given: dict[tuple[int, int], str | None] | None) -> PartField:
    place = (part.start, part.end)
    typed = given.get(place) if given else None
    return PartField(
        key=f"{part.start}-{part.end}",
        words=" ".join(part.words.split()),
        statement=part.statement if typed is None else typed,
        is_ticked=given is None or place in given,
    )
