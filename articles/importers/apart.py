"""Reading in a process of its own: a parser that crashes, hangs or wants all memory takes down that process alone.

The parent sends a JSON line for each file, the child answers with JSON lines: {"begin": place} before each piece it
reads, then the piece, {"end": true} behind the last. What is missing after a "begin" is what the child could not do.
"""

from __future__ import annotations

import ctypes
import gc
import json
import math
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import IO, Any, cast

import django
from django.apps import apps
from django.conf import settings

from articles.importers.as_json import piece_from_json, piece_to_json
from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.formats import is_plain, kind_of, read_article
from articles.importers.pieces import Course, Piece, listing, pieces
from articles.importers.problems import problem
from articles.terms import ImportCode

_PR_SET_PDEATHSIG = 1
_START = 60.0  # seconds a child may take to begin
_END = object()
_spare: ContextVar[list[_Reader] | None] = ContextVar("_spare", default=None)  # what kept_readers keeps
_MOST_FILES = 50  # that one child reads; what its libraries leave behind grows no further
_CHILD = "from articles.importers import apart; apart.serve()"


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
        reader = _spare_reader()
        try:
            for piece in reader.read(order, on_heads):
                n_done += 1
                yield piece
        finally:
            _put_back(reader)
        if reader.is_whole:
            return
        if reader.n_files > 1 and not reader.is_slow:  # it may be what an earlier file left behind
            continue
        yield Piece(reader.place or file_name, file_sha256, file_name, problem=reader.why(file_name))
        n_done += 1
        if not reader.place:
            return


def read_one(path: Path, file_name: str) -> ArticleDraft:
    """The one article in a stored file, for somebody who waits: plain text is read here, what a library parses apart.

    Raises ImportProblem; its code is READER_TOO_SLOW where it would take longer than anybody is let wait.
    """
    if is_plain(path, file_name):
        return read_article(path.read_bytes(), file_name)
    if kind_of(path, file_name) != "article":
        raise problem(ImportCode.HOLDS_MANY, file_name)
    order = {"path": str(path), "name": file_name, "sha256": path.name, "options": {}, "skip": 0}
    reader = _Reader()
    try:
        piece = next(reader.read(order, over_at=time.monotonic() + settings.READER_WAIT_SECONDS), None)
    finally:
        reader.stop()
    if piece is None:
        raise reader.why(file_name, min(settings.READER_WAIT_SECONDS, settings.READER_SECONDS))
    if piece.draft is None:
        raise piece.problem or problem(ImportCode.READER_CRASHED, file_name)
    return piece.draft


def read_listing(path: Path, address: str) -> dict[str, Any]:
    """What a feed lists, read apart (`pieces.listing`). Raises ImportProblem."""
    told: dict[str, Any] = {}
    order = {"path": str(path), "name": address, "sha256": path.name, "options": {}, "skip": 0, "lists": True}
    reader = _Reader()
    try:
        piece = next(reader.read(order, on_listing=told.update), None)
    finally:
        reader.stop()
    if piece is not None and piece.problem:
        raise piece.problem
    if not told:
        raise problem(ImportCode.FEED_TOO_HEAVY, what=f"“{address}”", limit=settings.READER_SECONDS)
    return told


@contextmanager
def kept_readers() -> Iterator[None]:
    """Let one child read file after file within the block. One that dies or is stopped loses the file it was at."""
    spare: list[_Reader] = []
    token = _spare.set(spare)
    try:
        yield
    finally:
        _spare.reset(token)
        for reader in spare:
            reader.stop()


def _spare_reader() -> _Reader:
    spare = _spare.get()
    return spare.pop() if spare else _Reader()


def _put_back(reader: _Reader) -> None:
    """Keep a child that came to the end of its file for the next one, where that is wanted."""
    spare = _spare.get()
    if spare is not None and reader.is_whole and reader.n_files < _MOST_FILES:
        spare.append(reader)
    else:
        reader.stop()


class _Reader:
    """One child at work on one file after the other."""

    def __init__(self) -> None:
        self.place, self.is_whole, self.is_slow = "", False, False
        self.n_files = 0
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
        answers = cast(IO[bytes], self._child.stdout)
        threading.Thread(target=self._listen, args=(answers,), daemon=True).start()

    def read(
        self,
        order: dict[str, Any],
        on_heads: Callable[[list[str]], object] = lambda heads: None,
        on_listing: Callable[[dict[str, Any]], object] = lambda told: None,
        *,
        over_at: float = math.inf,
    ) -> Iterator[Piece]:
        """What the child reads in a file, until it comes to the end, dies, is too slow or `over_at` has come."""
        self.place, self.is_whole = "", False
        self.n_files += 1
        orders = cast(IO[bytes], self._child.stdin)
        with suppress(BrokenPipeError):
            orders.write(json.dumps(order).encode() + b"\n")
            orders.flush()
        patience = _START
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, min(patience, over_at - time.monotonic())))
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
                on_heads(told["heads"])
            elif "listing" in told:
                on_listing(told["listing"])
            elif told.get("end"):
                self.is_whole = True
                return
            else:
                yield piece_from_json(told)

    def why(self, file_name: str, limit: int = 0) -> ImportProblem:
        if self.is_slow:
            return problem(ImportCode.READER_TOO_SLOW, file_name, limit=limit or settings.READER_SECONDS)
        return problem(ImportCode.READER_CRASHED, file_name)

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            self._child.kill()
        self._child.wait()
        with suppress(BrokenPipeError):
            cast(IO[bytes], self._child.stdin).close()

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
    """Be the child: read what each order names, within the memory allowed, until none comes any more."""
    _end_with_parent()
    _limit_memory()
    _set_up()
    gc.freeze()  # what was loaded stays
    out, sys.stdout = sys.stdout, sys.stderr
    while line := sys.stdin.readline():
        _obey(json.loads(line), out)


def _set_up() -> None:
    """Load of Django what reading needs, settings and words; the apps with their pages take as long as all the rest."""
    if not apps.ready:
        settings.INSTALLED_APPS = []
        settings.LOCALE_PATHS = [settings.BASE_DIR / "articles" / "locale"]
        django.setup()


def _obey(order: dict[str, Any], out: IO[str]) -> None:
    if order.get("lists"):
        _tell(out, {"begin": order["name"]})
        _tell(out, _listed(order))
        _tell(out, {"end": True})
        return
    course = Course(order["skip"], tell=lambda what: _tell(out, what))
    for piece in pieces(Path(order["path"]), order["name"], order["sha256"], order["options"], course):
        _tell(out, piece_to_json(piece))
    _tell(out, {"end": True})


def _listed(order: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"listing": listing(Path(order["path"]), order["name"])}
    except ImportProblem as found:
        return piece_to_json(Piece("", order["sha256"], order["name"], problem=found))


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
