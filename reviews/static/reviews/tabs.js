// One claim in two windows: the first writes, the second reads along until somebody takes over there.
const LATE = 1500;

export function shareWithTabs(form, saver) {
  const words = document.getElementById("tab-words")?.dataset;
  if (!words || !("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel(`workbench.claim.${form.dataset.claim}.${form.dataset.person}`);
  const taken = `workbench.taken.${form.dataset.claim}`;
  const say = (kind) => channel.postMessage({ kind });
  let isWriting = true;

  const acts = {
    ask: () => isWriting && say("here"),
    here: () => isWriting && !isTaken && read(),
    take: async () => {
      if (!isWriting) return;
      await (saver.isOwed() ? saver.save() : null);
      read();
      say("left");
    },
    left: () => isAsking && load(),
  };
  let isAsking = false;
  const isTaken = sessionStorage.getItem(taken) !== null;
  sessionStorage.removeItem(taken);
  channel.onmessage = ({ data }) => acts[data.kind]?.();
  say(isTaken ? "take" : "ask");

  function read() {
    isWriting = false;
    form.querySelector(".verdict__fields").disabled = true;
    form.querySelectorAll(".verdict__acts button").forEach((button) => { button.disabled = true; });
    const box = Object.assign(document.createElement("div"), { className: "notice notice--warn cluster" });
    box.setAttribute("role", "status");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--small", textContent: words.take });
    button.addEventListener("click", () => {
      isAsking = true;
      say("take");
      setTimeout(load, LATE);
    });
    box.append(Object.assign(document.createElement("span"), { textContent: words.elsewhere }), button);
    form.prepend(box);
  }

  // The page is read anew, so that it begins with what the other window saved last.
  function load() {
    sessionStorage.setItem(taken, "1");
    location.reload();
  }
}
