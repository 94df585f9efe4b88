// The review page: saves while somebody types, keys, what stands in the way as it changes. Without it the form posts.
import { showCurrent } from "./article.js";
import * as copies from "./copies.js";
import { Backup, fill, isBlank, read, same } from "./draft.js";
import { bindKeys, follow, showKeys } from "./keys.js";
import { logInAgain } from "./login_again.js";
import { countParts } from "./parts.js";
import { offerBackup, showConflict } from "./rescue.js";
import { Saver, token } from "./saver.js";
import * as sources from "./sources.js";
import { shareWithTabs } from "./tabs.js";
import * as tray from "./tray.js";

const form = document.getElementById("verdict");
const words = document.getElementById("verdict-words")?.dataset;
const status = document.getElementById("status");
const isWritable = Boolean(form && "writable" in form.dataset);
let saver = null;

showCurrent();
countParts();
comeHome();
if (isWritable) start();
bindKeys(
  { ...digits(), j: () => leave('[data-key="j"]'), k: () => leave('[data-key="k"]'), n: () => focus("rationale"), e: cite, o: openCopy, t: tray.enter, q: answerQuotation, r: release, x: dismiss, c: () => focus("comment-text"), z: () => follow('[data-key="z"]'), "?": showKeys },
  { enter: () => isWritable && form.requestSubmit(form.querySelector('[name="go"]')), s: () => saver?.save() },
);

function start() {
  const backup = new Backup(form);
  saver = new Saver(form, { backup, told: { saved, stale, refused, failed } });
  form.addEventListener("input", () => changed());
  sources.wire(changed);
  tray.wire(changed);
  wireQuotation();
  wireAsOf();
  form.addEventListener("submit", submit);
  document.addEventListener("submit", beside);
  document.getElementById("in-the-way").addEventListener("click", mend);
  offer(backup);
  shareWithTabs(form, saver);
}

function changed() {
  say(words.saving);
  saver.changed();
}

function offer(backup) {
  const kept = backup.kept();
  if (!kept || isBlank(kept.payload) || same(kept.payload, read(form))) return backup.drop();
  offerBackup(kept, words, { restore: () => { fill(form, kept.payload); changed(); }, drop: () => backup.drop() });
}

// Every submit first saves: a lost line, session or claim is told here, with the text still on the page.
let isSent = false;

async function submit(event) {
  const button = event.submitter;
  const isApart = Boolean(button && ("apart" in button.dataset || "keeps" in button.dataset || button.name === "also"));
  if (isSent || (isApart && !saver.isOwed())) return;
  event.preventDefault();
  const isSaved = await saver.save();
  if (!isSaved || !button || button.name === "save" || (!isApart && isStopped(saver.last))) return;
  isSent = true;
  form.elements.csrfmiddlewaretoken.value = token(form);
  form.requestSubmit(button);
}

// A form beside the verdict's, such as a comment, waits until what was typed is saved; where that cannot be, it goes out
// all the same and the words are kept in this browser.
let isOut = false;

async function beside(event) {
  const other = event.target;
  if (other === form || other.method === "dialog" || event.defaultPrevented || isOut || !saver.isOwed()) return;
  event.preventDefault();
  await saver.save();
  isOut = true;
  other.requestSubmit(event.submitter);
}

function isStopped({ can_submit: canSubmit, obstacles }) {
  const stops = !canSubmit && obstacles.some((line) => line.stops);
  if (!stops) return false;
  say(words.blocked, true);
  document.querySelector("#in-the-way li:not(.is-met) a")?.focus();
  return true;
}

// A refusal is answered under the address of the verb: loading the page again must not do it again.
function comeHome() {
  const home = document.querySelector(".desk").dataset.home;
  if (location.pathname !== home) history.replaceState(null, "", home);
}

function saved(body) {
  say(`${words.saved.replace("%s", body.saved_at)} · ${words.held.replace("%s", body.held_until)}`);
  showWay(body.obstacles);
  sources.tellFound(body.found);
  showState(body);
}

// The first save starts the check: the pill and the buttons below follow.
function showState({ state, state_words: told }) {
  const pill = document.getElementById("state");
  if (pill.classList.contains(`pill--${state}`)) return;
  pill.className = `pill pill--${state}`;
  pill.querySelector("span").textContent = told;
  const icon = pill.querySelector("use");
  icon.setAttribute("href", icon.getAttribute("href").replace(/#.*$/, `#${state}`));
  document.querySelectorAll("[data-before-start]").forEach((act) => { act.hidden = true; });
  document.querySelectorAll("[data-after-start]").forEach((act) => { act.hidden = false; });
}

function stale(body) {
  say(words.stale, true);
  showConflict(read(form), body.theirs, words, {
    mine: () => { saver.goOn(body.rev); saver.save(); },
    theirs: () => { saver.goOn(body.rev); fill(form, body.theirs); saver.changed(); },
  });
}

function refused(body) {
  say(`${body.words}${body.saved_at ? "" : ` ${words.kept}`}`, true);
}

function failed(why) {
  say(words[why], true);
  if (why === "expired") logInAgain(() => saver.save());
}

function say(text, isBad = false) {
  status.textContent = text;
  status.classList.toggle("is-bad", isBad);
}

function showWay(lines) {
  const list = document.createElement("ul");
  list.setAttribute("aria-label", words.way);
  for (const line of lines) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${line.target}`;
    link.textContent = line.words;
    entry.classList.toggle("is-met", !line.stops);
    entry.append(link);
    list.append(entry);
  }
  const none = Object.assign(document.createElement("p"), { className: "in-the-way__none", textContent: words.none });
  document.getElementById("in-the-way").replaceChildren(lines.length ? list : none);
  showReasons(lines.filter((line) => line.level === "warn"));
  if (lines.some((line) => line.rule === "search_note_missing")) document.getElementById("more").open = true;
}

// A warning asks for a reason; one that was given stays in sight.
function showReasons(warnings) {
  for (const line of form.querySelectorAll("[data-reason]")) {
    const warning = warnings.find(({ rule }) => rule === line.dataset.reason);
    line.hidden = !warning && !line.querySelector("textarea").value;
    if (warning) line.querySelector(".help").textContent = warning.words;
  }
}

// A line of what stands in the way leads to its field. The server counts only sources with words in them.
function mend(event) {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const cited = link.hash.match(/^#citation-(\d+)-(\w+)$/);
  const target = cited ? sources.field(sources.typedBlocks()[Number(cited[1])] ?? sources.empty(), cited[2]) : document.getElementById(link.hash.slice(1));
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target?.focus();
}

function digits() {
  return Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => [String(digit), () => rate(digit)]));
}

function rate(digit) {
  const rating = document.getElementById(`rating-${digit}`);
  if (!isWritable || !rating) return;
  rating.click();
  rating.focus({ preventScroll: true });
}

function focus(id) {
  document.getElementById(id)?.focus();
}

// The answers about a quotation have numbers of their own while the question has the focus.
function answerQuotation() {
  const group = document.getElementById("quotation");
  if (isWritable) (group?.querySelector(":checked") ?? group?.querySelector("input"))?.focus({ preventScroll: true });
}

function wireQuotation() {
  document.getElementById("quotation")?.addEventListener("keydown", (event) => {
    const answer = !event.ctrlKey && !event.metaKey && !event.altKey && /^[1-9]$/.test(event.key) && document.getElementById(`quotation-${event.key}`);
    if (!answer) return;
    event.preventDefault();
    answer.click();
    event.target.blur();
  });
}

function wireAsOf() {
  form.querySelector('[name="use_as_of"]')?.addEventListener("click", (event) => {
    event.preventDefault();
    form.elements.as_of.value = event.currentTarget.value;
    form.elements.as_of.focus();
    event.currentTarget.closest(".help").hidden = true;
    changed();
  });
}

function cite() {
  tray.close();
  if (isWritable && !copies.cite(changed)) sources.field(sources.empty(), "url").focus();
}

// The copy of the source in focus, else of the first that has one; from a copy back to the article.
function openCopy() {
  const link = copies.linkToOpen();
  if (link) leaveBy(link);
}

async function leaveBy(link) {
  if (saver?.isDirty && !(await saver.save())) return;
  link.click();
}

function release() {
  document.querySelector('[data-key="r"]')?.focus();
}

function dismiss() {
  const fold = document.querySelector('[data-key="x"]')?.closest("details");
  if (!fold) return;
  fold.open = true;
  focus("why");
}

async function leave(selector) {
  if (saver?.isDirty && !(await saver.save())) return;
  follow(selector);
}
