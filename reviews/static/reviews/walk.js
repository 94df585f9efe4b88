// Going through the text: u and Shift+u step from one sentence that is left to the next, its first act in focus. What is
// pressed there is sent without leaving the page, which then shows how things stand and goes on to the next sentence.
import { bindKeys, follow, showKeys } from "./keys.js";
import { watchUndo } from "./undo_time.js";

const steps = () => [...document.querySelectorAll(".walk__step")];
const isOpen = (step) => step.classList.contains("walk__step--untouched");

function arrive(step) {
  (step.querySelector("button") || step.querySelector(".walk__acts a") || step).focus({ preventScroll: true });
  step.scrollIntoView({ block: "center" });
}

const here = () => steps().find((step) => step.contains(document.activeElement));

function go(by) {
  const all = steps();
  const at = all.indexOf(here());
  const next = at >= 0 ? all[at + by] : all[by > 0 ? 0 : all.length - 1];
  if (next) arrive(next);
  else if (by > 0) follow("[rel=next]");
  else follow("[rel=prev]");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#go-on");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target || link.pathname + link.search !== location.pathname + location.search) return;
  event.preventDefault();
  arrive(target);
});

// The fold of reasons: opened by x, where a digit is a reason; Escape closes it.
function dismiss() {
  const focused = document.activeElement.closest(".walk__claim");
  const fold = (focused ?? here())?.querySelector(".walk__dismiss");
  if (!fold) return;
  fold.open = true;
  fold.querySelector("button").focus();
}

function give(digit) {
  document.activeElement.closest(".walk__dismiss[open]")?.querySelectorAll("button")[digit - 1]?.click();
}

document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && event.target.closest?.(".walk__dismiss[open]");
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});

// One press, one answer: the page as the server gives it back takes the place of this one, part by part.
let isSending = false;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("inPlace" in form.dataset)) return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  const body = new FormData(form, event.submitter);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const home = answer?.ok && new URL(answer.url);
  if (home && home.pathname === location.pathname) show(await answer.text(), home, Number(body.get("start")));
  else if (answer?.redirected) location.assign(answer.url);
  else sendPlainly(form, event.submitter);
  isSending = false;
});

// What went wrong is the browser's to show.
function sendPlainly(form, submitter) {
  delete form.dataset.inPlace;
  form.requestSubmit(submitter);
}

function show(text, home, start) {
  const page = new DOMParser().parseFromString(text, "text/html");
  history.replaceState(null, "", home);
  for (const id of ["walk", "walk-told", "measure"]) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  const goOn = document.getElementById("go-on");
  const next = page.getElementById("go-on");
  if (next) goOn?.setAttribute("href", next.getAttribute("href"));
  else goOn?.remove();
  document.dispatchEvent(new Event("newpart"));
  watchUndo();
  const left = steps().filter(isOpen);
  goTo(left.find((step) => Number(step.dataset.end) > start) ?? left[0] ?? document.getElementById("done"));
}

function goTo(target) {
  if (target?.classList.contains("walk__step")) arrive(target);
  else target?.focus();
}

watchUndo();
// Once the browser has gone to the address's own place, which moves the focus there.
addEventListener("load", () => setTimeout(() => goTo(document.getElementById(location.hash.slice(1)))));
const digits = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [String(digit), () => give(digit)]));
bindKeys({
  ...digits,
  u: () => go(1),
  U: () => go(-1),
  x: dismiss,
  a: () => here()?.querySelector("[data-add]")?.click(),
  z: () => follow('[data-key="z"]'),
  "?": showKeys,
});
