"""A sentence while it is being read."""

from collections.abc import Sequence

from articles.splitting.quoting import Quote
from articles.terms import QuoteKind, Reason, Zone

_NONE = QuoteKind.NONE


class Sentence:
    """One sentence: `flat` is its words with markup, line breaks and holes as spaces; `offset` its place in the block.

    `words`, `features` and `has_digit` are found for English alone; what is not given later steps find out.
    """

    __slots__ = (
        *("start", "end", "holes", "block", "offset", "flat", "zone", "words", "features", "has_digit"),
        *("quotes", "speaker", "chain", "quote", "quotation", "lead_in", "attributed", "loose", "label", "asks"),
        *("is_claim", "worth", "reasons"),
    )

    def __init__(
        self,
        start: int,
        end: int,
        holes: tuple[tuple[int, int], ...],
        block: int,
        offset: int,
        flat: str,
        zone: Zone,
        words: tuple[str, ...],
        features: int,
        has_digit: bool,
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
        self.has_digit = has_digit
        self.quotes: Sequence[Quote] = ()
        self.speaker = ""
        self.chain: tuple[str, ...] = ()
        self.quote = _NONE
        self.quotation = 0
        self.lead_in = False
        self.attributed = False
        self.loose = False
        self.label = 0
        self.asks = False
        self.is_claim = False
        self.worth = 0.0
        self.reasons: tuple[Reason, ...] = ()

    @property
    def body(self) -> str:
        return self.flat.strip()
