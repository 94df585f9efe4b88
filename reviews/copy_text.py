"""The text read from a saved copy, cut into numbered paragraphs: what people read, select from and point to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 2_000  # characters of one paragraph; a wall of text is cut between words
BREAK = "\n\n"
_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its number, from 1, and where it begins in the copy's text.

    Where the pages of the copy are known, `page` is the one it stands on, and `on_page` its number there; else 0.
    """

    number: int
    start: int
    text: str
    page: int = 0
    on_page: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def joined(text: str, *, by_lines: bool) -> str:
    """The text in the one form in which copies keep it: paragraphs of single blanks, an empty line between two.

    `by_lines` where every line is a paragraph, as in what is read from a web page; else lines are only wrapped.
    """
    blocks = (_LINE if by_lines else _BLANK_LINE).split(text)
    return BREAK.join(piece for block in blocks for piece in _pieces(" ".join(block.split())))


def on_pages(text: str, letters: Sequence[int]) -> list[int]:
    """How many paragraphs of a text in that form begin on each page, told by how many letters stand on each."""
    counts, page, left = [0] * len(letters), -1, 0
    for block in text.split(BREAK) if text and letters else []:
        while left <= 0 and page < len(letters) - 1:
            page += 1
            left += letters[page]
        counts[page] += 1
        left -= len(block) - block.count(" ")
    return counts


def paragraphs(text: str, pages: Iterable[int] = ()) -> list[Paragraph]:
    """The paragraphs of a text in that form; `pages` says how many stand on each page, where that is known."""
    found, start = [], 0
    places = ((page, on_page) for page, n in enumerate(pages, 1) for on_page in range(1, n + 1))
    for number, block in enumerate(text.split(BREAK) if text else [], 1):
        found.append(Paragraph(number, start, block, *next(places, (0, 0))))
        start += len(block) + len(BREAK)
    return found


def _pieces(block: str) -> Iterator[str]:
    while len(block) > LONGEST:
        at = block.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        yield block[:at].rstrip()
        block = block[at:].lstrip()
    if block:
        yield block
