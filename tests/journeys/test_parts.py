"""What the machine suggests about a claim, in a real browser: above the fold, by keyboard, without JavaScript."""

import re

import pytest

from tests.journeys.looking import faults_of

pytestmark = pytest.mark.journey

SUGGESTED = """
from articles.models import Claim
for claim in Claim.objects.filter(triage="proposed", review=None, quote="none").order_by("pk"):
    hints = claim.read_hints()
    if len(hints.parts) == 2 or hints.dates:
        print("claim:", claim.uid, len(hints.parts), len(hints.dates))
"""


@pytest.fixture(scope="module")
def suggested(bench):
    """Proposed claims: those with two parts, and those with dates."""
    told = bench.manage("shell", "-c", SUGGESTED)
    found = re.findall(r"^claim: (\S+) (\d+) (\d+)$", told.stdout, re.MULTILINE)
    parts = [f"/claims/{uid}/" for uid, n_parts, _ in found if n_parts == "2"]
    dates = [f"/claims/{uid}/" for uid, _, n_dates in found if n_dates != "0"]
    assert len(parts) > 3 and dates, told.stderr
    return {"parts": iter(parts), "dates": dates}


@pytest.fixture
def claim(suggested):
    return next(suggested["parts"])


def test_suggestions_leave_what_there_is_to_do_above_the_fold(desk, suggested, claim):
    person = desk("noor")
    for path in (claim, *suggested["dates"]):
        page = person.go(path)
        foot = page.locator(".verdict__foot").bounding_box()
        for needed in ("#rating", "#rationale", "#citation-0"):
            box = page.locator(needed).bounding_box()
            assert box["y"] + box["height"] <= foot["y"], (path, needed)


def test_a_claim_is_checked_in_parts_by_keyboard_with_what_was_typed(desk, claim):
    person = desk("noor")
    page = person.go(claim)
    page.fill("#rationale", "typed a moment ago")
    page.locator(".parts > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Check as 1 claim").wait_for()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.type(" Indeed.")
    page.get_by_role("button", name="Check as 2 claims").focus()
    page.keyboard.press("Enter")
    page.get_by_text("This is the first of them.").wait_for()
    assert person.path() != claim
    assert page.input_value("#rationale") == "typed a moment ago"
    assert "Indeed." in page.locator(".statement").inner_text()
    page.locator(f".head a[href='{claim}']").click()
    page.get_by_role("heading", name="Checked in parts").wait_for()
    assert page.locator(".checked-as li").count() == 2
    assert person.said == []


def test_it_works_without_javascript_and_loses_no_letter(desk, claim):
    page = desk("tomas", java_script_enabled=False).go(claim)
    page.fill("#rationale", "never saved before")
    page.locator(".parts > summary").click()
    page.uncheck("#part-2")
    page.locator("[data-apart]").click()
    page.get_by_text("This is the first of them.").wait_for()
    assert page.input_value("#rationale") == "never saved before"


def test_suggestions_are_open_to_everybody(desk, suggested, claim):
    person = desk("noor", reduced_motion="reduce")
    faults = []
    for path in (claim, suggested["dates"][0]):
        page = person.go(path)
        for fold in page.locator(".parts > summary").all():
            fold.click()
        faults += faults_of(person)
    person.go(claim)
    page.locator(".parts > summary").click()
    page.locator("[data-apart]").click()
    page.get_by_text("This is the first of them.").wait_for()
    faults += faults_of(person)
    person.go(claim)
    faults += faults_of(person)
    assert faults == [] and person.said == []
