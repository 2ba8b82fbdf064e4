/**
 * What is wrong with what is on screen: an expression whose value has `faults()` and
 * `outOfView()`. A point counts as pressed where the element, or what it holds, is hit there,
 * through shadow roots.
 */
(() => {
  const deepest = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    for (let next; hit?.shadowRoot && (next = hit.shadowRoot.elementFromPoint(x, y)) && next !== hit;) hit = next;
    return hit;
  };
  const contains = (element, hit) => {
    for (let node = hit; node; node = node.parentNode ?? node.host) if (node === element) return true;
    return false;
  };
  const everything = (root) => [...root.querySelectorAll("*")].flatMap(
    (e) => [e, ...(e.shadowRoot && e.localName === "timeline-overlay" ? everything(e.shadowRoot) : [])]);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: false });
  const nameOf = (e) => [e.localName, e.id && "#" + e.id, e.dataset?.action ?? e.getAttribute?.("aria-label") ?? "",
    (e.textContent ?? "").trim().slice(0, 30)].join(" ");
  const stage = document.getElementById("stage");
  const panel = document.getElementById("panel");
  const isSheet = panel.classList.contains("sheet");
  const isBeside = getComputedStyle(panel).overflowY === "auto" && !isSheet;
  const area = () => {
    const bar = document.getElementById("toolbar");
    const covered = [...document.querySelectorAll(".stage, .toolbar")]
      .filter((e) => shown(e) && (e.id !== "stage" || !isBeside) && ["sticky", "fixed"].includes(getComputedStyle(e).position))
      .map((e) => e.getBoundingClientRect()).filter((box) => isSheet || box.top < innerHeight / 2).map((box) => box.bottom);
    const cards = isBeside ? 0 : document.getElementById("overlay").cardsEnd;
    const foot = document.getElementById("sheet-bar");
    return { top: Math.max(0, cards, ...covered), bottom: shown(foot) ? foot.getBoundingClientRect().top : innerHeight };
  };

  /** Everything wrong with what is on screen now, one line each. */
  function faults() {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) found.push(`the page is ${root.scrollWidth} px wide`);
    if (isBeside && root.scrollHeight > innerHeight + 1) found.push(`the page is ${root.scrollHeight} px high`);
    const PRESSABLE = "button, a[href], summary, select, input, [role=slider], media-play-button, " +
      "media-mute-button, media-volume-range, media-pip-button, media-fullscreen-button";
    const { top, bottom } = area();
    for (const element of everything(document.body)) {
      if (!element.matches(PRESSABLE) || !shown(element) || element.closest("[popover], dialog, .skip-link")) continue;
      const target = element.closest("label") ?? element;
      const box = target.getBoundingClientRect();
      const inStage = contains(stage, element) || element.id === "sheet-bar";
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      if (!inStage && (y < top + 1 || y > bottom - 1)) continue;
      if (Math.min(box.width, box.height) < 20) found.push(`${nameOf(element)} is ${box.width} x ${box.height}`);
      const card = element.closest("[part~=card]")?.getBoundingClientRect();
      if (card && (y < card.top || y > card.bottom)) { found.push(`${nameOf(element)} is cut by its card`); continue; }
      if (box.left < -1 || box.right > innerWidth + 1 || (inStage && (box.top < -1 || box.bottom > innerHeight + 1)))
        found.push(`${nameOf(element)} is off screen: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
      else if (!contains(target, deepest(x, y)) && !contains(deepest(x, y), target))
        found.push(`${nameOf(element)} is covered by ${nameOf(deepest(x, y))}`);
    }
    for (const element of everything(document.body)) {
      if (!shown(element) || element.closest(".visually-hidden, [popover], dialog, svg, .skip-link")) continue;
      // One line: the whole title stands above it, and in the sheet.
      if (element.matches(".sheet-bar-name")) continue;
      const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
      const style = getComputedStyle(element);
      if (own && style.overflow !== "visible" && (element.scrollHeight > element.clientHeight + 3 || element.scrollWidth > element.clientWidth + 2))
        found.push(`the text of ${nameOf(element)} is cut`);
      if (!own || !contains(stage, element)) continue;
      const box = element.getBoundingClientRect();
      if (box.width && (box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
        found.push(`the text of ${nameOf(element)} is off screen`);
    }
    for (const card of document.getElementById("overlay").shadowRoot.querySelectorAll("[part~=card]")) {
      if (card.scrollHeight > card.clientHeight + 1) found.push(`a card shows ${card.clientHeight} px of ${card.scrollHeight}`);
    }
    return found;
  }

  /** Why the newest current item cannot be read now, "" where it can. */
  function outOfView() {
    const items = [...panel.querySelectorAll("[aria-current=true][data-start]")].filter((e) => e.checkVisibility());
    if (!items.length) return "nothing is current";
    const item = items.reduce((a, b) => (Number(b.dataset.start) >= Number(a.dataset.start) ? b : a));
    const box = item.getBoundingClientRect();
    const { top, bottom } = area();
    const where = `${nameOf(item)} is at ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${Math.round(top)} to ${bottom}`;
    if (box.top < top - 1 || box.top > bottom - Math.min(box.height, 44)) return where;
    // The panel leaves 8 pixels of air above an item.
    if (box.bottom > bottom + 1 && box.height < bottom - top - 8) return where;
    const hit = deepest(box.x + box.width / 2, box.top + Math.min(box.height / 2, 30));
    return contains(item, hit) ? "" : `${where}, covered by ${nameOf(hit)}`;
  }

  return { faults, outOfView };
})()
