"""A walk over every page each role can reach: quiet console, no axe violation in light and dark, nothing too wide."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("browser")]
PEOPLE = ("ines", "noor", "edith", "admin")
SAME_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\b\d+\b")
LEFT_OUT = re.compile(r"/(logout|jsi18n|file|received|schema|password_change/done)/|\.(csv|json|html|txt|md)$|/api/v1/")
MOST_PAGES = 80
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}}


def shape(path: str) -> str:
    """Pages alike but for the thing they show are walked once; the filters of a list are left aside."""
    return SAME_SHAPE.sub(":", urlsplit(path).path)


def links(page, address: str) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]", "found => found.map(one => one.getAttribute('href'))")
    paths = (urljoin(page.url, href) for href in hrefs)
    inside = (path.removeprefix(address).split("#")[0] for path in paths if path.startswith(address))
    return [path for path in inside if path and not LEFT_OUT.search(path)]


def faults_of(person) -> list[str]:
    """Axe's violations on the page as it stands, one line each. What axe itself writes to the console is left out:
    it puts styles of its own into the page, which our policy refuses."""
    said = len(person.said)
    found = Axe().run(person.page, options=RULES).response["violations"]
    person.page.wait_for_timeout(20)
    del person.said[said:]
    return [f"axe {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])}×)" for one in found]


def too_wide(page) -> list[str]:
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    return [f"{wide} px wide on a telephone"] if wide > 390 else []


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_is_quiet_and_open_to_everybody(desk, name):
    person = desk(name, reduced_motion="reduce")
    page, seen, faults = person.page, {"/"}, []
    waiting = [person.path()]
    seen.add(shape(waiting[0]))
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        page.emulate_media(color_scheme="light")
        answer = page.goto(person.address + path)
        if answer is None or answer.status >= 400:
            faults.append(f"{path}: answered {answer and answer.status}")
            continue
        page.wait_for_load_state("networkidle")
        found = [*faults_of(person), *too_wide(page)]
        page.emulate_media(color_scheme="dark")
        page.reload()
        found += [f"dark: {fault}" for fault in faults_of(person)]
        faults += [f"{path}: {fault}" for fault in dict.fromkeys(found)]
        for link in links(page, person.address):
            if shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link)
    assert not (faults + person.said), "\n".join(faults + person.said)
    assert len(seen) > 8, seen


def test_the_log_in_page_is_quiet_and_open_to_everybody(desk):
    person = desk()
    person.go("/")
    found = faults_of(person) + too_wide(person.page)
    person.page.emulate_media(color_scheme="dark")
    found += faults_of(person) + person.said
    assert not found, "\n".join(found)
