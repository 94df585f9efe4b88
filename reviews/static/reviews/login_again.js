// Logged out in mid-work: log in again in place, with everything that was typed still on the page.
import { token } from "./saver.js";

const dialog = document.getElementById("login-again");
const form = dialog?.querySelector("form");
const told = dialog?.querySelector("[role=alert]");

export function logInAgain(goOn) {
  if (!dialog || dialog.open) return;
  form.onsubmit = (event) => { event.preventDefault(); send(goOn); };
  dialog.showModal();
  form.elements.password.focus();
}

async function send(goOn) {
  form.elements.csrfmiddlewaretoken.value = token(form);
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
  form.elements.password.value = "";
  if (answer?.type !== "opaqueredirect") {
    told.textContent = answer?.status === 200 ? dialog.dataset.wrong : dialog.dataset.broken;
    return form.elements.password.focus();
  }
  told.textContent = "";
  dialog.close();
  goOn();
}
