// The saved copy of a source beside the claim: words selected in it become a citation of it, with nothing typed.
import * as sources from "./sources.js";

const copy = document.getElementById("copy");
const told = document.getElementById("copy-told");

if (copy && told) document.addEventListener("selectionchange", () => { told.textContent = selected() ? told.dataset.told : ""; });

// Where o leads: back to the article, to the copy of the source in focus, or to the first copy there is.
export function linkToOpen() {
  const near = document.activeElement?.closest(".source, .tray li");
  return document.querySelector("[data-back]") ?? near?.querySelector("[data-copy]") ?? document.querySelector("[data-copy]");
}

// Fill the words that are selected in the copy into its own source, else a new one; whether there were any.
export function cite(changed) {
  const words = selected();
  if (!words) return false;
  const { where, on_page: onPage, ...source } = JSON.parse(copy.dataset.source);
  const block = blockOf(source);
  sources.fill(block, { ...sources.read(block), ...present(source), quote: words.text, locator: place(words, where, onPage) });
  sources.tell(block, source.title || source.url);
  block.open = true;
  getSelection().removeAllRanges();
  (block.querySelector('[name$="-stance"]:checked') ?? block.querySelector('[name$="-stance"]')).focus({ preventScroll: true });
  block.scrollIntoView({ block: "nearest" });
  changed();
  return true;
}

const present = (source) => Object.fromEntries(Object.entries(source).filter(([, value]) => value));

// The source it belongs to, as long as no words of it are cited yet.
function blockOf(source) {
  const same = ({ snapshot, url }) => snapshot === source.snapshot || (source.url && url === source.url);
  return sources.blocks().find((block) => same(sources.read(block)) && !sources.read(block).quote.trim()) ?? sources.empty();
}

function selected() {
  const selection = getSelection();
  if (!copy || !selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!copy.contains(range.startContainer) || !copy.contains(range.endContainer)) return null;
  const found = [...copy.querySelectorAll("[data-paragraph]")].filter((one) => range.intersectsNode(one)).map((one) => part(one, range)).filter(({ text }) => text);
  if (!found.length) return null;
  return { text: found.map(({ text }) => text).join(" "), first: found[0], last: found.at(-1) };
}

// From where to where the words go; paragraphs are numbered on their page where there are pages.
function place({ first, last }, where, onPage) {
  const say = ({ page }, numbers) => (page ? onPage.replace("%(page)s", page) : where).replace("%(number)s", [...new Set(numbers)].join("–"));
  if (first.page === last.page) return say(first, [first.number, last.number]);
  return `${say(first, [first.number])} – ${say(last, [last.number])}`;
}

function part(paragraph, range) {
  const inside = range.cloneRange();
  if (!paragraph.contains(range.startContainer)) inside.setStart(paragraph, 0);
  if (!paragraph.contains(range.endContainer)) inside.setEnd(paragraph, paragraph.childNodes.length);
  return { number: paragraph.dataset.paragraph, page: paragraph.dataset.page, text: inside.toString().trim() };
}
