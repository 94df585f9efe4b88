"""A newsroom's years of claims as rows, the same in every run: for the tests of lists and for measuring them."""

from __future__ import annotations

import datetime
import hashlib
import random
from typing import Any

from django.utils import timezone

from articles.models import Anchor, Article, Claim, Version
from reviews.models import RatingScale, Review
from reviews.models.review import NO_DUE_DATE

BATCH = 2_000
SUBJECTS = ("The river", "The town council", "The wall", "Bank lending", "The ministry", "A new school", "Traffic")
VERBS = ("rose by", "cost", "employed", "reached", "fell by", "spent", "counted")
PLACES = ("Aarhus", "Malmö", "Gdańsk", "Turku", "Bergen", "Riga", "Tartu", "Lübeck")
SPEAKERS = ("Ola Berg", "the mayor", "Åsa Lind", "the ministry", "a witness", "the report")
# of a hundred claims, how many are in which state; "proposed" has no check yet
SHARES = {
    "proposed": 30,
    "open": 22,
    "in_review": 2,
    "awaiting_second": 8,
    "disputed": 1,
    "decided": 12,
    "published": 20,
    "dismissed": 5,
}
STATES = [state for state, share in SHARES.items() for _ in range(share)]
TRIAGE = {"proposed": "proposed", "dismissed": "dismissed"}


def many_claims(n: int, *, by: Any, per_article: int = 100, people: tuple[Any, ...] = (), seed: int = 7) -> None:
    """Store `n` claims in articles of `per_article` each, in all states, with checks of every priority and due date.

    Needs the rating scales. `people` are those the checks are assigned to, in turn with nobody.
    """
    chance, now, scale = random.Random(seed), timezone.now(), RatingScale.default()
    for first in range(0, n, BATCH):
        numbers = range(first, min(first + BATCH, n))
        articles = _articles(-(-len(numbers) // per_article), first, by)
        claims = _claims(numbers, [articles[i // per_article] for i in range(len(numbers))], chance)
        Anchor.objects.bulk_create(_anchor(claim, i % per_article) for i, (claim, _state) in enumerate(claims))
        checked = [(claim, state) for claim, state in claims if state != "proposed"]
        whom = (None, *people)
        Review.objects.bulk_create(
            _review(claim, state, scale, whom[i % len(whom)], chance, now) for i, (claim, state) in enumerate(checked)
        )


def _claims(numbers: range, articles: list[Article], chance: random.Random) -> list[tuple[Claim, str]]:
    states = [STATES[chance.randrange(100)] for _ in numbers]
    rows = Claim.objects.bulk_create(
        _claim(article, number, state, chance) for article, number, state in zip(articles, numbers, states, strict=True)
    )
    return list(zip(rows, states, strict=True))


def _anchor(claim: Claim, place: int) -> Anchor:
    start = 100 * place
    return Anchor(claim=claim, version=claim.article.current, start=start, end=start + 80, exact=claim.statement)


def _articles(n: int, first: int, by: Any) -> list[Article]:
    articles = Article.objects.bulk_create(
        Article(
            headline=f"{SUBJECTS[i % len(SUBJECTS)]} in {PLACES[i % len(PLACES)]}, part {first + i}", byline="O. B."
        )
        for i in range(n)
    )
    digests = [hashlib.sha256(f"{article.uid}".encode()).hexdigest() for article in articles]
    versions = Version.objects.bulk_create(
        Version(
            article=article,
            text=f"Article {article.uid}.",
            text_sha256=digest,
            file_sha256=digest,
            media_type="text/plain",
            channel="command",
            by=by,
            split_state="split",
        )
        for article, digest in zip(articles, digests, strict=True)
    )
    for article, version in zip(articles, versions, strict=True):
        article.current = version
    Article.objects.bulk_update(articles, ["current"], batch_size=500)
    return articles


def _claim(article: Article, number: int, state: str, chance: random.Random) -> Claim:
    who, did, place = SUBJECTS[number % 7], VERBS[number // 7 % 7], PLACES[chance.randrange(8)]
    return Claim(
        article=article,
        statement=f"{who} {did} {chance.randrange(2, 999)} in {place} in {1990 + number % 36}.",
        claimant=SPEAKERS[number % len(SPEAKERS)],
        check_worthiness=chance.randrange(101) / 100,
        origin="machine",
        triage=TRIAGE.get(state, "accepted"),
        dismiss_reason="opinion" if state == "dismissed" else "",
    )


def _review(
    claim: Claim, state: str, scale: RatingScale, person: Any, chance: random.Random, now: datetime.datetime
) -> Review:
    due = now + datetime.timedelta(hours=chance.randrange(-400, 800)) if chance.random() < 0.4 else None
    return Review(
        claim=claim,
        article_id=claim.article_id,
        scale=scale,
        state=state,
        worth=claim.check_worthiness,
        priority=chance.choice((0, 0, 0, 0, 1, 1, 2)),
        due_at=due,
        due_key=due or NO_DUE_DATE,
        assigned_to=person,
        created_at=now - datetime.timedelta(hours=chance.randrange(2_000)),
        submitted_at=now - datetime.timedelta(hours=chance.randrange(200)) if state == "awaiting_second" else None,
    )
