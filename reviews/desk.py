"""What one person finds on their desk: to go on with, to look at again, to begin, to settle, to close; and the news."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from articles.models import Article, Claim, Version
from articles.querysets import ArticleQuerySet
from articles.terms import SplitState
from reviews import inbox
from reviews.day import Day, day_of
from reviews.desk_lanes import A_FEW, Lane, lanes_of, urgency
from reviews.models import Review
from reviews.progress import Progress, progress_of
from reviews.workflow import CHECK, LEAD, PUBLISH, SECOND, TRIAGE

IMPORT = "articles.import_article"
ADMINISTER = "factcheck.change_user"
WORK = (CHECK, TRIAGE, SECOND, LEAD, PUBLISH, IMPORT)
NEWS_SHOWN = 3
Shown = list[tuple[Article, Progress]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on it; an empty list is drawn with what to do next, None means it is not this person's work."""

    has_work: bool
    is_administrator: bool
    day: Day
    news: list[inbox.Line] = field(default_factory=list)
    resume: list[Review] | None = None
    returned: list[Review] | None = None
    next_claims: list[Review] | None = None
    proposals: list[Claim] = field(default_factory=list)
    second_looks: list[Review] | None = None
    disputed: list[Review] | None = None
    articles: Shown | None = None
    to_close: Shown | None = None
    imports: list[tuple[Version, Progress]] | None = None


def desk_of(person: Any, now: datetime.datetime) -> Desk:
    """Lay out the desk; a bounded number of queries however much there is."""
    lanes = lanes_of(person, now)
    next_claims = _next(lanes) if person.has_perm(CHECK) else None
    own, through = own_and_through(person)
    versions = latest_imports(person) if person.has_perm(IMPORT) else []
    progress = progress_of({*own, *through, *(version.article for version in versions)}, person)
    return Desk(
        has_work=any(person.has_perm(permission) for permission in WORK),
        is_administrator=person.has_perm(ADMINISTER),
        day=day_of(person, now),
        news=news_of(person),
        resume=lanes.get(Lane.RESUME),
        returned=lanes.get(Lane.RETURNED),
        next_claims=next_claims,
        proposals=proposals() if next_claims is not None and len(next_claims) < A_FEW else [],
        second_looks=lanes.get(Lane.SECOND_LOOK),
        disputed=lanes.get(Lane.DISPUTED),
        articles=[(one, progress[one.pk]) for one in own] if person.has_perm(CHECK) else None,
        to_close=[(one, progress[one.pk]) for one in through] if person.has_perm(PUBLISH) else None,
        imports=[(one, progress[one.article_id]) for one in versions] if person.has_perm(IMPORT) else None,
    )


def _next(lanes: dict[Lane, list[Review]]) -> list[Review]:
    """Claims to begin, and second checks that begin as if there were no first one."""
    return sorted([*lanes[Lane.NEXT], *lanes[Lane.BLIND]], key=urgency)[:A_FEW]


def news_of(person: Any) -> list[inbox.Line]:
    """The newest of what the person was told."""
    return [inbox.line_of(one) for one in inbox.read(inbox.inbox_of(person).newest_first()[:NEWS_SHOWN])]


def proposals() -> list[Claim]:
    """What the machine proposes, the most worth checking first."""
    return list(Claim.objects.proposals().select_related("article").order_by("-check_worthiness", "pk")[:A_FEW])


def own_and_through(person: Any) -> tuple[list[Article], list[Article]]:
    """Articles the person works on that are not through, the nearest deadline first; and, for who may publish, the
    newest with decided claims and nothing chosen left undecided. One query."""
    seen = Review.objects.visible_to(person)
    theirs = Q(assigned_to=person) | Q(lease_by=person) | Q(author=person)
    own = Article.objects.filter(pk__in=seen.unfinished().filter(theirs).values("article"))
    unfinished = seen.unfinished().filter(article=OuterRef("pk"))
    through = Article.objects.filter(pk__in=seen.decided().values("article")).exclude(Exists(unfinished))
    if not person.has_perm(PUBLISH):
        through = through.none()
    if not person.has_perm(CHECK):
        own = own.none()
    first = _first(own, F("deadline_at").asc(nulls_last=True), "-pk").union(_first(through, "-pk"), all=True)
    rows = Article.objects.filter(pk__in=first).annotate(is_through=Exists(through.filter(pk=OuterRef("pk"))))
    found: list[Any] = list(rows.order_by(F("deadline_at").asc(nulls_last=True), "-pk"))
    newest = sorted((one for one in found if one.is_through), key=lambda one: -one.pk)
    return [one for one in found if not one.is_through], newest


def _first(rows: ArticleQuerySet, *order: Any) -> Any:
    """The keys of the first few, asked for inside another query as a part of a union."""
    return Article.objects.filter(pk__in=rows.order_by(*order).values("pk")[:A_FEW]).values("pk")


def latest_imports(person: Any) -> list[Version]:
    """The person's newest imports, failed ones first."""
    failed_first = Case(When(split_state=SplitState.FAILED, then=Value(0)), default=Value(1))
    own = Version.objects.without_text().filter(by=person).select_related("article")
    return list(own.order_by(failed_first, "-pk")[: 2 * A_FEW])
