"""What holds for any text: order, no overlap, nothing lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.splitting import split

LISTED = (
    "The minister said|He|“|”|\"|'|‘|’|.|?|!|…|. . .|\n|\n\n| |(|)|[|](x)|**|# |> |- |1. |a.|U.S.|Mr.|12|"
    "Page 3|By Ann Lee|Image: a|that|according to|X|said Bob Hall|<u>|</u>|![a](b)|—|e.g.|é|中。文|😀|\t|FOO:|and the|"
    "Copyright ©|Disclaimer|About Acme|10:45|a\tb\tc|some more words that go on and on for quite a while without an end"
)
BITS = st.sampled_from([bit for bit in LISTED.split("|") if bit])
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(BITS, max_size=40).map("".join), st.lists(BITS, max_size=40).map(" ".join)
)


def owners(text: str) -> list[int]:
    count = [0] * len(text)
    for sentence in split(text).sentences:
        holes = {i for start, end in sentence.holes for i in range(start, end)}
        for at in range(sentence.start, sentence.end):
            count[at] += at not in holes
    return count


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_character_that_is_not_blank_is_in_exactly_one_sentence(text: str) -> None:
    assert all(n == 1 for n, char in zip(owners(text), text, strict=True) if not char.isspace())


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_spans_are_in_order_and_tight(text: str) -> None:
    sentences = split(text).sentences
    starts = [sentence.start for sentence in sentences]
    assert starts == sorted(set(starts))
    for sentence in sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        assert all(sentence.start < start < end < sentence.end for start, end in sentence.holes)
        assert 0 <= sentence.check_worthiness <= 1
        assert sentence.reasons


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_claims_lie_in_order_and_have_words(text: str) -> None:
    claims = split(text).claims
    assert [claim.start for claim in claims] == sorted(claim.start for claim in claims)
    assert all(claim.statement.strip() for claim in claims)


@pytest.mark.parametrize(
    "bit",
    ['"', "“", "'", "\n", "a.", "a. ", "(", "[", "<a ", "*", "_a", "# \n", "said ", "Foo: ", "X said that ", "a\n"],
)
def test_a_hostile_text_is_read_in_fair_time(bit: str) -> None:
    text = bit * (50_000 // len(bit))
    assert split(text).version


def processor_seconds(text: str) -> float:
    """Return the processor time of the quickest of three readings, which other programs disturb little."""
    runs = []
    for _ in range(3):
        began = time.process_time()
        split(text)
        runs.append(time.process_time() - began)
    return min(runs)


@pytest.mark.parametrize("bit", ['"', "“", "'", "\n", "a.", "("])
def test_the_cost_of_a_megabyte_of_one_sign_grows_with_its_length(bit: str) -> None:
    text = bit * (1_000_000 // len(bit))
    # Four times the length costs four times the time: thrice that is allowed, a cost by the square would be sixteen.
    assert processor_seconds(text) < 12 * processor_seconds(text[: len(text) // 4]) + 0.1


@pytest.mark.parametrize("bit", ["a. ", "[", "<a ", "# \n", "said ", "said, ", "X said that ", "“a” said B. "])
def test_the_cost_of_a_phrase_said_again_and_again_grows_with_its_length(bit: str) -> None:
    text = bit * (80_000 // len(bit))
    assert processor_seconds(text) < 12 * processor_seconds(text[: len(text) // 4]) + 0.1


def test_a_hundred_thousand_open_brackets_are_one_sentence():
    (sentence,) = split("(" * 100_000).sentences
    assert (sentence.start, sentence.end) == (0, 100_000)


def test_addresses_without_a_blank_between_are_read_in_one_sweep():
    text = "http://" * 150_000
    assert "".join(text[s.start : s.end] for s in split(text).sentences) == text
