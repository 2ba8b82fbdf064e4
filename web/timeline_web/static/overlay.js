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
import { CueIndex, PACE, buildCues, chapterOf, diffCues } from "./sync.js";
import { observePlayback } from "./playback.js";
import { Card, createPart, pointText } from "./overlay-cards.js";
import { FullscreenOffer } from "./overlay-fullscreen.js";
import { findMedia, followPicture, hasNativeControls, watchMedia } from "./overlay-media.js";
import { STYLE } from "./overlay-style.js";
import { fetchTimeline, readTimeline } from "./overlay-timeline.js";

/** The attributes of `<timeline-overlay>`. */
export const Attribute = Object.freeze({
  FOR: "for",
  SRC: "src",
  PLACEMENT: "placement",
  NO_CARDS: "nocards",
  NO_FULLSCREEN: "nofullscreen",
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
/** Where pages are made on a server there are no elements: the module can be imported all the same. */
const ElementBase = globalThis.HTMLElement ?? class {};
/** Two frames further apart than this, in seconds, are no playing on from one to the other. */
const MAX_FRAME_GAP = 2;

/**
 * The current chapter's name and the cards of the points, over a media element.
 *
 * @element timeline-overlay
 *
 * @attr {string} for id of a media element: `<video>`, `<audio>`, or any with their interface; or
 *   of what holds one. It may come later, or be replaced.
 * @attr {string} src address of a timeline.json (or set the property `timeline` to its value); one
 *   that cannot be read leaves no timeline
 * @attr {"over"|"below"} placement over the picture (the default), or below it, in the flow: what
 *   YouTube's terms ask for, what a small picture needs, and what audio with native controls gets
 * @attr {boolean} nocards no cards
 * @attr {boolean} nofullscreen no button for full screen with the text, which is there with native
 *   controls: their own shows the video alone
 * @attr {number} reading-speed characters a second; a card stays until it can have been read
 * @attr {number} min-reading-time seconds that a card stays at least
 * @attr {number} max-reading-time seconds that a text is given at most
 *
 * @fires {Event} load - a timeline is there; bubbles, as all but `error` do
 * @fires {CustomEvent<Error>} error - the timeline could not be fetched, or is none
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
 * @cssprop --overlay-bottom - what to keep free below: controls, captions. Native controls have
 *   their room without it
 * @cssprop --overlay-scrim - what darkens the picture behind the chapter's name
 *
 * @csspart chapter - the chapter's name
 * @csspart cards - the column of cards
 * @csspart card - a card
 * @csspart kicker - its first line
 * @csspart text - its text
 * @csspart answer - a question's answer
 * @csspart button - a button on it
 * @csspart fullscreen - the button for full screen
 * @csspart notice - what is said after a full screen without the text
 */
export class TimelineOverlay extends ElementBase {
  static observedAttributes = [Attribute.FOR, Attribute.SRC, Attribute.NO_CARDS, Attribute.NO_FULLSCREEN];

  #timeline = null;
  #index = new CueIndex([]);
  #active = [];
  #lastTick = { time: NaN, at: 0 };
  #cards = new Map();
  #dismissed = new Set();
  /** The address that the timeline is from. */
  #loadedSrc = null;
  /** The chapter that was announced last; undefined as long as none was. */
  #chapter;
  #hasShown = false;
  /** The media element that is followed, and one that was set. */
  #media = null;
  #givenMedia = null;
  /** Whether we put it below the controls of audio ourselves. */
  #isMovedBelow = false;
  #stopFollowing = [];
  #stopWatching = null;
  #request = null;
  #picture = createPart("div");
  #layer = createPart("div");
  #chapterBox = createPart("div", "chapter");
  #cardStack = createPart("div", "cards");
  #fullscreen = new FullscreenOffer(this, this.#layer);

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#chapterBox.append(Object.assign(document.createElement("slot"), { name: "chapter" }));
    this.#picture.className = "picture";
    this.#layer.className = "layer";
    this.#layer.prepend(this.#chapterBox, this.#cardStack);
    this.#picture.append(this.#layer);
    root.append(this.#picture);
  }

  connectedCallback() {
    this.#readEarlyProperties();
    this.#stopWatching = watchMedia(this.getRootNode(), () => this.#follow());
    this.#fullscreen.connect();
    this.#attach();
    if (this.#src !== this.#loadedSrc) this.#load();
  }

  /** What a page has set before this script ran hides the properties of that name. */
  #readEarlyProperties() {
    for (const name of ["media", "timeline"].filter((one) => Object.hasOwn(this, one))) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  disconnectedCallback() {
    this.#stopWatching?.();
    this.#fullscreen.disconnect();
    this.#detach();
    this.#request?.abort();
  }

  attributeChangedCallback(name, before, value) {
    if (!this.isConnected) return;
    if (name === Attribute.SRC) {
      if (value !== before) this.#setTimeline(null);
      this.#load();
    } else if (name === Attribute.NO_CARDS) {
      if (value !== null) this.#removeCards();
      else for (const cue of this.#active) if (cue.kind !== "chapter") this.#showCard(cue);
    } else this.#attach();
  }

  /** The value of a timeline.json; setting it starts anew. */
  get timeline() {
    return this.#timeline;
  }

  set timeline(value) {
    this.#request?.abort();
    this.#setTimeline(value);
  }

  /** The timeline's cues (see sync.js). */
  get cues() {
    return this.#index.cues;
  }

  /** The current chapter's cue, or null. */
  get chapter() {
    return chapterOf(this.#active);
  }

  /** The media element, or null; setting it overrules the attribute `for`. */
  get media() {
    return this.#givenMedia ?? findMedia(this.getRootNode(), this.getAttribute(Attribute.FOR));
  }

  set media(element) {
    this.#givenMedia = element;
    if (this.isConnected) this.#attach();
  }

  /** How fast cards are read. @returns {Pace} */
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

  /** Full screen for what holds video and text; called again, leave it. @returns {Promise<void>} */
  toggleFullscreen() {
    return this.#fullscreen.toggle();
  }

  get #src() {
    return this.getAttribute(Attribute.SRC) || null;
  }

  async #load() {
    this.#request?.abort();
    this.#loadedSrc = null;
    const src = this.#src;
    if (!src) return;
    const { signal } = (this.#request = new AbortController());
    try {
      const value = await fetchTimeline(src, signal);
      if (signal.aborted) return;
      this.#loadedSrc = src;
      this.#setTimeline(value);
    } catch (error) {
      if (signal.aborted) return;
      this.#loadedSrc = src;
      this.#setTimeline(null);
      console.warn(`timeline-overlay: ${error.message}`);
      this.dispatchEvent(new CustomEvent(TimelineEvent.ERROR, { detail: error }));
    }
  }

  #setTimeline(value) {
    if (value === null && this.#timeline === null) return;
    const { timeline, problems } = value == null ? { timeline: null, problems: [] } : readTimeline(value);
    for (const problem of problems) console.warn(`timeline-overlay: left out, ${problem}`);
    this.#timeline = timeline;
    this.#index = new CueIndex(buildCues(timeline ?? {}));
    this.#removeCards();
    this.#active = [];
    this.#chapter = undefined;
    this.#dismissed.clear();
    // First here, then whoever listens: other observers of the playhead find the cards in place.
    this.#attach();
    this.#showChapter(chapterOf(this.#active));
    if (timeline) this.dispatchEvent(new CustomEvent(TimelineEvent.LOAD, { bubbles: true }));
  }

  /** Another media element is there, or none, or other controls. */
  #follow() {
    if (this.media !== this.#media) this.#attach();
    else this.#showControls();
  }

  #attach() {
    this.#detach();
    if (!this.isConnected) return;
    const media = (this.#media = this.media);
    this.#showControls();
    if (!media) return void (this.#timeline && this.#update([], [], true));
    if (media instanceof Element) this.#stopFollowing.push(followPicture(this, this.#picture, media));
    if (this.#timeline) this.#stopFollowing.push(observePlayback(media, (tick) => this.#onTick(tick)));
  }

  #detach() {
    for (const stop of this.#stopFollowing.splice(0)) stop();
    this.#media = null;
  }

  /** Keep the room of native controls free, and offer what they cannot. */
  #showControls() {
    const media = this.#media;
    const native = hasNativeControls(media);
    this.#layer.classList.toggle("native", native);
    const isAudio = native && media.localName === "audio";
    if (isAudio && !this.hasAttribute(Attribute.PLACEMENT)) {
      this.#isMovedBelow = true;
      this.setAttribute(Attribute.PLACEMENT, Placement.BELOW);
    } else if (this.#isMovedBelow && media && media.localName !== "audio") {
      this.#isMovedBelow = false;
      this.removeAttribute(Attribute.PLACEMENT);
    }
    this.#fullscreen.attach(media, native && !isAudio && !this.hasAttribute(Attribute.NO_FULLSCREEN));
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
    this.#showChapter(chapterOf(active));
    for (const cue of left) if (cue.kind !== "chapter") this.#leave(cue, jumped);
    for (const cue of entered) if (cue.kind !== "chapter") this.#enter(cue, jumped);
    for (const cue of passed) {
      this.#enter(cue, false);
      this.#leave(cue, false);
    }
  }

  #showChapter(cue) {
    // Until there are media, what the page itself shows stays.
    if (cue === this.#chapter || !(this.#media || this.#hasShown)) return;
    this.#chapter = cue;
    this.#hasShown = true;
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
    this.#showCard(cue);
  }

  #showCard(cue) {
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

if (globalThis.customElements && !customElements.get("timeline-overlay")) customElements.define("timeline-overlay", TimelineOverlay);
