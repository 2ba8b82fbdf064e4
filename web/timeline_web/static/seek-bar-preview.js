/** What is at a moment of the seek bar: a picture, the chapter, the point that is near, the time. */
import { formatClock, upperBound } from "./sync.js";
import { pointText } from "./overlay-cards.js";

/** Pixels from the pointer within which a point is shown. */
const RADIUS = 8;

export class SeekBarPreview {
  #element;
  #url;
  #storyboard = null;
  #time = NaN;

  /** @param {HTMLElement} bar the seek bar's element */
  constructor(bar) {
    this.#element = bar.querySelector(".seek-bar-preview");
    this.#url = bar.dataset.storyboard;
  }

  /**
   * @param {number} time seconds
   * @param {import("./seek-bar.js").SeekBar} bar
   */
  show(time, bar) {
    const element = this.#element;
    this.#showImage(time);
    const [chapter, point] = [chapterAt(time, bar), pointNear(time, bar)];
    element.querySelector("span").textContent = chapter?.value.title ?? "";
    element.querySelector("time").textContent = formatClock(point ? point.start : time);
    const text = element.querySelector(".seek-bar-preview-point");
    text.textContent = point ? pointText(point) : "";
    text.hidden = !point;
    element.hidden = false;
    const half = element.offsetWidth / 2;
    const x = (time / bar.duration) * bar.width;
    element.style.transform = `translateX(${Math.min(bar.width - half, Math.max(half, x)) - half}px)`;
  }

  async #showImage(time) {
    if (!this.#url) return;
    this.#time = time;
    this.#storyboard ??= import("./storyboard.js").then((module) => module.loadStoryboard(this.#url));
    const storyboard = await this.#storyboard;
    if (this.#time === time) storyboard.draw(this.#element.firstElementChild, time);
  }
}

function chapterAt(time, { chapters }) {
  return chapters[upperBound(chapters.length, (i) => chapters[i].start, time) - 1];
}

function pointNear(time, { points, width, duration }) {
  const distance = (point) => Math.abs(point.start - time);
  const next = upperBound(points.length, (i) => points[i].start, time);
  const near = [points[next - 1], points[next]].filter((point) => point && distance(point) <= (RADIUS / width) * duration);
  return near.sort((a, b) => distance(a) - distance(b))[0];
}
