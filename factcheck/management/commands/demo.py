"""`manage.py demo`: the sample articles and the demo reviews, where nothing was brought in yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.importers.base import ImportProblem
from articles.refusals import Refusal
from factcheck.demo import Demo
from factcheck.setup import fixture


class Command(BaseCommand):
    help = "Import the sample articles and play the demo reviews; does nothing where there are articles already."

    def handle(self, *args: Any, **options: Any) -> None:
        demo = Demo(fixture("demo"), fixture("roles"))
        if not demo.is_due():
            return
        self.stdout.write("Reading the sample articles and playing the demo reviews…")
        self.stdout.flush()
        try:
            demo.play()
        except (Refusal, ImportProblem) as reason:
            self.stderr.write(f"The demo could not be played: {reason}")
        for line in demo.skipped:
            self.stderr.write(line)
