// A person's own keys: what is pressed becomes the key that pages listen to; switched off, letters do nothing.
const FIELDS = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
const own = JSON.parse(document.body.dataset.keys || "{}");
const moved = new Map(Object.entries(own.keys ?? {}));
const freed = new Set([...moved.values()].filter((key) => !moved.has(key)));
let isPassed = false;

function translate(event) {
  const isOurs = !isPassed && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isOurs || event.isComposing || event.target.closest?.(FIELDS)) return;
  if (own.off || freed.has(event.key)) return event.stopImmediatePropagation();
  const meant = moved.get(event.key);
  if (!meant) return;
  event.stopImmediatePropagation();
  isPassed = true;
  const again = new KeyboardEvent("keydown", { key: meant, repeat: event.repeat, bubbles: true, cancelable: true });
  if (!event.target.dispatchEvent(again)) event.preventDefault();
  isPassed = false;
}

if (own.off || moved.size) {
  addEventListener("keydown", translate, true);
  const shown = new Map([...moved].map(([key, meant]) => [meant, key]));
  const showOwn = () => {
    for (const kbd of document.querySelectorAll("kbd:not([data-own])")) {
      kbd.textContent = shown.get(kbd.textContent) ?? kbd.textContent;
      kbd.dataset.own = "";
    }
  };
  showOwn();
  document.addEventListener("newpart", showOwn);
}

// "/" searches: in this page's list, else in the list of claims.
document.addEventListener("keydown", (event) => {
  const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isPlain || event.defaultPrevented || event.target.closest?.(FIELDS) || document.querySelector("dialog[open]")) return;
  const field = document.querySelector("input[type=search], #q, #searchbar");
  const claims = document.querySelector("[data-claims]");
  if (!field && !claims) return;
  event.preventDefault();
  if (field) field.focus();
  else location.assign(claims.dataset.claims);
});
