"""One page of a list of claims: found in one table by an index, then read with what its lines show."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from articles.models import Anchor, Claim
from reviews.contents import ClaimLine, line_of, with_answers
from reviews.fates import Fate, fates_for
from reviews.filters import ClaimFilter
from reviews.keyset import Page, page_of
from reviews.models import Review
from reviews.models.guards import state_of

RELATED = ("claim", "article", "rating", "lease_by", "assigned_to")


def page_for(chosen: ClaimFilter, person: Any, *, now: datetime.datetime, size: int, asked: QueryDict) -> Page:
    """The page of the list that an address asks for; its rows are lines."""
    rows = chosen.in_order(person, now).only("pk", "uid")
    every = chosen.placed(rows.model._default_manager.all())
    found = page_of(rows, chosen.keys, size=size, asked=asked, among=every)
    return replace(found, rows=lines_for(found.rows, person))


def lines_for(rows: list[Any], person: Any) -> list[ClaimLine]:
    """Checks, and claims that have none yet, as lines in the same order."""
    checks = _reviews([row.pk for row in rows if isinstance(row, Review)], person)
    claims = _claims([row.pk for row in rows if isinstance(row, Claim)])
    read = [(checks if isinstance(row, Review) else claims).get(row.pk) for row in rows]
    shown = [row for row in read if row is not None]
    fates = fates_for(person, [_claim_id(row) for row in shown if row.has_other_words])
    return [_line(row, fates.get(_claim_id(row))) for row in shown]


def _reviews(pks: list[int], person: Any) -> dict[int, Any]:
    rows = with_answers(Review.objects.visible_to(person)).annotate(has_other_words=_other_words("claim"))
    return rows.select_related(*RELATED).in_bulk(pks) if pks else {}


def _claims(pks: list[int]) -> dict[int, Any]:
    rows = Claim.objects.select_related("article").annotate(has_other_words=_other_words("pk"))
    return rows.in_bulk(pks) if pks else {}


def _other_words(field: str) -> Exists:
    return Exists(Anchor.objects.in_current_versions().not_as_before().filter(claim=OuterRef(field)))


def _claim_id(row: Any) -> int:
    return int(row.pk if isinstance(row, Claim) else row.claim_id)


def _line(row: Any, fate: Fate | None) -> ClaimLine:
    return ClaimLine(0, row, state_of(row), fate=fate) if isinstance(row, Claim) else line_of(row, fate)
