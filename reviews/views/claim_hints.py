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

TOLD_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class DateLine:
    """Words that mean a date, the date they may mean, and what that is relative to, where that differs from line to
    line; "" where nobody can tell."""

    words: str
    meant: str
    since: str


@dataclass(frozen=True, slots=True)
class Dates:
    """The relative dates of a claim; `note` tells what all of them are relative to, or why they mean nothing yet."""

    lines: list[DateLine]
    note: str

    @property
    def first(self) -> list[DateLine]:
        """Those that are told at once; the rest is a press away, so that a long quotation pushes nothing down."""
        return self.lines[:TOLD_AT_ONCE]

    @property
    def known(self) -> list[DateLine]:
        """Those of which a date can be told, to stand beside the day that a verdict holds for."""
        return [line for line in self.lines if line.meant][:TOLD_AT_ONCE]

    @property
    def more(self) -> list[DateLine]:
        return self.lines[TOLD_AT_ONCE:]


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
    days = {one.relative_to for one in found}
    is_one_day = len(days) == 1
    lines = [_line(one, since="" if is_one_day else _since(one.relative_to)) for one in found]
    note = _unknown(published_on) if "" in days else _since(found[0].relative_to) if is_one_day else ""
    return Dates(list(dict.fromkeys(lines)), note)


def _line(found: RelativeDate, *, since: str) -> DateLine:
    return DateLine(" ".join(found.words.split()), article_words.date_words(found.suggestion), since)


def _since(day: str) -> str:
    return _("relative to %(day)s") % {"day": article_words.date_words(day)} if day else ""


def _unknown(published_on: datetime.date | None) -> str:
    if published_on is None:
        return _("unknown: the article's date is not known")
    day = article_words.date_words(published_on.isoformat())
    return _("unknown: the text does not say from when; the article is of %(day)s") % {"day": day}


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
