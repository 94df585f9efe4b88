"""What people do with an import: begin it, choose rows, have it read another way, cancel it, try again, put it away."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from articles import files, words
from articles.import_task import enqueue_import, read_plain
from articles.importers import links
from articles.importers.base import ArticleDraft, bare_name, one_line
from articles.importers.columns import heads_digest
from articles.importers.formats import is_plain
from articles.importers.heads import Columns
from articles.importers.intake import Imported, Source, check_may_import, import_article
from articles.models import ColumnMap, Feed, Import, ImportRow, Person, Upload
from articles.querysets import STORABLE
from articles.refusals import Kind, Refusal
from articles.terms import Channel, ImportState, RowState

LABEL_CHARS = 200


@dataclass(frozen=True, slots=True)
class Received:
    """One file as it came in, already stored under its hash."""

    file_sha256: str
    n_bytes: int
    file_name: str = ""
    media_type: str = ""
    begins: str = ""


def received_text(text: str) -> Received:
    """What was pasted; it is known again by its first line."""
    raw = text.encode()
    begins = text.strip()[:LABEL_CHARS].partition("\n")[0]
    return Received(files.store(raw), len(raw), begins=one_line(begins, LABEL_CHARS))


def received_stored(sha256: str, file_name: str) -> Received:
    """A file that is stored already."""
    return Received(sha256, files.path_of(sha256).stat().st_size, file_name)


def received_links(addresses: Sequence[str]) -> Received:
    """A list of addresses; the things behind them are fetched when it is read."""
    raw = "\n".join(addresses).encode()
    label = addresses[0] if len(addresses) == 1 else str(words.MANY_LINKS) % {"n": len(addresses)}
    return Received(files.store(raw), len(raw), one_line(label, LABEL_CHARS), links.MEDIA_TYPE)


def received_file(file: UploadedFile) -> Received:
    """A file that was sent. One that calls itself a list of links is a text like others."""
    media_type = "" if file.content_type == links.MEDIA_TYPE else file.content_type or ""
    return Received(files.store_chunks(file.chunks()), file.size or 0, file.name or "", media_type)


def begin_import(
    received: Sequence[Received],
    *,
    by: Person,
    channel: Channel,
    now: datetime.datetime,
    label: str = "",
    options: dict[str, Any] | None = None,
    at_once: bool = False,
    enqueue: bool = True,
    feed: Feed | None = None,
) -> Import:
    """Take in what was received and have it read by a worker.

    With `at_once` a single plain text is read here, so that whoever pasted it need not wait; its ImportProblem is
    raised. Everything that a library parses is left to the worker, which reads it in a process of its own. Without
    `enqueue` the caller runs the import; should it die, the sweep has a worker go on with it.
    """
    check_may_import(by)
    if not received:
        raise Refusal("nothing_received", str(words.NOTHING_RECEIVED), kind=Kind.INVALID)
    with transaction.atomic():
        job = Import.objects.create(
            by=by,
            channel=channel,
            label=one_line(label or _label(received), 300),
            options=options or {},
            feed=feed,
            began_at=now,
            created_at=now,
        )
        Upload.objects.bulk_create(
            Upload(
                job=job,
                by=by,
                channel=channel,
                file_name=bare_name(one.file_name),
                media_type=one.media_type[:100],
                file_sha256=one.file_sha256,
                n_bytes=one.n_bytes,
            )
            for one in received
        )
        if at_once and len(received) == 1 and _is_plain(received[0]):
            read_plain(job)
        elif enqueue:
            transaction.on_commit(lambda: enqueue_import(job.pk))
    return job


def leave_to_worker(
    sha256: str, file_name: str, *, by: Person, now: datetime.datetime, sent: dict[str, Any], given: dict[str, Any]
) -> Import:
    """Have a worker read and store one text that a program sent, which takes longer to read than a program is let wait.

    `sent` is the option of that name (`Import`), `given` what the program said of the article, as JSON.
    """
    options = {"store": True, "sent": sent, "given": given}
    return begin_import([received_stored(sha256, file_name)], by=by, channel=Channel.API, now=now, options=options)


def choose(
    job: Import, *, by: Person, now: datetime.datetime, positions: Collection[int] = (), outcomes: Collection[str] = ()
) -> int:
    """Have rows stored: those named, or all of some outcomes. Returns how many; the rest stays to be chosen later."""
    check_may_import(by)
    if job.options.get("article"):  # a new version is looked at by itself before it is stored
        raise _moved_on(job)
    if not Import.objects.filter(pk=job.pk, is_read=True).exists():  # the rest would be left out unseen
        raise Refusal("rows_unread", str(words.ROWS_UNREAD))
    rows = ImportRow.objects.filter(job=job, outcome__in=STORABLE, state__in=[RowState.READ, RowState.LEFT_OUT])
    rows = rows.filter(position__in=positions) if positions else rows.filter(outcome__in=outcomes)
    with transaction.atomic():
        n_chosen = rows.update(state=RowState.CHOSEN)
        if not n_chosen:
            raise Refusal("nothing_chosen", str(words.NOTHING_CHOSEN), kind=Kind.INVALID)
        _move(
            job,
            [ImportState.READY, ImportState.DONE, ImportState.CANCELLED],
            ImportState.WAITING,
            n_chosen=F("n_stored") + n_chosen,
        )
    return n_chosen


def read_again(job: Import, columns: Columns, *, by: Person) -> None:
    """Read the files another way, and remember which column holds what for sheets like this one."""
    check_may_import(by)
    with transaction.atomic():
        _move(
            job,
            [ImportState.READY, ImportState.FAILED],
            ImportState.WAITING,
            options=job.options | {"columns": columns},
            is_read=False,
            n_read=0,
        )
        if ImportRow.objects.filter(job=job, state=RowState.STORED).exists():
            raise Refusal("rows_stored", str(words.ROWS_STORED))
        ImportRow.objects.filter(job=job).delete()
        heads = job.options.get("heads")
        if heads:
            ColumnMap.objects.update_or_create(by=by, heads_sha256=heads_digest(heads), defaults={"columns": columns})


def cancel(job: Import, *, by: Person, now: datetime.datetime) -> None:
    """Stop an import where it is: what is stored stays, what is read can still be chosen."""
    check_may_import(by)
    open_states = [ImportState.WAITING, ImportState.READING, ImportState.READY, ImportState.STORING]
    with transaction.atomic():
        _move(job, open_states, ImportState.CANCELLED, enqueue=False, ended_at=now, lease_until=None)
        ImportRow.objects.filter(job=job, state=RowState.CHOSEN).update(state=RowState.READ)


def try_again(job: Import, *, by: Person) -> None:
    """Go on with an import that failed or was cancelled, from where it stopped."""
    check_may_import(by)
    with transaction.atomic():
        _move(job, [ImportState.FAILED, ImportState.CANCELLED], ImportState.WAITING)


def acknowledge(job: Import, *, by: Person, now: datetime.datetime) -> None:
    """Put an ended import away: it needs nobody's eyes any more."""
    check_may_import(by)
    ended = [ImportState.READY, ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED]
    if not Import.objects.filter(pk=job.pk, state__in=ended).update(acknowledged_at=now, acknowledged_by=by):
        raise _moved_on(job)


def forget(job: Import, *, by: Person) -> None:
    """Take an import away of which nothing was stored, as if it had never been begun; its files stay."""
    check_may_import(by)
    with transaction.atomic():
        if not Import.objects.filter(pk=job.pk, n_stored=0).update(state=ImportState.CANCELLED, fence=F("fence") + 1):
            raise Refusal("rows_stored", str(words.ROWS_STORED))
        ImportRow.objects.filter(job=job).delete()
        Upload.objects.filter(job=job).delete()
        Import.objects.filter(pk=job.pk).delete()


def store_row(
    row: ImportRow, draft: ArticleDraft, *, by: Person, now: datetime.datetime, allow_copy: bool = False
) -> Imported:
    """Make the article of one row, as corrected by a person, once however often the button is pressed."""
    check_may_import(by)
    source = Source(by, Channel(row.job.channel), row.file_sha256, row.file_name)
    with transaction.atomic():
        done = import_article(draft, source, now=now, allow_copy=allow_copy)
        if done.is_new:
            free = ImportRow.objects.filter(pk=row.pk, article=None).exclude(state=RowState.CHOSEN)
            if not free.update(article=done.article, state=RowState.STORED):
                raise Refusal("row_taken", str(words.ROW_TAKEN))
            _count_one(row.job_id, now)
    return done


def _count_one(job_id: int, now: datetime.datetime) -> None:
    """Count a row stored by hand; the import is done when nothing of it is left to decide."""
    job = Import.objects.filter(pk=job_id)
    job.update(n_stored=F("n_stored") + 1, n_chosen=F("n_chosen") + 1)
    if not ImportRow.objects.filter(job=job_id, outcome__in=STORABLE, article=None).exists():
        job.filter(state=ImportState.READY).update(state=ImportState.DONE, ended_at=now)


def _move(
    job: Import, before: Collection[ImportState], after: ImportState, *, enqueue: bool = True, **changes: Any
) -> None:
    """Take the import to a state by one conditional UPDATE; the fence shuts out whoever worked on it."""
    fresh = {"tries": 0, "reason": "", "enqueued_at": None, "acknowledged_at": None, "lease_until": None} | changes
    rows = Import.objects.filter(pk=job.pk, state__in=before).update(state=after, fence=F("fence") + 1, **fresh)
    if not rows:
        raise _moved_on(job)
    if enqueue:
        transaction.on_commit(lambda: enqueue_import(job.pk))


def _moved_on(job: Import) -> Refusal:
    state = Import.objects.filter(pk=job.pk).values_list("state", flat=True).first()
    return Refusal("import_moved_on", str(words.IMPORT_MOVED_ON), current={"state": state})


def _is_plain(one: Received) -> bool:
    return one.media_type != links.MEDIA_TYPE and is_plain(files.path_of(one.file_sha256), one.file_name)


def _label(received: Sequence[Received]) -> str:
    if received[0].media_type == links.MEDIA_TYPE:
        return received[0].file_name
    first = bare_name(received[0].file_name, LABEL_CHARS) or received[0].begins or str(words.PASTED)
    more = len(received) - 1
    return f"{first} + {more}" if more else first
