/**
 * `<timeline-overlay>`: the current chapter's name and the insight cards, over any video.
 *
 *     <div style="position: relative">
 *       <video id="player" src="talk.webm" controls></video>
 *       <timeline-overlay for="player" src="timeline.json"></timeline-overlay>
 *     </div>
 *     <script type="module" src="overlay.js"></script>
 *
 * Attributes, events, custom properties and parts are described at the class, for people and for
 * tools that read JSDoc. The texts themselves are children of the element
 * ([data-role="current-chapter"], [data-role="insight-card"]), so that a page can select and find
 * them. All of them are set as text, never as HTML.
 */
import { CueIndex, PACE, buildCues, chapterOf, diffCues, formatClock, readingTime } from "./sync.js";
import { observePlayback } from "./playback.js";

/** The attributes of `<timeline-overlay>`. */
export const Attribute = Object.freeze({
  FOR: "for",
  SRC: "src",
  PLACEMENT: "placement",
  NO_CARDS: "nocards",
  READING_SPEED: "reading-speed",
  MIN_READING_TIME: "min-reading-time",
  MAX_READING_TIME: "max-reading-time",
});

/** Values of its attribute `placement`. */
export const Placement = Object.freeze({ OVER: "over", BELOW: "below" });

/** The events that it fires. */
export const TimelineEvent = Object.freeze({
  LOAD: "load",
  ERROR: "error",
  CHAPTER_CHANGE: "chapterchange",
  POINT_ENTER: "pointenter",
  POINT_LEAVE: "pointleave",
});

const MAX_CARDS = 2;
/** Seconds after which a card leaves even if its point goes on. */
const MAX_CARD_TIME = 15;
/** Two frames further apart than this, in seconds, are no playing on from one to the other. */
const MAX_FRAME_GAP = 2;

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
[part~="card"].entering { animation: enter 180ms cubic-bezier(.2, .7, .2, 1); }
@keyframes enter { from { opacity: 0; transform: translateX(-16px); } }
:host(:dir(rtl)) [part~="card"].entering { animation-name: enter-rtl; }
@keyframes enter-rtl { from { opacity: 0; transform: translateX(16px); } }
@media (prefers-reduced-motion: reduce) { [part~="card"].entering { animation: none; } }
.card-header { display: flex; align-items: center; min-block-size: 28px; gap: 8px; }
[part~="kicker"] { flex: 1; margin: 0; font: 500 13px/1.4 var(--overlay-ui, system-ui, sans-serif);
  color: var(--overlay-accent, #f5c842); }
::slotted([data-role="insight-card"]) { display: -webkit-box !important; -webkit-box-orient: vertical;
  -webkit-line-clamp: 7; overflow: hidden; overflow-wrap: anywhere; }
[part~="answer"] { margin-block-start: 8px; opacity: .88; }
[part~="answer"][hidden] { display: none; }
button { all: unset; box-sizing: border-box; cursor: pointer; font: 500 13px/1 var(--overlay-ui, system-ui, sans-serif);
  color: inherit; display: inline-grid; place-items: center; min-inline-size: 44px; min-block-size: 44px; margin: -8px 0; }
button.show-answer { margin: 2px 0 -10px; color: var(--overlay-accent, #f5c842); }
button:focus-visible { outline: 2px solid var(--overlay-accent, #f5c842); outline-offset: -4px; }
.card-buttons { display: flex; margin-inline-end: -12px; opacity: .7; }
.card-buttons:focus-within, [part~="card"]:hover .card-buttons { opacity: 1; }
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
function createPart(tag, part, text) {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  if (text) element.textContent = text;
  return element;
}

function iconButton(name, label) {
  const button = createPart("button", "button");
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

/** The text of a point, as the card shows it first: with who is to do it and until when. */
export function pointText(cue) {
  const { text, question, answer, owner, due } = cue.value;
  const told = text || question || answer || "";
  return `${owner ? `${owner}: ` : ""}${told}${due && !told.includes(due) ? ` (${due})` : ""}`;
}

/** The kinds that are not called as their ids are. */
const KIND_NAMES = { qa: "Question", action: "Action item" };

function kindName(cue) {
  return KIND_NAMES[cue.kind] ?? cue.kind.charAt(0).toUpperCase() + cue.kind.slice(1);
}

/** A card's first line: what it is, when, and how sure we are of that. */
function cardLabel(cue) {
  const what = kindName(cue) + (cue.value.done ? ", done" : "");
  const guessed = isGuessed(cue.value);
  return `${what}, ${guessed ? "≈ " : ""}${formatClock(cue.start)}${guessed ? `, ${confidenceLabel(cue.value.confidence)}` : ""}`;
}

/** Whether we chose a point's time ourselves. */
export function isGuessed(point) {
  return point.placed_by === "chapters" || point.placed_by === "transcript";
}

function confidenceLabel(confidence) {
  if (confidence >= 0.75) return "likely here";
  return confidence >= 0.45 ? "perhaps here" : "a guess";
}

/** A card on the picture: its element in the overlay's shadow, its text among its children. */
class Card {
  #text;
  #answer = null;
  #pinned = false;
  /** Seconds of playing that it was shown, and that its text takes to read. */
  #shownTime = 0;
  #neededTime;

  constructor(overlay, cue) {
    this.cue = cue;
    this.#neededTime = readingTime(pointText(cue), overlay.pace);
    this.element = createPart("section", "card");
    this.element.className = isGuessed(cue.value) ? "entering guessed" : "entering";
    this.element.setAttribute("aria-label", kindName(cue));
    this.#text = this.#addChild(overlay, cue.id, pointText(cue));
    this.#text.dataset.role = "insight-card";
    this.#text.dataset.point = cue.id;
    this.element.append(this.#createHeader(overlay), this.#createSlot("text", cue.id));
    if (cue.value.question && cue.value.answer) this.#addAnswer(overlay);
  }

  get isPinned() {
    return this.#pinned;
  }

  /** Whether the viewer is on it: then it waits. */
  get isHeld() {
    return this.#pinned || this.element.matches(":hover, :focus-within") || this.#text.matches(":hover");
  }

  /** Count seconds of playing; gives whether the card was shown for long enough. */
  advance(elapsed, isActive) {
    this.#shownTime += elapsed;
    const over = !isActive || this.#shownTime > MAX_CARD_TIME;
    return over && this.#shownTime >= this.#neededTime;
  }

  remove() {
    this.element.remove();
    this.#text.remove();
    this.#answer?.remove();
  }

  #addChild(overlay, name, text) {
    const child = createPart("div", "", text);
    child.slot = name;
    child.dir = "auto";
    overlay.append(child);
    return child;
  }

  #createSlot(part, name) {
    const box = createPart("div", part);
    box.append(Object.assign(document.createElement("slot"), { name }));
    return box;
  }

  #createHeader(overlay) {
    const header = createPart("div");
    header.className = "card-header";
    const buttons = createPart("div");
    buttons.className = "card-buttons";
    const pin = iconButton("pin", "Keep this card");
    pin.setAttribute("aria-pressed", "false");
    pin.addEventListener("click", () => {
      this.#pinned = !this.#pinned;
      pin.setAttribute("aria-pressed", String(this.#pinned));
    });
    const dismiss = iconButton("dismiss", "Dismiss this card");
    dismiss.addEventListener("click", () => overlay.dismiss(this.cue));
    buttons.append(pin, dismiss);
    header.append(createPart("p", "kicker", cardLabel(this.cue)), buttons);
    return header;
  }

  #addAnswer(overlay) {
    const name = `${this.cue.id}-answer`;
    this.#answer = this.#addChild(overlay, name, this.cue.value.answer);
    const box = this.#createSlot("answer", name);
    box.hidden = true;
    const button = createPart("button", "button", "Show the answer");
    button.type = "button";
    button.className = "show-answer";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      box.hidden = !box.hidden;
      button.textContent = box.hidden ? "Show the answer" : "Hide the answer";
      button.setAttribute("aria-expanded", String(!box.hidden));
      this.#neededTime = Math.max(this.#neededTime, this.#shownTime + readingTime(this.cue.value.answer, overlay.pace));
    });
    this.element.append(box, button);
  }
}

/**
 * The current chapter's name and the cards of the points, over a media element.
 *
 * @element timeline-overlay
 *
 * @attr {string} for id of a media element: `<video>`, `<audio>`, or any with their interface
 * @attr {string} src address of a timeline.json (or set the property `timeline` to its value)
 * @attr {"over"|"below"} placement over the picture (the default), or below it, in the flow: what
 *   YouTube's terms ask for, and what a small picture needs
 * @attr {boolean} nocards no cards
 * @attr {number} reading-speed characters a second; a card stays until it can have been read
 * @attr {number} min-reading-time seconds that a card stays at least
 * @attr {number} max-reading-time seconds that a text is given at most
 *
 * @fires {Event} load - a timeline is there; bubbles, as all but `error` do
 * @fires {CustomEvent<Error>} error - the timeline could not be fetched
 * @fires {CustomEvent<{cue: Cue|null}>} chapterchange - null before the first and in a gap
 * @fires {CustomEvent<{cue: Cue, jumped: boolean}>} pointenter - the playhead reached an insight or
 *   question; jumped when by a seek
 * @fires {CustomEvent<{cue: Cue, jumped: boolean}>} pointleave - the playhead left it
 *
 * @cssprop --overlay-accent - the colour of marks, labels and buttons
 * @cssprop --overlay-ink - the colour of text
 * @cssprop --overlay-paper - the background of a card
 * @cssprop --overlay-font - the font of chapter and cards
 * @cssprop --overlay-ui - the font of labels and buttons
 * @cssprop --overlay-size - the size of a card's text
 * @cssprop --overlay-chapter-size - the size of the chapter's name
 * @cssprop --overlay-chapter-lines - how many lines of it are shown
 * @cssprop --overlay-inset - the distance from the edges
 * @cssprop --overlay-bottom - what to keep free below: controls, captions
 * @cssprop --overlay-scrim - what darkens the picture behind the chapter's name
 *
 * @csspart chapter - the chapter's name
 * @csspart cards - the column of cards
 * @csspart card - a card
 * @csspart kicker - its first line
 * @csspart text - its text
 * @csspart answer - a question's answer
 * @csspart button - a button on it
 */
export class TimelineOverlay extends HTMLElement {
  static observedAttributes = [Attribute.FOR, Attribute.SRC, Attribute.NO_CARDS];

  #timeline = null;
  #index = new CueIndex([]);
  #active = [];
  #lastTick = { time: NaN, at: 0 };
  #cards = new Map();
  #dismissed = new Set();
  #stopObserving = null;
  #request = null;
  #chapterBox = createPart("div", "chapter");
  #cardStack = createPart("div", "cards");

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#chapterBox.append(Object.assign(document.createElement("slot"), { name: "chapter" }));
    root.append(this.#chapterBox, this.#cardStack);
  }

  connectedCallback() {
    this.#attach();
    if (this.hasAttribute(Attribute.SRC)) this.#load();
  }

  disconnectedCallback() {
    this.#stopObserving?.();
    this.#stopObserving = null;
    this.#request?.abort();
  }

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (name === Attribute.FOR) this.#attach();
    if (name === Attribute.SRC) this.#load();
    if (name === Attribute.NO_CARDS && this.hasAttribute(name)) this.#removeCards();
  }

  /** The value of a timeline.json; setting it starts anew. */
  get timeline() {
    return this.#timeline;
  }

  set timeline(value) {
    this.#timeline = value;
    this.#index = new CueIndex(buildCues(value ?? {}));
    this.#removeCards();
    this.#active = [];
    this.#dismissed.clear();
    // First here, then whoever listens: other observers of the playhead find the cards in place.
    this.#attach();
    this.#showChapter(chapterOf(this.#active));
    this.dispatchEvent(new CustomEvent(TimelineEvent.LOAD, { bubbles: true }));
  }

  /** The timeline's cues (see sync.js). */
  get cues() {
    return this.#index.cues;
  }

  /** The current chapter's cue, or null. */
  get chapter() {
    return chapterOf(this.#active);
  }

  /** The media element, or null. */
  get media() {
    const id = this.getAttribute(Attribute.FOR);
    return id ? this.getRootNode().querySelector(`#${CSS.escape(id)}`) : null;
  }

  /** How fast cards are read. @returns {import("./sync.js").Pace} */
  get pace() {
    const number = (attribute, fallback) => Number(this.getAttribute(attribute)) || fallback;
    return {
      speed: number(Attribute.READING_SPEED, PACE.speed),
      min: number(Attribute.MIN_READING_TIME, PACE.min),
      max: number(Attribute.MAX_READING_TIME, PACE.max),
    };
  }

  /** Where the cards end, in pixels from the window's top. */
  get cardsEnd() {
    return this.#cardStack.getBoundingClientRect().bottom;
  }

  /** Remove a point's card until the playhead comes to it anew. */
  dismiss(cue) {
    if (this.#active.includes(cue)) this.#dismissed.add(cue);
    this.#removeCard(cue);
  }

  async #load() {
    this.#request?.abort();
    const { signal } = (this.#request = new AbortController());
    try {
      const response = await fetch(this.getAttribute(Attribute.SRC), { signal, credentials: "same-origin" });
      if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
      this.timeline = await response.json();
    } catch (error) {
      if (!signal.aborted) this.dispatchEvent(new CustomEvent(TimelineEvent.ERROR, { detail: error }));
    }
  }

  #attach() {
    this.#stopObserving?.();
    const { media } = this;
    this.#stopObserving = media && this.#timeline ? observePlayback(media, (tick) => this.#onTick(tick)) : null;
  }

  #onTick({ time, jumped, playing }) {
    const active = this.#index.activeAt(time);
    const passed = jumped ? [] : this.#passed(time);
    const elapsed = this.#elapsed(time);
    if (active !== this.#active || passed.length) this.#update(active, passed, jumped);
    if (this.#cards.size) this.#advanceCards(playing ? elapsed : 0);
  }

  /** Points that began and ended between two frames. */
  #passed(time) {
    const from = this.#lastTick.time;
    return time > from && time - from < MAX_FRAME_GAP
      ? this.#index.startedBetween(from, time).filter((cue) => cue.end <= time && cue.kind !== "chapter")
      : [];
  }

  #elapsed(time) {
    const at = performance.now();
    const elapsed = Math.min(0.5, (at - this.#lastTick.at) / 1000);
    this.#lastTick = { time, at };
    return elapsed;
  }

  #update(active, passed, jumped) {
    const before = this.#active;
    this.#active = active;
    const { entered, left } = diffCues(before, active);
    if (chapterOf(before) !== chapterOf(active)) this.#showChapter(chapterOf(active));
    for (const cue of left) if (cue.kind !== "chapter") this.#leave(cue, jumped);
    for (const cue of entered) if (cue.kind !== "chapter") this.#enter(cue, jumped);
    for (const cue of passed) {
      this.#enter(cue, false);
      this.#leave(cue, false);
    }
  }

  #showChapter(cue) {
    let name = this.querySelector('[data-role="current-chapter"]');
    if (!name) {
      name = Object.assign(document.createElement("span"), { slot: "chapter", dir: "auto" });
      name.dataset.role = "current-chapter";
      this.append(name);
    }
    const title = cue ? cue.value.title || `Chapter ${cue.index + 1}` : "";
    if (name.textContent !== title) name.textContent = title;
    this.#chapterBox.hidden = !title;
    this.dispatchEvent(new CustomEvent(TimelineEvent.CHAPTER_CHANGE, { bubbles: true, detail: { cue } }));
  }

  #enter(cue, jumped) {
    this.dispatchEvent(new CustomEvent(TimelineEvent.POINT_ENTER, { bubbles: true, detail: { cue, jumped } }));
    if (this.hasAttribute(Attribute.NO_CARDS) || this.#dismissed.has(cue) || this.#cards.has(cue.id)) return;
    if (!pointText(cue)) return;
    const card = new Card(this, cue);
    this.#cards.set(cue.id, card);
    this.#cardStack.append(card.element);
    const max = this.getAttribute(Attribute.PLACEMENT) === Placement.BELOW ? 1 : MAX_CARDS;
    const unpinned = [...this.#cards.values()].filter((shown) => !shown.isPinned);
    for (const old of unpinned.slice(0, Math.max(0, this.#cards.size - max))) {
      if (old !== card) this.#removeCard(old.cue);
    }
  }

  #leave(cue, jumped) {
    this.#dismissed.delete(cue);
    this.dispatchEvent(new CustomEvent(TimelineEvent.POINT_LEAVE, { bubbles: true, detail: { cue, jumped } }));
    const card = this.#cards.get(cue.id);
    if (card && jumped && !card.isHeld) this.#removeCard(cue);
  }

  #advanceCards(elapsed) {
    for (const card of this.#cards.values()) {
      if (card.isHeld) continue;
      if (card.advance(elapsed, this.#active.includes(card.cue))) this.#removeCard(card.cue);
    }
  }

  #removeCard(cue) {
    this.#cards.get(cue.id)?.remove();
    this.#cards.delete(cue.id);
  }

  #removeCards() {
    for (const card of [...this.#cards.values()]) this.#removeCard(card.cue);
  }
}

if (!customElements.get("timeline-overlay")) customElements.define("timeline-overlay", TimelineOverlay);
