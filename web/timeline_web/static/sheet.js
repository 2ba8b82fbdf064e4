/**
 * The sheet: the panel with Find, chapters and points, over what is there. On a phone it comes from
 * the bar at the foot of the screen, which names the current chapter, and ends below the controls;
 * in full screen it slides over the picture.
 */
import { STACKED } from "./layout.js";
import { TimelineEvent } from "./overlay.js";
import { byId, headingOf, overlay, stage } from "./parts.js";
import { formatClock } from "./sync.js";

const LABEL = "Chapters and points";
/** A finger that moves so many pixels, more down than aside, pulls the sheet. */
const SWIPE = 40;

export class Sheet {
  #element = byId("panel");
  #bar = byId("sheet-bar");
  #buttons = [this.#bar, stage.querySelector('[data-action="sheet"]')];
  #panel;
  /** What opened it, and has the focus again afterwards. */
  #opener = null;
  /** Where the page stood. */
  #scrollTop = 0;

  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.#panel = panel;
    document.addEventListener("fullscreenchange", () => this.close());
    STACKED.addEventListener("change", () => this.close());
    document.addEventListener("keydown", (event) => this.#onKeyDown(event));
    overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, () => this.#showChapter());
    for (const element of [this.#bar, this.#element]) this.#listenForSwipes(element);
    this.#showChapter();
  }

  get isOpen() {
    return this.#element.classList.contains("sheet");
  }

  /** Open or close it, where there is one: on a phone, and in full screen. */
  toggle() {
    if (this.isOpen) this.close();
    else if (document.fullscreenElement || this.#bar.checkVisibility()) this.#open();
  }

  close() {
    if (!this.isOpen) return;
    const hadFocus = this.#element.contains(document.activeElement);
    this.#element.classList.remove("sheet");
    if (stage.contains(this.#element)) stage.after(this.#element);
    this.#setExpanded(false);
    document.scrollingElement.scrollTop = this.#scrollTop;
    this.#panel.keepInView();
    // Its button in full screen is not there without.
    if (hadFocus) (this.#opener?.checkVisibility() ? this.#opener : this.#element).focus({ preventScroll: true });
  }

  #open() {
    const { activeElement } = document;
    this.#opener = this.#buttons.find((button) => button === activeElement) ?? this.#buttons.find((button) => button.checkVisibility());
    this.#scrollTop = document.scrollingElement.scrollTop;
    if (document.fullscreenElement) stage.append(this.#element);
    this.#element.classList.add("sheet");
    this.#setExpanded(true);
    this.#panel.follow();
    this.#element.focus({ preventScroll: true });
  }

  #setExpanded(isOpen) {
    for (const button of this.#buttons) button.setAttribute("aria-expanded", String(isOpen));
  }

  #showChapter() {
    this.#bar.hidden = !this.#element.querySelector("[data-kind]");
    const { chapter } = overlay;
    const heading = chapter && headingOf(chapter.id);
    const [label, name, time] = this.#bar.children;
    label.textContent = heading ? LABEL : "";
    name.textContent = heading?.textContent.trim() ?? LABEL;
    name.lang = heading?.closest("[lang]").lang ?? "";
    name.dir = heading ? getComputedStyle(heading).direction : "";
    time.textContent = heading ? formatClock(chapter.start) : "";
  }

  #onKeyDown(event) {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open")) return;
    if (this.isOpen) event.preventDefault();
    this.close();
  }

  /** Up on the bar opens it; down on the bar, or on the sheet's top, closes it. */
  #listenForSwipes(element) {
    let from = null;
    element.addEventListener("touchstart", ({ touches: [touch], target }) => {
      const isHandle = element === this.#bar || (this.isOpen && target.closest?.(".toolbar"));
      from = isHandle ? { x: touch.clientX, y: touch.clientY } : null;
    }, { passive: true });
    element.addEventListener("touchend", ({ changedTouches: [touch] }) => {
      if (!from) return;
      const down = touch.clientY - from.y;
      const isSwipe = Math.abs(down) > SWIPE && Math.abs(down) > Math.abs(touch.clientX - from.x);
      if (isSwipe && down > 0 === this.isOpen) this.toggle();
    }, { passive: true });
  }
}
