// Offers around text that could get lost: a copy kept in this browser, and another window that saved first.
const place = () => document.getElementById("rescue");

export function offerBackup(kept, words, { restore, drop }) {
  const at = new Date(kept.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  show(words.found.replace("%s", at), [[words.restore, restore], [words.discard, drop]]);
}

export function showConflict(mine, theirs, words, { mine: keepMine, theirs: takeTheirs }) {
  const list = Object.assign(document.createElement("dl"), { className: "facts" });
  for (const [name, one, other] of differences(mine, theirs)) {
    list.append(term(name), text(`${words.here}: ${one || "–"}`), text(`${words.there}: ${other || "–"}`));
  }
  show(words.conflict, [[words.mine, keepMine], [words.theirs, takeTheirs]], list);
}

function differences(mine, theirs) {
  const names = ["rating", "quotation", "rationale", "search_note", "suggested_wording", "as_of"];
  const texts = names.map((name) => [name.replaceAll("_", " "), mine[name] ?? "", theirs[name] ?? ""]);
  return [...texts, ["sources", told(mine), told(theirs)]].filter(([, one, other]) => one !== other);
}

function told(payload) {
  return (payload.citations ?? []).map((source) => [source.url, source.title, source.stance, source.quote, source.translation, source.locator].filter(Boolean).join("\n")).join("\n\n");
}

function term(name) {
  return Object.assign(document.createElement("dt"), { textContent: name });
}

function text(content) {
  return Object.assign(document.createElement("dd"), { className: "kept", textContent: content });
}

function show(sentence, choices, more) {
  const box = Object.assign(document.createElement("section"), { className: "notice notice--warn rescue" });
  box.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  if (more) box.append(more);
  const row = Object.assign(document.createElement("p"), { className: "cluster" });
  for (const [label, act] of choices) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--small", textContent: label });
    button.addEventListener("click", () => { place().hidden = true; act(); });
    row.append(button);
  }
  box.append(row);
  place().replaceChildren(box);
  place().hidden = false;
  place().scrollIntoView({ block: "nearest" });
}
