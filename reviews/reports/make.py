"""Make a report: read, render, keep the file under its hash, then write down that it was made."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from articles.files import store
from articles.models import Event
from articles.refusals import Kind
from reviews.models import Report
from reviews.reports import claimreview, csv, html, json, words
from reviews.reports.build import Builder
from reviews.reports.rows import Content
from reviews.reports.scope import Scope
from reviews.terms import Format
from reviews.workflow import EXPORT

EXPORTED = "export"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a format is written, and what its files are called."""

    render: Callable[[Content], Iterator[str]]
    ending: str
    media_type: str


SHAPES = {
    Format.HTML: Shape(html.render, ".html", "text/html; charset=utf-8"),
    Format.CSV: Shape(csv.render, ".csv", "text/csv; charset=utf-8"),
    Format.JSON: Shape(json.render, ".json", "application/json"),
    Format.CLAIMREVIEW: Shape(claimreview.render, ".jsonld", "application/ld+json"),
}


def format_named(code: str) -> Format:
    """The format with this code, or a refusal that names those there are."""
    if code not in set(Format):
        known = ", ".join(Format)
        raise words.refusal("unknown_format", field="format", format=str(code)[:40], formats=known)
    return Format(code)


def make_report(scope: Scope, format: Format, *, by: Any | None, now: datetime.datetime) -> Report:
    """Export the claims of a scope. `by` is empty for the command line alone, which needs no permission.

    Raises Refusal, having kept nothing, where it may not be or a document would break a rule.
    """
    if by is not None and not by.has_perm(EXPORT):
        raise words.refusal("not_allowed", Kind.FORBIDDEN)
    if format is Format.CLAIMREVIEW and not settings.PUBLIC_URL:
        raise words.refusal("public_url_missing", field="format")
    builder = Builder(by)
    content = builder.content(scope, now=now)
    left_out = claimreview.left_out(content) if format is Format.CLAIMREVIEW else {}
    if left_out and sum(left_out.values()) == len(content.rows):
        raise words.refusal("nothing_published", field="format", left_out=words.tell_left_out(left_out))
    raw = _render(format, content)
    report = _unsaved(scope, format, content, by=by, now=now)
    report.scope = scope.told | ({"left_out": dict(left_out)} if left_out else {})
    included = [row.claim_uid for row in content.finished if not left_out or not claimreview.left_out_because(row)]
    report.n_claims = len(included)
    report.sha256, report.n_bytes = store(raw), len(raw)
    _keep(report, list(dict.fromkeys(builder.decisions[uid] for uid in included)), builder.article_ids)
    return report


def _render(format: Format, content: Content) -> bytes:
    try:
        return b"".join(piece.encode() for piece in SHAPES[format].render(content))
    except claimreview.Invalid as invalid:
        rule = words.CLAIMREVIEW_RULES[invalid.problem.rule]
        claim, where = invalid.row.statement[:120], invalid.problem.where
        raise words.refusal("claimreview_invalid", claim=claim, rule=rule, where=where) from invalid


def _unsaved(scope: Scope, format: Format, content: Content, *, by: Any | None, now: datetime.datetime) -> Report:
    name = slugify(scope.title)[:80].strip("-") or "report"
    return Report(
        title=scope.title,
        format=format,
        by=by,
        at=now,
        n_unfinished=len(content.unfinished),
        file_name=f"{name}-{now.date().isoformat()}{SHAPES[format].ending}",
    )


@transaction.atomic
def _keep(report: Report, decisions: list[int], articles: list[int]) -> None:
    """The report, the decisions in it, and one event for each article."""
    report.save()
    link = Report.decisions.through
    link.objects.bulk_create(link(report_id=report.pk, decision_id=decision) for decision in decisions)
    told = {"format": str(report.format), "sha256": report.sha256, "title": report.title}
    Event.objects.bulk_create(
        Event(
            verb=EXPORTED,
            at=report.at,
            actor=report.by,
            article_id=article,
            subject_type="report",
            subject_uid=report.uid,
            data=told,
        )
        for article in articles
    )
