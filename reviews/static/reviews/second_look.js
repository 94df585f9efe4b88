// Keys of the second look: y approves, b goes to the reason.
import { showCurrent } from "./article.js";
import { bindKeys, follow, showKeys } from "./keys.js";

showCurrent();
const reason = document.getElementById("reason");
const approve = document.getElementById("approve");
bindKeys(
  {
    y: () => approve?.requestSubmit(),
    b: () => reason?.focus(),
    j: () => follow('[data-key="j"]'),
    k: () => follow('[data-key="k"]'),
    "?": showKeys,
  },
  { enter: (event) => event.target === reason && reason.form.requestSubmit() },
);
// One press approves once.
approve?.addEventListener("submit", () => approve.querySelector("button").setAttribute("disabled", ""));
