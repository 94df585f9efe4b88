"""The saved copy of a source in a real browser: asked for, supplied, opened with o, its words cited with e."""

import re

import pytest

from tests.articles.pdfs import make_pdf
from tests.journeys.looking import faults_of
from tests.journeys.selecting import select
from tests.journeys.test_review_desk import says

pytestmark = pytest.mark.journey

IMPORT = """
import time
from django.contrib.auth import get_user_model
from django.utils import timezone
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, import_article
from articles.terms import Channel
text = "Bridge news\\n\\nThe old bridge over the Vel was closed for 14 days in 2019. The town paid 2.1 million.\\n"
draft = ArticleDraft(text=text, headline="Bridge news")
source = Source(get_user_model().objects.get(username="ines"), Channel.PASTE, "0" * 64)
made = import_article(draft, source, now=timezone.now())
for _ in range(150):
    claim = made.article.claims.order_by("pk").first()
    if claim:
        break
    time.sleep(0.2)
print("claim:", claim.uid)
"""
PASSAGE = (
    "Record of works.\n\nThe old bridge \U0001f309 over the river Vel stayed closed for 14 days in May 2019.\n\n"
    "شارع الجسر القديم was repaved.\n\nThe invoice was paid in June."
)
HELD = """
import datetime
from django.utils import timezone
from reviews.models import Snapshot
now = timezone.now()
waits = {"state": "fetching", "lease_until": now + datetime.timedelta(seconds=50), "acknowledged_at": None}
print(Snapshot.objects.filter(state="failed", channel="fetched").update(**waits))
"""
FAILED = """
from reviews.models import Snapshot
failed = {"state": "failed", "reason": "The server answers 503.", "lease_until": None}
print(Snapshot.objects.filter(state="fetching").update(**failed))
"""
ADDRESS = "http://127.0.0.1/works"  # an inner address: not asked, whatever this machine may reach


@pytest.fixture(scope="module")
def claim(bench):
    told = bench.manage("shell", "-c", IMPORT)
    uid = re.search(r"^claim: (.+)$", told.stdout, re.MULTILINE)
    assert uid, told.stderr
    return f"/claims/{uid[1]}/"


def test_a_source_is_copied_read_and_cited_with_nothing_typed(desk, claim):
    noor = desk("noor")
    page = noor.go(claim)
    page.keyboard.press("e")
    page.keyboard.insert_text(ADDRESS)
    page.get_by_role("button", name="Keep a copy").click()
    page.wait_for_url("**/?source=*")
    page.get_by_text("lies inside this network, which is not asked").wait_for()
    assert not (found := faults_of(noor)), "\n".join(found)
    page.get_by_label("or the passage, pasted").fill(PASSAGE)
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("The copy is kept.").wait_for()
    near = page.locator(".copy__near")
    assert "closed for 14 days" in near.inner_text()
    near.wait_for()
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("o")
    page.locator("article.paper", has_text="The town paid").wait_for()
    assert "source=" not in page.url
    page.keyboard.press("o")
    page.locator("#copy").wait_for()
    select(page, "#copy", "old bridge", "for 14 days")
    page.keyboard.press("e")
    says(page, "Saved")
    quote = page.input_value("[name=citation-0-quote]")
    assert quote == "old bridge \U0001f309 over the river Vel stayed closed for 14 days"
    assert page.input_value("[name=citation-0-url]") == ADDRESS
    assert page.input_value("[name=citation-0-locator]") == "paragraph 2"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.input_value("[name=citation-0-accessed_on]"))
    page.get_by_text("Found word for word").wait_for()
    page.keyboard.press("+")
    assert page.is_checked("[name=citation-0-stance][value=backs]")
    select(page, "#copy", "Record", "May 2019")
    page.keyboard.press("e")
    assert page.input_value("[name=citation-1-quote]").startswith("Record of works. The old bridge")
    assert page.input_value("[name=citation-1-locator]") == "paragraph 1–2"
    assert not (found := faults_of(noor)), "\n".join(found)
    assert noor.said == []


def test_without_a_script_a_paragraph_is_cited_by_its_button(desk, claim):
    noor = desk("noor", java_script_enabled=False)
    page = noor.go(claim)
    page.get_by_role("link", name=re.compile("^saved copy of")).first.click()
    page.get_by_role("button", name="Cite paragraph 4").click()
    page.wait_for_url("**/?source=*#citations")
    assert page.locator("textarea", has_text="The invoice was paid in June.").count() == 1


def test_a_copy_that_fails_while_somebody_waits_offers_another_try_in_place(desk, bench, claim):
    noor = desk("noor")
    page = noor.go(claim)
    page.keyboard.press("e")
    page.keyboard.insert_text("http://127.0.0.1/levels")
    page.get_by_role("button", name="Keep a copy").click()
    page.wait_for_url("**/?source=*")
    again = page.get_by_role("button", name="Try again")
    again.wait_for()
    assert bench.manage("shell", "-v0", "-c", HELD).stdout.strip() != "0"
    page.reload()
    page.get_by_text("The copy is being fetched and read.").wait_for()
    assert again.count() == 0
    page.get_by_label("or the passage, pasted").fill("Words typed while it was fetched.")
    page.evaluate("window.isSamePage = true")
    assert bench.manage("shell", "-v0", "-c", FAILED).stdout.strip() != "0"
    page.get_by_role("status").filter(has_text="The server answers 503.").wait_for()
    again.wait_for()
    assert page.evaluate("window.isSamePage")
    assert page.get_by_label("or the passage, pasted").input_value() == "Words typed while it was fetched."
    assert not (found := faults_of(noor)), "\n".join(found)
    again.click()
    page.get_by_text("lies inside this network, which is not asked").wait_for()
    again.wait_for()
    assert noor.said == []


def test_words_of_a_pdf_are_cited_by_its_pages(desk, claim, tmp_path):
    noor = desk("noor")
    page = noor.go(claim)
    page.goto(noor.address + page.locator("[data-copy]").first.get_attribute("href"))
    page.locator("summary", has_text="Supply a copy yourself").click()
    file = tmp_path / "works.pdf"
    file.write_bytes(
        make_pdf(
            [[(500, "Record of works.")], [(500, "It rained"), (488, "a lot."), (300, "It was dry.")], [(500, "Paid.")]]
        )
    )
    page.set_input_files("#copy-file", file)
    page.get_by_role("button", name="Keep it").click()
    end, later = page.get_by_role("heading", name="Page 3"), page.get_by_role("link", name="Read it")
    end.or_(later).wait_for()
    if later.count():  # it took the reader longer than anybody is let wait
        later.click()
        end.wait_for()
    for words, place in (
        (["rained", "dry"], "page 2, paragraph 1–2"),
        (["dry", "Paid"], "page 2, paragraph 2 – page 3, paragraph 1"),
        (["Record", "works"], "page 1, paragraph 1"),
    ):
        select(page, "#copy", *words)
        page.keyboard.press("e")
        assert place in [one.input_value() for one in page.locator("[name$=-locator]").all()]
    says(page, "Saved")
    assert not (found := faults_of(noor)), "\n".join(found)
    assert noor.said == []


@pytest.mark.parametrize("width", [390, 1440])
def test_a_copy_needs_no_sideways_scroll(desk, claim, width):
    noor = desk("noor", viewport={"width": width, "height": 850})
    page = noor.go(claim)
    page.goto(noor.address + page.locator("[data-copy]").first.get_attribute("href"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not (found := faults_of(noor)), "\n".join(found)
