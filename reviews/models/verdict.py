"""Drafts that their author alone reads, verdicts that never change, and the decisions that stand on them."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from articles.models import Anchor, Claim
from articles.refusals import Kind
from reviews import querysets, words
from reviews.drafts import DraftText, TooMuch, day
from reviews.models.evidence import Citation
from reviews.models.scale import Rating
from reviews.models.snapshot import CitedCopy
from reviews.terms import DecisionKind, Quotation
from reviews.workflow import Policy

if TYPE_CHECKING:
    from reviews.models.review import Review


class Draft(Identified):
    """One person's unfinished verdict in one round of a review, saved as it is typed."""

    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="drafts")
    round = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    payload = models.JSONField(default=dict)
    rev = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    objects = querysets.DraftQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["review", "round", "author"], name="draft_once_a_round")]

    def text(self) -> DraftText:
        return DraftText.read(self.payload)

    @classmethod
    def store(cls, review: Review, payload: Any, *, by: Any, base_rev: int, now: datetime.datetime) -> Draft:
        """Keep what was typed on top of revision `base_rev` (0: nothing saved yet).

        Raises Refusal "draft_stale" with what is stored in `params["theirs"]` where another tab was faster.
        """
        try:
            clean = DraftText.read(payload).payload()
        except TooMuch as error:
            raise words.refusal("draft_too_long", Kind.INVALID, why=str(error)) from error
        mine = cls.objects.filter(review=review, round=review.round, author=by)
        if base_rev == 0:
            try:
                with transaction.atomic():
                    return cls.objects.create(review=review, round=review.round, author=by, payload=clean, saved_at=now)
            except IntegrityError:
                pass
        elif mine.filter(rev=base_rev).update(payload=clean, rev=F("rev") + 1, saved_at=now):
            return mine.get()
        stored = mine.first()
        if stored is not None and stored.payload == clean:
            return stored
        raise words.refusal("draft_stale", theirs=stored.payload if stored else {}, rev=stored.rev if stored else 0)


class Verdict(Identified):
    """One person's judgement of a claim as it stood; never changed, only superseded by another."""

    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="+")
    claim_rev = models.PositiveIntegerField()
    statement = models.TextField()
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quotation = models.CharField(max_length=20, choices=[(q, q) for q in Quotation if q], blank=True)
    rationale = models.TextField(blank=True)
    suggested_wording = models.TextField(blank=True)
    as_of = models.DateField(null=True, blank=True)
    search_note = models.TextField(blank=True)
    reasons = models.JSONField(default=dict)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = querysets.VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=False) | ~Q(quotation__in=["", Quotation.NOT_A_QUOTATION]),
                name="verdict_answers_something",
            )
        ]
        indexes = [models.Index(fields=["review", "round", "-id"], name="verdict_of_round")]

    @classmethod
    def write(
        cls, review: Review, text: DraftText, *, by: Any, now: datetime.datetime, seen: Anchor | None = None
    ) -> Verdict:
        """Make a draft that nothing stands in the way of a verdict on the claim as it stands now.

        `seen` is where its words stood in the version that the author had before them, where that is known.
        """
        claim = Claim.objects.select_related("article__current").get(pk=review.claim_id)
        verdict = cls.objects.create(
            review=review,
            round=review.round,
            author=by,
            anchor=seen or _newest_anchor(claim),
            claim_rev=claim.rev,
            statement=claim.statement,
            rating=review.scale.ratings.filter(code=text.rating).first() if text.rating else None,
            quotation=text.quotation_answer,
            rationale=text.rationale.strip(),
            suggested_wording=text.suggested_wording.strip(),
            as_of=day(text.as_of) or claim.article.published_on,
            search_note=text.search_note.strip(),
            reasons=text.reasons,
            supersedes=_superseded(review, by),
            created_at=now,
        )
        texts = text.filled_citations()
        citations = Citation.objects.bulk_create(
            Citation.from_text(one, verdict=verdict, position=position, today=now.date())
            for position, one in enumerate(texts, 1)
        )
        CitedCopy.stand_on(citations, [one.snapshot for one in texts], verdict=verdict, now=now)
        return verdict

    def as_draft(self) -> DraftText:
        """The verdict as a draft to go on from, when its check was returned."""
        rows = self.citations.with_copies().select_related("evidence").order_by("position")
        cited = [asdict(one.as_text()) | {"protected": "yes" if one.evidence.is_protected else ""} for one in rows]
        return DraftText.read(
            {
                "rating": self.rating.code if self.rating else "",
                "rationale": self.rationale,
                "quotation": self.quotation,
                "suggested_wording": self.suggested_wording,
                "as_of": self.as_of.isoformat() if self.as_of else "",
                "search_note": self.search_note,
                "reasons": self.reasons,
                "citations": cited,
            }
        )


def _superseded(review: Review, by: Any) -> Verdict | None:
    """The verdict that a new one takes the place of: the newest of the round, of two blind ones the person's own."""
    if review.policy != Policy.BLIND_DOUBLE:
        return review.current_verdict()
    own: Verdict | None = review.verdicts.filter(round=review.round, author=by).order_by("-pk").first()
    return own


def _newest_anchor(claim: Claim) -> Anchor:
    """Where the claim stands, or stood, in the newest version that knows it."""
    anchors = Anchor.objects.filter(claim=claim)
    current = anchors.filter(version=claim.article.current).first()
    return current or anchors.order_by("-version__number")[:1].get()


class Decision(Identified):
    """What was settled in a round, by whom, and the verdict it stands on; one is current for each review."""

    review = models.ForeignKey("reviews.Review", on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in DecisionKind])
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="decisions")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    objects = querysets.DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["review"], condition=Q(is_current=True), name="decision_one_current")
        ]
