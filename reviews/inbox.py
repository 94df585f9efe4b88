"""What a person is told: each line in words with where it leads, and reading it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from reviews import talk_words
from reviews.models import Notification
from reviews.querysets import NotificationQuerySet

ROWS = ("by", "article", "claim", "comment", "event")


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news in words. `said` are the words of a comment, `reason` what was given with the step."""

    notification: Notification
    sentence: str
    said: str = ""
    reason: str = ""

    @property
    def is_unread(self) -> bool:
        return self.notification.read_at is None


def inbox_of(person: Any) -> NotificationQuerySet:
    """What this person is told."""
    rows: NotificationQuerySet = Notification.objects.visible_to(person)
    return rows


def read(rows: Iterable[Notification] | NotificationQuerySet) -> list[Any]:
    """Some rows of an inbox in their order, with all that a line shows; one query.

    Apart from finding them: a database that plans nine tables in one statement thinks longer than it reads.
    """
    if isinstance(rows, QuerySet):
        found = Notification.objects.filter(pk__in=rows.values("pk")).newest_first()
        return list(found.with_blindness().select_related(*ROWS))
    keys = [row.pk for row in rows]
    known = Notification.objects.with_blindness().select_related(*ROWS).in_bulk(keys) if keys else {}
    return [known[key] for key in keys if key in known]


def line_of(notification: Any) -> Line:
    """A notification as `read` gives it in words; of an open blind round it tells neither names nor reasons."""
    is_blind = notification.is_blind
    sentence = talk_words.news_sentence(notification.news, notification.by, is_blind=is_blind)
    said = notification.comment.text if notification.comment else ""
    reason = notification.event.reason if notification.event and not is_blind else ""
    return Line(notification, sentence, said, reason)


def place_of(notification: Notification) -> str:
    """The page that a notification is about, at the comment where it is about one."""
    claim, comment = notification.claim, notification.comment
    if claim is None:
        page = reverse("reviews:article", args=[notification.article.uid])
    else:
        page = reverse("reviews:claim", args=[claim.uid])
    return f"{page}#comment-{comment.uid}" if comment else page


def mark_read(notification: Notification, *, now: datetime.datetime) -> None:
    """Read once: the first time counts."""
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=now)


def mark_all_read(person: Any, *, now: datetime.datetime, until: uuid.UUID | None = None) -> int:
    """All that the person is told so far, or up to the one named: what came in since they looked stays unread."""
    unread = Notification.objects.visible_to(person).unread()
    if until is not None:
        unread = unread.filter(pk__lte=Notification.objects.filter(person=person, uid=until).values("pk")[:1])
    return Notification.objects.filter(pk__in=unread.values("pk")).update(read_at=now)
