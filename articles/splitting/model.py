"""What a reading of an article consists of: plain frozen data, offsets in code points."""

from dataclasses import dataclass

from articles.terms import QuoteKind, Reason, Zone


@dataclass(frozen=True, slots=True)
class SentenceDraft:
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


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One proposed claim: its span, the statement to check, and who the text puts it on ("" for its own voice)."""

    start: int
    end: int
    statement: str
    claimant: str
    quote: QuoteKind
    check_worthiness: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The whole reading, in the order of the starts; `version` names the splitter that made it."""

    version: str
    sentences: tuple[SentenceDraft, ...]
    claims: tuple[ClaimDraft, ...]
