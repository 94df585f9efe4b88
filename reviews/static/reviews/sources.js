// The blocks in which sources are cited: add, remove, read, fill.
const FIELDS = ["url", "title", "publisher", "published_on", "kind", "stance", "quote", "translation", "locator", "accessed_on"];
const FILLED_BY_PAGE = ["kind", "accessed_on"];
const SPARE = "999";
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

export function replaceAll(sources) {
  blocks().forEach((block) => block.remove());
  sources.forEach((source) => fill(add(), source));
  empty();
}

// Buttons that without this file post the whole form work in place.
export function wire(changed) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (button.name === "add_citation") field(empty(), "url").focus();
    if (button.name === "remove_citation") {
      button.closest(".source").remove();
      number();
      field(empty(), "url").focus();
      changed();
    }
  });
}
