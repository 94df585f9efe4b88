"""Feeds (RSS, Atom, JSON Feed): their entries, each with its address and, where the feed carries it whole, its text."""

from __future__ import annotations

import hashlib
import html as markup
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import feedparser
import lxml.html
from django.conf import settings
from lxml import etree

from articles import reading
from articles.importers import html, html_links, json_feed, text
from articles.importers.base import ArticleDraft, ImportProblem, one_line
from articles.importers.building import is_web
from articles.importers.dates import find_date
from articles.importers.problems import problem, too_big
from articles.terms import ImportCode

MOST_ENTRIES = 100  # taken at once; a feed that is subscribed to brings the others at its next look
_MOST_LISTED = 5_000
_SAMPLE = 8_000
_REMARK = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z][\w.-]*(?::[\w.-]+)?)[\s>/]")
_ROOTS = {"rss", "feed", "atom:feed", "a:feed", "rdf:rdf"}
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}\bencoding\s*=\s*[\"']([\w-]{2,20})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,1000}>")
_NAMED = (
    "//link[contains(concat(' ', @rel, ' '), ' alternate ')]"
    "[@type='application/rss+xml' or @type='application/atom+xml' or @type='application/feed+json']/@href"
)
_MARKED_UP = {"text/html", "application/xhtml+xml"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed lists: `key` names it for good, `digest` changes with it; `content` is its whole text."""

    key: str
    digest: str
    place: str
    link: str
    headline: str
    byline: str
    dated: str
    content: str
    is_marked_up: bool


@dataclass(frozen=True, slots=True)
class FeedRead:
    title: str
    entries: tuple[Entry, ...]


class _Listed(NamedTuple):
    title: str
    home: str
    entries: list[dict[str, Any]]
    is_broken: bool


def looks_like_it(words: str) -> bool:
    """Whether a text is a feed, by its first element or what it calls itself."""
    if json_feed.looks_like_it(words):
        return True
    root = _ROOT.search(_REMARK.sub("", words[:_SAMPLE]))
    return root is not None and root[1].lower() in _ROOTS


def read(raw: bytes, name: str = "", address: str = "") -> FeedRead:
    """What a feed lists, in its order; relative links are completed with the feed's address.

    `name` is what it is called where something is wrong: its address, or the name of its file.

    Raises ImportProblem where it is none, or one that nobody should unfold.
    """
    if len(raw) > settings.MAX_FEED_BYTES:
        raise too_big(len(raw), settings.MAX_FEED_BYTES, name)
    declared = _DECLARED.search(raw[:1_000])
    words = reading.read_text(raw, declared[1].decode("ascii") if declared else "")
    listed = _of_json(words, name) if json_feed.looks_like_it(words) else _of_xml(words, name, address)
    entries = tuple(_entries(listed.entries, address or (listed.home if is_web(listed.home) else "")))
    if not entries:
        raise _wrong(ImportCode.FEED_BROKEN if listed.is_broken else ImportCode.FEED_EMPTY, name)
    return FeedRead(_plain(listed.title, 300), entries)


def _of_xml(words: str, name: str, address: str) -> _Listed:
    _check(words, name, address)
    found = _parsed(words, name)
    return _Listed(found.feed.get("title") or "", found.feed.get("link") or "", found.entries, bool(found.bozo))


def _of_json(words: str, name: str) -> _Listed:
    try:
        found = json_feed.read(words)
    except ValueError as error:
        raise _wrong(ImportCode.FEED_BROKEN, name) from error
    if len(found.items) > _MOST_LISTED:
        raise too_many(len(found.items), name, most=_MOST_LISTED)
    return _Listed(found.title, found.home, found.items, False)


def draft_of(entry: Entry, options: dict[str, Any]) -> ArticleDraft:
    """What the feed says of an article; with its text where the feed carries that and it can be read."""
    found = find_date(entry.dated)
    body = _body(entry)
    return ArticleDraft(
        text=body.text if body else "",
        headline=entry.headline,
        byline=entry.byline,
        publisher=options.get("publisher") or "",
        published_on=found.on if found else None,
        language=options.get("language") or "",
        media_type=body.media_type if body else "text/plain",
        sources=html_links.elsewhere(body.sources, entry.link) if body else (),
    )


def _check(words: str, name: str, address: str) -> None:
    """Refuse what is no feed, declares entities (which unfold without end or lead elsewhere), or lists too much."""
    if not looks_like_it(words):
        raise _no_feed(words, name, address)
    bare = _REMARK.sub("", words[:_SAMPLE])
    root = _ROOT.search(bare)
    if "<!ENTITY" in bare[: root.start() if root else None].upper():
        raise _wrong(ImportCode.FEED_DECLARES, name)
    n_listed = sum(1 for _ in _ENTRY.finditer(words))
    if n_listed > _MOST_LISTED:
        raise too_many(n_listed, name, most=_MOST_LISTED)


def too_many(n_listed: int, name: str, *, most: int = MOST_ENTRIES) -> ImportProblem:
    return _wrong(ImportCode.TOO_MANY_ENTRIES, name, count=f"{n_listed:,}", limit=f"{most:,}")


def _no_feed(words: str, name: str, address: str) -> ImportProblem:
    if not html.looks_like_it(words, "page.html"):
        return _wrong(ImportCode.NO_FEED, name)
    try:
        named = [str(one) for one in lxml.html.document_fromstring(words.encode()[:1_000_000]).xpath(_NAMED)]
    except (etree.ParserError, ValueError):
        named = []
    whole = [one for one in (_joined(address, link) for link in named) if is_web(one)]
    if not whole:
        return _wrong(ImportCode.PAGE_NO_FEED, name)
    return _wrong(ImportCode.PAGE_NAMES_FEED, name, address=one_line(whole[0], 500))


def _wrong(code: ImportCode, name: str, **params: object) -> ImportProblem:
    """The problem with all of a feed's address, which is its name."""
    return problem(code, name, **({"what": f"“{one_line(name, 120)}”"} if name else {}), **params)


def _parsed(words: str, name: str) -> Any:
    """What the library reads; given as a stream, for it takes bare bytes and text for names of files and addresses."""
    heads = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(words.encode("utf-8", "replace"))
    try:
        return feedparser.parse(stream, response_headers=heads, sanitize_html=False, resolve_relative_uris=False)
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever its parsers do
        raise _wrong(ImportCode.FEED_BROKEN, name) from error


def _entries(found: list[dict[str, Any]], base: str) -> Iterator[Entry]:
    """Each entry once. An identifier that stands at several, as careless feeds have it, counts with its link only."""
    often = Counter(one.get("id") or "" for one in found)
    seen = set()
    for number, one in enumerate(found, start=1):
        link = _joined(base, (one.get("link") or "").strip())
        title = _plain(one.get("title") or "", 500)
        content, is_marked_up = _content(one)
        name = one.get("id") or ""
        named = name if name and often[name] == 1 else f"{name}\n{link}" if link else f"{name}\n{title}\n{content}"
        if not (name or link or title or content) or (key := _digest(named)) in seen:
            continue
        seen.add(key)
        dated = dict.get(one, "published") or dict.get(one, "updated") or ""
        yield Entry(
            key=key,
            digest=_digest("\n".join((title, link, *_signs_of_change(one, dated, content)))),
            place=one_line(link or title or f"{number}", 300),
            link=link,
            headline=title,
            byline=_plain((one.get("author_detail") or {}).get("name") or one.get("author") or "", 300),
            dated=dated,
            content=content,
            is_marked_up=is_marked_up,
        )


def _signs_of_change(one: dict[str, Any], dated: str, content: str) -> tuple[str, ...]:
    """What tells that an entry was changed; its summary only where nothing better does: some count comments in it."""
    better = dict.get(one, "updated") or content
    return (dated, dict.get(one, "updated") or "", content, "" if better else one.get("summary") or "")


def _content(one: dict[str, Any]) -> tuple[str, bool]:
    """The whole text that an entry carries, and whether it is marked up; a summary is none."""
    parts = [part for part in one.get("content") or () if part.get("value", "").strip()]
    part = max(parts, key=lambda part: len(part["value"]), default=None)
    return ("", False) if part is None else (part["value"], part.get("type", "") in _MARKED_UP)


def _body(entry: Entry) -> ArticleDraft | None:
    if not entry.content:
        return None
    if not entry.is_marked_up:
        return text.read(entry.content)
    title = markup.escape(entry.headline)
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{entry.content}</article></body>"
    try:
        return html.read(page)
    except ImportProblem:
        return None


def _plain(words: str, limit: int) -> str:
    """One line without tags and entities, of which titles may hold both."""
    return one_line(markup.unescape(_TAG.sub("", words)), limit)


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link and not urlsplit(link).scheme else link
    except ValueError:
        return link


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
