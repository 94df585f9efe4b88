// Keys of settling a dispute: a number takes a verdict, n writes another.
import { showCurrent } from "./article.js";
import { bindKeys, follow, showKeys } from "./keys.js";

showCurrent();
// A refusal is answered under the address of the verb: loading the page again must not do it again.
if (location.pathname.includes("/moves/")) history.replaceState(null, "", document.querySelector(".desk").dataset.home);
const press = (key) => () => follow(`[data-key="${key}"]`);
bindKeys({ 1: press("1"), 2: press("2"), n: press("n"), j: press("j"), k: press("k"), z: () => follow('[data-key="z"]'), "?": showKeys });
