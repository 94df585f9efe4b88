"""Who speaks: two women, agencies that quote each other, memos that go on, interviews without labels."""

import pytest

from articles.splitting import split
from articles.terms import QuoteKind
from tests.articles.test_splitting import find
from tests.articles.test_splitting_shapes import TEXTS


@pytest.mark.parametrize(
    ("shape", "start", "speaker"),
    [
        ("comet", '"I pointed the telescope', "Linda Castellanos"),
        ("comet", '"I rebooted everything', "Yuki Tanabe"),
        ("comet", "She then wrote to", ""),
        ("comet", "Tanabe says", "Yuki Tanabe"),
        ("comet", "He points out", "Emeka Obi"),
        ("comet", "They found none", "Linda Castellanos"),
        ("comet", '"We measured', "Yuki Tanabe"),
        ("border", "Both sides accused", "Both sides"),
        ("border", "Three farm workers", "Henrik Stoll"),
        ("border", "Videos posted", ""),
        ("border", "Two diplomats", "Two diplomats briefed on the matter"),
        ("border", "Ostravia's foreign minister", "Jelena Marr"),
        ("border", "Kelland reportedly", ""),
        ("landlord", "The memo, which runs", "a strategy memo dated May 2020"),
        ("landlord", "It found 611", "audit"),
        ("landlord", "The other, Ines", "Ines Calloway"),
        ("landlord", "A person close to", "A person close to the prosecutors"),
        ("landlord", "He says he never", "Karl Wendt"),
    ],
)
def test_the_speaker_is_the_one_a_reader_would_name(shape: str, start: str, speaker: str) -> None:
    assert find(TEXTS[shape], start).speaker.removeprefix("The ").removeprefix("the ") == speaker


def test_the_medium_that_passes_words_on_stands_behind_the_speaker() -> None:
    assert find(TEXTS["border"], "Ostravia's foreign minister").chain == ("ONA",)
    assert find(TEXTS["border"], "State news agency").chain == ("the ministry",)


@pytest.mark.parametrize(
    "text",
    [
        "The talks came amid reports that the army was preparing to leave the valley.",
        "The attack is said to have lasted twenty minutes.",
        "The firm reportedly moved its money to Malta in January.",
    ],
)
def test_hearsay_is_put_on_nobody(text: str) -> None:
    found = split(text).sentences[0]
    assert (found.speaker, found.quote) == ("", QuoteKind.INDIRECT)


def test_answers_without_a_name_are_the_guest_s() -> None:
    text = (
        "The lake is losing its memory\n\nOur reporter spoke to Marit Solheim, who heads the station at Gravik.\n\n"
        "Q: Has the lake stopped mixing?\n\nA: It has mixed three times since 2016.\n\n"
        "Q: And the fish?\n\nA: We have lost two of five species of whitefish.\n\nThe power company did not reply."
    )
    assert find(text, "A: It has mixed").speaker == "Marit Solheim"
    assert find(text, "The power company").speaker == ""


def test_a_title_tells_a_man_from_a_woman() -> None:
    text = (
        "Ms Moss told Mr Pym in March that the ward was unsafe. “That is not true,” he replied. “I wrote it down,” "
        "she said."
    )
    assert [sentence.speaker for sentence in split(text).sentences][2] == "Moss"
