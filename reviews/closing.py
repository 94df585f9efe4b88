"""Closing the check of an article: every decided claim is published, each by the verb, each with its own result."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from articles.models import Anchor, Article, Event
from articles.refusals import Kind, Refusal
from reviews.contents import ClaimLine, line_of, with_answers
from reviews.models import Review
from reviews.workflow import PUBLISH


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claim; `refusal` is why it was not published, else empty."""

    review: Review
    refusal: str = ""

    @property
    def is_published(self) -> bool:
        return not self.refusal

    @property
    def line(self) -> ClaimLine:
        return line_of(self.review)


def close_check(article: Article, *, by: Any, now: datetime.datetime) -> list[Outcome]:
    """Publish the decided claims of an article in reading order; what cannot be published says why and stays."""
    if not by.has_perm(PUBLISH):
        raise Refusal("not_allowed", _("Only an editor closes a check."), kind=Kind.FORBIDDEN)
    decided = list(_in_reading_order(article))
    if not decided:
        raise Refusal("nothing_decided", _("No claim is decided, so there is nothing to publish yet."))
    outcomes = [_publish(review, by, now) for review in decided]
    with transaction.atomic():
        n_published = sum(outcome.is_published for outcome in outcomes)
        counts = {"published": n_published, "refused": len(outcomes) - n_published}
        Event.log("close", article, article=article, by=by, at=now, data=counts)
    return outcomes


def _in_reading_order(article: Article) -> Any:
    standing = Anchor.objects.filter(version=article.current_id).standing()
    start = standing.filter(claim=OuterRef("claim")).values("start")[:1]
    rows = with_answers(Review.objects.of_article(article).decided())
    return (
        rows.select_related("claim", "rating")
        .annotate(start=Subquery(start))
        .order_by(F("start").asc(nulls_last=True), "claim_id")
    )


def _publish(review: Review, by: Any, now: datetime.datetime) -> Outcome:
    try:
        review.publish(by=by, now=now)
    except Refusal as refusal:
        return Outcome(review, refusal.words)
    return Outcome(review)
