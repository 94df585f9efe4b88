// Words selected in the article become a claim: where they stand is counted in code points, as the server counts.
import { isTyping } from "./keys.js";

const paper = document.querySelector(".paper");
const button = document.getElementById("add-selected");
const told = document.getElementById("add-told");
const field = (name) => document.querySelector(`[name="passage_${name}"]`);

if (paper && button) {
  document.addEventListener("selectionchange", offer);
  document.addEventListener("keydown", addByKey);
  button.addEventListener("mousedown", (event) => event.preventDefault());
}

// Show the button beside the selection, and note what it is about; without a selection in the article hide both.
function offer() {
  const range = selected();
  const place = range && placeOf(range);
  button.hidden = !place;
  fill(place ?? { start: "", end: "", words: "" });
  if (!place) return void (told.textContent = "");
  if (!told.textContent) told.textContent = told.dataset.told;
  beside(range);
}

function fill({ start, end, words }) {
  field("start").value = start;
  field("end").value = end;
  field("words").value = words;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return paper.contains(range.startContainer) && paper.contains(range.endContainer) ? range : null;
}

function beside(range) {
  const pane = button.offsetParent;
  if (!pane) return;
  const rects = range.getClientRects();
  const last = rects[rects.length - 1] ?? range.getBoundingClientRect();
  const box = pane.getBoundingClientRect();
  button.style.top = `${last.bottom - box.top + pane.scrollTop + 6}px`;
  button.style.left = `${Math.max(8, Math.min(last.right - box.left, pane.clientWidth - button.offsetWidth - 16))}px`;
}

// Where the selected words stand in the text: the numbers of claims are no part of it.
function placeOf(range) {
  const found = [...paper.querySelectorAll("[data-start]")].filter((block) => range.intersectsNode(block)).map((block) => inBlock(block, range)).filter(Boolean);
  if (!found.length || !found.some(({ words }) => words.trim())) return null;
  return { start: found[0].start, end: found.at(-1).end, words: found.map(({ words }) => words).join("\n\n") };
}

function inBlock(block, range) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = Number(block.dataset.start);
  let start = null;
  let words = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(".mark__no, .mark__end")) continue;
    if (range.intersectsNode(node)) {
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      if (to > from) {
        start ??= at + points(node.data.slice(0, from));
        words += node.data.slice(from, to);
      }
    }
    at += points(node.data);
  }
  return start === null ? null : { start, end: start + points(words), words };
}

// JavaScript counts halves of characters; the text is counted in whole ones.
const points = (text) => [...text].length;

function addByKey(event) {
  if (event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || button.hidden) return;
  event.preventDefault();
  button.click();
}
