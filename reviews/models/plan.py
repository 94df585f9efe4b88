"""How an article's claims are to be checked: by how many people, on which scale."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from articles.models import Article
from reviews.models.scale import RatingScale
from reviews.workflow import Policy


class Plan(Identified):
    """An editor's choice for one article; where there is none, two people on the default scale."""

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="plan")
    policy = models.CharField(
        _("who checks"), max_length=20, choices=[(p, p) for p in Policy], default=Policy.SECOND_LOOK
    )
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, verbose_name=_("rating scale"))

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        default_permissions = ("view",)

    @classmethod
    def of(cls, article_id: int) -> Plan:
        """The article's plan, unsaved where nobody chose one."""
        found = cls.objects.select_related("scale").filter(article_id=article_id).first()
        return found or cls(article_id=article_id, policy=Policy.SECOND_LOOK, scale=RatingScale.default())
