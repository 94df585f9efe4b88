"""A walk over every page each role can reach: quiet console, open to everybody in light and dark, enlarged too."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests.journeys.looking import faults_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("walk")]
PEOPLE = ("ines", "noor", "edith", "admin")
SAME_SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\b\d+\b")
LEFT_OUT = re.compile(r"/(logout|jsi18n|file|received|schema|password_change/done)/|\.(csv|json|html|txt|md)$|/api/v1/")
MOST_PAGES = 80
OF_A_TABLE = re.compile(r"^/admin/[a-z]+/[a-z]+/")  # the administration shows all tables by the same two pages
PARTS = """[...new Set([...document.querySelectorAll("body *")].map(one =>
  `${one.tagName}.${one.getAttribute("class")?.replace(/\\b(field|column|model|app)-\\S+/g, "")}`))]"""


def shape(path: str) -> str:
    """Pages alike but for the thing they show are walked once; the filters of a list are left aside."""
    return SAME_SHAPE.sub(":", urlsplit(path).path)


def links(page, address: str) -> list[str]:
    hrefs = page.eval_on_selector_all("a[href]", "found => found.map(one => one.getAttribute('href'))")
    paths = (urljoin(page.url, href) for href in hrefs)
    inside = (path.removeprefix(address).split("#")[0] for path in paths if path.startswith(address))
    return [path for path in inside if path and not LEFT_OUT.search(path)]


@pytest.fixture(scope="module")
def looked_at() -> dict[str, set[str]]:
    """The kinds of parts that each page had when it was looked at; it is again for whom it has others."""
    return {}


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_is_quiet_and_open_to_everybody(desk, looked_at, name):
    person = desk(name, reduced_motion="reduce")
    page, seen, faults = person.page, {"/"}, []
    waiting = ["/admin/"]
    seen.add(shape(waiting[0]))
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = page.goto(person.address + path)
        if answer is None or answer.status >= 400:
            faults.append(f"{path}: answered {answer and answer.status}")
            continue
        parts, known = (
            set(page.evaluate(PARTS)),
            looked_at.setdefault(OF_A_TABLE.sub("/admin/:/:/", shape(path)), set()),
        )
        if parts - known:
            faults += [f"{path}: {fault}" for fault in faults_of(person)]
            known |= parts
        for link in links(page, person.address):
            if shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link)
    assert not (faults + person.said), "\n".join(faults + person.said)
    assert len(seen) > 8, seen


def test_the_log_in_page_is_quiet_and_open_to_everybody(desk):
    person = desk()
    person.go("/")
    found = faults_of(person) + person.said
    assert not found, "\n".join(found)
