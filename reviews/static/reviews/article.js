// Brings the current claim into view in the article beside it, without moving the rest of the page.
export function showCurrent() {
  const fold = document.querySelector(".desk__article");
  const pane = document.querySelector(".desk__scroll");
  if (!fold || !pane) return;
  fold.parentElement.classList.add("desk--live");
  const wide = matchMedia("(min-width: 901px)");
  const settle = () => { fold.open = wide.matches; center(pane); };
  wide.addEventListener("change", settle);
  fold.addEventListener("toggle", () => center(pane));
  settle();
  tellMeasure(pane.querySelector("[data-measure]"));
  document.querySelector(".head__here")?.addEventListener("click", (event) => {
    event.preventDefault();
    fold.open = true;
    center(pane);
    document.getElementById("here")?.focus();
  });
}

// How many sentences are accounted for is counted once the page stands.
async function tellMeasure(link) {
  if (!link) return;
  const answer = await fetch(link.dataset.measure).catch(() => null);
  const told = answer?.ok ? await answer.text() : "";
  if (told) link.textContent = told;
}

function center(pane) {
  const mark = pane.querySelector(".mark--current, .copy__near");
  if (!mark) return;
  const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
  pane.scrollTop = Math.max(0, top - pane.clientHeight / 3);
}
