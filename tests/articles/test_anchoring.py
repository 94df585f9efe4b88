"""Carrying places over to a changed text: moved, changed or orphaned; never to a look-alike."""

import pytest

from articles.anchoring import carry
from articles.terms import AnchorState

OLD = """River levels

The river rose by 40 centimetres in 2019. The town spent two million crowns on the wall.

The mayor, Ada Holm, said the wall would hold. Nobody was hurt in the flood of 2019.
"""
RIVER = "The river rose by 40 centimetres in 2019."
TOWN = "The town spent two million crowns on the wall."


def carried(new: str, words: str, old: str = OLD):
    start = old.index(words)
    [place] = carry(old, new, [(start, start + len(words))])
    return place.state, new[place.start : place.end]


@pytest.mark.parametrize(
    ("new", "words", "state", "found"),
    [
        (OLD, RIVER, AnchorState.MOVED, RIVER),
        ("A new line.\n\n" + OLD, RIVER, AnchorState.MOVED, RIVER),
        (OLD.replace("\n\nThe mayor", "\nThe mayor"), RIVER, AnchorState.MOVED, RIVER),
        (OLD.replace("40", "45"), RIVER, AnchorState.CHANGED, RIVER.replace("40", "45")),
        (OLD.replace("The river rose", "That river rose"), RIVER, AnchorState.CHANGED, "That" + RIVER[3:]),
        (OLD.replace("in 2019. The", "in 2020. The"), RIVER, AnchorState.CHANGED, RIVER.replace("2019", "2020")),
        (OLD.replace("two million", "about two million"), TOWN, AnchorState.CHANGED, TOWN.replace("two", "about two")),
        (OLD.replace(RIVER, "Water levels went up a little."), RIVER, AnchorState.ORPHANED, ""),
        (OLD.replace(RIVER + " ", ""), RIVER, AnchorState.ORPHANED, ""),
        ("", RIVER, AnchorState.ORPHANED, ""),
    ],
    ids=[
        "same text", "shifted", "other breaks", "a number", "first word", "last word", "a word more", "other words",
        "gone", "all gone",
    ],
)  # fmt: skip
def test_where_words_stand_now(new, words, state, found):
    assert carried(new, words) == (state, found)


def test_a_look_alike_elsewhere_never_takes_a_claim_over():
    new = OLD.replace(RIVER + " ", "") + "\nThe river rose by 40 centimetres in 2018.\n"
    assert carried(new, RIVER) == (AnchorState.ORPHANED, "")


def test_words_moved_as_they_are_to_another_paragraph_are_found():
    new = OLD.replace(TOWN, "").replace("of 2019.\n", f"of 2019.\n\n{TOWN}\n")
    assert carried(new, TOWN) == (AnchorState.MOVED, TOWN)


def test_words_that_stand_twice_are_not_guessed():
    new = OLD.replace(RIVER + " ", "") + f"\n{RIVER}\n\nAnd once more. {RIVER}\n"
    assert carried(new, RIVER)[0] is AnchorState.ORPHANED


def test_a_long_text_of_one_line_is_compared_within_bounds():
    words = [f"word{n}" for n in range(20_000)]
    old = " ".join(words)
    words[10_000] = "changed"
    place, last = carry(old, " ".join(words), [(0, 20), (len(old) - 20, len(old))])
    assert place.state is last.state is AnchorState.MOVED
