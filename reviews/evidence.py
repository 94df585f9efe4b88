"""What people do about the copies of sources: ask for one, supply it, try again, put a failure away."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q

from articles import files
from articles.importers.apart import read_one
from articles.importers.base import ImportProblem, bare_name, canonical_text
from articles.models import Claim
from articles.refusals import Kind, Refusal
from articles.terms import ImportCode
from reviews import copy_words, quotes_found
from reviews.copy_text import joined
from reviews.drafts import CitationText, day, is_web_address
from reviews.models import Citation, CitedCopy, Evidence, Review, Snapshot
from reviews.models.snapshot import RECENT
from reviews.snapshot_task import enqueue_snapshot
from reviews.snapshots import kept, what_it_says
from reviews.terms import CopyChannel, CopyState
from reviews.workflow import CHECK

PAUSE = datetime.timedelta(minutes=1)  # before a source that failed is asked for anew without "try again"
MOST_ASKED = 50  # copies that one verdict asks for
AGAIN: dict[str, Any] = {"state": CopyState.WAITING, "reason": "", "tries": 0, "lease_until": None}


@dataclass(frozen=True, slots=True)
class Asked:
    """The copy that there will be, or is; `is_new` where this is what asked for it."""

    snapshot: Snapshot
    is_new: bool


def ask_for_copy(claim: Claim, source: CitationText, *, by: Any, now: datetime.datetime) -> Asked:
    """Have the page of a source fetched and kept; one of the last day that the person may see is given instead.

    A source that is protected or has no address is not fetched: the answer says so, for a person to supply the page.
    """
    evidence = _evidence(source, by)
    if evidence.is_protected or not evidence.url:
        why = copy_words.IS_PROTECTED if evidence.is_protected else copy_words.NO_ADDRESS
        return _not_fetched(claim, evidence, source, str(why), by=by, now=now)
    recent = Snapshot.objects.visible_to(by).without_text().filter(evidence=evidence, created_at__gt=now - RECENT)
    fetched = recent.filter(channel=CopyChannel.FETCHED)
    here = fetched.filter(article=claim.article_id).exclude(state=CopyState.FAILED).order_by("-pk").first()
    if here is not None:
        return Asked(here, is_new=False)
    elsewhere = fetched.filter(state=CopyState.KEPT).order_by("-pk").first()
    if elsewhere is not None:
        return Asked(elsewhere.kept_for(claim, round=_round_of(claim), by=by, now=now), is_new=False)
    failed = fetched.filter(article=claim.article_id, by=by).order_by("-pk").first()
    if failed is not None:
        return _asked_again(failed, by=by, now=now)
    return _ask(claim, evidence, source, by=by, now=now)


def supply_file(claim: Claim, source: CitationText, file: UploadedFile, *, by: Any, now: datetime.datetime) -> Snapshot:
    """Keep a page or document that a person saved. What takes long to read is left to a worker.

    Raises Refusal, having kept nothing, where it is too big or holds no words that can be read.
    """
    evidence = _evidence(source, by)
    if (file.size or 0) > settings.MAX_FILE_BYTES:
        raise copy_words.refusal("copy_too_big", field="file", limit=f"{settings.MAX_FILE_BYTES // 2**20} MB")
    sha256, name = files.store_chunks(file.chunks()), bare_name(file.name or "")
    about: dict[str, Any] = {"file_sha256": sha256, "n_bytes": file.size or 0, "file_name": name}
    try:
        draft = read_one(files.path_of(sha256), name)
    except ImportProblem as problem:
        if problem.code is not ImportCode.READER_TOO_SLOW:
            raise copy_words.refusal("copy_unreadable", field="file", reason=problem.words) from problem
        return _supplied(claim, evidence, CopyChannel.FILE, by=by, now=now, **about, **_typed(source))
    about |= what_it_says(draft, _typed(source)) | kept(now)
    return _supplied(claim, evidence, CopyChannel.FILE, by=by, now=now, **about)


def supply_passage(claim: Claim, source: CitationText, passage: str, *, by: Any, now: datetime.datetime) -> Snapshot:
    """Keep the words of a source that a person pasted."""
    evidence = _evidence(source, by)
    if len(passage) > settings.MAX_TEXT_CHARS:
        raise copy_words.refusal("copy_too_long", field="passage", limit=f"{settings.MAX_TEXT_CHARS:,}")
    text = joined(canonical_text(passage), by_lines=False)
    if not any(char.isalnum() for char in text):
        raise copy_words.refusal("copy_no_words", field="passage")
    raw = passage.encode("utf-8", "replace")
    about = {"file_sha256": files.store(raw), "n_bytes": len(raw), "media_type": "text/plain", "text": text}
    return _supplied(claim, evidence, CopyChannel.PASSAGE, by=by, now=now, **about, **_typed(source), **kept(now))


def try_again(snapshot: Snapshot, *, by: Any, now: datetime.datetime) -> Snapshot:
    """Have a copy that failed fetched, or its file read, once more."""
    check_may_keep(by)
    failed = Snapshot.objects.filter(pk=snapshot.pk, state=CopyState.FAILED)
    is_fetched = snapshot.channel == CopyChannel.FETCHED
    can_be = Q(evidence__is_protected=False, evidence__url__gt="") if is_fetched else Q(file_sha256__gt="")
    afresh = AGAIN | ({"file_sha256": ""} if is_fetched else {})
    try:
        with transaction.atomic():
            asked = failed.filter(pk__in=Snapshot.objects.filter(can_be).values("pk")).update(
                **afresh, acknowledged_at=None, enqueued_at=None
            )
    except IntegrityError:  # another one of the same source is under way
        asked = 0
    if not asked:
        raise _moved_on(snapshot)
    transaction.on_commit(lambda: enqueue_snapshot(snapshot.pk))
    snapshot.refresh_from_db()
    return snapshot


def put_away(snapshot: Snapshot, *, by: Any, now: datetime.datetime) -> None:
    """Say that a failure was seen; it is told no more beside the source."""
    check_may_keep(by)
    if not Snapshot.objects.filter(pk=snapshot.pk, state=CopyState.FAILED).update(acknowledged_at=now):
        raise _moved_on(snapshot)


def check_may_keep(by: Any) -> None:
    if not by.has_perm(CHECK):
        raise copy_words.refusal("copy_not_allowed", Kind.FORBIDDEN)


def _moved_on(snapshot: Snapshot) -> Refusal:
    snapshot.refresh_from_db(fields=["state"])
    return copy_words.refusal("copy_moved_on", Kind.CONFLICT, state=copy_words.STATES[CopyState(snapshot.state)])


def after_verdict(claim: Claim, *, by: Any, now: datetime.datetime) -> None:
    """What follows a verdict handed in: its quotes are looked for, and copies asked for where there are none."""
    review = Review.objects.filter(claim=claim).first()
    if review is None:
        return
    cited = Citation.objects.filter(verdict__review=review, verdict__round=review.round, verdict__author=by)
    without = cited.filter(copy=None).select_related("evidence", "verdict__review__claim", "verdict__author")
    if meanwhile := list(without.order_by("pk")):  # what was kept while the verdict was written knew nothing of it
        CitedCopy.stand_on(meanwhile, [""] * len(meanwhile), verdict=meanwhile[0].verdict, now=now)
    quotes_found.look_at(CitedCopy.objects.unchecked().filter(citation__in=cited).with_both())
    if settings.SNAPSHOT_SOURCES:
        for citation in without.exclude(url="").order_by("pk")[:MOST_ASKED]:
            if _is_to_be_fetched(citation, by, now):
                ask_for_copy(claim, citation.as_text(), by=by, now=now)


def _evidence(source: CitationText, by: Any) -> Evidence:
    """The evidence that a source names, made where it is not known yet."""
    check_may_keep(by)
    if not (source.url.strip() or source.title.strip()):
        raise copy_words.refusal("copy_no_source", field="url")
    if source.url and not is_web_address(source.url):
        raise copy_words.refusal("copy_bad_address", field="url")
    return Evidence.cited_as(source)


def _ask(claim: Claim, evidence: Evidence, source: CitationText, *, by: Any, now: datetime.datetime) -> Asked:
    """A new copy, or the one under way that this person asked for in another window at the same moment."""
    try:
        with transaction.atomic():
            snapshot = _create(claim, evidence, by=by, now=now, **_typed(source))
    except IntegrityError:
        mine = Snapshot.objects.filter(evidence=evidence, article=claim.article_id, by=by)
        fetched = mine.filter(channel=CopyChannel.FETCHED).without_text().order_by("-pk")  # perhaps done by now
        return Asked(fetched[:1].get(), is_new=False)
    transaction.on_commit(lambda: enqueue_snapshot(snapshot.pk))
    return Asked(snapshot, is_new=True)


def _asked_again(failed: Snapshot, *, by: Any, now: datetime.datetime) -> Asked:
    """The copy that failed, tried again; as it is where that was only just tried: no server is asked on and on."""
    if failed.enqueued_at is not None and failed.enqueued_at > now - PAUSE:
        return Asked(failed, is_new=False)
    return Asked(try_again(failed, by=by, now=now), is_new=True)


def _not_fetched(
    claim: Claim, evidence: Evidence, source: CitationText, reason: str, *, by: Any, now: datetime.datetime
) -> Asked:
    """The place to supply a copy at; made once for a person and source."""
    mine = Snapshot.objects.filter(evidence=evidence, article=claim.article_id, by=by, state=CopyState.FAILED)
    there = mine.without_text().filter(reason=reason).order_by("-pk").first()
    if there is not None:
        return Asked(there, is_new=False)
    failed = {"state": CopyState.FAILED, "reason": reason} | _typed(source)
    return Asked(_create(claim, evidence, by=by, now=now, **failed), is_new=True)


def _supplied(
    claim: Claim, evidence: Evidence, channel: CopyChannel, *, by: Any, now: datetime.datetime, **fields: Any
) -> Snapshot:
    """A copy that a person gave; what failed of the same source before is done with."""
    with transaction.atomic():
        snapshot = _create(claim, evidence, by=by, now=now, channel=channel, **fields)
        failed = Snapshot.objects.filter(evidence=evidence, article=claim.article_id, state=CopyState.FAILED)
        failed.filter(by=by, acknowledged_at=None).update(acknowledged_at=now)
        if snapshot.is_kept:
            quotes_found.stand_late(snapshot)
    if snapshot.is_kept:
        quotes_found.look_at_late(snapshot)
    else:
        transaction.on_commit(lambda: enqueue_snapshot(snapshot.pk))
    return snapshot


def _typed(source: CitationText) -> dict[str, Any]:
    """What the person who wants a copy says of the source; what others said of it is not told here."""
    return {"title": source.title, "publisher": source.publisher, "published_on": day(source.published_on)}


def _create(claim: Claim, evidence: Evidence, *, by: Any, now: datetime.datetime, **fields: Any) -> Snapshot:
    place = {"article_id": claim.article_id, "claim": claim, "round": _round_of(claim)}
    return Snapshot.objects.create(evidence=evidence, by=by, created_at=now, **place, **fields)


def _round_of(claim: Claim) -> int:
    return Review.objects.filter(claim=claim).values_list("round", flat=True).first() or 1


def _is_to_be_fetched(citation: Citation, by: Any, now: datetime.datetime) -> bool:
    """Whether a verdict asks for a copy by itself: not of what is protected or failed within the last day."""
    if citation.evidence.is_protected or not is_web_address(citation.url):
        return False
    lately = Snapshot.objects.visible_to(by).filter(evidence=citation.evidence_id, created_at__gt=now - RECENT)
    return not lately.filter(article=citation.verdict.review.article_id).exists()
