"""A whole check in a real browser with scripts switched off: everything is links and forms, and nothing is missing."""

import re

import pytest
from playwright.sync_api import expect

from tests.services import wait_until

pytestmark = pytest.mark.journey

OPENED = "The Harbor bridge reopened on 29 April 2024 after 19 months of repairs."
COST = "The repairs cost 212 million crowns, twice what the council had planned."
QUOTED = "No other bridge of this county was ever repaired for so little money"
CARS = "The bridge carries 18,000 cars a day, and the ferry carried 900 passengers a day in 2023."
LONG = "It is 1,240 meters long and 14 meters wide."
DEEP = "The river is 31 meters deep under its middle."
ARTICLE = f"""Harbor bridge reopens after two winters of repairs

By Malin Osei

Harbor Courier, 2 May 2024

{OPENED}

{COST}

“{QUOTED},” said the county engineer, Pia Lund.

{CARS} {LONG}

{DEEP}
"""

FERRY = """Ferry of Norhaven to be sold

By Malin Osei

Harbor Courier, 9 May 2024

The ferry carried 900 passengers a day in 2023. It crossed the narrows 14 times a day.

It was built in 1974 for 3 million crowns. Its engine was replaced in 1998.

The council wants 400,000 crowns for it.
"""


class Plain:
    """One person's browser without scripts."""

    def __init__(self, desk, name: str) -> None:
        self.desk = desk(name, java_script_enabled=False)
        self.page = self.desk.page
        self.page.set_default_timeout(8_000)

    def go(self, path: str):
        return self.desk.go(path)

    def press(self, name: str, *, within: str = "body", exact: bool = True) -> None:
        self.page.locator(within).get_by_role("button", name=name, exact=exact).first.click()

    def told(self, words: str) -> None:
        """What the page says at its top."""
        expect(self.page.locator("[role=status]").filter(has_text=words).first).to_be_visible()

    def claim(self, article: str, words: str, way: str = "claims"):
        self.go(article)
        self.page.locator(".rows .row", has_text=words).locator(".claim-row__statement").click()
        if way != "claims":
            self.page.goto(self.page.url.replace("/claims/", f"/{way}/"))
        return self.page


@pytest.fixture
def plain(desk):
    people = {}
    return lambda name: people.get(name) or people.setdefault(name, Plain(desk, name))


def bring_in(importer: Plain, text: str = ARTICLE) -> str:
    page = importer.go("/admin/articles/article/add/")
    page.fill("textarea[name=text]", text)
    importer.press("Read it")
    importer.press("Store and split")
    page.wait_for_url(re.compile("/articles/[0-9a-f-]{36}/"))
    wait_until(lambda: page.reload() and page.locator(".rows .row").count() > 3, "It was not split")
    return importer.desk.path().split("?")[0]


def judge(page, rating: str, why: str) -> None:
    page.locator(f"#rating input[value={rating}]").check(force=True)
    page.fill("#rationale", why)


def unfold(page, summary: str) -> None:
    if page.locator(f"details[open] > {summary}").count() == 0:
        page.locator(summary).click()


def state_of(page) -> str:
    return page.locator("#state").inner_text()


def test_from_the_import_to_the_report(plain):
    article = bring_in(plain("ines"))
    choose_and_dismiss(plain("noor"), article)
    shape(plain("noor"), article)
    check(plain("noor"), article)
    look_again(plain("tomas"), plain("noor"), article)
    judge_blindly_and_settle(plain, article)
    lead(plain("edith"), article)


def choose_and_dismiss(noor: Plain, article: str) -> None:
    page = noor.go(article)
    page.locator(".rows .row", has_text=OPENED).get_by_role("button", name=re.compile("^Choose")).click()
    assert noor.desk.path().startswith(article)
    for words in (COST, QUOTED):
        page.locator(".rows .row", has_text=words).get_by_role("checkbox").check()
    page.locator(".ticked").get_by_role("button", name="Choose").click()
    noor.told("2 claims chosen.")
    noor.claim(article, DEEP)
    page.locator("summary", has_text="Dismiss…").click()
    noor.press("Dismiss", within=".move__form")
    noor.told("Give a reason")
    page.locator("summary", has_text="Dismiss…").wait_for()
    page.select_option("#why", "common_knowledge")
    noor.press("Dismiss", within=".move__form")
    assert state_of(page) == "dismissed"
    noor.press("Undo", exact=False)
    assert state_of(page) == "proposed"


def shape(noor: Plain, article: str) -> None:
    """Reworded, its ends moved, taken back; parts; added by pasting; merged; the same as another."""
    page = noor.claim(article, LONG)
    page.locator("#change > summary").click()
    page.fill("#new-statement", "The Harbor bridge is 1,240 meters long.")
    noor.press("Save the wording")
    assert "The Harbor bridge is 1,240 meters long." in page.content()
    page.locator("#change > summary").click()
    page.locator(".change__end").last.click()
    noor.told("The claim is now")
    noor.claim(article, CARS)
    page.locator(".parts > summary").click()
    page.locator("[data-apart]").click()
    noor.told("This is the first of them.")
    page.goto(page.url.split("/claims/")[0] + f"{article}claims/new/")
    page.fill("#pasted", "31 meters deep")
    noor.press("Add the claim")
    noor.told("Added as claim")
    number = re.search(r"Claim (\d+)", page.locator(".head").inner_text())[1]
    noor.claim(article, DEEP)
    page.locator("#change > summary").click()
    page.fill("#same-number", number)
    noor.press("Share its check")
    assert "Same as claim" in page.content()
    noor.press("Check it by itself again")
    assert page.locator(".notice.same").count() == 0


def check(noor: Plain, article: str) -> None:
    page = noor.claim(article, OPENED)
    noor.press("Submit")
    expect(page.locator("#in-the-way a").first).to_have_text("Choose a rating.")
    judge(page, "true", "The minutes of the opening say so.")
    unfold(page, "#citation-0")
    page.fill("[name=citation-0-url]", "https://archive.example.org/bridge/minutes")
    page.fill("[name=citation-0-title]", "Minutes of the harbor board")
    page.fill("[name=citation-0-publisher]", "Harbor board")
    page.locator("#citation-0-stances label", has_text="backs").click()
    page.select_option("[name=citation-0-kind]", "primary")
    noor.press("Save", within=".verdict__acts")
    assert page.input_value("#rationale") == "The minutes of the opening say so."
    assert state_of(page) == "being checked"
    unfold(page, "#citation-0")
    page.fill("[name=citation-0-quote]", "the bridge was opened on 29 April 2024")
    page.fill("[name=citation-0-locator]", "p. 3")
    noor.press("Submit")
    assert state_of(page) == "waiting for a second look"

    noor.claim(article, COST)
    judge(page, "false", "It cost 212 million; planned were 190.")
    page.locator(".tray__pick", has_text="Minutes of the harbor board").click()
    assert page.input_value("[name=citation-0-url]") == "https://archive.example.org/bridge/minutes"
    assert page.input_value("#rationale") == "It cost 212 million; planned were 190."
    page.locator("[name=use_words]").first.click()
    assert page.input_value("[name=citation-0-locator]") == "p. 3"
    page.locator("#citation-0-stances label", has_text="contradicts").click()
    noor.press("Submit, next")
    noor.told("Submitted")
    assert COST not in page.locator(".passage__words").inner_text()

    noor.claim(article, QUOTED)
    page.locator("#quotation label", has_text="said exactly so").first.click()
    page.locator(".tray__pick").first.click()
    page.locator("[name=use_words]").first.click()
    page.locator("#citation-0-stances label", has_text="backs").click()
    noor.press("Submit")
    assert state_of(page) == "waiting for a second look"


def look_again(tomas: Plain, noor: Plain, article: str) -> None:
    page = tomas.claim(article, OPENED, "second-look")
    page.fill("#comment-text", "@noor which page of the minutes?")
    tomas.press("Comment")
    tomas.press("Approve, next", exact=False)
    tomas.told("Approved.")
    tomas.claim(article, COST, "second-look")
    tomas.press("Send back")
    expect(page.locator("#reason-error")).to_contain_text("Give a reason")
    page.fill("#reason", "Say how much more in percent.")
    tomas.press("Send back")

    page = noor.go("/notifications/")
    page.get_by_role("link", name=re.compile("mentioned you")).first.click()
    page.locator(".comment", has_text="which page of the minutes?").wait_for()
    page.locator("summary", has_text="Reply").first.click()
    page.get_by_label("Your reply").first.fill("Page 3.")
    page.get_by_role("button", name="Reply").first.click()
    page.locator(".thread__replies", has_text="Page 3.").wait_for()
    noor.go("/notifications/")
    noor.press("Mark all read")
    assert page.locator(".news--unread").count() == 0
    noor.claim(article, COST)
    assert "Say how much more in percent." in page.content()
    page.fill("#rationale", "It cost 12 percent more than planned: 212 against 190 million.")
    noor.press("Submit")
    page = tomas.claim(article, COST, "second-look")
    assert page.locator("ins", has_text="12 percent").count()
    tomas.press("Approve, next", exact=False)


def judge_blindly_and_settle(plain, article: str) -> None:
    edith, noor, tomas = plain("edith"), plain("noor"), plain("tomas")
    edith.claim(article, DEEP)
    edith.press("Choose, do it later")
    edith.page.locator("summary", has_text="Plan…").click()
    edith.page.select_option("#policy", "blind_double")
    edith.press("Set who checks")
    for person, rating in ((noor, "true"), (tomas, "false")):
        page = person.claim(article, DEEP)
        judge(page, rating, f"Measured anew: {rating}.")
        page.locator(".tray__pick").first.click()
        page.locator("[name=use_words]").first.click()
        page.locator("#citation-0-stances label", has_text="backs").click()
        person.press("Submit")
        if person is noor:
            assert state_of(page) == "waiting for a second look"
    page = edith.claim(article, DEEP, "settle")
    assert "Noor" not in page.locator(".settle").inner_text()
    edith.press("Take this one", exact=False)
    edith.claim(article, DEEP)
    assert state_of(edith.page) == "decided"


def lead(edith: Plain, article: str) -> None:
    page = edith.go(f"{article}hand-out/")
    page.locator("label", has_text="Noor").get_by_role("checkbox").check()
    page.locator("label", has_text="Choose proposals along").get_by_role("checkbox").check()
    edith.press("Show who gets what")
    page.get_by_role("button", name=re.compile("^Hand out|^Give")).first.click()
    edith.go(f"{article}close/")
    page.fill("#reason", "The rest is for tomorrow.")
    page.get_by_role("button", name=re.compile("^Close and publish")).click()
    page.get_by_role("heading", name=re.compile("claims published")).wait_for()
    edith.go(article)
    page.select_option("select[name=format]", "html")
    edith.press("Make report")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the file").click()
    report = waiting.value.path().read_text()
    assert "212 against 190 million" in report and "https://archive.example.org/bridge/minutes" in report


def test_lists_views_many_at_once_and_keys(plain):
    noor = plain("noor")
    page = noor.go("/claims/?state=proposed")
    assert page.locator("kbd:visible").count() == 0  # no key does anything
    page.locator("summary", has_text="Save this list").click()
    page.fill("#view-name", "To choose from")
    noor.press("Save", within=".views__form")
    page.get_by_role("link", name="To choose from").wait_for()
    for box in page.locator("input[name=claim]").all()[:2]:
        box.check()
    page.select_option("#bulk-verb", "dismiss")
    noor.press("The ticked ones")
    assert "2 claims" in page.locator(".lede").inner_text()
    page.select_option("#why", "out_of_scope")
    page.locator(".bulk-look .button--primary").click()
    page.get_by_text("2 claims done").first.wait_for()
    noor.go("/claims/views/")
    page.get_by_text("To choose from").first.wait_for()
    noor.go("/me/keys/")
    page.fill("#key-0", "h")
    noor.press("Save")
    assert page.input_value("#key-0") == "h"
    noor.press("As shipped")
    assert page.input_value("#key-0") == "j"


def test_claims_are_merged_and_parted_again(plain):
    noor = plain("noor")
    article = bring_in(plain("ines"), FERRY)
    page = noor.go(article)
    rows = page.locator(".rows .row")
    merged = rows.filter(has_text="merged into another claim")
    for words in ("900 passengers", "14 times a day"):
        rows.filter(has_text=words).get_by_role("checkbox").check()
    page.locator(".ticked").get_by_role("button", name="Merge into one").click()
    noor.told("Merged")
    assert "in 2023. It crossed the narrows 14 times" in " ".join(page.content().split())
    noor.go(article)
    assert merged.count() == 1
    noor.claim(article, "900 passengers")
    page.locator(".steps, #history").get_by_role("button", name=re.compile("^Undo")).first.click()
    noor.go(article)
    assert merged.count() == 0
    noor.claim(article, "built in 1974")
    page.locator("#change > summary").click()
    noor.press("Merge into one claim")
    expect(page.locator("main")).to_contain_text("Choose at least two claims")
    assert page.locator("#change[open]").count()  # where the refusal stands
    page.locator(".change__neighbor", has_text="engine was replaced").get_by_role("checkbox").check()
    noor.press("Merge into one claim")
    noor.told("Merged")
    assert "Its engine was replaced in 1998." in page.locator(".passage__words").inner_text()


def test_a_deadline_is_set_changed_and_taken_away(plain):
    edith, noor = plain("edith"), plain("noor")
    page = edith.go("/articles/")
    page.get_by_role("link", name="Ferry of Norhaven to be sold").first.click()
    article = edith.desk.path().split("?")[0]
    facts = page.locator("[aria-labelledby=when] .facts")
    for summary, typed, told in (
        ("Set a deadline", "2031-05-09T18:30", "9 May, 18:30"),
        ("Change the deadline", "2031-05-10T07:05", "10 May, 07:05"),
        ("Change the deadline", "", "none"),
        ("Set a deadline", "2031-05-11T12:00", "11 May, 12:00"),
    ):
        page.locator("summary", has_text=summary).click()
        page.fill("[name=deadline_at]", typed)
        edith.press("Save the deadline")
        edith.told("The deadline is")
        expect(facts).to_contain_text(told)
    assert noor.go(article).locator("summary", has_text="deadline").count() == 0  # an editor's to set
    edith.claim(article, "400,000 crowns")
    edith.press("Choose, do it later")
    page.locator("summary", has_text="Plan…").click()
    page.fill("#due", "2031-05-08")
    edith.press("Set the due date")
    assert page.input_value("#due") == "2031-05-08"
