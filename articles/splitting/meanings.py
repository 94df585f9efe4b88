"""What "last week" or "in March" means on a given day: an ISO date, month, year or span, "" where unknown."""

from datetime import date, timedelta
from enum import Enum

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEPS = {"last": -1, "this": 0, "next": 1}
# The months in which a season begins and ends in the north; a winter lies in two years.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
# A day so long ago or so far ahead would be named with its year.
_FAR = 300
_FIRST_YEAR, _LAST_YEAR = 1, 9999


class Tense(Enum):
    """Whether the words around a date tell of what was or of what is to come."""

    UNKNOWN = 0
    PAST = 1
    TO_COME = 2


def month_number(name: str) -> int:
    """Return a month's number from its name or a shortening of it, 0 for any other word."""
    short = name.lower().rstrip(".")
    known = short == "sept" or any(month == short or month[:3] == short for month in MONTHS)
    return next((at for at, month in enumerate(MONTHS, 1) if month[:3] == short[:3]), 0) if known else 0


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, count: int, unit: str) -> str:
    """Return what lies `count` days, weeks, months, years or decades after a day (before it, where negative)."""
    if unit in ("year", "decade"):
        return _year(day.year + count * (10 if unit == "decade" else 1))
    if unit == "month":
        months = day.year * 12 + day.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    try:
        return (day + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    except OverflowError:
        return ""


def _year(year: int) -> str:
    return f"{year:04d}" if _FIRST_YEAR <= year <= _LAST_YEAR else ""


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}" if _FIRST_YEAR <= year <= _LAST_YEAR else ""


def by_unit(which: str, unit: str, published: date) -> str:
    """Return what "last", "this" or "next" means before a unit, a weekday or a month."""
    step = _STEPS[which]
    if unit in ("year", "month"):
        return shifted(published, step, unit)
    if unit in ("week", "weekend"):
        return _week(published, step, weekend=unit == "weekend")
    if unit in DAYS:
        away = DAYS.index(unit) - published.weekday()
        count = -(-away % 7 or 7) if step < 0 else away % 7 or (7 if step else 0)
        return shifted(published, count, "day")
    tense = Tense.PAST if step < 0 else Tense.TO_COME
    return near_month(month_number(unit), published, tense) if step else _month(published.year, month_number(unit))


def _week(published: date, step: int, *, weekend: bool) -> str:
    first = shifted(published, 7 * step - published.weekday() + (5 if weekend else 0), "day")
    last = shifted(published, 7 * step - published.weekday() + 6, "day")
    return f"{first}/{last}" if first and last else ""


def of_season(which: str, season: str, published: date) -> str:
    """Return the year of a season, where that is certain."""
    first, last = _SEASONS.get(season, (0, 0))
    step = _STEPS[which]
    if not first:
        return ""
    if not step:
        return _year(published.year)
    certain = published.month <= last if step < 0 else published.month >= first
    return _year(published.year + step) if certain else ""


def near_weekday(day: str, published: date, tense: Tense) -> str:
    """Return the last such weekday up to the publication, or the next after it."""
    away = DAYS.index(day) - published.weekday()
    return shifted(published, away % 7 if tense is Tense.TO_COME else -(-away % 7), "day")


def near_month(month: int, published: date, tense: Tense) -> str:
    """Return the last such month, the next, or where the tense is unknown the nearer of both."""
    away = (month - published.month) % 12
    forward = tense is Tense.TO_COME or (tense is Tense.UNKNOWN and 0 < away < 6)
    return shifted(published.replace(day=1), away if forward else -(-away % 12), "month")


def near_day(month: int, day: int, published: date, tense: Tense) -> str:
    """Return the last such day, the next, or where the tense is unknown the nearest."""
    years = (published.year - 1, published.year, published.year + 1)
    days = [found for year in years if (found := day_of(year, month, day))]
    if tense is Tense.TO_COME:
        days = [found for found in days if _FAR > (found - published).days >= 0] or days
    elif tense is Tense.PAST:
        days = [found for found in days if _FAR > (published - found).days >= 0] or days
    return min(days, key=lambda found: abs(found - published)).isoformat() if days else ""
