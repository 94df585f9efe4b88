"""From read sentences to proposed claims."""

import re

from articles.splitting.model import ClaimDraft
from articles.splitting.sentence import Sentence
from articles.terms import QuoteKind, Zone

_BLANKS = re.compile(r"\s+")
_CUT_WORD = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zß-ÿ])")


def propose(sentences: list[Sentence], text: str) -> tuple[ClaimDraft, ...]:
    """Return one claim for each sentence that is one, and one for each direct quotation of several."""
    claims: list[ClaimDraft] = []
    for group in _groups(sentences):
        if any(sentence.is_claim for sentence in group) or (group[0].quote is QuoteKind.DIRECT and group[0].quotation):
            claims.append(_claim(group))
    return tuple(claims)


def _groups(sentences: list[Sentence]) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        last = groups[-1][-1] if groups else None
        if last and _same_quotation(last, sentence):
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


def _claim(group: list[Sentence]) -> ClaimDraft:
    best = max(group, key=lambda sentence: sentence.worth)
    return ClaimDraft(
        start=group[0].start,
        end=group[-1].end,
        statement=_BLANKS.sub(" ", " ".join(sentence.flat for sentence in group)).strip(),
        claimant=next((sentence.speaker for sentence in group if sentence.speaker), ""),
        quote=group[-1].quote,
        check_worthiness=best.worth,
        reasons=best.reasons,
    )
