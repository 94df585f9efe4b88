"""Running heads of pages: a title and a page number at the two ends of one line, or beside the word "page"."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from articles.splitting.patterns import regex

_HEAD = regex(
    r"[A-Z]?\d{1,4}\s{3,}\S(?:.{0,80}\S)?|\S(?:.{0,80}?\S)?\s{3,}(?:[A-Z]?\d{1,4}|[Pp]age\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?)"
)
_JUMP = regex(
    r"[(\[]?(?:(?:please )?(?:see|turn to)|continued (?:from|on)|from)\b[^.]{0,40}"
    r"\b(?:page\s\w{1,4}|[A-D]\d{1,2})\b\W*|[^.]{3,50}[,–—-]\s?pages?\s\d{1,3}(?:[-–]\d{1,3})?",
    re.IGNORECASE,
)
_JUMP_MOST = 60
_WIDE = "   "


class Placed(Protocol):
    """What is asked of a line here."""

    body: str
    gap: int


def is_jump(body: str) -> bool:
    """Whether a line sends its reader to another page: "Please see MOLD, Page A6", "Continued from Page 1"."""
    if len(body) > _JUMP_MOST or not (body[:1] in "CcFfPpSsTt([" or " page" in body):
        return False
    return _JUMP.fullmatch(body) is not None


def heads(lines: Sequence[Placed]) -> list[int]:
    """Return the places of running heads; lines of that shape under one another are rows of a table."""
    alike = [at for at, line in enumerate(lines) if _WIDE in line.body and _HEAD.fullmatch(line.body)]
    rows = {at for at, after in pairwise(alike) if after == at + 1 and lines[after].gap == 0}
    return [at for at in alike if at not in rows and at - 1 not in rows]
