"""Cut a block into its sentences, each with its exact place in the text."""

from collections.abc import Iterable
from itertools import repeat

from articles.splitting.fields import label_end
from articles.splitting.layout import Block
from articles.splitting.lexicon import features
from articles.splitting.lines import is_terminated
from articles.splitting.markers import marker_end
from articles.splitting.members import (
    BLOCKQUOTE,
    BODY,
    BYLINE,
    CAPTION,
    DECK,
    FIELD,
    HEADING,
    ITEM,
    METADATA,
    NUMBERED,
    TABLE,
    TITLE,
)
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.terms import Zone

READ = {BODY, BLOCKQUOTE, DECK, CAPTION}
_DIGIT = regex(r"\d")
_ASCII_DIGIT = regex("[0-9]")
_LISTED = {ITEM, NUMBERED}
_STRIPS = repeat(".,;:!?\"'()[]“”‘’«»…*–—")
_WHOLE = {TITLE, HEADING, BYLINE, METADATA}


def is_one(block: Block, zone: Zone) -> bool:
    """Whether a block is left whole: the row of a table, a title or a line about the article without an end mark."""
    if block.kind is TABLE or block.kind is FIELD:
        return True
    if zone not in _WHOLE or (zone is HEADING and ". " in block.flat):
        return False
    return not is_terminated(block.flat.rstrip())


def cut(
    text: str, block: Block, number: int, zone: Zone, ends: Iterable[int], *, english: bool = True
) -> list[Sentence]:
    """Cut a block at `ends`, offsets into its words; what stands between two cuts belongs to the first sentence.

    Words are read for English alone.
    """
    found: list[Sentence] = []
    flat, base, size = block.flat, block.start, len(block.flat)
    whole = text[base : block.end]
    read = english and zone in READ
    digit = _ASCII_DIGIT if flat.isascii() else _DIGIT
    has_digit = read and digit.search(flat) is not None
    last = passed = 0
    for end in (*ends, size):
        while end < size and flat[end] == " " and not whole[end].isspace():
            end += 1  # past the marks of markup
        if end <= last or (found and end < size and flat[last:end].isspace()):
            continue
        start, stop = _trim(whole[last:end], base + end)
        holes: tuple[tuple[int, int], ...] = ()
        if block.holes:
            while passed < len(block.holes) and block.holes[passed][1] <= start:
                passed += 1
            start, stop, holes = _outside_holes(text, start, stop, _holes_before(block.holes, passed, stop))
        if start < stop:
            piece = flat[start - base : stop - base]
            # A tuple of words costs the garbage collector nothing, however long the text.
            words = tuple(map(str.strip, piece.lower().split(), _STRIPS)) if read else ()
            counts = has_digit and bool(words) and digit.search(piece) is not None
            sentence = Sentence(start, stop, holes, number, start - base, piece, zone, words, features(words), counts)
            if block.kind is TABLE:
                sentence.loose = True
            if block.kind in _LISTED and not found:
                sentence.label = marker_end(piece)
            elif block.kind is FIELD:
                sentence.label = label_end(piece)
            found.append(sentence)
        last = end
    return found


def _holes_before(holes: list[tuple[int, int]], first: int, stop: int) -> tuple[tuple[int, int], ...]:
    last = first
    while last < len(holes) and holes[last][0] < stop:
        last += 1
    return tuple(holes[first:last])


def _trim(raw: str, end: int) -> tuple[int, int]:
    """Return where the words of a stretch that ends at `end` begin and end, without the blanks around them."""
    words = raw.lstrip()
    start = end - len(words)
    return start, start + len(words.rstrip())


def _outside_holes(
    text: str, start: int, stop: int, holes: tuple[tuple[int, int], ...]
) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Pull a sentence's ends out of holes they would stand in."""
    while holes and holes[0][0] <= start:
        start, stop = _trim(text[holes[0][1] : stop], stop)
        holes = holes[1:]
    while holes and holes[-1][1] >= stop:
        start, stop = _trim(text[start : holes[-1][0]], holes[-1][0])
        holes = holes[:-1]
    return start, stop, holes
