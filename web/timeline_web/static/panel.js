/**
 * The panel: marks what is active, keeps it in view until the viewer scrolls, filters, and turns
 * a click on anything that has a time into a seek.
 */
import { Sync, changes } from "./sync.js";
import { follow, seek } from "./clock.js";

const GLIDE = 180;
/** Scrolling this soon after our own change of the layout is not the viewer's. */
const SETTLING = 350;

/** The transcript's lines as cues, read from the page. */
function linesOf(panel) {
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

export class Panel {
  /**
   * @param {HTMLElement} panel
   * @param {object} media
   * @param {HTMLButtonElement} button "Follow"
   * @param {() => number} covered how much of the window's top something lies over, in pixels
   */
  constructor(panel, media, button, covered) {
    this.panel = panel;
    this.media = media;
    this.button = button;
    this.covered = covered;
    this.following = true;
    this.sync = this.lines = new Sync([]);
    this.active = [];
    this.spoken = [];
    this.target = null;
    this.quietUntil = 0;
    this.gliding = 0;
    this.#listen();
  }

  /** Show the active ones of `cues`; call again when the panel's content was replaced. */
  set(cues) {
    this.sync = new Sync(cues);
    this.lines = new Sync(linesOf(this.panel));
    this.active = this.spoken = [];
    this.target = null;
    this.settle();
    this.stop?.();
    this.stop = follow(this.media, (tick) => this.#tick(tick));
  }

  /** Whether the panel shows what was found: then it stands still. */
  get searching() {
    return this.panel.querySelector("#find").value !== "";
  }

  /** Whatever scrolls during the next moment scrolls because of us. */
  settle() {
    this.quietUntil = performance.now() + SETTLING;
  }

  /** Follow the playhead, or stop following. */
  setFollowing(on) {
    this.following = on;
    this.button.hidden = on;
    this.target = null;
    if (on) this.#aim();
  }

  /** Show only one kind: "chapter", "insight", "qa", "line", or "all". */
  filter(kind) {
    this.settle();
    this.panel.dataset.show = kind;
    for (const button of this.panel.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === kind));
    }
    this.panel.dispatchEvent(new CustomEvent("filter", { detail: kind }));
    if (this.following) this.#aim();
  }

  #listen() {
    const { panel } = this;
    panel.addEventListener("click", (event) => this.#click(event));
    this.button.addEventListener("click", () => this.setFollowing(true));
    for (const scroller of [panel, document]) {
      scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
      for (const name of ["wheel", "touchmove"]) {
        scroller.addEventListener(name, (event) => this.#byHand(event), { passive: true });
      }
    }
    addEventListener("resize", () => this.settle());
  }

  #click(event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { target } = event;
    const filter = target.closest("[data-filter]");
    if (filter) return this.filter(filter.dataset.filter);
    const link = target.closest("a, button, summary, input, label");
    const isTime = link?.matches(".time-link, h2 a");
    if ((link && !isTime) || (!link && String(getSelection()))) return;
    const start = startOf(target);
    if (!Number.isFinite(start)) return;
    event.preventDefault();
    seek(this.media, start);
    this.setFollowing(true);
  }

  #tick({ time, jumped, playing }) {
    const active = this.sync.at(time);
    const spoken = this.lines.at(time);
    if (active === this.active && spoken === this.spoken) return;
    this.#mark(this.active, active);
    this.#mark(this.spoken, spoken);
    this.active = active;
    this.spoken = spoken;
    if (this.following && (playing || jumped) && (time > 0.5 || playing) && !this.searching) this.#aim();
  }

  #mark(before, after) {
    const { entered, left } = changes(before, after);
    for (const cue of left) document.getElementById(cue.id)?.removeAttribute("aria-current");
    for (const cue of entered) document.getElementById(cue.id)?.setAttribute("aria-current", "true");
  }

  /** Choose what to keep in view: the newest active item that is shown. */
  #aim() {
    const shown = [...this.active, ...this.spoken]
      .map((cue) => document.getElementById(cue.id))
      .filter((item) => item?.checkVisibility({ contentVisibilityAuto: false }));
    const target = shown.at(-1) ?? null;
    if (!target || target === this.target) return;
    this.target = target;
    this.#reveal();
  }

  #reveal() {
    const scroller = this.#scroller();
    const { top, bottom } = this.#zone(scroller);
    const box = this.target.getBoundingClientRect();
    const room = bottom - top;
    if (box.top >= top && box.bottom <= bottom - room * 0.15) return;
    this.#glide(scroller, scroller.scrollTop + box.top - top - Math.min(room * 0.28, 200));
  }

  /** What scrolls: the panel beside the video, the page where the panel is below it. */
  #scroller() {
    return getComputedStyle(this.panel).overflowY === "auto" ? this.panel : document.scrollingElement;
  }

  /** The part of the window where an item can be read: what sticks at the top covers the rest. */
  #zone(scroller) {
    if (scroller !== this.panel) return { top: this.covered() + 8, bottom: innerHeight };
    const { top, bottom } = this.panel.getBoundingClientRect();
    return { top: top + this.panel.querySelector(".toolbar").offsetHeight + 8, bottom };
  }

  #glide(scroller, goal) {
    const from = scroller.scrollTop;
    const to = Math.max(0, Math.min(goal, scroller.scrollHeight - scroller.clientHeight));
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(to - from) > 2 * innerHeight;
    const began = performance.now();
    const turn = ++this.gliding;
    const step = (at) => {
      if (turn !== this.gliding) return;
      const part = still ? 1 : Math.min(1, Math.max(0, (at - began) / GLIDE));
      this.settle();
      scroller.scrollTop = from + (to - from) * (1 - (1 - part) ** 3);
      if (part < 1) requestAnimationFrame(step);
    };
    step(began);
  }

  #scrolled() {
    if (performance.now() > this.quietUntil) this.#release();
  }

  #byHand(event) {
    const scroller = this.#scroller();
    if (scroller === this.panel && !this.panel.contains(event.target)) return;
    this.gliding++;
    this.#release();
  }

  #release() {
    if (this.following && this.sync.cues.length) this.setFollowing(false);
  }
}
