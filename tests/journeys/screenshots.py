"""The pictures of docs/screenshots, each page light and dark, wide and narrow: python -m tests.journeys.screenshots."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.conftest import CHROMIUMS, FLAGS, Desk, log_in
from tests.journeys.running import ROOT, workbench

SIZES = {"wide": {"width": 1440, "height": 900}, "narrow": {"width": 390, "height": 844}}
PAGES = {
    "desk": ("noor", "/admin/", ()),
    "import": ("ines", "/admin/articles/article/add/", ()),
    "articles": ("edith", "/articles/", ()),
    "article": ("edith", "/articles/", ("main a[href^='/articles/']",)),
    "queue": ("noor", "/claims/", ()),
    "claim": ("noor", "/claims/", ("main a[href^='/claims/0']",)),
    "second-look": ("tomas", "/second-look/", ()),
    "reports": ("edith", "/reports/", ()),
    "report": ("edith", "/reports/", ("main a[href^='/reports/0']",)),
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, CHROMIUMS)))
    with tempfile.TemporaryDirectory() as data, workbench(Path(data)) as running, sync_playwright() as playwright:
        export_one(running)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, (person, start, clicks) in PAGES.items():
            for theme in ("light", "dark"):
                for size, viewport in SIZES.items():
                    context = browser.new_context(viewport=viewport, color_scheme=theme)
                    desk = Desk(context.new_page(), context, running.address)
                    log_in(desk, person, running.passwords[person])
                    desk.go(start)
                    for selector in clicks:
                        desk.go(desk.page.get_attribute(selector, "href") or start)
                    desk.page.screenshot(path=folder / f"{name}-{theme}-{size}.png")
                    context.close()
        browser.close()


def export_one(running) -> None:
    """A report to show: the published sample article's."""
    listed = running.manage(
        "shell", "-c", "from reviews.models import Review; print(Review.objects.published()[0].article.uid)"
    )
    article = listed.stdout.strip().splitlines()[-1]
    running.manage("export_report", article, "--format", "html", "-o", str(Path(tempfile.gettempdir()) / "report.html"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots")
