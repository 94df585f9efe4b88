"""The words of a sentence, and what each can be: a finite verb, the beginning of a noun phrase, a pronoun's name."""

from functools import lru_cache
from itertools import compress, count

from articles.splitting import nouns, verbs
from articles.splitting.patterns import regex
from articles.splitting.speech import KINDS, TITLES
from articles.splitting.wordlist import words

_PIECE = regex(r"[^\s,;:()\[\]“”\"—–]+(?:(?<=\d)[,:](?=\d)[^\s,;:()\[\]“”\"—–]+)*|[,;:()\[\]“”\"—–]")
_OPENERS = {"“": "”", "(": ")", "[": "]", '"': '"'}
_ENCLOSING = _OPENERS.keys() | _OPENERS.values()
DETERMINERS = words(
    """
    the a an his her its their this that these those no some any all both each every another many most several few
    one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands millions more fewer less
    about around nearly almost over up
    """
)
ARTICLES = words("the a an his her its their")
SUBORDINATING = words(
    """
    who whom whose which that where when while because although though if unless after before since until as what how
    why whether than
    """
)
PREPOSITIONS = words(
    """
    in on at by for with from to of into over under against between among through during about across within without
    toward towards off out up down near behind beyond despite amid around along outside inside as than per via upon
    after before since until
    """
)
ADVERBS = words(
    """
    also then later now never still already soon again once often not only even since just always ever too further
    subsequently eventually today yesterday instead
    """
)
# Adverbs that say how sure a statement is; no part may lose them.
HEDGES = words("allegedly reportedly apparently probably likely possibly supposedly perhaps")
# What a number of people or things may begin with.
COUNTING = words(
    """
    one two three four five six seven eight nine ten eleven twelve dozens more than at least about around nearly almost
    over some hundreds another
    """
)
_ROLES = frozenset(title.lower() for title in TITLES) | words(
    """
    man woman boy girl widow mother father son daughter brother sister husband wife driver nurse farmer teacher worker
    victim defendant suspect author owner treasurer clerk forward striker goalkeeper scientist spokesman doctor
    """
)
_BEFORE_NOUN = ARTICLES | {"of", "to"}
_BEFORE_PLURAL = PREPOSITIONS | DETERMINERS
_NOT_BEHIND_VERB = SUBORDINATING - {"that", "as", "how", "what", "why", "whether"}
_NOT_FIRST = (SUBORDINATING - {"that"}) | (PREPOSITIONS - {"about", "around", "over", "up"})
_FINITE = verbs.HELPERS | verbs.PAST | verbs.THIRD
_BEFORE_ING = words("begins starts stops keeps denies risks avoids continues considers includes means is has says")


class Words:
    """The words and marks of a sentence: as they stand, lower-cased, and whether they stand in quotes or brackets.

    `finite` says of each whether it can be the finite verb of a clause.
    """

    __slots__ = ("_starts", "finite", "flat", "inside", "low", "raw")

    def __init__(self, flat: str, raw: list[str], low: list[str], inside: list[bool]) -> None:
        self.flat = flat
        self.raw = raw
        self.low = low
        self.inside = inside
        self.finite = [False] * len(low)
        self._starts: list[int] = []

    def start(self, at: int) -> int:
        """Return where a word begins."""
        if at >= len(self._starts):
            self._find_starts(at)
        return self._starts[at]

    def _find_starts(self, until: int) -> None:
        """Find where the words up to one begin; they follow one another with nothing but blanks between."""
        flat, starts = self.flat, self._starts
        behind = starts[-1] + len(self.raw[len(starts) - 1]) if starts else 0
        for piece in self.raw[len(starts) : until + 1]:
            behind = flat.index(piece, behind)
            starts.append(behind)
            behind += len(piece)

    def end(self, at: int) -> int:
        """Return where a word ends."""
        return self.start(at) + len(self.raw[at])

    def text(self, first: int, last: int) -> str:
        """Return the text of the words from `first` up to `last`."""
        if first >= last:
            return ""
        return self.raw[first] if last - first == 1 else self.flat[self.start(first) : self.end(last - 1)]

    def has_finite(self, first: int, last: int) -> bool:
        """Whether one of the words from `first` up to `last` can be a finite verb."""
        return True in self.finite[first:last]

    def is_upper(self, at: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.raw[at][0].isupper()

    def is_number(self, at: int) -> bool:
        """Whether a word begins like a figure."""
        first = self.raw[at][0]
        return first.isdigit() or first in "$£€"


def read_words(flat: str) -> Words:
    """Cut a sentence into words and marks."""
    raw = _PIECE.findall(flat)
    low = list(map(str.lower, raw))
    inside = [False] * len(low) if _OPENERS.keys().isdisjoint(low) else _inside(low)
    if low and len(low[-1]) > 1 and low[-1].endswith((".", "!")):
        low[-1] = low[-1][:-1]
        raw[-1] = raw[-1][:-1]
    found = Words(flat, raw, low, inside)
    for at in compress(count(), map(_may_be_finite, low)):
        if not inside[at] and not raw[at][0].isupper():
            found.finite[at] = _is_finite(found, at)
    return found


@lru_cache(maxsize=10_000)
def _may_be_finite(word: str) -> bool:
    return word in _FINITE or word.endswith("ed")


def _inside(pieces: list[str]) -> list[bool]:
    """Return for each piece whether it stands in quotes or brackets, marks included."""
    inside = [False] * len(pieces)
    close, begin = "", 0
    for at in compress(count(), map(_ENCLOSING.__contains__, pieces)):
        piece = pieces[at]
        if not close and piece in _OPENERS:
            close, begin = _OPENERS[piece], at
        elif piece == close:
            inside[begin : at + 1] = [True] * (at + 1 - begin)
            close = ""
    if close:
        inside[begin:] = [True] * (len(pieces) - begin)
    return inside


def _is_finite(found: Words, at: int) -> bool:
    """Whether a form of a verb is finite where it stands."""
    word = found.low[at]
    before = found.low[at - 1] if at else ""
    if before in _BEFORE_NOUN or "-" in word:
        return False
    if word in verbs.HELPERS:
        return True
    if verbs.is_past(word):
        return before not in PREPOSITIONS
    return word in verbs.THIRD and before not in _BEFORE_PLURAL and _is_third(found, at)


def _is_third(found: Words, at: int) -> bool:
    """Whether "forces" is a verb and no noun, as the words behind it tell."""
    if at + 1 >= len(found.low):
        return False
    after = found.low[at + 1]
    if after.endswith("ing") and found.low[at] not in _BEFORE_ING:
        return False
    if after in verbs.HELPERS or verbs.is_past(after) or after in _NOT_BEHIND_VERB:
        return False
    return after not in (",", ";", "and", "or", "of") and not (
        found.is_upper(at - 1) and found.low[at - 1].endswith(("s", "’s"))
    )


def is_plural_present(found: Words, at: int) -> bool:
    """Whether a bare verb stands behind a plural: "researchers say", "they carry"."""
    low, before = found.low[at], found.low[at - 1] if at else ""
    if low not in verbs.BASE or found.inside[at] or at + 1 >= len(found.low) or found.finite[at + 1]:
        return False
    plural = before.endswith("s") and not before.endswith(("ss", "’s", "'s", "us", "is"))
    return (plural and before not in DETERMINERS) or before in ("they", "people", "police", "who")


def opens_object(found: Words, at: int) -> bool:
    """Whether the word at a place begins what a verb is done to."""
    if at >= len(found.low):
        return False
    low = found.low[at]
    if found.inside[at]:
        return True
    if not low[0].isalnum():
        return low[0] in "$£€'’‘"
    return low in DETERMINERS or low in ("him", "them", "it") or found.is_upper(at) or found.is_number(at)


def is_noun_start(found: Words, at: int) -> bool:
    """Whether a word begins the subject of a clause."""
    low = found.low[at]
    if found.inside[at] or low in _NOT_FIRST:
        return False
    return (
        low in DETERMINERS or found.is_upper(at) or found.is_number(at) or low in ("he", "she", "it", "they", "there")
    )


def may_be_noun(found: Words, at: int) -> bool:
    """Whether a word can be a noun without an article."""
    low = found.low[at]
    known = low in PREPOSITIONS or low in SUBORDINATING or low in ADVERBS or low in verbs.HELPERS or low in HEDGES
    return (
        low.isalpha()
        and len(low) > 2
        and not known
        and not low.endswith("ly")
        and not verbs.is_past(low)
        and low != "not"
    )


def genitive(name: str) -> str:
    """Return a name as an owner."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def is_somebody(subject: str) -> bool:
    """Whether a subject is one person, as far as its words tell."""
    last = subject.split()[-1]
    name = nouns.core(subject)
    return last.lower() in _ROLES or (nouns.is_person(name) and (" " in name or name != subject))


def is_speech(found: Words, at: int) -> bool:
    """Whether a verb tells what somebody says or thinks."""
    return found.low[at] in KINDS or found.low[at] in (
        "believed",
        "believes",
        "feared",
        "knew",
        "thought",
        "hoped",
        "means",
        "meant",
    )
