"""The bench folder that may stand beside the project: its marked articles and corpora, scored with its own scripts."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from articles.importers.base import canonical_text
from articles.reading import read_text
from articles.splitting import SentenceDraft, split
from tests.bench.peers import Reader, Span

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
SEEDS = BENCH.parent / "seeds"
CORPORA = ("ewt", "gum")
FORMS = ("para", "pdf")
_NEEDED = (
    *("score_split.py", "score_sentences.py", "gold", "data/golden_rules.json"),
    *("data/en_ewt_dev.para.jsonl", "data/en_ewt_dev.pdf.jsonl"),
)
Scored = dict[str, Any]


def is_beside() -> bool:
    """Tell whether the bench folder stands beside the project, and is this one: any other may be called so."""
    return all((BENCH / name).exists() for name in _NEEDED) and any(SEEDS.glob("003*"))


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


def as_scored(text: str) -> Scored:
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


def sentences_alone(read: Reader) -> Callable[[str], Scored]:
    """Return readings in the form that the bench scores, with nothing known but where sentences lie."""
    bare = {"zone": "body", "is_claim": False}

    def scored(text: str) -> Scored:
        found = read(text)
        return {"text": text, "sentences": [{"start": s, "end": e, "text": text[s:e], **bare} for s, e in found]}

    return scored


def spans(text: str) -> list[Span]:
    """Return the sentences' spans."""
    return [(sentence.start, sentence.end) for sentence in split(text).sentences]


def text_of(path: Path) -> str:
    """Return a file's text as an import would store it."""
    return canonical_text(read_text(path.read_bytes()))


def article_figures(folder: Path, reading: Callable[[str], Scored]) -> dict[str, float]:
    """Return the figures of the bench folder's marked articles; the readings are written to `folder`."""
    scorer = load("score_split")
    scored = []
    for gold in sorted((BENCH / "gold").glob("*.jsonl")):
        read = folder / f"{gold.stem}.json"
        read.write_text(json.dumps(reading(text_of(SEEDS / f"{gold.stem}.txt"))), encoding="utf-8")
        scored.append(scorer.score(gold, read)[0])
    figures: dict[str, float] = scorer.summary(scored)
    return figures


def corpora() -> dict[str, str]:
    """Return the names of the bench folder's corpora by their codes."""
    files = {
        f"{corpus}.{form}": sorted((BENCH / "data").glob(f"*{corpus}*.{form}.jsonl"))
        for corpus in CORPORA
        for form in FORMS
    }
    return {code: found[0].name.removesuffix(".jsonl") for code, found in files.items() if found}


def corpus_figures(read: Reader) -> dict[str, float]:
    """Return the figures for where a reader finds sentences in the corpora, and the golden rules it meets."""
    scorer = load("score_sentences")
    figures = {
        f"{code}.{figure}": value
        for code, name in corpora().items()
        for figure, value in scorer.accuracy(read, name).items()
    }
    return figures | {"golden": int(scorer.golden_rules(read).split("/")[0])}


def documents() -> list[str]:
    """Return the documents of the first corpus."""
    with (BENCH / "data" / f"{corpora()['ewt.para']}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]
