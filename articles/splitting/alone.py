"""Whether suggested parts can stand alone: each names what it is about, and none points at a word of another."""

from collections.abc import Sequence

from articles.splitting.patterns import regex
from articles.splitting.tokens import DETERMINERS
from articles.splitting.verbs import HELPERS, is_past
from articles.splitting.wordlist import words

_POINTS = regex(
    r"\bthem\b|\b(?:did|does|do|done)\sso\b|\b(?:is|are|was|were)\s(?:his|her|their|its)\s|\bwas\snot\sinvolved\b|"
    r"^(?:The\s(?:following|rest|same|others?)|This\sone)\b|\b(?:many|far|even|much)\s(?:more|fewer|less)(?=[.,;]|$)|"
    r"\b(?:him|her)(?=[.,;]|$|\s(?:at|in|on|a|an|to|the|about|for|by|that|as|with|from)\b)"
)
_BEGINS = words(
    "each other others both neither this that those these they he she it another such so none his her its their then"
)
_IT = regex(r"\bit\b(?!\s(?:also|now|still|never|later|then)\b)\s?([\w’']*)")
_SPLICED = regex(r",\s(the|a|an|his|her|its|their)\s[\w’'-]+\s([a-z]+)\b")
_OPENS_CLAUSE = words(
    "that said says because if when as while and but which after before until since whether where how"
)


def can_stand(statements: Sequence[str]) -> bool:
    """Whether every one of the parts of a sentence can be understood without the others."""
    return all(_stands(statement, at) for at, statement in enumerate(statements))


def _stands(statement: str, at: int) -> bool:
    if _POINTS.search(statement) or (at and statement.split(None, 1)[0].lower() in _BEGINS):
        return False
    if "it" in statement and any(
        not _is_subject(statement, found.start(), found[1]) for found in _IT.finditer(statement)
    ):
        return False
    return at > 0 or not any(_is_verb(found[2]) for found in _SPLICED.finditer(statement))


def _is_subject(statement: str, at: int, behind: str) -> bool:
    """Whether "it" is the subject of a clause inside a part, and so means what the part is about."""
    before = statement[:at].split()[-1:]
    opens = not before or before[0].lower().strip(',“"') in _OPENS_CLAUSE
    return opens and (_is_verb(behind.lower()) or behind.endswith("s"))


def _is_verb(word: str) -> bool:
    return word in HELPERS or is_past(word)


def is_indefinite(subject: str) -> bool:
    """Whether a subject names nobody, so that no second clause can be told of it."""
    first = subject.split(None, 1)[0].lower() if subject else ""
    return first in _INDEFINITE or (first in DETERMINERS and subject.lower().split()[-1] in _INDEFINITE)


_INDEFINITE = words(
    "nobody somebody everybody anybody no none each everyone someone anyone nothing something one neither"
)
