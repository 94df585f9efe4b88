"""Dates told relative to another day, and what they may mean."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from articles.splitting import verbs
from articles.splitting.meanings import (
    DAYS,
    MONTHS,
    Tense,
    by_unit,
    day_of,
    month_number,
    near_day,
    near_month,
    near_weekday,
    of_season,
    shifted,
)
from articles.splitting.model import DateHint
from articles.splitting.patterns import regex
from articles.splitting.wordlist import holds_any

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_MONTH_NAME = "|".join(MONTHS)
_DAY_NAME = "|".join(DAYS)
_COUNT = r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a few|several|a couple of|some"
_UNIT = "day|week|month|year|decade"
_YEAR_SHAPED = regex(r"\d{4}")
_FULL = regex(
    rf"\b(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})|"
    rf"(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH}),?\s+(?P<year2>\d{{4}})|"
    r"(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d))\b",
    re.IGNORECASE,
)
# The wordings of relative dates in groups; of the cues behind a group each of its dates holds one.
_RELATIVE = (
    (
        r"(?P<near>yesterday|today|tonight|tomorrow|(?:last|this) (?:night|morning|afternoon|evening))|"
        rf"(?:in\s|since\s)?(?P<m4>{_MONTH_NAME}) (?P<whose>last|this|next) year|"
        r"(?P<which>last|this|next) "
        rf"(?P<unit>year|month|weekend|week|(?P<season>spring|summer|autumn|fall|winter)|(?:{_DAY_NAME})|(?:{_MONTH_NAME}))",
        ("yesterday", "today", "tonight", "tomorrow", "last ", "this ", "next "),
    ),
    (
        rf"(?P<count>{_COUNT}) (?P<units>{_UNIT})s? ago|"
        rf"(?P<after>{_COUNT}) (?P<after_units>{_UNIT})s? (?P<turn>earlier|later)|"
        rf"(?:the|that) (?P<told>previous|preceding|following|next|same) (?P<told_unit>day|week|month|year)",
        (" ago", " earlier", " later", " previous", " preceding", " following", " next", " same"),
    ),
    (rf"(?P<on>on |by |until |since |from |before )?(?P<weekday>{_DAY_NAME})", DAYS),
    (
        rf"(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?!,?\s\d{{4}}|\d|:\d)|"
        rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})(?!,?\s\d{{4}})|"
        rf"(?:in|since|until|by|from|to|before|after|during|early|late|mid)[\s-](?P<m3>{_MONTH_NAME})(?!,?\s(?:of\s)?\d|[’']s)",
        tuple(month[:3] for month in MONTHS),
    ),
)
_GROUPS = re.findall(r"\?P<(\w+)>", "".join(wording for wording, _ in _RELATIVE))
_YEAR = regex(r"\b(?:1[5-9]|20)\d\d\b")
_YEAR_BEHIND = regex(r"\s?(?:to|and|or|until|–|-)\s[^.;]{0,20}?\b(?:1[5-9]|20)\d\d\b")
_TO_COME = regex(
    r"\b(?:will|won['’]t|shall|plans? to|hopes? to|due|(?:is|are) (?:to|set|expected|scheduled|going|planned)|"
    r"to be \w+ed (?:\w+ ){0,4}on|"
    r"(?:continues?|resumes?|reopens?|votes?|meets?|starts|begins|opens) (?:again )?(?:on|in))\b"
)
_NAMED_DAY = regex(r"\b(?:Good|Black|Bloody|Easter|Super|Ash|Palm|Cyber|Whit|Holy|Shrove|every|each|most)\s$")
_NAME_BEHIND = regex(r"\s(?:Times|Mail|Mirror|Telegraph|Express|Post|Herald|Star|People|Tribune|Business|Club|Night)\b")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: at for at, word in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1, "a couple of": 2}


def find_date(text: str) -> date | None:
    """Return the first full date in a text."""
    if not _YEAR_SHAPED.search(text):
        return None
    return next((found for match in _FULL.finditer(text) if (found := _full_date(match))), None)


def last_date(text: str) -> date | None:
    """Return the last full date in a text."""
    found = [_full_date(match) for match in _FULL.finditer(text)] if _YEAR_SHAPED.search(text) else []
    return next((day for day in reversed(found) if day), None)


def _full_date(match: re.Match[str]) -> date | None:
    if match["year3"]:
        return day_of(int(match["year3"]), int(match["month3"]), int(match["day3"]))
    year, month, day = match["year"] or match["year2"], match["month"] or match["month2"], match["day"] or match["day2"]
    number = month_number(month)
    return day_of(int(year), number, int(day)) if number else None


def find_hints(flat: str, start: int, published: date | None, before: str = "") -> Iterator[DateHint]:
    """Give the relative dates of a sentence that starts at `start` in the text.

    They are told from the day of publication; "the following day" from the date named last, be it in the sentence
    `before`.
    """
    tense: Tense | None = None
    for match in _relative(flat):
        if not _is_date(match, flat):
            continue
        begin, end = start + match.start(), start + match.end()
        if match["after"] or match["told"]:
            yield DateHint(begin, end, *_since_told(match, f"{before} {flat[: match.start()]}"))
            continue
        if published is None:
            yield DateHint(begin, end, "", "")
            continue
        tense = tense or _tense(flat)
        yield DateHint(begin, end, published.isoformat(), _meant(match, flat, published, tense))


def _relative(flat: str) -> Iterator[re.Match[str]]:
    """Return what reads like a relative date; only the wordings whose cues stand in the sentence are looked for.

    They are looked for in lower case, which costs less than half of a search that minds no case.
    """
    low = flat.lower()
    if len(low) != len(flat):
        low = "".join(char.lower()[:1] for char in flat)
    cued = tuple(wording for wording, cues in _RELATIVE if holds_any(low, cues))
    return _pattern(cued).finditer(low) if cued else iter(())


@cache
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Compile wordings together; the groups of the others are there, but never match."""
    others = "".join(f"(?P<{name}>)" for name in _GROUPS if f"<{name}>" not in "".join(wordings))
    return re.compile(rf"\b(?:{'|'.join(wordings)}|(?!){others})\b")


def _since_told(match: re.Match[str], before: str) -> tuple[str, str]:
    """Return the day or year named last before "the following day" or "two years later", and what that makes."""
    told = last_date(before)
    unit = (match["told_unit"] or match["after_units"]).lower()
    if told:
        return told.isoformat(), _shifted(match, told, unit)
    years = _YEAR.findall(before) if unit in ("year", "decade") else []
    return (years[-1], _shifted(match, date(int(years[-1]), 1, 1), unit)) if years else ("", "")


def _shifted(match: re.Match[str], day: date, unit: str) -> str:
    if match["told"]:
        turn = {"previous": -1, "preceding": -1, "same": 0}.get(match["told"].lower(), 1)
        return shifted(day, turn, unit)
    return _counted(match, day)


def _is_date(match: re.Match[str], flat: str) -> bool:
    """Whether what reads like a date is one: not "USA Today", "march 12 miles", "the Sunday Times"."""
    if match["weekday"]:
        begin = match.start("weekday")
        named = _NAMED_DAY.search(flat, max(0, begin - 12), begin) or _NAME_BEHIND.match(flat, match.end())
        return flat[begin].isupper() and not named
    for month in ("m1", "m2", "m3", "m4"):
        if match[month]:
            known = flat[match.start(month)].isupper() and month_number(match[month]) > 0
            return known and not _YEAR_BEHIND.match(flat, match.end(), match.end() + 40)
    if match["near"]:
        return match.start() < 2 or flat[match.start() : match.end()].islower()
    return True


def _tense(flat: str) -> Tense:
    if _TO_COME.search(flat):
        return Tense.TO_COME
    return Tense.PAST if any(verbs.is_past(word) or word in verbs.HAVE for word in flat.split()) else Tense.UNKNOWN


def _meant(match: re.Match[str], flat: str, back_to: date, tense: Tense) -> str:
    """Return the ISO date, month, year or week a relative date may mean, or ""."""
    if match["near"]:
        word = match["near"].lower()
        return shifted(
            back_to, {"yesterday": -1, "last night": -1, "last evening": -1, "tomorrow": 1}.get(word, 0), "day"
        )
    if match["season"]:
        return of_season(match["which"].lower(), match["season"].lower(), back_to)
    if match["which"]:
        return by_unit(match["which"].lower(), match["unit"].lower(), back_to)
    if match["m4"]:
        year = back_to.year + {"last": -1, "this": 0, "next": 1}[match["whose"].lower()]
        return f"{year:04d}-{month_number(match['m4']):02d}"
    if match["count"]:
        return _counted(match, back_to)
    if match["weekday"]:
        return near_weekday(match["weekday"].lower(), back_to, tense)
    if any(int(year) < back_to.year - 1 for year in _YEAR.findall(flat[: match.start()])):
        return ""
    if match["m3"]:
        return near_month(month_number(match["m3"]), back_to, tense)
    return near_day(month_number(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]), back_to, tense)


def _counted(match: re.Match[str], back_to: date) -> str:
    word = (match["count"] or match["after"]).lower()
    count = int(word) if word.isdigit() else _COUNTS.get(word, 0)
    turn = 1 if match["turn"] and match["turn"].lower() == "later" else -1
    return shifted(back_to, turn * count, (match["units"] or match["after_units"]).lower()) if count else ""
