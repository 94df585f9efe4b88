"""Links: each is fetched and read like a file that came in, in a reader of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from articles import fetching, files, words
from articles.importers import formats
from articles.importers.apart import read_pieces
from articles.importers.base import ArticleDraft, ImportProblem, bare_name, one_line
from articles.importers.html_links import elsewhere
from articles.importers.pieces import Piece
from articles.importers.problems import problem
from articles.terms import ImportCode

MEDIA_TYPE = "text/uri-list"  # RFC 2483: one address a line, lines with # are remarks
_SAID_BEFORE = ("headline", "byline", "publisher", "url", "published_on", "language", "deadline_at", "notes")


def links_in(text: str) -> list[str]:
    """The addresses in a list, each once, in order."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def read_links(links: list[str], options: dict[str, Any]) -> Iterator[Piece]:
    """One piece a link: the article behind it, or why there is none."""
    fetcher = _fetcher()
    for link in links:
        yield _read_link(fetcher, link, options)


def followed(pieces: Iterable[Piece], options: dict[str, Any]) -> Iterator[Piece]:
    """The pieces as they come; those that only name an address, with the article behind it."""
    fetcher = _fetcher()
    for piece in pieces:
        yield _followed(piece, _read_link(fetcher, piece.link, options)) if piece.link else piece


def why_not_fetched(found: fetching.FetchProblem) -> str:
    return str(words.FETCH_PROBLEMS[found.code]) % found.params


def _fetcher() -> fetching.Fetcher:
    return fetching.Fetcher(allowed=settings.FETCH_ALLOWED)


def _read_link(fetcher: fetching.Fetcher, link: str, options: dict[str, Any]) -> Piece:
    sha256 = ""
    try:
        came = fetcher.fetch(link)
        sha256 = files.store(came.raw)
        name = bare_name(unquote(PurePosixPath(urlsplit(came.url).path).name)) or "page.html"
        kind = formats.kind_of(files.path_of(sha256), name)
        if kind == "feed":
            raise problem(ImportCode.LINK_TO_FEED, what=f"“{one_line(link, 120)}”")
        if kind != "article":
            raise problem(ImportCode.LINK_TO_MANY, link)
    except fetching.FetchProblem as found:
        return Piece(link, "", "", problem=ImportProblem(ImportCode.NOT_FETCHED, why_not_fetched(found)))
    except ImportProblem as found:
        return Piece(link, sha256, "", problem=found)
    [piece, *_more] = read_pieces(files.path_of(sha256), name, sha256, options)
    draft = piece.draft and replace(
        piece.draft,
        url=piece.draft.url or came.url,
        sources=elsewhere(piece.draft.sources, came.url),
    )
    return replace(piece, place=link, draft=draft, fetched_from=came.url)


def _followed(piece: Piece, page: Piece) -> Piece:
    """What lies at the address of a piece, under what was said of it before; its own text where nothing does."""
    before = piece.draft or ArticleDraft("")
    if page.draft is not None:
        said = {name: value for name in _SAID_BEFORE if (value := getattr(before, name))}
        return replace(page, place=piece.place, draft=replace(page.draft, **said))
    if before.text:
        why = str(words.FROM_FEED_ITSELF) % {"reason": page.problem.words if page.problem else ""}
        return replace(piece, link="", draft=replace(before, url=before.url or piece.link, notes=why))
    if page.problem and piece.cells:
        page.problem.column = next((head for head, cell in piece.cells.items() if cell.strip() == piece.link), "")
    return replace(page, place=piece.place, cells=piece.cells)
