"""Bring in files and folders of articles by the front door, one line a file; good ones go in although bad ones stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from articles import files
from articles.importers.base import ImportProblem, one_line
from articles.importers.formats import ENDINGS, read_article
from articles.importers.intake import Source, check_may_import, import_article, same_text, text_digest
from articles.models import Person
from articles.refusals import Refusal
from articles.terms import Channel


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file: new, same (as an article or an earlier file), or a problem."""

    file: str
    result: str
    headline: str = ""
    article: str = ""
    same_as: str = ""
    code: str = ""
    problem: str = ""

    def words(self) -> str:
        tail = {
            "new": self.headline,
            "same": f"as {self.same_as or self.article}",
            "problem": self.problem,
        }
        return f"{self.result:<8} {self.file}: {tail[self.result]}"


class Command(BaseCommand):
    help = "Import .txt, .md and .html files, or folders of them. The same text again is recognized, not stored twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
        parser.add_argument("--by", metavar="USERNAME", required=True, help="the importer in whose name it is done")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="json: one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        by = importer(options["by"])
        n_problems = n_files = 0
        seen: dict[str, str] = {}
        for path in files_in(options["paths"]):
            line = bring_in(path, by=by, seen=seen, dry_run=options["dry_run"])
            n_files += 1
            n_problems += line.result == "problem"
            self.stdout.write(json.dumps(asdict(line)) if options["format"] == "json" else line.words())
        if not n_files:
            raise CommandError(f"There is no file that ends in {', '.join(ENDINGS)} in the folders named.")
        if n_problems:
            raise CommandError(f"{n_problems} of {n_files} files did not go in; see their lines.")


def importer(username: str) -> Person:
    person = get_user_model().objects.filter(username=username, is_active=True).first()
    if person is None:
        raise CommandError(f"Nobody active is named {username}. Give --by the user name of an importer.")
    try:
        check_may_import(person)
    except Refusal as refusal:
        raise CommandError(str(refusal.words)) from refusal
    return person


def files_in(paths: list[Path]) -> Iterator[Path]:
    """The named files, and those in the named folders that can be articles, in order."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if _is_article_file(file, path))
        else:
            yield path


def _is_article_file(file: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not is_hidden and file.suffix.lower() in ENDINGS and file.is_file()


def bring_in(path: Path, *, by: Person, seen: dict[str, str], dry_run: bool) -> Line:
    """Import one file, or say what importing it would do."""
    name = one_line(str(path), 1_000)
    try:
        raw = path.read_bytes()
        draft = read_article(raw, path.name)
        digest = text_digest(draft.text)
        if digest in seen:
            return Line(name, "same", draft.headline, same_as=seen[digest])
        seen[digest] = name
        if dry_run:
            stored = same_text(digest)
            return Line(name, "same" if stored else "new", draft.headline, str(stored.article.uid) if stored else "")
        source = Source(by, Channel.COMMAND, files.store(raw), path.name)
        done = import_article(draft, source, now=timezone.now())
    except OSError as error:
        return Line(name, "problem", code="unreadable", problem=f"It cannot be read: {error.strerror}.")
    except ImportProblem as problem:
        return Line(name, "problem", code=problem.code, problem=problem.words)
    except Refusal as refusal:
        return Line(name, "problem", code=refusal.code, problem=str(refusal.words))
    return Line(name, "new" if done.is_new else "same", done.article.headline, str(done.article.uid))
