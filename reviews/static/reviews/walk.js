// Going through the text: u and Shift+u step from one sentence that is left to the next, its first act in focus.
import { bindKeys, follow, showKeys } from "./keys.js";

const steps = [...document.querySelectorAll(".walk__step")];

function arrive(step) {
  (step.querySelector("button") || step.querySelector(".walk__acts a") || step).focus({ preventScroll: true });
  step.scrollIntoView({ block: "center" });
}

function here() {
  return steps.findIndex((step) => step.contains(document.activeElement));
}

function go(by) {
  const at = here();
  const next = at >= 0 ? steps[at + by] : steps[by > 0 ? 0 : steps.length - 1];
  if (next) arrive(next);
  else if (by > 0) follow("[rel=next]");
  else follow("[rel=prev]");
}

const first = document.getElementById("go-on");
first?.addEventListener("click", (event) => {
  const target = document.getElementById(first.hash.slice(1));
  if (!target || first.pathname + first.search !== location.pathname + location.search) return;
  event.preventDefault();
  arrive(target);
});

// Once the browser has gone to the address's own place, which moves the focus there.
function goToPlace() {
  const target = document.getElementById(location.hash.slice(1));
  if (steps.includes(target)) arrive(target);
  else if (target?.id === "done") target.focus();
}

addEventListener("load", () => setTimeout(goToPlace));
bindKeys({ u: () => go(1), U: () => go(-1), "?": showKeys });
