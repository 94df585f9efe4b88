// The sources at hand: a number picks one while the list has the focus, Shift and the number while it is in sight.
import { isTyping } from "./keys.js";
import * as sources from "./sources.js";

const tray = document.getElementById("tray");

export function wire(changed) {
  tray?.addEventListener("click", (event) => {
    const button = event.target.closest(".tray__pick");
    if (!button) return;
    event.preventDefault();
    pick(button, changed);
  });
  tray?.addEventListener("keydown", (event) => {
    const button = isPlain(event) && byNumber(event.key);
    if (button) answer(event, button);
  });
  document.addEventListener("keydown", (event) => {
    if (!tray || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const digit = event.code.match(/^Digit([1-9])$/)?.[1];
    if (!digit || /^\d$/.test(event.key)) return;
    if (!tray.open) return enter();
    const button = byNumber(digit);
    if (button) answer(event, button);
  });
}

// Open the list and stand on its first source, or close it and go back to the claim.
export function enter() {
  if (!tray) return;
  if (tray.open && tray.contains(document.activeElement)) return leave();
  tray.open = true;
  (tray.querySelector(".tray__pick") ?? tray.querySelector("summary")).focus({ preventScroll: true });
  tray.scrollIntoView({ block: "nearest" });
}

export function close() {
  if (tray) tray.open = false;
}

function leave() {
  close();
  document.getElementById("claim").focus({ preventScroll: true });
}

function answer(event, button) {
  event.preventDefault();
  button.click();
}

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented);
const byNumber = (digit) => /^[1-9]$/.test(digit) && tray.querySelector(`[data-pick="${digit}"]`);

// The source is filled in; what it does to the claim is asked next, its words are only offered.
function pick(button, changed) {
  const { offer, ...source } = JSON.parse(button.dataset.source);
  const block = sources.empty();
  sources.fill(block, source);
  sources.offer(block, offer);
  sources.tell(block, source.title || source.url);
  close();
  block.querySelector('[name$="-stance"]').focus({ preventScroll: true });
  block.scrollIntoView({ block: "nearest" });
  changed();
}
