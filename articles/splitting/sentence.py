"""A sentence while it is being read."""

from dataclasses import dataclass, field

from articles.splitting.quoting import Quote
from articles.terms import QuoteKind, Reason, Zone


@dataclass(slots=True)
class Sentence:
    """One sentence: `flat` is its words with markup, line breaks and holes as spaces; `offset` its place in the "
    "block."""

    start: int
    end: int
    holes: tuple[tuple[int, int], ...]
    block: int
    offset: int
    flat: str
    zone: Zone
    words: list[str] = field(default_factory=list)
    features: int = 0
    quotes: list[Quote] = field(default_factory=list)
    speaker: str = ""
    chain: tuple[str, ...] = ()
    quote: QuoteKind = QuoteKind.NONE
    quotation: int = 0
    lead_in: bool = False
    attributed: bool = False
    loose: bool = False
    label: int = 0
    asks: bool = False
    is_claim: bool = False
    worth: float = 0.0
    reasons: tuple[Reason, ...] = ()

    @property
    def body(self) -> str:
        return self.flat.strip()
