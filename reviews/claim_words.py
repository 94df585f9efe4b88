"""The words of a claim in a text: trimmed, compared, looked for, and moved by a word. Offsets are code points."""

from __future__ import annotations

import re

from reviews.terms import Edge

MOST_CHARS = 2_000
MOST_PLACES = 30
AROUND = 60
RULES = "-*_=#>"  # a word of nothing else is a ruled line or a mark, and says nothing
_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›\xa0", '""""""' + "''''''" + " ")

Place = tuple[int, int]


def trimmed(text: str, start: int, end: int) -> Place:
    """The stretch without blanks, ruled lines and list marks at its ends."""
    said = [match.span() for match in re.finditer(r"\S+", text[start:end]) if match[0].strip(RULES)]
    return (start + said[0][0], start + said[-1][1]) if said else (start, start)


def one_line(words: str) -> str:
    return " ".join(words.split())


def reads(one: str, other: str) -> bool:
    """Whether two stretches are the same words: blanks, ruled lines and the shape of quotation marks apart."""
    return _plain(one) == _plain(other)


def places(shown: str, words: str) -> list[Place]:
    """Where some words stand in a text, however its lines are broken; the first few."""
    wanted = words.translate(_QUOTES).split()
    if not wanted:
        return []
    pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted))
    found = pattern.finditer(shown.translate(_QUOTES))
    return [match.span() for match, _n in zip(found, range(MOST_PLACES), strict=False)]


def around(shown: str, start: int, end: int) -> tuple[str, str]:
    """A few words before and after a place, to tell it from others."""
    before = one_line(shown[max(0, start - AROUND) : start]).partition(" ")[2]
    return before, one_line(shown[end : end + AROUND]).rpartition(" ")[0]


def stepped(shown: str, start: int, end: int, edge: Edge) -> Place | None:
    """The stretch with one end a word further out or in; None where there is no word to take or to leave."""
    match edge:
        case Edge.START_OUT:
            start = _word_before(shown, start)
        case Edge.START_IN:
            start = _after_word(shown, start)
        case Edge.END_OUT:
            end = _word_end_after(shown, end)
        case Edge.END_IN:
            end = _before_word(shown, end)
    if not 0 <= start < end <= len(shown):
        return None
    return start, end


def _plain(words: str) -> list[str]:
    return [word for word in words.translate(_QUOTES).split() if word.strip(RULES)]


def _word_before(text: str, at: int) -> int:
    head = text[:at].rstrip()
    return len(head) - len(re.findall(r"\S+\Z", head)[0]) if head else -1


def _after_word(text: str, at: int) -> int:
    found = re.compile(r"\S*\s+").match(text, at)
    return found.end() if found else len(text) + 1


def _word_end_after(text: str, at: int) -> int:
    found = re.compile(r"\s*\S+").match(text, at)
    return found.end() if found else len(text) + 1


def _before_word(text: str, at: int) -> int:
    head = text[:at].rstrip()
    return len(re.sub(r"\S+\Z", "", head).rstrip())
