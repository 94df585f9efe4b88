"""A report as ClaimReview (schema.org): a feed of one document for each published verdict that has a rating."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from articles.words import UNATTRIBUTED
from reviews.reports.claimreview_schema import Problem, host_of, names_rating, validate
from reviews.reports.rows import Content, ReportRow

CONTEXT = "https://schema.org"
IN_A_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class LeftOut(StrEnum):
    """Why a claim becomes no document."""

    UNPUBLISHED = "unpublished"
    WITHDRAWN = "withdrawn"
    NO_RATING = "no_rating"
    NAMES_RATING = "names_rating"
    UNDECIDED = "undecided"
    PROPOSED = "proposed"
    DISMISSED = "dismissed"
    SAME_AS = "same_as"


class Invalid(Exception):
    """A document that breaks a rule; nothing is handed out."""

    def __init__(self, row: ReportRow, problem: Problem) -> None:
        super().__init__(f"{row.claim_uid}: {problem.rule} {problem.where}")
        self.row, self.problem = row, problem


def render(content: Content) -> Iterator[str]:
    """The feed. Raises Invalid before the end where a document breaks a rule, so hand out whole files only."""
    head = _head(content)
    yield _text(head)[:-1] + ', "dataFeedElement": ['
    for position, row in enumerate(row for row in content.rows if left_out_because(row) is None):
        yield (",\n" if position else "\n") + _text(_element(row, content.site))
    yield "\n]}\n"


def left_out(content: Content) -> Counter[LeftOut]:
    """How many claims of the report become no document, for each reason."""
    return Counter(why for row in content.rows if (why := left_out_because(row)) is not None)


def left_out_because(row: ReportRow) -> LeftOut | None:
    if row.is_dismissed:
        return LeftOut.DISMISSED
    if row.same_as:
        return LeftOut.SAME_AS
    if row.is_unfinished:
        return LeftOut.PROPOSED if row.is_proposed else LeftOut.UNDECIDED
    if not row.is_published:
        return LeftOut.UNPUBLISHED
    if row.is_withdrawn:
        return LeftOut.WITHDRAWN
    if not row.rating:
        return LeftOut.NO_RATING
    return LeftOut.NAMES_RATING if names_rating(row.statement, row.rating) else None


def document(row: ReportRow, site: str) -> dict[str, Any]:
    """One ClaimReview, complete in itself."""
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": row.claim_url,
        "datePublished": _day(row.published_at),
        "author": _newsroom(site),
        "claimReviewed": row.statement,
        "itemReviewed": _claim(row),
        "reviewRating": _rating(row),
    }


def _head(content: Content) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": content.title,
        "description": _told(content),
        "dateModified": content.made_at.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        "publisher": _newsroom(content.site),
    }


def _told(content: Content) -> str:
    """How many claims the feed holds, and how many it does not for which reason."""
    missing = left_out(content)
    documents = len(content.rows) - missing.total()
    reasons = ", ".join(f"{missing[why]} {why.replace('_', ' ')}" for why in LeftOut if missing[why])
    return f"{documents} of {len(content.rows)} claims." + (f" Left out: {reasons}." if reasons else "")


def _element(row: ReportRow, site: str) -> dict[str, Any]:
    made = document(row, site)
    problems = validate(made, site=site)
    if problems:
        raise Invalid(row, problems[0])
    return {"@type": "DataFeedItem", "dateCreated": made["datePublished"], "url": made["url"], "item": [made]}


def _newsroom(site: str) -> dict[str, str]:
    return {"@type": "Organization", "name": host_of(site), "url": site}


def _claim(row: ReportRow) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim"}
    if author := _claimant(row):
        claim["author"] = author
    if row.article_published_on:
        claim["datePublished"] = row.article_published_on.isoformat()
    if row.article_link:
        claim["appearance"] = _appearance(row)
    return claim


def _claimant(row: ReportRow) -> dict[str, str] | None:
    """Who said it. An article without byline speaks as its publisher; without either it is nobody with a name."""
    if row.said_by_article and not row.article_byline:
        return {"@type": "Organization", "name": row.article_publisher} if row.article_publisher.strip() else None
    if not row.said_by.strip() or row.said_by == str(UNATTRIBUTED):
        return None
    kind = "Organization" if row.said_by == row.article_publisher else "Person"
    return {"@type": kind, "name": row.said_by}


def _appearance(row: ReportRow) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "url": row.article_link}
    if row.article_headline.strip():
        work["headline"] = row.article_headline
    if row.article_published_on:
        work["datePublished"] = row.article_published_on.isoformat()
    if row.article_publisher.strip():
        work["publisher"] = {"@type": "Organization", "name": row.article_publisher}
    return work


def _rating(row: ReportRow) -> dict[str, Any]:
    """The rating's word; numbers only where it is on the scale and the scale has two ends."""
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": row.rating}
    if row.rating_value is not None and row.rating_best != row.rating_worst:
        numbers = {"ratingValue": row.rating_value, "bestRating": row.rating_best, "worstRating": row.rating_worst}
        rating |= numbers
    if row.rationale.strip():
        rating["ratingExplanation"] = row.rationale
    return rating


def _day(at: datetime.datetime | None) -> str:
    return at.astimezone(datetime.UTC).date().isoformat() if at else ""


def _text(value: Any) -> str:
    """JSON that may be pasted into a script element of a page."""
    return json.dumps(value, ensure_ascii=False).translate(IN_A_SCRIPT)
