"""A saved page: its main text, captions and metadata, and nothing of its markup or scripts."""

import time
from datetime import date
from pathlib import Path

import pytest

from articles.importers import html
from articles.importers.base import ImportProblem
from articles.splitting import split
from articles.terms import ImportCode, Zone

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (ROOT / "seeds" / "power-without-smoke.html").read_text()


def test_a_page_gives_its_metadata():
    draft = html.read(SAMPLE)
    assert draft.headline == "Power without smoke: how far the wires have come"
    assert (draft.byline, draft.publisher) == ("Tamsin Brook-Hale", "The Northern Ledger")
    assert draft.published_on == date(2026, 11, 17)
    assert draft.url == "https://www.northern-ledger.example/energy/2026/11/power-without-smoke"
    assert (draft.language, draft.media_type) == ("en-GB", "text/html")


def test_a_page_gives_its_main_text_with_headings_captions_and_quotations():
    text = html.read(SAMPLE).text
    assert "## What the meters say" in text
    assert "\n\nImage: The cooling towers at Ratcliffe-on-Soar. Photograph: Bram Oyelaran for the Ledger\n\n" in text
    assert "\n\n> You can have your sums." in text
    assert "By Tamsin Brook-Hale" in text


def test_furniture_and_markup_of_a_page_stay_out():
    text = html.read(SAMPLE).text
    for furniture in ("214 partners", "Accept all", "Seal in library", "<p", "dataLayer", "Skip to content"):
        assert furniture not in text


def test_scripts_and_handlers_leave_only_words():
    page = """<html><head><title>Flood</title></head><body><article><p onclick="alert(1)">The river rose
    by 40 centimetres in 2019 and the town spent two million crowns on the wall.
    <script>alert(2)</script><img src=x onerror=alert(3)></p>
    <p>Another paragraph says that &lt;script&gt;alert(4)&lt;/script&gt; is text and stays text, as it was written.</p>
    <a href="javascript:alert(5)">a link</a></article></body></html>"""
    text = html.read(page).text
    assert "alert(1)" not in text and "alert(2)" not in text and "alert(3)" not in text and "alert(5)" not in text
    assert "<script>alert(4)</script> is text" in text


def test_a_page_without_a_heading_gets_its_title_author_and_date_above_the_text():
    page = """<html><head><title>Flood in town</title><meta name="author" content="Ola Berg">
    <meta property="og:site_name" content="The Courier"><meta name="date" content="2024-05-03"></head>
    <body><main><p>The river rose by 40 centimetres in 2019 and the town spent two million crowns on the wall.</p>
    <p>It was the highest water since the gauge was set up, according to the water office.</p></main></body></html>"""
    text = html.read(page).text
    assert text.startswith("# Flood in town\n\nBy Ola Berg\n\nThe Courier, 3 May 2024\n\nThe river rose")


def test_an_address_that_is_no_web_address_is_not_kept():
    page = """<html><head><title>Flood</title><link rel="canonical" href="javascript:alert(1)"></head>
    <body><p>The river rose by 40 centimetres in 2019 and the town spent two million crowns.</p></body></html>"""
    assert html.read(page).url == ""


def test_a_page_in_xml_clothes_is_read():
    page = (
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE html><html><body><p>The river rose in 2019.</p></body></html>'
    )
    assert html.looks_like_it(page)
    assert "The river rose" in html.read(page).text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p " + " ".join(f"a{number}=b" for number in range(30_000)) + ">hello</p>",
        "<html><body><p>" + "word " * 2_100_000 + "</p>",
    ],
    ids=["a tag of thirty thousand attributes", "a paragraph longer than the parser takes"],
)
def test_a_page_that_cannot_be_read_whole_is_refused_at_once(page):
    begun = time.process_time()
    with pytest.raises(ImportProblem) as caught:
        html.read(page)
    assert caught.value.code is ImportCode.PAGE_UNREADABLE
    assert time.process_time() - begun < 10


def test_many_comments_before_plain_text_take_no_time():
    begun = time.process_time()
    assert not html.looks_like_it("<!--a-->" * 900 + " words")
    assert html.looks_like_it("<!--a-->\n" * 100 + "<!doctype html><p>words</p>")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("element", ["figure", "footer", "cite"])
def test_elements_within_elements_are_read_once(element):
    """Every level once more would make a page of two megabytes take half a minute."""
    words = "The river rose by 40 centimetres in 2019. " * 20_000
    inside = f"<figcaption>{words}</figcaption>" if element == "figure" else words
    nested = f"<{element}>" * 150 + inside + f"</{element}>" * 150
    began = time.process_time()
    html.read(f"<html><body><article><p>The town.</p><blockquote>{nested}</blockquote></article></body></html>")
    assert time.process_time() - began < 5


def test_captions_of_a_page_are_read_as_captions_and_not_as_turns_in_a_talk():
    text = html.read(SAMPLE).text
    zones = {sentence.zone for sentence in split(text).sentences if text.startswith("Image:", sentence.start)}
    assert zones == {Zone.CAPTION}
