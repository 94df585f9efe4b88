"""What a copy of a source is made of: its page fetched by the guarded client, its text read in a process of its own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from articles import fetching, files
from articles.importers import formats
from articles.importers.apart import read_pieces
from articles.importers.base import ArticleDraft, ImportProblem, bare_name, canonical_text
from articles.importers.links import why_not_fetched
from articles.terms import FetchCode
from reviews import copy_words
from reviews.copy_text import joined, on_pages
from reviews.terms import CopyState

MOST_URL = 2_000
WEB_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class NotKept(Exception):
    """Why there is no copy, in words for people."""


@dataclass(frozen=True, slots=True)
class Page:
    """What lies at an address: where it was in the end, and its bytes, stored under their hash."""

    final_url: str
    media_type: str
    file_name: str
    file_sha256: str
    n_bytes: int


def fetched(url: str) -> Page:
    """Fetch and store what lies at an address. Raises NotKept."""
    try:
        came = fetching.Fetcher(allowed=settings.FETCH_ALLOWED).fetch(url)
    except fetching.FetchProblem as problem:
        why = why_not_fetched(problem)
        is_away = problem.code in (FetchCode.NO_ANSWER, FetchCode.TOO_SLOW)
        raise NotKept(str(copy_words.NOT_REACHED) % {"reason": why} if is_away else why) from problem
    return Page(came.url[:MOST_URL], came.media_type[:100], _name(came), files.store(came.raw), len(came.raw))


def _name(came: fetching.Fetched) -> str:
    """What the file is called; what its server calls a web page is named like one, so that it is read as one."""
    name = bare_name(unquote(PurePosixPath(urlsplit(came.url).path).name), 240)
    if came.media_type in WEB_PAGES and not name.lower().endswith((".html", ".htm", ".xhtml")):
        return f"{name or 'page'}.html"
    return name or "page.html"


def read(file_sha256: str, file_name: str) -> ArticleDraft:
    """Read the text of a stored page or document, within limits of time and memory. Raises NotKept."""
    path = files.path_of(file_sha256)
    try:
        if formats.kind_of(path, file_name) != "article":
            raise NotKept(str(copy_words.IS_FEED))
    except ImportProblem as problem:
        raise NotKept(problem.words) from problem
    piece = next(read_pieces(path, file_name, file_sha256, {}))
    if piece.draft is None:
        raise NotKept(piece.problem.words if piece.problem else str(copy_words.BROKE_OFF))
    return piece.draft


def what_it_says(draft: ArticleDraft, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was read in a page, as a copy keeps it; what a person had typed about the source stays."""
    text = joined(canonical_text(draft.text), by_lines=draft.media_type == "text/html")
    return {
        "media_type": draft.media_type,
        "title": typed["title"] or draft.headline,
        "publisher": typed["publisher"] or draft.publisher,
        "published_on": typed["published_on"] or draft.published_on,
        "text": text,
        "pages": on_pages(text, draft.letters_on_pages),
    }


def kept(now: datetime.datetime) -> dict[str, Any]:
    return {"state": CopyState.KEPT, "reason": "", "kept_at": now, "lease_until": None}
