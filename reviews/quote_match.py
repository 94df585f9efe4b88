"""Where the words of a quote stand in a text: word for word, nearly so, or nowhere; and where a statement is nearest.

Bounded whatever the texts: each word is looked at once, and only the likeliest stretch is compared word by word.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.difference import Block, Budget, common_blocks
from reviews.copy_text import BREAK
from reviews.terms import QuoteFound

LEAST_KEPT = 0.6  # of the quote's words, and of the words that they stand among
MOST_PAIRS = 400_000
_MOST_PLACES = 1_000
_NEAR_WORDS = 40
_SAME_MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»＂‹›", '"') | dict.fromkeys("‘’‚‛′`´", "'") | {"‐": "-", "‑": "-", "\u00a0": " "}
)
_ENDS = " \t\n\"'…"
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")  # the first scripts write without blanks
_BLANKLESS = "\u0e00"


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a quote was found, and from where to where; 0–0 where it was not."""

    found: QuoteFound
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Words:
    words: list[str]
    places: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> _Words:
        found = list(_WORD.finditer(text))
        return cls([match[0].casefold() for match in found], [match.span() for match in found])


def look_for(quote: str, text: str) -> Match:
    """Where the quote stands in the text of a copy. Blanks and the sort of quotation marks make no difference."""
    wanted = quote.translate(_SAME_MARKS).strip(_ENDS)
    if not wanted:
        return Match(QuoteFound.UNCHECKED)
    exact = _exactly(wanted, text.translate(_SAME_MARKS))
    return exact or _closely(wanted, text)


def nearest(words: str, text: str) -> tuple[int, int] | None:
    """The stretch of a paragraph that says most of what these words say; rare words and numbers count more."""
    wanted = set(_Words.of(words).words)
    there = _Words.of(text)
    counts = Counter(word for word in there.words if word in wanted)
    if not counts:
        return None
    weights = {word: _weight(word, n, len(there.words)) for word, n in counts.items()}
    size = max(_NEAR_WORDS, 2 * len(wanted))
    end, best = _best_window(there.words, size, weights.get, once=True)
    if best < min(sum(weights.values()), max(weights.values()) * 1.5):
        return None  # a single common word is no passage
    inside = [n for n in range(max(0, end - size), end) if there.words[n] in weights]
    return _in_one_paragraph([(there.words[n], *there.places[n]) for n in inside], weights, text)


def _in_one_paragraph(found: list[tuple[str, int, int]], weights: dict[str, float], text: str) -> tuple[int, int]:
    """Of the words found, those of the paragraph in which they weigh most: from the first to the last of them."""
    breaks = [match.start() for match in re.finditer(BREAK, text)]
    groups: dict[int, list[tuple[str, int, int]]] = {}
    for one in found:
        groups.setdefault(bisect.bisect_left(breaks, one[1]), []).append(one)
    best = max(groups.values(), key=lambda group: sum(weights[word] for word in {word for word, _, _ in group}))
    return best[0][1], best[-1][2]


def _exactly(wanted: str, text: str) -> Match | None:
    """A plain search: a pattern could be made to take hours. A break between paragraphs counts as one blank."""
    wanted, squeezed = " ".join(wanted.split()), text.replace(BREAK, " ")
    at = squeezed.find(wanted)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return None
        end = at + len(wanted)
        if not (_goes_on(squeezed[max(0, at - 1) : at], wanted[0]) or _goes_on(squeezed[end : end + 1], wanted[-1])):
            breaks = [found.start() - n for n, found in enumerate(re.finditer(BREAK, text))]
            return Match(QuoteFound.EXACTLY, *(place + bisect.bisect_left(breaks, place) for place in (at, end)))
        at = squeezed.find(wanted, at + 1)
    return None


def _goes_on(beside: str, edge: str) -> bool:
    """Whether the quote begins or ends in the middle of a word."""
    return bool(beside) and _is_spaced(beside) and _is_spaced(edge)


def _is_spaced(char: str) -> bool:
    """Whether a character is of a word that ends at a blank."""
    return char.isalnum() and char < _BLANKLESS


def _closely(wanted: str, text: str) -> Match:
    quote, there = _Words.of(wanted).words, _Words.of(text)
    if not quote or not there.words:
        return Match(QuoteFound.NOT)
    needed = Counter(quote)
    end, n_there = _best_window(there.words, len(quote), lambda word: 1.0 if word in needed else None)
    if n_there < LEAST_KEPT * len(quote):
        return Match(QuoteFound.NOT)
    room = len(quote) // 2 + 3
    first = max(0, end - len(quote) - room)
    stretch = there.words[first : end + room]
    blocks = _without_strays(_blocks(quote, stretch))
    kept = sum(size for _, _, size in blocks)
    if not blocks or kept < LEAST_KEPT * len(quote):
        return Match(QuoteFound.NOT)
    start, stop = _reach(blocks, len(quote), len(stretch))
    if kept < LEAST_KEPT * (stop - start):
        return Match(QuoteFound.NOT)
    return Match(QuoteFound.CLOSELY, there.places[first + start][0], there.places[first + stop - 1][1])


def _blocks(quote: list[str], stretch: list[str]) -> list[Block]:
    """What both have in order. The ends that stand around them keep a first word alone from counting as their common
    beginning."""
    found = common_blocks(["\0", *quote, "\0\0"], ["\0\0\0", *stretch, "\0\0\0\0"], Budget(MOST_PAIRS))
    return [(i - 1, j - 1, size) for i, j, size in found]


def _without_strays(blocks: list[Block]) -> list[Block]:
    """Without a word or two at an end that stand further off than in the quote."""
    while len(blocks) > 1 and _strays(blocks[0], blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _strays(blocks[-1], blocks[-2], blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _strays(one: Block, left: Block, right: Block) -> bool:
    in_quote = right[0] - left[0] - left[2]
    in_text = right[1] - left[1] - left[2]
    return one[2] <= 2 and in_text > 2 * in_quote + 3


def _reach(blocks: list[Block], n_quote: int, n_stretch: int) -> tuple[int, int]:
    """From the first to behind the last word in common, with as many as the quote has beyond them of its own."""
    at_quote, at_text, _ = blocks[0]
    last_quote, last_text, size = blocks[-1]
    beyond = n_quote - last_quote - size
    return max(0, at_text - at_quote), min(n_stretch, last_text + size + beyond)


def _best_window(
    words: list[str], size: int, weight: Callable[[str], float | None], *, once: bool = False
) -> tuple[int, float]:
    """Where the stretch of so many words ends that weighs most, and what it weighs; `once`: each word counts once."""
    counts: Counter[str] = Counter()
    now = best = 0.0
    end = min(size, len(words))
    for n, word in enumerate(words):
        for one, by in _moved(words, n, size, word):
            heavy = weight(one)
            if heavy is None:
                continue
            counts[one] += by
            if not once or counts[one] == (1 if by > 0 else 0):
                now += by * heavy
        if now > best + 1e-9:
            best, end = now, n + 1
    return end, best


def _moved(words: list[str], n: int, size: int, word: str) -> Iterator[tuple[str, int]]:
    """What comes into a window that moves on by a word, and what goes."""
    if n >= size:
        yield words[n - size], -1
    yield word, 1


def _weight(word: str, n: int, n_words: int) -> float:
    return math.log(1 + n_words / n) * (2.0 if any(char.isdigit() for char in word) else 1.0)
