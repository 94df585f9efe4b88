"""What a command line names: files, folders of them and addresses, stored as received, each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from articles import files, words
from articles.importers.base import MOST_LINKS, ImportProblem, one_line
from articles.importers.formats import ENDINGS
from articles.importers.intake import is_web_address
from articles.importers.problems import too_big
from articles.importing import Received, received_links
from articles.management.lines import PROBLEM, Line

CHUNK_BYTES = 1024 * 1024


@dataclass(slots=True)
class Gathered:
    """What came in, the path of each ("" for links), and what could not be taken in at all."""

    received: list[Received] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    problems: list[Line] = field(default_factory=list)

    def add(self, received: Received, path: str) -> None:
        self.received.append(received)
        self.paths.append(path)

    def refuse(self, path: str, code: str, sentence: str) -> None:
        self.problems.append(Line(path, "", PROBLEM, code=code, problem=sentence))


def gather(named: Sequence[str]) -> Gathered:
    """Take in all that is named; links come last, as one list."""
    gathered = Gathered()
    addresses = list(dict.fromkeys(one for one in named if one.lower().startswith(("http://", "https://"))))
    for path in files_in([Path(one) for one in named if one not in addresses]):
        _take(gathered, path)
    if len(addresses) > MOST_LINKS:
        raise CommandError(f"Give at most {MOST_LINKS} addresses at once.")
    fit = [address for address in addresses if is_web_address(address)]
    for address in addresses:
        if address not in fit:
            shown = one_line(address, 80)
            gathered.refuse(shown, "bad_address", str(words.BAD_ADDRESS) % {"url": shown})
    if fit:
        gathered.add(received_links(fit), "")
    return gathered


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


def _take(gathered: Gathered, path: Path) -> None:
    """Store one file under its hash, a piece at a time; say what is wrong where it cannot be read or is too big."""
    shown = one_line(str(path), 1_000)
    try:
        size = path.stat().st_size
        if not path.is_file():
            gathered.refuse(shown, "unreadable", "It is no file.")
        elif size > settings.MAX_SHEET_BYTES:
            raise too_big(size, settings.MAX_SHEET_BYTES, path.name)
        else:
            with path.open("rb") as file:
                sha256 = files.store_chunks(iter(partial(file.read, CHUNK_BYTES), b""))
            gathered.add(Received(sha256, size, path.name), shown)
    except OSError as error:
        gathered.refuse(shown, "unreadable", f"It cannot be read: {error.strerror}.")
    except ImportProblem as found:
        gathered.refuse(shown, found.code, found.words)
