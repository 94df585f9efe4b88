"""What `make bench` measures with: spans, marks, the table, and peers that fail."""

import json
from pathlib import Path

import pytest

from articles.terms import Zone
from tests.bench import bench_folder, bench_splitter, marks, peer_runs, speed, table
from tests.bench.peers import PEERS, answer, by_paragraph, visible

TEXT = "It rained. The bridge\n\n7\n\nfell on Monday. Who knew?"
MARKS = [
    marks.Mark(frozenset({"body"}), True, frozenset({""}), "It rained."),
    marks.Mark(frozenset({"body"}), True, frozenset({"Ann Lee"}), "The bridge ¦ fell on Monday."),
    marks.Mark(frozenset({"boilerplate", "metadata"}), False, frozenset({""}), "7"),
    marks.Mark(frozenset({"body"}), None, frozenset({""}), "Who knew?"),
]
PERFECT = [
    marks.Reading(0, 10, (), "body", True),
    marks.Reading(11, 41, ((21, 26),), "body", True, "Lee"),
    marks.Reading(23, 24, (), "metadata"),
    marks.Reading(42, 51, (), "body"),
]


def whole(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


def figures(*readings: marks.Reading) -> dict[str, float]:
    return marks.shares(marks.agreement(TEXT, MARKS, readings))


def test_a_sentence_ends_at_a_blank_line_at_the_latest() -> None:
    text = "One\ntwo.\n \n\n  Three.\n\n"
    assert [text[start:end] for start, end in by_paragraph(whole)(text)] == ["One\ntwo.", "Three.", ""]


def test_blanks_belong_to_no_sentence() -> None:
    assert visible("  One. \n\n Two", [(0, 8), (6, 9), (8, 12)]) == [(2, 6), (10, 12)]


def test_a_peer_answers_each_text_and_the_time_of_some() -> None:
    found = answer(whole, {"texts": [" a ", "", "bc"], "timed": ["bc"]})
    assert found["spans"] == [[(1, 2)], [], [(0, 2)]]
    assert isinstance(found["seconds"], float)


def test_a_reading_that_follows_all_marks_has_full_figures() -> None:
    assert set(figures(*PERFECT).values()) == {1.0}


def test_a_reading_without_holes_loses_the_sentence_cut_in_two() -> None:
    cut = [PERFECT[0], marks.Reading(11, 21), PERFECT[2], marks.Reading(26, 41), PERFECT[3]]
    found = figures(*cut)
    assert found["shapes.boundary"] == 1.0
    assert found["shapes.exact"] == pytest.approx(2 * 3 / (4 + 5))


def test_two_sentences_read_as_one_miss_an_end() -> None:
    found = figures(marks.Reading(0, 41, ((21, 26),), "body", True), *PERFECT[2:])
    assert found["shapes.boundary"] == pytest.approx(2 * 3 / (4 + 3))
    assert (found["shapes.speakers"], found["shapes.author"]) == (0, 1)


def test_labels_are_scored_apart_from_ends() -> None:
    wrong = [marks.Reading(s.start, s.end, s.holes, "title", not s.is_claim, "Bo") for s in PERFECT]
    assert figures(*wrong) == {
        "shapes.boundary": 1, "shapes.exact": 1, "shapes.zones": 0,
        "shapes.claims": 0, "shapes.speakers": 0, "shapes.author": 0,
    }  # fmt: skip


def test_text_that_nobody_read_counts_as_missed() -> None:
    assert figures()["shapes.zones"] == 0
    assert figures(PERFECT[0])["shapes.exact"] == pytest.approx(2 / 5)


@pytest.mark.parametrize("words", ["It rained again.", "The bridge"])
def test_marks_that_do_not_fit_the_text_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="not what comes next"):
        marks.owners_by_marks(TEXT, [marks.Mark(frozenset(), None, frozenset(), words), *MARKS[1:]])


def test_marks_must_reach_the_end_of_the_text() -> None:
    with pytest.raises(ValueError, match="no mark for 'Whoknew"):
        marks.owners_by_marks(TEXT, MARKS[:3])


@pytest.mark.parametrize(
    "path", sorted([*marks.SHAPES.glob("*.tsv"), *marks.HELD_OUT.glob("*.tsv")]), ids=lambda path: path.stem
)
def test_the_marks_of_a_shape_fit_its_text(path: Path) -> None:
    own = marks.read_marks(path)
    marks.owners_by_marks(path.with_suffix(".txt").read_text(encoding="utf-8"), own)
    assert {zone for mark in own for zone in mark.zones} <= {*Zone, "-"}
    assert {line.split("\t")[1] for line in path.read_text(encoding="utf-8").splitlines()} <= {
        "yes",
        "no",
        "either",
        "-",
    }


@pytest.mark.parametrize(
    ("speaker", "accepted", "fits"),
    [
        ("Sen. Ann Lee", {"Lee"}, True),
        ("the mayor of Bo", {"The Mayor"}, True),
        ("Mr. Bo", {"Mr. Lee"}, False),
        ("", {"Lee"}, False),
        ("", {"Lee", ""}, True),
        ("Lee", {""}, False),
    ],
)
def test_a_speaker_fits_by_a_telling_word(speaker: str, accepted: set[str], fits: bool) -> None:
    assert marks.is_one_of(speaker, accepted) is fits


def test_the_table_says_which_bars_are_met() -> None:
    lines = (
        table.Line("a", "ends", table.Bar(0.995)),
        table.Line("b", "import, ms", table.Bar(50, is_most=True), digits=0),
        table.Line("c", "not taken", table.Bar(1)),
        table.Line("d", "no goal"),
    )
    assert table.rows({"a": 0.9949, "b": 50, "d": 0.5}, {"peer 1.0": {"a": 0.9}}, lines) == [
        ["", "bar", "met", "ours", "peer 1.0"],
        ["ends", "≥ 0.995", "NO", "0.995", "0.900"],
        ["import, ms", "≤ 50", "yes", "50", ""],
        ["no goal", "", "", "0.500", ""],
    ]


def test_the_table_has_even_columns() -> None:
    drawn = table.in_markdown([["", "ours"], ["boundary F1", "1.000"]])
    assert drawn == "|             | ours  |\n|-------------|-------|\n| boundary F1 | 1.000 |"


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bench folder stands beside the project."""
    monkeypatch.setattr(bench_folder, "BENCH", tmp_path / "bench")
    monkeypatch.setattr(bench_folder, "SEEDS", tmp_path / "seeds")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment for peers whose Python only plays: pip installs nothing, one peer is there."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    version = peer_runs.pinned("pysbd")
    python.write_text(
        '#!/bin/sh\ncase "$*" in\n'
        f"""*"pip list"*) echo '[{{"name": "pysbd", "version": "{version}"}}]' ;;\n"""
        "*install*) echo 'ERROR: no wheel for this Python' >&2; echo 'ERROR: see there' >&2; exit 1 ;;\n"
        """*peers.py*) cat > /dev/null; echo '{"spans": [[[0, 3]]], "seconds": 0.5}' ;;\nesac\n"""
    )
    python.chmod(0o755)
    monkeypatch.setattr(peer_runs, "FOLDER", tmp_path)
    return python


def test_a_peer_that_is_there_reads_without_installing(environment: Path) -> None:
    found = peer_runs.read_with("pysbd", texts=["Ha."], timed=[])
    assert (found.spans, found.seconds) == ({"Ha.": [(0, 3)]}, 0.5)


def test_a_peer_that_cannot_be_installed_says_why(environment: Path) -> None:
    with pytest.raises(peer_runs.PeerFailed, match=r"^no wheel for this Python$"):
        peer_runs.read_with("nupunkt", texts=[], timed=[])


@pytest.mark.parametrize(
    ("errors", "line"), [("", "no word why"), ("Traceback\n  here\nImportError: numpy\n", "ImportError: numpy")]
)
def test_the_last_line_of_a_failure_is_told(errors: str, line: str) -> None:
    assert peer_runs.why(errors) == line


@pytest.mark.usefixtures("alone", "environment")
def test_a_peer_that_fails_is_left_out_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_splitter.ask_peers(["nupunkt"], ["Ha."]) == {}
    assert "nupunkt is left out: no wheel for this Python" in capsys.readouterr().err


@pytest.mark.skipif(not (peer_runs.FOLDER / "bin" / "python").exists(), reason="make bench has not run here")
@pytest.mark.parametrize("peer", PEERS)
def test_a_real_peer_counts_in_code_points(peer: str) -> None:
    order = json.dumps({"texts": ["🚧 The bridge is shut.\n\nNobody knows why."], "timed": []})
    try:
        found = peer_runs.run("-W", "ignore", str(peer_runs.SCRIPT), peer, given=order)
    except peer_runs.PeerFailed as error:
        pytest.skip(str(error))
    assert json.loads(found)["spans"][0][-1] == [23, 40]


def test_every_peer_is_pinned() -> None:
    assert all(peer_runs.pinned(peer) for peer in PEERS)


def test_unknown_peers_are_refused() -> None:
    with pytest.raises(SystemExit, match=r"No such peer: punkt\. There are pysbd"):
        bench_splitter.main(["punkt"])


@pytest.mark.usefixtures("alone")
def test_another_folder_of_that_name_is_not_taken_for_it() -> None:
    (bench_folder.BENCH / "data").mkdir(parents=True)
    bench_folder.SEEDS.mkdir()
    assert not bench_folder.is_beside()


@pytest.mark.usefixtures("alone")
def test_without_the_bench_folder_the_own_articles_are_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speed, "LARGEST", 200_000)
    bench_splitter.main([])
    shown = capsys.readouterr()
    assert "| articles of other shapes: boundary F1 " in shown.out
    assert "| MB/s, short documents " in shown.out
    assert "UD EWT" not in shown.out
    assert "No bench folder at " in shown.err
    assert "Not measured: the bench folder's marked articles; UD EWT; GUM" in shown.err
