"""Sentence ends that no end mark shows: signs in a row, time stamps, web addresses, greetings, lists in one line."""

import re
from collections.abc import Iterator

from articles.splitting.patterns import regex
from articles.splitting.wordlist import Beginnings, holds_any

_RULE = regex(r"(?:(?<=\s)|^)([*=_#~]{3,}|[-–—]{5,})(?=\s|$)")
_STAMP = regex(r"\b\d{1,2}/\d{1,2}/\d{2,4},?\s\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?=\s+[A-Z\"]|\s+[a-z]+\s|$)")
_ADDRESS = regex(r"(?<!\S)https?://\S++(?=\s+(?:https?://|www\.))")
_GREETING = regex(
    r"(?:thanks|thank you|many thanks|(?:best |kind |kindest |warm )?regards|sincerely(?: yours)?|cheers|"
    r"yours (?:truly|sincerely|faithfully)|"
    r"dear\s[\w.]+(?:\s\w+){0,2}|hi(?:\s[A-Z]\w+)?|hello(?:\s[A-Z]\w+)?),(?=\s+(?-i:[A-Z]))(?!\s+(?-i:[A-Z][a-z]+)[.!])",
    re.IGNORECASE,
)
_ADDRESSED = regex(r"(?:\s+[A-Z][\w.'’-]{0,30}){1,4}[.!?](?:\s|$)")
_GREETS = Beginnings(
    "thank | many th | regard | best re | kind | warm r | sincere | cheers | yours_ | dear_ | hi | hello"
)
_ASIDE = regex(r"[.!?][\"”]?\s+\[[a-z][a-z ,]{2,30}\](?=\s+[A-Z“\"])")
_SMILE = regex(r"(?<=\s)[:;]-?[()DP](?=\s+[A-Z\"])")
_FIRST_COUNTERS = "•⁃▪◦‣●(1a"
_RULES = ("***", "===", "___", "---", "~~~")
_SMILES = (":-", ":)", ":D", ":P", ":(")
_COUNTER = regex(r"(?:(?<=\s)|^)(?:[•⁃▪◦‣●]\s?)?\(?(\d{1,3}|[a-z])(\.\)|[.)])(?=\s+\S)")


def extra_ends(flat: str, ends: list[int]) -> list[int]:
    """Return further ends in any order; `ends` are those found at end marks."""
    found: list[int] = []
    if ("-" in flat or "*" in flat or "_" in flat or "=" in flat or "~" in flat) and holds_any(flat, _RULES):
        for match in _RULE.finditer(flat):
            found += (_tight(flat, match.start()), match.end())
    if ":" in flat:
        if "/" in flat:
            found += _around_stamps(flat)
        if "://" in flat:
            found += [match.end() for match in _ADDRESS.finditer(flat)]
        if holds_any(flat, _SMILES):
            found += [match.end() for match in _SMILE.finditer(flat)]
    if "] " in flat:
        found += [match.end() for match in _ASIDE.finditer(flat)]
    if "," in flat and (ends or "," in flat[:40]):
        found += _after_greetings(flat, ends)
    return found


def _around_stamps(flat: str) -> Iterator[int]:
    for match in _STAMP.finditer(flat):
        before = _tight(flat, match.start())
        if not flat[max(0, before - 3) : before].endswith(("on", "at", "by", "of")):
            yield before
        yield match.end()


def _after_greetings(flat: str, ends: list[int]) -> Iterator[int]:
    for start in (0, *ends):
        head = flat[start : start + 8]
        if _GREETS.begin(head.lstrip().lower()):
            at = start + len(head) - len(head.lstrip())
            match = _GREETING.match(flat, at, at + 60)
            if match and not (match[0][:1] in "Tt" and _ADDRESSED.match(flat, match.end(), match.end() + 90)):
                yield match.end()


def may_enumerate(flat: str) -> bool:
    """Whether a paragraph starts like a list written in one line."""
    head = flat[:8].lstrip()
    return bool(head) and head[0] in _FIRST_COUNTERS and _COUNTER.match(flat.lstrip()) is not None


def with_enumeration(flat: str, ends: list[int]) -> list[int]:
    """Add an end before each item: 1) … 2) …; a. … b. …"""
    found: list[int] = []
    expected = style = ""
    for match in _COUNTER.finditer(flat):
        mark = match[1]
        if not expected:
            if mark not in "1a" and not (match.start() <= 3 and mark.isdigit()):
                return ends
            style = match[2]
        elif mark != expected or match[2] != style:
            continue
        else:
            found.append(match.start())
        expected = str(int(mark) + 1) if mark.isdigit() else chr(ord(mark) + 1)
    if not found:
        return ends
    return sorted({end for end in ends if not _inside_counter(flat, end)} | {_tight(flat, at) for at in found})


def _tight(flat: str, at: int) -> int:
    while at and flat[at - 1] == " ":
        at -= 1
    return at


def _inside_counter(flat: str, end: int) -> bool:
    near = _COUNTER.search(flat, max(0, end - 6), min(len(flat), end + 2))
    return near is not None and not flat[max(0, end - 3) : end - 1].isalpha()
