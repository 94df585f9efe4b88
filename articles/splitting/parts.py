"""Suggest the single facts inside a sentence that asserts several."""

from typing import NamedTuple

from articles.splitting import asides, joints
from articles.splitting.alone import can_stand, is_indefinite
from articles.splitting.clauses import Clause, find_clause, find_tail
from articles.splitting.lists import find_items
from articles.splitting.model import ClaimPart
from articles.splitting.patterns import regex
from articles.splitting.tokens import HEDGES, Words, genitive, read_words
from articles.splitting.verbs import BE
from articles.splitting.wordlist import words

_JOINED = regex(r"\s(?:and|but)\s", cues=("and", "but"))
_CONDITIONAL = words("if unless provided either neither assuming otherwise")
_PERSONAL = words("he she it they")
_NAMELESS = words("i we you there this that these those who what which it's he's she's they're we're let here")
_OWNERS = words("his her its their")
_UNNAMED = _PERSONAL | _NAMELESS | _OWNERS
_GRANTING = words("while although though whereas")
_HAS_DATE = regex(
    r"\d{4}|\b(?:[A-Z][a-z]+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_SHORTEST = 40
_LONGEST = 1200
_MOST_WORDS = 120
_MOST_PARTS = 7
_LEAST_WORDS = 3
_PLACING = words("in on at by during since under between from until within across throughout outside")
_SHORT_LEAD = 6
_DATELINE = 16


class _Piece(NamedTuple):
    """A suggested part while it is made: its words from `first` up to `last`, and its statement without a full stop."""

    first: int
    last: int
    statement: str


def find_parts(flat: str, start: int, *, topic: str = "") -> tuple[ClaimPart, ...]:
    """Return the suggested parts of a sentence that starts at `start` in the text, or none where it is one fact.

    `topic` is whom "he", "she" or "it" at the sentence's beginning means, "" where that is not certain. A sentence with
    a condition stays whole, since no part could be true without it.
    """
    if not _SHORTEST < len(flat) < _LONGEST or not _may_hold(flat) or flat.rstrip().endswith(":"):
        return ()
    found = read_words(flat)
    if len(found.low) > _MOST_WORDS or not _CONDITIONAL.isdisjoint(found.low) or " only when " in flat:
        return ()
    end = find_tail(found)
    begin = _past_source(found)
    clause = find_clause(found, begin, end)
    subject = _named(found, clause, topic) if clause else ""
    pieces = _pieces(found, clause, subject, end) if clause and subject else []
    pieces = _with_concession(found, clause, pieces) if clause and pieces else pieces
    if len(pieces) < 2:
        pieces = _last_resort(found, begin, end)
    if not 1 < len(pieces) <= _MOST_PARTS or any(len(piece.statement.split()) < _LEAST_WORDS for piece in pieces):
        return ()
    source = found.text(0, begin) if found.low[0] == "according" else ""
    tail = found.text(end, len(found.low)).rstrip(" .")
    statements = [_finish(source, piece.statement, tail) for piece in pieces]
    if not can_stand(statements):
        return ()
    return tuple(
        ClaimPart(start + found.start(piece.first), start + found.end(piece.last - 1), statement)
        for piece, statement in zip(pieces, statements, strict=True)
    )


def _may_hold(flat: str) -> bool:
    """Whether a sentence has anything at which it could be taken apart."""
    return "," in flat or " and " in flat or ";" in flat or _JOINED.search(flat) is not None


def _past_source(found: Words) -> int:
    """Return where the words begin behind "According to X," or behind a dateline."""
    if found.flat[:2].isupper():
        dash = next((at for at, low in enumerate(found.low[:_DATELINE]) if low in ("–", "—", "-", "--", "_")), -1)
        if dash > 0:
            return dash + 1
    if found.low[:2] != ["according", "to"]:
        return 0
    comma = next((at for at, low in enumerate(found.low[:20]) if low == ","), -1)
    return comma + 1


def _named(found: Words, clause: Clause, topic: str) -> str:
    """Return the subject as parts name it, or ""."""
    subject = found.text(*clause.subject)
    low = subject.lower()
    if low in _PERSONAL:
        return "" if low == "it" and clause.verb == clause.deed and found.low[clause.verb] in BE else topic
    head = found.low[clause.subject[0]]
    if head in _NAMELESS or low.split()[-1] in ("it", "he", "she", "they"):
        return ""
    owner = {"his": 1, "her": 1, "its": 1, "their": 1}.get(head, 0)
    if owner:
        return f"{genitive(topic)} {found.text(clause.subject[0] + 1, clause.subject[1])}" if topic else ""
    return subject


def _pieces(found: Words, clause: Clause, subject: str, end: int) -> list[_Piece]:
    """Cut the words up to `end` at their joints, lift out asides, and tell lists apart."""
    aside = asides.read_aside(found, clause, subject)
    if aside is None:
        return []
    subject = (asides.named(found, clause) if aside else "") or subject
    cuts = joints.find_joints(found, clause, subject, end)
    if is_indefinite(subject) and any(cut.shares for cut in cuts):
        return []
    alone = not cuts and not aside and found.low[clause.lead[0]] not in _GRANTING
    pieces = [_Piece(clause.subject[0], clause.aside[1], aside)] if aside else []
    first = _begin(clause, aside)
    pieces += _first_pieces(found, clause, subject, cuts[0].end if cuts else end, first=first, alone=alone)
    carried = _carried_lead(found, clause) if cuts else ""
    for cut, last in zip(cuts, [*(cut.end for cut in cuts[1:]), end], strict=False):
        pieces += _next_pieces(found, cut, last, carried)
    return pieces


def _begin(clause: Clause, aside: str) -> int:
    """Return the first own word of the first clause: its verb, where the aside before it is a part already."""
    return clause.verb if aside else clause.lead[0]


def _first_pieces(found: Words, clause: Clause, subject: str, stop: int, *, first: int, alone: bool) -> list[_Piece]:
    """Return the first clause, what a list in it tells one by one, and what hangs on behind it.

    Where it stands `alone` it is no part unless there is more to it than one fact.
    """
    results = asides.read_results(found, clause, subject, stop)
    until = results[0].first - 1 if results else stop
    trail = asides.read_trailing(found, clause.deed, until)
    told = trail.first - 1 if trail else until
    items = find_items(found, clause, told)
    if alone and not (items or trail or results):
        return []
    gap = clause.verb if clause.aside[0] < clause.aside[1] else clause.subject[1]
    head = f"{found.text(*clause.lead)} {subject}"
    before = found.text(gap, items[0][0]) if items else ""
    spans = items or [(gap, told)]
    pieces = [
        _Piece(begin if at else first, last, f"{head} {before} {found.text(begin, last)}")
        for at, (begin, last) in enumerate(spans)
    ]
    if trail:
        pieces.append(_Piece(trail.first, until, trail.statement))
    ends = [*(result.first - 1 for result in results[1:]), stop]
    return pieces + [_Piece(result.first, last, result.statement) for result, last in zip(results, ends, strict=False)]


def _next_pieces(found: Words, cut: joints.Joint, last: int, carried: str) -> list[_Piece]:
    """Return the clause behind a joint, and a relative clause that closes it."""
    trail = asides.read_trailing(found, cut.start, last)
    told = trail.first - 1 if trail else last
    words_ = found.text(cut.start, told)
    statement = f"{cut.head} {words_}".strip()
    if carried and not _HAS_DATE.search(words_):
        statement = (
            f"{carried} {statement[:1].lower() if statement.startswith('The ') else statement[:1]}{statement[1:]}"
        )
    pieces = [_Piece(cut.first, told, statement)]
    return [*pieces, _Piece(trail.first, last, trail.statement)] if trail else pieces


def _with_concession(found: Words, clause: Clause, pieces: list[_Piece]) -> list[_Piece]:
    """Lift out the fact that "While …," or "Although …," grants before the main clause."""
    first, last = clause.lead
    if last - first < _LEAST_WORDS or found.low[first] not in _GRANTING or found.low[last - 1] != ",":
        return pieces
    granted = find_clause(found, first + 1, last - 1)
    if not granted or granted.subject[0] != first + 1 or not _named(found, granted, "") or pieces[0].first != first:
        return pieces
    lead = found.text(first, last)
    main = _Piece(last, pieces[0].last, pieces[0].statement.removeprefix(lead))
    return [_Piece(first + 1, last - 1, found.text(first + 1, last - 1)), main, *pieces[1:]]


def _last_resort(found: Words, begin: int, end: int) -> list[_Piece]:
    """Part a closing ", which was built in 1957" from a sentence that is not plain otherwise."""
    if begin >= end or found.low[begin] in _UNNAMED or not found.low[begin][0].isalpha():
        return []
    verb = found.finite.index(True, begin + 1, end) if found.has_finite(begin + 1, end) else end
    trail = asides.read_trailing(found, verb, end) if verb < end else None
    if not trail:
        return []
    return [
        _Piece(begin, trail.first - 1, found.text(begin, trail.first - 1)),
        _Piece(trail.first, end, trail.statement),
    ]


def _carried_lead(found: Words, clause: Clause) -> str:
    """Return a short opening such as "In 1961" or "Allegedly,", which holds for all that follows."""
    first, last = clause.lead
    while first < last and found.low[first] in ("but", "and", "yet"):
        first += 1
    comma = next((at for at in range(first, last) if found.low[at] == ","), last)
    relative = comma + 1 < last and found.low[comma + 1] in ("which", "where")
    told = found.text(first, comma + 1 if relative else last)
    placed = found.low[first : first + 1] and found.low[first] in _PLACING and comma - first <= _SHORT_LEAD
    hedged = last - first <= _SHORT_LEAD and not HEDGES.isdisjoint(found.low[first:last])
    return told if placed or hedged else ""


def _finish(source: str, statement: str, tail: str) -> str:
    """Return words as a sentence with the source of the whole sentence named again."""
    words_ = " ".join(statement.split()).strip(" ,;")
    for joining in ("But ", "And ", "Yet "):
        words_ = words_.removeprefix(joining)
    if source:
        words_ = f"{source} {words_}"
    if tail:
        words_ = f"{words_}{tail if tail.startswith(',') else f', {tail}'}"
    words_ = words_[:1].upper() + words_[1:]
    return words_ if words_.rstrip('”"')[-1:] in (".", "!", "?") else f"{words_}."
