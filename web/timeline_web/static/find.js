/**
 * Find as you type, over everything in the panel. Long timelines are searched in slices, so that
 * typing and playing stay smooth; matches are drawn by the browser's highlight registry, which
 * leaves the page's text alone.
 */

import { yieldToBrowser } from "./frames.js";
import { parseTime } from "./sync.js";

/** Two moments closer than this, in seconds, are one to the viewer. */
const SAME_MOMENT = 0.05;

/** A frame has sixteen milliseconds, and the film wants some of them. */
const SLICE_MS = 4;
const MAX_HIGHLIGHTS = 400;
const MAX_HIGHLIGHTS_PER_ITEM = 20;
const MAX_OPENED_ANSWERS = 50;

const QUOTES = [[/[\u2018-\u201b\u02bc\u00b4`\u2032\u05f3]/g, "'"], [/[\u201c-\u201f\u00ab\u00bb\u2033\u05f4]/g, '"'], [/[\u05be\u2010-\u2015\u2212]/g, "-"]];

/** Accents, the points of Hebrew and Arabic, and what is not seen. The marks of other scripts are
 * vowels and consonants of their own. */
const IGNORED = new RegExp("[\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u05bf-\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f" +
  "\\u0670\\u200b-\\u200f\\u2060\\ufe00-\\ufe0f\\ufeff]", "g");
/** Letters that Unicode does not take apart, as people type them who do not have them. */
const LETTERS = { "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u0127": "h", "\u03c2": "\u03c3" };
const UNTYPED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Text as it is compared: without case, accents, and differences of width or of typography. */
export function fold(text) {
  const plain = text.normalize("NFKD").replace(IGNORED, "").normalize("NFC").toUpperCase().toLowerCase();
  return QUOTES.reduce((result, [marks, mark]) => result.replace(marks, mark), plain.replace(UNTYPED, (letter) => LETTERS[letter]));
}

/** Folded text without its quotes and apostrophes: who searches writes them or not. */
function unquoted(text) {
  return fold(text).replace(/['"]/g, "");
}

/** What a word of a query may look like in a text: as it is, as the one of many, or as many. */
export function formsOf(word) {
  const forms = [word];
  if (/^[a-z]{3,}[^s]s$/.test(word)) forms.push(word.slice(0, -1));
  if (/^[a-z]+(?:[sxz]|[cs]h|o)es$/.test(word)) forms.push(word.slice(0, -2));
  if (/^[a-z]{2,}ies$/.test(word)) forms.push(`${word.slice(0, -3)}y`);
  if (/^[a-z]+[^aeiou]y$/.test(word)) forms.push(`${word.slice(0, -1)}ies`);
  return forms;
}

/**
 * Whether an item has a word of a query: in its text, or, for a time ("1:34"), as what is on then.
 *
 * @param {{text: string, start: number, end: number}} item its text folded, without quotes
 * @param {string} word folded
 */
export function hasWord(item, word) {
  if (formsOf(word).some((form) => item.text.includes(form))) return true;
  const time = word.includes(":") ? parseTime(word) : NaN;
  return time === Math.floor(item.start) || (time >= item.start && time < item.end);
}

/**
 * The match to go to from `now`: the next one, never one before; with `back`, the one before.
 *
 * @param {{start: number}[]} matches in any order
 * @param {number} now seconds
 */
export function nextMatch(matches, now, back = false) {
  const dated = matches.filter((item) => Number.isFinite(item.start)).sort((a, b) => a.start - b.start);
  if (back) return dated.findLast((item) => item.start < now - SAME_MOMENT) ?? null;
  return dated.find((item) => item.start > now + SAME_MOMENT) ?? null;
}

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
    kind: element.dataset.kind,
    start: Number(element.dataset.start ?? NaN),
    end: Number(element.dataset.end ?? NaN),
    text: unquoted(element.querySelector(".body, p")?.textContent ?? ""),
  }));
}

export class Finder {
  #panel;
  #listener;
  #groups = [];
  #input;
  #count;
  /** Counts the searches: a newer one ends the one before. */
  #search = 0;
  #matches = [];
  /** How many there are of other kinds than the one shown. */
  #elsewhere = 0;
  /** Whether Enter went to one of the matches. */
  #wentTo = false;
  /** Answers that were opened because of a match. */
  #opened = new Set();

  /**
   * @param {HTMLElement} panel
   * @param {object} listener
   * @param {(moments: number[]|null) => void} listener.onFound the seconds of what was found
   * @param {(item: HTMLElement) => void} listener.onReveal an item wants to be in view
   * @param {(seconds: number) => void} listener.onSelect Enter goes to a match
   * @param {(text: string) => void} listener.onNoMore why Enter goes nowhere
   * @param {() => number} listener.now where the playhead is, in seconds
   */
  constructor(panel, listener) {
    this.#panel = panel;
    this.#listener = listener;
    this.#input = panel.querySelector("#find");
    this.#count = panel.querySelector("#find-count");
    this.#input.addEventListener("input", () => this.#find(this.#input.value));
    this.#input.addEventListener("keydown", (event) => this.#onKeyDown(event));
    panel.addEventListener("filterchange", () => this.#input.value && this.#find(this.#input.value));
    this.refresh();
  }

  /** Read the panel's content anew. */
  refresh() {
    const groups = this.#panel.querySelectorAll(".group, .transcript");
    this.#groups = [...groups].map((element) => ({ element, hidden: false, items: null }));
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
    this.#goToNext(event.shiftKey);
  }

  #goToNext(back) {
    // The first time, a match at this very moment is the next one.
    const now = this.#listener.now() - (this.#wentTo || back ? 0 : 2 * SAME_MOMENT);
    const match = nextMatch(this.#matches, now, back);
    if (!match) return this.#listener.onNoMore(this.#noMore(back));
    this.#wentTo = true;
    this.#listener.onSelect(match.start);
    this.#listener.onReveal(match.element);
  }

  #noMore(back) {
    if (!this.#matches.some((item) => Number.isFinite(item.start))) return "What was found has no time.";
    return back ? "No match before this. Enter goes on." : "No match after this. Shift Enter goes back.";
  }

  /** Show only what holds every word of `query`; everything for an empty one. */
  async #find(query) {
    const search = ++this.#search;
    const isWanted = () => search === this.#search;
    const words = unquoted(query).split(/\s+/).filter(Boolean);
    this.#wentTo = false;
    this.#elsewhere = 0;
    // All is looked through first, and shown at once: each change that is drawn costs a layout.
    const results = [];
    const done = await inSlices(this.#groups, isWanted, (group) => results.push(this.#matchesIn(group, words)));
    if (!done) return;
    this.#panel.querySelector(".transcript")?.classList.toggle("searching", words.length > 0);
    for (const result of results) this.#hideOthers(result, words.length > 0);
    this.#matches = words.length ? results.flatMap(({ matches }) => [...matches]) : [];
    this.#showResult(words);
    await this.#highlight(words, isWanted);
  }

  /** What of a group has all the words, and is of the kind that is shown. */
  #matchesIn(group, words) {
    group.items ??= itemsOf(group.element);
    const kind = this.#panel.dataset.show;
    const found = group.items.filter((item) => words.every((word) => hasWord(item, word)));
    const matches = new Set(kind === "all" ? found : found.filter((item) => item.kind === kind));
    if (words.length) this.#elsewhere += found.length - matches.size;
    return { group, matches };
  }

  /** Hide what does not match in a group, or all of it at once. */
  #hideOthers({ group, matches }, isSearching) {
    const hidden = isSearching && matches.size === 0;
    if (group.hidden !== hidden) group.element.classList.toggle("no-matches", (group.hidden = hidden));
    if (hidden) return;
    for (const item of group.items) {
      const isHidden = isSearching && !matches.has(item);
      if (item.hidden !== isHidden) item.element.classList.toggle("no-match", (item.hidden = isHidden));
    }
  }

  #showResult(words) {
    const searching = words.length > 0;
    const count = this.#matches.length;
    const moments = this.#matches.map((item) => item.start).filter(Number.isFinite);
    this.#count.textContent = searching ? String(count) : "";
    this.#count.setAttribute("aria-label", searching ? `${count} found${this.#where()}` : "");
    this.#sayNothingFound(searching && count === 0);
    this.#openAnswers(words);
    this.#listener.onFound(searching ? moments : null);
    if (searching && count) this.#listener.onReveal(this.#matches[0].element);
  }

  /** " in Insights", where only those are shown. */
  #where() {
    const shown = this.#panel.querySelector("[data-filter][aria-pressed=true]");
    return !shown || shown.dataset.filter === "all" ? "" : ` in ${shown.textContent.trim()}`;
  }

  #sayNothingFound(isNothing) {
    const message = this.#panel.querySelector("#no-results");
    message.hidden = !isNothing;
    message.textContent = `Nothing found${this.#where()}.`;
    if (!isNothing || !this.#elsewhere) return;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Show ${this.#elsewhere} of other kinds` });
    button.addEventListener("click", () => this.#panel.querySelector("[data-filter=all]").click());
    message.append(" ", button);
  }

  /** Open the answers that hold a match, and close them again afterwards. */
  #openAnswers(words) {
    for (const details of this.#opened) details.open = false;
    this.#opened.clear();
    for (const { element } of this.#matches.slice(0, MAX_OPENED_ANSWERS)) {
      const group = element.closest("details.group:not([open])");
      if (group) {
        group.open = true;
        this.#opened.add(group);
      }
      const details = element.querySelector(".answer:not([open])");
      const question = unquoted(details?.querySelector("summary").textContent ?? "");
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
    const { text, starts, ends } = foldWithOffsets(node.data.slice(0, 5000));
    for (const word of words.flatMap(formsOf)) {
      for (let at = text.indexOf(word); at >= 0 && ranges.length < MAX_HIGHLIGHTS_PER_ITEM; at = text.indexOf(word, at + word.length)) {
        const range = new StaticRange({ startContainer: node, startOffset: starts[at],
          endContainer: node, endOffset: ends[at + word.length - 1] });
        ranges.push(range);
      }
    }
  }
  return ranges;
}

/** Folded text, and for each of its letters where that starts and ends in the text as it was. */
export function foldWithOffsets(text) {
  const folded = unquoted(text);
  if (folded.length === text.length) {
    return { text: folded, starts: [...Array(text.length).keys()], ends: Array.from({ length: text.length }, (_, i) => i + 1) };
  }
  const starts = [];
  const ends = [];
  let result = "";
  let offset = 0;
  for (const letter of text) {
    const plain = unquoted(letter);
    offset += letter.length;
    for (let i = 0; i < plain.length; i++) {
      starts.push(offset - letter.length);
      ends.push(offset);
    }
    // A mark is a part of the letter before it.
    if (!plain && ends.length && /\p{M}/u.test(letter)) ends[ends.length - 1] = offset;
    result += plain;
  }
  return { text: result, starts, ends };
}
