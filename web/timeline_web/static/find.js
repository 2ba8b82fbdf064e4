/**
 * Find as you type, over everything in the panel. Long timelines are searched in slices, so that
 * typing and playing stay smooth; matches are drawn by the browser's highlight registry, which
 * leaves the page's text alone.
 */

/** A frame has sixteen milliseconds, and the film wants some of them. */
const SLICE_MS = 4;
const MAX_HIGHLIGHTS = 400;
const MAX_HIGHLIGHTS_PER_ITEM = 20;
const MAX_OPENED_ANSWERS = 50;

/** Text as it is compared: without case, accents, and differences of width. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Let the browser do what waits, then go on. */
const yieldToBrowser = () => (globalThis.scheduler?.yield ? scheduler.yield() : new Promise((done) => setTimeout(done)));

/** Do `work` on each of `list`, a few milliseconds at a time, while `isWanted()`. */
async function inSlices(list, isWanted, work) {
  let startedAt = performance.now();
  for (const item of list) {
    if (performance.now() - startedAt > SLICE_MS) {
      await yieldToBrowser();
      if (!isWanted()) return false;
      startedAt = performance.now();
    }
    work(item);
  }
  return isWanted();
}

/** What can be found in a group, with its text as it is compared. */
function itemsOf(group) {
  return [...group.querySelectorAll("[data-kind]")].map((element) => ({
    element,
    hidden: false,
    text: fold(element.querySelector(".body, p")?.textContent ?? ""),
  }));
}

export class Finder {
  #panel;
  #onFound;
  #onSelect;
  #groups = [];
  #input;
  #count;
  /** Counts the searches: a newer one ends the one before. */
  #search = 0;
  #matches = [];
  /** The match that Enter went to last. */
  #selected = -1;
  /** Answers that were opened because of a match. */
  #opened = new Set();

  /**
   * @param {HTMLElement} panel
   * @param {(moments: number[]|null) => void} onFound called with the seconds of what was found
   * @param {(seconds: number) => void} onSelect Enter goes to a match
   */
  constructor(panel, onFound, onSelect) {
    this.#panel = panel;
    this.#onFound = onFound;
    this.#onSelect = onSelect;
    this.refresh();
  }

  /** Read the panel's content anew. */
  refresh() {
    const groups = this.#panel.querySelectorAll(".group, .transcript");
    this.#groups = [...groups].map((element) => ({ element, hidden: false, items: null }));
    this.#input = this.#panel.querySelector("#find");
    this.#count = this.#panel.querySelector("#find-count");
    this.#input.addEventListener("input", () => this.#find(this.#input.value));
    this.#input.addEventListener("keydown", (event) => this.#onKeyDown(event));
    if (this.#input.value) this.#find(this.#input.value);
  }

  #onKeyDown(event) {
    if (event.key === "Escape" && this.#input.value) {
      event.preventDefault();
      this.#input.value = "";
      this.#find("");
    }
    if (event.key !== "Enter" || !this.#matches.length) return;
    event.preventDefault();
    const dated = this.#matches.filter((item) => item.element.dataset.start);
    if (!dated.length) return;
    this.#selected = (this.#selected + (event.shiftKey ? -1 : 1) + dated.length) % dated.length;
    this.#onSelect(Number(dated[this.#selected].element.dataset.start));
  }

  /** Show only what holds every word of `query`; everything for an empty one. */
  async #find(query) {
    const search = ++this.#search;
    const isWanted = () => search === this.#search;
    const words = fold(query).split(/\s+/).filter(Boolean);
    this.#selected = -1;
    this.#panel.querySelector(".transcript")?.classList.toggle("searching", words.length > 0);
    const matches = [];
    const done = await inSlices(this.#groups, isWanted, (group) => matches.push(...this.#filterGroup(group, words)));
    if (!done) return;
    this.#matches = words.length ? matches : [];
    this.#showResult(words);
    await this.#highlight(words, isWanted);
  }

  /** Hide what does not match in a group, or all of it at once; gives what does. */
  #filterGroup(group, words) {
    group.items ??= itemsOf(group.element);
    const matches = new Set(group.items.filter((item) => words.every((word) => item.text.includes(word))));
    const hidden = matches.size === 0;
    if (group.hidden !== hidden) group.element.classList.toggle("no-matches", (group.hidden = hidden));
    if (hidden) return matches;
    for (const item of group.items) {
      if (item.hidden === matches.has(item)) item.element.classList.toggle("no-match", (item.hidden = !item.hidden));
    }
    return matches;
  }

  #showResult(words) {
    const searching = words.length > 0;
    const count = this.#matches.length;
    const moments = this.#matches.map((item) => Number(item.element.dataset.start)).filter(Number.isFinite);
    this.#count.textContent = searching ? String(count) : "";
    this.#count.setAttribute("aria-label", searching ? `${count} found` : "");
    this.#panel.querySelector("#no-results").hidden = !searching || count > 0;
    this.#openAnswers(words);
    this.#onFound(searching ? moments : null);
  }

  /** Open the answers that hold a match, and close them again afterwards. */
  #openAnswers(words) {
    for (const details of this.#opened) details.open = false;
    this.#opened.clear();
    for (const { element } of this.#matches.slice(0, MAX_OPENED_ANSWERS)) {
      const details = element.querySelector(".answer:not([open])");
      const question = fold(details?.querySelector("summary").textContent ?? "");
      if (!details || words.every((word) => question.includes(word))) continue;
      details.open = true;
      this.#opened.add(details);
    }
  }

  async #highlight(words, isWanted) {
    if (!globalThis.Highlight) return;
    const highlight = new Highlight();
    CSS.highlights.set("found", highlight);
    await inSlices(this.#matches.slice(0, MAX_HIGHLIGHTS), isWanted, ({ element }) => {
      for (const range of rangesIn(element, words)) highlight.add(range);
    });
  }
}

/** Where `words` are in an element's text. */
function rangesIn(element, words) {
  const ranges = [];
  const walker = document.createTreeWalker(element.querySelector(".body, p"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const { text, offsets } = foldWithOffsets(node.data.slice(0, 5000));
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0 && ranges.length < MAX_HIGHLIGHTS_PER_ITEM; at = text.indexOf(word, at + word.length)) {
        const range = new StaticRange({ startContainer: node, startOffset: offsets[at],
          endContainer: node, endOffset: offsets[at + word.length] });
        ranges.push(range);
      }
    }
  }
  return ranges;
}

/** Folded text, and for each of its letters its offset in the text as it was. */
function foldWithOffsets(text) {
  const folded = fold(text);
  if (folded.length === text.length) return { text: folded, offsets: Array.from({ length: text.length + 1 }, (_, i) => i) };
  const offsets = [];
  let result = "";
  let offset = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let i = 0; i < plain.length; i++) offsets.push(offset);
    result += plain;
    offset += letter.length;
  }
  offsets.push(offset);
  return { text: result, offsets };
}
