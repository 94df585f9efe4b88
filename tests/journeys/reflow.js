// What is wrong with a page at the width it has: too wide, cut off, one act on top of another, the focus under a bar.
async (options) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame().then(frame); // folds that open with the width
  const faults = [];
  const told = (element) => {
    const words = (element.innerText || element.value || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ");
    return `<${element.tagName.toLowerCase()}${element.id ? ` #${element.id}` : ""} .${[...element.classList].join(".")}> “${words.slice(0, 40)}”`;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isHiddenForEyes = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      if (one.matches(".visually-hidden, .skip") || getComputedStyle(one).clipPath === "inset(50%)") return true;
    }
    return false;
  };
  const scroller = (element) => {
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      const flow = getComputedStyle(one);
      if (/auto|scroll/.test(flow.overflowX) && one.scrollWidth > one.clientWidth) return one;
    }
    return null;
  };
  const isShortened = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).textOverflow === "ellipsis") return true;
    }
    return false;
  };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`${document.documentElement.scrollWidth} px wide`);

  const shown = [...document.body.querySelectorAll("*")].filter((one) => isShown(one) && !isHiddenForEyes(one));
  for (const one of shown) {
    if (one.closest("svg")) continue;
    const box = one.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    if ((box.right > width + 1 || box.left < -1) && !scroller(one) && one.childElementCount === 0 && !isShortened(one)) faults.push(`beyond the edge: ${told(one)}`);
    const look = getComputedStyle(one);
    const hasOwnWords = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!hasOwnWords) continue;
    if (/hidden|clip/.test(look.overflowX) && look.textOverflow !== "ellipsis" && one.scrollWidth > one.clientWidth + 1) faults.push(`cut at the side: ${told(one)}`);
    if (/hidden|clip/.test(look.overflowY) && look.webkitLineClamp === "none" && one.scrollHeight > one.clientHeight + 3) faults.push(`cut below: ${told(one)}`);
  }

  const ACTS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const acts = [...document.body.querySelectorAll(ACTS)].filter((one) => isShown(one) && !isHiddenForEyes(one));
  const isFixed = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) if (/fixed|sticky/.test(getComputedStyle(one).position)) return true;
    return false;
  };
  // What of a box is in sight: the rest may lie in a part of the page that scrolls by itself.
  const clipped = (box, element) => {
    let { left, right, top, bottom } = box;
    for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
      if (getComputedStyle(one).overflowY === "visible") continue;
      const edge = one.getBoundingClientRect();
      [left, right, top, bottom] = [Math.max(left, edge.left), Math.min(right, edge.right), Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, right, top, bottom };
  };
  const boxes = acts.filter((one) => !isFixed(one)).flatMap((one) => [...one.getClientRects()].map((box) => ({ one, box: clipped(box, one) })));
  boxes.sort((a, b) => a.box.top - b.box.top);
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length && boxes[j].box.top < boxes[i].box.bottom - 2; j += 1) {
      const [a, b] = [boxes[i], boxes[j]];
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      const isInside = a.one.contains(b.one) || b.one.contains(a.one) || a.one.labels?.length && [...a.one.labels].some((label) => label.contains(b.one));
      if (across > 2 && down > 2 && !isInside && a.one !== b.one) faults.push(`on top of each other: ${told(a.one)} and ${told(b.one)}`);
    }
  }

  // Tab goes from act to act; each is to be seen where it then stands.
  const step = Math.max(1, Math.floor(acts.length / (options.most || 1)));
  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderTopColor", "borderLeftColor", "backgroundColor"];
  const look = (one) => [one, one.nextElementSibling, one.parentElement, one.labels?.[0]].filter(Boolean).map((near) => {
    const style = getComputedStyle(near);
    return LOOK.map((name) => style[name]).join();
  }).join();
  const covered = (one) => {
    const before = document.activeElement === one ? "" : look(one);
    one.focus();
    if (document.activeElement !== one) return false;
    if (look(one) === before) faults.push(`focus not to be seen: ${told(one)}`);
    const found = [...one.getClientRects()].filter((box) => box.width && box.height);
    const points = found.flatMap((box) => [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3], [box.left + 3, box.bottom - 3], [box.right - 3, box.top + 3]]);
    const label = one.labels?.[0];
    return points.length > 0 && !points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (one.contains(hit) || hit.contains(one) || label?.contains(hit));
    });
  };
  if (options.most && !document.querySelector("dialog[open]")) {
    const down = acts.filter((_one, n) => n % step === 0);
    document.activeElement?.blur();
    for (const one of [...down, ...down.toReversed()]) {
      if (covered(one)) faults.push(`focus out of sight: ${told(one)}`);
    }
    document.activeElement?.blur();
    scrollTo(0, 0);
  }
  return [...new Set(faults)].slice(0, 12);
}
