"""Saved copies of sources: what lay at an address on a day, and which copy a citation stands on."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from reviews import querysets
from reviews.models.evidence import Citation, Evidence
from reviews.terms import CopyChannel, CopyState, QuoteFound

if TYPE_CHECKING:
    from reviews.models.verdict import Verdict

RECENT = datetime.timedelta(hours=24)  # for so long nobody fetches the same address again
UNFINISHED = (CopyState.WAITING, CopyState.FETCHING)
KEPT_ALONG = (
    "channel", "final_url", "media_type", "file_name", "file_sha256", "n_bytes", "title", "publisher", "published_on",
    "text", "pages", "kept_at",
)  # fmt: skip


class Snapshot(Identified):
    """One copy of a source: its bytes under their hash, and the text read from them; never changed once kept.

    It belongs to the article it was asked for in, and to the round of the claim: while that is blind, to `by` alone.
    `pages` says how many of its paragraphs stand on each page, where the document tells its pages.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="snapshots", editable=False)
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="+", editable=False)
    claim = models.ForeignKey("articles.Claim", on_delete=models.PROTECT, related_name="+", editable=False)
    round = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    channel = models.CharField(
        max_length=12, choices=[(c, c) for c in CopyChannel], default=CopyChannel.FETCHED, editable=False
    )
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in CopyState], default=CopyState.WAITING, editable=False
    )
    reason = models.TextField(blank=True, editable=False)
    final_url = models.CharField(_("came from"), max_length=2000, blank=True, editable=False)
    media_type = models.CharField(max_length=100, blank=True, editable=False)
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    n_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    title = models.CharField(_("title"), max_length=2000, blank=True, editable=False)
    publisher = models.CharField(_("publisher"), max_length=2000, blank=True, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    pages = models.JSONField(default=list, blank=True, editable=False)
    kept_at = models.DateTimeField(null=True, editable=False)
    fence = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    enqueued_at = models.DateTimeField(null=True, editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)

    objects = querysets.SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved copy")
        verbose_name_plural = _("saved copies")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CopyState.KEPT) | Q(kept_at__isnull=False) & ~Q(file_sha256=""),
                name="snapshot_kept_whole",
            ),
            models.UniqueConstraint(
                fields=["evidence", "article", "by"],
                condition=Q(state__in=UNFINISHED, channel=CopyChannel.FETCHED),
                name="snapshot_asked_once",
            ),
        ]
        indexes = [
            models.Index(fields=["lease_until", "id"], name="snapshot_unfinished", condition=Q(state__in=UNFINISHED)),
            models.Index(fields=["article", "-id"], name="snapshot_of_article"),
            models.Index(fields=["evidence", "-id"], name="snapshot_of_evidence"),
        ]

    def __str__(self) -> str:
        return self.title or self.address or self.evidence.title

    def kept_for(self, claim: Any, *, round: int, by: Any, now: datetime.datetime) -> Snapshot:
        """The same copy, kept for another claim as well."""
        same = {name: getattr(self, name) for name in KEPT_ALONG}
        place = {"evidence_id": self.evidence_id, "article_id": claim.article_id, "claim": claim, "round": round}
        return Snapshot.objects.create(**place, **same, by=by, created_at=now, state=CopyState.KEPT)

    @property
    def address(self) -> str:
        """Where the source is. What others said of it is not told here: they may have said it in a blind round."""
        return self.evidence.url

    @property
    def is_kept(self) -> bool:
        return self.state == CopyState.KEPT

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_failed(self) -> bool:
        return self.state == CopyState.FAILED


class CitedCopy(Identified):
    """The copy that a citation stands on, and whether its quote was found there.

    `found` is looked for once the row is there; `passage` are the words of the copy where they differ from the quote.
    """

    citation = models.OneToOneField(Citation, on_delete=models.PROTECT, related_name="copy")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="cited")
    sha256 = models.CharField(max_length=64)
    found = models.CharField(max_length=12, choices=[(q, q) for q in QuoteFound], default=QuoteFound.UNCHECKED)
    passage = models.TextField(blank=True)

    objects = querysets.CitedCopyQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["id"], name="cited_copy_unchecked", condition=Q(found=QuoteFound.UNCHECKED))]

    @classmethod
    def stand_on(
        cls, citations: Sequence[Citation], named: Iterable[str], *, verdict: Verdict, now: datetime.datetime
    ) -> None:
        """Let each citation of a verdict stand on the copy it names, else on the newest of the last day; on none where
        none is. One that was kept in a blind round of another claim is kept for this one too: whoever may read the
        citation learns nothing of that round."""
        by, claim = verdict.author, verdict.review.claim
        seen = Snapshot.objects.visible_to(by).kept().filter(evidence__in={one.evidence_id for one in citations})
        rows = list(seen.without_text().telling_blindness().order_by("pk"))
        by_name = {(row.evidence_id, str(row.uid)): row for row in rows}
        recent = {row.evidence_id: row for row in rows if row.kept_at > now - RECENT}
        found = [
            by_name.get((one.evidence_id, name)) or recent.get(one.evidence_id)
            for one, name in zip(citations, named, strict=True)
        ]
        foreign = {row.pk: row for row in found if row and row.is_blind and row.claim_id != claim.pk}
        own = {key: row.kept_for(claim, round=verdict.round, by=by, now=now) for key, row in foreign.items()}
        stands = [
            cls(citation=one, snapshot_id=own.get(copy.pk, copy).pk, sha256=copy.file_sha256)
            for one, copy in zip(citations, found, strict=True)
            if copy is not None
        ]
        cls.objects.bulk_create(stands, ignore_conflicts=True)
