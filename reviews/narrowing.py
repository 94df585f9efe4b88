"""The conditions of a list as questions to the database, on checks or on proposed claims; no join that grows.

Words are looked for in claims first, in the newest of them where no article is named, so that a search ends however
many there are.
"""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import Article, Claim
from reviews.list_terms import AGES, ME, NOBODY, WORTH_BELOW, WORTH_FROM, Age, Due, Worth
from reviews.models import Rating
from reviews.models.review import NO_DUE_DATE
from reviews.querysets import BLIND_STATES
from reviews.workflow import Policy, State

MOST_FOUND = 1_000
SEARCHED = 200_000
MOST_WORDS = 6
SETTLED = (State.DECIDED, State.PUBLISHED, State.DISMISSED)


def of_article(uid: uuid.UUID) -> Q:
    return Q(article=Subquery(Article.objects.filter(uid=uid).values("pk")[:1]))


def rated(code: str) -> Q:
    return Q(rating__in=list(Rating.objects.filter(code=code).values_list("pk", flat=True)))


def worth(level: Worth, field: str) -> Q:
    return Q(**{f"{field}__gte": WORTH_FROM[level], f"{field}__lt": WORTH_BELOW[level]})


def mine(person: Any) -> Q:
    return Q(assigned_to=person) | Q(lease_by=person) | Q(author=person)


def assigned(who: str, person: Any) -> Q:
    if who == NOBODY:
        return Q(assigned_to=None)
    return Q(assigned_to=person) if who == ME else Q(assigned_to=_person(who))


def held(who: str, person: Any, now: datetime.datetime) -> Q:
    """Under a lease that is not over; by nobody: free to be taken. Who judges blindly is not found by name."""
    if who == NOBODY:
        return Q(lease_until=None) | Q(lease_until__lte=now)
    if who == ME:
        return Q(lease_until__gt=now, lease_by=person)
    return Q(lease_until__gt=now, lease_by=_person(who)) & ~Q(policy=Policy.BLIND_DOUBLE, state__in=BLIND_STATES)


def waiting(age: Age, state: State | None, now: datetime.datetime) -> Q:
    """Since it was chosen; since it was submitted where it waits for a second look."""
    field = "submitted_at" if state is State.AWAITING_SECOND else "created_at"
    return Q(**{f"{field}__lte": now - AGES[age]})


def due(when: Due, now: datetime.datetime) -> Q:
    """By the reader's own days; a week ends on Sunday. What is settled is not overdue."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    match when:
        case Due.OVERDUE:
            return Q(due_key__lt=now) & ~Q(state__in=SETTLED)
        case Due.TODAY:
            return _between(today, 1)
        case Due.WEEK:
            return _between(today, 7 - today.weekday())
        case Due.NONE:
            return Q(due_key=NO_DUE_DATE)


def claims_with(*, said_by: str, q: str, article: uuid.UUID | None) -> QuerySet[Claim]:
    """The newest claims with all of these words and this speaker."""
    rows = Claim.objects.all()
    if article:
        rows = rows.filter(of_article(article))
    else:
        newest = Claim.objects.aggregate(newest=Max("pk"))["newest"] or 0
        rows = rows.filter(pk__gt=newest - SEARCHED)
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(_holds("statement", word))
    if said_by:
        rows = rows.filter(_holds("claimant", said_by))
    return rows.order_by("-pk")[:MOST_FOUND]


def _between(today: datetime.datetime, n_days: int) -> Q:
    """Whole days in the reader's zone, also where the clock is changed in between."""
    end = datetime.datetime.combine(today.date() + datetime.timedelta(days=n_days), datetime.time(), today.tzinfo)
    return Q(due_key__gte=today, due_key__lt=end)


def _holds(field: str, words: str) -> Q:
    """Whether it is written there, in capitals or not: SQLite knows the capitals of plain letters only."""
    spellings = {words} if words.isascii() else {words, words.lower(), words.upper(), words.capitalize(), words.title()}
    conditions = Q()
    for spelling in spellings:
        conditions |= Q(**{f"{field}__icontains": spelling})
    return conditions


def _person(uid: str) -> Any:
    return Subquery(get_user_model()._default_manager.filter(uid=uid).values("pk")[:1])
