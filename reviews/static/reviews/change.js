// Changing a claim: keys for the ends of its words, and Enter in a line saves the wording, not the verdict.
import { isTyping } from "./keys.js";

const fold = document.getElementById("change");
const keys = new Map([...document.querySelectorAll("[data-change]")].map((element) => [element.dataset.change, element]));

if (fold) {
  document.addEventListener("keydown", byKey);
  document.getElementById("new-claimant").addEventListener("keydown", saveByEnter);
  document.getElementById("same-number")?.addEventListener("keydown", shareByEnter);
  fold.addEventListener("toggle", () => fold.open && document.activeElement === fold.querySelector("summary") && document.getElementById("new-statement").focus());
}

function byKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const element = keys.get(event.key);
  if (!element) return;
  event.preventDefault();
  if (element.tagName !== "SUMMARY") return element.click();
  fold.open = true;
  document.getElementById("new-statement").focus();
}

function saveByEnter(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  document.getElementById("save-change").click();
}

function shareByEnter(event) {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.target.parentElement.querySelector("button").click();
}
