"""The splitter's figures on marked articles and public corpora beside the project: floors that may only rise."""

import time
from pathlib import Path

import pytest

from articles.splitting import split
from tests.bench import bench_folder as bench
from tests.bench.speed import seconds_for

pytestmark = [
    pytest.mark.skipif(not bench.is_beside(), reason="the bench folder is not beside the project"),
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ARTICLES = {
    "boundary_f1": 0.999,
    "exact_f1": 0.999,
    "zone_accuracy": 0.99,
    "claim_f1": 0.97,
    "worth_map": 0.75,
    "speaker_recall": 0.98,
    "author_voice_kept": 0.99,
    "quote_accuracy": 0.97,
}
CORPORA = {"en_ewt_dev.para": 0.931, "en_ewt_dev.pdf": 0.928}


def test_marked_articles_are_read_at_least_as_well_as_before(tmp_path: Path) -> None:
    figures = bench.article_figures(tmp_path, bench.as_scored)
    assert {name: figure for name, figure in figures.items() if figure < ARTICLES.get(name, 0)} == {}
    assert (figures["bad_offsets"], figures["chars_in_two"], figures["chars_lost"]) == (0, 0, 0)


@pytest.mark.parametrize("name", CORPORA)
def test_sentence_ends_are_found_at_least_as_well_as_before(name: str) -> None:
    assert bench.load("score_sentences").accuracy(bench.spans, name)["boundary_f1"] >= CORPORA[name]


def test_the_golden_rules_are_met() -> None:
    assert bench.load("score_sentences").golden_rules(bench.spans) == "48/48"


def test_a_long_text_costs_no_more_for_each_word() -> None:
    sample = bench.text_of(next(bench.SEEDS.glob("003*"))) + "\n\n"
    began = time.process_time()
    split(sample * 3)
    once = time.process_time() - began
    assert seconds_for(sample * 36) < 30 * once
