"""The links of a web page that stand in its article's text: each at its words, counted in the text that was read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html

from articles.importers.base import SourceDraft, canonical_text
from articles.importers.building import is_web
from articles.terms import SourceKind

_MOST_LINKS = 2_000
_MOST_CHARS = 20_000  # of one line in which links are looked for
_NOTE_CHARS = 2_000
_URL_CHARS = 2_000
_NOWHERE = "#"
_BLOCKS = (
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div"}
    | {
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
    }
    | {"pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_FURNITURE = {"nav", "header", "footer", "aside", "form", "button"} | {
    "script", "style", "noscript", "template", "iframe", "object", "svg"
}  # fmt: skip
_PREFIX = re.compile(r"(?:> |#{1,6} |[-*+] |\d{1,3}\. |Image: )*")
_CELL = re.compile(r"(?<=\|)[^|\n]+(?=\|)")
_ROLES = {"navigation", "banner", "contentinfo", "complementary", "menu", "toolbar"}
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Link:
    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one block, with single blanks, and the links in them."""

    words: str
    links: tuple[Link, ...]


def links_of(tree: lxml.html.HtmlElement) -> list[Line]:
    """The lines of a page in which links stand, as its blocks make them; what is plainly furniture is passed over."""
    reader = _Reader()
    reader.read(tree)
    reader.end_line()
    return reader.lines


def sources_in(text: str, lines: list[Line], address: str = "") -> tuple[SourceDraft, ...]:
    """The author's sources: links that lead elsewhere, and as a phrase the words of those that lead nowhere.

    A line counts where it is a whole line of the text, or a cell of its tables; one that stands more often on the page
    than in the text counts not at all, for nobody can tell which of them is the article's.
    """
    places = _places(text)
    often = Counter(line.words for line in lines)
    host = _host(address)
    found: list[SourceDraft] = []
    for line in lines:
        starts = places.get(line.words, [])
        if not starts or often[line.words] > len(starts):
            continue
        often[line.words] -= 1
        at, words = starts.pop(0)
        offsets = _offsets(words)
        for link in line.links:
            start, end = at + offsets[link.start], at + offsets[link.end - 1] + 1
            if kind := _where(link.target, host):
                note = line.words[link.start : link.end][:_NOTE_CHARS]
                found.append(SourceDraft(start, end, SourceKind.LINK, kind.removeprefix(_NOWHERE), note))
    return tuple(sorted(found[:_MOST_LINKS], key=lambda source: source.start))


class _Reader:
    """Walks a page once, in the order in which it is read."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._n_links = 0
        self._begin_line()

    def read(self, tree: lxml.html.HtmlElement) -> None:
        open_links: list[int] = []
        waiting = [(tree, False)]
        while waiting:
            element, is_over = waiting.pop()
            is_left_out = _is_left_out(element)
            if is_over or is_left_out:
                if not is_left_out:
                    self._leave(element, open_links)
                if element is not tree:
                    self._add(element.tail or "")
                continue
            if element.tag in _BLOCKS:
                self.end_line()
            self._add(element.text or "", open_links if _is_link(element) else None)
            waiting.append((element, True))
            waiting.extend((child, False) for child in reversed(element))

    def end_line(self) -> None:
        words = "".join(self._parts).rstrip()
        if self._links and self._length <= _MOST_CHARS and canonical_text(words) == words:
            self.lines.append(Line(words, tuple(self._links)))
        self._begin_line()

    def _begin_line(self) -> None:
        self._parts: list[str] = []
        self._links: list[Link] = []
        self._length, self._is_apart = 0, True  # behind a blank, where another one is too many

    def _leave(self, element: lxml.html.HtmlElement, open_links: list[int]) -> None:
        if _is_link(element):
            start, end = open_links.pop(), self._length - (self._is_apart and self._length > 0)
            if start < end and self._n_links < _MOST_LINKS:
                self._links.append(Link(start, end, element.get("href").strip()))
                self._n_links += 1
        if element.tag in _BLOCKS:
            self.end_line()

    def _add(self, words: str, begins_link: list[int] | None = None) -> None:
        """Add words with single blanks; a link begins behind the blank that its first words bring."""
        if words[:1].isspace():
            self._put(" ")
        if begins_link is not None:
            begins_link.append(self._length)
        if self._length <= _MOST_CHARS and (bare := " ".join(words.split())):
            self._put(bare)
            if words[-1:].isspace():
                self._put(" ")

    def _put(self, words: str) -> None:
        if words == " " and self._is_apart:
            return
        self._parts.append(words)
        self._length += len(words)
        self._is_apart = words == " "


def _is_left_out(element: lxml.html.HtmlElement) -> bool:
    is_named = isinstance(element.tag, str)
    return not is_named or element.tag in _FURNITURE or (element.get("role") or "").lower() in _ROLES


def _is_link(element: lxml.html.HtmlElement) -> bool:
    return element.tag == "a" and element.get("href") is not None


def elsewhere(sources: tuple[SourceDraft, ...], address: str) -> tuple[SourceDraft, ...]:
    """The sources without those that lead to other pages of the site at an address."""
    host = _host(address)
    return tuple(source for source in sources if not (host and _host(source.url) == host))


def _places(text: str) -> dict[str, list[tuple[int, str]]]:
    """Where each line of the text stands, past the marks that Markdown puts before it, and each cell of a table."""
    places: dict[str, list[tuple[int, str]]] = {}
    at = 0
    for line in text.split("\n"):
        if line.startswith("|"):
            stretches = [(cell.start(), cell[0]) for cell in _CELL.finditer(line)]
        else:
            begin = _PREFIX.match(line).end()  # type: ignore[union-attr]  # it fits everywhere
            stretches = [(begin, line[begin:])]
        for begin, words in stretches:
            places.setdefault(" ".join(words.split()), []).append((at + begin, words))
        at += len(line) + 1
    return places


def _offsets(words: str) -> list[int]:
    """For each character of the words with single blanks, where it stands among the words as they are."""
    offsets: list[int] = []
    for word in _WORD.finditer(words):
        offsets += [word.start() - 1] * bool(offsets)
        offsets += range(word.start(), word.end())
    return offsets


def _where(target: str, host: str) -> str:
    """The address that a link leads to; a mark alone where it leads nowhere, "" where it is no source."""
    url = f"https:{target}" if target.startswith("//") else target
    if is_web(url):
        there = _host(url)
        return canonical_text(url) if there and there != host and len(url) <= _URL_CHARS else ""
    return _NOWHERE if target in ("", "#") or target.lower().startswith("javascript:") else ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
