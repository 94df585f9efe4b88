"""The one way of telling people something: a notification each, and a letter where they want mail."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from articles.models import Event
from reviews.models.guards import UNDO_TIME
from reviews.models.talk import Comment, Letter, Notification
from reviews.terms import News

Person = Any  # the installed user model


def tell(
    people: Iterable[int | None],
    news: News,
    *,
    by: Person | None,
    at: datetime.datetime,
    article: int,
    claim: int | None = None,
    comment: Comment | None = None,
    event: Event | None = None,
) -> None:
    """Tell people by key, each once and never who caused it. Called in the transaction of the cause.

    A letter waits until the cause can no longer be undone; none is made for people who want none.
    """
    keys = {key for key in people if key is not None} - {by.pk if by else None}
    if not keys:
        return
    told = get_user_model()._default_manager.filter(pk__in=keys, is_active=True).order_by("pk")
    rows = Notification.objects.bulk_create(
        Notification(
            person=person, news=news, article_id=article, claim_id=claim, comment=comment, event=event, by=by, at=at
        )
        for person in told
    )
    Letter.objects.bulk_create(
        Letter(notification=row, due_at=at + UNDO_TIME) for row in rows if is_written_to(row.person)
    )


def is_written_to(person: Person) -> bool:
    """Whether letters go to this person: they want them, have an address, and mail is set up here."""
    return bool(settings.EMAIL_HOST and person.wants_mail and person.email)
