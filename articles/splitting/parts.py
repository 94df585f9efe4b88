"""Suggest the single facts inside a sentence that asserts several."""

import re

from articles.splitting import nouns
from articles.splitting.lexicon import EVENT, FEATURES, SAYS, VERB
from articles.splitting.model import ClaimPart
from articles.splitting.speech import PRONOUN

_JOINT = re.compile(
    r"(?P<stop>;\s+(?:and\s|but\s)?)|,\s+(?:and|but|while|whereas)\s+(?:(?:then|also|later|has|have)\s+)?|\s(?:and|but)\s+(?:(?:then|also|later)\s+)?"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|can|could|will|would|[a-z]{3,}ed|made|took|gave|went|won|lost|began|led|fell|rose|met|sent|paid|said|told|"
    r"bought|sold|built|left|held|cut|put|saw|got|grew|came|became|found|kept|spent|wrote|[a-z]{3,}[^s\W]s)\b"
)
_VERBS_FIRST = re.compile(r"(?:(?:not|also|never|then|later|[a-z]+ly)\s+)?([a-z]+)\b")
_OBJECT = re.compile(r"(?:the|an?|its?|his|her|their|that|to|in|on|at|by|for|with|from|as|into|over)$|[A-Z\d]")
_SUBORDINATE = re.compile(r"\b(?:where|which|who|that|whose|when|because|if|while|as|to)\b[^,]*$")
_CLAUSE_END = re.compile(r"[,;:.]")
_OPENS = frozenset(("the", "a", "an", "his", "her", "its", "their", "he", "she", "it", "they", "no", "some"))
_NOT_FINITE = frozenset(
    ("and", "including", "being", "been", "be", "having", "called", "based", "led", "united", "given", "taken")
)
_SHORTEST = 60
_LONGEST = 1500
_LEAST_WORDS = 4
_MOST_PARTS = 6


def find_parts(flat: str, start: int, *, reported: bool = False) -> tuple[ClaimPart, ...]:
    """Return the suggested parts of a sentence that starts at `start` in the text, or none where it is one fact.

    In a `reported` sentence ("X said they came and left") a verb behind "and" belongs to nobody for certain.
    """
    if not _SHORTEST < len(flat) < _LONGEST or not _JOINT.search(flat):
        return ()
    spans = _spans(flat, reported=reported)
    if not 1 < len(spans) <= _MOST_PARTS:
        return ()
    subject = nouns.subject(flat)
    if not subject or subject.lower() in PRONOUN:
        return ()
    return tuple(
        ClaimPart(start + a, start + b, _statement(flat[a:b], subject, first=a == spans[0][0])) for a, b in spans
    )


def _spans(flat: str, *, reported: bool) -> list[tuple[int, int]]:
    """Cut at the joints that have a clause with a verb of its own on both sides."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for match in _JOINT.finditer(flat):
        before = flat[begin : match.start()]
        rest = flat[match.end() : match.end() + 160]
        if (
            _may_stand(before)
            and _begins_clause(before, match[0], rest, reported=reported)
            and not _inside(flat, match.start())
        ):
            spans.append((begin, match.start()))
            begin = match.end()
    spans.append((begin, len(flat.rstrip())))
    return spans


def _may_stand(clause: str) -> bool:
    return clause.count(" ") >= _LEAST_WORDS - 1 and _FINITE.search(clause) is not None


def _begins_clause(before: str, joint: str, rest: str, *, reported: bool) -> bool:
    """Whether the words after a joint are a verb, or a subject with its verb close behind."""
    first = _VERBS_FIRST.match(rest)
    if first and rest[:1].islower() and _is_finite(first[1]):
        if reported:
            return False
        after = rest[first.end() : first.end() + 30].split()
        sure = (
            not first[1].endswith("ed")
            or FEATURES.get(first[1], 0) & (VERB | EVENT)
            or (after and _OBJECT.match(after[0]))
        )
        return bool(sure) and len(after) > 1 and not _SUBORDINATE.search(before)
    return joint[0] in ",;" and _has_subject(rest)


def _has_subject(rest: str) -> bool:
    words = _CLAUSE_END.split(rest, maxsplit=1)[0].split()
    verb = next((at for at, word in enumerate(words[:8]) if at and _is_finite(word)), 0)
    opens = bool(words) and (words[0][0].isupper() or words[0].lower() in _OPENS)
    return opens and 0 < verb < len(words) - 1 and not any(w in ("that", "which", "who", "of") for w in words[1:verb])


def _is_finite(word: str) -> bool:
    low = word.lower()
    if low in _NOT_FINITE:
        return False
    bits = FEATURES.get(low, 0)
    return (
        bool(bits & (VERB | EVENT))
        or (bool(bits & SAYS) and low.endswith(("ed", "id", "ote")))
        or (low.endswith("ed") and len(low) > 4 and "-" not in low)
    )


def _inside(flat: str, at: int) -> bool:
    """Whether a joint stands inside quotation marks or brackets."""
    before = flat[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("(") > before.count(")")


def _statement(clause: str, subject: str, *, first: bool) -> str:
    """Return a clause as a sentence of its own, its subject named."""
    words = " ".join(clause.split()).strip(" ,;")
    if not first:
        head = words.split(" ", 1)
        if head[0].lower() in ("he", "she", "it", "they") and len(head) > 1:
            words = f"{subject} {head[1]}"
        elif words[:1].islower() and (verb := _VERBS_FIRST.match(words)) and _is_finite(verb[1]):
            words = f"{subject} {words}"
    words = words[:1].upper() + words[1:]
    return words if words[-1:] in '.!?”"' else f"{words}."
