"""Headline, byline, publisher, address and date as plain text and Markdown carry them."""

from datetime import date
from pathlib import Path

import pytest

from articles.importers.base import canonical_text
from articles.importers.dates import find_date
from articles.importers.metadata import read_metadata

ROOT = Path(__file__).resolve().parents[2]
BODY = (
    "The river rose by 40 centimetres in 2019, said the water office, and the town spent two million crowns on a "
    "new wall that was built in six weeks by people who had never built one before.\n"
)
WHOLE = ("Flood", "Ola Berg", "The Courier", date(2024, 5, 3))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("November 18, 2015", date(2015, 11, 18)),
        ("Published: Tuesday 17 November 2026, 06.30 GMT", date(2026, 11, 17)),
        ("Sept. 3rd, 2021", date(2021, 9, 3)),
        ("2024-05-03T10:00:00Z", date(2024, 5, 3)),
        ("3.5.2024", date(2024, 5, 3)),
        ("1st of nothing", None),
        ("February 30, 2020", None),
        ("May 2024", None),
    ],
)
def test_dates_are_found_as_they_are_printed(line, wanted):
    found = find_date(line)
    assert (found.on if found else None) == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (
            "Flood in Town\n\nBy Ola Berg\n\nThe Courier, May 3, 2024\n\n",
            ("Flood in Town", "Ola Berg", "The Courier", date(2024, 5, 3)),
        ),
        ("# Flood\n\nA deck line\n\n*By [Ola Berg](#)*\n\n**The Courier** · 3 May 2024\n\n", WHOLE),
        ('---\ntitle: "Flood"\nauthor: Ola Berg\ndate: 2024-05-03\npublisher: The Courier\n---\n\n', WHOLE),
        ("Title: Flood\nAuthor: Ola Berg\nPublished: 3 May 2024\nSource: The Courier\n\n", WHOLE),
        (
            "WATER OFFICE\nBulletin No. 4\n\nThe Flood That\nCame Twice\n\nBy Ola Berg\n\n",
            ("The Flood That Came Twice", "Ola Berg", "", None),
        ),
        ("Flood\n\nOSLO, 3 May 2024 – ", ("Flood", "", "", date(2024, 5, 3))),
        ("Power: how far it goes\n\n", ("Power: how far it goes", "", "", None)),
    ],
)
def test_the_head_of_a_text_is_read(head, wanted):
    found = read_metadata(head + BODY)
    assert (found.headline, found.byline, found.publisher, found.published_on) == wanted


def test_dates_and_names_in_the_story_are_not_about_the_article():
    found = read_metadata(
        f"Flood\n\n{BODY}\nBy Monday the wall stood, and on 3 May 2024 it broke.\n\nBy Ola Berg the wall was built.\n"
    )
    assert (found.byline, found.publisher, found.published_on) == ("", "", None)


def test_the_foot_names_the_publisher():
    assert read_metadata(f"Flood\n\n{BODY}\n© 2024 The Courier. All rights reserved.\n").publisher == "The Courier"
    assert (
        read_metadata(f"Flood\n\n{BODY}\nThe original source of this article is The Courier\n").publisher
        == "The Courier"
    )


def test_a_text_that_begins_with_prose_gets_its_first_words_as_headline():
    assert read_metadata(BODY).headline.startswith("The river rose by 40 centimetres in 2019")
    assert len(read_metadata(BODY).headline) <= 120


@pytest.mark.parametrize(
    ("file", "headline", "byline", "publisher", "on"),
    [
        (
            "challenger-forty-years.md",
            "Seventy-Three Seconds",
            "Ruta Okonkwo-Lindqvist",
            "Meridian Science Weekly",
            date(2026, 11, 3),
        ),
        (
            "clean-streets-lead-briefing.txt",
            "Five Years Without Lead in the Pump: Opening Statements and Questions",
            "Press Office, Ilse Varga",
            "Clean Streets Alliance",
            date(2026, 11, 18),
        ),
        (
            "ozone-bulletin-14.txt",
            "The Treaty That Worked, and What It Did Not Do",
            "Ansgar Thiele and Promise Adeyemi-Roth",
            "Lowland Policy Institute",
            date(2026, 11, 9),
        ),
        (
            "smallpox-the-victory-nobody-remembers.txt",
            "The Victory Nobody Remembers: Smallpox and the Long Quarrel over Vaccines",
            "Marguerite Vane",
            "The Harbor Courier",
            date(2026, 11, 12),
        ),
        (
            "tohoku-fifteen-years-live.txt",
            "LIVE | Fifteen years after the wave: Japan remembers, as it happened",
            "Noor Castellane in Sendai and Wim Haverkort in Vienna",
            "The Pacific Wire",
            date(2026, 3, 11),
        ),
    ],
)
def test_the_samples_are_read_whole(file, headline, byline, publisher, on):
    found = read_metadata(canonical_text((ROOT / "seeds" / file).read_text()))
    assert (found.headline, found.byline, found.publisher, found.published_on) == (headline, byline, publisher, on)
    assert found.url.startswith("https://") or not found.url


@pytest.mark.parametrize(
    "text", ["By ", "[" * 5_000, "(" * 5_000, "Title:", ": " * 3_000, "---\n" * 2_000, "© ", "#" * 10_000]
)
def test_odd_texts_are_read_without_harm(text):
    read_metadata(text)
