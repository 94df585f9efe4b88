"""The pictures of docs/screenshots, each page light and dark, wide and narrow: python -m tests.journeys.screenshots."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.journeys.conftest import CHROMIUMS, FLAGS, Desk, log_in
from tests.journeys.running import Workbench, workbench
from tests.running import ROOT

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
THEMES = ("light", "dark")
Walk = Callable[[Desk], object]
SAMPLE = "a.article-row__headline:has-text('Seventy-Three')"
PARAGRAPHS = (
    "The bridge that was counted twice",
    "By Malin Osei",
    "Harbor Courier, 12 March 2024",
    "The new bridge over the Norhaven narrows opened on 4 March 2024, two years later than the council had promised.",
    "It is 1,240 meters long and carries 18,000 cars a day, according to the road office. "
    '"No other bridge of this county was built for so little money," said the county engineer, Pia Lund.',
    "The council paid 212 million crowns, half of which came from the state. "
    "Before the bridge opened, the ferry took forty minutes and did not run on one day in nine.",
)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if path is None:
        sys.exit("No Chromium found; install one (Debian: apt-get install chromium) or name it with CHROMIUM=….")
    with tempfile.TemporaryDirectory() as data, workbench(Path(data)) as running, sync_playwright() as playwright:
        export_some(running, Path(data))
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for person, pages in PEOPLE.items():
            context = browser.new_context(viewport=SIZES["wide"], reduced_motion="reduce")
            desk = Desk(context.new_page(), context, running.address)
            log_in(desk, person, running.passwords[person])
            for name, walk in pages.items():
                walk(desk)
                take(desk.page, folder, name)
            context.close()
        browser.close()


def take(page: Page, folder: Path, name: str) -> None:
    """One page in every theme and size; loaded again for each, so that it stands as if opened so."""
    for theme in THEMES:
        for size, viewport in SIZES.items():
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size(viewport)
            page.reload()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{name}-{theme}-{size}.png")


def export_some(running: Workbench, folder: Path) -> None:
    """Reports to show: the published sample article's, in three formats."""
    listed = running.manage(
        "shell", "-v0", "-c", "from reviews.models import Review; print(Review.objects.published()[0].article.uid)"
    )
    article = listed.stdout.strip().splitlines()[-1]
    for kind in ("json", "csv", "html"):
        running.manage("export_report", article, "--format", kind, "-o", str(folder / f"report.{kind}"))


def at(path: str) -> Walk:
    return lambda desk: desk.go(path)


def first(path: str, selector: str) -> Walk:
    """To the page that the first fitting link of another page leads to."""
    return lambda desk: desk.go(desk.go(path).get_attribute(selector, "href") or path)


def beside_article(path: str) -> Walk:
    """To a page of the sample article's own."""
    return lambda desk: desk.go((desk.go("/articles/").get_attribute(SAMPLE, "href") or "/") + path)


def look_over_a_paste(desk: Desk) -> None:
    page = desk.go("/admin/articles/article/add/")
    page.fill("textarea[name=text]", "\n\n".join(PARAGRAPHS))
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/imports/**")


PEOPLE: dict[str, dict[str, Walk]] = {
    "ines": {"import": at("/admin/articles/article/add/"), "import-check": look_over_a_paste, "jobs": at("/imports/")},
    "noor": {
        "desk": at("/admin/"),
        "queue": at("/claims/?state=all"),
        "claim": first("/admin/", "[aria-labelledby=resume] li:nth-child(2) a[href^='/claims/']"),
        "second-look": at("/second-look/"),
        "notifications": at("/notifications/"),
        "coverage": beside_article("coverage/"),
    },
    "edith": {
        "articles": at("/articles/"),
        "article": first("/articles/", SAMPLE),
        "hand-out": beside_article("hand-out/"),
        "history": beside_article("history/"),
        "reports": at("/reports/"),
        "report": first("/reports/", "a.report-row__title"),
    },
    "admin": {"rules": at("/rules/"), "keys": at("/me/keys/")},
}


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
