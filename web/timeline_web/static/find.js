/**
 * Find as you type, over everything in the panel. Long timelines are searched in slices, so that
 * typing and playing stay smooth; matches are drawn by the browser's highlight registry, which
 * leaves the page's text alone.
 */

/** Milliseconds; a frame has sixteen, and the film wants some of them. */
const SLICE = 4;
const MOST_HIGHLIGHTS = 400;

/** Text as it is compared: without case, accents, and differences of width. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Let the browser do what waits, then go on. */
const pause = () => (globalThis.scheduler?.yield ? scheduler.yield() : new Promise((done) => setTimeout(done)));

/** Do `work` on each of `list`, a few milliseconds at a time, while `wanted()`. */
async function inSlices(list, wanted, work) {
  let began = performance.now();
  for (const item of list) {
    if (performance.now() - began > SLICE) {
      await pause();
      if (!wanted()) return false;
      began = performance.now();
    }
    work(item);
  }
  return wanted();
}

/** What can be found in a group, with its text as it is compared. */
function itemsOf(group) {
  return [...group.querySelectorAll("[data-kind]")].map((element) => ({
    element,
    miss: false,
    text: fold(element.querySelector(".body, p")?.textContent ?? ""),
  }));
}

export class Finder {
  /**
   * @param {HTMLElement} panel
   * @param {(moments: number[]|null) => void} onFound told the seconds of what was found
   * @param {(seconds: number) => void} onGo Enter goes to a match
   */
  constructor(panel, onFound, onGo) {
    Object.assign(this, { panel, onFound, onGo, turn: 0, at: -1, found: [], opened: new Set() });
    this.renew();
  }

  /** Take up the panel's content anew. */
  renew() {
    const groups = this.panel.querySelectorAll(".group, .transcript");
    this.groups = [...groups].map((element) => ({ element, empty: false, items: null }));
    this.input = this.panel.querySelector("#find");
    this.output = this.panel.querySelector("#find-count");
    this.input.addEventListener("input", () => this.find(this.input.value));
    this.input.addEventListener("keydown", (event) => this.#key(event));
    if (this.input.value) this.find(this.input.value);
  }

  #key(event) {
    if (event.key === "Escape" && this.input.value) {
      event.preventDefault();
      this.input.value = "";
      this.find("");
    }
    if (event.key !== "Enter" || !this.found.length) return;
    event.preventDefault();
    const dated = this.found.filter((item) => item.element.dataset.start);
    if (!dated.length) return;
    this.at = (this.at + (event.shiftKey ? -1 : 1) + dated.length) % dated.length;
    this.onGo(Number(dated[this.at].element.dataset.start));
  }

  /** Show only what holds every word of `query`; everything for an empty one. */
  async find(query) {
    const turn = ++this.turn;
    const wanted = () => turn === this.turn;
    const words = fold(query).split(/\s+/).filter(Boolean);
    this.at = -1;
    this.panel.querySelector(".transcript")?.classList.toggle("searching", words.length > 0);
    const found = [];
    const done = await inSlices(this.groups, wanted, (group) => found.push(...this.#narrow(group, words)));
    if (!done) return;
    this.found = words.length ? found : [];
    this.#tell(words);
    await this.#highlight(words, wanted);
  }

  /** Hide what does not match in a group, or all of it at once; gives what does. */
  #narrow(group, words) {
    group.items ??= itemsOf(group.element);
    const hits = new Set(group.items.filter((item) => words.every((word) => item.text.includes(word))));
    if (group.empty !== (hits.size === 0)) group.element.classList.toggle("no-matches", (group.empty = hits.size === 0));
    if (group.empty) return hits;
    for (const item of group.items) {
      if (item.miss === hits.has(item)) item.element.classList.toggle("no-match", (item.miss = !item.miss));
    }
    return hits;
  }

  #tell(words) {
    const finding = words.length > 0;
    const moments = this.found.map((item) => Number(item.element.dataset.start)).filter(Number.isFinite);
    this.output.textContent = finding ? String(this.found.length) : "";
    this.output.setAttribute("aria-label", finding ? `${this.found.length} found` : "");
    this.panel.querySelector("#no-results").hidden = !finding || this.found.length > 0;
    this.#unfold(words);
    this.onFound(finding ? moments : null);
  }

  /** Open the answers that hold a match, and close them again afterwards. */
  #unfold(words) {
    for (const details of this.opened) details.open = false;
    this.opened.clear();
    for (const { element } of this.found.slice(0, 50)) {
      const details = element.querySelector(".answer:not([open])");
      const question = fold(details?.querySelector("summary").textContent ?? "");
      if (!details || words.every((word) => question.includes(word))) continue;
      details.open = true;
      this.opened.add(details);
    }
  }

  async #highlight(words, wanted) {
    if (!globalThis.Highlight) return;
    const marks = new Highlight();
    CSS.highlights.set("found", marks);
    await inSlices(this.found.slice(0, MOST_HIGHLIGHTS), wanted, ({ element }) => {
      for (const range of rangesIn(element, words)) marks.add(range);
    });
  }
}

/** Where `words` stand in an element's text. */
function rangesIn(element, words) {
  const ranges = [];
  const walker = document.createTreeWalker(element.querySelector(".body, p"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const { text, places } = folded(node.data.slice(0, 5000));
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0 && ranges.length < 20; at = text.indexOf(word, at + word.length)) {
        const range = new StaticRange({ startContainer: node, startOffset: places[at],
          endContainer: node, endOffset: places[at + word.length] });
        ranges.push(range);
      }
    }
  }
  return ranges;
}

/** Folded text, and for each of its letters where it stood before. */
function folded(text) {
  const whole = fold(text);
  if (whole.length === text.length) return { text: whole, places: Array.from({ length: text.length + 1 }, (_, i) => i) };
  const places = [];
  let result = "";
  let at = 0;
  for (const letter of text) {
    const plain = fold(letter);
    for (let i = 0; i < plain.length; i++) places.push(at);
    result += plain;
    at += letter.length;
  }
  places.push(at);
  return { text: result, places };
}
