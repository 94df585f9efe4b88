"""Words selected in the article become a claim, in a real browser: whatever stands before them, with marks between."""

import re

import pytest

from tests.journeys.selecting import select

pytestmark = pytest.mark.journey

IMPORT = """
from django.contrib.auth import get_user_model
from django.utils import timezone
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, import_article
from articles.terms import Channel
text = "Water \\U0001f30a news\\n\\nThe \\U0001f3de\\ufe0f river rose in 2019 \\U0001f469\\u200d\\U0001f467. "
text += "The town spent 2.1 million on it.\\n"
draft = ArticleDraft(text=text, headline="Water news")
source = Source(get_user_model().objects.get(username="ines"), Channel.PASTE, "0" * 64)
print("article:", import_article(draft, source, now=timezone.now()).article.uid)
"""


@pytest.fixture(scope="module")
def article(bench):
    told = bench.manage("shell", "-c", IMPORT)
    uid = re.search(r"^article: (.+)$", told.stdout, re.MULTILINE)
    assert uid, told.stderr
    return f"/articles/{uid[1]}/"


def words(page):
    return page.locator(".passage__words").inner_text()


def test_words_after_emoji_are_added_moved_and_taken_back(desk, article):
    person = desk("noor")
    page = person.go(f"{article}claims/new/")
    select(page, ".paper", "spent 2.1", "million")
    page.locator("#add-selected").wait_for()
    page.keyboard.press("a")
    page.get_by_text("Added as claim").wait_for()
    page.wait_for_load_state()
    assert words(page) == "spent 2.1 million"
    page.keyboard.press("d")
    page.get_by_text("The claim is now: “spent 2.1 million on”").wait_for()
    page.wait_for_load_state()
    assert words(page) == "spent 2.1 million on"
    page.fill("#rationale", "typed a moment ago")
    page.locator(".steps").get_by_role("button", name="Undo").first.click()
    page.get_by_text("Taken back.").wait_for()
    page.wait_for_load_state()
    assert words(page) == "spent 2.1 million"
    assert page.input_value("#rationale") == "typed a moment ago"
    select(page, ".paper", "2019", "2.1")
    page.evaluate("document.activeElement.blur()")
    page.locator("#add-selected").click()
    page.get_by_text("Added as claim").wait_for()
    assert words(page) == "2019 \U0001f469\u200d\U0001f467. The town spent 2.1"
    assert person.said == []
