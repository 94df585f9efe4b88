"""Bring in files, folders, archives, sheets and links, one line a row; good rows go in although bad ones stay."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles import files, importing
from articles.import_task import run_import
from articles.importers.formats import ENDINGS
from articles.importers.heads import FIELDS, TEXT, URL, Columns
from articles.importers.intake import check_may_import
from articles.management.gathering import Gathered, gather
from articles.management.lines import PROBLEM, Line, line_of
from articles.models import Import, ImportRow, Person, Upload
from articles.refusals import Refusal
from articles.terms import Channel, ImportState

WORKING = (ImportState.WAITING, ImportState.READING, ImportState.STORING)
PAUSE = 1.0  # seconds between looks at an import that a worker has


class Command(BaseCommand):
    help = (
        "Import articles (text, Markdown, web page, PDF, Word, e-mail), sheets of them (.csv, .xlsx, .jsonl), archives "
        "(.zip), folders of all these, links, or what a feed lists now. What is here already is recognized, not stored "
        "twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", metavar="PATH", nargs="+", help="a file, a folder or an address (http…)")
        parser.add_argument("--by", metavar="USERNAME", required=True, help="the importer in whose name it is done")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store no article")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="json: one object a line")
        parser.add_argument(
            "--column", metavar="FIELD=HEAD", action="append", default=[], help=f"fields: {', '.join(FIELDS)}"
        )
        parser.add_argument("--tracked", choices=["accepted", "original"], help="which text of tracked changes is read")

    def handle(self, *args: Any, **options: Any) -> None:
        by = importer(options["by"])
        read_as = how_to_read(options)
        gathered = gather(options["paths"])
        self._tally, self._as_json = {PROBLEM: 0, "rows": 0}, options["format"] == "json"
        for line in gathered.problems:
            self._tell(line)
        if gathered.received:
            self._bring_in(gathered, by, read_as, dry_run=options["dry_run"])
        if not self._tally["rows"]:
            raise CommandError(f"There is no file that ends in {', '.join(ENDINGS)} in the folders named.")
        if n_problems := self._tally[PROBLEM]:
            raise CommandError(f"{n_problems} of {self._tally['rows']} rows have to be mended; see their lines.")

    def _bring_in(self, gathered: Gathered, by: Person, read_as: dict[str, Any], *, dry_run: bool) -> None:
        job = importing.begin_import(
            gathered.received,
            by=by,
            channel=Channel.COMMAND,
            now=timezone.now(),
            options=read_as | {"store": not dry_run},
            enqueue=False,
        )
        try:
            run_to_its_end(job)
            behind = feeds_behind(job)
            for line in lines_of(job, gathered.paths):
                if line.place not in behind.paths:
                    self._tell(line)
            if job.state != ImportState.READY and job.state != ImportState.DONE:
                raise CommandError(job.reason or "The import was cancelled. What is stored stays.")
        except KeyboardInterrupt:
            with suppress(Refusal):
                importing.cancel(job, by=by, now=timezone.now())
            raise CommandError("Stopped. What is stored stays; the page of jobs can go on with the rest.") from None
        finally:
            if dry_run:
                forget(job, by)
        for feed, address in zip(behind.received, behind.paths, strict=True):
            self._bring_in(Gathered([feed], [address]), by, read_as | {"address": address}, dry_run=dry_run)

    def _tell(self, line: Line) -> None:
        self._tally["rows"] += 1
        self._tally[PROBLEM] += line.result == PROBLEM
        self.stdout.write(json.dumps(asdict(line)) if self._as_json else line.words())


def importer(username: str) -> Person:
    person = get_user_model().objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody active is named {username}. Give --by the user name of an importer.")
    try:
        check_may_import(person)
    except Refusal as refusal:
        raise CommandError(str(refusal.words)) from refusal
    return person


def how_to_read(options: dict[str, Any]) -> dict[str, Any]:
    """The options of the import: columns by field, and the text of tracked changes."""
    columns: Columns = {}
    for told in options["column"]:
        name, equals, head = told.partition("=")
        if name not in FIELDS or not equals or not head:
            raise CommandError(f"--column {told} cannot be read; write FIELD=HEAD with one of {', '.join(FIELDS)}.")
        columns[name] = head
    if columns and not {TEXT, URL} & columns.keys():
        raise CommandError("Say which column holds the text too: --column text=HEAD (or url=HEAD, to fetch it).")
    tracked = {"tracked": options["tracked"]} if options["tracked"] else {}
    return tracked | ({"columns": columns} if columns else {})


def run_to_its_end(job: Import) -> None:
    """Run the import in this process; where a worker was faster, wait for it, and go on where it died."""
    while True:
        run_import(job.pk)
        job.refresh_from_db()
        if job.state not in WORKING:
            return
        time.sleep(PAUSE)


def forget(job: Import, by: Person) -> None:
    """Take the import of a dry run away; it stays where somebody stored rows of it from the page meanwhile."""
    try:
        importing.forget(job, by=by)
    except Refusal as refusal:
        raise CommandError(str(refusal.words)) from refusal


def feeds_behind(job: Import) -> Gathered:
    """The feeds, as fetched, that lay at addresses given as links: what they list is brought in once."""
    gathered = Gathered()
    for row in ImportRow.objects.filter(job=job).links_to_feeds().in_order():
        size = files.path_of(row.file_sha256).stat().st_size
        gathered.add(importing.Received(row.file_sha256, size, "feed.xml"), row.place)
    return gathered


def lines_of(job: Import, paths: list[str]) -> Iterator[Line]:
    """One line a row, read from the database a few hundred at a time."""
    path_of = dict(zip(Upload.objects.filter(job=job).order_by("pk").values_list("pk", flat=True), paths, strict=True))
    rows = ImportRow.objects.filter(job=job).select_related("article", "twin").without_text().defer("prints").in_order()
    for row in rows.iterator(chunk_size=500):
        yield line_of(row, path_of[row.upload_id])
