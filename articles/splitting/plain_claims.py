"""Quotations, claims and their worth by looks alone, for languages without word lists here."""

import re
from math import exp

from articles.splitting.claims import Statements
from articles.splitting.layout import Block
from articles.splitting.lines import is_terminated
from articles.splitting.model import ClaimDraft
from articles.splitting.plain_speakers import beside, knows
from articles.splitting.sentence import Sentence
from articles.splitting.worth import A_WORD, BIAS, MOST_WORDS, WEIGHTS
from articles.terms import QuoteKind, Reason, Zone

_NO_CLAIMS = {
    Zone.TITLE: Reason.IS_HEADING,
    Zone.HEADING: Reason.IS_HEADING,
    Zone.BYLINE: Reason.IS_BYLINE,
    Zone.METADATA: Reason.IS_FURNITURE,
    Zone.BOILERPLATE: Reason.IS_FURNITURE,
    Zone.BIO: Reason.IS_FURNITURE,
}
_QUOTED = re.compile(
    r"„[^„“”]+[“”]|“[^“”]+”|”[^”]+”|«[^«»]+»|»[^«»]+«|「[^「」]+」|『[^『』]+』|"
    r"(?<!\w)[\"״][^\"״]+[\"״](?!\w)"
)
_LEAST_QUOTED = 20
_LEAST_SAID = 15
_LEAST_OPEN = 60
_QUESTIONS = {"el": "?;\u037e"}
_ASKS = "?？؟፧⁇"
_CLOSING = "\"'“”’‘«»)]」』）》 ."
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_JOINED_LINES = re.compile("(?<=[\u2e80-\u9fff\uff00-\uff60]) (?=[\u2e80-\u9fff\uff00-\uff60])")
_ASCII_DIGITS = {base + digit: str(digit) for base in (0x660, 0x6F0, 0x966, 0xFF10) for digit in range(10)}
_DATE = re.compile(
    r"(?<!\d)(?:1[3-9]|20)\d\d(?!\d|[.,]\d)|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[:]\d\d|\d{1,2}[年月日]"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万萬億亿兆]{2}")


def judge(sentence: Sentence, language: str) -> None:
    """Say of a sentence whether it is offered as a claim, and why or why not."""
    reason = _why_not(sentence, language)
    if reason:
        sentence.reasons = (reason,)
        return
    reasons = _reasons(sentence)
    score = BIAS + sum(WEIGHTS[reason] for reason in reasons) + min(_size(sentence.body) / 6, MOST_WORDS) * A_WORD
    sentence.is_claim = True
    sentence.worth = round(1 / (1 + exp(-score)), 3)
    sentence.reasons = tuple(sorted(reasons, key=lambda reason: -WEIGHTS[reason]))


def _why_not(sentence: Sentence, language: str) -> Reason | None:
    if sentence.zone in _NO_CLAIMS:
        return _NO_CLAIMS[sentence.zone]
    body = sentence.body
    last = body.rstrip(_CLOSING)[-1:]
    if (last and last in _QUESTIONS.get(language, _ASKS)) or (language == "hy" and "՞" in body):
        return Reason.IS_QUESTION
    if sentence.loose or last in ("", ":", "："):
        return Reason.IS_FRAGMENT
    least = _LEAST_SAID if is_terminated(body) else _LEAST_OPEN
    return Reason.IS_FRAGMENT if _size(body) < least and not _FIGURE.search(body) else None


def _reasons(sentence: Sentence) -> list[Reason]:
    flat = sentence.flat if sentence.flat.isascii() else sentence.flat.translate(_ASCII_DIGITS)
    undated = _DATE.sub(" ", flat)
    reasons = [Reason.GIVES_FIGURE] if _FIGURE.search(undated) else []
    if undated != flat:
        reasons.append(Reason.GIVES_DATE)
    if sentence.quote is QuoteKind.DIRECT:
        reasons.append(Reason.QUOTES_SPEAKER)
    return reasons or [Reason.STATES_PRESENT]


def mark_quotations(sentences: list[Sentence], blocks: list[Block], language: str) -> None:
    """Mark the sentences that give somebody's words, with their speaker; those inside one pair of marks share a number.

    `sentences` stand block by block, in order.
    """
    number = at = 0
    last = ""
    while at < len(sentences):
        block = sentences[at].block
        heard = ""
        for match in _QUOTED.finditer(blocks[block].flat):
            if _size(match.group()) < _LEAST_QUOTED:
                continue
            number += 1
            named = beside(blocks[block].flat, *match.span(), language)
            last = named.name if named and named.name else last
            heard = last if named else heard
            at = _mark(sentences, at, block, match.span(), number, heard if knows(language) else None)
        while at < len(sentences) and sentences[at].block == block:
            at += 1


def _mark(
    sentences: list[Sentence], at: int, block: int, quote: tuple[int, int], number: int, speaker: str | None
) -> int:
    """Mark a quotation's sentences, the first of them at `at` or later; return where the last stands.

    `speaker` is "" where nobody is named, None in a language whose verbs of saying are not known here.
    """
    while sentences[at].offset + len(sentences[at].flat) <= quote[0]:
        at += 1
    last = at
    while last + 1 < len(sentences) and sentences[last + 1].block == block and sentences[last + 1].offset < quote[1]:
        last += 1
    if speaker == "" and last == at and (quote[1] - quote[0]) * 2 < len(sentences[at].flat):
        return last  # a few words that the article quotes in a sentence of its own
    for sentence in sentences[at : last + 1]:
        sentence.quote = QuoteKind.DIRECT
        sentence.speaker = sentence.speaker or speaker or ""
        if last > at:
            sentence.quotation = sentence.quotation or number
    return last


def propose_plainly(sentences: list[Sentence], text: str) -> tuple[ClaimDraft, ...]:
    """Return one claim for each sentence that is one, and one for each quotation of several."""
    statements = Statements(text)
    claims: list[ClaimDraft] = []
    at = 0
    while at < len(sentences):
        last = at
        while last + 1 < len(sentences) and 0 < sentences[at].quotation == sentences[last + 1].quotation:
            last += 1
        group = sentences[at : last + 1]
        if any(sentence.is_claim for sentence in group):
            claims.append(_claim(group, statements))
        at = last + 1
    return tuple(claims)


def _claim(group: list[Sentence], statements: Statements) -> ClaimDraft:
    best = max(group, key=lambda sentence: sentence.worth)
    return ClaimDraft(
        start=group[0].start,
        end=group[-1].end,
        statement=_JOINED_LINES.sub("", statements.of(group)),
        claimant=next((sentence.speaker for sentence in group if sentence.speaker), ""),
        quote=best.quote,
        check_worthiness=best.worth,
        reasons=best.reasons,
    )


def _size(body: str) -> int:
    """Return the length as if every letter took as much room as a Latin one; a wide one is worth three."""
    return len(body) if body.isascii() else len(body) + 2 * len(_WIDE.findall(body))
