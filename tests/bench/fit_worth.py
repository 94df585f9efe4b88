"""Fit the weights of check-worthiness on public statements: `python -m tests.bench.fit_worth CLAIMBUSTER.jsonl`.

The statements are the ClaimBuster data set (Arslan, Hassan, Li, Tremayne 2020; Zenodo record 3609356, open
access): 23,533 sentences of US presidential debates, labelled -1 non-factual, 0 unimportant, 1 check-worthy.
The file has one JSON object a line with "text", "doc" and "verdict". A logistic regression without further
libraries gives one weight for each reason; it prints the table as it stands in `articles/splitting/worth.py`,
and how well it ranks held-out debates.
"""

import json
import math
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from articles.splitting import split
from articles.splitting.worth import WEIGHTS
from articles.terms import Reason

ROUNDS = 60
RATE = 0.08
SHRINK = 1e-4
HELD_OUT = 5
Row = tuple[list[int], float, int, int]


def read_rows(path: Path) -> Iterator[Row]:
    """Give features, length, label and fold of each statement that is read as a claim."""
    order = list(WEIGHTS)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reasons = {
                reason for sentence in split(row["text"]).sentences if sentence.is_claim for reason in sentence.reasons
            }
            if reasons:
                active = [at for at, reason in enumerate(order) if reason in reasons]
                yield active, min(row["text"].count(" "), 40) / 40, int(row["verdict"] == 1), hash_fold(row["doc"])


def hash_fold(name: str) -> int:
    """Return the fold of a debate, the same in every run."""
    return sum(map(ord, name)) % HELD_OUT


def chance(weights: list[float], row: Row) -> float:
    """Return the predicted chance of a row."""
    score = weights[-1] + weights[-2] * row[1] + sum(weights[at] for at in row[0])
    return 1 / (1 + math.exp(-score))


def fit(rows: list[Row]) -> list[float]:
    """Return the weights: one a reason, then length, then the constant."""
    weights = [0.0] * (len(WEIGHTS) + 2)
    shuffled = random.Random(7)
    for round_ in range(ROUNDS):
        shuffled.shuffle(rows)
        rate = RATE / (1 + round_ / 10)
        for row in rows:
            step = rate * (row[2] - chance(weights, row))
            for at in row[0]:
                weights[at] += step - rate * SHRINK * weights[at]
            weights[-2] += step * row[1]
            weights[-1] += step
    return weights


def average_precision(ranked: list[int]) -> float:
    """Return the average precision of labels in the order of their scores."""
    hits, total = 0, 0.0
    for place, label in enumerate(ranked, 1):
        hits += label
        total += label * hits / place
    return total / max(1, hits)


def main() -> None:
    rows = list(read_rows(Path(sys.argv[1])))
    held = [row for row in rows if row[3] == 0]
    weights = fit([row for row in rows if row[3] != 0])
    ranked = sorted(held, key=lambda row: -chance(weights, row))
    lines = [f"    Reason.{reason.name}: {weight:.2f}," for reason, weight in zip(WEIGHTS, weights, strict=False)]
    lines += [f"length {weights[-2]:.2f}, constant {weights[-1]:.2f}"]
    lines += [f"average precision on held-out debates {average_precision([row[2] for row in ranked]):.3f}"]
    lines += [
        f"(random {sum(row[2] for row in held) / len(held):.3f}; {len(rows)} of the statements are read as claims)"
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or Reason.GIVES_FIGURE not in WEIGHTS:
        sys.exit(__doc__)
    main()
