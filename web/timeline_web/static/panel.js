/**
 * The panel: marks what is active, keeps it in view until the viewer scrolls, filters, and turns
 * a click on anything that has a time into a seek.
 */
import { CueIndex, diffCues, itemId } from "./sync.js";
import { currentTime, observePlayback, seek } from "./playback.js";
import { drawn, observeSize } from "./frames.js";
import { NearFirst } from "./near-first.js";
import { showNotice } from "./notices.js";

const SCROLL_MS = 180;
/** Groups are laid out as they come near, which moves what is below them: so many frames without
 * a move mean that the item has its place, and after so many we leave it where it is. */
const SETTLED_FRAMES = 3;
const MAX_FRAMES = 60;
/** Pixels above an item that is revealed. */
const REVEAL_MARGIN = 16;
/** A scroll this soon after a key or pointer that may scroll is the viewer's; all others are ours,
 * or the layout's. */
const INPUT_MS = 1000;
const SCROLL_KEYS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " ", "Tab"]);

/** The transcript's lines as cues, read from the page. */
function transcriptCues(panel) {
  return [...panel.querySelectorAll(".line")].map((line, index) => ({
    id: line.id, kind: "line", index,
    start: Number(line.dataset.start),
    end: Number(line.dataset.end),
  }));
}

/** Seconds of the item of the panel that holds `element`, NaN where it has none. */
function startOf(element) {
  return Number(element.closest("[data-start]")?.dataset.start ?? NaN);
}

/** Seek to what the summary has at `start`; a shorter video does not have it. */
export function goTo(media, start) {
  if (start > media.duration) showNotice("The video ends before that.");
  seek(media, start);
}

export class Panel {
  #panel;
  #media;
  #followButton;
  #coveredEdges;
  #following = true;
  #cues = new CueIndex([]);
  #transcript = new CueIndex([]);
  #activeCues = [];
  #activeLines = [];
  /** The item that is kept in view, or null. */
  #target = null;
  /** Until then, scrolling is the viewer's. */
  #viewerScrollsUntil = 0;
  /** Counts the scrolls that we began: a newer one ends the one before. */
  #scrollCount = 0;
  /** Whether the tick that comes is the first for these cues: nobody moved the playhead there. */
  #isFirstTick = true;
  #stopObserving = null;
  #resizeObserver = null;
  #nearFirst = new NearFirst();

  /**
   * @param {HTMLElement} panel
   * @param {object} media
   * @param {HTMLButtonElement} followButton
   * @param {() => {top: number, bottom: number}} coveredEdges how much of the window is covered,
   * in pixels, where the page scrolls
   */
  constructor(panel, media, followButton, coveredEdges) {
    this.#panel = panel;
    this.#media = media;
    this.#followButton = followButton;
    this.#coveredEdges = coveredEdges;
    this.#listen();
  }

  /** Show the active cues of `index`; call again when the panel's content was replaced. */
  setCues(index) {
    this.#cues = index;
    this.setTranscript();
    this.#markOtherKinds();
    this.#activeCues = [];
    this.#setTarget(null);
    this.#isFirstTick = true;
    this.#nearFirst.attach(this.#panel.querySelector("#outline"));
    this.#observeSize();
    this.#stopObserving?.();
    this.#stopObserving = observePlayback(this.#media, (tick) => this.#onTick(tick));
  }

  /** Read the lines of the transcript anew: they are others. */
  setTranscript() {
    this.#transcript = new CueIndex(transcriptCues(this.#panel));
    this.#mark(this.#activeCues, this.#transcript.activeAt(currentTime(this.#media)));
  }

  /** Follow the playhead from now on, the current item in view. */
  follow() {
    this.#setFollowing(true);
  }

  /** Keep the item in view when the layout has changed. */
  keepInView() {
    if (this.#following && this.#target?.isConnected && !this.#searching) this.#bringIntoView();
  }

  /** Whether the panel shows what was found: then it does not scroll. */
  get #searching() {
    return this.#panel.querySelector("#find").value !== "";
  }

  /** Follow the playhead, or stop following. */
  #setFollowing(following) {
    this.#following = following;
    this.#followButton.hidden = following;
    this.#setTarget(null);
    if (following) this.#scrollToCurrent();
  }

  /** Show only one kind: "chapter", "line", a kind of point, or "all". */
  #setFilter(kind) {
    this.#panel.dataset.show = kind;
    this.#markOtherKinds();
    for (const button of this.#panel.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === kind));
      if (button.dataset.filter === kind) this.#nameFind(kind, button.textContent.trim());
    }
    this.#panel.dispatchEvent(new Event("filterchange"));
    this.showCurrent();
  }

  /** Other items are shown than before: show the current one again, once the browser has laid it out. */
  async showCurrent() {
    this.#nearFirst.stop();
    if (this.#following && !this.#searching) this.#setTarget(this.#current());
    this.layOutAnew();
    await drawn();
    if (this.#following && !this.#searching) this.#scrollToCurrent();
  }

  /** The field says where it searches. */
  #nameFind(kind, label) {
    const field = this.#panel.querySelector("#find");
    field.placeholder = kind === "all" ? "Find" : `Find in ${label}`;
    field.setAttribute("aria-label", field.placeholder);
  }

  /** Other items are shown than before: the nearest of them are laid out first. */
  layOutAnew() {
    this.#nearFirst.start(true);
  }

  /** Bring an item to the top of what can be seen. */
  reveal(item) {
    this.#setTarget(item);
    this.#scrollToTarget(this.#scroller(), REVEAL_MARGIN);
  }

  /** Mark the points that are not of the kind shown. */
  #markOtherKinds() {
    const kind = this.#panel.dataset.show;
    for (const point of this.#panel.querySelectorAll(kind === "all" ? ".other-kind" : ".point")) {
      point.classList.toggle("other-kind", kind !== "all" && point.dataset.kind !== kind);
    }
  }

  #listen() {
    const panel = this.#panel;
    panel.addEventListener("click", (event) => this.#onClick(event));
    this.#followButton.addEventListener("click", () => {
      if (this.#followButton.matches(":focus-visible")) panel.focus({ preventScroll: true });
      this.#setFollowing(true);
    });
    for (const scroller of [panel, document]) {
      scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
      for (const name of ["wheel", "touchmove"]) {
        scroller.addEventListener(name, (event) => this.#onUserScroll(event), { passive: true });
      }
    }
    addEventListener("keydown", (event) => this.#onKeyDown(event));
    addEventListener("pointerdown", ({ target }) => {
      if (panel.contains(target) || target === document.documentElement) this.#viewerScrollsUntil = Infinity;
    });
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => (this.#viewerScrollsUntil = 0));
    addEventListener("resize", () => this.keepInView());
  }

  #observeSize() {
    this.#resizeObserver?.disconnect();
    this.#resizeObserver = observeSize([this.#panel.querySelector("#outline")], () => this.keepInView());
  }

  #onClick(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { target } = event;
    const filter = target.closest("[data-filter]");
    if (filter) return this.#setFilter(filter.dataset.filter);
    const link = target.closest("a, button, summary, input, label");
    const isTime = link?.matches(".time-link, h2 a");
    if ((link && !isTime) || (!link && String(getSelection()))) return;
    const start = startOf(target);
    if (!Number.isFinite(start)) return;
    event.preventDefault();
    goTo(this.#media, start);
    this.#setFollowing(true);
  }

  #onTick({ time, jumped, playing }) {
    const cues = this.#cues.activeAt(time);
    const lines = this.#transcript.activeAt(time);
    const isChanged = cues !== this.#activeCues || lines !== this.#activeLines;
    const isMoved = playing || (jumped && (!this.#isFirstTick || time > 0.5));
    this.#isFirstTick = false;
    if (isChanged) this.#mark(cues, lines);
    if (this.#following && isMoved && (isChanged || jumped) && !this.#searching) this.#scrollToCurrent();
  }

  #mark(cues, lines) {
    this.#markCurrent(this.#activeCues, cues);
    this.#markCurrent(this.#activeLines, lines);
    this.#activeCues = cues;
    this.#activeLines = lines;
  }

  #markCurrent(before, after) {
    const { entered, left } = diffCues(before, after);
    const stay = new Set(after.map(itemId));
    for (const cue of left) if (!stay.has(itemId(cue))) document.getElementById(itemId(cue))?.removeAttribute("aria-current");
    for (const cue of entered) document.getElementById(itemId(cue))?.setAttribute("aria-current", "true");
  }

  /** What to keep in view: the newest active item that is shown, or null. */
  #current() {
    const shown = [...this.#activeCues, ...this.#activeLines]
      .map((cue) => document.getElementById(itemId(cue)))
      .filter((item) => item?.checkVisibility({ contentVisibilityAuto: false }));
    return shown.at(-1) ?? null;
  }

  #scrollToCurrent() {
    const target = this.#current();
    if (!target) return;
    if (target !== this.#target) this.#setTarget(target);
    this.#bringIntoView();
  }

  /** The group of the item that is kept in view is laid out, however far away it still is. */
  #setTarget(item) {
    this.#target?.closest(".group")?.classList.remove("laid-out");
    this.#target = item;
    item?.closest(".group")?.classList.add("laid-out");
  }

  #bringIntoView() {
    const scroller = this.#scroller();
    if (!this.#isInView(scroller)) this.#scrollToTarget(scroller);
  }

  #isInView(scroller) {
    const { top, bottom } = this.#visibleArea(scroller);
    const box = this.#target.getBoundingClientRect();
    return box.top >= top && box.bottom <= bottom - (bottom - top) * 0.15;
  }

  /** Where the scroller must stand for the item to be read, as it is laid out now. */
  #goal(scroller, wanted = Infinity) {
    const { top, bottom } = this.#visibleArea(scroller);
    const box = this.#target.getBoundingClientRect();
    const room = bottom - top;
    const margin = Math.max(0, Math.min(wanted, room * 0.28, 200, room - box.height));
    const goal = scroller.scrollTop + box.top - top - margin;
    return Math.round(Math.max(0, Math.min(goal, scroller.scrollHeight - scroller.clientHeight)));
  }

  /** What scrolls: the panel beside the video, the page where the panel is below it. */
  #scroller() {
    return getComputedStyle(this.#panel).overflowY === "auto" ? this.#panel : document.scrollingElement;
  }

  /** The part of the window where an item can be read: what sticks at the top covers the rest. */
  #visibleArea(scroller) {
    const toolbar = this.#panel.querySelector(".toolbar");
    const bar = getComputedStyle(toolbar).position === "sticky" ? toolbar.offsetHeight : 0;
    if (scroller !== this.#panel) {
      const covered = this.#coveredEdges();
      return { top: covered.top + bar + 8, bottom: innerHeight - covered.bottom };
    }
    const { top, bottom } = this.#panel.getBoundingClientRect();
    return { top: top + bar + 8, bottom };
  }

  /** Scroll to the item, near ones smoothly, and stay with it until its place is final. */
  #scrollToTarget(scroller, margin) {
    const from = scroller.scrollTop;
    const isFar = Math.abs(this.#goal(scroller, margin) - from) > 2 * innerHeight;
    const duration = isFar || matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : SCROLL_MS;
    const began = performance.now();
    const count = ++this.#scrollCount;
    let frames = 0;
    let settled = 0;
    const step = (at) => {
      if (count !== this.#scrollCount || !this.#target) return;
      const part = duration ? Math.min(1, Math.max(0, (at - began) / duration)) : 1;
      const goal = this.#goal(scroller, margin);
      settled = part === 1 && Math.abs(scroller.scrollTop - goal) < 2 ? settled + 1 : 0;
      scroller.scrollTop = from + (goal - from) * (1 - (1 - part) ** 3);
      if (settled < SETTLED_FRAMES && ++frames < MAX_FRAMES) requestAnimationFrame(step);
    };
    step(began);
    if (isFar) this.#nearFirst.start();
  }

  #onKeyDown({ key, target, defaultPrevented }) {
    const isOther = defaultPrevented || (key !== "Tab" && target.matches?.("input, select, textarea"));
    if (SCROLL_KEYS.has(key) && !isOther) this.#viewerScrollsUntil = performance.now() + INPUT_MS;
  }

  #onScroll() {
    if (performance.now() > this.#viewerScrollsUntil) return;
    this.#scrollCount++;
    this.#stopFollowing();
  }

  #onUserScroll(event) {
    const scroller = this.#scroller();
    if (scroller === this.#panel && !this.#panel.contains(event.target)) return;
    this.#scrollCount++;
    this.#stopFollowing();
  }

  #stopFollowing() {
    if (this.#following && this.#cues.cues.length) this.#setFollowing(false);
  }
}
