"""The peers' own environment (`.venv-bench`), and their readings of given texts."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers import Span

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".venv-bench"
PINS = Path(__file__).with_name("requirements.txt")
SCRIPT = Path(__file__).with_name("peers.py")
NEEDS = {"blingfire": ("numpy",), "psycopg": ("psycopg-binary",)}
MOST_SECONDS = 1800


class PeerFailed(Exception):
    """A peer could not be installed or did not read; the words say why."""


@dataclass(frozen=True)
class PeerReading:
    """What a peer read: the spans of each text, and the processor seconds for the timed ones."""

    version: str
    spans: dict[str, list[Span]]
    seconds: float


def pinned(peer: str) -> str:
    """Return the version of a peer that the list of requirements names."""
    found = re.search(rf"^{re.escape(peer)}==([^\s;]+)", PINS.read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise PeerFailed(f"{PINS.name} pins no {peer}")
    return found[1]


def why(errors: str) -> str:
    """Return the telling line of what a command complained of: pip's first error, else the last line."""
    lines = errors.strip().splitlines() or ["no word why"]
    return next((line for line in lines if line.startswith("ERROR: ")), lines[-1]).removeprefix("ERROR: ")


def run(*command: str, given: str = "") -> str:
    """Return what a command of the peers' environment prints."""
    python = FOLDER / "bin" / "python"
    try:
        done = subprocess.run(
            [str(python), "-I", *command],
            input=given,
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerFailed(str(error)) from error
    if done.returncode:
        raise PeerFailed(why(done.stderr))
    return done.stdout


def make_environment() -> None:
    """Make the environment unless it runs already."""
    try:
        run("-m", "pip", "--version")
    except PeerFailed:
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)], capture_output=True, text=True)
        if made.returncode:
            raise PeerFailed(f"{FOLDER.name} could not be made: {made.stdout.strip() or made.stderr.strip()}") from None


def install(peer: str) -> str:
    """Install a peer as pinned, with what it needs but does not ask for; return its version."""
    version, needs = pinned(peer), NEEDS.get(peer, ())
    listed = json.loads(run("-m", "pip", "list", "--format", "json", "--disable-pip-version-check"))
    present = {row["name"].lower(): row["version"] for row in listed}
    if present.get(peer) != version or not present.keys() >= set(needs):
        quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
        run("-m", "pip", "install", *quiet, "--only-binary", ":all:", "--constraint", str(PINS), peer, *needs)
    return version


def read_with(peer: str, *, texts: list[str], timed: list[str]) -> PeerReading:
    """Return a peer's reading of the texts; installs it first where needed. Raises PeerFailed."""
    make_environment()
    version = install(peer)
    said = run("-W", "ignore", str(SCRIPT), peer, given=json.dumps({"texts": texts, "timed": timed}))
    try:
        found = json.loads(said)
    except ValueError as error:
        raise PeerFailed(f"its answer is no JSON: {said[:80]!r}") from error
    spans = {text: [(start, end) for start, end in own] for text, own in zip(texts, found["spans"], strict=True)}
    return PeerReading(version, spans, found["seconds"])
