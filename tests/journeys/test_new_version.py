"""A new version in a real browser, its first half without JavaScript: handed in, looked at, stored, told of."""

import re

import pytest

from tests.journeys.looking import walk

pytestmark = pytest.mark.journey

READ = """
from articles.models import Anchor
judged = Anchor.objects.filter(claim__review__verdicts__isnull=False).order_by("pk")
anchor = judged.select_related("version").first()
print("article:", anchor.version.article.uid)
print("claim:", anchor.claim.uid)
print("first:", anchor.exact.split()[1])
print("TEXT" + anchor.version.text[: anchor.start] + anchor.exact.replace(anchor.exact.split()[1], "otherwise", 1)
    + anchor.version.text[anchor.end :] + "\\n\\nAnd one more line.\\n")
"""


def test_a_new_version_from_the_desk_to_the_claim(desk, bench):
    told = bench.manage("shell", "-c", READ)
    found = re.search(r"article: (\S+)\nclaim: (\S+)\nfirst: (\S+)\nTEXT(.*)", told.stdout, re.DOTALL)
    assert found, told.stderr
    article, claim, first, text = found.groups()
    person = desk("ines", java_script_enabled=False)
    page = person.go(f"/articles/{article}/")
    page.get_by_role("link", name="Bring in a new version").click()
    page.get_by_label("The text as it is now").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="A new version: what was read").wait_for()
    assert page.locator("#n-changed").inner_text() == "1"
    assert first in page.locator("del").first.inner_text()
    check = person.path()
    watcher = desk("ines", reduced_motion="reduce")
    pages = [f"/articles/{article}/versions/new/", check]
    walk(watcher, pages)
    page.get_by_role("button", name="Store it after version 1").click()
    assert person.path() == f"/articles/{article}/"
    assert "Version 2 is stored" in page.content()
    walk(
        watcher, [f"/articles/{article}/versions/", f"/articles/{article}/versions/compared/", f"/articles/{article}/"]
    )
    checker = desk("noor", reduced_motion="reduce")
    walk(checker, [f"/claims/{claim}/"])
    shown = checker.page.locator("#fate")
    assert "The source has changed" in shown.inner_text() and "otherwise" in shown.locator("ins").first.inner_text()
