"""A checker and a second person by keys alone: the focus is always somewhere to be seen, and what changes is said."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

FRESH = """
from articles.models import Claim
claims = Claim.objects.filter(triage="proposed", quote="none", review=None).order_by("pk")
print("claims:", *(str(claim.uid) for claim in claims[60:62]))
"""
# What has the focus, whether it stands in sight, and whether a line around it shows that it has
FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const shown = one.matches("[type=radio], [type=checkbox]") && one.nextElementSibling ? one.nextElementSibling : one;
  const look = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
  const isSeen = Boolean(hit && (hit === one || shown.contains(hit) || hit.contains(shown)));
  const isMarked = (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
  const name = one.id || one.name || (one.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40);
  return { name, isSeen: isSeen && isMarked };
}"""
SEEN = """() => {
  const style = (selector) => {
    const found = document.querySelector(selector);
    return found && getComputedStyle(found);
  };
  const [chosen, other] = [style(".choice input:checked + span"), style(".choice input:not(:checked) + span")];
  const marks = [...document.querySelectorAll("mark")].map((one) => getComputedStyle(one));
  return {
    isChoiceSeen: chosen.backgroundColor !== other.backgroundColor && chosen.color !== chosen.backgroundColor,
    areMarksRead: marks.every((one) => one.color !== one.backgroundColor),
    isCurrentSeen: style(".mark--current").textDecorationStyle === "double",
  };
}"""


class Keys:
    """Somebody who has no mouse."""

    def __init__(self, page) -> None:
        self.page = page

    def press(self, *keys: str) -> "Keys":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> "Keys":
        self.page.keyboard.insert_text(words)
        return self

    def at(self) -> str:
        """What has the focus; it must be in sight and show it."""
        focus = self.page.evaluate(FOCUS)
        assert focus, "nothing has the focus"
        assert focus["isSeen"], f"{focus['name']} has the focus, and nobody sees it"
        return focus["name"]

    def tab_to(self, name: str, most: int = 40, back: bool = False) -> "Keys":
        for _ in range(most):
            self.press("Shift+Tab" if back else "Tab")
            if self.at().startswith(name):
                return self
        raise AssertionError(f"{name} was not reached; the focus is at {self.at()}")


@pytest.fixture(scope="module")
def claims(bench):
    told = bench.manage("shell", "-c", FRESH)
    uids = re.search(r"^claims: (\S+) (\S+)$", told.stdout, re.MULTILINE)
    assert uids, told.stderr
    return uids.groups()


def test_a_claim_is_judged_and_approved_by_keys_alone(desk, claims, bench):
    noor = desk()
    page, keys = noor.page, Keys(noor.page)
    noor.go(f"/admin/login/?next=/claims/{claims[0]}/")
    assert keys.at() == "id_username"
    keys.type("noor").press("Tab").type(bench.passwords["noor"]).press("Enter")
    page.wait_for_url(lambda url: "login" not in url, wait_until="load")

    keys.press("Tab")
    assert keys.at() == "Skip to the page"
    keys.press("Enter", "1")
    assert keys.at() == "rating-1"
    said(page, "^Saved")
    keys.press("n").type("By keys alone.")
    assert keys.at() == "rationale"
    keys.press("Escape", "e")
    assert keys.at() == "citation-0-url"
    keys.type("https://data.example.org/keys").tab_to("citation-0-title").type("Keys")
    keys.tab_to("citation-0-stance").press("Space")
    keys.tab_to("citation-0-kind").press("p").tab_to("citation-0-quote").type("by keys")
    said(page, "^Saved")
    way = page.locator("#in-the-way")
    expect(way).to_have_attribute("aria-live", "polite")
    expect(way).to_contain_text("Nothing stands in the way.")

    keys.press("Escape", "e")  # one source more, and away with it: the focus goes on to what is next
    assert keys.at() == "citation-1-url"
    keys.type("https://data.example.org/other").tab_to("remove_citation").press("Enter")
    keys.at()
    said(page, "^Saved")
    assert page.locator(".source").count() == 2
    keys.press("Escape", "?")
    assert page.locator("dialog[open]").count() == 1
    keys.press("Escape").press("Control+Enter")
    page.wait_for_url(lambda url: claims[0] not in url)
    assert page.locator("[role=status]", has_text="Submitted").count() == 1

    tomas = desk("tomas")
    page, keys = tomas.go(f"/second-look/{claims[0]}/"), Keys(tomas.page)
    keys.press("b")
    assert keys.at() == "reason"
    keys.press("Control+Enter")
    page.get_by_text("Give a reason").first.wait_for()
    keys.press("b").type("Which page?").press("Control+Enter")
    page.wait_for_url(lambda url: claims[0] not in url)

    page, keys = noor.go(f"/claims/{claims[0]}/"), Keys(noor.page)
    keys.press("n", "End").type(" On page 3.").press("Control+Enter")
    page.wait_for_url(lambda url: claims[0] not in url)
    page, keys = tomas.go(f"/second-look/{claims[0]}/"), Keys(tomas.page)
    keys.press("y")
    page.get_by_text("Approved.").wait_for()
    keys.press("z")
    page.get_by_text("Undone").first.wait_for()
    page, keys = noor.go(f"/claims/{claims[1]}/"), Keys(noor.page)
    keys.press("x")
    assert keys.at() == "why"
    assert noor.said == []


def test_in_the_colors_of_the_system_marks_and_choices_are_still_seen(desk, claims):
    page = desk("noor", forced_colors="active").go(f"/claims/{claims[1]}/")
    page.keyboard.press("2")
    assert page.evaluate(SEEN) == {"isChoiceSeen": True, "areMarksRead": True, "isCurrentSeen": True}
    page.goto(page.locator("[data-measure]").evaluate("one => one.href"))
    assert page.locator("mark.walk__left").first.evaluate(
        "one => getComputedStyle(one).color !== getComputedStyle(document.body).backgroundColor"
    )


def said(page, words: str) -> None:
    """What the live region of the form says."""
    page.locator("#status[role=status]", has_text=re.compile(words)).wait_for()
