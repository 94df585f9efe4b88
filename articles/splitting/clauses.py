"""The first clause of a sentence: its lead, its subject and its verbs, and who is said to have told it."""

from typing import NamedTuple

from articles.splitting import verbs
from articles.splitting.tokens import (
    ADVERBS,
    ARTICLES,
    HEDGES,
    PREPOSITIONS,
    SUBORDINATING,
    Words,
    is_noun_start,
    is_plural_present,
    may_be_noun,
)
from articles.splitting.wordlist import words

_LEADING = PREPOSITIONS | words(
    """
    when while although though because given having being following according last next this earlier meanwhile however
    still now then here there once such even far just so also today yesterday tomorrow tonight instead thus if unless
    like unlike only both either neither not what how why where who which whether let all image
    """
)
_WHICH = words("who which where whose whom")
_DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MONTHS = words(
    "January February March April May June July August September October November December Jan Feb Aug Sept Oct Nov Dec"
)
_MARKS = frozenset(",;:—–")
_ENDING_CLAUSE = SUBORDINATING | {",", ";", "and"}
_LONGEST_SUBJECT = 14
_LONGEST_LEAD = 30
_LONGEST_ASIDE = 24
_NO_SUBJECT = SUBORDINATING - {"than", "as", "after", "before", "since"} | {"to"}
_MOST_COMMAS = 6
_ONLY_PLACING = PREPOSITIONS - SUBORDINATING
_TELLING = verbs.HELPERS | verbs.ONLY_PAST
_DATING = _DAYS | _MONTHS
_PASSING = ADVERBS | HEDGES
_CHAINING = verbs.HELPERS | {"be", "been", "being"} | _PASSING
_BEING = verbs.BE | {"been", "be"}
_NO_SPEAKER = SUBORDINATING | {"and", "but"}
_SAYING = words("said says told wrote reported added warned announced argued claimed showed shows heard")


class Clause(NamedTuple):
    """Where a clause has its lead, its subject, the aside behind it (first = last where there is none) and its verbs.

    `verb` is the first finite word, `deed` the verb with the meaning ("has been sold": verb "has", deed "sold").
    """

    lead: tuple[int, int]
    subject: tuple[int, int]
    aside: tuple[int, int]
    verb: int
    deed: int


def find_clause(found: Words, begin: int, end: int) -> Clause | None:
    """Return the first clause of a sentence, or None where its subject and verb are not plain."""
    first = _past_lead(found, begin, end)
    for _ in range(_MOST_COMMAS):
        if first is None:
            return None
        clause = _clause_at(found, begin, first, end)
        if clause or first == begin:
            return clause
        comma = _next_comma(found, first, min(end, begin + 2 * _LONGEST_LEAD))
        first = comma + 1 if comma else None
    return None


def _clause_at(found: Words, begin: int, first: int, end: int) -> Clause | None:
    """Return the clause whose subject begins at `first`."""
    if first >= end or not (found.low[first][0].isalnum() or found.low[first] in '“"'):
        return None
    if first > begin and not is_noun_start(found, first) and not may_be_noun(found, first):
        return None
    stop = first
    low = found.low
    while stop < end and low[stop] not in _MARKS and not found.finite[stop]:
        bare = low[stop] in verbs.BASE and stop > first and is_plural_present(found, stop)
        if bare and not _finite_before_joint(found, stop + 1, end):
            return Clause((begin, first), (first, stop), (stop, stop), stop, stop)
        stop += 1
    aside = (stop, stop)
    if stop < end and found.low[stop] == ",":
        close = _end_of_aside(found, stop + 1, end)
        if close is None:
            return None
        aside, stop = (stop + 1, close), close + 1
    if found.inside[first] and found.low[first] not in '“"':
        return None
    subject = (first, _without_adverbs(found, first, aside[0] - 1 if aside[0] < aside[1] else stop))
    subject = (first, _without_time(found, *subject))
    verb = _first_verb(found, stop, end, bare=aside[0] == aside[1])
    if verb is None or not 0 < subject[1] - subject[0] <= _LONGEST_SUBJECT:
        return None
    if not _NO_SUBJECT.isdisjoint(low[first + 1 : subject[1]]):
        return None
    if verb != stop and aside[0] == aside[1]:
        subject = (first, _without_adverbs(found, first, verb))
    return Clause((begin, first), subject, aside, verb, _deed(found, verb, end))


def _past_lead(found: Words, begin: int, end: int) -> int | None:
    """Return where the subject begins, past an opening adverbial."""
    at = begin
    while at < end and found.low[at] in ("but", "and", "yet"):
        at += 1
    if at >= end:
        return None
    low = found.low[at]
    leads = low in _LEADING or (
        low.endswith(("ly", "ing", "ed")) and len(low) > 4 and _comma_comes_first(found, at, end)
    )
    if not leads or (
        low in ("all", "both", "this", "over", "about", "around", "up") and not _has_lead_comma(found, at)
    ):
        return at
    undivided = _short_date(found, at, end)
    if undivided:
        return undivided
    comma = _next_comma(found, at, min(end, at + _LONGEST_LEAD))
    if comma and low in _ONLY_PLACING and _tells_already(found, at, comma):
        return None
    while comma and comma + 1 < end and (found.low[comma + 1] in _WHICH or _is_bit_of_date(found, comma + 1)):
        comma = _next_comma(found, comma + 1, min(end, at + 2 * _LONGEST_LEAD))
    return comma + 1 if comma else None


def _tells_already(found: Words, at: int, comma: int) -> bool:
    """Whether "Within a year the practice had crossed the ocean," tells something before its comma."""
    verb = next((i for i in range(at, comma) if found.low[i] in _TELLING), comma)
    return verb < comma and SUBORDINATING.isdisjoint(found.low[at:verb])


def _comma_comes_first(found: Words, at: int, end: int) -> bool:
    """Whether a comma stands before the first finite verb: "Speaking in Oslo, she said"."""
    while at < end and found.low[at] != ",":
        at += 1
        if at < end and found.finite[at]:
            return False
    return at < end


def _has_lead_comma(found: Words, at: int) -> bool:
    return "," in found.low[at : at + 4]


def _is_bit_of_date(found: Words, at: int) -> bool:
    return found.is_number(at) and at + 1 < len(found.low) and found.low[at + 1] == ","


def _short_date(found: Words, at: int, end: int) -> int | None:
    """Return where "In 1961 she joined" or "On Friday the …" goes on."""
    if found.low[at] not in ("in", "on", "by", "since") or at + 2 >= end:
        return None
    named = found.raw[at + 1]
    if not (named.isdigit() or named in _DAYS or named.rstrip(".") in _MONTHS):
        return None
    after = at + 2
    while after < end and found.is_number(after):
        after += 1
    return after if after < end and found.low[after] != "," and is_noun_start(found, after) else None


def _next_comma(found: Words, at: int, end: int) -> int | None:
    return next((i for i in range(at, end) if found.low[i] == "," and not found.inside[i]), None)


def _end_of_aside(found: Words, at: int, end: int) -> int | None:
    """Return the comma that closes an aside behind a subject; an aside of several bits ends at the last."""
    close = _next_comma(found, at, min(end, at + _LONGEST_ASIDE))
    while close is not None and close + 1 < end and not _goes_on(found, close + 1):
        close = _next_comma(found, close + 1, min(end, at + _LONGEST_ASIDE))
    return close


def _goes_on(found: Words, at: int) -> bool:
    """Whether the main verb follows, adverbs aside."""
    while at < len(found.low) - 1 and (found.low[at] in ADVERBS or found.low[at].endswith("ly")):
        at += 1
    return found.finite[at]


def _finite_before_joint(found: Words, at: int, end: int) -> bool:
    """Whether a finite verb comes before the next mark, conjunction or subordinate clause."""
    while at < end and found.low[at] not in _ENDING_CLAUSE:
        if found.finite[at]:
            return True
        at += 1
    return False


def _without_adverbs(found: Words, first: int, last: int) -> int:
    while last - 1 > first and (
        found.low[last - 1] in ADVERBS
        or (found.low[last - 1].endswith("ly") and not found.is_upper(last - 1))
        or found.low[last - 1] == ","
    ):
        last -= 1
    return last


def _without_time(found: Words, first: int, last: int) -> int:
    """Leave out "on 12 April" and "at first" behind a subject."""
    for at in range(max(first + 1, last - 4), last):
        low = found.low[at]
        if low == "on" and at + 1 < last and _is_bit_of_time(found, at + 1):
            return at
        if low == "at" and found.low[at + 1 : at + 2] in (["first"], ["least"]):
            return at
    return last


def _is_bit_of_time(found: Words, at: int) -> bool:
    return found.is_number(at) or found.raw[at].rstrip(".,") in _DATING


def _first_verb(found: Words, at: int, end: int, *, bare: bool) -> int | None:
    """Return the main verb; "the man charged with murder appeared" has it behind a participle."""
    while at < end and not found.finite[at]:
        if found.low[at] in _MARKS and not found.inside[at]:
            return None
        at += 1
    if at >= end:
        return None
    word = found.low[at]
    reduced = bare and verbs.is_participle(word) and at + 1 < end and found.low[at + 1] in PREPOSITIONS
    if reduced:
        later = at + 1
        while later < end and found.low[later] not in _ENDING_CLAUSE:
            if found.finite[later]:
                return later
            later += 1
    return at


def _deed(found: Words, verb: int, end: int) -> int:
    """Return the last verb of a chain such as "has been sold"."""
    at = deed = verb
    while at < end and found.low[at] in _CHAINING:
        deed = at if found.low[at] not in _PASSING else deed
        at += 1
    while at < end and found.low[at].endswith("ly"):
        at += 1
    chained = (
        at < end
        and verb != at
        and (
            verbs.is_participle(found.low[at])
            or found.low[at] in verbs.BASE
            or (found.low[at].endswith("ing") and found.low[deed] in _BEING)
        )
    )
    return at if chained else deed


def find_tail(found: Words) -> int:
    """Return where a closing ", officials said on Monday" begins, or the number of words."""
    last = len(found.low)
    if "," not in found.low[-16:]:
        return last
    comma = next((i for i in range(last - 1, max(0, last - 16), -1) if found.low[i] == "," and not found.inside[i]), 0)
    if not comma or comma + 2 > last - 1:
        return last
    if found.low[comma + 1] == "according":
        return comma
    saying = next((i for i in range(comma + 1, last) if found.low[i] in _SAYING), 0)
    if not saying or saying > comma + 8:
        return last
    behind = saying == comma + 1 and (found.is_upper(saying + 1) or found.low[saying + 1] in ARTICLES)
    named = behind or (
        saying > comma + 1 and not (found.has_finite(comma + 1, saying) or "and" in found.low[comma + 1 : saying])
    )
    plain = found.low[comma + 1] not in _NO_SPEAKER
    return comma if named and plain and not _tells_on(found, saying + 1) else last


def _tells_on(found: Words, at: int) -> bool:
    return found.has_finite(at, len(found.low)) or "that" in found.low[at:]
