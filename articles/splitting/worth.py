"""How much a sentence deserves checking, from named features with a small table of weights."""

from functools import cache
from math import exp

from articles.splitting import lexicon as lex
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.terms import QuoteKind, Reason

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
_YEAR = regex(r"\b(?:1[6-9]|20)\d\d\b")
_FIGURE = regex(
    r"\d[\d,.]*\s?(?:%|percent|per cent|million|billion|trillion|thousand)|[$£€]\s?\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+\b"
)
_PROPER = regex(r"\b[A-Z][a-z]+|\b[A-Z]{2,}\b")
_LINKED = (
    (lex.HARM, Reason.TELLS_HARM),
    (lex.WRONG, Reason.ALLEGES_WRONG),
    (lex.CAUSE, Reason.ALLEGES_CAUSE),
    (lex.COMPARE, Reason.COMPARES),
    (lex.EXTREME, Reason.SAYS_MOST),
)


def weigh(sentence: Sentence) -> tuple[float, tuple[Reason, ...]]:
    """Return the check-worthiness and the reasons for it, weightiest first."""
    weight, reasons = _ranked(tuple(_reasons(sentence)))
    score = BIAS + weight + min(len(sentence.words), MOST_WORDS) * A_WORD
    if sentence.features & lex.HEDGE:
        score += HEDGED
    if sentence.features & lex.FIRST:
        score += FIRST_PERSON
    return round(1 / (1 + exp(-score)), 3), reasons


@cache
def _ranked(reasons: tuple[Reason, ...]) -> tuple[float, tuple[Reason, ...]]:
    """Return the reasons' weight together, and themselves, weightiest first (few sets of reasons ever occur)."""
    ranked = sorted(reasons, key=lambda reason: -WEIGHTS[reason])
    return sum(WEIGHTS[reason] for reason in reasons), tuple(ranked)


def _reasons(sentence: Sentence) -> list[Reason]:
    flat, found = sentence.flat, sentence.features
    reasons = [reason for bit, reason in _LINKED if found & bit]
    if found & lex.OFFICIAL and found & (lex.DEED | lex.EVENT | lex.SAYS | lex.HARM | lex.WRONG):
        reasons.append(Reason.NAMES_ACTOR)
    if sentence.has_digit or found & lex.NUMBER:
        dates = len(_YEAR.findall(flat)) if sentence.has_digit else 0
        if found & lex.NUMBER or len(_FIGURE.findall(flat)) > dates:
            reasons.append(Reason.GIVES_FIGURE)
        if dates or found & lex.TIME:
            reasons.append(Reason.GIVES_DATE)
    elif found & lex.TIME:
        reasons.append(Reason.GIVES_DATE)
    if sentence.quote is QuoteKind.DIRECT or sentence.speaker:
        reasons.append(Reason.QUOTES_DOCUMENT if found & lex.DOCUMENT else Reason.QUOTES_SPEAKER)
    if found & (lex.EVENT | lex.HARM):
        reasons.append(Reason.STATES_EVENT)
    elif not reasons:
        reasons.append(Reason.STATES_PRESENT)
    return reasons
