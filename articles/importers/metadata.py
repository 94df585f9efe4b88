"""Headline, byline, publisher, address and date, read where they stand at the head and foot of plain text."""

import datetime
import re
from dataclasses import dataclass, field, replace

from articles.importers.base import one_line
from articles.importers.dates import find_date
from articles.splitting.bylines import named_author
from articles.splitting.languages import ENGLISH, detect, primary

_HEAD_CHARS = 8_000
_HEAD_LINES = 40
_FOOT_LINES = 25
_LINE_CHARS = 3_000
_MARKS = set("*`_")
_PROSE_WORDS = 28
_WRAPPED_WORDS = 9
_LABELS = {
    "headline": "title|headline",
    "byline": "by|authors?|written by|byline",
    "publisher": "publisher|published by|publication|source|site|outlet",
    "published_on": "date|published|published on|publication date",
    "url": "link|url|address|web|original|canonical",
    "language": "lang|language",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>^(?:{words}))" for name, words in _LABELS.items()) + r"|(?P<other>^[^\W\d_][\w &-]{2,24})",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)")
_EMPHASIS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")
_ADDRESS = re.compile(r"<?(https?://[^\s<>\"]{3,1900})>?", re.IGNORECASE)
_BY = re.compile(r"by\s+([^\W\d_].{1,200})", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s+[·|•–—]\s+|\s+//\s+")
_STAMP = re.compile(
    r"^(?:first |last )?(?:published|posted|updated|modified|issued|date)(?: on| at)?:?\s*|\s*\d{1,2}[:.]\d\d.*$", re.I
)
_SMALL_WORDS = {"of", "the", "for", "and", "de", "du", "la", "le", "der", "die", "das", "und", "in", "on", "&", "et"}
_FURNITURE = re.compile(
    r"(for immediate release|press (release|office)|embargo|bulletin no|issue \d|vol\.? ?\d|page \d|skip to |advertise"
    r"|share|print|email|subscribe|log in|sign in|menu)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:copyright\s*)?(?:©|\(c\))\s*(.+)|copyright\s+(.+)", re.IGNORECASE)
_FOOT_SIGNS = ("©", "(c)", "copyright", "original source")
_ORIGINAL = re.compile(r"the original source of this article is\s+(.+)", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z .'/-]{1,40},\s+(?P<rest>.{6,40}?)\s*(?:\([^)]{1,40}\)\s*)?[–—-]\s")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text says about itself; empty where it says nothing."""

    headline: str = ""
    byline: str = ""
    publisher: str = ""
    url: str = ""
    published_on: datetime.date | None = None
    language: str = ""


@dataclass(slots=True)
class _Reader:
    """Goes down the head of a text and keeps the first of each thing it finds."""

    found: Metadata = field(default_factory=Metadata)
    titles: list[list[str]] = field(default_factory=list)
    language: str = ""

    def keep(self, **things: object) -> None:
        new = {name: thing for name, thing in things.items() if thing and not getattr(self.found, name)}
        self.found = replace(self.found, **new)  # type: ignore[arg-type]


def read_metadata(text: str) -> Metadata:
    """What the text says about itself."""
    reader = _Reader(language=detect(text))
    body = _read_front_matter(reader, text[:_HEAD_CHARS])
    for number, block in enumerate(_head_blocks(body)):
        _read_block(reader, block, first=number == 0)
    _read_dateline(reader, body)
    foot = text[-_HEAD_CHARS:]
    if any(map(foot.lower().count, _FOOT_SIGNS)):
        for line in foot.splitlines()[-_FOOT_LINES:]:
            _read_foot(reader, plain(line))
    reader.keep(headline=_best_title(reader.titles) or _first_words(body))
    return replace(
        reader.found,
        headline=one_line(reader.found.headline, 500),
        byline=one_line(reader.found.byline, 300),
        publisher=one_line(reader.found.publisher, 200),
    )


def may_name_language(text: str) -> bool:
    """Whether the head may hold a line such as "Language: de"."""
    return "lang" in text[:_HEAD_CHARS].lower()


def plain(line: str) -> str:
    """A line without the marks of Markdown."""
    line = line[:_LINE_CHARS]
    line = _LINK.sub(r"\1", line) if "](" in line else line
    line = _EMPHASIS.sub("", line) if _MARKS & set(line) else line
    return one_line(line.lstrip("# >"), 1000)


def _read_front_matter(reader: _Reader, head: str) -> str:
    """Read the labels between two `---` lines at the very start; return what follows."""
    match = re.match(r"\s*---[ \t]*\n(.{0,4000}?)\n---[ \t]*\n", head, re.DOTALL)
    if not match or ":" not in match[1]:
        return head
    for line in match[1].split("\n"):
        _read_label(reader, line.strip().replace('"', ""))
    return head[match.end() :]


def _head_blocks(head: str) -> list[list[str]]:
    """The blocks of lines before the first paragraph of prose."""
    blocks: list[list[str]] = []
    n_lines = 0
    for chunk in re.split(r"\n[ \t]*\n", head):
        lines = [line for line in chunk.split("\n") if line.strip()]
        n_lines += len(lines)
        if n_lines > _HEAD_LINES or _is_prose(lines):
            break
        if lines:
            blocks.append(lines)
    return blocks


def _is_prose(lines: list[str]) -> bool:
    """Whether a block is a paragraph, on one line or wrapped, rather than a few short lines."""
    n_words = sum(len(line.split()) for line in lines)
    return n_words > _PROSE_WORDS and n_words / len(lines) > _WRAPPED_WORDS


def _read_block(reader: _Reader, lines: list[str], *, first: bool) -> None:
    """Read the lines about the article; a block without any may be its title."""
    title: list[str] = []
    for number, line in enumerate(lines):
        words = plain(line)
        if line.lstrip().startswith("# "):
            reader.keep(headline=words)
        elif not (_read_label(reader, words) or _read_line(reader, words, is_first=first and number == 0)):
            title.append(words)
    if title and not reader.found.byline:
        reader.titles.append(title)


def _read_label(reader: _Reader, line: str) -> bool:
    """Read "Label: value"; other labels are recognized so that nobody takes them for a title."""
    label, colon, value = line.partition(":")
    match = _LABEL.fullmatch(label.strip())
    if not colon or not match or not value.strip() or value.startswith("//"):
        return False
    name = str(match.lastgroup)
    if name == "other":
        return reader.found != Metadata() and len(value.split()) < 12
    value = value.strip()
    if name == "published_on":
        date = find_date(value)
        reader.keep(published_on=date.on if date else None)
    elif name == "url":
        address = _ADDRESS.match(value)
        reader.keep(url=address[1] if address else "")
    elif name == "language":
        reader.keep(language=value if primary(value) else "")
    else:
        reader.keep(**{name: value})
    return True


def _read_line(reader: _Reader, line: str, *, is_first: bool) -> bool:
    """Read "By X", a bare address, or "Publisher, date" in any order; the first line is rather the title."""
    by = _BY.fullmatch(line)
    if by and len(line.split()) <= 16 and not line.endswith(".") and by[1][:1].isupper():
        reader.keep(byline=by[1])
        return True
    if reader.language not in ("", ENGLISH) and (author := named_author(line, reader.language)):
        reader.keep(byline=author)
        return True
    address = _ADDRESS.search(line)
    date = find_date(line)
    if address and address[0] == line:
        reader.keep(url=address[1])
        return True
    if is_first or not date:
        return False
    rest = line.replace(address[0], "") if address else line
    names = [_name_in(piece) for piece in _SEPARATORS.split(rest)]
    if not all(name is not None for name in names):
        return False
    publisher = next((name for name in names if name), "")
    reader.keep(published_on=date.on, url=address[1] if address else "", publisher=publisher)
    return True


def _name_in(piece: str) -> str | None:
    """The name in a piece of a line beside its date: "" where there is none, None where it is no name."""
    date = find_date(piece)
    if date:
        piece = piece[: date.start] + " " + piece[date.end :]
    name = _STAMP.sub("", piece.strip(" ,;")).strip(" ,;()")
    words = name.split()
    is_name = all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)
    return name if len(words) <= 8 and is_name else None


def _read_dateline(reader: _Reader, body: str) -> None:
    """Read the date in "GENEVA, 18 November 2026 – The …" where no line of its own gave one."""
    for line in body.splitlines():
        match = _DATELINE.match(line.strip())
        date = find_date(match["rest"]) if match else None
        if date:
            return reader.keep(published_on=date.on)


def _read_foot(reader: _Reader, line: str) -> None:
    """Read the publisher out of a notice of copyright or origin."""
    if len(line) > 200:
        return
    if match := _ORIGINAL.match(line):
        reader.keep(publisher=match[1].rstrip("."))
    elif match := _COPYRIGHT.match(line):
        notice = re.split(r"\.\s|\.$|\s[·|•]\s", match[1] or match[2])[0]
        parts = [re.sub(r"\b(?:19|20)\d\d(?:\s*[-–]\s*\d{2,4})?", "", part).strip(" ,") for part in notice.split(",")]
        names = [part for part in parts if part and part != reader.found.byline and _name_in(part)]
        reader.keep(publisher=names[-1] if names else "")


def _best_title(titles: list[list[str]]) -> str:
    """The first block that is no furniture, such as the sender's name in capitals."""
    good = [lines for lines in titles if not (lines[0].isupper() or any(_FURNITURE.match(line) for line in lines))]
    return " ".join((good or titles or [[]])[0])


def _first_words(body: str) -> str:
    """The beginning of the first sentence, for a text without a headline."""
    line = next((plain(line) for line in body.split("\n") if plain(line)), "")
    return one_line(re.split(r"(?<=[.!?])\s", line)[0], 120)
