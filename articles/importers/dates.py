"""Dates as articles print them: 3 May 2024, May 3, 2024, 2024-05-03, 3.5.2024."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_MONTHS = (
    "jan january januar janvier enero gennaio janeiro januari",
    "feb february februar février fevrier febrero febbraio fevereiro februari",
    "mar march märz maerz mars marzo março maart",
    "apr april avril abril aprile",
    "may mai mayo maggio maio mei maj",
    "jun june juni juin junio giugno junho",
    "jul july juli juillet julio luglio julho",
    "aug august août aout agosto augustus augusti",
    "sep sept september septembre septiembre settembre setembro",
    "oct october oktober octobre octubre ottobre outubro okt",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre decembre diciembre dicembre dezembro dez",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})\b\.?"
Order = Literal["day first", "month first"]
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_FORMS = [
    re.compile(rf"\b{_WEEKDAY}{_DAY}\.?(?:\s+|-)(?:de\s+)?{_MONTH},?(?:\s+|-)(?:de\s+)?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?:T[\d:.+Z-]*)?"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.{_YEAR}"),
]


@dataclass(frozen=True, slots=True)
class Found:
    """A date and the stretch of the line it stands in."""

    on: datetime.date
    start: int
    end: int


def find_date(line: str) -> Found | None:
    """The first full date in a line, or None."""
    matches = [match for form in _FORMS for match in form.finditer(line)]
    for match in sorted(matches, key=lambda match: match.start()):
        parts = match.groupdict()
        month = int(parts.get("number") or _MONTH_OF[parts["month"].lower()])
        try:
            day = datetime.date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            continue
        return Found(day, match.start(), match.end())
    return None


_FIGURES = re.compile(r"\s*(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"\s*((?:1[5-9]|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?!\d)")


def in_figures(cell: str, order: Order | None = None) -> datetime.date | None:
    """A date written in figures alone; None where day and month could be either way round and `order` is not known."""
    if match := _YEAR_FIRST.match(cell):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if not (match := _FIGURES.match(cell)):
        return None
    one, two, year = int(match[1]), int(match[2]), int(match[3])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    order = "day first" if "." in match[0] or one > 12 or one == two else "month first" if two > 12 else order
    return None if order is None else _day(year, two, one) if order == "day first" else _day(year, one, two)


def order_of(cells: Iterable[str]) -> Order | None:
    """The order in which these cells write day and month, where one of them shows it and none shows the other."""
    shown: set[Order] = set()
    for cell in cells:
        if match := _FIGURES.match(cell):
            shown |= {"day first"} if int(match[1]) > 12 else {"month first"} if int(match[2]) > 12 else set()
    return shown.pop() if len(shown) == 1 else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
