"""Rows for tests: an article as an import leaves it, split claims and all."""

from __future__ import annotations

import datetime
import hashlib
import itertools

from django.utils import timezone

from articles.models import Anchor, Article, Claim, Version
from articles.terms import Channel, Origin, QuoteKind, SplitState
from reviews.models import Draft, Review

COUNT = itertools.count(1)
TEXT = (
    "River levels\n\nBy Ola Berg\n\nThe river rose by 40 centimetres in 2019. "
    "The town spent 2.1 million crowns on the wall. “We built it in six weeks,” said the mayor.\n"
)


def make_article(by, *, text: str = "", headline: str = "River levels", **fields) -> Article:
    """An article with one version that is split, and no claims yet."""
    text = text or f"{TEXT}\nArchive number {next(COUNT)}.\n"
    article = Article.objects.create(headline=headline, byline="Ola Berg", **fields)
    digest = hashlib.sha256(text.encode()).hexdigest()
    article.current = Version.objects.create(
        article=article,
        text=text,
        text_sha256=digest,
        file_sha256=digest,
        media_type="text/plain",
        channel=Channel.PASTE,
        by=by,
        n_words=len(text.split()),
        split_state=SplitState.SPLIT,
    )
    article.save(update_fields=["current"])
    return article


IN_PARTS = {
    "parts": [
        {"start": 0, "end": 32, "words": "The river rose by 40 centimetres", "statement": "The river rose by 40 cm."},
        {"start": 33, "end": 41, "words": "in 2019.", "statement": "The river rose in 2019."},
    ]
}  # what the machine may suggest about the claim below


def make_claim(article: Article, words: str = "The river rose by 40 centimetres in 2019.", **fields) -> Claim:
    """A machine-proposed claim on words that stand in the article's text."""
    fields = {"origin": Origin.MACHINE, "quote": QuoteKind.NONE, "statement": words, "claimant": "Ola Berg"} | fields
    claim = Claim.objects.create(article=article, **fields)
    start = article.current.text.index(words)
    Anchor.at(claim, article.current, start, start + len(words)).save()
    return claim


def draft_payload(**fields) -> dict:
    """A draft that nothing stands in the way of."""
    citation = {
        "url": "https://data.example.org/river",
        "title": "River gauge 2019",
        "publisher": "Water Office",
        "kind": "official",
        "stance": "backs",
        "quote": "rose by 40 cm",
        "locator": "table 2",
        "accessed_on": "2026-11-20",
    }
    return {"rating": "true", "rationale": "The gauge says so.", "citations": [citation]} | fields


def submitted(claim: Claim, by) -> Review:
    """A claim with a verdict that waits for a second look; decided at once where one person checks."""
    review = Review.begin(claim, by=by, now=timezone.now())
    Draft.store(review, draft_payload(), by=by, base_rev=0, now=timezone.now())
    review.submit(by=by, now=timezone.now())
    return Review.objects.select_related("claim").get(pk=review.pk)


def decided(claim: Claim, by, second) -> Review:
    """A claim checked by one person and approved by another."""
    review = submitted(claim, by)
    review.approve(review.current_verdict(), by=second, now=timezone.now())
    return review


def now() -> datetime.datetime:
    return timezone.now()
