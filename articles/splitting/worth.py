"""How much a sentence deserves checking, from named features with a small table of weights."""

import re
from math import exp

from articles.splitting import lexicon as lex
from articles.splitting.sentence import Sentence
from articles.terms import QuoteKind, Reason

BIAS = -1.6
WEIGHTS: dict[Reason, float] = {
    Reason.NAMES_ACTOR: 0.5,
    Reason.GIVES_FIGURE: 1.2,
    Reason.GIVES_DATE: 0.2,
    Reason.ALLEGES_CAUSE: 0.4,
    Reason.ALLEGES_WRONG: 0.8,
    Reason.QUOTES_DOCUMENT: 0.9,
    Reason.QUOTES_SPEAKER: 0.2,
    Reason.COMPARES: 0.4,
    Reason.STATES_EVENT: 0.3,
    Reason.STATES_PRESENT: 0.0,
    Reason.TELLS_HARM: 0.5,
    Reason.SAYS_MOST: 0.2,
}
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_FIGURE = re.compile(
    r"\d[\d,.]*\s?(?:%|percent|per cent|million|billion|trillion|thousand)|[$£€]\s?\d|\b\d{1,3}(?:,\d{3})+\b|\b\d+\b"
)
_PROPER = re.compile(r"\b[A-Z][a-z]+|\b[A-Z]{2,}\b")
_LINKED = (
    (lex.HARM, Reason.TELLS_HARM),
    (lex.WRONG, Reason.ALLEGES_WRONG),
    (lex.CAUSE, Reason.ALLEGES_CAUSE),
    (lex.COMPARE, Reason.COMPARES),
    (lex.EXTREME, Reason.SAYS_MOST),
)


def weigh(sentence: Sentence) -> tuple[float, tuple[Reason, ...]]:
    """Return the check-worthiness and the reasons for it, weightiest first."""
    reasons = _reasons(sentence)
    score = BIAS + sum(WEIGHTS[reason] for reason in reasons) + min(len(sentence.words), 40) * 0.02
    if sentence.features & lex.HEDGE:
        score -= 0.2
    if sentence.features & lex.FIRST:
        score -= 0.5
    worth = round(1 / (1 + exp(-score)), 3)
    return worth, tuple(sorted(reasons, key=lambda reason: -WEIGHTS[reason]))


def _reasons(sentence: Sentence) -> list[Reason]:
    flat, found = sentence.flat, sentence.features
    reasons = [reason for bit, reason in _LINKED if found & bit]
    if found & lex.OFFICIAL and found & (lex.DEED | lex.EVENT | lex.SAYS | lex.HARM | lex.WRONG):
        reasons.append(Reason.NAMES_ACTOR)
    if _DIGIT.search(flat) or found & lex.NUMBER:
        dates = len(_YEAR.findall(flat))
        figures = len(_FIGURE.findall(flat)) if _DIGIT.search(flat) else 1
        if figures > dates or found & lex.NUMBER:
            reasons.append(Reason.GIVES_FIGURE)
        if dates or found & lex.TIME:
            reasons.append(Reason.GIVES_DATE)
    elif found & lex.TIME:
        reasons.append(Reason.GIVES_DATE)
    if sentence.quote is not QuoteKind.NONE:
        reasons.append(Reason.QUOTES_DOCUMENT if found & lex.DOCUMENT else Reason.QUOTES_SPEAKER)
    if found & (lex.EVENT | lex.HARM):
        reasons.append(Reason.STATES_EVENT)
    elif not reasons:
        reasons.append(Reason.STATES_PRESENT)
    return reasons
