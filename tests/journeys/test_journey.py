"""One article through four pairs of hands in a real browser: imported, checked, looked at again, closed, exported."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from lxml import html

pytestmark = pytest.mark.journey

HEADLINE = "Ferry line opens after nine years of digging"
ARTICLE = f"""{HEADLINE}

By Malin Osei

Harbor Courier, 12 March 2024

The ferry line between Norhaven and the islands opened on 4 March 2024, nine years after the first shovel.

It cost 412 million crowns, which is three times what the council had planned in 2015.

Harbor master Pia Lund said the line had carried 2,000 passengers on its first day.

<script>document.title = "taken over"</script> The pier is 240 meters long & made of Swedish granite.
"""
OPENED = "The ferry line between Norhaven and the islands opened"
REFUSED = "status of 400"  # the browser's own word on a form that was sent back with what stands in the way
COST = "It cost 412 million crowns"


def import_the_article(importer) -> str:
    page = importer.go("/admin/")
    page.get_by_role("link", name="Import", exact=True).first.click()
    page.fill("textarea[name=text]", ARTICLE)
    page.get_by_role("button", name="Read it").click()
    assert page.input_value("input[name=headline]") == HEADLINE
    assert page.input_value("input[name=byline]") == "Malin Osei"
    assert page.input_value("input[name=published_on]") == "2024-03-12"
    page.fill("input[name=publisher]", "The Harbor Courier")
    page.get_by_role("button", name="Store and split").click()
    page.wait_for_url("**/articles/**")
    news = page.get_by_role("link", name="Show the claims")  # not there where the split was quicker than the page
    claim = page.locator(".rows .row", has_text=OPENED)
    news.or_(claim).first.wait_for(timeout=60_000)
    if news.is_visible():
        news.click()
    claim.wait_for()
    return page.url.split("?")[0].split("#")[0]


def open_claim(desk, address: str, words: str):
    page = desk.page
    page.goto(address)
    page.locator(".rows .row", has_text=words).get_by_role("link", name=re.compile(words[:30])).click()
    page.wait_for_url("**/claims/**")
    return page


def judge(page, *, key: str, why: str, quote: str) -> None:
    """Rate by key, give a reason and one source; everything is saved while it is typed."""
    page.locator("body").press(key)
    page.locator("body").press("e")
    page.fill("#rationale", why)
    page.fill("[name=citation-0-url]", "https://archive.example.org/ferry/accounts-2024")
    page.fill("[name=citation-0-title]", "Accounts of the ferry line, 2024")
    page.locator("label", has_text=re.compile("^backs$")).first.click()
    page.select_option("[name=citation-0-kind]", "official")
    page.fill("[name=citation-0-quote]", quote)


def submit(page) -> None:
    page.get_by_text("Nothing stands in the way.").wait_for()
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_text("waiting for a second look").first.wait_for()


def test_an_article_goes_from_the_importer_to_the_exported_report(desk, bench):
    importer, checker, second, editor = desk("ines"), desk("noor"), desk("tomas"), desk("edith")
    address = import_the_article(importer)
    assert "taken over" not in importer.page.title()

    page = open_claim(checker, address, OPENED)
    assert "12 March 2024" in page.content()
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_role("link", name="Choose a rating.").wait_for()
    judge(page, key="1", why="The opening is in the minutes.", quote="opened to the public on 4 March 2024")
    page.get_by_text(re.compile(r"^Saved ")).first.wait_for()
    page.reload()
    assert page.input_value("#rationale") == "The opening is in the minutes."
    submit(page)

    page = open_claim(checker, address, COST)
    judge(page, key="4", why="It cost 412 million; the plan was 208.", quote="planned in 2015: 208 million")
    submit(page)

    page = open_claim(second, address, COST)
    page.goto(page.url.replace("/claims/", "/second-look/"))
    page.get_by_role("button", name="Send back").click()
    page.get_by_text("Give a reason").first.wait_for()
    page.fill("#reason", "Twice, not three times: say so in the rationale.")
    page.get_by_role("button", name="Send back").click()
    page.wait_for_url(lambda url: COST not in url)

    page = open_claim(checker, address, COST)
    assert "Twice, not three times" in page.content()
    page.fill("#rationale", "It cost twice what was planned, not three times: 412 against 208 million.")
    submit(page)

    for words in (OPENED, COST):
        page = open_claim(second, address, words)
        page.goto(page.url.replace("/claims/", "/second-look/"))
        page.get_by_role("button", name="Approve, next").click()
        page.wait_for_load_state()

    page = editor.page
    page.goto(address)
    page.get_by_text("2 decided claims will be published.").wait_for()
    page.get_by_text("proposals nobody has looked at").wait_for()
    page.get_by_role("link", name="See them, and close").click()
    page.get_by_role("heading", name="Proposed, and nobody has looked").wait_for()
    page.fill("#reason", "The rest states no figures.")
    page.get_by_role("button", name="Close and publish 2 claims").click()
    page.get_by_role("heading", name="2 claims published").wait_for()
    files = {kind: export(page, address, kind) for kind in ("html", "csv", "json", "claimreview")}
    check_files(files)
    for person in (importer, checker, second, editor):
        assert [line for line in person.said if REFUSED not in line] == []


def export(page, address: str, kind: str) -> bytes:
    """Make the report on the article's desk and download it as the editor does."""
    page.goto(address)
    page.select_option("select[name=format]", kind)
    page.get_by_role("button", name="Make report").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the file").click()
    return waiting.value.path().read_bytes()


def check_files(files: dict[str, bytes]) -> None:
    tree = html.fromstring(files["html"].decode())
    words = " ".join(tree.text_content().split())
    assert HEADLINE in words
    assert "412 against 208 million" in words
    assert "archive.example.org/ferry/accounts-2024" in words
    assert tree.xpath("//svg") and not tree.xpath("//script")

    rows = list(csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    ratings = [row["rating"] for row in rows if row["rating"]]
    assert ratings == ["True", "Mostly false"]
    assert len(rows) > 2  # what nobody checked is told

    document = json.loads(files["json"])
    assert document["unfinished"]

    reviews = [item for one in json.loads(files["claimreview"])["dataFeedElement"] for item in one["item"]]
    assert {one["reviewRating"]["alternateName"] for one in reviews} == {"True", "Mostly false"}
    assert all(one["url"].startswith("https://checks.example.org/") for one in reviews)
