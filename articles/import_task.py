"""Running an import: every row read and judged first, then the chosen ones stored, in chunks kept as they come.

A worker that dies leaves its chunks; the next one goes on after the last.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Iterable, Iterator
from itertools import islice

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from articles import files, words
from articles.importers import links, twins
from articles.importers.apart import kept_readers, read_pieces
from articles.importers.formats import is_plain
from articles.importers.pieces import Piece, pieces
from articles.importers.problems import problem
from articles.importers.rows import ReadRow, read_row, write_rows
from articles.importers.storing import store_rows
from articles.jobs import ask_for, ask_for_forgotten
from articles.leases import renewed
from articles.models import ColumnMap, Import, ImportRow, Upload
from articles.querysets import SPLIT_LEASE
from articles.split_task import enqueue_splits
from articles.terms import ImportCode, ImportState, Outcome, RowState

IMPORT_TASK = "articles.tasks.run_import"
LONGEST = datetime.timedelta(hours=2)
MOST_TRIES = 5
CHUNK_ROWS = 200
CHUNK_SECONDS = 1.0
SWEPT_AT_ONCE = 100
logger = logging.getLogger(__name__)


class Lost(Exception):
    """Another worker has the import, or a person cancelled it: what this one reads counts no more."""


def run_import(import_id: int) -> None:
    """Go on with one import that waits; does nothing where another worker has it or it has ended."""
    job = _take(import_id)
    if job is None:
        return
    held = Import.objects.filter(pk=job.pk).held(job.fence)
    try:
        with renewed(
            renew=lambda: held.update(lease_until=timezone.now() + SPLIT_LEASE),
            give_up=lambda: _fail(job, str(words.IMPORT_TOOK_TOO_LONG)),
            longest=LONGEST,
        ):
            if not job.is_read:
                with kept_readers():
                    _read(job)
            if job.is_read and job.n_chosen > job.n_stored:
                _store(job)
    except Lost:
        return
    except SoftTimeLimitExceeded:
        if held.update(state=ImportState.WAITING, lease_until=None, tries=0):
            enqueue_import(job.pk)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the lease runs out and the sweep brings the import back
    except Exception:
        logger.exception("The import %s broke off.", job.uid)
        _fail(job, str(words.IMPORT_BROKE_OFF))


def enqueue_import(import_id: int) -> bool:
    """Ask the workers to go on with an import. A queue that is away loses nothing: the sweep asks again."""
    return ask_for(Import.objects.all(), IMPORT_TASK, import_id)


def sweep_imports(now: datetime.datetime) -> int:
    """Ask anew for imports that were forgotten: the queue was away, or a worker was killed."""
    due = Import.objects.due_for_sweep(now).order_by("pk")
    return ask_for_forgotten(due, IMPORT_TASK, now, most=SWEPT_AT_ONCE)


def _take(import_id: int) -> Import | None:
    """Claim the import for this worker by one conditional UPDATE."""
    now = timezone.now()
    waiting = Import.objects.filter(pk=import_id).unfinished(now)
    waiting.filter(tries__gte=MOST_TRIES).update(
        state=ImportState.FAILED, reason=str(words.IMPORT_KILLED_WORKERS), lease_until=None, ended_at=now
    )
    for is_read, state in ((False, ImportState.READING), (True, ImportState.STORING)):
        taken = waiting.filter(is_read=is_read).update(
            state=state, fence=F("fence") + 1, tries=F("tries") + 1, lease_until=now + SPLIT_LEASE, reason=""
        )
        if taken:
            return Import.objects.select_related("by").get(pk=import_id)
    return None


def _fail(job: Import, reason: str) -> None:
    Import.objects.filter(pk=job.pk).held(job.fence).update(
        state=ImportState.FAILED, reason=reason, lease_until=None, ended_at=timezone.now()
    )


def read_plain(job: Import) -> None:
    """Read a plain text where it came in, within the caller's transaction. Raises ImportProblem where it holds none."""
    upload = Upload.objects.get(job=job)
    path = files.path_of(upload.file_sha256)
    [piece] = pieces(path, upload.file_name, upload.file_sha256, job.options)
    row = read_row(job, upload, 0, piece)
    if piece.problem:
        raise piece.problem
    twins.judge([row], job.pk)
    write_rows(job, [row])
    ended = {"state": ImportState.READY, "is_read": True, "n_read": 1, "ended_at": timezone.now()}
    Import.objects.filter(pk=job.pk).update(**ended)


def _read(job: Import) -> None:
    """Read what has not been read yet; then the import is ready for a person to choose, or goes on by itself."""
    for upload in Upload.objects.filter(job=job).order_by("pk"):
        for chunk in _chunks(_pieces_left(job, upload)):
            rows = [read_row(job, upload, job.n_read + number, piece) for number, piece in enumerate(chunk)]
            if sent := job.options.get("sent"):
                twins.judge_sent(rows, sent)
            else:
                twins.judge(rows, job.pk)
            _keep_rows(job, rows)
    stores = bool(job.options.get("store"))
    with transaction.atomic():
        n_chosen = _choose_good(job) if stores else 0
        state = ImportState.STORING if n_chosen else ImportState.DONE if stores else ImportState.READY
        ended_at = None if n_chosen else timezone.now()
        away_at = ended_at if _needs_nobody(job) else None
        _still_held(
            job, state=state, is_read=True, n_chosen=n_chosen, ended_at=ended_at, acknowledged_at=away_at, tries=0
        )
        if not n_chosen:
            Import.objects.filter(pk=job.pk, fence=job.fence).update(lease_until=None)
    job.is_read, job.n_chosen = True, n_chosen


def _needs_nobody(job: Import) -> bool:
    """Whether what a feed brought has nothing to be looked at: then the page of imports is spared it."""
    rows = ImportRow.objects.filter(job=job)
    asks = not job.options.get("store") and rows.storable().exists()
    return job.feed_id is not None and not asks and not rows.needing_eyes().exists()


def _choose_good(job: Import) -> int:
    """Choose what may be stored unasked and is not chosen yet; answers how many rows are."""
    rows = ImportRow.objects.filter(job=job, outcome__in=[Outcome.NEW, Outcome.UPDATE])
    rows.filter(state=RowState.READ).update(state=RowState.CHOSEN)
    return rows.filter(state=RowState.CHOSEN).count()


def _pieces_left(job: Import, upload: Upload) -> Iterator[Piece]:
    path = files.path_of(upload.file_sha256)
    skip = ImportRow.objects.filter(job=job, upload=upload).count()
    if path.exists() and upload.media_type == links.MEDIA_TYPE:
        return links.read_links(links.links_in(path.read_text())[skip:], job.options)
    if path.exists() and is_plain(path, upload.file_name):
        return islice(pieces(path, upload.file_name, upload.file_sha256, job.options), skip, None)
    if path.exists():
        maps = dict(ColumnMap.objects.filter(by=job.by_id).values_list("heads_sha256", "columns"))
        options = job.options | {"maps": maps}
        read = read_pieces(path, upload.file_name, upload.file_sha256, options, skip, lambda heads: _note(job, heads))
        return links.followed(read, job.options)
    gone = problem(ImportCode.FILE_GONE, upload.file_name)
    return iter([Piece(upload.file_name, upload.file_sha256, upload.file_name, problem=gone)][skip:])


def _note(job: Import, heads: list[str]) -> None:
    """Keep the heads of the first sheet: people say on the page which column holds what."""
    if "heads" not in job.options:
        job.options["heads"] = heads
        _still_held(job, options=job.options)


def _chunks(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Up to 200 pieces, or as many as a second brings, so that people see rows come."""
    pieces = iter(pieces)
    while first := list(islice(pieces, 1)):
        chunk, over_at = first, time.monotonic() + CHUNK_SECONDS
        for piece in pieces:
            chunk.append(piece)
            if len(chunk) >= CHUNK_ROWS or time.monotonic() > over_at:
                break
        yield chunk


def _keep_rows(job: Import, rows: list[ReadRow]) -> None:
    with transaction.atomic():
        _still_held(job, n_read=job.n_read + len(rows), tries=0)
        write_rows(job, rows)
    job.n_read += len(rows)


def _still_held(job: Import, **changes: object) -> None:
    if not Import.objects.filter(pk=job.pk).held(job.fence).update(**changes):
        raise Lost


def _store(job: Import) -> None:
    """Make articles of the chosen rows, a chunk a transaction; then ask for their splits, so that those who read them
    do not take the machine from the rest of the rows. What is never asked for, the sweep finds."""
    waiting: list[tuple[int, int]] = []
    try:
        _store_chosen(job, waiting)
        now = timezone.now()
        _still_held(job, state=ImportState.DONE, ended_at=now, acknowledged_at=now if _needs_nobody(job) else None)
        Import.objects.filter(pk=job.pk, fence=job.fence).update(lease_until=None)
    finally:
        enqueue_splits(waiting)


def _store_chosen(job: Import, waiting: list[tuple[int, int]]) -> None:
    """Store chunk after chunk while the job is held; `waiting` takes the versions whose splits are to be asked for."""
    chosen = ImportRow.objects.filter(job=job, state=RowState.CHOSEN).in_order()
    while rows := list(chosen[:CHUNK_ROWS]):
        with transaction.atomic():
            _still_held(job, n_stored=F("n_stored") + len(rows), tries=0)
            stored = store_rows(rows, by=job.by, channel=job.channel, now=timezone.now(), sent=job.options.get("sent"))
        waiting += stored
