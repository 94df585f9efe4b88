"""What stands in the way of a verdict: pure rules over plain facts, each with a code, a level, a place to mend it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from reviews.terms import EvidenceKind, Need, Quotation


class Rule(StrEnum):
    """What may stand in the way."""

    ANSWER_MISSING = "answer_missing"
    QUOTATION_MISSING = "quotation_missing"
    RATIONALE_MISSING = "rationale_missing"
    CITATION_MISSING = "citation_missing"
    CITATION_SOURCE = "citation_source"
    CITATION_ADDRESS = "citation_address"
    CITATION_DATE = "citation_date"
    CITATION_STANCE = "citation_stance"
    CITATION_PLACE = "citation_place"
    SEARCH_NOTE_MISSING = "search_note_missing"
    AS_OF_WRONG = "as_of_wrong"
    PRIMARY_MISSING = "primary_missing"
    PUBLISHERS_SINGLE = "publishers_single"


class Level(StrEnum):
    """How strong a rule is: `block` stops a submit, `warn` lets it pass with the reviewer's reason, `off` is silent."""

    BLOCK = "block"
    WARN = "warn"
    OFF = "off"


LEVELS: dict[Rule, Level] = dict.fromkeys(Rule, Level.BLOCK) | dict.fromkeys(
    (Rule.PRIMARY_MISSING, Rule.PUBLISHERS_SINGLE), Level.WARN
)
SETTABLE = (
    Rule.RATIONALE_MISSING,
    Rule.CITATION_MISSING,
    Rule.CITATION_PLACE,
    Rule.SEARCH_NOTE_MISSING,
    Rule.PRIMARY_MISSING,
    Rule.PUBLISHERS_SINGLE,
)  # the others ask for what a verdict cannot be without
WAIVABLE = frozenset(SETTABLE)
PRIMARY_KINDS = frozenset({EvidenceKind.PRIMARY, EvidenceKind.OFFICIAL, EvidenceKind.STATISTIC, EvidenceKind.STATEMENT})


@dataclass(frozen=True, slots=True)
class CitationFacts:
    """One citation as the rules see it."""

    names_source: bool
    has_stance: bool
    has_quote: bool
    has_locator: bool
    kind: EvidenceKind
    bad_address: bool = False
    bad_date: bool = False
    publisher: str = ""
    host: str = ""

    def is_independent_of(self, other: "CitationFacts") -> bool:
        """Whether two sources come of different houses, as far as publisher and address tell."""
        is_same = (self.publisher and self.publisher == other.publisher) or (self.host and self.host == other.host)
        houses = (self.publisher or self.host, other.publisher or other.host)
        return all(houses) and not is_same


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """A verdict that somebody wants to submit, as the rules see it."""

    is_quotation: bool
    has_rating: bool
    is_top_rating: bool
    needs: frozenset[Need]
    quotation: Quotation
    has_rationale: bool
    has_search_note: bool
    citations: tuple[CitationFacts, ...]
    reasons: frozenset[Rule] = field(default_factory=frozenset)
    bad_as_of: bool = False
    is_contested: bool = False
    is_end_rating: bool = False

    @property
    def is_answered_quotation(self) -> bool:
        """A quotation is complete with the quotation answer alone; a rating is optional then."""
        return self.is_quotation and self.quotation not in {Quotation.NOT_ASKED, Quotation.NOT_A_QUOTATION}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One line of what stands in the way: the rule, the field to mend, and which citation (from 1) it means."""

    rule: Rule
    level: Level
    place: str
    number: int = 0
    has_reason: bool = False
    is_waived: bool = False

    @property
    def stops(self) -> bool:
        return not self.is_waived and (self.level is Level.BLOCK or not self.has_reason)


def obstacles(facts: VerdictFacts, levels: Mapping[Rule, Level] = LEVELS) -> list[Obstacle]:
    """Everything that stands in the way of submitting, in the order of the form; rules that are off say nothing."""
    found = (line for rule in CHECKS for line in rule(facts))
    return [
        Obstacle(rule, levels[rule], place, number, levels[rule] is Level.WARN and rule in facts.reasons)
        for rule, place, number in found
        if levels[rule] is not Level.OFF
    ]


Line = tuple[Rule, str, int]


def _answer(facts: VerdictFacts) -> Iterator[Line]:
    if facts.is_quotation and facts.quotation is Quotation.NOT_ASKED:
        yield Rule.QUOTATION_MISSING, "quotation", 0
    elif not facts.has_rating and not facts.is_answered_quotation:
        yield Rule.ANSWER_MISSING, "rating", 0


def _citations(facts: VerdictFacts) -> Iterator[Line]:
    if not facts.citations and _wants_citation(facts):
        yield Rule.CITATION_MISSING, "citations", 0
    for number, citation in enumerate(facts.citations, 1):
        if not citation.names_source:
            yield Rule.CITATION_SOURCE, "citations", number
        if citation.bad_address:
            yield Rule.CITATION_ADDRESS, "citations", number
        if citation.bad_date:
            yield Rule.CITATION_DATE, "citations", number
        if not citation.has_stance:
            yield Rule.CITATION_STANCE, "citations", number
        if not (citation.has_quote or citation.has_locator):
            yield Rule.CITATION_PLACE, "citations", number


def _search_note(facts: VerdictFacts) -> Iterator[Line]:
    missing_source = facts.is_answered_quotation and facts.quotation is Quotation.NOT_FOUND
    if (Need.SEARCH_NOTE in facts.needs or missing_source) and not facts.has_search_note:
        yield Rule.SEARCH_NOTE_MISSING, "search_note", 0


def _rationale(facts: VerdictFacts) -> Iterator[Line]:
    if not facts.has_rationale and not _speaks_for_itself(facts):
        yield Rule.RATIONALE_MISSING, "rationale", 0


def _as_of(facts: VerdictFacts) -> Iterator[Line]:
    if facts.bad_as_of:
        yield Rule.AS_OF_WRONG, "as_of", 0


def _primary(facts: VerdictFacts) -> Iterator[Line]:
    if facts.citations and not any(citation.kind in PRIMARY_KINDS for citation in facts.citations):
        yield Rule.PRIMARY_MISSING, "reasons", 0


def _publishers(facts: VerdictFacts) -> Iterator[Line]:
    """Two houses that do not lean on each other, for an allegation or the end of a scale; a record stands alone."""
    asks = facts.citations and (facts.is_contested or facts.is_end_rating)
    is_quotation = facts.is_quotation and facts.quotation is not Quotation.NOT_A_QUOTATION
    is_record = any(citation.kind in PRIMARY_KINDS for citation in facts.citations)
    pairs = combinations(facts.citations, 2)
    if asks and not (is_quotation or is_record or any(one.is_independent_of(other) for one, other in pairs)):
        yield Rule.PUBLISHERS_SINGLE, "reasons", 0


def _wants_citation(facts: VerdictFacts) -> bool:
    found = facts.is_answered_quotation and facts.quotation is not Quotation.NOT_FOUND
    return found or Need.CITATION in facts.needs


def _speaks_for_itself(facts: VerdictFacts) -> bool:
    """The top rating, or an exact quotation, with a source's own words found needs no rationale."""
    quoted = any(citation.has_quote for citation in facts.citations)
    exact = facts.is_answered_quotation and facts.quotation is Quotation.EXACT and not facts.has_rating
    return quoted and (facts.is_top_rating or exact)


CHECKS: tuple[Callable[[VerdictFacts], Iterator[Line]], ...] = (
    _answer,
    _citations,
    _search_note,
    _rationale,
    _as_of,
    _primary,
    _publishers,
)
