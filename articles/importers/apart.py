"""Reading in a process of its own: a parser that crashes, hangs or wants all memory takes down that process alone.

The parent sends one JSON line, the child answers with JSON lines: {"begin": place} before each piece it reads, then
the piece. What is missing after a "begin" is what the child could not do.
"""

from __future__ import annotations

import ctypes
import datetime
import gc
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings

from articles.importers.base import ArticleDraft, ImportProblem, SourceDraft
from articles.importers.formats import is_plain, kind_of, read_article
from articles.importers.pieces import Course, Piece, listing, pieces
from articles.importers.problems import problem
from articles.terms import ImportCode, SourceKind

_PR_SET_PDEATHSIG = 1
_START = 60.0  # seconds a child may take to begin
_END = object()
_CHILD = "import django; django.setup(); from articles.importers import apart; apart.serve()"
_DATES = {"published_on": datetime.date, "deadline_at": datetime.datetime}


def read_pieces(
    path: Path,
    file_name: str,
    file_sha256: str,
    options: dict[str, Any],
    skip: int = 0,
    on_heads: Callable[[list[str]], object] = lambda heads: None,
) -> Iterator[Piece]:
    """The pieces of a file from the one numbered `skip` on, whatever befalls the reader on the way.

    `on_heads` is told the heads of each sheet that is met.
    """
    n_done = skip
    while True:
        order = {"path": str(path), "name": file_name, "sha256": file_sha256, "options": options, "skip": n_done}
        reader = _Reader(order, on_heads)
        try:
            for piece in reader.pieces():
                n_done += 1
                yield piece
        finally:
            reader.stop()
        if reader.is_whole:
            return
        yield Piece(reader.place or file_name, file_sha256, file_name, problem=reader.why(file_name))
        n_done += 1
        if not reader.place:
            return


def read_one(path: Path, file_name: str) -> ArticleDraft:
    """The one article in a stored file; plain text is read here, what a library parses apart. Raises ImportProblem."""
    if is_plain(path, file_name):
        return read_article(path.read_bytes(), file_name)
    if kind_of(path, file_name) != "article":
        raise problem(ImportCode.HOLDS_MANY, file_name)
    piece = next(read_pieces(path, file_name, path.name, {}))
    if piece.draft is None:
        raise piece.problem or problem(ImportCode.READER_CRASHED, file_name)
    return piece.draft


def read_listing(path: Path, address: str) -> dict[str, Any]:
    """What a feed lists, read apart (`pieces.listing`). Raises ImportProblem."""
    told: dict[str, Any] = {}
    order = {"path": str(path), "name": address, "sha256": path.name, "options": {}, "skip": 0, "lists": True}
    reader = _Reader(order, lambda heads: None, told.update)
    try:
        piece = next(reader.pieces(), None)
    finally:
        reader.stop()
    if piece is not None and piece.problem:
        raise piece.problem
    if not told:
        raise problem(ImportCode.FEED_TOO_HEAVY, what=f"“{address}”", limit=settings.READER_SECONDS)
    return told


class _Reader:
    """One child at work on one file."""

    def __init__(
        self,
        order: dict[str, Any],
        on_heads: Callable[[list[str]], object],
        on_listing: Callable[[dict[str, Any]], object] = lambda told: None,
    ) -> None:
        self.place, self.is_whole, self.is_slow = "", False, False
        self._on_heads, self._on_listing = on_heads, on_listing
        self._lines: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "factcheck.settings")},
            start_new_session=True,
        )
        told, answers = cast(IO[bytes], self._child.stdin), cast(IO[bytes], self._child.stdout)
        with suppress(BrokenPipeError):
            told.write(json.dumps(order).encode() + b"\n")
            told.close()
        threading.Thread(target=self._listen, args=(answers,), daemon=True).start()

    def pieces(self) -> Iterator[Piece]:
        """What the child reads, until it ends, dies or is too slow."""
        patience = _START
        while True:
            try:
                line = self._lines.get(timeout=patience)
            except queue.Empty:
                self.is_slow = True
                return
            if line is _END:
                return
            patience = float(settings.READER_SECONDS)
            told = json.loads(line)
            if "begin" in told:
                self.place = told["begin"]
            elif "heads" in told:
                self._on_heads(told["heads"])
            elif "listing" in told:
                self._on_listing(told["listing"])
            elif told.get("end"):
                self.is_whole = True
                return
            else:
                yield _piece(told)

    def why(self, file_name: str) -> ImportProblem:
        if self.is_slow:
            return problem(ImportCode.READER_TOO_SLOW, file_name, limit=settings.READER_SECONDS)
        return problem(ImportCode.READER_CRASHED, file_name)

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            self._child.kill()
        self._child.wait()

    def _listen(self, out: IO[bytes]) -> None:
        """Hand lines on as they come; a child that is far ahead waits for us in its full pipe."""
        with out:
            for line in out:
                while self._lines.qsize() > 500:
                    if self._child.poll() is not None:
                        break
                    threading.Event().wait(0.01)
                self._lines.put(line)
        self._lines.put(_END)


def serve() -> None:
    """Be the child: read what the order names, within the memory allowed."""
    _end_with_parent()
    _limit_memory()
    gc.freeze()  # what was loaded stays
    order = json.loads(sys.stdin.readline())
    out, sys.stdout = sys.stdout, sys.stderr
    if order.get("lists"):
        _tell(out, {"begin": order["name"]})
        _tell(out, _listed(order))
        _tell(out, {"end": True})
        return
    course = Course(order["skip"], tell=lambda what: _tell(out, what))
    for piece in pieces(Path(order["path"]), order["name"], order["sha256"], order["options"], course):
        _tell(out, _as_json(piece))
    _tell(out, {"end": True})


def _listed(order: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"listing": listing(Path(order["path"]), order["name"])}
    except ImportProblem as found:
        return _as_json(Piece("", order["sha256"], order["name"], problem=found))


def _tell(out: IO[str], what: dict[str, Any]) -> None:
    out.write(json.dumps(what) + "\n")
    out.flush()


def _end_with_parent() -> None:
    """Have Linux kill this child with its parent, so that a parser that hangs is not left behind by a killed worker."""
    with suppress(OSError, AttributeError):  # elsewhere there is no such call
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # a system without such limits
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (settings.READER_BYTES, settings.READER_BYTES))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draft_to_json(draft: ArticleDraft) -> dict[str, Any]:
    """The draft's fields, dates as ISO."""
    return {name: value.isoformat() if name in _DATES and value else value for name, value in asdict(draft).items()}


def draft_from_json(told: dict[str, Any]) -> ArticleDraft:
    known = {field.name for field in fields(ArticleDraft)}
    given = {name: value for name, value in told.items() if name in known}
    given["sources"] = tuple(
        SourceDraft(**source | {"kind": SourceKind(source["kind"])}) for source in told.get("sources", ())
    )
    for name, kind in _DATES.items():
        if given.get(name):
            given[name] = kind.fromisoformat(given[name])
    return ArticleDraft(**given)


def _as_json(piece: Piece) -> dict[str, Any]:
    problem = piece.problem
    return {
        "place": piece.place,
        "sha256": piece.file_sha256,
        "name": piece.file_name,
        "draft": draft_to_json(piece.draft) if piece.draft else None,
        "problem": [problem.code, problem.words, problem.column] if problem else None,
        "cells": piece.cells,
        "prints": piece.prints,
        "link": piece.link,
    }


def _piece(told: dict[str, Any]) -> Piece:
    said = told["problem"]
    return Piece(
        place=told["place"],
        file_sha256=told["sha256"],
        file_name=told["name"],
        draft=draft_from_json(told["draft"]) if told["draft"] else None,
        problem=ImportProblem(ImportCode(said[0]), said[1], said[2]) if said else None,
        cells=told["cells"],
        prints=tuple(told["prints"]),
        link=told["link"],
    )
