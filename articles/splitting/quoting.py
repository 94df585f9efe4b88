"""Quotation marks, and the lead-ins of quotations that carry none."""

import re
from typing import NamedTuple

from articles.splitting.patterns import regex
from articles.splitting.speech import KINDS
from articles.splitting.wordlist import words

# An apostrophe between two letters is no quotation mark.
_MARKS = regex(r"[\"“”„«»‘’'](?:(?<![’'])|(?<![^\W_].)|(?![^\W_]))")
_CLOSES = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'"}
_LEADING = frozenset(KINDS) | words(
    """
    posted put puts follows following statement passage words quoted quotes recommended tweet asking reads
    note letter email message sign caption label inscription
    """
)
_FINDING = words("found find know knew learned learnt happened")
_SENDING = words("sent gave got emailed e-mailed texted issued received")
_FINDING = words("found find know knew learned learnt happened")
_SENDING = words("sent gave got emailed e-mailed texted issued received")
_PRESENTING = words("here’s here's here these following")
_OPENING = words("began begins opened opens continued continues concluded concludes ended ends ran runs")
_ACCORDING_OPEN = regex(r"(?:^|[.!?]\s+)(?:according to|as)\b(?:[^.!?:]|\.(?=\w)){10,120}$", re.IGNORECASE)
_LAST_WORDS = 30
_SENTENCE_END = regex(r"[.!?][\"”’)]?\s+(?=[A-Z“\"])")
_TITLE_BEFORE = regex(
    r"(?:\b(?:article|titled|entitled|headlined|report|piece|op-ed|book|film|essay|series|story|called|named|song|"
    r"paper|study|column|"
    r"editorial|headline|documentary|dubbed|post|video|lecture|novel),?|[Tt]itled,?)\s*$"
)


class Quote(NamedTuple):
    """A stretch in quotation marks, marks included; `closed` when its closing mark was found."""

    start: int
    end: int
    closed: bool
    words: int
    title: bool


def find_quotes(flat: str) -> list[Quote]:
    """Return the quotations of a paragraph; quotations inside quotations are part of the outer one."""
    quotes: list[Quote] = []
    if '"' not in flat and "'" not in flat and flat.isascii():
        return quotes
    opened = ""
    start = 0
    size = len(flat)
    for match in _MARKS.finditer(flat):
        mark, at = match.group(), match.start()
        before = flat[at - 1] if at else " "
        after = flat[at + 1] if at + 1 < size else " "
        if opened and mark in _CLOSES[opened] and _closes(mark, before, after):
            quotes.append(_quote(flat, start, at + 1, closed=True))
            opened = ""
        elif mark in "“„«" or (mark == '"' and not opened and not after.isspace()):
            if opened in ("“", "„", "«", '"') and mark != opened:
                continue
            if opened == "‘":
                continue
            if opened in ("“", "„", "«"):
                quotes.append(_quote(flat, start, at, closed=False))
            opened, start = mark, at
        elif not opened and mark in "‘'" and _opens_single(flat, mark, at, before, after):
            opened, start = mark, at
    if opened and opened not in "‘'":
        quotes.append(_quote(flat, start, size, closed=False))
    return quotes


def _quote(flat: str, start: int, end: int, *, closed: bool) -> Quote:
    title = closed and _TITLE_BEFORE.search(flat, max(0, start - 24), start) is not None
    return Quote(start, end, closed, len(flat[start:end].split()), title)


def is_title(quote: Quote) -> bool:
    """Whether the marks hold the title of a work rather than somebody's words."""
    return quote.title


def _closes(mark: str, before: str, after: str) -> bool:
    if mark in "’'":
        return not after.isalnum() and not before.isspace()
    return mark != '"' or not before.isspace() or not after.isalnum()


def _opens_single(flat: str, mark: str, at: int, before: str, after: str) -> bool:
    """A single mark opens only where a closing one follows in good time."""
    if before.isalnum() or not (after.isalnum() or after in "…[$£€"):
        return False
    close = "’" if mark == "‘" else "'"
    shut = flat.find(close, at + 2, at + 1500)
    for _ in range(40):
        if shut < 0:
            break
        ahead = flat[shut + 1] if shut + 1 < len(flat) else " "
        if not ahead.isalnum():
            return flat[shut - 1] != "s" or ahead in ".,;:)!? " or ahead == ""
        shut = flat.find(close, shut + 1, at + 1500)
    return False


def leads_in(body: str) -> bool:
    """Whether a paragraph ends by announcing somebody's words."""
    tail = body[-260:].rstrip()
    if tail[-1:] == ":":
        spoken = _SENTENCE_END.split(tail)[-1].lower().rstrip(":").replace(",", " ").split()[-_LAST_WORDS:]
        if not spoken or (spoken[0] in _PRESENTING and not _FINDING.isdisjoint(spoken)):
            return False
        if spoken[-1] == "this" and not _SENDING.isdisjoint(spoken):
            return True
        return spoken[-1] in _OPENING or not _LEADING.isdisjoint(spoken)
    if tail[-1:].isalnum():
        spoken = tail.split()
        ends = len(spoken) > 3 and (spoken[-1] in KINDS or (spoken[-1] == "that" and spoken[-2] in KINDS))
        return ends or _ACCORDING_OPEN.search(tail) is not None
    return False


def ends_as_lead(flat: str) -> bool:
    """Whether a sentence is left open for the words it announces."""
    last = flat.rstrip()[-1:]
    return last == ":" or (last.isalnum() and leads_in(flat))
