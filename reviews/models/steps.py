"""The history of a claim: each step written in the transaction of its change, and told to whom it concerns."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from articles.models import Claim, Event
from reviews.models import guards, news
from reviews.workflow import Verb

if TYPE_CHECKING:
    from reviews.models.review import Review

Moment = datetime.datetime
Person = Any  # the installed user model


def log_step(
    verb: Verb,
    claim: Claim,
    *,
    by: Person,
    now: Moment,
    review: Review | None = None,
    reason: str = "",
    undoes: Event | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write one step of a claim's history, of its review where it has one, and tell whom it concerns."""
    event = Event.log(
        verb,
        review or claim,
        article=claim.article_id,
        by=by,
        at=now,
        claim=claim,
        round=review.round if review else None,
        rev_after=review.rev if review else claim.rev,
        reason=reason,
        undoes=undoes,
        data={"state": review.state if review else guards.state_of(claim), **(data or {})},
    )
    news.tell_of(event, review)
