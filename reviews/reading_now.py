"""Who has a submitted verdict before them: told to others, so that two people do not read the same one."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q

from reviews.models import Review
from reviews.workflow import State

LASTS = datetime.timedelta(seconds=60)


def read_on(review: Review, *, by: Any, now: datetime.datetime) -> str:
    """Say that this person reads the verdict that waits; answers who else does, or nobody ("").

    It changes nothing that anybody decides on, so the revision stays.
    """
    free = Q(reader=None) | Q(reader=by) | Q(reading_until__lte=now) | Q(reading_until__gt=now + LASTS)
    waiting = Review.objects.filter(pk=review.pk, state=State.AWAITING_SECOND)
    if waiting.filter(free).update(reader=by, reading_until=now + LASTS):
        return ""
    return other_reader(Review.objects.select_related("reader").get(pk=review.pk), by, now)


def other_reader(review: Review, person: Any, now: datetime.datetime) -> str:
    """Who else has it before them now, or nobody ("")."""
    is_read = review.reading_until is not None and now < review.reading_until <= now + LASTS
    is_other = is_read and review.reader_id != person.pk and review.state == State.AWAITING_SECOND
    return str(review.reader) if is_other else ""
