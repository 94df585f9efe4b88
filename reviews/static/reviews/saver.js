// Saves the draft while somebody types: soon after the last key, one at a time, and tells how it went.
import { read } from "./draft.js";

const QUIET = 800;
const AGAIN = 5000;

export class Saver {
  constructor(form, { backup, told }) {
    Object.assign(this, { form, backup, told, rev: Number(form.elements.base_rev.value), isDirty: false, running: null, last: null, timer: 0 });
    addEventListener("pagehide", () => this.isDirty && this.send(true));
    addEventListener("online", () => this.isDirty && this.save());
  }

  changed() {
    this.isDirty = true;
    this.backup.keep(read(this.form));
    this.later(QUIET);
  }

  // Whether the server has yet to be told something.
  isOwed() {
    return this.isDirty || this.running !== null;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Save what is there now; true when the server has it.
  async save() {
    clearTimeout(this.timer);
    while (this.running) await this.running;
    this.running = this.send(false).then((answer) => this.take(answer), () => this.lost());
    const isSaved = await this.running;
    this.running = null;
    return isSaved;
  }

  send(isLeaving) {
    this.isDirty = false;
    return fetch(this.form.action, {
      method: "POST",
      redirect: "manual",
      keepalive: isLeaving,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(this.form) },
      body: JSON.stringify({ payload: read(this.form), base_rev: this.rev }),
    });
  }

  async take(answer) {
    if (answer.type === "opaqueredirect") return this.fail("expired");
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson) return this.fail(answer.status === 403 ? "expired" : "broken");
    const body = await answer.json();
    if (answer.ok) return this.done(body);
    if (body.code === "draft_stale") this.told.stale(body);
    else this.told.refused(body);
    if (Number.isInteger(body.rev) && body.saved_at) this.goOn(body.rev);
    this.isDirty = body.code === "draft_stale";
    return false;
  }

  goOn(rev) {
    this.rev = rev;
    this.form.elements.base_rev.value = String(rev);
  }

  done(body) {
    this.goOn(body.rev);
    this.last = body;
    if (!this.isDirty) this.backup.drop();
    this.told.saved(body);
    return true;
  }

  fail(why) {
    this.isDirty = true;
    this.told.failed(why);
    return false;
  }

  lost() {
    this.later(AGAIN);
    return this.fail("offline");
  }
}

// The token as it is now: logging in again in another window changes it.
export function token(form) {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value;
}
