"""What is wrong with a page as it stands: for a reader of its code, in light and dark, enlarged, on a telephone."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
AGAIN = """async options => {
  await new Promise(requestAnimationFrame);
  await Promise.all(document.getAnimations().map(one => one.finished.catch(() => 0)));
  return axe.run(document, options);
}"""
REFLOW = (Path(__file__).parent / "reflow.js").read_text()
USUAL = {"width": 1440, "height": 900}
# 200 % of 1440 px, a telephone, and 400 % of 1280 px, the least that everything has to fit into
SIZES = {
    "200 %": {"width": 720, "height": 450},
    "telephone": {"width": 390, "height": 844},
    "400 %": {"width": 320, "height": 512},
}
MOST_ACTS = 60  # that the focus is tried on
# What a reader may set for themselves without losing anything (WCAG 1.4.12)
SPACED = """on => {
  const sheet = new CSSStyleSheet();
  if (on) sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    + "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def faults_of(person) -> list[str]:
    """Everything below, one line each."""
    return [*unreadable(person), *misplaced(person.page)]


def unreadable(person) -> list[str]:
    """Axe's violations in light, and those of contrast in dark. What axe itself writes to the console is left out:
    it puts styles of its own into the page, which our policy refuses."""
    page, said = person.page, len(person.said)
    page.emulate_media(color_scheme="light")
    found = _lines(Axe().run(page, options=RULES).response)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {line}" for line in _lines(page.evaluate(AGAIN, CONTRAST))]
    page.emulate_media(color_scheme="light")
    del person.said[said:]
    return found


def misplaced(page: Page) -> list[str]:
    """What is too wide, cut, covered or in each other's way when the page is enlarged or its letters are set apart."""
    found = []
    page.keyboard.press("Tab")  # from here on the focus is shown as to somebody who uses the keyboard
    for name, size in SIZES.items():
        page.set_viewport_size(size)
        most = 0 if name == "telephone" else MOST_ACTS
        found += [f"{name}: {fault}" for fault in page.evaluate(REFLOW, {"most": most})]
    page.set_viewport_size(SIZES["200 %"])
    page.evaluate(SPACED, True)
    found += [f"letters apart: {fault}" for fault in page.evaluate(REFLOW, {"most": 0})]
    page.evaluate(SPACED, False)
    page.set_viewport_size(USUAL)
    return found


def walk(person, paths) -> None:
    """Look at some pages; any fault or word in the console fails."""
    faults = []
    for path in paths:
        person.go(path)
        faults += [f"{path}: {fault}" for fault in faults_of(person)]
    assert not (faults + person.said), "\n".join(faults + person.said)


def _lines(answer) -> list[str]:
    return [f"axe {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])}×)" for one in answer["violations"]]
