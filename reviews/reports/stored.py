"""What is stored about some claims, looked up in a handful of queries however many they are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from articles.models import Anchor, Article, Claim, Event
from articles.terms import DismissReason
from reviews.closing import CLOSE
from reviews.fates import fates_after
from reviews.models import Citation, Correction, Decision, Review, Waiver
from reviews.querysets import events_visible_to
from reviews.reports.assemble import Found, Place, Step
from reviews.reports.known import Known
from reviews.terms import Edit
from reviews.workflow import State, Verb

STEP_FIELDS = ("claim_id", "verb", "round", "actor_id", "at", "reason")
NO_PLACE = Place(None, "")


class Sight:
    """What one person may see; without a person (the command line) everything that is stored."""

    def __init__(self, by: Any | None) -> None:
        self.by = by

    def reviews(self) -> Any:
        return (Review.objects.visible_to(self.by) if self.by else Review.objects.all()).only("state", "claim_id")

    def decisions(self) -> Any:
        seen = Decision.objects.visible_to(self.by) if self.by else Decision.objects.all()
        return seen.select_related("review", "verdict__anchor").only(
            *(
                "kind",
                "round",
                "at",
                "by_id",
                "rating_id",
                "review__state",
                "review__claim_id",
                "review__amended_by_id",
            ),
            *(f"verdict__{field.name}" for field in Decision.verdict.field.related_model._meta.concrete_fields),
            *("verdict__anchor__exact", "verdict__anchor__version_id"),
        )

    def citations(self) -> Any:
        return Citation.objects.visible_to(self.by) if self.by else Citation.objects.all()

    def events(self) -> Any:
        return events_visible_to(self.by) if self.by else Event.objects.all()


class Stored:
    """Everything about some claims that their rows need; what rows share goes to `known`."""

    def __init__(
        self,
        sight: Sight,
        known: Known,
        claims: list[Claim],
        decisions: list[Decision],
        until: datetime.datetime | None = None,
    ) -> None:
        self.articles = _articles(claims)
        self.closings = _closings(sight, self.articles, until)
        self.places = _places(self.articles.values())
        self.citations = _citations(sight, decisions)
        self.steps = _steps(sight, claims)
        self.parts, self.wholes = _parts(claims)
        self.uids = {claim.pk: str(claim.uid) for claim in claims}
        self.exceptions, self.corrections = _exceptions(decisions), _corrections(decisions)
        judged = {decision.review.claim_id: decision.verdict for decision in decisions}
        self.fates = fates_after(judged, [claim.pk for claim in claims])
        current = [article.current_id for article in self.articles.values() if article.current_id]
        known.learn_versions([*current, *(decision.verdict.anchor.version_id for decision in decisions)])
        known.learn_ratings(decision.rating_id for decision in decisions)
        hands: list[int | None] = [
            key
            for decision in decisions
            for key in (decision.by_id, decision.verdict.author_id, decision.review.amended_by_id)
        ]
        put_right = [one for found in self.corrections.values() for one in found]
        hands += [key for one in put_right for key in (one.proposed_by_id, one.applied_by_id)]
        known.learn_people([*hands, *(step.by for step in self.steps.values())])
        known.learn_people(step.by for step in self.closings.values())

    def about(self, claim: Claim, state: State, decision: Decision | None) -> Found:
        """What is known about one of the claims, where it stands thus."""
        return Found(
            claim=claim,
            article=self.articles[claim.article_id],
            place=self.places.get(claim.pk, NO_PLACE),
            state=state,
            decision=decision,
            citations=self.citations.get(decision.verdict_id, ()) if decision else (),
            published=self.publication(decision) if decision else None,
            dismissed=self.steps.get((claim.pk, Verb.DISMISS, None)),
            part_of=self.wholes.get(claim.pk, ""),
            same_as=self.uids.get(claim.same_as_id, "") if claim.same_as_id else "",
            same_number=self.places.get(claim.same_as_id, NO_PLACE).number if claim.same_as_id else None,
            fate=self.fates.get(claim.pk),
            closed=self.closings.get(claim.article_id),
            exceptions=self.exceptions.get((decision.review_id, decision.round), ()) if decision else (),
            corrections=self.corrections.get((decision.review_id, decision.round), ()) if decision else (),
            parts=[self.places.get(part, NO_PLACE).number for part in self.parts.get(claim.pk, ())],
        )

    def publication(self, decision: Decision) -> Step | None:
        """The step by which the decision of that round went public."""
        return self.steps.get((decision.review.claim_id, Verb.PUBLISH, decision.round))


def _articles(claims: Iterable[Claim]) -> dict[int, Article]:
    return Article.objects.defer("notes").in_bulk({claim.article_id for claim in claims})


def _places(articles: Iterable[Article]) -> dict[int, Place]:
    """Where every claim of the articles stands in the current versions, numbered in reading order."""
    versions = [article.current_id for article in articles if article.current_id]
    anchors = Anchor.objects.filter(version__in=versions).standing().in_reading_order()
    numbers: dict[int, int] = defaultdict(int)
    places = {}
    for claim, version, exact in anchors.values_list("claim_id", "version_id", "exact"):
        numbers[version] += 1
        places[claim] = Place(numbers[version], exact)
    return places


def _closings(sight: Sight, articles: Iterable[int], until: datetime.datetime | None) -> dict[int, Step]:
    """The last time the check of each article was closed, before a moment where one is given."""
    closed = sight.events().filter(article__in=articles, verb=CLOSE)
    if until is not None:
        closed = closed.filter(at__lte=until)
    rows = closed.order_by("pk").values_list("article_id", "actor_id", "at", "reason")
    return {article: Step(by, at, reason) for article, by, at, reason in rows}


def _citations(sight: Sight, decisions: Iterable[Decision]) -> dict[int, list[Citation]]:
    verdicts = [decision.verdict_id for decision in decisions]
    found: dict[int, list[Citation]] = defaultdict(list)
    cited = sight.citations().filter(verdict__in=verdicts).select_related("evidence").with_copies()
    for one in cited.order_by("verdict_id", "position"):
        found[one.verdict_id].append(one)
    return found


def _exceptions(decisions: Iterable[Decision]) -> dict[tuple[int, int], list[Waiver]]:
    """What editors let pass, by check and round."""
    found: dict[tuple[int, int], list[Waiver]] = defaultdict(list)
    reviews = [decision.review_id for decision in decisions]
    for one in Waiver.objects.filter(review__in=reviews).order_by("pk"):
        found[one.review_id, one.round].append(one)
    return found


def _corrections(decisions: Iterable[Decision]) -> dict[tuple[int, int], list[Correction]]:
    """What was put right since, by check and round, the oldest first."""
    found: dict[tuple[int, int], list[Correction]] = defaultdict(list)
    reviews = [decision.review_id for decision in decisions]
    for one in Correction.objects.filter(review__in=reviews).exclude(applied_at=None).order_by("applied_at", "pk"):
        found[one.review_id, one.round].append(one)
    return found


def _parts(claims: list[Claim]) -> tuple[dict[int, list[int]], dict[int, str]]:
    """The claims that are checked in place of each one checked in parts, and what each part is checked in place of."""
    in_parts = [claim.pk for claim in claims if claim.dismiss_reason == DismissReason.CHECKED_IN_PARTS]
    parts = [claim.pk for claim in claims if claim.part_of_id]
    found: dict[int, list[int]] = defaultdict(list)
    wholes: dict[int, str] = {}
    if in_parts or parts:
        related = Claim.objects.filter(Q(part_of__in=in_parts) | Q(pk__in=parts)).order_by("pk")
        for part, whole, uid, why in related.values_list("pk", "part_of", "part_of__uid", "dismiss_reason"):
            wholes[part] = str(uid)
            if whole and why != DismissReason.CHECKED_WHOLE:
                found[whole].append(part)
    return found, wholes


def _steps(sight: Sight, claims: list[Claim]) -> dict[tuple[int, str, int | None], Step]:
    """The last dismissal of each claim, also by checking it in parts or merging, and its publication in each round."""
    verbs = [Verb.PUBLISH, Verb.DISMISS, Verb.SPLIT, Edit.MERGE, Edit.SAME_AS, Edit.TAKE_BACK]
    wanted = sight.events().filter(claim__in=[claim.pk for claim in claims], verb__in=verbs)
    found: dict[tuple[int, str, int | None], Step] = {}
    for claim, verb, round, by, at, reason in wanted.order_by("pk").values_list(*STEP_FIELDS):
        key = (verb, round) if verb == Verb.PUBLISH else (Verb.DISMISS, None)
        found[claim, *key] = Step(by, at, reason)
    return found
