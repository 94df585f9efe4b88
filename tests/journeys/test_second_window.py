"""Logged out in mid-work, and one claim in two windows: nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def open_claim(person):
    page = person.go("/claims/?state=proposed")
    page.click(".claim-row__statement >> nth=-1")
    page.wait_for_selector("#rationale")
    return page


def saved(page):
    expect(page.locator("#status")).to_contain_text("Saved")


def test_somebody_logged_out_in_mid_work_logs_in_in_place_and_goes_on(desk, bench):
    person = desk("noor")
    page = open_claim(person)
    person.context.clear_cookies(name="sessionid")
    page.fill("#rationale", "Typed after the session had ended.")
    page.wait_for_selector("#login-again[open]")
    page.fill("#login-again-password", "wrong")
    page.press("#login-again-password", "Enter")
    expect(page.locator("#login-again [role=alert]")).to_contain_text("not right")
    page.fill("#login-again-password", bench.passwords["noor"])
    page.press("#login-again-password", "Enter")
    saved(page)
    page.reload()
    expect(page.locator("#rationale")).to_have_value("Typed after the session had ended.")
    page.click(".moves button:has-text('Give it back')")


def test_the_second_window_reads_along_until_it_takes_over(desk):
    person = desk("tomas")
    page = open_claim(person)
    page.fill("#rationale", "From the first window.")
    saved(page)
    second = person.context.new_page()
    second.goto(page.url)
    expect(second.locator("#rationale")).to_be_disabled()
    page.fill("#rationale", "From the first window, a little more.")
    second.click("text=Take over here")
    expect(second.locator("#rationale")).to_have_value("From the first window, a little more.")
    expect(second.locator("#rationale")).to_be_enabled()
    expect(page.locator("#rationale")).to_be_disabled()
    second.fill("#rationale", "Now from the second.")
    saved(second)
    assert not [line for line in person.said if not re.search("status of 403", line)]
