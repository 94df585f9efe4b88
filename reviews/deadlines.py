"""The deadline of an article: set by an editor; the checks that had the article's have the new one."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from articles.models import Article, Event
from articles.refusals import Kind
from reviews.desk_words import refusal
from reviews.models import Review
from reviews.models.review import NO_DUE_DATE
from reviews.workflow import LEAD

DEADLINE = "deadline"
FARTHEST = datetime.timedelta(days=3653)


def set_deadline(article: Article, at: datetime.datetime | None, *, by: Any, now: datetime.datetime) -> Article:
    """Set, move or (with None) take away the deadline. A check with a due date of its own keeps it."""
    if not by.has_perm(LEAD):
        raise refusal("no_deadline_right", Kind.FORBIDDEN)
    was = article.deadline_at
    if at == was:
        return article
    if at is not None:
        _check_moment(at, now)
    with transaction.atomic():
        if not Article.objects.filter(pk=article.pk, deadline_at=was).update(deadline_at=at):
            raise refusal("deadline_moved", Kind.CONFLICT)
        followed = Review.objects.of_article(article).filter(due_at=was).update(due_at=at, due_key=at or NO_DUE_DATE)
        told = {"from": _told(was), "to": _told(at), "reviews": followed}
        Event.log(DEADLINE, article, article=article, by=by, at=now, data=told)
    article.deadline_at = at
    return article


def _check_moment(at: datetime.datetime, now: datetime.datetime) -> None:
    if at <= now:
        raise refusal("deadline_over", field="deadline_at")
    if at > now + FARTHEST:
        raise refusal("deadline_far", field="deadline_at")


def _told(at: datetime.datetime | None) -> str:
    return at.isoformat() if at else ""
