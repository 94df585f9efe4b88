"""Fit the weights of check-worthiness on public statements: `python -m tests.bench.fit_worth CLAIMBUSTER.jsonl`.

The statements are the ClaimBuster data set (Arslan, Hassan, Li, Tremayne 2020; Zenodo record 3609356, open
access): 23,533 sentences of US presidential debates, labelled -1 non-factual, 0 unimportant, 1 check-worthy.
The file has one JSON object a line with "text", "doc" and "verdict". A logistic regression without further
libraries gives one weight for each reason. Printed are the weights fitted beside those in use
(`articles/splitting/worth.py`), and how well both rank debates that were held out of the fitting.
"""

import json
import math
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from articles.splitting import split
from articles.splitting.worth import A_WORD, BIAS, MOST_WORDS, WEIGHTS
from articles.terms import Reason

ROUNDS = 60
RATE = 0.08
SHRINK = 1e-4
HELD_OUT = 5


class Row(NamedTuple):
    """A statement that is read as a claim: its reasons' places in the table, and the splitter's own judgement."""

    active: list[int]
    length: float
    label: int
    fold: int
    worth: float


def read_rows(path: Path) -> Iterator[Row]:
    """Give each statement that is read as a claim."""
    order = list(WEIGHTS)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            claims = [sentence for sentence in split(row["text"]).sentences if sentence.is_claim]
            if claims:
                reasons = {reason for claim in claims for reason in claim.reasons}
                active = [at for at, reason in enumerate(order) if reason in reasons]
                length = min(row["text"].count(" "), MOST_WORDS) / MOST_WORDS
                worth = max(claim.check_worthiness for claim in claims)
                yield Row(active, length, int(row["verdict"] == 1), hash_fold(row["doc"]), worth)


def hash_fold(name: str) -> int:
    """Return the fold of a debate, the same in every run."""
    return sum(map(ord, name)) % HELD_OUT


def chance(weights: list[float], row: Row) -> float:
    """Return the predicted chance of a row."""
    score = weights[-1] + weights[-2] * row.length + sum(weights[at] for at in row.active)
    return 1 / (1 + math.exp(-score))


def fit(rows: list[Row]) -> list[float]:
    """Return the weights: one a reason, then length, then the constant."""
    weights = [0.0] * (len(WEIGHTS) + 2)
    shuffled = random.Random(7)
    for round_ in range(ROUNDS):
        shuffled.shuffle(rows)
        rate = RATE / (1 + round_ / 10)
        for row in rows:
            step = rate * (row.label - chance(weights, row))
            for at in row.active:
                weights[at] += step - rate * SHRINK * weights[at]
            weights[-2] += step * row.length
            weights[-1] += step
    return weights


def average_precision(ranked: list[int]) -> float:
    """Return the average precision of labels in the order of their scores."""
    hits, total = 0, 0.0
    for place, label in enumerate(ranked, 1):
        hits += label
        total += label * hits / place
    return total / max(1, hits)


def ranking(rows: list[Row], score: Callable[[Row], float]) -> float:
    """Return how well a score puts check-worthy statements first."""
    return average_precision([row.label for row in sorted(rows, key=score, reverse=True)])


def main() -> None:
    rows = list(read_rows(Path(sys.argv[1])))
    held = [row for row in rows if row.fold == 0]
    weights = fit([row for row in rows if row.fold != 0])
    lines = [f"{'':18}{'fitted':>8}{'in use':>8}"]
    lines += [f"{reason:18}{own:8.2f}{WEIGHTS[reason]:8.2f}" for reason, own in zip(WEIGHTS, weights, strict=False)]
    lines += [
        f"{'a word':18}{weights[-2] / MOST_WORDS:8.3f}{A_WORD:8.3f}",
        f"{'constant':18}{weights[-1]:8.2f}{BIAS:8.2f}",
    ]
    fitted, used = ranking(held, lambda row: chance(weights, row)), ranking(held, lambda row: row.worth)
    by_chance = sum(row.label for row in held) / len(held)
    lines += [f"average precision on held-out debates: fitted {fitted:.3f}, in use {used:.3f}, random {by_chance:.3f}"]
    lines += [f"{len(rows)} of the statements are read as claims, {len(held)} of them held out"]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or Reason.GIVES_FIGURE not in WEIGHTS:
        sys.exit(__doc__)
    main()
