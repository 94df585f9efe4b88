"""The lines of a text: what each looks like before anything is joined."""

import re
from enum import StrEnum
from itertools import pairwise

from articles.splitting.fields import closing_rule
from articles.splitting.labels import shouted
from articles.splitting.patterns import regex
from articles.splitting.running import heads, is_jump
from articles.splitting.wordlist import holds_any

_BULLET = regex(r"[-–—*+•·▪◦‣⁃●○■□►▶✓✔➤]\s+\S|[•▪◦‣⁃●■►➤]\S")
_NUMBERED = regex(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]{1,2}\s+\S")
_PAGE = regex(r"\W*(?:page|p\.|pg\.?|seite)?\s?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?(?:of|/|\|)\s?\d{1,4})?\W*", re.IGNORECASE)
_KEY = regex(
    r"(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?\)?\]?\s*)?(?:[A-Z][\w.'’&/ -]{0,38}|"
    r"[A-Z]{2}[A-Z.,'’ -]{1,60})(?:\s\([^()]{1,40}\)){0,3}:(?:\s+\S|$)"
)
_COLUMNS = regex(r"\S {3,}(?=\S)")
_WORD = regex(r"[^\W_]")
_DIGITS = regex(r"\d+")
_URL = regex(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|"
    r"(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|int|io|eu|uk|example|jpe?g|png|gif|webp|svg|pdf|mp4)(?:/\S*)?",
    re.IGNORECASE,
)
# Numbers of notes behind the last end mark: "in May.[3] [4]", "the law.12".
_REFERENCES = regex(r"(?:\s?\[\^?(?:\d{1,3}|[a-z]|[a-z]+ needed)\])+$|(?<=[a-z][a-z][.”\"])\d{1,2}$")
_BEFORE_NOTE = frozenset('.”"')
_ENDS = frozenset(".!?…:。！？：।॥؟۔։።፧။")
_CLOSERS = ")]\"'”’“»」』）》*_ \t"
# Where a short report is from: "… at nine. (Reuters)".
_SOURCE_BEHIND = regex(r"[a-z\d][.!?][”\"]?\s\([A-Z][^().]{1,40}\)$")
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
# The dots between a heading and its page number in a table of contents.
LEADERS = ("....", ". . .", "……")
_TAIL = 80
_WIDEST = 132
_NARROWEST = 28
_FEW = 5
_BULLETS = frozenset("-–—*+•·▪◦‣⁃●○■□►▶✓✔➤")


class Kind(StrEnum):
    """What a line looks like by itself."""

    TEXT = "text"
    HEAD = "head"
    ITEM = "item"
    NUMBERED = "numbered"
    KEY = "key"
    PAGE = "page"
    MARK = "mark"
    TABLE = "table"
    LINK = "link"
    FIELD = "field"


class Line:
    """One line that is not blank: its span without outer white space, and its words with markup masked.

    `gap` is the number of blank lines above it; `repeated` marks the lines of running headers and footers, and `lower`
    those that go on in lower case.
    """

    __slots__ = ("body", "end", "gap", "kind", "lower", "quoted", "repeated", "start", "terminated")

    def __init__(self, start: int, end: int, body: str, kind: Kind, gap: int, *, quoted: bool) -> None:
        self.start = start
        self.end = end
        self.body = body
        self.kind = kind
        self.gap = gap
        self.quoted = quoted
        self.repeated = False
        self.terminated = _is_sign(body[-1:]) or is_terminated(body)
        self.lower = _begins_lower(body)

    @property
    def first_word(self) -> str:
        """What would have had to fit on the line above; a script without blanks breaks anywhere."""
        return self.body[:2] if self.body[:1] >= "\u2e80" else (self.body[:40].split(None, 1) or [""])[0]

    @property
    def caseless(self) -> bool:
        """Whether it begins in a script that has no capitals."""
        first = self.body[:1]
        return first >= "\u0590" and first.isalpha() and first.lower() == first.upper()


def _begins_lower(body: str) -> bool:
    """Whether a line goes on in lower case, past an opening quotation mark or bracket."""
    head = body[:3].lstrip("\"'“‘«([")
    if not head[:1].islower() or head in ("doi", "by:") or _URL.match(body, 0, 200):
        return False
    return body[0] not in "([" or body[-1] not in ")]"


def _is_sign(char: str) -> bool:
    """Whether a character is an emoji, an arrow or the like."""
    if char < "\u2190" or "\u2e80" <= char <= "\u30ff" or "\uff00" <= char <= "\uffef":
        return False
    return not char.isalnum() and char not in _ENDS


def is_terminated(body: str) -> bool:
    """Whether words end with an end mark, quotation marks and brackets aside."""
    last = body[-1:]
    if last in _ENDS:
        return True
    if last.isalpha():
        return False
    body = body[-_TAIL:].rstrip(SUPERSCRIPTS)
    while _is_sign(body[-1:]):
        body = body[:-1].rstrip()
    if body[-1:] == "]" or (body[-1:].isdigit() and not _BEFORE_NOTE.isdisjoint(body[-3:-1])):
        body = _REFERENCES.sub("", body)
    if body[-1:] == ")" and _SOURCE_BEHIND.search(body):
        return True
    return body[-24:].rstrip(_CLOSERS)[-1:] in _ENDS


def _kind(raw: str, body: str) -> Kind:
    if not body or not (body[0].isalnum() or _WORD.search(body, 0, 400)):
        return Kind.MARK
    first = raw[0]
    if first == "#" and raw.lstrip("#")[:1].isspace():
        return Kind.HEAD
    if (
        first == "|"
        or (body[-1].isdigit() and holds_any(body, LEADERS))
        or body.count("\t") > 1
        or ("|" in body and body.count(" | ") > 1)
        or ("   " in raw and len(_COLUMNS.findall(raw)) > 1)
    ):
        return Kind.TABLE
    if (len(body) < 24 and _PAGE.fullmatch(body)) or is_jump(body):
        return Kind.PAGE
    if body[0] in _BULLETS and _BULLET.match(body):
        return Kind.ITEM
    if (body[0] == "(" or body[1:5].find(".") >= 0 or body[1:5].find(")") >= 0) and _NUMBERED.match(body):
        return Kind.NUMBERED
    if (":" in body[:120] and _KEY.match(body)) or (body[0].isupper() and shouted(body)):
        return Kind.KEY
    if len(body) < 300 and " " not in body and _URL.fullmatch(body):
        return Kind.LINK
    return Kind.TEXT


def read_lines(text: str, flat: str) -> list[Line]:
    """Return the lines that are not blank; `flat` is the text with markup masked."""
    lines: list[Line] = []
    at = gap = 0
    raws = text.split("\n")
    set_off = _in_blockquote(raws) if "<blockquote" in text else frozenset()
    fenced = _fenced(raws) if "```" in text else frozenset()
    closes = closing_rule(raws)
    for number, raw in enumerate(raws):
        content = raw.strip()
        if not content:
            gap += 1
        else:
            start = at + raw.index(content[0])
            end = start + len(content)
            body = flat[start:end].strip()
            quoted = content[0] == ">" or number in set_off
            kind = Kind.MARK if number in fenced else _kind(content, body)
            if number < closes and kind is not Kind.MARK:
                kind = Kind.FIELD
            lines.append(Line(start, end, body, kind, gap, quoted=quoted))
            gap = 0
        at += len(raw) + 1
    _mark_repeated(lines)
    for running in heads(lines) if "   " in text else ():
        lines[running].kind = Kind.PAGE
    _close_up(lines)
    return lines


def _in_blockquote(raws: list[str]) -> frozenset[int]:
    """Return the numbers of the lines inside left-over HTML blockquotes that are closed again."""
    inside: list[int] = []
    opened = -1
    for number, raw in enumerate(raws):
        if opened < 0 and raw.lstrip().startswith("<blockquote"):
            opened = number
        if opened >= 0 and "</blockquote" in raw:
            inside += range(opened, number + 1)
            opened = -1
    return frozenset(inside)


def _fenced(raws: list[str]) -> frozenset[int]:
    """Return the numbers of the lines inside closed fences of code."""
    marks = [number for number, raw in enumerate(raws) if raw.lstrip()[:3] == "```"]
    return frozenset(
        number for opens, closes in zip(marks[::2], marks[1::2], strict=False) for number in range(opens, closes + 1)
    )


def _mark_repeated(lines: list[Line]) -> None:
    """Mark running headers and footers: short unfinished lines that come again, page numbers aside."""
    if len(lines) < 2:
        return
    seen: dict[str, Line] = {}
    for line in lines:
        body = line.body
        if 3 < len(body) < 100 and body[-1] not in '.!?:,;”"':
            first = seen.setdefault(_DIGITS.sub("0", body), line)
            if first is not line:
                first.repeated = line.repeated = True


def wrap_width(lines: list[Line]) -> int:
    """Return the column at which the text is hard-wrapped, or 0 where it is not."""
    if len(lines) < 2:
        return 0
    lengths = [len(line.body) for line in lines]
    fitting = [length for length in lengths if length <= _WIDEST]
    if sum(fitting) < 0.6 * sum(lengths):
        return 0
    cut = [len(line.body) for line, after in pairwise(lines) if after.gap == 0 and _is_cut(line, after)]
    width = _near_longest(cut if len(cut) >= _FEW else fitting)
    if width < _NARROWEST:
        return 0
    wrapped = sum(length > 0.7 * width for length in cut)
    return width if wrapped and wrapped >= len(lines) // 30 else 0


def _near_longest(lengths: list[int]) -> int:
    return sorted(lengths, reverse=True)[len(lengths) // 25] if lengths else 0


def _is_cut(line: Line, after: Line) -> bool:
    """Whether a line ends in mid-sentence and the next one goes on."""
    if line.kind is Kind.PAGE or len(line.body) > _WIDEST or line.terminated:
        return False
    return after.lower or after.caseless


def _close_up(lines: list[Line]) -> None:
    """Take one blank line from between all lines of a text that is set with double spacing."""
    apart = sum(
        after.gap == 1 and _is_cut(line, after) and len(line.body) > _NARROWEST for line, after in pairwise(lines)
    )
    if apart < _FEW or apart * 4 < len(lines) or sum(line.gap == 0 for line in lines) * 4 > len(lines):
        return
    for line in lines:
        line.gap = max(0, line.gap - 1)
