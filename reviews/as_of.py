"""The date that verdicts on an undated article hold for: asked once, offered again on its other claims."""

from __future__ import annotations

import datetime
from typing import Any

from articles.models import Claim
from reviews.drafts import day
from reviews.models import Draft, Verdict

MOST_DRAFTS = 40


def earlier_answer(claim: Claim, person: Any) -> datetime.date | None:
    """What this person wrote last on another claim of an article whose date is not known; else None."""
    if claim.article.published_on is not None:
        return None
    verdicts = Verdict.objects.filter(author=person, review__article=claim.article_id).exclude(as_of=None)
    given = verdicts.newest_first().values_list("created_at", "as_of").first()
    drafts = Draft.objects.of(person).filter(review__article=claim.article_id).exclude(review__claim=claim)
    rows = drafts.order_by("-saved_at", "-pk").values_list("saved_at", "payload__as_of")[:MOST_DRAFTS]
    typed = next(((at, date) for at, text in rows if (date := day(text or ""))), None)
    newest = max((one for one in (given, typed) if one), default=None, key=lambda one: one[0])
    return newest[1] if newest else None
