// Keys of a page: inert in fields, selects, dialogs and while letters are being composed.
const FIELDS = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable], dialog";

export function bindKeys(plain, withControl = {}) {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.defaultPrevented) return;
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "Escape" && event.target.matches?.("input, textarea, select")) return event.target.blur();
    if (!control && isTyping(event)) return;
    const act = control ? withControl[event.key.toLowerCase()] : plain[event.key];
    if (!act || (event.repeat && !"jk".includes(event.key))) return;
    event.preventDefault();
    act(event);
  });
}

// Whether letters belong to a field or a dialog now, and are no keys.
export const isTyping = (event) => event.isComposing || Boolean(event.target.closest?.(FIELDS) || document.querySelector("dialog[open]"));

// Only where keys work is there a button that shows them.
const button = document.getElementById("show-keys");
if (button) {
  button.hidden = false;
  button.addEventListener("click", showKeys);
}

export function follow(selector) {
  document.querySelector(selector)?.click();
}

export function showKeys() {
  document.getElementById("keys")?.showModal();
}
