"""How many sentences of the articles in a report are accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from articles.models import Article, Version
from reviews.coverage_rows import coverages_of
from reviews.reports.rows import CoverageRow


def measured(articles: Sequence[int], by: Any | None) -> CoverageRow:
    """The sentences of the current versions of some articles; in a handful of queries."""
    current = Article.objects.filter(pk__in=articles).values("current")
    found = coverages_of(Version.objects.filter(pk__in=current).order_by("pk"), by).values()
    return CoverageRow(sum(one.n for one in found), sum(one.n_accounted for one in found))
