// Comments: offers people's names after an @ while it is typed. Without it names are typed out.
const TYPED = /(?:^|[^\w@.+-])@([\w.+-]{0,40})$/;
const fields = document.querySelectorAll("textarea[data-mentions]");
fields.forEach((field, number) => offerNames(field, `names-${number}`));

// A comment that the address names is opened where it lies in a folded thread.
const named = /^#comment-/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
for (let fold = named?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
if (named) named.scrollIntoView({ block: "center" });

function offerNames(field, id) {
  const list = Object.assign(document.createElement("ul"), { className: "names", id, hidden: true });
  list.setAttribute("role", "listbox");
  field.after(list);
  for (const [name, value] of Object.entries({ "aria-autocomplete": "list", "aria-controls": id, "aria-haspopup": "listbox" })) field.setAttribute(name, value);
  let people = [];
  let at = 0;
  let asked = "";

  field.addEventListener("input", ask);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", press);

  async function ask() {
    const typed = beginning();
    asked = typed;
    if (typed === null) return close();
    const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || asked !== typed || beginning() !== typed) return;
    people = (await answer.json()).people;
    show(0);
  }

  function beginning() {
    return field.value.slice(0, field.selectionStart).match(TYPED)?.[1] ?? null;
  }

  function show(place) {
    if (!people.length) return close();
    at = (place + people.length) % people.length;
    list.replaceChildren(...people.map(option));
    list.hidden = false;
    field.setAttribute("aria-activedescendant", `${id}-${at}`);
  }

  function option(person, place) {
    const entry = document.createElement("li");
    entry.id = `${id}-${place}`;
    entry.setAttribute("role", "option");
    entry.setAttribute("aria-selected", String(place === at));
    entry.append(Object.assign(document.createElement("strong"), { textContent: `@${person.username}` }), Object.assign(document.createElement("span"), { textContent: person.name }));
    entry.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
    return entry;
  }

  function take(place) {
    const start = field.selectionStart - beginning().length;
    field.setRangeText(`${people[place].username} `, start, field.selectionStart, "end");
    close();
  }

  function close() {
    asked = null;
    people = [];
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  }

  function press(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      return field.form.requestSubmit();
    }
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = { ArrowDown: () => show(at + 1), ArrowUp: () => show(at - 1), Enter: () => take(at), Tab: () => take(at), Escape: close };
    if (!acts[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }
}
