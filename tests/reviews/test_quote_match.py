"""Whether a quote stands in a text word for word, nearly so or not, in bounded time; and which passage is nearest."""

import time

import pytest

from reviews.copy_text import LONGEST, joined, paragraphs
from reviews.quote_match import look_for, nearest
from reviews.terms import QuoteFound

TEXT = joined(
    "The river rose by 40 centimetres in 2019, the office said on Monday.\n\n“We built it in six weeks,” said the "
    "mayor.\n\nThe costs were 2.1 million crowns. 数据显示去年下降。",
    by_lines=False,
)


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("rose by 40  centimetres\nin 2019", "rose by 40 centimetres in 2019"),
        ('"We built it in six weeks"', "We built it in six weeks"),
        ("‘We built it in six weeks,’ said", 'We built it in six weeks," said'),
        ("on Monday. „We built", "on Monday.\n\n“We built"),
        ("数据显示", "数据显示"),
    ],
)
def test_blanks_and_the_sort_of_quotation_marks_make_no_difference(quote, there):
    match = look_for(quote, TEXT)
    assert match.found is QuoteFound.EXACTLY or (match.found is QuoteFound.CLOSELY and "’" in quote)
    assert TEXT[match.start : match.end].startswith(there[:10])


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("rose by 45 centimetres in 2019", "rose by 40 centimetres in 2019"),
        ("The costs came to 2.1 million crowns", "The costs were 2.1 million crowns"),
        ("RIVER ROSE BY 40", "river rose by 40"),
    ],
)
def test_a_quote_that_differs_a_little_is_found_closely_at_the_words_there_are(quote, there):
    match = look_for(quote, TEXT)
    assert (match.found, TEXT[match.start : match.end]) == (QuoteFound.CLOSELY, there)


@pytest.mark.parametrize("quote", ["in 201", "ose ris", "The wall fell down in May", "mayor river Monday costs office"])
def test_what_does_not_stand_there_is_not_found(quote):
    assert look_for(quote, TEXT).found is QuoteFound.NOT


@pytest.mark.parametrize("quote", ["", "  ", "“”", "…"])
def test_nothing_is_looked_for_without_words(quote):
    assert look_for(quote, TEXT).found is QuoteFound.UNCHECKED


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a " * 9_000 + "b", "a " * 900_000),
        ("a" * 20_000, "a" * 1_900_000 + "b"),
        ('"' * 20_000 + "x", '"' * 1_900_000),
        (" ".join(f"w{n % 7}" for n in range(5_000)), " ".join(f"w{n % 11}" for n in range(400_000))),
    ],
)
def test_hostile_texts_take_seconds_at_most(quote, text):
    began = time.process_time()
    look_for(quote, text)
    nearest(quote, text)
    assert time.process_time() - began < 12


def test_the_nearest_passage_shares_the_rare_words_and_numbers():
    start, end = nearest("In 2019 the level of the river rose by 40 cm.", TEXT)
    assert "40" in TEXT[start:end] and "2019" in TEXT[start:end] and "mayor" not in TEXT[start:end]
    assert nearest("Schiffe fuhren gestern", TEXT) is None


def test_paragraphs_are_numbered_where_they_stand_and_a_wall_of_text_is_cut():
    text = joined("One\nline  wrapped.\n\n\n\nTwo.\n\n" + "word " * 1_000, by_lines=False)
    found = paragraphs(text)
    assert [one.text for one in found[:2]] == ["One line wrapped.", "Two."]
    assert all(text[one.start : one.end] == one.text and len(one.text) <= LONGEST for one in found)
    assert [one.number for one in found] == list(range(1, len(found) + 1)) and len(found) == 5
    assert [one.text for one in paragraphs(joined("One\nTwo", by_lines=True))] == ["One", "Two"]
    assert paragraphs("") == []
