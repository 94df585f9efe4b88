"""Export the report of an article (or several) to a file: manage.py export_report UID --format html -o report.html"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles.files import open_stored
from articles.refusals import Refusal
from reviews.models import Report
from reviews.reports.make import format_named, make_report
from reviews.reports.scope import Scope
from reviews.reports.words import tell_left_out
from reviews.terms import Format

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    help = "Export the report of an article as html, csv, json or claimreview. It is kept and listed like any other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("articles", nargs="+", metavar="ARTICLE_UID", help="as in the address of the article")
        parser.add_argument("--format", default=Format.HTML, help="html (as given), csv, json or claimreview")
        parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where to; - is standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        output = options["output"]
        check_writable(output)
        try:
            format = format_named(options["format"])
            report = make_report(Scope.of_articles(options["articles"]), format, by=None, now=timezone.now())
        except Refusal as refusal:
            raise CommandError(refusal.words) from refusal
        write(report, output)
        told = self.stderr if output == STANDARD_OUTPUT else self.stdout
        told.style_func = None
        told.write(summary(report, output))


def check_writable(output: str) -> None:
    """Say that a file cannot be written before a report is made for it."""
    if output == STANDARD_OUTPUT:
        return
    path = Path(output)
    if path.is_dir():
        raise CommandError(f"{output} is a folder. Name a file in it with -o.")
    if not path.parent.is_dir():
        raise CommandError(f"There is no folder {path.parent}. Make it, or name another file with -o.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise CommandError(f"{output} cannot be written to. Name another file with -o.")


def write(report: Report, output: str) -> None:
    with open_stored(report.sha256) as file:
        raw = file.read()
    try:
        if output == STANDARD_OUTPUT:
            sys.stdout.buffer.write(raw)
            sys.stdout.buffer.flush()
        else:
            Path(output).write_bytes(raw)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}. The report is kept.") from error


def summary(report: Report, output: str) -> str:
    """One line: what went where, and what did not."""
    name = "standard output" if output == STANDARD_OUTPUT else output
    line = f"{name}: {report.format}, verdicts {report.n_claims}, unfinished claims {report.n_unfinished}"
    left_out = tell_left_out(report.scope.get("left_out", {}))
    return f"{line}; left out: {left_out}." if left_out else f"{line}."
