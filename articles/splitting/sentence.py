"""A sentence while it is being read."""

from collections.abc import Sequence

from articles.splitting.patterns import regex
from articles.splitting.quoting import Quote
from articles.terms import QuoteKind, Reason, Zone

_DIGIT = regex(r"\d")


class Sentence:
    """One sentence: `flat` is its words with markup, line breaks and holes as spaces; `offset` its place in the block.

    What stands below is what later steps find out; until then all sentences share it, which makes them cheap.
    """

    quotes: Sequence[Quote] = ()
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

    def __init__(
        self,
        start: int,
        end: int,
        holes: tuple[tuple[int, int], ...],
        block: int,
        offset: int,
        flat: str,
        zone: Zone,
        words: list[str],
        features: int,
    ) -> None:
        self.start = start
        self.end = end
        self.holes = holes
        self.block = block
        self.offset = offset
        self.flat = flat
        self.zone = zone
        self.words = words
        self.features = features
        self.has_digit = bool(words) and _DIGIT.search(flat) is not None

    @property
    def body(self) -> str:
        return self.flat.strip()
