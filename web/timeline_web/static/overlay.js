/**
 * `<timeline-overlay>`: the current chapter's name and the insight cards, over any video.
 *
 *     <div style="position: relative">
 *       <video id="player" src="talk.webm" controls></video>
 *       <timeline-overlay for="player" src="timeline.json"></timeline-overlay>
 *     </div>
 *     <script type="module" src="overlay.js"></script>
 *
 * Attributes
 *   for        id of a media element: <video>, <audio>, or any with their interface
 *   src        address of a timeline.json (or set the property `timeline` to its value)
 *   placement  "over" the picture (the default), or "below" it, in the flow: what YouTube's
 *              terms ask for, and what a small picture needs
 *   nocards    no cards
 *
 * Properties
 *   timeline   the value of a timeline.json; setting it starts anew
 *   cues       what it was made into (see sync.js), read only
 *   chapter    the current chapter's cue or null, read only
 *   media      the media element, read only
 *   cardsEnd   where the cards end, in pixels from the window's top, read only
 *
 * Events, which bubble
 *   load                     a timeline is there
 *   chapterchange            detail: {cue}, null before the first and in a gap
 *   pointenter, pointleave   detail: {cue, jumped}: the playhead reached or left an insight or
 *                            question; jumped when by a seek
 *
 * Custom properties: --overlay-accent, --overlay-ink, --overlay-paper, --overlay-font,
 * --overlay-size (of a card's text), --overlay-chapter-size, --overlay-chapter-lines, --overlay-inset (from the edges),
 * --overlay-bottom (what to keep free below: controls, captions), --overlay-scrim (what darkens
 * the picture behind the chapter's name).
 *
 * Parts: chapter, cards, card, kicker, text, answer, button. The texts themselves are children of
 * the element ([data-role="current-chapter"], [data-role="insight-card"]), so that a page can
 * select and find them. All of them are set as text, never as HTML.
 */
import { Sync, changes, chapterOf, clock, cuesOf, readingTime } from "./sync.js";
import { follow } from "./clock.js";

const MOST_CARDS = 2;
/** Seconds after which a card leaves even if its point goes on. */
const LONG_ENOUGH = 15;

const STYLE = `
:host { position: absolute; inset: 0; z-index: 1; display: flex; flex-direction: column; pointer-events: none;
  justify-content: space-between; gap: 8px; padding: var(--overlay-inset, 20px); box-sizing: border-box;
  padding-block-end: calc(var(--overlay-inset, 20px) + var(--overlay-bottom, 0px));
  color: var(--overlay-ink, #f6f4ef); font-family: var(--overlay-font, Georgia, serif); overflow: hidden; }
:host([hidden]) { display: none; }
:host([placement="below"]) { position: static; padding: 0; display: block; overflow: visible; }
[part~="chapter"] { max-inline-size: min(100%, 44em); font-size: var(--overlay-chapter-size, 17px); line-height: 1.3;
  text-shadow: 0 0 2px #000, 0 1px 10px rgb(0 0 0 / .9); }
:host(:not([placement="below"]))::before { content: ""; position: absolute; inset: 0 0 auto; z-index: -1; block-size: 7em;
  background: var(--overlay-scrim, linear-gradient(rgb(0 0 0 / .62), rgb(0 0 0 / .3) 45%, transparent)); }
[part~="chapter"][hidden] { display: none; }
::slotted([slot="chapter"]) { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: var(--overlay-chapter-lines, 2);
  overflow: hidden; overflow-wrap: anywhere; }
[part~="cards"] { display: flex; flex-direction: column; justify-content: flex-end; gap: 8px; min-block-size: 0;
  align-items: start; }
[part~="card"] { pointer-events: auto; position: relative; box-sizing: border-box; inline-size: min(100%, 25em);
  min-block-size: 0; flex-shrink: 0; max-block-size: 100%; overflow: auto; padding: 12px 16px 14px; border-inline-start: 3px solid var(--overlay-accent, #f5c842);
  background: var(--overlay-paper, rgb(12 13 15 / .88)); font-size: var(--overlay-size, 19px); line-height: 1.38; }
[part~="card"].guessed { border-inline-start-style: double; }
[part~="card"].in { animation: in 180ms cubic-bezier(.2, .7, .2, 1); }
@keyframes in { from { opacity: 0; transform: translateX(-16px); } }
:host(:dir(rtl)) [part~="card"].in { animation-name: in-rtl; }
@keyframes in-rtl { from { opacity: 0; transform: translateX(16px); } }
@media (prefers-reduced-motion: reduce) { [part~="card"].in { animation: none; } }
.top { display: flex; align-items: center; min-block-size: 28px; gap: 8px; }
[part~="kicker"] { flex: 1; margin: 0; font: 500 13px/1.4 var(--overlay-ui, system-ui, sans-serif);
  color: var(--overlay-accent, #f5c842); }
::slotted([data-role="insight-card"]) { display: -webkit-box !important; -webkit-box-orient: vertical;
  -webkit-line-clamp: 7; overflow: hidden; overflow-wrap: anywhere; }
[part~="answer"] { margin-block-start: 8px; opacity: .88; }
[part~="answer"][hidden] { display: none; }
button { all: unset; box-sizing: border-box; cursor: pointer; font: 500 13px/1 var(--overlay-ui, system-ui, sans-serif);
  color: inherit; display: inline-grid; place-items: center; min-inline-size: 44px; min-block-size: 44px; margin: -8px 0; }
button.show { margin: 2px 0 -10px; color: var(--overlay-accent, #f5c842); }
button:focus-visible { outline: 2px solid var(--overlay-accent, #f5c842); outline-offset: -4px; }
.tools { display: flex; margin-inline-end: -12px; opacity: .7; }
.tools:focus-within, [part~="card"]:hover .tools { opacity: 1; }
svg { inline-size: 16px; block-size: 16px; fill: none; stroke: currentColor; stroke-width: 2; }
[aria-pressed="true"] svg { fill: currentColor; color: var(--overlay-accent, #f5c842); }
:host([placement="below"]) [part~="cards"] { position: absolute; inset-inline: 0; inset-block-start: 100%; z-index: 3; }
:host([placement="below"]) [part~="card"] { inline-size: 100%; background: var(--overlay-paper, #16181b); }
@media print { :host { display: none; } }
`;

const ICONS = {
  pin: "M9 3h6l-1 6 4 4H6l4-4zM12 13v8",
  dismiss: "m5 5 14 14M19 5 5 19",
};

/** Make an element with a part and text. */
function make(tag, part, text) {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  if (text) element.textContent = text;
  return element;
}

function iconButton(name, label) {
  const button = make("button", "button");
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.title = label;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstChild.setAttribute("d", ICONS[name]);
  button.append(svg);
  return button;
}

/** The words of a point, as the card shows them first. */
function wordsOf(cue) {
  const { text, question, answer } = cue.value;
  return text || question || answer || "";
}

/** What a card's first line says: what it is, when, and how sure we are of that. */
function kickerOf(cue) {
  const what = cue.kind === "qa" ? "Question" : "Insight";
  const guessed = isGuessed(cue.value);
  return `${what}, ${guessed ? "≈ " : ""}${clock(cue.start)}${guessed ? `, ${sureness(cue.value.confidence)}` : ""}`;
}

/** Whether we chose a point's time ourselves. */
export function isGuessed(point) {
  return point.placed_by === "chapters" || point.placed_by === "transcript";
}

function sureness(confidence) {
  if (confidence >= 0.75) return "likely here";
  return confidence >= 0.45 ? "perhaps here" : "a guess";
}

/** A card on the picture: its box in the overlay's shadow, its words among its children. */
class Card {
  constructor(overlay, cue) {
    this.cue = cue;
    this.shown = 0;
    this.needed = readingTime(wordsOf(cue));
    this.pinned = false;
    this.box = make("section", "card");
    this.box.className = isGuessed(cue.value) ? "in guessed" : "in";
    this.box.setAttribute("aria-label", cue.kind === "qa" ? "Question" : "Insight");
    this.words = this.#child(overlay, cue.id, wordsOf(cue));
    this.words.dataset.role = "insight-card";
    this.words.dataset.point = cue.id;
    this.box.append(this.#top(overlay), this.#text(cue.id));
    if (cue.kind === "qa" && cue.value.question && cue.value.answer) this.#addAnswer(overlay);
  }

  /** Whether the viewer is on it: then it waits. */
  get held() {
    return this.pinned || this.box.matches(":hover, :focus-within") || this.words.matches(":hover");
  }

  get read() {
    return this.shown >= this.needed;
  }

  remove() {
    this.box.remove();
    this.words.remove();
    this.answer?.remove();
  }

  #child(overlay, name, text) {
    const child = make("div", "", text);
    child.slot = name;
    child.dir = "auto";
    overlay.append(child);
    return child;
  }

  #text(name) {
    const text = make("div", "text");
    text.append(Object.assign(document.createElement("slot"), { name }));
    return text;
  }

  #top(overlay) {
    const top = make("div");
    top.className = "top";
    const tools = make("div");
    tools.className = "tools";
    const pin = iconButton("pin", "Keep this card");
    pin.setAttribute("aria-pressed", "false");
    pin.addEventListener("click", () => {
      this.pinned = !this.pinned;
      pin.setAttribute("aria-pressed", String(this.pinned));
    });
    const dismiss = iconButton("dismiss", "Dismiss this card");
    dismiss.addEventListener("click", () => overlay.dismiss(this.cue));
    tools.append(pin, dismiss);
    top.append(make("p", "kicker", kickerOf(this.cue)), tools);
    return top;
  }

  #addAnswer(overlay) {
    const name = `${this.cue.id}-answer`;
    this.answer = this.#child(overlay, name, this.cue.value.answer);
    const box = make("div", "answer");
    box.hidden = true;
    box.append(Object.assign(document.createElement("slot"), { name }));
    const show = make("button", "button", "Show the answer");
    show.type = "button";
    show.className = "show";
    show.setAttribute("aria-expanded", "false");
    show.addEventListener("click", () => {
      box.hidden = !box.hidden;
      show.textContent = box.hidden ? "Show the answer" : "Hide the answer";
      show.setAttribute("aria-expanded", String(!box.hidden));
      this.needed = Math.max(this.needed, this.shown + readingTime(this.cue.value.answer));
    });
    this.box.append(box, show);
  }
}

/** See the head of this file. */
export class TimelineOverlay extends HTMLElement {
  static observedAttributes = ["for", "src", "nocards"];

  #timeline = null;
  #sync = new Sync([]);
  #active = [];
  #before = { time: NaN, at: 0 };
  #cards = new Map();
  #dismissed = new Set();
  #stop = null;
  #loading = null;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.label = make("div", "chapter");
    this.label.append(Object.assign(document.createElement("slot"), { name: "chapter" }));
    this.stack = make("div", "cards");
    root.append(this.label, this.stack);
  }

  connectedCallback() {
    this.#attach();
    if (this.hasAttribute("src")) this.#load();
  }

  disconnectedCallback() {
    this.#stop?.();
    this.#stop = null;
    this.#loading?.abort();
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === "for") this.#attach();
    if (name === "src") this.#load();
    if (name === "nocards" && this.hasAttribute("nocards")) this.#clear();
  }

  /** The value of a timeline.json. */
  get timeline() {
    return this.#timeline;
  }

  set timeline(value) {
    this.#timeline = value;
    this.#sync = new Sync(cuesOf(value ?? {}));
    this.#clear();
    this.#active = [];
    this.#dismissed.clear();
    // First here, then whoever listens: what follows the playhead too finds the cards in place.
    this.#attach();
    this.#showChapter(chapterOf(this.#active));
    this.dispatchEvent(new CustomEvent("load", { bubbles: true }));
  }

  get cues() {
    return this.#sync.cues;
  }

  get chapter() {
    return chapterOf(this.#active);
  }

  get media() {
    const id = this.getAttribute("for");
    return id ? this.getRootNode().querySelector(`#${CSS.escape(id)}`) : null;
  }

  get cardsEnd() {
    return this.stack.getBoundingClientRect().bottom;
  }

  /** Take a point's card away until the playhead comes to it anew. */
  dismiss(cue) {
    if (this.#active.includes(cue)) this.#dismissed.add(cue);
    this.#take(cue);
  }

  async #load() {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    try {
      const answer = await fetch(this.getAttribute("src"), { signal, credentials: "same-origin" });
      if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
      this.timeline = await answer.json();
    } catch (error) {
      if (!signal.aborted) this.dispatchEvent(new CustomEvent("error", { detail: error }));
    }
  }

  #attach() {
    this.#stop?.();
    const { media } = this;
    this.#stop = media && this.#timeline ? follow(media, (tick) => this.#tick(tick)) : null;
  }

  #tick({ time, jumped, playing }) {
    const active = this.#sync.at(time);
    const passed = jumped ? [] : this.#passed(time);
    const elapsed = this.#elapsed(time);
    if (active !== this.#active || passed.length) this.#change(active, passed, jumped);
    if (this.#cards.size) this.#age(playing ? elapsed : 0);
  }

  /** Points that began and ended between two frames. */
  #passed(time) {
    const from = this.#before.time;
    return time > from && time - from < 2
      ? this.#sync.between(from, time).filter((cue) => cue.end <= time && cue.kind !== "chapter")
      : [];
  }

  #elapsed(time) {
    const at = performance.now();
    const elapsed = Math.min(0.5, (at - this.#before.at) / 1000);
    this.#before = { time, at };
    return elapsed;
  }

  #change(active, passed, jumped) {
    const before = this.#active;
    this.#active = active;
    const { entered, left } = changes(before, active);
    if (chapterOf(before) !== chapterOf(active)) this.#showChapter(chapterOf(active));
    for (const cue of left) if (cue.kind !== "chapter") this.#leave(cue, jumped);
    for (const cue of entered) if (cue.kind !== "chapter") this.#enter(cue, jumped);
    for (const cue of passed) {
      this.#enter(cue, false);
      this.#leave(cue, false);
    }
  }

  #showChapter(cue) {
    let label = this.querySelector('[data-role="current-chapter"]');
    if (!label) {
      label = Object.assign(document.createElement("span"), { slot: "chapter", dir: "auto" });
      label.dataset.role = "current-chapter";
      this.append(label);
    }
    const title = cue ? cue.value.title || `Chapter ${cue.index + 1}` : "";
    if (label.textContent !== title) label.textContent = title;
    this.label.hidden = !title;
    this.dispatchEvent(new CustomEvent("chapterchange", { bubbles: true, detail: { cue } }));
  }

  #enter(cue, jumped) {
    this.dispatchEvent(new CustomEvent("pointenter", { bubbles: true, detail: { cue, jumped } }));
    if (this.hasAttribute("nocards") || this.#dismissed.has(cue) || this.#cards.has(cue.id)) return;
    if (!wordsOf(cue)) return;
    const card = new Card(this, cue);
    this.#cards.set(cue.id, card);
    this.stack.append(card.box);
    const most = this.getAttribute("placement") === "below" ? 1 : MOST_CARDS;
    const loose = [...this.#cards.values()].filter((shown) => !shown.pinned);
    for (const old of loose.slice(0, Math.max(0, this.#cards.size - most))) {
      if (old !== card) this.#take(old.cue);
    }
  }

  #leave(cue, jumped) {
    this.#dismissed.delete(cue);
    this.dispatchEvent(new CustomEvent("pointleave", { bubbles: true, detail: { cue, jumped } }));
    const card = this.#cards.get(cue.id);
    if (card && jumped && !card.held) this.#take(cue);
  }

  #age(elapsed) {
    for (const card of this.#cards.values()) {
      if (card.held) continue;
      card.shown += elapsed;
      const over = !this.#active.includes(card.cue) || card.shown > LONG_ENOUGH;
      if (card.read && over) this.#take(card.cue);
    }
  }

  #take(cue) {
    this.#cards.get(cue.id)?.remove();
    this.#cards.delete(cue.id);
  }

  #clear() {
    for (const card of [...this.#cards.values()]) this.#take(card.cue);
  }
}

if (!customElements.get("timeline-overlay")) customElements.define("timeline-overlay", TimelineOverlay);
