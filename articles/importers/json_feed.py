"""JSON Feed 1.0 and 1.1 (jsonfeed.org): its items in the shape in which a library gives those of other feeds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

_VERSION = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/1", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JsonFeed:
    title: str
    home: str
    items: list[dict[str, Any]]


def looks_like_it(words: str) -> bool:
    """Whether a text is an object that calls itself a JSON Feed."""
    return words.lstrip("\ufeff \t\r\n").startswith("{") and _VERSION.search(words) is not None


def read(words: str) -> JsonFeed:
    """What the feed lists. Raises ValueError where it is no JSON or not built as it should be."""
    try:
        told = json.loads(words.lstrip("\ufeff"))
    except RecursionError as error:
        raise ValueError("nested without end") from error
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list):
        raise ValueError("no list of items")
    return JsonFeed(
        _text(told, "title"), _text(told, "home_page_url"), [_item(i) for i in items if isinstance(i, dict)]
    )


def _item(told: dict[str, Any]) -> dict[str, Any]:
    """An item under the names that feedparser gives; the article that a link blog is about stands behind its own."""
    marked_up, plain = _text(told, "content_html"), _text(told, "content_text")
    parts = (("text/html", marked_up), ("text/plain", plain))
    return {
        "id": _text(told, "id"),
        "link": _text(told, "url") or _text(told, "external_url"),
        "title": _text(told, "title"),
        "author": _authors(told),
        "published": _text(told, "date_published"),
        "updated": _text(told, "date_modified"),
        "summary": _text(told, "summary"),
        "content": [{"type": kind, "value": value} for kind, value in parts if value][:1],
    }


def _authors(told: dict[str, Any]) -> str:
    """The names of all its authors; version 1.0 knew one only."""
    many = told.get("authors") if isinstance(told.get("authors"), list) else [told.get("author")]
    return ", ".join(name for one in many or () if isinstance(one, dict) and (name := _text(one, "name")))


def _text(told: dict[str, Any], name: str) -> str:
    """A value as text: careless feeds have numbers for identifiers."""
    value = told.get(name)
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
