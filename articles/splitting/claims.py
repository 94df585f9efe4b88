"""From read sentences to proposed claims."""

import re
from functools import cached_property

from articles.splitting.model import ClaimDraft
from articles.splitting.sentence import Sentence
from articles.terms import QuoteKind, Zone

_BLANKS = re.compile(r"\s+")
_CUT_AT_END = re.compile(r"[^\W\d_]-\s*\n")
_CUT_WORD = re.compile(r"([^\W\d_]+)- ([^\W\d_A-Z][^\W\d_]*)")
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
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
        words = _BLANKS.sub(" ", " ".join(sentence.flat for sentence in group)).replace("\xad", "").strip()
        if "- " in words and _CUT_AT_END.search(self.text, group[0].start, group[-1].end):
            words = _CUT_WORD.sub(self._join, words)
        return words

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
    claims: list[ClaimDraft] = []
    for group in _groups(sentences):
        quoted = group[-1].quote is QuoteKind.DIRECT and group[-1].quotation > 0
        if quoted or any(sentence.is_claim for sentence in group):
            claims.append(_claim(group, statements))
    return tuple(claims)


def _groups(sentences: list[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if groups and _same_quotation(groups[-1][-1], sentence):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _same_quotation(last: Sentence, sentence: Sentence) -> bool:
    if last.lead_in and sentence.zone is Zone.BLOCKQUOTE and sentence.block == last.block + 1:
        return sentence.speaker == last.speaker != ""
    return (
        sentence.quotation > 0
        and sentence.quotation == last.quotation
        and sentence.speaker == last.speaker
        and sentence.block == last.block
    )


def _claim(group: list[Sentence], statements: Statements) -> ClaimDraft:
    best = max(group, key=lambda sentence: sentence.worth)
    return ClaimDraft(
        start=group[0].start,
        end=group[-1].end,
        statement=statements.of(group),
        claimant=next((sentence.speaker for sentence in group if sentence.speaker), ""),
        quote=group[-1].quote,
        check_worthiness=best.worth,
        reasons=best.reasons,
    )
