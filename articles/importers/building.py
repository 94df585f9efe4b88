"""Building an article's text piece by piece, with the places where its author names sources."""

from __future__ import annotations

from articles.importers.base import SourceDraft, canonical_text, one_line
from articles.terms import SourceKind

_NOTE_CHARS = 2_000
_MOST_SOURCES = 5_000
_TAIL_CHARS = 4_000
_ENDS = (". ", "? ", "! ", ".” ", "\n")


class TextBuilder:
    """Text that grows, and the sources that hang on stretches of it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._tail = ""
        self.length = 0
        self.sources: list[SourceDraft] = []

    def add(self, words: str) -> None:
        words = canonical_text(words)
        self._parts.append(words)
        self._tail = (self._tail + words)[-_TAIL_CHARS:]
        self.length += len(words)

    def end_block(self) -> None:
        """Begin a new paragraph, unless nothing has been written yet."""
        if self.length and not self._tail.endswith("\n\n"):
            self.add("\n\n")

    def source(self, start: int, end: int, kind: SourceKind, *, url: str = "", note: str = "") -> None:
        """Hang a source on a stretch of the text; one that says nothing is left out."""
        url, note = one_line(url, 2_000), one_line(note, _NOTE_CHARS)
        if len(self.sources) < _MOST_SOURCES and end > start and (url or note):
            self.sources.append(SourceDraft(start, end, kind, url, note))

    def sentence_before(self) -> tuple[int, int]:
        """The words that a note set here is about: back to the last end of a sentence or line."""
        tail = self._tail
        end = len(tail.rstrip())
        found = (tail.rfind(mark, 0, max(end - 1, 0)) + len(mark) for mark in _ENDS if mark in tail[: max(end - 1, 0)])
        before = self.length - len(tail)
        return before + max(found, default=0), before + end

    def since(self, start: int) -> str:
        """What was written from a place near the end on."""
        return self._tail[max(0, start - (self.length - len(self._tail))) :]

    @property
    def text(self) -> str:
        return "".join(self._parts)


def is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
