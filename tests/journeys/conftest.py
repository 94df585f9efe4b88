"""A running workbench and a real browser, once for all journeys; skipped with the reason where no Chromium is."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.journeys.running import Workbench, workbench

HERE = Path(__file__).parent
FAILED = pytest.StashKey[bool]()
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    *["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    *["--disable-background-networking", "--disable-component-update", "--disable-sync"],
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file may go on from one another: they stay with one worker and its workbench."""
    for item in items:
        if item.path.parent == HERE and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="session")
def bench(tmp_path_factory) -> Iterator[Workbench]:
    with workbench(tmp_path_factory.mktemp("workbench"), PUBLIC_URL="https://checks.example.org") as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        pytest.skip("no Chromium found; install one (Debian: apt-get install chromium) or name it with CHROMIUM=…")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Desk:
    """One person's browser: logged in, with everything its console said."""

    page: Page
    context: BrowserContext
    address: str
    said: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def note(self, message: ConsoleMessage) -> None:
        """Keep what the console said, the browser's hints for developers apart."""
        if message.type not in {"verbose", "debug"}:
            self.said.append(f"{self.page.url}: {message.type}: {message.text}")

    def path(self) -> str:
        return self.page.url.removeprefix(self.address)


@pytest.fixture(scope="session")
def sessions() -> dict[str, object]:
    """The cookies of everybody who has logged in already: once is enough."""
    return {}


@pytest.fixture
def desk(
    chromium: Browser, bench: Workbench, sessions: dict[str, object], request: pytest.FixtureRequest
) -> Iterator[object]:
    """Open a person's desk: `desk("noor")`; more options go to the browser context."""
    contexts: list[BrowserContext] = []

    def open_desk(name: str = "", **options: object) -> Desk:
        kept = {"storage_state": sessions[name]} if name in sessions else {}
        context = chromium.new_context(**({"viewport": {"width": 1440, "height": 900}} | kept | options))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        person = Desk(page, context, bench.address)
        page.on("console", person.note)
        page.on("pageerror", lambda error: person.said.append(f"{page.url}: error: {error}"))
        if name and not kept:
            log_in(person, name, bench.passwords[name])
            sessions[name] = context.storage_state()
        return person

    yield open_desk
    if request.node.stash.get(FAILED, False):
        for context in contexts:
            tell_of(context.pages[0])
    for context in contexts:
        context.close()


def tell_of(page: Page) -> None:
    """Where a browser stood when its test failed, and what it read there: the only trace on a machine far away."""
    with contextlib.suppress(PlaywrightError):
        sys.stdout.write(f"{page.url}\n{page.inner_text('body', timeout=2_000)[:6_000]}\n")


def log_in(person: Desk, name: str, password: str) -> None:
    page = person.go("/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")
