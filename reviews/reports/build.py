"""From a scope to the rows of a report, about a thousand claims at a time; never a verdict that is not decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count

from articles.models import Claim
from reviews.models import Decision, Report, Review
from reviews.models.guards import state_of
from reviews.reports import words
from reviews.reports.assemble import Found, row_of
from reviews.reports.known import Known
from reviews.reports.measure import measured
from reviews.reports.rows import FINISHED, Content, CoverageRow, ReportRow
from reviews.reports.scope import Scope
from reviews.reports.stored import Sight, Stored
from reviews.workflow import State

MAX_CLAIMS = 20_000
CLAIMS_AT_ONCE = 1_000


class Builder:
    """Makes rows of what one person may see, and remembers their articles and, by claim, their decisions."""

    def __init__(self, by: Any | None) -> None:
        self.by = by
        self.decisions: dict[str, int] = {}
        self.article_ids: list[int] = []
        self.coverage = CoverageRow()
        self._sight = Sight(by)
        self._known = Known.nothing_yet()

    def content(self, scope: Scope, *, now: datetime.datetime) -> Content:
        """The whole report."""
        rows = tuple(self.rows(scope))
        return self._content(scope.title, rows, made_at=now, made_by=self.by)

    def content_of(self, report: Report, *, most: int) -> Content:
        """The verdicts in a report that was made, as they were then; at most the first so many."""
        decisions = list(self._sight.decisions().filter(reports=report).order_by("pk")[:most])
        found = sorted(self._found_then(decisions, report.at), key=_place_order)
        rows = tuple(self._row(one) for one in found)
        return self._content(report.title, rows, made_at=report.at, made_by=report.by)

    def rows(self, scope: Scope) -> Iterator[ReportRow]:
        """One row a claim, article by article, in reading order."""
        for articles in _portions(scope):
            self.article_ids.extend(articles)
            if scope.is_of_articles:
                self.coverage += measured(articles, self.by)
            claims = list(chosen(scope).filter(article__in=articles))
            for one in sorted(self._found(claims), key=_place_order):
                yield self._row(one)

    def _content(self, title: str, rows: tuple[ReportRow, ...], *, made_at: datetime.datetime, made_by: Any) -> Content:
        return Content(title, made_at, str(made_by or ""), settings.PUBLIC_URL, rows, self._known.scales, self.coverage)

    def _found(self, claims: list[Claim]) -> Iterator[Found]:
        roots = Claim.objects.in_bulk({claim.same_as_id for claim in claims if claim.same_as_id})
        known = {claim.pk: claim for claim in claims} | roots
        reviews = {r.claim_id: r for r in self._sight.reviews().filter(claim__in=list(known))}
        decided = self._sight.decisions().current().filter(review__in=[review.pk for review in reviews.values()])
        settled = {d.review.claim_id: d for d in decided if d.review.state in FINISHED}
        stored = Stored(self._sight, self._known, list(known.values()), list(settled.values()))
        for claim in claims:
            checked = known.get(claim.same_as_id or claim.pk, claim)
            decision = settled.get(checked.pk)
            yield stored.about(claim, _state(checked, reviews.get(checked.pk), decision), decision)

    def _found_then(self, decisions: list[Decision], at: datetime.datetime) -> Iterator[Found]:
        claims = Claim.objects.in_bulk([decision.review.claim_id for decision in decisions])
        stored = Stored(self._sight, self._known, list(claims.values()), decisions, until=at)
        for decision in decisions:
            published = stored.publication(decision)
            state = State.PUBLISHED if published and published.at <= at else State.DECIDED
            yield stored.about(claims[decision.review.claim_id], state, decision)

    def _row(self, found: Found) -> ReportRow:
        if found.decision is not None:
            self.decisions[str(found.claim.uid)] = found.decision.pk
        return row_of(found, self._known)


def chosen(scope: Scope) -> Any:
    return Claim.objects.filter(pk__in=scope.claims.values("pk"))


def _portions(scope: Scope) -> Iterator[list[int]]:
    """The articles of a scope in portions of about a thousand claims. Refused where there is nothing or too much."""
    sizes = dict(chosen(scope).order_by("article_id").values_list("article_id").annotate(n=Count("pk")))
    if not sizes:
        raise words.refusal("no_claims", field="article")
    if sum(sizes.values()) > MAX_CLAIMS:
        raise words.refusal("too_many_claims", field="article", found=sum(sizes.values()), most=MAX_CLAIMS)
    portion: list[int] = []
    held = 0
    for article, size in sizes.items():
        if portion and held + size > CLAIMS_AT_ONCE:
            yield portion
            portion, held = [], 0
        portion.append(article)
        held += size
    yield portion


def _state(claim: Claim, review: Review | None, decision: Decision | None) -> State:
    """Where the check stands. A decision taken back while the report is made counts as not taken."""
    if decision is not None:
        return State(decision.review.state)
    if review is None:
        return state_of(claim)
    return State.OPEN if review.state in FINISHED else State(review.state)


def _place_order(one: Found) -> tuple[int, int, int]:
    return one.claim.article_id, one.place.number or MAX_CLAIMS, one.claim.pk
