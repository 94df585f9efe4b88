"""How fast the splitter reads, what a long text costs, and what importing it costs."""

import subprocess
import sys
import time
from pathlib import Path

from articles.splitting import split
from tests.bench.peers import fastest

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 10_000_000


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def seconds_for(text: str) -> float:
    """Return the processor time of one reading."""
    began = time.process_time()
    split(text)
    return time.process_time() - began


def import_milliseconds() -> float:
    """Return what importing the package costs a fresh interpreter, the interpreter itself aside."""
    code = "import time; b = time.process_time(); import articles.splitting; print((time.process_time() - b) * 1000)"
    runs = [subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True) for _ in range(5)]
    return min(float(run.stdout) for run in runs)


def speed_figures(timed: list[str], sample: str) -> dict[str, float]:
    """Return the speed on the documents timed, on a sample repeated to 1 and to 10 MB, and what the import takes."""
    one, ten = (sample * (size // len(sample.encode())) for size in (LARGEST // 10, LARGEST))
    one_speed = megabytes([one]) / min(seconds_for(one) for _ in range(3))
    ten_speed = megabytes([ten]) / seconds_for(ten)
    return {
        "speed.documents": megabytes(timed) / fastest(split, timed),
        "speed.one": one_speed,
        "speed.ten": ten_speed,
        "speed.growth": one_speed / ten_speed,
        "import": import_milliseconds(),
    }
