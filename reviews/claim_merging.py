"""Merging: several claims nobody judged become the first of them; the others are put aside, what was typed stays."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from articles.models import Anchor, Article, Claim
from articles.reading import without_markup
from articles.refusals import Kind, Refusal
from articles.terms import DismissReason
from reviews import claim_words, edit_words
from reviews.claim_edits import check_editable, log_edit, moved, too_many_words, write
from reviews.models import Review, Verdict
from reviews.models.shaping import carry_drafts, choose_like, put_aside
from reviews.terms import Edit
from reviews.workflow import TRIAGE

MOST_MERGED = 20
Moment = datetime.datetime


def merge(claims: Iterable[Claim], *, by: Any, now: Moment) -> Claim:
    """Make several claims of an article one, which spans their words. Returns the first, which stays.

    Refused where one of them was changed since it was read.
    """
    if not by.has_perm(TRIAGE):
        raise edit_words.refusal("may_not_edit", Kind.FORBIDDEN)
    read = {claim.pk: claim.rev for claim in claims}
    chosen = sorted(read)
    if not 2 <= len(chosen) <= MOST_MERGED:
        code = "merge_one" if len(chosen) < 2 else "merge_many"
        raise edit_words.refusal(code, Kind.INVALID, field="claims", most=MOST_MERGED)
    with transaction.atomic():
        anchors = _locked(chosen)
        reviews = _reviews(chosen)
        fresh = {claim.pk: claim for claim in Claim.objects.select_for_update().filter(pk__in=chosen).order_by("pk")}
        if any(fresh[key].rev != rev for key, rev in read.items()):
            raise edit_words.refusal("claim_changed")
        in_order = [fresh[anchor.claim_id] for anchor in anchors]
        for claim in in_order:
            _check(claim, reviews.get(claim.pk), by=by, now=now)
        return _merge(in_order, anchors, reviews, by=by, now=now)


def _merge(claims: list[Claim], anchors: list[Anchor], reviews: dict[int, Review], *, by: Any, now: Moment) -> Claim:
    first, *others = claims
    start, end = anchors[0].start, max(anchor.end for anchor in anchors)
    if end - start > claim_words.MOST_CHARS:
        raise too_many_words(end - start)
    before, after = moved(first, anchors[0], start, end, statement=_statement(claims, anchors))
    others_reviews = [reviews[claim.pk] for claim in others if claim.pk in reviews]
    merged = []
    for claim in others:
        put_aside(claim, reviews.get(claim.pk), DismissReason.MERGED, by=by, now=now)
        data = {"into": str(first.uid), "why": DismissReason.MERGED}
        log_edit(Edit.MERGE, claim, {}, {}, by=by, now=now, version=anchors[0].version, data=data)
        merged.append({"uid": str(claim.uid), "rev": claim.rev})
    review, version = reviews.get(first.pk), anchors[0].version
    write(Edit.MERGE, first, before, after, by=by, now=now, on=review, version=version, data={"merged": merged})
    if others_reviews:
        review = review or choose_like(first, others_reviews[0], now=now)
        carry_drafts(others_reviews, review, now=now)
    return first


def _locked(keys: list[int]) -> list[Anchor]:
    """Where the claims stand, in reading order; no version comes in before the transaction ends."""
    article_ids = set(Claim.objects.filter(pk__in=keys).values_list("article", flat=True))
    if len(article_ids) != 1:
        raise edit_words.refusal("merge_one", Kind.INVALID, field="claims")
    article = Article.objects.select_for_update(no_key=True).get(pk=article_ids.pop())
    found = Anchor.objects.filter(version=article.current_id, claim__in=keys).standing().in_reading_order()
    anchors = list(found.select_related("version"))
    if len(anchors) != len(keys):
        raise edit_words.refusal("not_in_text")
    return anchors


def _reviews(keys: list[int]) -> dict[int, Review]:
    rows = Review.objects.select_related("lease_by", "claim").select_for_update(of=("self",))
    return {review.claim_id: review for review in rows.filter(claim__in=keys).order_by("pk")}


def _check(claim: Claim, review: Review | None, *, by: Any, now: Moment) -> None:
    """Raise the Refusal that stands against merging a claim; it names the claim."""
    try:
        check_editable(claim, review, by=by, now=now)
        check_unjudged(claim, review)
        check_no_repeats(claim)
    except Refusal as refusal:
        raise edit_words.refusal("merge_not", field="claims", claim=claim, why=refusal.words) from refusal


def check_unjudged(claim: Claim, review: Review | None) -> None:
    if review is not None and Verdict.objects.filter(review=review).exists():
        raise edit_words.refusal("has_verdict", claim=claim)


def check_no_repeats(claim: Claim) -> None:
    repeat = Claim.objects.filter(same_as=claim.pk).order_by("pk").first()
    if repeat is not None:
        raise edit_words.refusal("has_repeats", claim=repeat)


def _statement(claims: list[Claim], anchors: list[Anchor]) -> str | None:
    """What the merged claim says where somebody had worded one of them: all they say, one after the other."""
    shown = without_markup(anchors[0].version.text)
    places = [shown[anchor.start : anchor.end] for anchor in anchors]
    if all(claim_words.reads(claim.statement, words) for claim, words in zip(claims, places, strict=True)):
        return None
    return " ".join(dict.fromkeys(claim.statement for claim in claims))
