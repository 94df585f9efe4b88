"""Facts told in passing: "X, who was elected in 2019, …", "X, the mayor of Y, …", "…, which was built in 1957"."""

from typing import NamedTuple

from articles.splitting import nouns, verbs
from articles.splitting.clauses import Clause
from articles.splitting.tokens import ARTICLES, PREPOSITIONS, SUBORDINATING, Words, genitive, opens_object
from articles.splitting.wordlist import words

_DROPPED = words("however too meanwhile though moreover therefore instead also then")
_DESCRIBING = words("the a an its his her their one former")
_LASTING = words("based located situated headquartered called known owned made led run named nicknamed")
_THEN = words("then-president then")
_TELLING = words("saying adding claiming arguing warning noting insisting")
_PARTING = PREPOSITIONS | SUBORDINATING | {",", "and"}
_BREAKING = frozenset((",", "and", ";"))
_LONGEST_ASIDE = 14
_NAME_REACH = 12
_LONGEST_NAME = 8


class Trailing(NamedTuple):
    """A relative clause at the end of another clause: its first word, and its statement."""

    first: int
    statement: str


def read_aside(found: Words, clause: Clause, subject: str) -> str | None:
    """Return the fact in the aside behind a subject, "" for none, or None where nobody can tell what the aside is."""
    first, last = clause.aside
    if first == last:
        return ""
    if found.is_number(first) and "," in found.low[first:last]:
        first = found.low.index(",", first) + 1
    low = found.low[first]
    if found.is_number(first) or low == "of" or (last - first == 1 and low in _DROPPED):
        return ""
    if low in ("who", "which") and is_verb(found, first + 1, last):
        told_of = _meant_by_which(found, clause, first + 1) if low == "which" else subject
        return f"{told_of} {found.text(first + 1, last)}" if told_of else ""
    if low == "whose" and found.has_finite(first + 2, last):
        return f"{genitive(subject)} {found.text(first + 1, last)}"
    name = found.text(first, last)
    if found.is_upper(first) and " " in name and nouns.is_person(nouns.core(name)):
        return f"{name} is {subject[:1].lower()}{subject[1:]}" if found.low[clause.subject[0]] in ARTICLES else ""
    told = found.has_finite(first + 1, last) and low not in ARTICLES
    if told or "," in found.low[first:last]:
        return None
    if verbs.is_participle(low) and last - first > 1 and found.low[first + 1] in PREPOSITIONS:
        return f"{subject} {_be(found, subject, past=low not in _LASTING)} {found.text(first, last)}"
    if low in _DESCRIBING and found.low[last - 1] not in PREPOSITIONS and first + 1 < last:
        return f"{subject} {_be(found, subject, past=False)} {found.text(first, last)}"
    return None


def named(found: Words, clause: Clause) -> str:
    """Return the person the aside behind "the mayor" names, who is better named in what follows too, or ""."""
    first, last = clause.aside
    if first == last or found.low[clause.subject[0]] not in ARTICLES:
        return ""
    name = found.text(first, last)
    return name if found.is_upper(first) and " " in name and nouns.is_person(nouns.core(name)) else ""


def _meant_by_which(found: Words, clause: Clause, verb: int) -> str:
    """Return the thing that "which" behind "shares of the company" means, "" where both could be meant."""
    first, last = clause.subject
    inner = next((at for at in range(first + 1, last) if found.low[at] in PREPOSITIONS), last)
    if inner == last:
        return found.text(first, last)
    one = found.low[verb] in verbs.THIRD | {"was", "has"}
    many_of_one = found.low[inner - 1].endswith("s") and not found.low[last - 1].endswith("s")
    return found.text(inner + 1, last) if one and many_of_one else ""


def is_verb(found: Words, first: int, last: int) -> bool:
    """Whether a relative clause begins with its verb and says something with it."""
    at = first
    while at < last and (
        found.low[at].endswith("ly") or found.low[at] in ("also", "later", "then", "once", "still", "now", "never")
    ):
        at += 1
    low = found.low[at] if at < last else ""
    finite = low in verbs.HELPERS or verbs.is_past(low) or low in verbs.THIRD or low in verbs.BASE
    return finite and at + 1 < last


def _be(found: Words, subject: str, *, past: bool) -> str:
    plural = " and " in subject or (
        subject.split()[-1].endswith("s")
        and not nouns.is_person(nouns.core(subject))
        and subject.split()[-1][0].islower()
    )
    if past:
        return "were" if plural else "was"
    return "are" if plural else "is"


def read_trailing(found: Words, first: int, end: int) -> Trailing | None:
    """Return the relative clause that ends a clause, told of the name or thing right before it."""
    relative = "who" in found.low or "which" in found.low
    for at in range(end - 3, first + 1, -1) if relative else ():
        if found.low[at] not in ("who", "which") or found.low[at - 1] != "," or found.inside[at]:
            continue
        comma = next((i for i in range(at, end) if found.low[i] in (",", ";") and not found.inside[i]), end)
        if not is_verb(found, at + 1, end) or found.has_finite(comma + 1, end):
            return None
        name = _before(found, first, at - 1)
        if name and found.low[at] == "which" and " " not in name and found.low[at - 3] in PREPOSITIONS:
            return None  # "the road to Tarn, which ends at …"
        if name and found.low[at] == "who" and " " not in name and found.low[at - 3] == ",":
            return None
        if name and found.low[at + 1] in ("have", "are", "were") and not name.endswith("s"):
            return None
        return Trailing(at, f"{name} {found.text(at + 1, end)}") if name else None
    return read_closing(found, first, end)


def read_results(found: Words, clause: Clause, subject: str, end: int) -> list[Trailing]:
    """Return the deeds told in -ing at the end: "…, killing 12 people and injuring 30"."""
    if "," not in found.low or not _is_active_past(found, clause):
        return []
    at = next((i for i in range(end - 2, clause.deed + 1, -1) if found.low[i] == "," and not found.inside[i]), 0)
    while at and not verbs.past_of(found.low[at + 1]):
        at = next((i for i in range(at - 1, clause.deed + 1, -1) if found.low[i] == "," and not found.inside[i]), 0)
    if not at or (found.low[at + 1] not in _TELLING and found.has_finite(at + 1, end)):
        return []
    starts = [at + 1]
    for i in range(at + 3, end - 2):
        second = i + 2 if found.low[i + 1].endswith("ly") else i + 1
        if (
            found.low[i] == "and"
            and not found.inside[i]
            and verbs.past_of(found.low[second])
            and opens_object(found, second + 1)
        ):
            starts.append(i + 1)
    if not (opens_object(found, at + 2) or found.low[at + 2 : at + 3] == ["that"]):
        return []
    ends = [*(start - 1 for start in starts[1:]), end]
    return [Trailing(a, f"{subject} {_as_past(found, a, b)}") for a, b in zip(starts, ends, strict=True)]


def _as_past(found: Words, first: int, last: int) -> str:
    verb = first if verbs.past_of(found.low[first]) else first + 1
    return f"{found.text(first, verb)} {verbs.past_of(found.low[verb])} {found.text(verb + 1, last)}".strip()


def _is_active_past(found: Words, clause: Clause) -> bool:
    """Whether the clause tells what its subject did, not what was done to it."""
    helper = found.low[clause.deed - 1] if clause.deed > clause.verb else ""
    past = verbs.is_past(found.low[clause.deed]) or found.low[clause.verb] in verbs.HAVE
    return past and helper not in verbs.BE | {"been"} and found.low[clause.deed] not in verbs.HELPERS


def _before(found: Words, first: int, stop: int) -> str:
    """Return the name, or "the …" without a further noun behind it, that ends right before a comma."""
    if (
        found.low[stop - 1] == ")"
        and stop - 3 > first
        and found.low[stop - 3] == "("
        and found.text(stop - 2, stop - 1).isupper()
    ):
        return found.text(stop - 2, stop - 1)
    at = stop
    while at > first + 1 and stop - at < _LONGEST_NAME and found.is_upper(at - 1) and not found.inside[at - 1]:
        at -= 1
    named = at < stop
    low = found.low[at - 1]
    before = found.low[at - 2] if low in ARTICLES else low
    if named and before in ("of", "and", "for", "&", "or"):
        return ""
    if named:
        return found.text(at - 1 if low in ARTICLES and at - 1 > first else at, stop)
    while at > first + 1 and stop - at < _NAME_REACH:
        at -= 1
        low = found.low[at]
        if found.inside[at] or low in _PARTING:
            return ""
        if low in ("the", "his", "her", "their", "its"):
            return found.text(at, stop)
        if low in ("a", "an"):
            return f"the {found.text(at + 1, stop)}"
    return ""


def read_closing(found: Words, first: int, end: int) -> Trailing | None:
    """Return what an aside at the end says somebody is: "… with Ann Lee, an analyst at the bank"."""
    if "," not in found.low:
        return None
    at = next((i for i in range(end - 3, first + 2, -1) if found.low[i] == "," and not found.inside[i]), 0)
    if (
        not at
        or found.low[at + 1] not in ("a", "an", "the", "its")
        or found.is_upper(at + 2)
        or end - at > _LONGEST_ASIDE
    ):
        return None
    begin = at
    while begin > first + 1 and found.is_upper(begin - 1) and not found.inside[begin - 1]:
        begin -= 1
    plain = _BREAKING.isdisjoint(found.low[at + 1 : end]) and not found.has_finite(at + 1, end)
    alone = found.low[begin - 1] not in (",", "and", "&", "of", "for")
    name = found.text(begin, at)
    if found.low[begin - 1] == "the":
        return None  # "the Lower Tamsin, a river", which is nobody's name
    if not plain or not alone or not 2 <= at - begin <= 4 or not nouns.is_person(name):
        return None
    return Trailing(at + 1, f"{name} is {found.text(at + 1, end)}")
