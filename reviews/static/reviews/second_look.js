// Keys of the second look: y approves, b goes to the reason.
import { showCurrent } from "./article.js";
import { bindKeys, follow, showKeys } from "./keys.js";

showCurrent();
// A refusal is answered under the address of the verb: loading the page again must not do it again.
if (location.pathname.includes("/moves/")) history.replaceState(null, "", document.querySelector(".desk").dataset.home);
const reason = document.getElementById("reason");
const approve = document.getElementById("approve");
bindKeys(
  {
    y: () => approve?.requestSubmit(),
    b: () => reason?.focus(),
    j: () => follow('[data-key="j"]'),
    k: () => follow('[data-key="k"]'),
    c: () => document.getElementById("comment-text")?.focus(),
    z: () => follow('[data-key="z"]'),
    "?": showKeys,
  },
  { enter: (event) => event.target === reason && reason.form.requestSubmit() },
);
// Others are told who has it before them; without an answer nothing is said.
const told = document.getElementById("reading");
async function sayReading() {
  if (document.hidden) return;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(told.dataset.address, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return;
  const { reading } = await answer.json();
  if (told.textContent !== reading) told.textContent = reading;
  told.hidden = !reading;
}
if (told?.dataset.address && approve) {
  sayReading();
  setInterval(sayReading, 20000);
}
// One press approves once.
approve?.addEventListener("submit", () => approve.querySelector("button").setAttribute("disabled", ""));
