"""The review page in a real browser: six acts for an easy claim, and no letter lost when things go wrong."""

import re

import pytest

pytestmark = pytest.mark.journey

FRESH = """
from articles.models import Claim
claims = Claim.objects.filter(triage="proposed", quote="none", review=None).order_by("-pk")
print("claims:", *(str(claim.uid) for claim in claims[:40]))
"""


@pytest.fixture(scope="module")
def fresh(bench):
    """Claims nobody has looked at yet."""
    told = bench.manage("shell", "-c", FRESH)
    uids = re.search(r"^claims: (.+)$", told.stdout, re.MULTILINE)
    assert uids, told.stderr
    return iter(uids[1].split())


@pytest.fixture
def claim(fresh):
    return f"/claims/{next(fresh)}/"


def type_why(page, words):
    page.fill("#rationale", words)


def says(page, words):
    page.locator("#status", has_text=re.compile(words)).wait_for()


def cite(page):
    page.keyboard.press("e")
    page.fill("[name=citation-0-url]", "https://data.example.org/record")
    page.check("[name=citation-0-stance][value=backs]", force=True)
    page.select_option("[name=citation-0-kind]", "primary")
    page.fill("[name=citation-0-quote]", "in its own words")


def test_an_easy_claim_takes_six_acts_and_the_second_look_one(desk, claim):
    noor, tomas = desk("noor"), desk("tomas")
    page = noor.go(claim)
    page.keyboard.press("1")
    page.keyboard.press("e"), page.keyboard.insert_text("https://data.example.org/record")
    page.check("[name=citation-0-stance][value=backs]", force=True)
    page.select_option("[name=citation-0-kind]", "primary")
    page.fill("[name=citation-0-quote]", "in its own words")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Submitted: the claim is “waiting for a second look”.").wait_for()
    assert noor.path() != claim
    second = tomas.go(claim.replace("/claims/", "/second-look/"))
    second.keyboard.press("y")
    second.get_by_text("Approved.").wait_for()
    assert noor.said == [] and tomas.said == []


def test_all_there_is_to_do_is_above_the_fold(desk, claim):
    page = desk("noor").go(claim)
    page.keyboard.press("e")
    for needed in ("#rating", "#rationale", "[name=citation-0-quote]", "[name=citation-0-locator]", "[name=go]"):
        box = page.locator(needed).bounding_box()
        assert box["y"] + box["height"] <= 900, needed


def test_letters_typed_in_a_field_are_no_keys(desk, claim):
    page = desk("noor").go(claim)
    page.focus("#rationale")
    page.keyboard.type("1 e j k x r ?")
    assert page.input_value("#rationale") == "1 e j k x r ?"
    assert page.locator("[name=rating]:checked").count() == 0
    assert page.locator("dialog[open]").count() == 0


def test_a_submit_that_is_stopped_stays_here_and_leads_to_the_field(desk, claim):
    page = desk("noor").go(claim)
    type_why(page, "Nearly done.")
    page.keyboard.press("Control+Enter")
    says(page, "something stands in the way")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "rating-1"
    assert page.input_value("#rationale") == "Nearly done."


def test_a_lost_line_keeps_the_text_and_saves_it_later(desk, claim):
    page = (noor := desk("noor")).go(claim)
    noor.context.set_offline(True)
    type_why(page, "typed on the train")
    says(page, "no connection")
    noor.context.set_offline(False)
    says(page, "^Saved")
    page.reload()
    assert page.input_value("#rationale") == "typed on the train"


def test_a_lost_session_keeps_the_text_on_the_page_and_in_the_browser(desk, claim, bench):
    page = (noor := desk("noor")).go(claim)
    noor.context.clear_cookies(name="sessionid")
    type_why(page, "typed while logged out")
    says(page, "you are logged out")
    page.keyboard.press("Control+Enter")
    says(page, "you are logged out")
    assert page.input_value("#rationale") == "typed while logged out"
    page.goto(f"{noor.address}/admin/login/?next={claim}")
    page.fill("input[name=username]", "noor")
    page.fill("input[name=password]", bench.passwords["noor"])
    page.press("input[name=password]", "Enter")
    page.get_by_role("button", name="Restore it").click()
    says(page, "^Saved")
    assert page.input_value("#rationale") == "typed while logged out"


def test_two_windows_show_both_texts(desk, claim):
    page = desk("noor").go(claim)
    type_why(page, "first")
    says(page, "^Saved")
    other = desk("noor").go(claim)  # in another browser, which the first does not know of
    type_why(other, "from the other window")
    says(other, "^Saved")
    type_why(page, "from this window")
    page.get_by_text("other window: from the other window").wait_for()
    page.get_by_role("button", name="Keep the one here").click()
    says(page, "^Saved")
    other.reload()
    assert other.input_value("#rationale") == "from this window"


def test_the_second_person_reads_along(desk, claim):
    page = desk("noor").go(claim)
    cite(page)
    page.fill("[name=citation-0-url]", "https://only-mine.example.org/record")
    says(page, "^Saved")
    other = desk("tomas").go(claim)
    other.get_by_text(re.compile(r"Noor Haddad has this claim until \d\d:\d\d\.")).wait_for()
    assert other.locator("#rationale").is_disabled()
    assert "only-mine.example.org" not in other.content()


def test_a_refusal_is_not_done_again_by_a_reload(desk, claim):
    page = desk("noor").go(claim)
    page.locator("summary", has_text="Dismiss").click()
    page.locator(".move__form button", has_text="Dismiss").click()
    page.get_by_text("Give a reason").wait_for()
    assert page.url.endswith(claim)
    page.reload()
    assert page.get_by_text("Give a reason").count() == 0
