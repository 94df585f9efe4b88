"""What a reviewer types, before it is a verdict: read from a form or the API, kept as typed, understood on submit."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from reviews.rules import CitationFacts, Rule
from reviews.terms import EvidenceKind, Quotation, Stance

MAX_TEXT = 20_000
MAX_SHORT = 2_000
MAX_CITATIONS = 50
LONG = ("rationale", "suggested_wording", "search_note")
SHORT = ("rating", "quotation", "as_of")
CITATION_FIELDS = (
    "url",
    "title",
    "publisher",
    "published_on",
    "kind",
    "stance",
    "quote",
    "translation",
    "locator",
    "accessed_on",
    "snapshot",
)
FOUND_FIELDS = ("quote_found", "passage", "protected")
LONG_IN_CITATION = frozenset({"quote", "translation", "passage"})


class TooMuch(ValueError):
    """What was typed is over a limit; the message says which."""


@dataclass(frozen=True, slots=True)
class CitationText:
    """One citation as typed; every field is text, dates as YYYY-MM-DD.

    `snapshot` is the uid of the saved copy its words were taken from. Whether the quote was found there is looked up
    at every save: `quote_found`, and in `passage` the words of the copy where they differ; so is whether the source is
    protected: "yes", else empty.
    """

    url: str = ""
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    kind: str = ""
    stance: str = ""
    quote: str = ""
    translation: str = ""
    locator: str = ""
    accessed_on: str = ""
    snapshot: str = ""
    quote_found: str = field(default="", compare=False)
    passage: str = field(default="", compare=False)
    protected: str = field(default="", compare=False)

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "CitationText":
        """Take what is known from what was sent. Raises TooMuch where a field is over its limit."""
        names = (*CITATION_FIELDS, *FOUND_FIELDS)
        return cls(**{name: _text(given, name, MAX_TEXT if name in LONG_IN_CITATION else MAX_SHORT) for name in names})

    @property
    def source(self) -> tuple[str, str]:
        """The address by which what is cited is known or, without one, its title; the other is empty."""
        return (self.url, "") if self.url else ("", self.title)

    @property
    def is_blank(self) -> bool:
        """Nothing that a person typed: the kind and the access date are filled in by the page."""
        typed = (self.url, self.title, self.publisher, self.stance, self.quote, self.locator)
        return not any(part.strip() for part in typed)

    def facts(self) -> CitationFacts:
        return CitationFacts(
            names_source=bool(self.url or self.title),
            has_stance=self.stance in set(Stance),
            has_quote=bool(self.quote),
            has_locator=bool(self.locator),
            kind=EvidenceKind(self.kind) if self.kind in set(EvidenceKind) else EvidenceKind.SECONDARY,
            bad_address=bool(self.url) and not is_web_address(self.url),
            bad_date=not (is_date_or_blank(self.published_on) and is_date_or_blank(self.accessed_on)),
            publisher=" ".join(self.publisher.casefold().split()),
            host=host_of(self.url),
        )


@dataclass(frozen=True, slots=True)
class DraftText:
    """A verdict as typed so far."""

    rating: str = ""
    rationale: str = ""
    quotation: str = ""
    suggested_wording: str = ""
    as_of: str = ""
    search_note: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    citations: tuple[CitationText, ...] = ()

    @classmethod
    def read(cls, payload: Any) -> "DraftText":
        """Take what is known from a JSON object; anything else in it is left aside.

        Raises TooMuch where a field is over its limit, so that nothing typed is cut silently.
        """
        if not isinstance(payload, dict):
            raise TooMuch("A draft is a JSON object.")
        given = payload.get("citations") or []
        if not isinstance(given, list) or len(given) > MAX_CITATIONS:
            raise TooMuch(f"At most {MAX_CITATIONS} citations.")
        reasons = payload.get("reasons")
        return cls(
            **{name: _text(payload, name, MAX_TEXT) for name in LONG},
            **{name: _text(payload, name, MAX_SHORT) for name in SHORT},
            reasons={
                rule: _text(reasons, rule, MAX_SHORT)
                for rule in Rule
                if isinstance(reasons, dict) and _text(reasons, rule, MAX_SHORT).strip()
            },
            citations=tuple(CitationText.read(one) for one in given if isinstance(one, dict)),
        )

    def payload(self) -> dict[str, Any]:
        """The draft as JSON, as it is stored and sent."""
        own = {name: getattr(self, name) for name in (*SHORT, *LONG)}
        cited = [
            {name: getattr(one, name) for name in CITATION_FIELDS}
            | {name: told for name in FOUND_FIELDS if (told := getattr(one, name))}
            for one in self.citations
        ]
        return own | {"reasons": dict(self.reasons), "citations": cited}

    def filled_citations(self) -> tuple[CitationText, ...]:
        return tuple(one for one in self.citations if not one.is_blank)

    @property
    def quotation_answer(self) -> Quotation:
        return Quotation(self.quotation) if self.quotation in set(Quotation) else Quotation.NOT_ASKED

    @property
    def answers(self) -> tuple[str, str]:
        """What it says, as two blind verdicts are compared: the rating and the quotation answer."""
        return self.rating, str(self.quotation_answer)

    @property
    def is_blank(self) -> bool:
        words = (self.rating, self.rationale, self.quotation, self.suggested_wording, self.search_note)
        return not any(part.strip() for part in words) and not self.filled_citations()


def is_web_address(url: str) -> bool:
    """Whether it is an http(s) address with a host and without credentials, blanks or control characters."""
    if any(ch.isspace() or not ch.isprintable() for ch in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The house an address belongs to, in small letters and without "www."; "" where it is no web address."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if is_web_address(url) else ""


def spellings(url: str) -> frozenset[str]:
    """How else one address may be written: with or without "www.", "https", a slash at its end, a place on the page."""
    if not is_web_address(url):
        return frozenset({url})
    parts = urlsplit(url)
    server = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    starts = [f"{scheme}://{www}{server}" for scheme in ("https", "http") for www in ("", "www.")]
    ends = [parts.path.rstrip("/") + slash + query for slash in ("", "/")]
    return frozenset({url, *(start + end for start in starts for end in ends)})


def blanks(title: str) -> frozenset[str]:
    """A title as it was typed, and without blanks too many."""
    return frozenset({title, " ".join(title.split())})


def is_date_or_blank(text: str) -> bool:
    return not text.strip() or day(text) is not None


def day(text: str) -> datetime.date | None:
    """The date a text names as YYYY-MM-DD, or None."""
    try:
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _text(source: Any, name: str, limit: int) -> str:
    value = source.get(name, "")
    value = "" if value is None else value if isinstance(value, str) else json.dumps(value)
    value = value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if len(value) > limit:
        raise TooMuch(f"“{name}” has {len(value):,} characters; at most {limit:,} are kept.")
    return value
