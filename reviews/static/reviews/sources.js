// The blocks in which sources are cited: add, remove, read, fill.
import { isTyping } from "./keys.js";

const FIELDS = ["url", "title", "publisher", "published_on", "kind", "stance", "quote", "translation", "locator", "accessed_on", "snapshot"];
const FILLED_BY_PAGE = ["kind", "accessed_on", "snapshot"];
const SPARE = "999";
const words = document.getElementById("verdict-words")?.dataset;
const root = document.getElementById("citations");
const spare = document.getElementById("spare-source");
let next = root ? root.querySelectorAll(".source").length : 0;

export const blocks = () => [...root.querySelectorAll(".source")];
export const isTyped = (source) => FIELDS.some((name) => !FILLED_BY_PAGE.includes(name) && source[name].trim());
export const typedBlocks = () => blocks().filter((block) => isTyped(read(block)));
export const field = (block, name) => block.querySelector(`[name$="-${name}"]`);

export function read(block) {
  return Object.fromEntries(FIELDS.map((name) => [name, value(block, name)]));
}

function value(block, name) {
  if (name === "stance") return block.querySelector('[name$="-stance"]:checked')?.value ?? "";
  return field(block, name).value;
}

export function fill(block, source) {
  for (const name of FIELDS) {
    if (name === "stance") block.querySelectorAll('[name$="-stance"]').forEach((radio) => { radio.checked = radio.value === source.stance; });
    else if (source[name] || !FILLED_BY_PAGE.includes(name)) field(block, name).value = source[name] ?? "";
  }
}

export function add() {
  const block = spare.content.firstElementChild.cloneNode(true);
  const index = String(next++);
  for (const element of [block, ...block.querySelectorAll("*")]) {
    for (const { name, value: old } of [...element.attributes]) {
      if (name === "value" && element.name !== "remove_citation") continue;
      if (old.includes(SPARE)) element.setAttribute(name, old.replaceAll(SPARE, index));
    }
  }
  root.append(block);
  number();
  return block;
}

function number() {
  blocks().forEach((block, place) => {
    const told = block.querySelector(".source__number");
    if (told) told.textContent = String(place + 1);
  });
}

// The first block without a word in it, made where there is none; open, so that it can be typed in.
export function empty() {
  const block = blocks().find((one) => !isTyped(read(one))) ?? add();
  block.open = true;
  return block;
}

// The words a source was last cited with: in sight beside the empty field, never in it before somebody says so.
export function offer(block, { quote = "", locator = "" } = {}) {
  const place = block.querySelector(".source__offer");
  const button = place.querySelector("button");
  Object.assign(button.dataset, { quote, locator });
  place.querySelector(".source__words").textContent = [quote && `“${short(quote)}”`, locator].filter(Boolean).join(" · ");
  place.hidden = !(quote || locator);
}

const short = (words) => (words.length > 160 ? `${words.slice(0, 159)}…` : words);

function useWords(block, changed) {
  const place = block.querySelector(".source__offer");
  if (place.hidden) return;
  const { quote, locator } = place.querySelector("button").dataset;
  if (quote && !field(block, "quote").value.trim()) field(block, "quote").value = quote;
  if (locator && !field(block, "locator").value.trim()) field(block, "locator").value = locator;
  if (place.contains(document.activeElement)) field(block, "quote").focus({ preventScroll: true });
  place.hidden = true;
  changed();
}

// A block that is filled in without typing says in its heading what it holds.
export function tell(block, name) {
  const heading = block.querySelector("summary");
  const told = Object.assign(document.createElement("span"), { className: "source__told", textContent: name });
  heading.replaceChildren(`${words.source} `, Object.assign(document.createElement("span"), { className: "source__number" }), told);
  number();
  showActs(block);
}

function showActs(block) {
  for (const act of block.querySelectorAll('[name="also"], [name="protection"], [name="keep_copy"]')) act.hidden = !isTyped(read(block));
}

// At a source, outside its text fields: what it does to the claim, and the words it was last cited with.
const STANCES = { "+": "backs", "=": "backs", "-": "contradicts", "−": "contradicts", 0: "background" };

function key(event, changed) {
  const block = event.target.closest(".source");
  if (!block || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event)) return;
  if (event.key === "p") useWords(block, changed);
  else if (event.key in STANCES) choose(block.querySelector(`[name$="-stance"][value="${STANCES[event.key]}"]`));
  else return;
  event.preventDefault();
}

function choose(radio) {
  radio.click();
  radio.focus({ preventScroll: true });
}

export function replaceAll(sources) {
  blocks().forEach((block) => block.remove());
  sources.forEach((source) => fill(add(), source));
  empty();
}

// What became of the quotes in the saved copies, in the order of the sources that are typed.
export function tellFound(found) {
  typedBlocks().forEach((block, place) => {
    const told = found[place];
    block.querySelector(".source__found").replaceChildren(...(told ? [foundLine(told), ...foundPieces(told)] : []));
  });
}

function foundLine(told) {
  return Object.assign(document.createElement("p"), { className: `found found--${told.code}`, textContent: told.words.charAt(0).toUpperCase() + told.words.slice(1) });
}

function foundPieces({ pieces }) {
  if (!pieces.length) return [];
  const line = Object.assign(document.createElement("p"), { className: "apart kept", dir: "auto" });
  line.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `${words.inCopy} ` }));
  for (const [text, isChanged] of pieces) line.append(isChanged ? Object.assign(document.createElement("ins"), { textContent: text }) : text);
  return [line];
}

// Buttons that without this file post the whole form work in place.
export function wire(changed) {
  root.addEventListener("keydown", (event) => key(event, changed));
  root.addEventListener("input", ({ target }) => {
    showActs(target.closest(".source"));
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.name === "also" || "keeps" in button.dataset) return;
    event.preventDefault();
    if (button.name === "use_words") useWords(button.closest(".source"), changed);
    if (button.name === "add_citation") field(empty(), "url").focus();
    if (button.name === "remove_citation") {
      button.closest(".source").remove();
      number();
      field(empty(), "url").focus();
      changed();
    }
  });
}
