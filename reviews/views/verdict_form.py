"""The verdict form of the review page: what was typed so far, what may be chosen, what stands in the way."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from articles.terms import QuoteKind
from reviews import words
from reviews.drafts import CitationText, DraftText
from reviews.models import Draft, Rating, Review
from reviews.rules import SETTABLE, Level, Obstacle, Rule
from reviews.terms import EvidenceKind, Stance
from reviews.tray import Copies, CopyAtHand, TraySource, copy_of
from reviews.views.found import Found, found_of

CITATION_FIELD = {
    Rule.CITATION_MISSING: "url",
    Rule.CITATION_SOURCE: "url",
    Rule.CITATION_ADDRESS: "url",
    Rule.CITATION_DATE: "published_on",
    Rule.CITATION_STANCE: "stance",
    Rule.CITATION_PLACE: "quote",
}
LAST_KEY = 9
SPARE = 999  # the number in the block that is copied


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, and whether it is chosen."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RatingChoice:
    """A rating with its key (1-9), what it means and what it needs."""

    key: int
    rating: Rating
    need: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CitationBlock:
    """One source as typed; `number` is what people call it, `at` what the names of its fields begin with."""

    index: int
    text: CitationText
    stances: list[Choice]
    kinds: list[Choice]
    is_open: bool = False
    offer: TraySource | None = None
    copy: CopyAtHand | None = None
    found: Found | None = None
    is_new: bool = False  # the empty one at the end: alike on every claim but for what its place and the day say

    @property
    def number(self) -> int:
        return self.index + 1

    @property
    def at(self) -> str:
        return f"citation-{self.index}"


@dataclass(frozen=True, slots=True)
class Pick:
    """One source to pick from the tray, with its key; 0 where it has none."""

    source: TraySource
    key: int

    @property
    def heading(self) -> str:
        kind = self.source.authors
        return f"{words.AUTHORS_SOURCE} · {words.SOURCE_KINDS[kind]}" if kind else ""

    def data(self) -> str:
        """The source as the page's script fills it in."""
        names = ("url", "title", "publisher", "published_on", "kind")
        told = {name: getattr(self.source, name) for name in names}
        return json.dumps(told | {"offer": {"quote": self.source.quote, "locator": self.source.locator}})


@dataclass(frozen=True, slots=True)
class ReasonField:
    """A reason asked for by a warning."""

    rule: Rule
    words: str
    reason: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what stands in the way, with the id of the field that mends it."""

    rule: Rule
    words: str
    place: str
    number: int
    level: Level
    target: str
    stops: bool

    def as_json(self) -> dict[str, Any]:
        names = ("rule", "words", "place", "number", "level", "target", "stops")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class VerdictForm:
    """All that the form shows."""

    review: Review
    text: DraftText
    base_rev: int
    saved_at: datetime.datetime | None
    obstacles: list[Line]
    today: datetime.date
    tray: list[TraySource] | None = None  # not asked for where nothing can be written
    copies: Copies = field(default_factory=dict)
    earlier_as_of: datetime.date | None = None

    @property
    def is_quotation(self) -> bool:
        return self.review.claim.quote == QuoteKind.DIRECT

    def ratings(self) -> list[RatingChoice]:
        scale = sorted(self.review.scale.ratings.all(), key=lambda r: (r.position, r.pk))
        return [
            RatingChoice(key, r, ", ".join(str(words.NEEDS[need]) for need in r.needs()), r.code == self.text.rating)
            for key, r in enumerate(scale, 1)
        ]

    def quotations(self) -> list[Choice]:
        return _choices(words.QUOTATIONS, self.text.quotation)

    def citations(self) -> list[CitationBlock]:
        """What was cited, and one empty block more."""
        shown = [*self.text.citations, self._empty()]
        lacking = {line.target.rpartition("-")[0] for line in self.obstacles if line.rule is not Rule.CITATION_MISSING}
        is_first = len(shown) == 1 and self.tray == []
        return [
            replace(
                self._block(index, text),
                is_open=f"citation-{index}" in lacking or is_first,
                offer=offer_for(text, self.tray or ()),
                copy=copy_of(text, self.copies),
                found=found_of(text.quote, text.quote_found, text.passage),
                is_new=index == len(self.text.citations),
            )
            for index, text in enumerate(shown)
        ]

    def picks(self) -> list[Pick]:
        """The sources at hand, the first nine with a key."""
        return [Pick(one, n if n <= LAST_KEY and not one.phrase else 0) for n, one in enumerate(self.tray or (), 1)]

    def asks_as_of(self) -> bool:
        """Whether the date it holds for is asked in sight of everybody: the article does not tell one."""
        return self.review.claim.article.published_on is None

    def spare(self) -> CitationBlock:
        """The block a browser copies for another source, giving it a number of its own."""
        return replace(self._block(SPARE, self._empty()), is_open=True)

    def reasons(self) -> list[ReasonField]:
        """A field for each rule that may take a reason; in sight where one is asked for or given."""
        asked = {line.rule: line.words for line in self.obstacles if line.level is Level.WARN}
        given = self.text.reasons
        return [
            ReasonField(rule, asked.get(rule, ""), given.get(rule, ""), rule in asked or rule in given)
            for rule in SETTABLE
        ]

    def wants_search_note(self) -> bool:
        return bool(self.text.search_note) or any(line.rule is Rule.SEARCH_NOTE_MISSING for line in self.obstacles)

    def wants_more(self) -> bool:
        """Whether the folded fields hold something."""
        usual = self.review.claim.article.published_on
        is_usual_day = self.text.as_of in {"", usual.isoformat() if usual else ""}
        return bool(self.text.suggested_wording) or not (is_usual_day or self.asks_as_of())

    def _empty(self) -> CitationText:
        return CitationText(accessed_on=self.today.isoformat())

    def _block(self, index: int, text: CitationText) -> CitationBlock:
        kinds = {kind: words.EVIDENCE_KINDS[kind] for kind in EvidenceKind}
        stances = {stance: words.STANCES[stance] for stance in Stance}
        return CitationBlock(index, text, _choices(stances, text.stance), _choices(kinds, text.kind))


def verdict_form(
    review: Review,
    *,
    draft: Draft | None,
    typed: DraftText | None,
    base_rev: int | None,
    today: datetime.date,
    levels: Mapping[Rule, Level],
    tray: list[TraySource] | None,
    copies: Copies,
    earlier_as_of: datetime.date | None = None,
) -> VerdictForm:
    """The form over what was just typed, else over the stored draft, else empty."""
    text = typed or (draft.text() if draft else DraftText())
    return VerdictForm(
        review=review,
        text=text,
        base_rev=base_rev if base_rev is not None else draft.rev if draft else 0,
        saved_at=draft.saved_at if draft else None,
        obstacles=lines_for(review, text, levels),
        today=today,
        tray=tray,
        copies=copies,
        earlier_as_of=earlier_as_of,
    )


def offer_for(text: CitationText, tray: Iterable[TraySource]) -> TraySource | None:
    """The words and place a source was last cited with, while the person has written neither."""
    if text.is_blank or text.quote.strip() or text.locator.strip():
        return None
    return next((one for one in tray if one.has_words and one.is_source_of(text)), None)


def lines_for(review: Review, text: DraftText, levels: Mapping[Rule, Level] | None = None) -> list[Line]:
    """What stands in the way of submitting this text, each line with the field to mend."""
    return lines(review.obstacles(text, levels), text)


def lines(found: Iterable[Obstacle], text: DraftText) -> list[Line]:
    places = [place for place, one in enumerate(text.citations) if not one.is_blank]
    return [_line(obstacle, places, len(text.citations)) for obstacle in found]


def differences(mine: DraftText, theirs: DraftText) -> list[tuple[str, str, str]]:
    """The fields in which two drafts differ: name, one text, the other."""
    return [
        (name, one, other)
        for (name, one), (_, other) in zip(_told(mine).items(), _told(theirs).items(), strict=True)
        if one != other
    ]


def _told(text: DraftText) -> dict[str, str]:
    sources = "\n\n".join(
        "\n".join(part for part in (c.url, c.title, c.publisher, c.stance, c.quote, c.translation, c.locator) if part)
        for c in text.citations
    )
    names = ("rating", "quotation", "rationale", "search_note", "suggested_wording", "as_of")
    told = {str(words.FORM_FIELDS[name]): str(getattr(text, name)) for name in names}
    told[str(words.FORM_FIELDS["citations"])] = sources
    told[str(words.FORM_FIELDS["reasons"])] = "\n".join(text.reasons.values())
    return told


def _line(obstacle: Obstacle, places: list[int], n_blocks: int) -> Line:
    return Line(
        rule=obstacle.rule,
        words=words.rule_sentence(obstacle.rule, obstacle.number),
        place=obstacle.place,
        number=obstacle.number,
        level=obstacle.level,
        target=_target(obstacle, places, n_blocks),
        stops=obstacle.stops,
    )


def _target(obstacle: Obstacle, places: list[int], n_blocks: int) -> str:
    """The id of the field on the page."""
    if obstacle.place == "citations":
        index = places[obstacle.number - 1] if obstacle.number else n_blocks
        return f"citation-{index}-{CITATION_FIELD[obstacle.rule]}"
    if obstacle.place == "reasons":
        return f"reason-{obstacle.rule}"
    return {"rating": "rating-1", "quotation": "quotation-1"}.get(obstacle.place, obstacle.place)


def _choices(labels: dict[Any, Any], chosen: str) -> list[Choice]:
    return [Choice(str(code), str(label), code == chosen) for code, label in labels.items()]
