"""Measure the splitter and its peers in one run: `make bench`, or `python -m tests.bench.bench_splitter PEER …`.

Marked articles of two kinds are read: those of the bench folder beside the project, if it is there, with its own
scorer, and those of other shapes in tests/articles/shapes. So are the bench folder's public sentence corpora. Peers run
in an environment of their own; `all` names all of them, and without names none is asked.
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from articles.splitting import split
from tests.bench import bench_folder, marks, table
from tests.bench.peer_runs import PeerFailed, PeerReading, read_with
from tests.bench.peers import PEERS, Reader, Span
from tests.bench.speed import megabytes, speed_figures

ROOT = Path(__file__).resolve().parents[2]
READINGS = ROOT / "var" / "bench"
FOLDERS = {"shapes": marks.SHAPES, "held": marks.HELD_OUT}
ENDS = (".boundary", ".exact", ".boundary_f1", ".exact_f1")
ReadingOf = Callable[[str], list[marks.Reading]]


def shape_figures(reading_of: ReadingOf) -> dict[str, float]:
    """Return the figures on the articles of other shapes, those looked at and those held out."""
    figures = {}
    for kind, folder in FOLDERS.items():
        count: Counter[str] = Counter()
        for text, own in marks.marked_articles(folder):
            count += marks.agreement(text, own, reading_of(text))
        figures |= marks.shares(count, kind)
    return figures


def whole_reading(text: str) -> list[marks.Reading]:
    """Return all that the splitter reads in a text."""
    return [marks.Reading(s.start, s.end, s.holes, s.zone, s.is_claim, s.speaker) for s in split(text).sentences]


def article_figures(reading: Callable[[str], bench_folder.Scored]) -> dict[str, float]:
    """Return the figures on the bench folder's marked articles."""
    READINGS.mkdir(parents=True, exist_ok=True)
    return {f"articles.{code}": figure for code, figure in bench_folder.article_figures(READINGS, reading).items()}


def figures_of_ends(read: Reader) -> dict[str, float]:
    """Return the figures of a reader that finds sentences and nothing else."""
    figures = shape_figures(lambda text: [marks.Reading(*span) for span in read(text)])
    if bench_folder.is_beside():
        figures |= article_figures(bench_folder.sentences_alone(read))
    figures = {code: figure for code, figure in figures.items() if code.endswith(ENDS)}
    return figures | (bench_folder.corpus_figures(read) if bench_folder.is_beside() else {})


def own_figures(timed: list[str]) -> dict[str, float]:
    """Return all figures of the splitter."""
    figures = shape_figures(whole_reading) | speed_figures(timed, max(long_articles(), key=len) + "\n\n")
    if bench_folder.is_beside():
        figures |= article_figures(bench_folder.as_scored) | bench_folder.corpus_figures(bench_folder.spans)
    return figures


def own_articles() -> list[str]:
    """Return the project's sample articles."""
    files = sorted((ROOT / "seeds").iterdir())
    return [bench_folder.text_of(path) for path in files if path.suffix in {".txt", ".md"}]


def long_articles() -> list[str]:
    """Return the articles that are repeated to make long texts."""
    return [bench_folder.text_of(path) for path in sorted(bench_folder.SEEDS.glob("*.txt"))] or own_articles()


def texts_asked_for() -> list[str]:
    """Return every text on which the ends of sentences are scored."""
    seen: dict[str, None] = {}

    def remember(text: str) -> list[Span]:
        seen[text] = None
        return [(0, len(text))]

    figures_of_ends(remember)
    return list(seen)


def peer_figures(found: PeerReading, timed: list[str]) -> dict[str, float]:
    """Return the figures of a peer."""
    return figures_of_ends(found.spans.__getitem__) | {"speed.documents": megabytes(timed) / found.seconds}


def ask_peers(names: Sequence[str], timed: list[str]) -> dict[str, dict[str, float]]:
    """Return the figures of the peers by name and version; of one that fails it is said why."""
    texts = texts_asked_for() if names else []
    figures = {}
    for name in names:
        say(f"Reading with {name}")
        try:
            found = read_with(name, texts=texts, timed=timed)
            figures[f"{name} {found.version}"] = peer_figures(found, timed)
        except PeerFailed as error:
            say(f"{name} is left out: {error}")
    return figures


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def main(names: Sequence[str]) -> None:
    names = list(PEERS) if "all" in names else names
    unknown = sorted(set(names) - set(PEERS))
    if unknown:
        sys.exit(f"No such peer: {', '.join(unknown)}. There are {', '.join(PEERS)}.")
    timed = bench_folder.documents() if bench_folder.is_beside() else own_articles()
    say("Reading with the splitter")
    ours = own_figures(timed)
    peers = ask_peers(names, timed)
    for peer, figures in peers.items():
        if peer.startswith("pysbd "):
            ours["speed.pysbd"] = ours["speed.documents"] / figures["speed.documents"]
    sys.stdout.write(f"{table.in_markdown(table.rows(ours, peers))}\n")
    if not bench_folder.is_beside():
        say(f"No bench folder at {bench_folder.BENCH}: speed is measured on the project's own sample articles.")
    missing = table.not_taken(ours)
    if missing:
        say(f"Not measured: {'; '.join(missing)}.")


if __name__ == "__main__":
    main(sys.argv[1:])
