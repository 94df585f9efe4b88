"""What is stored about some claims, looked up in a handful of queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.models import Anchor, Article, Claim, Event
from articles.terms import AnchorState
from reviews.models import Citation, Decision, Review
from reviews.querysets import events_visible_to
from reviews.reports.assemble import Found, Place
from reviews.workflow import State, Verb


class Sight:
    """What one person may see; without a person (the command line) everything that is stored."""

    def __init__(self, by: Any | None) -> None:
        self.by = by

    def reviews(self) -> Any:
        return Review.objects.visible_to(self.by) if self.by else Review.objects.all()

    def decisions(self) -> Any:
        seen = Decision.objects.visible_to(self.by) if self.by else Decision.objects.all()
        related = seen.select_related("by", "rating", "review__claim", "verdict__author", "verdict__anchor__version")
        return related.defer("verdict__anchor__version__text")

    def citations(self) -> Any:
        return Citation.objects.visible_to(self.by) if self.by else Citation.objects.all()

    def events(self) -> Any:
        return events_visible_to(self.by) if self.by else Event.objects.all()


class Stored:
    """Everything about some claims that their rows need."""

    def __init__(self, sight: Sight, claims: Iterable[Claim], decisions: Iterable[Decision]) -> None:
        claims = list(claims)
        self.articles = articles_of(claims)
        self.places = places_in(self.articles.values())
        self.citations = _citations(sight, decisions)
        self.events = _events(sight, claims)

    def about(self, claim: Claim, state: State, decision: Decision | None) -> Found:
        """What is known about one of the claims, where it stands thus."""
        article = self.articles[claim.article_id]
        return Found(
            claim=claim,
            article=article,
            place=self.places.get(claim.pk) or Place(article.current, None, ""),
            state=state,
            url=claim_url(claim),
            decision=decision,
            citations=self.citations.get(decision.verdict_id, ()) if decision else (),
            published=self.publication(decision),
            dismissed=self.events.get((claim.pk, Verb.DISMISS, None)),
        )

    def publication(self, decision: Decision | None) -> Event | None:
        """The event by which the decision of that round went public."""
        return self.events.get((decision.review.claim_id, Verb.PUBLISH, decision.round)) if decision else None


def claim_url(claim: Claim) -> str:
    """The public address of a claim's page; empty where the installation has none."""
    return settings.PUBLIC_URL + reverse("reviews:claim", args=[claim.uid]) if settings.PUBLIC_URL else ""


def articles_of(claims: Iterable[Claim]) -> dict[int, Article]:
    found = Article.objects.select_related("current").defer("notes", "current__text")
    return found.in_bulk({claim.article_id for claim in claims})


def places_in(articles: Iterable[Article]) -> dict[int, Place]:
    """Where every claim of the articles stands in the current versions, numbered in reading order."""
    versions = {article.current_id: article.current for article in articles if article.current_id}
    anchors = Anchor.objects.filter(version__in=versions).exclude(state=AnchorState.ORPHANED).in_reading_order()
    numbers: dict[int, int] = defaultdict(int)
    places = {}
    for claim, version, exact in anchors.values_list("claim_id", "version_id", "exact"):
        numbers[version] += 1
        places[claim] = Place(versions[version], numbers[version], exact)
    return places


def _citations(sight: Sight, decisions: Iterable[Decision]) -> dict[int, list[Citation]]:
    verdicts = [decision.verdict_id for decision in decisions]
    found: dict[int, list[Citation]] = defaultdict(list)
    for one in sight.citations().filter(verdict__in=verdicts).order_by("verdict_id", "position"):
        found[one.verdict_id].append(one)
    return found


def _events(sight: Sight, claims: list[Claim]) -> dict[tuple[int, str, int | None], Event]:
    """The last dismissal of each claim, and its publication in each round."""
    wanted = sight.events().filter(claim__in=[claim.pk for claim in claims], verb__in=[Verb.PUBLISH, Verb.DISMISS])
    found: dict[tuple[int, str, int | None], Event] = {}
    for event in wanted.select_related("actor").order_by("pk"):
        found[event.claim_id, event.verb, event.round if event.verb == Verb.PUBLISH else None] = event
    return found
