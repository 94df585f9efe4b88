"""A report that was made, as its page shows it: the verdicts in it as they were, and what became of them since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from articles.models import Article
from reviews.models import Decision, Report
from reviews.reports import words
from reviews.reports.build import Builder
from reviews.reports.picture import Picture, Slice, draw
from reviews.reports.rows import Content

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """The page's content; `n_more` verdicts are in the file alone, `n_taken_back` were reopened since."""

    content: Content
    picture: Picture | None
    articles: list[Article]
    n_more: int
    n_taken_back: int
    left_out: str


def show(report: Report, *, to: Any) -> Shown:
    """What a person is shown of a report."""
    content = Builder(to).content_of(report, most=MOST_SHOWN)
    return Shown(
        content=content,
        picture=draw(_slices(report, to)),
        articles=list(Article.objects.only("uid", "headline").filter(uid__in=report.scope.get("articles", []))),
        n_more=max(0, report.n_claims - len(content.rows)),
        n_taken_back=report.decisions.filter(is_current=False).count(),
        left_out=words.tell_left_out(report.scope.get("left_out", {})),
    )


def _slices(report: Report, to: Any) -> list[Slice]:
    """The ratings in the whole report, in the order of their scales, verdicts without one last."""
    decisions = Decision.objects.visible_to(to).filter(reports=report)
    counted = decisions.order_by("rating__scale", "rating__position", "rating").values_list(
        "rating", "rating__label", "rating__tone"
    )
    rows = list(counted.annotate(n=Count("pk")))
    rated = [Slice(label, tone, n) for key, label, tone, n in rows if key]
    return rated + [Slice(_("Quotation answered, no rating"), "neutral", n) for key, _l, _t, n in rows if not key]
