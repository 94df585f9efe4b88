"""What a report is about: whole articles, or the claims that a list selects."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from articles.models import Article, Claim
from reviews.reports import words

NAMED_ARTICLES = 100


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of claims, its title, and how it is written down with the report."""

    claims: QuerySet[Claim]
    title: str
    told: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of_articles(cls, uids: Iterable[uuid.UUID | str]) -> Scope:
        """Every claim of some articles. Refused where one is unknown or none is named."""
        wanted = [_uid(uid) for uid in dict.fromkeys(uids)]
        if not wanted:
            raise words.refusal("nothing_chosen", field="article")
        found = {article.uid: article for article in Article.objects.filter(uid__in=wanted).order_by("pk")}
        for uid in wanted:
            if uid not in found:
                raise words.refusal("unknown_article", field="article", uid=uid)
        return cls(
            Claim.objects.filter(article__in=found.values()),
            _title(list(found.values())),
            {"articles": [str(uid) for uid in wanted[:NAMED_ARTICLES]], "n_articles": len(wanted)},
        )

    @property
    def is_of_articles(self) -> bool:
        """Whether whole articles are meant, not some of their claims."""
        return "articles" in self.told

    @classmethod
    def of_list(cls, claims: QuerySet[Claim], *, title: str, asked: dict[str, Any]) -> Scope:
        """The claims a list shows; `asked` are the filters it was asked with."""
        return cls(claims, title[:500], {"filter": asked})


def _uid(text: uuid.UUID | str) -> uuid.UUID:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        raise words.refusal("unknown_article", field="article", uid=str(text)[:80]) from None


def _title(articles: list[Article]) -> str:
    if len(articles) == 1:
        return articles[0].headline
    more = len(articles) - 1
    return ngettext("%(first)s and %(more)d other article", "%(first)s and %(more)d other articles", more) % {
        "first": articles[0].headline[:400],
        "more": more,
    }
