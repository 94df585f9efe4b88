"""A claim that says the same as another of its article shares that one's check, and counts when that one counts."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from articles.models import Anchor, Claim
from articles.refusals import Kind
from articles.terms import DismissReason, Triage
from reviews import edit_words
from reviews.claim_edits import lock_editable, lock_review, write
from reviews.claim_merging import check_no_repeats, check_unjudged
from reviews.edit_undo import take_back
from reviews.models.shaping import put_aside
from reviews.terms import Edit
from reviews.workflow import TRIAGE

Moment = datetime.datetime


def keep_as(claim: Claim, other: Claim, *, by: Any, now: Moment, rev: int | None = None) -> Claim:
    """Say that a claim is the same as another. Returns the one that is checked: that, or what that is the same as."""
    if not by.has_perm(TRIAGE):
        raise edit_words.refusal("may_not_edit", Kind.FORBIDDEN)
    with transaction.atomic():
        root = _root_of(claim, other)
        lock_review(claim)
        list(Claim.objects.select_for_update().filter(pk__in=(claim.pk, root.pk)).order_by("pk"))  # never crosswise
        review = lock_editable(claim, by=by, now=now, rev=rev)
        check_unjudged(claim, review)
        check_no_repeats(claim)
        _hold(root, now)
        write(Edit.SAME_AS, claim, {"same_as": None}, {"same_as": root}, by=by, now=now, on=review)
        put_aside(claim, review, DismissReason.SAME_AS, by=by, now=now)
    return root


def keep_apart(claim: Claim, *, by: Any, now: Moment, rev: int | None = None) -> None:
    """Have a claim that was the same as another be one of its own again."""
    if rev is not None and rev != claim.rev:
        raise edit_words.refusal("claim_changed")
    step = claim.events.filter(verb=Edit.SAME_AS, undone_by=None).order_by("-pk").first()
    if claim.same_as_id is None or step is None:
        raise edit_words.refusal("taken_back")
    take_back(step, by=by, now=now)


def numbered(claim: Claim, number: int) -> Claim:
    """The claim of the same article that has this number in its text. Raises Refusal."""
    standing = Anchor.objects.filter(version=claim.article.current_id).standing().in_reading_order()
    found = standing.select_related("claim")[number - 1 : number] if number > 0 else ()
    for anchor in found:
        other: Claim = anchor.claim
        return other
    raise edit_words.refusal("same_unknown", Kind.INVALID, field="number")


def number_of(claim: Claim) -> int:
    """The number a claim has in the text of its article; 0 where it no longer stands there."""
    standing = Anchor.objects.filter(version=claim.article.current_id).standing().in_reading_order()
    keys = list(standing.values_list("claim_id", flat=True))
    return keys.index(claim.pk) + 1 if claim.pk in keys else 0


def _root_of(claim: Claim, other: Claim) -> Claim:
    if other.pk == claim.pk:
        raise edit_words.refusal("same_itself", Kind.INVALID, field="number")
    if other.article_id != claim.article_id:
        raise edit_words.refusal("same_unknown", Kind.INVALID, field="number")
    root = other.same_as or other
    if root.pk == claim.pk:
        raise edit_words.refusal("same_circle", Kind.CONFLICT, field="number", claim=other)
    return root


def _hold(root: Claim, now: Moment) -> None:
    """Keep the other one as it is until the transaction ends; the machine leaves it alone from now on."""
    free = Claim.objects.filter(pk=root.pk, same_as=None).exclude(triage=Triage.DISMISSED)
    if not free.update(touched_at=Coalesce(F("touched_at"), now)):
        fresh = Claim.objects.filter(pk=root.pk).first()
        if fresh is None or fresh.same_as_id is not None:
            raise edit_words.refusal("claim_changed")
        raise edit_words.refusal("same_dismissed", field="number", claim=fresh)
