"""Evidence, reused across claims, and the citations that hold its words as they were when a verdict was given."""

from __future__ import annotations

import functools
import operator
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from reviews import querysets
from reviews.drafts import CitationText, blanks, day, spellings
from reviews.terms import EvidenceKind, QuoteFound, Stance

if TYPE_CHECKING:
    import datetime

    from reviews.models.snapshot import CitedCopy
    from reviews.models.verdict import Verdict


class Beginning(models.Func):
    """The first characters of a text: an address of any length fits an index by them, in bytes too."""

    LENGTH = 500
    template = f"SUBSTR(%(expressions)s, 1, {LENGTH})"
    arity = 1


class Evidence(Identified):
    """The thing linked: a page, or a document described by its title."""

    url = models.CharField(_("address"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=2000, blank=True)
    publisher = models.CharField(_("publisher"), max_length=2000, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in EvidenceKind], default=EvidenceKind.SECONDARY)
    is_protected = models.BooleanField(_("protected source"), default=False)

    objects = querysets.EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ("view",)
        indexes = [
            models.Index(Beginning("url"), name="evidence_by_url"),
            models.Index(Beginning("title"), name="evidence_by_title"),
            models.Index(fields=["id"], name="evidence_protected", condition=Q(is_protected=True)),
        ]
        constraints = [models.CheckConstraint(condition=~Q(url="") | ~Q(title=""), name="evidence_names_something")]

    def __str__(self) -> str:
        return self.title or self.url

    @classmethod
    def cited_as(cls, text: CitationText) -> Evidence:
        """The evidence a citation names: the one already known, else made; protected where another spelling is."""
        kind = EvidenceKind(text.kind) if text.kind in set(EvidenceKind) else EvidenceKind.SECONDARY
        return cls.known_as(text) or cls.objects.create(
            is_protected=cls.of_source(text).filter(is_protected=True).exists(),
            url=text.url,
            title=text.title,
            publisher=text.publisher,
            published_on=day(text.published_on),
            kind=kind,
        )

    @classmethod
    def known_as(cls, text: CitationText) -> Evidence | None:
        """The evidence already known under the address a citation names or, without one, its title."""
        known = cls._written("url", [text.url]) if text.url else cls._written("title", [text.title]).filter(url="")
        return known.order_by("pk").first()

    @classmethod
    def of_source(cls, text: CitationText) -> querysets.EvidenceQuerySet:
        """All rows of the source that a citation names, however its address or title is written."""
        if not text.url:
            return cls._written("title", blanks(text.title)).filter(url="")
        given = spellings(text.url)
        places = [Q(url__startswith=f"{one}#") for one in given if "#" not in one]
        found = Q(pk__in=cls._written("url", given).values("pk"))
        return cls.objects.filter(functools.reduce(operator.or_, places, found))

    def as_known_to(self, person: Any, text: CitationText) -> Evidence:
        """What may complete a citation: what the first one says that the person may see, so nothing that was only typed
        in a blind round of others that is still open."""
        if text.title and text.publisher and text.published_on and text.kind:
            return self
        names = ("title", "publisher", "published_on", "kind")
        cited = Citation.objects.visible_to(person).filter(evidence=self)
        return Evidence(**(cited.order_by("pk").values(*names).first() or {}))

    @classmethod
    def _written(cls, name: str, texts: Collection[str]) -> querysets.EvidenceQuerySet:
        """The rows with one of these texts, found by the index of their beginnings."""
        rows = cls.objects.alias(beginning=Beginning(name))
        beginnings = [text[: Beginning.LENGTH] for text in texts]
        found: querysets.EvidenceQuerySet = rows.filter(beginning__in=beginnings, **{f"{name}__in": texts})
        return found


class Citation(Identified):
    """One source of one verdict. It copies what the evidence said, so that later edits rewrite no report."""

    verdict = models.ForeignKey("reviews.Verdict", on_delete=models.PROTECT, related_name="citations")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="citations")
    position = models.PositiveSmallIntegerField()
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=2000, blank=True)
    publisher = models.CharField(max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in EvidenceKind])
    stance = models.CharField(max_length=12, choices=[(s, s) for s in Stance])
    quote = models.TextField(blank=True)
    translation = models.TextField(blank=True)
    locator = models.CharField(max_length=2000, blank=True)
    accessed_on = models.DateField()

    objects = querysets.CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["verdict", "position"], name="citation_position_once")]

    def __str__(self) -> str:
        return self.title or self.url

    def stood_on(self) -> CitedCopy | None:
        """The saved copy it stands on; read along by `with_copies`."""
        return getattr(self, "copy", None)

    def quote_found(self) -> QuoteFound:
        copy = self.stood_on()
        return QuoteFound(copy.found) if copy else QuoteFound.UNCHECKED

    def as_text(self) -> CitationText:
        """As it was typed, to go on from or to cite again."""
        dates = {name: getattr(self, name) for name in ("published_on", "accessed_on")}
        rest = ("url", "title", "publisher", "kind", "stance", "quote", "translation", "locator")
        copy = self.stood_on()
        return CitationText(
            snapshot=str(copy.snapshot.uid) if copy else "",
            **{name: getattr(self, name) for name in rest},
            **{name: date.isoformat() if date else "" for name, date in dates.items()},
        )

    @classmethod
    def from_text(cls, text: CitationText, *, verdict: Verdict, position: int, today: datetime.date) -> Citation:
        """An unsaved citation of the evidence that a typed one names."""
        evidence = Evidence.cited_as(text)
        known = evidence.as_known_to(verdict.author, text)
        return cls(
            verdict=verdict,
            evidence=evidence,
            position=position,
            url=text.url,
            title=text.title or known.title,
            publisher=text.publisher or known.publisher,
            published_on=day(text.published_on) or known.published_on,
            kind=text.kind if text.kind in set(EvidenceKind) else known.kind,
            stance=Stance(text.stance),
            quote=text.quote,
            translation=text.translation,
            locator=text.locator,
            accessed_on=day(text.accessed_on) or today,
        )
