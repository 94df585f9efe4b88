"""Verbs that share the subject, and perhaps the helping verbs, of the clause before them."""

from articles.splitting import verbs
from articles.splitting.clauses import Clause
from articles.splitting.tokens import ADVERBS, ARTICLES, HEDGES, PREPOSITIONS, Words, may_be_noun, opens_object
from articles.splitting.wordlist import words

_NOWADAYS = words("now still today")
_NO_NOUNS = words(
    """
    includes contains provides employs produces becomes remains owns makes takes gives gets keeps goes comes receives
    requires allows continues expects operates sells buys earns attracts carries lives publishes offers says
    """
)
JOINING = frozenset(("and", "but", "yet"))
_TELLING = verbs.HELPERS | verbs.ONLY_PAST
_ONLY_BASE = verbs.BASE - verbs.PAST


def shared_subject(
    found: Words, clause: Clause, begin: int, stop: int, after: int, end: int, *, open_: bool, marked: bool
) -> str | None:
    """Return the helping verbs that a verb without a subject shares with the first ("" for none), or None."""
    at = after
    while at < end - 1 and (
        found.low[at] in ADVERBS or (found.low[at].endswith("ly") and found.low[at] not in verbs.BASE)
    ):
        at += 1
    low = found.low[at]
    if found.inside[at] or found.is_upper(at) or at + 1 >= end or stop - begin < 1:
        return None
    bare = is_bare(found, begin, stop)
    hedge = " ".join(found.low[i] for i in range(clause.verb - 1, clause.deed) if found.low[i] in HEDGES)
    if open_ or _tells_between(found, begin, stop):
        return None
    if low in verbs.HELPERS:
        return None if bare and low not in verbs.HELPERS else hedge
    chain = found.text(clause.verb, clause.deed)
    simple = not chain
    if found.low[clause.deed].endswith("ing") and chain:
        return chain if low.endswith("ing") and verbs.past_of(low) and not bare else None
    if low in verbs.BASE and any(
        a == "to" and b in verbs.BASE for a, b in zip(found.low[begin:stop], found.low[begin + 1 : stop], strict=False)
    ):
        return (
            _behind_to(found, clause, begin, stop)
            if opens_object(found, at + 1) or may_be_noun(found, at + 1)
            else None
        )
    if verbs.is_past(low) and simple and (verbs.is_past(found.low[clause.deed])):
        sure = low in verbs.ONLY_PAST or opens_object(found, at + 1) or not _has_participle(found, begin, stop)
        return hedge if sure and not bare and found.low[at + 1] not in JOINING | {","} else None
    if verbs.is_participle(low) and chain:
        return _behind_chain(found, clause, begin, stop, at, chain, bare=bare)
    if low in verbs.ONLY_PAST and found.low[clause.verb] in ("had", "was", "were"):
        return hedge
    if low in verbs.THIRD and verbs.is_past(found.low[clause.verb]) and not _NOWADAYS.isdisjoint(found.low[after:at]):
        return hedge if opens_object(found, at + 1) or found.low[at + 1] in PREPOSITIONS else None
    if low in verbs.THIRD and (found.low[clause.verb] in verbs.THIRD):
        noun = found.low[stop - 1].endswith("s") and not found.is_upper(stop - 1)
        plain = opens_object(found, at + 1) or low in _NO_NOUNS or (found.low[at + 1] in PREPOSITIONS and not noun)
        return hedge if plain and not bare else None
    if low in verbs.BASE and clause.verb == clause.deed and found.low[clause.verb] in _ONLY_BASE:
        return hedge if opens_object(found, at + 1) and not bare else None
    if low in verbs.BASE and opens_object(found, at + 1):
        return _behind_to(found, clause, begin, stop)
    return None


def _tells_between(found: Words, begin: int, stop: int) -> bool:
    """Whether another clause was begun since the last joint, so that nobody knows whose the next verb is."""
    return any(
        found.low[at] in _TELLING and not found.inside[at] and not found.is_upper(at) for at in range(begin + 1, stop)
    )


def _has_participle(found: Words, begin: int, stop: int) -> bool:
    return any(
        verbs.is_participle(found.low[at]) and found.low[at - 1] not in ARTICLES and not found.inside[at]
        for at in range(begin + 1, stop)
    )


def _behind_chain(
    found: Words, clause: Clause, begin: int, stop: int, at: int, chain: str, *, bare: bool
) -> str | None:
    """Read a verb in -ed behind "was", "has" or "has been": the next deed, or the next thing done."""
    low, helper = found.low[at], found.low[clause.deed - 1]
    past = found.low[clause.verb] in ("was", "were", "had") and verbs.is_past(low)
    passive = helper in verbs.BE | {"been", "be"}
    if not verbs.is_participle(found.low[clause.deed]):
        return "" if past and not _has_participle(found, begin, stop) else None
    if passive and (low in verbs.WITHOUT_OBJECT or opens_object(found, at + 1)):
        return "" if past and verbs.is_past(low) and not bare else None
    if bare and found.low[at + 1] == "by":
        return None
    if "not" in chain or "never" in chain:
        return None
    if not passive and bare:
        return None
    if _has_participle(found, begin, stop) and not opens_object(found, at + 1):
        return None
    return chain


def _behind_to(found: Words, clause: Clause, begin: int, stop: int) -> str | None:
    """Return what a bare verb hangs on: "will", or "plans to"."""
    tos = [at for at in range(begin, stop - 1) if found.low[at] == "to" and found.low[at + 1] in verbs.BASE]
    chain = found.text(clause.verb, clause.deed)
    if not {"not", "never", "cannot"}.isdisjoint(found.low[clause.verb : stop]):
        return None
    if found.low[clause.verb] in verbs.MODAL and found.low[clause.deed] in verbs.BASE:
        return None if tos or stop - begin < 2 else chain
    if len(tos) != 1 or begin != clause.deed or stop - tos[0] < 3:
        return None
    if any(found.low[at] in ",;" for at in range(clause.verb, tos[0])):
        return None
    return found.text(clause.verb, tos[0] + 1)


def is_bare(found: Words, begin: int, stop: int) -> bool:
    """Whether a verb that needs an object stands right before a joint, and shares the one behind it."""
    return stop - begin < 2 and found.low[begin] not in verbs.WITHOUT_OBJECT
