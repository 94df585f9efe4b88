"""The page of a feed that fails, in a real browser: what it says stands apart from what is below it."""

import pytest

from tests.journeys.looking import faults_of

pytestmark = pytest.mark.journey
GAP = "([above, below]) => below.getBoundingClientRect().top - above.getBoundingClientRect().bottom"
ADDRESS = "http://127.0.0.1/feed.xml"  # an inner address: not asked, whatever this machine may reach


def test_a_failure_stands_apart_from_the_card_below_it(desk):
    ines = desk("ines")
    page = ines.go("/feeds/new/")
    page.fill("[name=address]", ADDRESS)
    page.get_by_role("button", name="Subscribe").click()
    page.locator(".feed > .notice--bad").wait_for()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 850})
        notice, *cards = page.locator(".feed > .notice--bad, main .card").element_handles()
        assert page.evaluate(GAP, [notice, cards[0]]) == page.evaluate(GAP, cards[:2]) > 0
    assert not (found := faults_of(ines)), "\n".join(found)
