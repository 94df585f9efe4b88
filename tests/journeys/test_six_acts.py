"""The measure of the desk: an easy claim takes six acts at most, its second look one. An act is a key or a click."""

import re

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("acts")]

RUN = """
from articles.models import Anchor, Article, AuthorSource
best = []
for article in Article.objects.order_by("pk"):
    if AuthorSource.objects.filter(version=article.current).exists():
        continue
    run = []
    for anchor in Anchor.objects.filter(version=article.current).order_by("start").select_related("claim"):
        claim = anchor.claim
        easy = claim.triage == "proposed" and claim.quote == "none" and not hasattr(claim, "review")
        run = [*run, str(claim.uid)] if easy else []
        best = max(best, run, key=len)
    if len(best) >= 8:
        break
quotes = Anchor.objects.filter(version=article.current, claim__quote="direct", claim__review=None).order_by("start")
print("run:", *best)
print("quotation:", *(str(one.claim.uid) for one in quotes[:1]))
"""


class Hands:
    """A keyboard and a mouse that count what is done with them."""

    def __init__(self, page):
        self.page, self.acts = page, 0

    def press(self, *keys):
        for key in keys:
            self.acts += 1
            self.page.keyboard.press(key)

    def click(self, selector):
        self.acts += 1
        self.page.click(selector)


@pytest.fixture(scope="module")
def claims(bench):
    """Neighbors in an article that nobody has looked at yet, and a quotation of the same article."""
    told = bench.manage("shell", "-c", RUN).stdout
    run = re.search(r"^run: (.+)$", told, re.MULTILINE)[1].split()
    assert len(run) >= 7, told
    quotation = re.search(r"^quotation: (\S+)$", told, re.MULTILINE)
    return [f"/claims/{uid}/" for uid in run], f"/claims/{quotation[1]}/" if quotation else None


@pytest.fixture(scope="module", autouse=True)
def first_verdict(bench, claims, chromium):
    """The first claim of the run, typed in full: its source is at hand from then on."""
    from tests.journeys.conftest import Desk, log_in

    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    noor = Desk(context.new_page(), context, bench.address)
    log_in(noor, "noor", bench.passwords["noor"])
    page = noor.go(claims[0][0])
    page.keyboard.press("1")
    page.keyboard.press("e")
    page.keyboard.insert_text("https://data.example.org/record")
    page.fill("[name=citation-0-title]", "The record")
    page.check("[name=citation-0-stance][value=backs]", force=True)
    page.select_option("[name=citation-0-kind]", "official")
    page.fill("[name=citation-0-quote]", "in its own words")
    page.fill("[name=citation-0-locator]", "page 9")
    submitted(page, lambda: page.keyboard.press("Control+Enter"))
    context.close()


def submitted(page, act):
    before = page.url
    act()
    page.get_by_text("Submitted: the claim is “waiting for a second look”.").wait_for()
    assert page.url != before


def source(page):
    names = ("url", "title", "kind", "quote", "locator")
    stance = page.locator("[name=citation-0-stance]:checked")
    told = {name: page.input_value(f"[name=citation-0-{name}]") for name in names}
    return told | {"stance": stance.input_value() if stance.count() else ""}


def test_by_keys_an_easy_claim_takes_six_acts_and_the_second_look_one(desk, claims):
    noor, tomas = desk("noor"), desk("tomas")
    page = noor.go(claims[0][0])
    hands = Hands(page)
    hands.press("j")
    page.wait_for_url(f"**{claims[0][1]}")
    page.locator("#tray[open]").wait_for()
    hands.press("1", "Shift+Digit1", "+", "p")
    assert source(page) == {
        "url": "https://data.example.org/record",
        "title": "The record",
        "kind": "official",
        "quote": "in its own words",
        "locator": "page 9",
        "stance": "backs",
    }
    submitted(page, lambda: hands.press("Control+Enter"))
    assert hands.acts == 6
    second = Hands(tomas.go(claims[0][1].replace("/claims/", "/second-look/")))
    second.press("y")
    second.page.get_by_text("Approved.").wait_for()
    assert second.acts == 1
    assert noor.said == [] and tomas.said == []


def test_going_on_from_the_last_one_through_the_list_takes_six(desk, claims):
    page = desk("noor").go(claims[0][2])
    hands = Hands(page)
    hands.press("1", "t", "1", "+", "p")
    submitted(page, lambda: hands.press("Control+Enter"))
    assert hands.acts == 6


def test_by_mouse_it_takes_five(desk, claims):
    page = desk("noor").go(claims[0][3])
    hands = Hands(page)
    hands.click("#rating label:has-text('True')")
    hands.click(".tray__pick >> nth=0")
    hands.click("#citation-0-stances label:has-text('backs')")
    hands.click("[name=use_words][value='0']")
    submitted(page, lambda: hands.click("[name=go]"))
    assert hands.acts == 5


def test_nothing_is_said_for_the_person_and_no_number_means_two_things(desk, claims):
    page = desk("noor").go(claims[0][4])
    page.keyboard.press("2")
    assert page.locator("#rating-2").is_checked() and source(page)["url"] == ""
    page.keyboard.press("t")
    page.keyboard.press("1")
    assert page.locator("#rating-2").is_checked()
    assert (source(page)["stance"], source(page)["quote"], source(page)["locator"]) == ("", "", "")
    page.get_by_text("Last cited with").first.wait_for()
    page.keyboard.press("Shift+Digit1")
    assert page.locator("#tray[open]").count() == 1 and page.locator(".source").count() == 1
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.locator("#status", has_text="something stands in the way").wait_for()
    assert page.url.endswith(claims[0][4])


def test_the_help_tells_the_keys(desk, claims):
    page = desk("noor").go(claims[0][5])
    page.keyboard.press("?")
    told = page.inner_text("#keys")
    assert "pick a source of this article" in told and "it backs, contradicts, is background" in told
    assert "use the words it was last cited with" in told


def test_a_quotation_is_answered_without_a_rating(desk, claims):
    if claims[1] is None:
        pytest.skip("the article has no direct quotation left")
    page = desk("noor").go(claims[1])
    hands = Hands(page)
    hands.press("q", "1")
    assert page.locator("#quotation-1").is_checked() and page.locator("[name=rating]:checked").count() == 0
    assert page.evaluate("document.activeElement === document.body")
    hands.press("Shift+Digit1", "+", "p")
    submitted(page, lambda: hands.press("Control+Enter"))
    assert hands.acts == 6


def test_one_source_is_put_on_other_claims(desk, claims):
    page = (noor := desk("noor")).go(claims[0][5])
    page.keyboard.press("Shift+Digit1")
    page.locator("#citation-0-stances label", has_text="backs").click()
    page.click(".source[open] [name=also]")
    page.wait_for_url("**/sources/also/**")
    uid = claims[0][6].split("/")[2]
    page.select_option(f"[name='stance-{uid}']", "contradicts")
    assert page.locator(f"[name=claims][value='{uid}']").is_checked()
    page.get_by_role("button", name="Put it on the ticked claims").click()
    page.get_by_text("It is in your draft of 1 claim.").wait_for()
    page = noor.go(claims[0][6])
    assert source(page)["stance"] == "contradicts" and source(page)["title"] == "The record"
    assert noor.said == []
