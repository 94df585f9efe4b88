// Folds the navigation away and remembers it. Without this file the navigation simply stays.
"use strict";
(() => {
  const KEY = "workbench.nav";
  const root = document.documentElement;
  root.dataset.nav = localStorage.getItem(KEY) === "folded" ? "folded" : "open";

  const tell = (button) => button.setAttribute("aria-expanded", String(root.dataset.nav === "open"));

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".top__fold");
    if (!button) return;
    tell(button);
    button.addEventListener("click", () => {
      root.dataset.nav = root.dataset.nav === "open" ? "folded" : "open";
      localStorage.setItem(KEY, root.dataset.nav);
      tell(button);
    });
  });
})();
