"""What people do with many claims at once: look first, begin, cancel, go on."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Max, QuerySet

from articles.models import Claim
from articles.refusals import Kind, Refusal
from reviews import bulk_words
from reviews.bulk_rows import Selection, Wish, claim_of, uids
from reviews.bulk_task import enqueue_bulk, run_bulk
from reviews.bulk_terms import BulkState
from reviews.models import BulkAction, Review, guards
from reviews.workflow import MOVES, Verb

AT_ONCE = 200
LOOKED_AT = 1_000
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """What a bulk action would meet. Beyond `LOOKED_AT` rows nothing is counted, and nothing foretold."""

    n: int
    is_more: bool
    first: list[Any]
    until: str
    refused: list[tuple[str, str, int]]

    @property
    def n_refused(self) -> int:
        return sum(n for _code, _words, n in self.refused)

    @property
    def count(self) -> str:
        return f"{self.n:,}+" if self.is_more else f"{self.n:,}"


def preview(selection: Selection, wish: Wish, *, by: Any, now: datetime.datetime) -> Preview:
    """How many there are, the first of them, and how many will be refused for which reason as things stand.

    Raises Refusal where this person may not do it at all.
    """
    wish.check_permission(by)
    rows = selection.rows(by, now)
    looked_at = list(_with_their_check(rows).order_by("pk")[: LOOKED_AT + 1])
    is_more, looked_at = len(looked_at) > LOOKED_AT, looked_at[:LOOKED_AT]
    met = Counter(_foreseen(row, wish, by, now) for row in looked_at)
    refused = sorted(((code, told, n) for (code, told), n in met.items() if code), key=lambda one: -one[2])
    newest = _every(rows).order_by("-pk").values_list("uid", flat=True).first()
    first = [_check_of(row) or row for row in _with_their_check(selection.in_order(by, now))[:SHOWN]]
    return Preview(len(looked_at), is_more, first, str(newest or ""), refused)


def begin(
    selection: Selection, wish: Wish, *, by: Any, now: datetime.datetime, until: str = "", at_once: bool = True
) -> BulkAction:
    """Do the verb to all of them: a few here and now, many by a worker. `until` is of the preview that was seen: what
    came in since is left alone.

    Raises Refusal where it can be granted for none of them.
    """
    wish.request(by)
    rows = selection.rows(by, now)
    n = rows.order_by()[: AT_ONCE + 1].count()
    if not n:
        raise bulk_words.refusal("bulk_nothing_selected", Kind.CONFLICT)
    with transaction.atomic():
        job = BulkAction.objects.create(
            by=by,
            verb=wish.verb,
            query="" if selection.ticked else selection.chosen.query(),
            ticked=list(selection.ticked),
            parameters=wish.parameters(),
            asked_at=now,
            created_at=now,
            until=_last(rows, until),
        )
        if n > AT_ONCE or not at_once:
            transaction.on_commit(lambda: enqueue_bulk(job.pk))
    if n <= AT_ONCE and at_once:
        with suppress(OperationalError, InterfaceError):  # a database that is busy: a worker brings it to its end
            run_bulk(job.pk)
        job.refresh_from_db()
    return job


def cancel(job: BulkAction, *, by: Any, now: datetime.datetime) -> None:
    """Stop where it is: what is done stays done. An editor may stop what others began."""
    _check_seen(job, by)
    _move(job, [BulkState.WAITING, BulkState.RUNNING], BulkState.CANCELLED, ended_at=now)


def go_on(job: BulkAction, *, by: Any) -> None:
    """Go on from the last row done, in the name of who began it, who alone may ask for that."""
    if job.by_id != by.pk:
        raise bulk_words.refusal("bulk_not_yours", Kind.FORBIDDEN)
    with transaction.atomic():
        _move(job, [BulkState.FAILED, BulkState.CANCELLED], BulkState.WAITING, ended_at=None)
        transaction.on_commit(lambda: enqueue_bulk(job.pk))


def _check_seen(job: BulkAction, by: Any) -> None:
    if not BulkAction.objects.visible_to(by).filter(pk=job.pk).exists():
        raise bulk_words.refusal("bulk_not_yours", Kind.FORBIDDEN)


def _move(job: BulkAction, before: Collection[BulkState], after: BulkState, **changes: Any) -> None:
    """Take the action to a state by one conditional UPDATE; the fence shuts out the worker that had it."""
    fresh = {
        "state": after,
        "fence": F("fence") + 1,
        "tries": 0,
        "reason": "",
        "enqueued_at": None,
        "lease_until": None,
    }
    if not BulkAction.objects.filter(pk=job.pk, state__in=before).update(**fresh, **changes):
        now = BulkAction.objects.values_list("state", flat=True).get(pk=job.pk)
        raise bulk_words.refusal("bulk_moved_on", Kind.CONFLICT, state=bulk_words.STATES[BulkState(now)])


def _every(rows: QuerySet[Any]) -> QuerySet[Any]:
    """All there is, selected or not."""
    return rows.model._default_manager.all()


def _last(rows: QuerySet[Any], until: str) -> int:
    """The key of the last row that is meant: the one named, else the newest."""
    named = _every(rows).filter(uid__in=uids([until])).values_list("pk", flat=True).first()
    return named or _every(rows).aggregate(newest=Max("pk"))["newest"] or 0


def _with_their_check(rows: QuerySet[Any]) -> QuerySet[Any]:
    if rows.model is Claim:
        return rows.select_related("article", "review__lease_by", "review__claim")
    return rows.select_related("claim__article", "lease_by")


def _check_of(row: Claim | Review) -> Review | None:
    return row if isinstance(row, Review) else getattr(row, "review", None)


def _foreseen(row: Claim | Review, wish: Wish, by: Any, now: datetime.datetime) -> tuple[str, str]:
    """Why the verb would be refused for this row, told from what was read along: a code and its words, or nothing."""
    review, move = _check_of(row), MOVES[wish.verb]
    try:
        if review is None:
            guards.check_state(move, guards.state_of(claim_of(row)))
        else:
            guards.check_verb(review, move, by=by, now=now, reason="given")
        if wish.verb is Verb.ASSIGN and review is not None and wish.to is not None:
            guards.check_self_or_lead(review, by if wish.to == str(by.uid) else None, by)
    except Refusal as refusal:
        return str(refusal.code), refusal.words
    return "", ""
