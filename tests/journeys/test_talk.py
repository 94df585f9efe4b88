"""Talking in a real browser: names offered while one is typed, nothing of a verdict lost, news opened and read."""

import re

import pytest

pytestmark = pytest.mark.journey
FRESH = """
from articles.models import Claim
claim = Claim.objects.filter(triage="proposed", quote="none", review=None).order_by("pk").first()
print("claim:", claim.uid)
"""


@pytest.fixture
def claim(bench):
    told = bench.manage("shell", "-c", FRESH)
    return f"/claims/{re.search(r'^claim: (.+)$', told.stdout, re.MULTILINE)[1]}/"


def test_a_comment_names_somebody_who_then_answers(desk, claim):
    noor, tomas = desk("noor"), desk("tomas")
    page = noor.go(claim)
    page.fill("#rationale", "Typed before the comment.")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.insert_text("Please look, @to")
    page.keyboard.press("m")
    page.get_by_role("option", name="@tomas").wait_for()
    page.keyboard.press("Enter")
    assert page.input_value("#comment-text") == "Please look, @tomas "
    page.keyboard.insert_text("p. 3")
    page.keyboard.press("Control+Enter")
    page.locator(".comment .mention", has_text="@tomas").wait_for()
    assert "#comment-" in page.url
    assert page.input_value("#rationale") == "Typed before the comment."
    other = tomas.go("/notifications/")
    other.get_by_role("link", name=re.compile("Noor .* mentioned you")).first.click()
    other.locator(".comment", has_text="p. 3").wait_for()
    other.get_by_text("Reply", exact=False).first.click()
    other.get_by_label("Your reply").fill("Seen.")
    other.get_by_role("button", name="Reply").click()
    other.locator(".thread__replies", has_text="Seen.").wait_for()
    other.get_by_role("button", name="Resolve").click()
    other.get_by_text("1 resolved thread").wait_for()
    tomas.go("/notifications/")
    assert other.locator(".news--unread", has_text="p. 3").count() == 0
    assert noor.said == [] and tomas.said == []


def test_without_scripts_people_talk_all_the_same(desk, claim):
    page = desk("noor", java_script_enabled=False).go(claim)
    page.fill("#comment-text", "@tomas without scripts")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.locator(".comment", has_text="without scripts").wait_for()
