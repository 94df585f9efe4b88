"""Where sentences end in other languages: the engine's judgement, mended where it is known to fail."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

from articles.splitting.wordlist import words

# The engine's cost grows with the square of a paragraph's quotation marks: it never sees more than this at once.
WINDOW = 4_000
_HARD = re.compile(r"[.!?…。！？؟۔।॥։።፧။][.!?…。！？]*+[\"'”’“»)\]}›」』）》]*+(?=\s|(?<=[。！？।።။])|$)")
_TOKEN = re.compile(r"[^\s(\[\"'“„‘’«»—]+$")
_UNIT = re.compile(r"(?<=\d\s)(?:[^\W\d_]{3,4}\.?\s)?([^\W\d_]{2,4})\.\s+")
_SPEAKS_ON = frozenset("とっなのをはがにでもや")
_LONGEST_ABBREVIATION = 5
_SHORTEST_PLAIN = 3
LONGEST = 500
_WIDE = ("ja", "zh", "ko")

# Never the last word of a sentence, in any of the languages that have it: a name follows, or more of the same.
_BOUND = words(
    """
    mm mme mlle dr dra sr sra srta sig sig.ra dott prof ul вул ул просп им ім κ κα κκ mevr dhr hr inż mgr zob por vgl
    bzgl см напр
    """
)
# The same, but words of their own in small letters.
_BOUND_WITH_CAPITAL = words("Av Dl TS")
# No last word before a figure.
_BEFORE_FIGURE = words(
    "art arts n nº núm num nr nro no kl ok ca cca kb env bl pp p s str pág págs σελ св стр ст рис табл д кв"
)
# Behind a figure these are the last word as often as not: a capital letter then begins a sentence.
_UNITS = words("руб долл лв коп грн млн млрд тыс тис трлн zł gr mln mld tys kr kč eur ευρώ")


def sentence_ends(flat: str, language: str) -> list[int]:
    """Return the offsets into `flat` right behind each sentence, without the end of the text; `language` is primary."""
    ends = (end for end in _engine_ends(flat, language) if not _goes_on(flat, end, language))
    tight = {end - _blanks_before(flat, end) for end in ends}
    found = sorted(tight.union(_ends_behind_units(flat)) - {0})
    return sorted({*found, *_ends_in_long_stretches(flat, found, language)})


@cache
def _engine() -> Callable[[str, str], list[dict[str, Any]]]:
    """Load the engine only for a text that needs it."""
    from sentencex import get_sentence_boundaries

    load: Callable[[str, str], list[dict[str, Any]]] = get_sentence_boundaries
    return load


def _engine_ends(flat: str, language: str) -> list[int]:
    """Let the engine judge one window after another, each from the last end found or half a window on."""
    ends: list[int] = []
    at = 0
    while at + WINDOW < len(flat):
        found = [at + end for end in _ends_in(flat[at : at + WINDOW], language)[:-1]]
        ends += found
        at = max(found[-1] if found else 0, at + WINDOW // 2)
    return ends + [at + end for end in _ends_in(flat[at:], language)[:-1]]


def _ends_in(window: str, language: str) -> list[int]:
    """Return the ends in a window, its own end last."""
    return [int(boundary["end_index"]) for boundary in _engine()(language, window)]


def _blanks_before(flat: str, end: int) -> int:
    at = end
    while at and flat[at - 1].isspace():
        at -= 1
    return end - at


def _goes_on(flat: str, end: int, language: str) -> bool:
    """Whether the engine's cut lies inside a sentence."""
    head = flat[max(0, end - 60) : end].rstrip()
    tail = flat[end : end + 40].lstrip()
    if not head or not tail:
        return False
    if language in ("ja", "zh"):
        return _goes_on_without_blanks(head, tail)
    found = _TOKEN.search(head[:-1]) if head[-1] == "." else None
    if not found:
        return False
    token = found.group().lstrip("-–").lower()
    if token in _BOUND or found.group() in _BOUND_WITH_CAPITAL or (token in _BEFORE_FIGURE and tail[0].isdigit()):
        return True
    if len(token) == 1 and _is_initial(found.group()):
        return not head[: found.start()].rstrip()[-1:].isdigit()
    return tail[0].islower() and token[:1].isalnum() and (len(token) <= _LONGEST_ABBREVIATION or "." in token)


def _goes_on_without_blanks(head: str, tail: str) -> bool:
    """Whether Chinese or Japanese goes on: behind 「…。」 with a particle, behind a title, inside a figure."""
    if head[-1] in "」』":
        return tail[0] in _SPEAKS_ON
    return head[-1] == "》" or (head[-1] in "．." and head[-2:-1].isnumeric() and tail[0].isnumeric())


def _is_initial(letter: str) -> bool:
    """Whether a single letter may stand for a name: a capital, or one of a script that has none but joins letters."""
    return letter.isupper() or "\u0590" < letter < "\u0900"


def _ends_behind_units(flat: str) -> list[int]:
    """Return the ends behind "18 млн руб." before a capital letter, which the engine takes for an abbreviation only."""
    found = []
    for match in _UNIT.finditer(flat) if "." in flat else ():
        if match[1].lower() in _UNITS and flat[match.end() : match.end() + 1].isupper():
            found.append(match.start(1) + len(match[1]) + 1)
    return found


def _ends_in_long_stretches(flat: str, ends: list[int], language: str) -> list[int]:
    """Return the end marks behind plain words where the engine found no end for long, as in a speech that is quoted."""
    found = []
    for start, stop in pairwise((0, *ends, len(flat))):
        if stop - start > (LONGEST // 3 if language in _WIDE else LONGEST):
            found += [match.end() for match in _HARD.finditer(flat, start, stop) if match.end() < stop]
    return [end for end in found if _follows_plain_word(flat, end) and not _goes_on(flat, end, language)]


def _follows_plain_word(flat: str, end: int) -> bool:
    head, after = flat[max(0, end - 60) : end], flat[end : end + 9].lstrip()[:1]
    if head[-1] != ".":
        return not after.islower()
    found = _TOKEN.search(head[:-1])
    return found is not None and len(found.group()) > _SHORTEST_PLAIN and not after.islower()
