"""The sample articles and the demo reviews fit each other and are complete."""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import trafilatura

from articles.splitting import split
from articles.terms import DismissReason
from reviews.terms import EvidenceKind, Quotation, Stance

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.suffix in {".txt", ".md", ".html"})
DEMO: list[dict[str, Any]] = json.loads((ROOT / "fixtures" / "demo.json").read_text(encoding="utf-8"))["articles"]
RATINGS = {"true", "mostly_true", "half_true", "mostly_false", "false", "unproven", "misleading"}
OUTCOMES = {"draft", "submitted", "returned", "approved"}
REVIEW_KEYS = {
    "quote", "by", "rating", "quotation", "rationale", "search_note",
    "reasons", "citations", "outcome", "second", "return_reason",
}  # fmt: skip
CITATION_KEYS = {"url", "title", "publisher", "published_on", "kind", "stance", "quote", "locator", "accessed_on"}

REVIEWS = [(article["file"], review) for article in DEMO for review in article["reviews"]]
CITATIONS = [(file, citation) for file, review in REVIEWS for citation in review["citations"]]
QUOTED = REVIEWS + [(article["file"], dismissal) for article in DEMO for dismissal in article["dismiss"]]


class _Words(HTMLParser):
    """Collects the words a reader of the page sees."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style", "noscript"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style", "noscript"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def plain(file: str) -> str:
    """The text of a sample without markup, hyphenated line ends and line breaks."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.endswith(".html"):
        reader = _Words()
        reader.feed(text)
        text = "".join(reader.words)
    if file.endswith(".md"):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\[\^\d+\]", "", text)).replace("*", "")
    return collapsed(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text))


def collapsed(text: str) -> str:
    return " ".join(text.split())


@cache
def claims(file: str) -> dict[str, int]:
    """How often each statement is proposed as a claim of a sample."""
    text = (ROOT / file).read_text(encoding="utf-8")
    if file.endswith(".html"):
        text = trafilatura.extract(text, fast=True, include_comments=False) or ""
    return Counter(collapsed(claim.statement) for claim in split(text.replace("\f", "\n\n")).claims)


def name(value: object) -> str | None:
    """A readable test id from the file or the quote of a parameter."""
    if isinstance(value, dict):
        return str(value.get("quote") or value.get("title"))[:40]
    return Path(str(value)).stem


def test_there_are_five_samples_and_several_shapes() -> None:
    assert len(SEEDS) >= 5
    assert {path.suffix for path in SEEDS} == {".txt", ".md", ".html"}


@pytest.mark.parametrize("path", SEEDS, ids=name)
def test_a_sample_has_the_length_of_an_article(path: Path) -> None:
    assert 600 <= len(plain(f"seeds/{path.name}").split()) <= 1500


@pytest.mark.parametrize("path", SEEDS, ids=name)
def test_a_sample_names_only_a_reserved_publisher_address(path: Path) -> None:
    assert re.search(r"https://www\.[a-z-]+\.example/", path.read_text(encoding="utf-8"))


def test_a_claim_recurs_word_for_word_in_three_samples() -> None:
    claim = "Smallpox was declared eradicated by the World Health Assembly on 8 May 1980"
    assert sum(claim in plain(f"seeds/{path.name}") for path in SEEDS) == 3


def test_every_demo_article_is_a_sample_and_one_is_published() -> None:
    files = [article["file"] for article in DEMO]
    assert sorted(files) == sorted(f"seeds/{path.name}" for path in SEEDS)
    assert sum(article["publish"] for article in DEMO) == 1


def test_the_desk_holds_reviews_at_every_stage() -> None:
    assert {review["outcome"] for _, review in REVIEWS} == OUTCOMES
    assert 20 <= len(REVIEWS) <= 30


@pytest.mark.parametrize(
    "article", [article for article in DEMO if article["publish"]], ids=lambda article: article["file"]
)
def test_a_published_article_has_only_approved_reviews(article: dict[str, Any]) -> None:
    assert {review["outcome"] for review in article["reviews"]} == {"approved"}


@pytest.mark.parametrize(("file", "item"), QUOTED, ids=name)
def test_a_demo_quote_stands_once_in_its_sample(file: str, item: dict[str, Any]) -> None:
    assert plain(file).count(item["quote"]) == 1


@pytest.mark.parametrize(("file", "item"), QUOTED, ids=name)
def test_a_demo_quote_stands_in_one_claim_of_the_reading(file: str, item: dict[str, Any]) -> None:
    """The claim may have the lead-in of a quotation besides."""
    assert sum(n for statement, n in claims(file).items() if item["quote"] in statement) == 1


@pytest.mark.parametrize("article", DEMO, ids=lambda article: article["file"])
def test_no_two_demo_reviews_are_about_one_claim(article: dict[str, Any]) -> None:
    quotes = [item["quote"] for item in [*article["reviews"], *article["dismiss"]]]
    holders = [[quote for quote in quotes if quote in statement] for statement in claims(article["file"])]
    assert all(len(held) <= 1 for held in holders)


@pytest.mark.parametrize(("file", "review"), REVIEWS, ids=name)
def test_a_demo_review_is_well_formed(file: str, review: dict[str, Any]) -> None:
    assert set(review) == REVIEW_KEYS
    assert review["by"] in {"checker", "checker2"}
    assert review["rating"] in RATINGS | {""}
    assert review["rating"] or review["quotation"]
    assert Quotation(review["quotation"]) == review["quotation"]
    assert review["rationale"].strip()


@pytest.mark.parametrize(("file", "review"), REVIEWS, ids=name)
def test_a_second_person_looks_only_where_there_was_a_second_look(file: str, review: dict[str, Any]) -> None:
    looked = review["outcome"] in {"returned", "approved"}
    assert (review["second"] in {"checker", "checker2", "editor"}) is looked
    assert review["second"] != review["by"]
    assert bool(review["return_reason"]) is (review["outcome"] == "returned")


@pytest.mark.parametrize(("file", "review"), REVIEWS, ids=name)
def test_a_demo_review_brings_what_its_answer_needs(file: str, review: dict[str, Any]) -> None:
    assert review["citations"]
    if review["rating"] == "unproven" or review["quotation"] == "not_found":
        assert review["search_note"]


@pytest.mark.parametrize(("file", "citation"), CITATIONS, ids=name)
def test_a_demo_citation_is_complete(file: str, citation: dict[str, Any]) -> None:
    assert set(citation) == CITATION_KEYS
    assert citation["url"].startswith("https://")
    assert citation["title"] and citation["publisher"]
    assert citation["kind"] in set(EvidenceKind)
    assert citation["stance"] in set(Stance)
    assert citation["quote"] or citation["locator"]


@pytest.mark.parametrize(("file", "citation"), CITATIONS, ids=name)
def test_a_demo_citation_has_possible_dates(file: str, citation: dict[str, Any]) -> None:
    accessed = date.fromisoformat(citation["accessed_on"])
    assert citation["published_on"] is None or date.fromisoformat(citation["published_on"]) <= accessed


def test_demo_dismissals_have_a_known_reason_and_person() -> None:
    for article in DEMO:
        for dismissal in article["dismiss"]:
            assert dismissal["reason"] in set(DismissReason)
            assert dismissal["by"] in {"checker", "checker2"}
