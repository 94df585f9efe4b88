"""The fitting of check-worthiness on statements made up for these tests, and the table of weights in the documents."""

import json
import re
from pathlib import Path

import pytest

from articles.splitting.worth import WEIGHTS
from articles.terms import Reason
from tests.bench import fit_worth

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "splitter.md"
FIGURES, EVENTS = (list(WEIGHTS).index(reason) for reason in (Reason.GIVES_FIGURE, Reason.STATES_EVENT))


def row(active: list[int], label: int, fold: int = 1) -> fit_worth.Row:
    return fit_worth.Row(active, 0.5, label, fold, 0.5)


def test_a_reason_that_goes_with_the_label_gets_the_greater_weight() -> None:
    rows = [row([FIGURES], 1), row([EVENTS], 0)] * 50
    weights = fit_worth.fit(rows)
    assert weights[FIGURES] > 1 > 0 > weights[EVENTS]
    assert fit_worth.chance(weights, row([FIGURES], 1)) > 0.8
    assert fit_worth.ranking(rows, lambda one: fit_worth.chance(weights, one)) == 1


def test_precision_is_averaged_over_the_places_of_hits() -> None:
    assert fit_worth.average_precision([0, 1, 0, 1]) == pytest.approx((1 / 2 + 2 / 4) / 2)
    assert fit_worth.average_precision([0]) == 0


def test_statements_that_are_no_claims_are_not_fitted_on(tmp_path: Path) -> None:
    texts = {"Unemployment fell by 3 percent in 2011.": 1, "Who are you?": -1, "Good evening.": -1}
    file = tmp_path / "statements.jsonl"
    file.write_text("\n".join(json.dumps({"doc": "d", "text": t, "verdict": v}) for t, v in texts.items()))
    (found,) = fit_worth.read_rows(file)
    assert FIGURES in found.active
    assert (found.label, found.length) == (1, 6 / 40)
    assert 0 < found.worth < 1


def test_the_document_gives_the_weights_in_use() -> None:
    written = re.findall(
        r"^\| `(\w+)` \|[^|]*\|[^|]*\| (-?[\d.]+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {code: float(weight) for code, weight in written} == dict(WEIGHTS)
