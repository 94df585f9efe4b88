"""Dates as articles print them: 3 May 2024, May 3, 2024, 2024-05-03, 3.5.2024."""

import datetime
import re
from dataclasses import dataclass

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
_FORMS = [
    re.compile(rf"\b{_WEEKDAY}{_DAY}\.?\s+{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
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
        month = int(parts.get("number") or _MONTHS.index(parts["month"][:3].lower()) + 1)
        try:
            day = datetime.date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            continue
        return Found(day, match.start(), match.end())
    return None
