"""Cut a block into its sentences, each with its exact place in the text."""

from collections.abc import Iterable

from articles.splitting.layout import Block
from articles.splitting.lexicon import features
from articles.splitting.lines import Kind, is_terminated
from articles.splitting.sentence import Sentence
from articles.terms import Zone

READ = {Zone.BODY, Zone.BLOCKQUOTE, Zone.DECK, Zone.CAPTION}
_STRIP = ".,;:!?\"'()[]“”‘’«»…*–—"
_WHOLE = {Zone.TITLE, Zone.HEADING, Zone.BYLINE, Zone.METADATA}


def is_one(block: Block, zone: Zone) -> bool:
    """Whether a block is left whole: the row of a table, a title or a line about the article without an end mark."""
    if block.kind is Kind.TABLE:
        return True
    if zone not in _WHOLE or (zone is Zone.HEADING and ". " in block.flat):
        return False
    return not is_terminated(block.flat.rstrip())


def cut(
    text: str, block: Block, number: int, zone: Zone, ends: Iterable[int], *, english: bool = True
) -> list[Sentence]:
    """Cut a block at `ends`, offsets into its words; what stands between two cuts belongs to the first sentence.

    Words are read for English alone.
    """
    found: list[Sentence] = []
    flat, base = block.flat, block.start
    whole = text[base : block.end]
    last = passed = 0
    for end in (*ends, len(flat)):
        end = _past_markers(whole, flat, end)
        if end <= last:
            continue
        raw = whole[last:end]
        if flat[last:end].isspace() and found and end < len(flat):
            continue
        start, stop = _trim(raw, base + last)
        while passed < len(block.holes) and block.holes[passed][1] <= start:
            passed += 1
        holes = _holes_before(block.holes, passed, stop)
        start, stop, holes = _outside_holes(text, start, stop, holes)
        if start < stop:
            piece = flat[start - base : stop - base]
            words = [word.strip(_STRIP) for word in piece.lower().split()] if english and zone in READ else []
            sentence = Sentence(start, stop, holes, number, start - base, piece, zone, words, features(words))
            sentence.loose = block.kind is Kind.TABLE
            found.append(sentence)
        last = end
    return found


def _holes_before(holes: list[tuple[int, int]], first: int, stop: int) -> tuple[tuple[int, int], ...]:
    last = first
    while last < len(holes) and holes[last][0] < stop:
        last += 1
    return tuple(holes[first:last])


def _past_markers(whole: str, flat: str, end: int) -> int:
    while end < len(flat) and flat[end] == " " and not whole[end].isspace():
        end += 1
    return end


def _trim(raw: str, at: int) -> tuple[int, int]:
    return at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip())


def _outside_holes(
    text: str, start: int, stop: int, holes: tuple[tuple[int, int], ...]
) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Pull a sentence's ends out of holes they would stand in."""
    while holes and holes[0][0] <= start:
        start, stop = _trim(text[holes[0][1] : stop], holes[0][1])
        holes = holes[1:]
    while holes and holes[-1][1] >= stop:
        start, stop = _trim(text[start : holes[-1][0]], start)
        holes = holes[:-1]
    return start, stop, holes
