// The bar that offers to undo the last step goes once there is no time left for it; the server says how much there is.
let timer = 0;

export function watchUndo() {
  clearTimeout(timer);
  const bar = document.querySelector("[data-left]");
  if (bar) timer = setTimeout(() => leave(bar), Number(bar.dataset.left) * 1000);
}

// Its place stays, so that nothing on the page moves; whoever stands in it is not thrown out.
function leave(bar) {
  if (!bar.isConnected) return;
  if (bar.contains(document.activeElement)) {
    bar.addEventListener("focusout", () => setTimeout(() => leave(bar)), { once: true });
    return;
  }
  bar.classList.add("is-over");
  bar.inert = true;
  bar.querySelector("[data-key]").removeAttribute("data-key");
  bar.after(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: bar.dataset.over }));
}
