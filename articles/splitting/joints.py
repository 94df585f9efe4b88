"""Where one asserted fact of a sentence ends and the next begins."""

from typing import NamedTuple

from articles.splitting import verbs
from articles.splitting.clauses import Clause
from articles.splitting.sharing import JOINING, is_bare, shared_subject
from articles.splitting.tokens import (
    COUNTING,
    SUBORDINATING,
    Words,
    genitive,
    is_noun_start,
    is_plural_present,
    is_somebody,
    is_speech,
    may_be_noun,
    opens_object,
)

_AGAINST = frozenset(("while", "whereas"))
_JOINTS = JOINING | _AGAINST | {",", ";"}
_KNOWN = verbs.HELPERS | verbs.PAST | verbs.BASE  # every simple past among them
_RELATIVE = frozenset(("who", "which", "whose", "whom", "that", "where"))
_SUBJECT_REACH = 9
_SHORT_SUBJECT = 4
_PERSONAL = {"he": True, "she": True, "it": False}
_OWNING = {"his": True, "her": True, "its": False}


class Joint(NamedTuple):
    """A joint: one clause ends at `end`, the next has the words from `start` behind `head` (its subject and helpers).

    `first` is its first own word; `shares` whether its subject is the one of the first clause.
    """

    end: int
    first: int
    start: int
    head: str
    shares: bool


def find_joints(found: Words, clause: Clause, subject: str, end: int) -> list[Joint]:
    """Return the joints of a sentence in order."""
    joints: list[Joint] = []
    begin = clause.deed
    waiting: list[Joint] = []
    past = begin + 1
    for stop in range(begin + 1, end - 1) if not _JOINTS.isdisjoint(found.low) else ():
        low = found.low[stop]
        if low not in _JOINTS or stop < past or found.inside[stop]:
            continue
        after = stop + 1
        while after < end and (found.low[after] in JOINING or (found.low[after] in _AGAINST and low in ",;")):
            after += 1
        listed = low == "," and after == stop + 1
        if after < end:
            joint = _joint(found, clause, subject, begin, stop, after, end, listed=listed)
            if joint and listed and joint.shares:
                waiting.append(joint)
                begin = joint.start
            elif joint:
                joints += [*waiting, joint]
                waiting = []
                begin = joint.start
            if joint and not joint.shares:
                return joints
        past = after
    return joints


def _joint(
    found: Words, clause: Clause, subject: str, begin: int, stop: int, after: int, end: int, *, listed: bool
) -> Joint | None:
    """Return the joint at a conjunction or comma, or None where what follows is no fact of its own."""
    again = _that_again(found, clause, stop, after)
    if again is not None:
        upto, begins = again
        return Joint(stop, after, begins, f"{subject} {found.text(clause.verb, upto)}", True)
    if found.low[after] == "that" or found.low[after] in _RELATIVE:
        return None
    open_ = _is_open(found, clause, begin, stop)
    marked = found.low[stop] in ",;"
    if not listed or found.low[stop] == ";":
        own = _left_out(found, clause, stop, after, end) or _own_subject(
            found, clause, subject, begin, stop, after, end, open_=open_, marked=marked
        )
        if own:
            return own
    if found.low[stop] == ";" or found.low[stop] in _AGAINST or found.low[after - 1] in _AGAINST:
        return None
    chain = shared_subject(found, clause, begin, stop, after, end, open_=open_, marked=marked and not listed)
    return None if chain is None else Joint(stop, after, after, f"{subject} {chain}".strip(), True)


def _that_again(found: Words, clause: Clause, stop: int, after: int) -> tuple[int, int] | None:
    """In "X said that A and that B" return where "X said that" ends, and where B begins."""
    if found.low[after] != "that" or after + 1 >= len(found.low) or found.low[after + 1] in verbs.HELPERS:
        return None
    first = next((at for at in range(clause.deed + 1, stop) if found.low[at] == "that"), None)
    if first is None or first > clause.deed + 6 or any(found.low[at] in ",;" for at in range(clause.deed, first)):
        return None
    return (first, after) if is_noun_start(found, after + 1) or found.low[after + 1].isalpha() else None


def _is_open(found: Words, clause: Clause, begin: int, stop: int) -> bool:
    """Whether a subordinate clause with a verb of its own is still open at a joint."""
    for at in range(begin + 1, stop):
        if found.inside[at] or found.low[at] not in SUBORDINATING:
            continue
        if found.has_finite(at + 1, stop):
            closed = found.low[at - 1] == "," and "," in found.low[at + 1 : stop]
            if not closed:
                return True
    told = is_speech(found, clause.deed) or found.low[begin] in ("said", "says")
    return told and found.has_finite(begin + 1, stop)


def _left_out(found: Words, clause: Clause, stop: int, after: int, end: int) -> Joint | None:
    """Read "22 people were killed and more than 80 wounded in …", where the second helper is left out."""
    chain = found.text(clause.verb, clause.deed)
    if (
        not verbs.is_participle(found.low[clause.deed])
        or not chain
        or found.low[clause.deed - 1] not in verbs.BE | {"been"}
    ):
        return None
    at = after
    while at < end and (found.low[at] in COUNTING or found.is_number(at)):
        at += 1
    if at == after:
        return None
    while (
        at < end and at < after + _SHORT_SUBJECT and found.low[at].endswith(("s", "people")) and found.low[at].isalpha()
    ):
        at += 1
    if at >= end or not verbs.is_participle(found.low[at]) or opens_object(found, at + 1):
        return None
    return Joint(stop, after, at, f"{found.text(after, at)} {chain}", False)


def _own_subject(
    found: Words,
    clause: Clause,
    subject: str,
    begin: int,
    stop: int,
    after: int,
    end: int,
    *,
    open_: bool,
    marked: bool,
) -> Joint | None:
    """Read a clause with a subject of its own behind a joint."""
    plain = is_noun_start(found, after)
    if not (plain or may_be_noun(found, after)) or (open_ and (not marked or is_speech(found, clause.deed))):
        return None
    verb = _verb_behind(found, after, end)
    if verb is None or verb + 1 >= end or not _is_sure(found, verb, marked=marked):
        return None
    known = found.low[verb] in _KNOWN
    if not plain and (found.low[after].endswith("ing") or not known):
        return None
    listed = any(found.low[at] == "," and not found.inside[at] for at in range(begin, stop))
    if not marked or listed:
        safe = found.low[verb] in verbs.HELPERS or found.low[verb] in verbs.ONLY_PAST or opens_object(found, verb + 1)
        if not safe or (
            not marked
            and (verb - after > _SHORT_SUBJECT or is_bare(found, begin, stop) or is_speech(found, clause.deed))
        ):
            return None
    low = found.low[after]
    if open_ and (low in _PERSONAL or low in _OWNING):
        return None
    if low in _PERSONAL or low == "they":
        if low == "they" or not _may_mean(subject, person=_PERSONAL[low]):
            return None
        return Joint(stop, after, after + 1, subject, False)
    if low in _OWNING or low == "their":
        if low == "their" or not _may_mean(subject, person=_OWNING[low]):
            return None
        return Joint(stop, after, after + 1, genitive(subject), False)
    return Joint(stop, after, after, "", False)


def _may_mean(subject: str, *, person: bool) -> bool:
    """Whether a pronoun for a person, or for a thing, can mean the subject."""
    plural = " and " in subject or (subject.split()[-1].endswith("s") and subject[0].islower())
    return not plural and is_somebody(subject) == person


def _verb_behind(found: Words, after: int, end: int) -> int | None:
    for at in range(after + 1, min(end, after + _SUBJECT_REACH)):
        low = found.low[at]
        if found.inside[at]:
            return None
        if found.finite[at] or (is_plural_present(found, at) and opens_object(found, at + 1)):
            return at
        if low in ",;:—–" or low in JOINING or low in SUBORDINATING:
            return None
    return None


def _is_sure(found: Words, verb: int, *, marked: bool) -> bool:
    """Whether a verb behind a joint is finite beyond doubt."""
    low = found.low[verb]
    if low in verbs.HELPERS or low in verbs.ONLY_PAST or opens_object(found, verb + 1):
        return True
    return marked and verbs.is_past(low)
