"""Links: each is fetched and read like a file that came in, in a reader of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from articles import fetching, files, words
from articles.importers import formats
from articles.importers.apart import read_pieces
from articles.importers.base import ImportProblem, bare_name
from articles.importers.pieces import Piece
from articles.importers.problems import problem
from articles.terms import ImportCode

MEDIA_TYPE = "text/uri-list"  # RFC 2483: one address a line, lines with # are remarks
MOST_LINKS = 200  # in one import


def links_in(text: str) -> list[str]:
    """The addresses in a list, each once, in order."""
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def read_links(links: list[str], options: dict[str, Any]) -> Iterator[Piece]:
    """One piece a link: the article behind it, or why there is none."""
    fetcher = fetching.Fetcher(allowed=settings.FETCH_ALLOWED)
    for link in links:
        yield _read_link(fetcher, link, options)


def _read_link(fetcher: fetching.Fetcher, link: str, options: dict[str, Any]) -> Piece:
    try:
        came = fetcher.fetch(link)
        sha256 = files.store(came.raw)
        name = bare_name(unquote(PurePosixPath(urlsplit(came.url).path).name)) or "page.html"
        if formats.kind_of(files.path_of(sha256), name) != "article":
            raise problem(ImportCode.LINK_TO_MANY, link)
    except fetching.FetchProblem as found:
        sentence = str(words.FETCH_PROBLEMS[found.code]) % found.params
        return Piece(link, "", "", problem=ImportProblem(ImportCode.NOT_FETCHED, sentence))
    except ImportProblem as found:
        return Piece(link, "", "", problem=found)
    piece = next(read_pieces(files.path_of(sha256), name, sha256, options))
    draft = piece.draft and replace(piece.draft, url=piece.draft.url or came.url)
    return replace(piece, place=link, draft=draft)
