"""What a reading of an article consists of: plain frozen data, offsets in code points.

These are named tuples because a reading makes one for every sentence: they cost a quarter of a frozen dataclass.
"""

from typing import NamedTuple

from articles.terms import QuoteKind, Reason, Zone


class SentenceDraft(NamedTuple):
    """One sentence: `text[start:end]` without the stretches in `holes` that belong to other sentences.

    `speaker` is the nearest source of the words ("" for the article's own voice), `chain` the sources behind it,
    nearest first. `check_worthiness` lies between 0 and 1.
    """

    start: int
    end: int
    holes: tuple[tuple[int, int], ...]
    zone: Zone
    is_claim: bool
    check_worthiness: float
    reasons: tuple[Reason, ...]
    speaker: str
    chain: tuple[str, ...]
    quote: QuoteKind


class DateHint(NamedTuple):
    """A relative date: its span, the ISO date it is relative to, and the ISO date or span it may mean.

    Both are "" where unknown; `suggestion` may be a year, a month, a day or "first/last" day of a week.
    """

    start: int
    end: int
    relative_to: str
    suggestion: str


class ClaimPart(NamedTuple):
    """A suggested claim inside a claim: its span, and a statement that stands alone with its subject named."""

    start: int
    end: int
    statement: str


class ClaimDraft(NamedTuple):
    """One proposed claim: its span, the statement to check, and who the text puts it on ("" for its own voice).

    `parts` are suggestions to split it; a claim that `needs_context` cannot be understood without `neighbors`, the
    spans of the sentences around it.
    """

    start: int
    end: int
    statement: str
    claimant: str
    quote: QuoteKind
    check_worthiness: float
    reasons: tuple[Reason, ...]
    parts: tuple[ClaimPart, ...] = ()
    dates: tuple[DateHint, ...] = ()
    needs_context: bool = False
    neighbors: tuple[tuple[int, int], ...] = ()


class Split(NamedTuple):
    """The whole reading, in the order of the starts; `version` names the splitter that made it."""

    version: str
    sentences: tuple[SentenceDraft, ...]
    claims: tuple[ClaimDraft, ...]
