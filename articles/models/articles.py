"""Articles, their immutable versions, what the machine read in them, claims and where they stand, and the history."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import querysets, words
from articles.hints import Hints
from articles.identity import Identified
from articles.refusals import Refusal
from articles.terms import AnchorState, Channel, DismissReason, Origin, QuoteKind, SourceKind, SplitState, Triage, Zone

CONTEXT_CHARS = 32
Person = Any  # the installed user model


class Article(Identified):
    """A piece of writing to be checked; its text lives in its versions."""

    headline = models.CharField(_("headline"), max_length=500)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    address_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    notes = models.TextField(_("notes"), blank=True)
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    current = models.ForeignKey(
        "Version", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = querysets.ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("import_article", "Can import articles")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.headline

    def own_voice(self) -> str:
        """Who says what the article says in its own name."""
        return self.byline or self.publisher or str(_("the article"))

    def claimant(self, speaker: str, quote: str) -> str:
        """Who words are put on: the speaker named, the article itself, or nobody where it passes on words of others."""
        if speaker:
            return speaker
        return self.own_voice() if quote == QuoteKind.NONE else str(words.UNATTRIBUTED)


class Upload(Identified):
    """What an importer handed in, kept as received until an article is made of it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=[(c, c) for c in Channel])
    file_name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    file_sha256 = models.CharField(max_length=64)
    n_bytes = models.PositiveBigIntegerField()
    job = models.ForeignKey("articles.Import", on_delete=models.PROTECT, null=True, related_name="uploads")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="uploads")

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        default_permissions = ()


class Version(Identified):
    """One text of an article, canonical and never changed; and how far the machine is with reading it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField(editable=False)
    text_sha256 = models.CharField(max_length=64, editable=False)
    copy_number = models.PositiveIntegerField(default=0, editable=False)
    n_words = models.PositiveIntegerField(default=0, editable=False)
    file_sha256 = models.CharField(max_length=64, editable=False)
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    channel = models.CharField(max_length=12, choices=[(c, c) for c in Channel], editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    split_state = models.CharField(
        max_length=12, choices=[(s, s) for s in SplitState], default=SplitState.QUEUED, editable=False
    )
    split_reason = models.TextField(blank=True, editable=False)
    splitter_version = models.CharField(max_length=40, blank=True, editable=False)
    split_fence = models.PositiveIntegerField(default=0, editable=False)
    split_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    split_lease_until = models.DateTimeField(null=True, editable=False)
    split_enqueued_at = models.DateTimeField(null=True, editable=False)
    split_at = models.DateTimeField(null=True, editable=False)

    objects = querysets.VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["text_sha256", "copy_number"], name="version_same_text_once"),
        ]
        indexes = [
            models.Index(
                fields=["split_lease_until", "id"],
                name="version_unread",
                condition=Q(split_state__in=[SplitState.QUEUED, SplitState.SPLITTING]),
            ),
            models.Index(fields=["split_state", "-id"], name="version_by_split_state"),
        ]

    def __str__(self) -> str:
        return _("version %(number)s") % {"number": self.number}


class Sentence(Identified):
    """What the machine read in one stretch of a version; replaced as a whole when it is split again."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="sentences")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    holes = models.JSONField(default=list)
    zone = models.CharField(max_length=12, choices=[(z, z) for z in Zone])
    speaker = models.CharField(max_length=300, blank=True)
    chain = models.JSONField(default=list)
    quote = models.CharField(max_length=12, choices=[(q, q) for q in QuoteKind], default=QuoteKind.NONE)
    is_claim = models.BooleanField()
    check_worthiness = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        verbose_name = _("sentence")
        verbose_name_plural = _("sentences")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="sentence_position_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="sentence_not_empty"),
        ]


class AuthorSource(Identified):
    """What the author of a version leans on, at the words it hangs on: offered as evidence, never a citation by itself.

    A link without a working address keeps its words in `note`, as a phrase to search for.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="author_sources")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(k, k) for k in SourceKind])
    url = models.CharField(max_length=2000, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("author's source")
        verbose_name_plural = _("authors' sources")
        default_permissions = ("view",)
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="author_source_not_empty")]
        indexes = [models.Index(fields=["version", "start"], name="author_source_in_order")]

    def __str__(self) -> str:
        return self.url or self.note[:120]


class Claim(Identified):
    """One thing the article says that evidence can support or refute."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="claims")
    statement = models.TextField()
    claimant = models.CharField(max_length=300)
    quote = models.CharField(max_length=12, choices=[(q, q) for q in QuoteKind], default=QuoteKind.NONE)
    check_worthiness = models.FloatField(default=0.5, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)])
    reasons = models.JSONField(default=list)
    hints = models.JSONField(default=dict, blank=True, editable=False)
    origin = models.CharField(max_length=12, choices=[(o, o) for o in Origin])
    triage = models.CharField(max_length=12, choices=[(t, t) for t in Triage], default=Triage.PROPOSED)
    dismiss_reason = models.CharField(max_length=20, choices=[(r, r) for r in DismissReason], blank=True)
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats")
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    rev = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["article", "triage"], name="claim_of_article"),
            models.Index(fields=["triage", "-check_worthiness", "id"], name="claim_for_triage"),
            models.Index(fields=["triage", "id"], name="claim_by_age"),
        ]

    def __str__(self) -> str:
        return self.statement[:120]

    def set_triage(self, triage: Triage, *, now: datetime.datetime, dismiss_reason: str = "") -> None:
        """Choose or put aside the claim; one conditional UPDATE. Called by reviews alone, inside its transaction."""
        rows = Claim.objects.filter(pk=self.pk, triage=self.triage, rev=self.rev).update(
            triage=triage, dismiss_reason=dismiss_reason, rev=F("rev") + 1, touched_at=now
        )
        if not rows:
            raise Refusal("claim_changed", str(words.CLAIM_CHANGED))
        self.triage, self.dismiss_reason, self.touched_at = triage, dismiss_reason, now
        self.rev += 1

    def read_hints(self) -> Hints:
        """What the machine suggests about it; of a claim that people touched, what it did before."""
        return Hints.read(self.hints)

    @property
    def has_several_facts(self) -> bool:
        """Whether the machine suggests to check it in parts."""
        return bool(self.hints.get("parts"))

    def freeze(self, now: datetime.datetime, *, rev: int | None = None) -> None:
        """Keep the claim as it was judged; called when a verdict on it is submitted. Refused where it was changed since
        revision `rev`."""
        if rev is not None and not Claim.objects.filter(pk=self.pk, rev=rev).update(frozen_at=now):
            raise Refusal("claim_changed", str(words.CLAIM_CHANGED))
        self._set_frozen(now)

    def thaw(self) -> None:
        """Let the claim be edited again; called when its check is returned or reopened."""
        self._set_frozen(None)

    def _set_frozen(self, at: datetime.datetime | None) -> None:
        Claim.objects.filter(pk=self.pk).update(frozen_at=at)
        self.frozen_at = at


class Anchor(Identified):
    """Where a claim's words stand in one version: code points, the exact words, and what surrounds them."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="anchors")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="anchors")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=CONTEXT_CHARS, blank=True)
    suffix = models.CharField(max_length=CONTEXT_CHARS, blank=True)
    state = models.CharField(max_length=12, choices=[(s, s) for s in AnchorState], default=AnchorState.ANCHORED)

    objects = querysets.AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="anchor_once_a_version"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")) | Q(state=AnchorState.ORPHANED), name="anchor_not_empty"
            ),
        ]
        indexes = [models.Index(fields=["version", "start", "end"], name="anchor_in_reading_order")]

    @classmethod
    def at(cls, claim: Claim, version: Version, start: int, end: int) -> Anchor:
        """An unsaved anchor on `version.text[start:end]`."""
        text = version.text
        return cls(
            claim=claim,
            version=version,
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT_CHARS) : start],
            suffix=text[end : end + CONTEXT_CHARS],
        )


class Confirmation(Identified):
    """A person's word that a stretch of a version holds no claim."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="confirmations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["version", "start"], name="confirmation_in_order")]


class Event(Identified):
    """One step of the product's history. Rows are only ever added; triggers in the database refuse the rest."""

    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="events")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="events")
    subject_type = models.CharField(max_length=40)
    subject_uid = models.UUIDField()
    round = models.PositiveIntegerField(null=True)
    rev_after = models.PositiveIntegerField(null=True)
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    reason = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    objects = querysets.EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["article", "-id"], name="event_of_article"),
            models.Index(fields=["claim", "-id"], name="event_of_claim"),
            models.Index(fields=["actor", "-id"], name="event_of_actor"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return self.verb

    @classmethod
    def step(
        cls,
        verb: str,
        subject: Identified,
        *,
        article: Article | int,
        by: Person | None,
        at: datetime.datetime,
        **details: Any,
    ) -> Event:
        """One step, not yet written."""
        return cls(
            verb=verb,
            subject_type=subject._meta.model_name or "",
            subject_uid=uuid.UUID(str(subject.uid)),
            article_id=article.pk if isinstance(article, Article) else article,
            actor=by,
            at=at,
            **details,
        )

    @classmethod
    def log(cls, verb: str, subject: Identified, **details: Any) -> Event:
        """Write one step (as `step` takes it), inside the transaction of the change it tells of."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("An event is written in the transaction of its change.")
        event = cls.step(verb, subject, **details)
        event.save(force_insert=True)
        return event
