// The draft on this page as data, and its copy in this browser for the time when the server cannot have it.
import * as sources from "./sources.js";

const TEXTS = ["rationale", "search_note", "suggested_wording", "as_of"];
const CHOICES = ["rating", "quotation"];

export function read(form) {
  const payload = { citations: sources.typedBlocks().map(sources.read), reasons: {} };
  for (const name of TEXTS) payload[name] = form.elements[name].value;
  for (const name of CHOICES) payload[name] = form.querySelector(`[name="${name}"]:checked`)?.value ?? "";
  for (const line of form.querySelectorAll("[data-reason]")) payload.reasons[line.dataset.reason] = line.querySelector("textarea").value;
  return payload;
}

export function fill(form, payload) {
  for (const name of TEXTS) form.elements[name].value = payload[name] ?? "";
  for (const name of CHOICES) form.querySelectorAll(`[name="${name}"]`).forEach((radio) => { radio.checked = radio.value === (payload[name] ?? ""); });
  for (const line of form.querySelectorAll("[data-reason]")) line.querySelector("textarea").value = payload.reasons?.[line.dataset.reason] ?? "";
  sources.replaceAll(payload.citations ?? []);
}

export function isBlank(payload) {
  return same(payload, { citations: [], reasons: {} });
}

export const same = (one, other) => plain(one) === plain(other);

function plain(payload) {
  const texts = [...TEXTS, ...CHOICES].map((name) => (payload[name] ?? "").trim());
  const reasons = Object.entries(payload.reasons ?? {}).filter(([, words]) => words.trim()).sort();
  const cited = (payload.citations ?? []).map((source) => Object.entries(source).filter(([name]) => !["accessed_on", "kind", "snapshot"].includes(name)).sort());
  const kinds = (payload.citations ?? []).map((source) => source.kind ?? "");
  return JSON.stringify([texts, reasons, cited, kinds]);
}

// The copy in this browser: one for each person, claim and round.
export class Backup {
  constructor(form) {
    this.key = `workbench.draft.${form.dataset.person}.${form.dataset.claim}.${form.dataset.round}`;
  }

  keep(payload) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ payload, at: Date.now() }));
    } catch {
      // a full or forbidden store: the server's copy is the one that counts
    }
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  drop() {
    localStorage.removeItem(this.key);
  }
}
