"""What storing each row would do: a new article, a new version, the same again; told before anything is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.importers.likeness import NEAR_SHARE, likeness
from articles.importers.rows import ReadRow
from articles.models import Article, Fingerprint, ImportRow, Version
from articles.terms import Outcome

_SHARED = 3  # of eight fingerprints, before two texts are compared whole
_COMPARED = 3  # articles a row is compared with whole


@dataclass(slots=True)
class Known:
    """What is here already that the rows of one chunk could be."""

    by_text: dict[str, Article] = field(default_factory=dict)
    by_address: dict[str, Article] = field(default_factory=dict)
    places_of_text: dict[str, str] = field(default_factory=dict)
    places_of_address: dict[str, str] = field(default_factory=dict)


def judge(rows: Sequence[ReadRow], job_id: int) -> None:
    """Give each unjudged row its outcome, its twin and the place of an earlier row like it. Rows come in order."""
    rows = [row for row in rows if row.outcome != Outcome.ERROR]
    known = _known(rows, job_id)
    for row in rows:
        _judge(row, known)
        known.places_of_text.setdefault(row.text_sha256, row.place)
        if row.address_key:
            known.places_of_address.setdefault(row.address_key, row.place)
    _find_near([row for row in rows if row.outcome == Outcome.NEW])


def judge_sent(rows: Sequence[ReadRow], sent: dict[str, Any]) -> None:
    """Judge a text that a program sent as an article, or as the version of one, as if it had been stored right away:
    neither its address nor nearly the same words elsewhere keep it out. `sent` is the option of that name (`Import`).
    """
    known = Article.objects.select_related("current").defer("current__text")
    for row in rows:
        if row.outcome == Outcome.ERROR:
            continue
        article = known.filter(uid=sent["article"]).first() if "article" in sent else None
        same = Version.objects.of_text(row.text_sha256).select_related("article").defer("text").first()
        if article is not None and article.current is not None and article.current.text_sha256 == row.text_sha256:
            row.outcome, row.twin = Outcome.SAME, article
        elif same is not None and same.article != article and not sent.get("allow_copy"):
            row.outcome, row.twin = Outcome.DUPLICATE if article is not None else Outcome.SAME, same.article
        elif article is not None:
            row.outcome, row.twin = Outcome.UPDATE, article


def _known(rows: Sequence[ReadRow], job_id: int) -> Known:
    texts = {row.text_sha256 for row in rows}
    keys = {row.address_key for row in rows if row.address_key}
    versions = Version.objects.filter(text_sha256__among=texts).select_related("article").defer("text").order_by("-pk")
    earlier = ImportRow.objects.filter(job=job_id).exclude(outcome=Outcome.ERROR)
    if rows:
        earlier = earlier.filter(position__lt=min(row.position for row in rows))
    return Known(
        by_text={version.text_sha256: version.article for version in versions},
        by_address={a.address_key: a for a in Article.objects.filter(address_key__among=keys).order_by("-pk")},
        places_of_text=dict(earlier.filter(text_sha256__among=texts).values_list("text_sha256", "place")),
        places_of_address=dict(earlier.filter(address_key__among=keys).values_list("address_key", "place")),
    )


def _judge(row: ReadRow, known: Known) -> None:
    same = known.by_text.get(row.text_sha256)
    at_address = known.by_address.get(row.address_key) if row.address_key else None
    place = known.places_of_text.get(row.text_sha256) or known.places_of_address.get(row.address_key)
    if same is not None:
        is_other_page = bool(row.address_key and same.address_key and row.address_key != same.address_key)
        row.outcome, row.twin = Outcome.DUPLICATE if is_other_page else Outcome.SAME, same
    elif place:
        row.outcome, row.twin_place = Outcome.REPEATED, place
    elif at_address is not None:
        row.outcome, row.twin = Outcome.UPDATE, at_address
    else:
        row.outcome = Outcome.NEW


def _find_near(rows: Sequence[ReadRow]) -> None:
    """Point new rows at articles that have nearly their words."""
    prints = {row.position: row.prints for row in rows}
    values = {value for found in prints.values() for value in found}
    holders: dict[int, list[int]] = {}
    for value, version_id in Fingerprint.objects.filter(value__among=values).values_list("value", "version_id"):
        holders.setdefault(value, []).append(version_id)
    for row in rows:
        shared = Counter(version for value in prints[row.position] for version in holders.get(value, ()))
        candidates = [version for version, n in shared.most_common(_COMPARED) if n >= _SHARED]
        if candidates:
            _compare(row, candidates)


def _compare(row: ReadRow, candidates: list[int]) -> None:
    """Compare with the texts themselves: fingerprints only say where it may be worth it."""
    versions = Version.objects.filter(pk__in=candidates).select_related("article")
    best, version = max(
        ((likeness(row.text, v.text), v) for v in versions), key=lambda pair: pair[0], default=(0.0, None)
    )
    if version is not None and best >= NEAR_SHARE:
        row.outcome, row.twin = Outcome.NEAR, version.article
