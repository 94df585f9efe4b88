"""Lists of things done to: "banned A, B and C"."""

from articles.splitting import verbs
from articles.splitting.clauses import Clause
from articles.splitting.tokens import DETERMINERS, PREPOSITIONS, SUBORDINATING, Words
from articles.splitting.wordlist import words

_TOGETHER = words(
    """
    joined joins merged merges combined combines compared compares linked links connected connects divided divides
    shared shares mixed mixes separated separates comprises comprised split met meets said says told tells
    """
)
_CARRIED = words("by in to for on against")
_PLACING = PREPOSITIONS - {"of"}
_LONGEST_ITEM = 9
_PLAIN_ITEM = 4


def find_items(found: Words, clause: Clause, end: int) -> list[tuple[int, int]]:
    """Return the spans of the things that a clause tells of one by one, or none where it is no plain list."""
    first = clause.deed + 1
    if found.low[clause.deed] in _TOGETHER or "not" in found.low[clause.verb : first]:
        return []
    if first < end and found.low[first] in _CARRIED and found.low[clause.deed] not in ("is", "are", "was", "were"):
        first += 1
    items = _items(found, first, end)
    if items and items[0][1] - items[0][0] == 1 and found.is_number(items[0][0]):
        return []  # "Labour has 96, the Greens 27"
    if len(items) < 2 or (len(items) == 2 and not all(found.is_number(a) and _is_plain(found, a, b) for a, b in items)):
        return []
    return items if all(_is_item(found, a, b, closes=b == end) for a, b in items) and _alike(found, items) else []


def _items(found: Words, first: int, end: int) -> list[tuple[int, int]]:
    """Cut at commas and at the "and" that closes the list."""
    if "and" not in found.low:
        return []
    joint = next((at for at in range(end - 1, first, -1) if found.low[at] == "and" and not found.inside[at]), None)
    if joint is None:
        return []
    items: list[tuple[int, int]] = []
    begin = first
    for at in range(first, joint + 1):
        if found.inside[at] or found.low[at] not in (",", "and"):
            continue
        if found.low[at] == "and" and at != joint:
            return []
        if begin < at:
            items.append((begin, at))
        begin = at + 1
    return [*items, (begin, end)] if begin < end else []


def _is_item(found: Words, first: int, last: int, *, closes: bool) -> bool:
    """Whether words name one thing; the last may be told more about."""
    if first >= last or (not closes and last - first > _LONGEST_ITEM):
        return False
    reach = min(last, first + _LONGEST_ITEM) if closes else last
    for at in range(first, reach):
        low = found.low[at]
        if found.inside[at] and not closes:
            return False
        if low in SUBORDINATING or low in ",;:" or found.finite[at]:
            return closes and at > first + 1 and low in SUBORDINATING
        if at == first and (low in verbs.THIRD or verbs.is_past(low)) and not found.is_upper(at):
            return False
    return True


def _is_plain(found: Words, first: int, last: int) -> bool:
    return all(found.low[at] not in _PLACING for at in range(first, last)) or last - first < _PLAIN_ITEM


def _alike(found: Words, items: list[tuple[int, int]]) -> bool:
    """Whether all that is listed begins alike: names, or things with an article or number."""
    named = [found.is_upper(first) for first, _ in items]
    led = [found.low[first] in DETERMINERS or found.is_number(first) for first, _ in items]
    return all(a or b for a, b in zip(named, led, strict=True)) or (all(led[1:]) and not named[0])
