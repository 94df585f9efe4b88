"""From read sentences to proposed claims."""

import re
from datetime import date
from functools import cached_property

from articles.splitting.context import meant, needs_context, neighbors
from articles.splitting.dates import find_date, find_hints
from articles.splitting.lexicon import DATES, TIME, WHICH
from articles.splitting.lines import SUPERSCRIPTS
from articles.splitting.markers import marker_end
from articles.splitting.members import BLOCKQUOTE, BODY, BYLINE, DIRECT, METADATA
from articles.splitting.model import ClaimDraft, ClaimPart, DateHint
from articles.splitting.parts import find_parts
from articles.splitting.patterns import regex
from articles.splitting.seams import may_part
from articles.splitting.sentence import Sentence
from articles.terms import Reason

_CUT_AT_END = regex(r"[^\W\d_]-\s*\n")
_CUT_WORD = regex(r"([^\W\d_]+)- ([^\W\d_A-Z][^\W\d_]*)")
_TOKEN = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REFERENCE = regex(r"\[(?:\^[^\[\]\s]{1,40}|\d{1,3}|[a-z])\]")
# Numbers of notes behind a word or a stop; those of units and powers are digits of the statement.
_NOTE_BEHIND = regex(r"\s*\[\^[^\[\]\s]{1,40}\](?![:(])|(?<=[^\s\[(])\[\d{1,3}\](?!\()")
# Begins with one class of signs and looks back from there, so that a search can skip to the next of them.
_RAISED = regex(
    rf"[{SUPERSCRIPTS}](?:(?<=[.,;:!?”’\"].)|"
    r"(?<=[^\W\d_]{4}.)(?<!metres.)(?<!meters.)(?<!miles.)(?<!feet.)(?<!yards.)(?<!inches.))"
    rf"[{SUPERSCRIPTS}]{{0,2}}(?![\w{SUPERSCRIPTS}])"
)
_LOOSE_MARK = regex(r"(?<=\w)\s(?=[.,;:!?](?:\s|$))", cues=(" .", " ,", " ;", " :", " !", " ?"))
_FRONT = 30
_FRONT_MATTER = {METADATA, BYLINE}
_LONG_LEAD = 25
_YEAR_REACH = 6
_YEAR = regex(r"\b(?:1[5-9]|20)\d\d\b")
_MONTH = regex(r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)")
# A quotation of an opinion is still worth comparing with its source.
_OPINION_QUOTED = 0.1
_SUSPENDED = frozenset(("and", "or", "to", "nor"))


class Statements:
    """The words of claims as they will be checked: one line, markup and holes gone, cut words joined."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(map(str.lower, _TOKEN.findall(self.text)))

    def of(self, group: list[Sentence]) -> str:
        """Return the statement of one sentence or of several in a row."""
        flat = group[0].flat if len(group) == 1 else " ".join(sentence.flat for sentence in group)
        words = " ".join(_without_notes(flat[_words_from(group[0]) :]).replace("\xad", "").split())
        if _LOOSE_MARK.search(words) and not _LOOSE_MARK.search(self.text, group[0].start, group[-1].end):
            words = _LOOSE_MARK.sub("", words)  # a space that only stands for a mark of emphasis
        return self.joined(words, group[0].start, group[-1].end)

    def joined(self, words: str, start: int, end: int) -> str:
        """Return words from between two places of the text with those whole that a line's end cuts."""
        if "- " in words and _CUT_AT_END.search(self.text, start, end):
            return _CUT_WORD.sub(self._join, words)
        return words

    def parts_of(self, sentence: Sentence, topic: str) -> tuple[ClaimPart, ...]:
        """Return the single facts a sentence may be taken apart into."""
        flat = self._plain(sentence)
        if flat is sentence.flat and not may_part(flat, sentence.words, topic):
            return ()
        return tuple(
            ClaimPart(
                part.start, part.end, self.joined(part.statement.replace("\xad", ""), sentence.start, sentence.end)
            )
            for part in find_parts(flat, sentence.start, topic=topic)
        )

    def _plain(self, sentence: Sentence) -> str:
        """Return a sentence's words in their places without label, numbers of notes, and cuts at the ends of lines."""
        flat = " " * sentence.label + sentence.flat[sentence.label :] if sentence.label else sentence.flat
        if "[" in flat:
            flat = _REFERENCE.sub(lambda match: " " * len(match[0]), flat)
        if "- " in flat and _CUT_AT_END.search(self.text, sentence.start, sentence.end):
            flat = _CUT_WORD.sub(lambda match: self._join(match).ljust(len(match[0])), flat)
        return flat

    def _join(self, match: re.Match[str]) -> str:
        """Join a word cut at a line's end, and keep the hyphen where the text has the word with one."""
        left, right = match[1], match[2]
        if right in _SUSPENDED:
            return match[0]
        joined, hyphened = left + right, f"{left}-{right}"
        return hyphened if hyphened.lower() in self._vocabulary and joined.lower() not in self._vocabulary else joined


def _without_notes(flat: str) -> str:
    """Return words without the marks of footnotes among them."""
    if "[" in flat:
        flat = _NOTE_BEHIND.sub("", flat)
    return flat if flat.isascii() else _RAISED.sub("", flat)


def _words_from(sentence: Sentence) -> int:
    """Return where a sentence's own words begin, behind the mark of a list or the label of its speaker."""
    return max(sentence.label, marker_end(sentence.flat))


def propose(sentences: list[Sentence], text: str) -> tuple[ClaimDraft, ...]:
    """Return one claim for each sentence that is one, and one for each direct quotation of several."""
    statements = Statements(text)
    published = _published(sentences)
    claims: list[ClaimDraft] = []
    at = 0
    while at < len(sentences):
        first = sentences[at]
        last = _last_of_group(sentences, at) if first.quotation else at
        if _is_offered(sentences, at, last):
            around = neighbors(sentences, at, last) if needs_context(first) else ()
            # Nobody tells the day of a text that words are set off from.
            dates = _hints(sentences, at, last, None if first.zone is BLOCKQUOTE else published, text)
            claims.append(_claim(sentences[at : last + 1], statements, dates, around, meant(sentences, at)))
        at = last + 1
    return tuple(claims)


def _is_offered(sentences: list[Sentence], first: int, last: int) -> bool:
    """Whether sentences make a claim: the quotation they are, or what one of them states."""
    end = sentences[last]
    if end.quotation and end.quote is DIRECT:
        return True
    if first == last:
        return end.is_claim and not (end.lead_in and _only_leads_in(end, sentences[last + 1 : last + 2]))
    return any(sentence.is_claim for sentence in sentences[first : last + 1])


def _published(sentences: list[Sentence]) -> date | None:
    """Return the date the article's front gives itself."""
    for at, sentence in enumerate(sentences[:_FRONT]):
        if not at or sentence.zone in _FRONT_MATTER:
            found = find_date(sentence.flat)
            if found:
                return found
    first = next((s for s in sentences[:_FRONT] if s.zone is BODY), None)
    return find_date(first.flat[:60]) if first and first.has_digit else None


def _hints(sentences: list[Sentence], first: int, last: int, published: date | None, text: str) -> tuple[DateHint, ...]:
    """Return the relative dates of the sentences from `first` to `last`."""
    hints: list[DateHint] = []
    if first == last and not _may_be_dated(sentences[first].features):
        return ()
    for at in range(first, last + 1):
        sentence = sentences[at]
        if _may_be_dated(sentence.features):
            before = sentences[at - 1].flat if at and sentences[at - 1].zone is BODY else ""
            found = list(find_hints(sentence.flat, sentence.start, published, before))
            past = published is not None and bool(found) and _tells_of_old(sentences, at, published)
            hints += [_undated(hint, text) for hint in found] if past else found
    return tuple(hints)


def _tells_of_old(sentences: list[Sentence], at: int, published: date) -> bool:
    """Whether the year named last in the paragraph lies so far back that "in October" need not be the last one."""
    for before in sentences[max(0, at - _YEAR_REACH) : at][::-1]:
        if before.block != sentences[at].block:
            return False
        years = _YEAR.findall(before.flat) if before.has_digit else []
        if years:
            return max(map(int, years)) < published.year - 1
    return False


def _undated(hint: DateHint, text: str) -> DateHint:
    """Leave open what a month, a day or "next April" means in words about a time long past."""
    told = text[hint.start : hint.end]
    named = hint.suggestion and hint.relative_to and _MONTH.search(told) is not None
    return hint._replace(suggestion="") if named else hint


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
    """Whether a short lead-in only announces the quotation that follows, which is offered by itself."""
    announces = len(sentence.words) < _LONG_LEAD and sentence.flat.rstrip().endswith(":")
    return announces and bool(after) and after[0].quote is DIRECT and after[0].speaker == sentence.speaker


def _may_be_dated(found: int) -> bool:
    return bool(found & DATES) or (bool(found & WHICH) and bool(found & TIME))


def _claim(
    group: list[Sentence],
    statements: Statements,
    dates: tuple[DateHint, ...],
    around: tuple[tuple[int, int], ...],
    topic: str,
) -> ClaimDraft:
    single = len(group) == 1
    best = group[0] if single else max(group, key=lambda sentence: sentence.worth)
    alone = best if single and not best.holes and best.quote is not DIRECT else None
    return ClaimDraft(
        start=group[0].start,
        end=group[-1].end,
        statement=statements.of(group),
        claimant=best.speaker if single else next((sentence.speaker for sentence in group if sentence.speaker), ""),
        quote=group[-1].quote,
        check_worthiness=best.worth if best.is_claim else _OPINION_QUOTED,
        reasons=best.reasons if best.is_claim else (Reason.QUOTES_SPEAKER,),
        parts=statements.parts_of(alone, topic) if alone else (),
        dates=dates,
        needs_context=bool(around),
        neighbors=around,
    )
