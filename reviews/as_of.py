"""The date that verdicts on an undated article hold for: asked once, offered again on its other claims."""

from __future__ import annotations

import datetime
import json
from typing import Any

from articles.models import Claim
from reviews.beside import Row, beside
from reviews.drafts import day


def earlier_answer(claim: Claim, person: Any, rows: list[dict[str, Any]] | None = None) -> datetime.date | None:
    """What this person wrote last on another claim of an article whose date is not known; else None.

    `rows` are those of `beside`, where they were read already.
    """
    if claim.article.published_on is not None:
        return None
    rows = beside(claim, person, None) if rows is None else rows
    given = [(row["at"], row["published_on"]) for row in rows if row["row"] == Row.DATED]
    typed = ((row["at"], _typed_day(row["quote"])) for row in rows if row["row"] == Row.DRAFT)
    known = [*given, *((at, date) for at, date in typed if date)]
    return max(known, default=(None, None))[1]


def _typed_day(payload: str) -> datetime.date | None:
    return day(str(json.loads(payload).get("as_of") or ""))
