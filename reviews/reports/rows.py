"""The columns of a report, defined once. Pure data: every format reads these rows and nothing else.

The names of `ReportRow` and `CitationRow` are the columns of the CSV file and the keys of the JSON file; they are
documented in docs/reports.md, and change only together with `SCHEMA_VERSION`. What people read comes first; codes for
programs come last.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reviews.drafts import is_web_address
from reviews.terms import CorrectionKind
from reviews.workflow import State

SCHEMA_VERSION = 1
FINISHED = frozenset({State.DECIDED, State.PUBLISHED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRow:
    """One source of a verdict, as it was cited; of a protected one nothing that tells which it is."""

    number: int
    title: str
    url: str = ""
    publisher: str = ""
    published_on: datetime.date | None = None
    kind: str
    kind_words: str
    stance: str
    stance_words: str
    quote: str = ""
    translation: str = ""
    locator: str = ""
    accessed_on: datetime.date
    copied_at: datetime.datetime | None = None
    copy_sha256: str = ""
    quote_found: str = ""
    quote_found_words: str = ""
    is_protected: bool = False

    @property
    def link(self) -> str:
        """The address where it may be followed, else nothing."""
        return self.url if is_web_address(self.url) else ""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A rule that warned, and why the checker went on."""

    rule: str
    rule_words: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What was put right in a verdict after it was published, and by whom."""

    kind: str
    kind_words: str
    note: str
    proposed_by: str
    applied_by: str
    applied_at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One claim with what was found out; where nobody has decided yet, the verdict's fields are empty."""

    claim_number: int | None
    rating: str = ""
    state_words: str
    statement: str
    said_by: str
    quote_words: str
    quotation_words: str = ""
    rationale: str = ""
    suggested_wording: str = ""
    as_of: datetime.date | None = None
    citations: tuple[CitationRow, ...] = ()
    search_note: str = ""
    reasons: tuple[ReasonRow, ...] = ()
    exceptions: tuple[ReasonRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    wording_changed_by: str = ""
    checked_by: str = ""
    decision_words: str = ""
    decided_by: str = ""
    decided_at: datetime.datetime | None = None
    published_by: str = ""
    published_at: datetime.datetime | None = None
    dismissed_because_words: str = ""
    dismissed_note: str = ""
    dismissed_by: str = ""
    dismissed_at: datetime.datetime | None = None
    check_closed_by: str = ""
    check_closed_at: datetime.datetime | None = None
    check_closed_reason: str = ""
    article_headline: str
    article_byline: str
    article_publisher: str
    article_published_on: datetime.date | None
    article_url: str
    exact: str
    origin_words: str
    scale: str = ""
    rating_definition: str = ""
    rating_value: int | None = None
    rating_best: int | None = None
    rating_worst: int | None = None
    round: int | None = None
    version_number: int | None
    text_sha256: str
    claim_uid: str
    claim_url: str
    article_uid: str
    state: str
    quote: str
    quotation: str = ""
    origin: str
    said_by_article: bool
    part_of: str = ""
    same_as_words: str = ""
    same_as: str = ""
    decision: str = ""
    dismissed_because: str = ""
    rating_code: str = ""
    rating_tone: str = ""
    scale_code: str = ""
    scale_version: int | None = None
    source_change_words: str = ""
    source_change: str = ""
    exact_now: str = ""

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        """Published, and taken back since."""
        return any(one.kind == CorrectionKind.WITHDRAWN for one in self.corrections)

    @property
    def is_dismissed(self) -> bool:
        return self.state == State.DISMISSED

    @property
    def is_unfinished(self) -> bool:
        """Neither settled nor put aside, whether somebody chose it to be checked or nobody has yet."""
        return not self.is_finished and not self.is_dismissed

    @property
    def is_proposed(self) -> bool:
        """Found by the machine or marked by a person, and nobody has said whether it is to be checked."""
        return self.state == State.PROPOSED

    @property
    def article_link(self) -> str:
        return self.article_url if is_web_address(self.article_url) else ""


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One word of a scale and what it means."""

    code: str
    label: str
    value: int | None
    tone: str
    definition: str


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A scale that verdicts of the report were given on."""

    code: str
    version: int
    name: str
    ratings: tuple[RatingRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How many sentences of the texts there are, and how many are accounted for; none where no whole text is meant."""

    sentences: int = 0
    accounted: int = 0

    def __add__(self, other: "CoverageRow") -> "CoverageRow":
        return CoverageRow(self.sentences + other.sentences, self.accounted + other.accounted)


@dataclass(frozen=True, slots=True)
class Content:
    """All a renderer is given: what the report is about, its rows in reading order, and the scales used."""

    title: str
    made_at: datetime.datetime
    made_by: str
    site: str
    rows: tuple[ReportRow, ...]
    scales: tuple[ScaleRow, ...]
    coverage: CoverageRow = CoverageRow()

    @property
    def finished(self) -> list[ReportRow]:
        return [row for row in self.rows if row.is_finished]

    @property
    def unfinished(self) -> list[ReportRow]:
        return [row for row in self.rows if row.is_unfinished]

    @property
    def dismissed(self) -> list[ReportRow]:
        return [row for row in self.rows if row.is_dismissed]

    @property
    def n_proposed(self) -> int:
        return sum(row.is_proposed for row in self.rows)

    @property
    def by_article(self) -> list[list[ReportRow]]:
        """The finished rows, grouped by the article they stand in."""
        groups: dict[str, list[ReportRow]] = {}
        for row in self.finished:
            groups.setdefault(row.article_uid, []).append(row)
        return list(groups.values())

    @property
    def articles(self) -> list[ReportRow]:
        """The first row of each article and version, for what it says of them."""
        seen = {(row.article_uid, row.version_number): row for row in reversed(self.rows)}
        return list(reversed(seen.values()))

    @property
    def closings(self) -> list[ReportRow]:
        """A row of each article whose check was closed although claims went out unchecked, for the reason given."""
        closed = {row.article_uid: row for row in self.rows if row.check_closed_reason}
        return list(closed.values())

    @property
    def people(self) -> list[str]:
        """Everybody who checked or decided, each once."""
        named = (name for row in self.finished for name in (row.checked_by, row.decided_by))
        return list(dict.fromkeys(name for name in named if name))


def tally(rows: Iterable[ReportRow]) -> Counter[tuple[str, str]]:
    """How many finished rows carry each rating, by (scale code with version, rating code); "" where none was given."""
    return Counter((scale_key(row), row.rating_code) for row in rows if row.is_finished)


def scale_key(row: ReportRow | ScaleRow) -> str:
    """The one name of a scale version."""
    if isinstance(row, ScaleRow):
        return f"{row.code}-{row.version}"
    return f"{row.scale_code}-{row.scale_version}" if row.rating_code else ""
