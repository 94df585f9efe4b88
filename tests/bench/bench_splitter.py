"""Print the splitter's figures beside its peers': `make bench` (needs the bench folder beside the project)."""

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from articles.importers.base import canonical_text
from articles.reading import read_text
from articles.splitting import SentenceDraft, split

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
SEEDS = BENCH.parent / "seeds"
BEST_PEERS = {
    "boundary_f1": ".990 (ICU)",
    "exact_f1": ".967 (ICU)",
    "speaker_recall": ".32 (plain patterns)",
    "worth_map": ".64 (8,000-term model, on ClaimBuster)",
    "en_ewt_dev.para": ".909 / .831 (blank lines + nupunkt)",
    "en_ewt_dev.pdf": ".905 (blank lines + nupunkt)",
    "golden rules": "47/48 (pysbd)",
    "MB/s": "0.07 pysbd, 0.31 syntok, 1.0 spaCy",
}
LARGEST = 10_000_000


def load(name: str) -> ModuleType:
    """Return one of the bench folder's scripts as a module."""
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def own_words(text: str, sentence: SentenceDraft) -> str:
    """Return a sentence's text without its holes."""
    words, at = "", sentence.start
    for start, end in sentence.holes:
        words += text[at:start]
        at = end
    return words + text[at : sentence.end]


def as_scored(text: str) -> dict[str, Any]:
    """Return a reading in the form that the bench scores."""
    rows = [
        {
            "start": s.start,
            "end": s.end,
            "holes": s.holes,
            "text": own_words(text, s),
            "zone": s.zone,
            "is_claim": s.is_claim,
            "check_worthiness": s.check_worthiness,
            "reasons": s.reasons,
            "speaker": s.speaker or None,
            "quote": None if s.quote == "none" else s.quote,
        }
        for s in split(text).sentences
    ]
    return {"text": text, "sentences": rows}


def spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences' spans."""
    return [(sentence.start, sentence.end) for sentence in split(text).sentences]


def article_figures(folder: Path) -> dict[str, float]:
    """Return the figures of the marked articles; the readings are written to `folder`."""
    scorer = load("score_split")
    scored = []
    for gold in sorted((BENCH / "gold").glob("*.jsonl")):
        text = canonical_text(read_text((SEEDS / f"{gold.stem}.txt").read_bytes()))
        reading = folder / f"{gold.stem}.json"
        reading.write_text(json.dumps(as_scored(text)), encoding="utf-8")
        scored.append(scorer.score(gold, reading)[0])
    figures: dict[str, float] = scorer.summary(scored)
    return figures


def sentence_figures() -> dict[str, Any]:
    """Return the figures on the public sentence corpora."""
    scorer = load("score_sentences")
    figures: dict[str, Any] = {name: scorer.accuracy(spans, name) for name in ("en_ewt_dev.para", "en_ewt_dev.pdf")}
    figures["golden rules"] = scorer.golden_rules(spans)
    figures["MB/s"] = scorer.speed(split)
    return figures


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


def main() -> None:
    if not BENCH.is_dir():
        sys.exit(f"No bench folder at {BENCH}.")
    folder = ROOT / "var" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = article_figures(folder) | sentence_figures()
    sample = canonical_text(read_text(max(SEEDS.glob("*.txt"), key=lambda file: file.stat().st_size).read_bytes()))
    one, all_ = (f"{sample}\n\n" * (size // len(sample)) for size in (LARGEST // 10, LARGEST))
    figures["MB/s of 1 and of 10 MB in one text"] = [round(len(t) / 1e6 / seconds_for(t), 2) for t in (one, all_)]
    figures["import ms"] = round(import_milliseconds(), 1)
    for name, figure in figures.items():
        sys.stdout.write(f"{name:36} {figure!s:62} {BEST_PEERS.get(name, '')}\n")


if __name__ == "__main__":
    main()
