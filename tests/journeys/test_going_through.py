"""Going through a text in a real browser: by keys and without leaving the page, then without JavaScript at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.looking import faults_of, walk

pytestmark = pytest.mark.journey

FIND = """
from articles.models import Article
from reviews.coverage_rows import coverage_of
for article in Article.objects.select_related("current").order_by("pk"):
    found = coverage_of(article.current, None)
    with_claims = [line for line in found.untouched if line.claims]
    if len(found.untouched) - len(with_claims) > 5 and len(with_claims) > 5:
        print("article:", article.uid)
        break
"""
FOCUSED = "document.activeElement.closest('.walk__step--untouched')?.id"


@pytest.fixture(scope="module")
def article(bench):
    told = bench.manage("shell", "-c", FIND)
    found = re.search(r"article: (\S+)", told.stdout)
    assert found, told.stderr
    return f"/articles/{found[1]}/"


def test_by_keys_every_step_is_done_and_undone_in_place(desk, article):
    person = desk("noor")
    page = person.go(f"{article}coverage/")
    before = measure(page)
    page.evaluate("window.isTheSame = true")
    page.keyboard.press("u")
    for n in (1, 2):
        page.locator(".walk__step button:focus", has_text="No claim here").wait_for()
        page.keyboard.press("Enter")
        accounted(page, before + n)
        assert page.evaluate(FOCUSED) and "No claim: “" in told(page)
    page.keyboard.press("z")
    accounted(page, before + 1)
    while page.locator("button:focus", has_text="Choose claim").count() == 0:
        page.keyboard.press("u")
    sentence = page.evaluate(FOCUSED)
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    page.locator("summary:focus", has_text="Dismiss").wait_for()
    page.keyboard.press("x")
    page.keyboard.press("2")
    expect(page.locator("#walk-told")).to_contain_text("Dismissed (opinion): “")
    assert page.evaluate(FOCUSED) not in (None, sentence)
    page.keyboard.press("z")
    page.locator(f"#{sentence} button:focus", has_text="Choose claim").wait_for()
    assert told(page) == "" and measure(page) == before + 1
    page.keyboard.press("Enter")
    expect(page.locator("#walk-told")).to_contain_text("Chosen: “")
    page.keyboard.press("z")
    page.locator(f"#{sentence} button:focus", has_text="Choose claim").wait_for()
    while page.locator(".walk__step:focus-within [data-add]").count() == 0:
        page.keyboard.press("u")
    page.keyboard.press("a")
    expect(page.locator("#walk-told")).to_contain_text("Now a claim: “")
    page.keyboard.press("z")
    expect(page.locator("#walk-told")).to_have_text("")
    page.keyboard.press("Shift+U")
    page.keyboard.press("?")
    page.locator("dialog[open]").get_by_role("button", name="Close").click()
    assert page.evaluate("window.isTheSame") and not person.said, person.said


def test_the_bar_goes_when_its_time_is_over_and_nothing_moves(desk, article):
    person = desk("noor")
    person.page.clock.install()
    page = person.go(f"{article}coverage/")
    page.locator(".walk__step").get_by_role("button", name="No claim here").first.click()
    undo = page.locator("#walk-told").get_by_role("button", name="Undo")
    undo.wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    before = page.evaluate("[scrollY, document.body.scrollHeight]")
    undo.focus()
    page.clock.fast_forward(31_000)
    expect(undo).to_be_visible()  # whoever stands in it is not thrown out
    page.locator(".walk__step button").last.evaluate("one => one.focus({ preventScroll: true })")
    page.clock.run_for(1_000)
    expect(undo).not_to_be_visible()
    expect(page.locator("#walk-told")).to_contain_text("The time to undo is over.")
    assert page.evaluate("[scrollY, document.body.scrollHeight]") == before
    page.keyboard.press("z")  # does nothing any more
    page.locator(".walk__step").get_by_role("button", name="No claim here").first.click()
    expect(undo).to_be_visible()
    expect(page.locator("#walk-told")).not_to_contain_text("The time to undo is over.")
    assert not (found := person.said + faults_of(person)), "\n".join(found)


def test_without_scripts_the_same_is_done_by_small_forms(desk, article):
    path = f"{article}coverage/"
    plain = desk("tomas", java_script_enabled=False)
    page = plain.go(path)
    before = measure(page)
    page.locator(".walk__step").get_by_role("button", name="No claim here").first.click()
    assert measure(page) == before + 1 and "#s" in plain.path()
    page.get_by_role("button", name=re.compile("Take back")).first.click()
    assert measure(page) == before
    page.get_by_role("button", name="Choose claim").first.click()
    assert "Chosen: “" in told(page) and plain.path().startswith(path)
    page.locator("#walk-told").get_by_role("button", name="Undo").click()
    page.locator(".walk__dismiss summary").first.click()
    page.get_by_role("button", name="prediction").first.click()
    assert "Dismissed (prediction): “" in told(page) and measure(page) == before + 1
    page.locator("#walk-told").get_by_role("button", name="Undo").click()
    assert measure(page) == before and plain.path().startswith(path)
    page.get_by_role("link", name=re.compile("^No claim in ")).first.click()
    page.get_by_role("button", name=re.compile("^No claim in th")).click()
    assert measure(page) > before


def test_its_pages_are_open_to_everybody_and_are_printed(desk, article):
    watcher = desk("noor", reduced_motion="reduce")
    walk(watcher, [f"{article}coverage/", f"{article}coverage/zones/body/", f"{article}copy/"])
    assert watcher.page.pdf(format="A4").startswith(b"%PDF")


def told(page) -> str:
    return page.locator("#walk-told").inner_text().strip()


def measure(page) -> int:
    return int(re.search(r"(\d+) of \d+ sentences", page.locator("#measure").inner_text())[1])


def accounted(page, n: int) -> None:
    expect(page.locator("#measure")).to_have_text(re.compile(rf"^{n} of \d+ sentences"))
