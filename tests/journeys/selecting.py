"""Words of a page selected as a mouse selects them."""

from playwright.sync_api import Page

SELECT = """([pane, from, to]) => {
  const texts = [];
  const walker = document.createTreeWalker(document.querySelector(pane), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
  const first = texts.find((node) => node.data.includes(from));
  const last = texts.find((node) => node.data.includes(to));
  const range = document.createRange();
  range.setStart(first, first.data.indexOf(from));
  range.setEnd(last, last.data.indexOf(to) + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def select(page: Page, pane: str, start: str, end: str) -> None:
    """Select from one piece of text to another, both the first of their kind in a part of the page."""
    page.evaluate(SELECT, [pane, start, end])
