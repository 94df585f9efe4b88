"""From read sentences to proposed claims."""

import re
from datetime import date
from functools import cached_property

from articles.splitting.context import meant, needs_context, neighbors
from articles.splitting.dates import find_date, find_hints
from articles.splitting.lexicon import DATES, TIME, WHICH
from articles.splitting.model import ClaimDraft, ClaimPart, DateHint
from articles.splitting.parts import find_parts
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.terms import QuoteKind, Reason, Zone

_CUT_AT_END = regex(r"[^\W\d_]-\s*\n")
_CUT_WORD = regex(r"([^\W\d_]+)- ([^\W\d_A-Z][^\W\d_]*)")
_TOKEN = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FRONT = 30
_LONG_LEAD = 25
# A quotation of an opinion is still worth comparing with its source.
_OPINION_QUOTED = 0.1
_SUSPENDED = frozenset(("and", "or", "to", "nor"))


class Statements:
    """The words of claims as they will be checked: one line, markup and holes gone, cut words joined."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word.lower() for word in _TOKEN.findall(self.text))

    def of(self, group: list[Sentence]) -> str:
        """Return the statement of one sentence or of several in a row."""
        words = " ".join(" ".join(sentence.flat for sentence in group).replace("\xad", "").split())
        return self.joined(words, group[0].start, group[-1].end)

    def joined(self, words: str, start: int, end: int) -> str:
        """Return words from between two places of the text with those whole that a line's end cuts."""
        if "- " in words and _CUT_AT_END.search(self.text, start, end):
            return _CUT_WORD.sub(self._join, words)
        return words

    def parts_of(self, sentence: Sentence, topic: str) -> tuple[ClaimPart, ...]:
        """Return the single facts a sentence may be taken apart into."""
        return tuple(
            ClaimPart(
                part.start, part.end, self.joined(part.statement.replace("\xad", ""), sentence.start, sentence.end)
            )
            for part in find_parts(sentence.flat, sentence.start, topic=topic)
        )

    def _join(self, match: re.Match[str]) -> str:
        """Join a word cut at a line's end, and keep the hyphen where the text has the word with one."""
        left, right = match[1], match[2]
        if right in _SUSPENDED:
            return match[0]
        joined, hyphened = left + right, f"{left}-{right}"
        return hyphened if hyphened.lower() in self._vocabulary and joined.lower() not in self._vocabulary else joined


def propose(sentences: list[Sentence], text: str) -> tuple[ClaimDraft, ...]:
    """Return one claim for each sentence that is one, and one for each direct quotation of several."""
    statements = Statements(text)
    published = _published(sentences)
    claims: list[ClaimDraft] = []
    at = 0
    while at < len(sentences):
        last = _last_of_group(sentences, at)
        group = sentences[at : last + 1]
        quoted = group[-1].quote is QuoteKind.DIRECT and group[-1].quotation > 0
        led = len(group) == 1 and _only_leads_in(group[0], sentences[last + 1 : last + 2])
        if quoted or (not led and any(sentence.is_claim for sentence in group)):
            pointing = needs_context(group[0])
            around = neighbors(sentences, at, last) if pointing else ()
            dates = _hints(sentences, at, last, None if _is_set_off(group) else published)
            claims.append(_claim(group, statements, dates, around, meant(sentences, at)))
        at = last + 1
    return tuple(claims)


def _published(sentences: list[Sentence]) -> date | None:
    """Return the date the article's front gives itself."""
    for sentence in sentences[:_FRONT]:
        if sentence.zone in (Zone.METADATA, Zone.BYLINE) or sentence is sentences[0]:
            found = find_date(sentence.flat)
            if found:
                return found
    return next((find_date(s.flat[:60]) for s in sentences[:_FRONT] if s.zone is Zone.BODY), None)


def _is_set_off(group: list[Sentence]) -> bool:
    """Whether words are set off from another text, whose day nobody tells."""
    return group[0].zone is Zone.BLOCKQUOTE


def _hints(sentences: list[Sentence], first: int, last: int, published: date | None) -> tuple[DateHint, ...]:
    """Return the relative dates of the sentences from `first` to `last`."""
    hints: list[DateHint] = []
    for at in range(first, last + 1):
        sentence = sentences[at]
        if _may_be_dated(sentence.features):
            before = sentences[at - 1].flat if at and sentences[at - 1].zone is Zone.BODY else ""
            hints += find_hints(sentence.flat, sentence.start, published, before)
    return tuple(hints)


def _last_of_group(sentences: list[Sentence], first: int) -> int:
    last = first
    while last + 1 < len(sentences) and _same_quotation(sentences[last], sentences[last + 1]):
        last += 1
    return last


def _same_quotation(last: Sentence, sentence: Sentence) -> bool:
    return (
        sentence.quotation > 0
        and sentence.quotation == last.quotation
        and sentence.speaker == last.speaker
        and sentence.block == last.block
    )


def _only_leads_in(sentence: Sentence, after: list[Sentence]) -> bool:
    """Whether a short sentence announces the quotation that follows, which is offered by itself."""
    announces = sentence.lead_in and len(sentence.words) < _LONG_LEAD and sentence.flat.rstrip().endswith(":")
    return announces and bool(after) and after[0].quote is QuoteKind.DIRECT and after[0].speaker == sentence.speaker


def _may_be_dated(found: int) -> bool:
    return bool(found & DATES) or (bool(found & WHICH) and bool(found & TIME))


def _claim(
    group: list[Sentence],
    statements: Statements,
    dates: tuple[DateHint, ...],
    around: tuple[tuple[int, int], ...],
    topic: str,
) -> ClaimDraft:
    best = max(group, key=lambda sentence: sentence.worth)
    alone = group[0] if len(group) == 1 and not group[0].holes and group[0].quote is not QuoteKind.DIRECT else None
    return ClaimDraft(
        start=group[0].start,
        end=group[-1].end,
        statement=statements.of(group),
        claimant=next((sentence.speaker for sentence in group if sentence.speaker), ""),
        quote=group[-1].quote,
        check_worthiness=best.worth if best.is_claim else _OPINION_QUOTED,
        reasons=best.reasons if best.is_claim else (Reason.QUOTES_SPEAKER,),
        parts=statements.parts_of(alone, topic) if alone else (),
        dates=dates,
        needs_context=bool(around),
        neighbors=around,
    )
