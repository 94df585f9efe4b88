"""The text read from a saved copy, cut into numbered paragraphs: what people read, select from and point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2_000  # characters of one paragraph; a wall of text is cut between words
BREAK = "\n\n"
_BLANK_LINE = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its number, from 1, and where it begins in the copy's text."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def joined(text: str, *, by_lines: bool) -> str:
    """The text in the one form in which copies keep it: paragraphs of single blanks, an empty line between two.

    `by_lines` where every line is a paragraph, as in what is read from a web page; else lines are only wrapped.
    """
    blocks = (_LINE if by_lines else _BLANK_LINE).split(text)
    return BREAK.join(piece for block in blocks for piece in _pieces(" ".join(block.split())))


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text in that form."""
    found, start = [], 0
    for number, block in enumerate(text.split(BREAK) if text else [], 1):
        found.append(Paragraph(number, start, block))
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
