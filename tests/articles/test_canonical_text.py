"""Canonical text: made once, the same when made again."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importers.base import bare_name, canonical_text, one_line

HARD = st.text(
    alphabet=st.one_of(st.sampled_from("\r\n\f\ufeff\0\u2028\t a\u0301\u0316é\ud800\u0f73"), st.characters())
)


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("a\fb", "a\n\nb"),
        ("a\n\fb", "a\n\nb"),
        ("a\f\nb", "a\n\nb"),
        ("\ufeffa\0b\x07c\td\x0be", "abc\tde"),
        ("\r\ufeff\n", "\n"),
        ("a\ud800b", "a\ufffdb"),
        ("e\u0301", "é"),
        ("  two  spaces \n\n\n stay ", "  two  spaces \n\n\n stay "),
        ("non\u00a0breaking \u200bstays", "non\u00a0breaking \u200bstays"),
    ],
)
def test_canonical_text_changes_what_the_ground_rules_say_and_nothing_else(given_text, wanted):
    assert canonical_text(given_text) == wanted


@given(HARD)
def test_canonical_text_is_the_same_when_made_again(text):
    once = canonical_text(text)
    assert canonical_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(st.text(alphabet="a\u0301\u0316\u0f73\u0344é", min_size=70, max_size=200))
def test_long_runs_of_marks_end_as_plain_normalization_ends(text):
    assert canonical_text(text) == unicodedata.normalize("NFC", text)


def test_a_million_marks_take_no_hours():
    begun = time.monotonic()
    canonical_text("a" + "\u0301\u0316" * 500_000)
    assert time.monotonic() - begun < 20


def test_one_line_hides_and_reorders_nothing():
    assert one_line("A\u202egpj.exe\u2066 b\n\tc\0", 50) == "Agpj.exe b c"
    assert one_line("word " * 100, 20) == "word word word word…"


@pytest.mark.parametrize(
    ("given_name", "wanted"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\dir\\a.txt", "a.txt"),
        ("gepj\u202etxt.html", "gepjtxt.html"),
        ("a\nb.txt", "a b.txt"),
    ],
)
def test_a_file_name_loses_its_folders_and_its_tricks(given_name, wanted):
    assert bare_name(given_name) == wanted


def test_a_long_file_name_keeps_its_ending():
    assert bare_name("x" * 400 + ".html").endswith("….html")
    assert len(bare_name("x" * 400 + ".html")) == 255
