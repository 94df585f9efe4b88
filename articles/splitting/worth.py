"""How much a sentence deserves checking, from named features with a small table of weights."""

from functools import lru_cache
from math import exp

from articles.splitting import lexicon as lex
from articles.splitting.members import DIRECT
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.terms import Reason

# Fitted on the ClaimBuster statements by tests/bench/fit_worth.py, then moved towards what two fact-checkers would pick
# first in news articles: who is said to have done what counts for more than in a debate, a date or a speaker for less.
BIAS = -1.6
WEIGHTS: dict[Reason, float] = {
    Reason.NAMES_ACTOR: 0.9,
    Reason.GIVES_FIGURE: 1.2,
    Reason.GIVES_DATE: 0.0,
    Reason.ALLEGES_CAUSE: 0.6,
    Reason.ALLEGES_WRONG: 0.8,
    Reason.QUOTES_DOCUMENT: 0.9,
    Reason.QUOTES_SPEAKER: -0.05,
    Reason.COMPARES: 0.3,
    Reason.STATES_EVENT: 0.3,
    Reason.STATES_PRESENT: -0.3,
    Reason.TELLS_HARM: 0.3,
    Reason.SAYS_MOST: 0.05,
}
A_WORD = 0.02
MOST_WORDS = 40
HEDGED = -0.2
FIRST_PERSON = -0.5
# These begin with one class of characters and look back from there, so that a search can skip to the next of them.
_YEAR = regex(r"[12](?<!\w.)(?:(?<=1)[6-9]|(?<=2)0)\d\d\b")
_FIGURE = regex(
    r"[\d$£€](?:(?<=\d)[\d,.]*\s?(?:%|percent|per cent|million|billion|trillion|thousand)|(?<=[$£€])\s?\d|"
    r"(?<=\d)(?<!\w.)\d{0,2}(?:,\d{3})+\b|(?<=\d)(?<!\w.)\d*\b)"
)
_PROPER = regex(r"\b[A-Z][a-z]+|\b[A-Z]{2,}\b")
_LINKED = (
    (lex.HARM, Reason.TELLS_HARM),
    (lex.WRONG, Reason.ALLEGES_WRONG),
    (lex.CAUSE, Reason.ALLEGES_CAUSE),
    (lex.COMPARE, Reason.COMPARES),
    (lex.EXTREME, Reason.SAYS_MOST),
)
_ACTS = lex.DEED | lex.EVENT | lex.SAYS | lex.HARM | lex.WRONG
_WEIGHED = _ACTS | lex.CAUSE | lex.COMPARE | lex.EXTREME | lex.OFFICIAL | lex.DOCUMENT


def weigh(sentence: Sentence) -> tuple[float, tuple[Reason, ...]]:
    """Return the check-worthiness and the reasons for it, weightiest first."""
    quoted = sentence.quote is DIRECT or sentence.speaker != ""
    weight, reasons = _ranked(sentence.features & _WEIGHED, *_counts(sentence), quoted)
    score = BIAS + weight + min(len(sentence.words), MOST_WORDS) * A_WORD
    if sentence.features & lex.HEDGE:
        score += HEDGED
    if sentence.features & lex.FIRST:
        score += FIRST_PERSON
    return round(1 / (1 + exp(-score)), 3), reasons


def _counts(sentence: Sentence) -> tuple[bool, bool]:
    """Return whether a sentence gives a figure, and whether it gives a date; a year is no figure."""
    numbers, times = bool(sentence.features & lex.NUMBER), bool(sentence.features & lex.TIME)
    if not sentence.has_digit:
        return numbers, times
    flat = sentence.flat[sentence.label :]
    years = len(_YEAR.findall(flat))
    if not years:
        return numbers or _FIGURE.search(flat) is not None, times
    return numbers or len(_FIGURE.findall(flat)) > years, True


@lru_cache(maxsize=4_000)
def _ranked(found: int, figure: bool, dated: bool, quoted: bool) -> tuple[float, tuple[Reason, ...]]:
    """Return the reasons' weight together, and themselves, weightiest first (few sets of reasons ever occur)."""
    reasons = _reasons(found, figure, dated, quoted=quoted)
    ranked = sorted(reasons, key=lambda reason: -WEIGHTS[reason])
    return sum(WEIGHTS[reason] for reason in reasons), tuple(ranked)


def _reasons(found: int, figure: bool, dated: bool, *, quoted: bool) -> list[Reason]:
    reasons = [reason for bit, reason in _LINKED if found & bit]
    if found & lex.OFFICIAL and found & _ACTS:
        reasons.append(Reason.NAMES_ACTOR)
    if figure:
        reasons.append(Reason.GIVES_FIGURE)
    if dated:
        reasons.append(Reason.GIVES_DATE)
    if quoted:
        reasons.append(Reason.QUOTES_DOCUMENT if found & lex.DOCUMENT else Reason.QUOTES_SPEAKER)
    if found & (lex.EVENT | lex.HARM):
        reasons.append(Reason.STATES_EVENT)
    elif not reasons:
        reasons.append(Reason.STATES_PRESENT)
    return reasons
