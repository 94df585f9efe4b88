"""Going through a text in a real browser: by keyboard, then without JavaScript; every page of it read and printed."""

import re

import pytest

from tests.journeys.test_new_version import walk

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]

FIND = """
from articles.models import Article
from reviews.coverage_rows import coverage_of
for article in Article.objects.select_related("current").order_by("pk"):
    found = coverage_of(article.current, None)
    if len([line for line in found.lines if line.is_confirmable]) > 5:
        print("article:", article.uid)
        break
"""


def test_sentences_are_accounted_for_by_keyboard_and_without_scripts(desk, bench):
    told = bench.manage("shell", "-c", FIND)
    article = re.search(r"article: (\S+)", told.stdout)
    assert article, told.stderr
    path = f"/articles/{article[1]}/coverage/"
    person = desk("noor")
    page = person.go(path)
    before = measure(page)
    page.keyboard.press("u")
    for _ in range(2):
        page.locator(".walk__step button:focus").wait_for()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert measure(page) == before + 2
    page.locator(".walk__step button:focus").wait_for()
    page.keyboard.press("Shift+U")
    page.keyboard.press("?")
    page.locator("dialog[open]").get_by_role("button", name="Close").click()
    assert not person.said, person.said
    plain = desk("noor", java_script_enabled=False)
    page = plain.go(path)
    page.locator(".walk__step").get_by_role("button", name="No claim here").first.click()
    assert measure(page) == before + 3 and "#s" in plain.path()
    page.get_by_role("button", name=re.compile("Take back")).first.click()
    assert measure(page) == before + 2
    page.get_by_role("link", name=re.compile("^No claim in ")).first.click()
    page.get_by_role("button", name=re.compile("^No claim in th")).click()
    assert measure(page) > before + 2
    watcher = desk("noor", reduced_motion="reduce")
    walk(watcher, [path, f"{path}zones/body/", f"/articles/{article[1]}/copy/"])
    assert watcher.page.pdf(format="A4").startswith(b"%PDF")


def measure(page) -> int:
    return int(re.search(r"(\d+) of \d+ sentences", page.locator(".lede").inner_text())[1])
