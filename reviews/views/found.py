"""What became of a quote in the saved copy of its source, in words, with what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.comparing import Pair, words_apart
from reviews import words
from reviews.terms import QuoteFound


@dataclass(frozen=True, slots=True)
class Found:
    """The code, its words, and both texts with the words marked that only one of them has."""

    code: QuoteFound
    words: str
    pair: Pair | None = None

    def as_json(self) -> dict[str, Any]:
        pieces = [[piece.text, piece.is_changed] for piece in self.pair.new] if self.pair else []
        return {"code": self.code, "words": self.words, "pieces": pieces}


def found_of(quote: str, found: str, passage: str) -> Found | None:
    """What is told beside a quote; nothing where none was looked for."""
    if not quote.strip() or found not in set(QuoteFound):
        return None
    code = QuoteFound(found)
    return Found(code, str(words.QUOTES_FOUND[code]), words_apart(quote, passage) if passage else None)
