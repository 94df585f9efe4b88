"""A report as one HTML file that needs nothing else: to read, to print, to put in a drawer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.reports.picture import draw, slices_of
from reviews.reports.rows import Content
from reviews.reports.words import tell_unfinished

CLAIMS_AT_ONCE = 200


def render(content: Content) -> Iterator[str]:
    """The whole file, piece by piece. It is handed out as a download, never shown inside the product."""
    unfinished, is_one_of_many = content.unfinished, len(content.articles) > 1
    yield _piece("head", content=content, unfinished=_told(content), picture=picture_of(content), n=_counts(content))
    for rows in content.by_article:
        yield _piece("article", row=rows[0], is_one_of_many=is_one_of_many)
        for at in range(0, len(rows), CLAIMS_AT_ONCE):
            yield _piece("claims", rows=rows[at : at + CLAIMS_AT_ONCE])
    if unfinished:
        yield _piece("unfinished", rows=unfinished, told=_told(content), is_one_of_many=is_one_of_many)
    if content.dismissed:
        yield _piece("dismissed", rows=content.dismissed, is_one_of_many=is_one_of_many)
    yield _piece("tail", content=content, n=_counts(content))


def picture_of(content: Content) -> Any:
    """The picture of the ratings, or None."""
    return draw(slices_of(content, no_rating=_("Quotation answered, no rating")))


def _told(content: Content) -> str:
    return tell_unfinished(len(content.unfinished) - content.n_proposed, content.n_proposed)


def _counts(content: Content) -> dict[str, int]:
    return {
        "finished": len(content.finished),
        "published": sum(row.is_published for row in content.rows),
        "unfinished": len(content.unfinished),
        "dismissed": len(content.dismissed),
        "machine": sum(row.origin == "machine" for row in content.rows),
        "all": len(content.rows),
    }


def _piece(name: str, **context: Any) -> str:
    """A part of the file, with times in UTC: the file outlives the reader's time zone."""
    with timezone.override(datetime.UTC):
        return get_template(f"reviews/reports/{name}.html").render(context)
