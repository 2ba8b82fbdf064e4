/**
 * The seek bar: cut into chapters, with a marker for each point. A slider to the
 * keyboard and to screen readers; drag and hover for pointer and touch.
 */
import { chapterOf, formatClock, formatSpoken, upperBound } from "./sync.js";
import { currentTime, observePlayback, seek } from "./playback.js";
import { observeSize } from "./frames.js";
import { isGuessed } from "./overlay-cards.js";

/** Seconds that an arrow key moves. */
const KEY_STEP = 5;

/** Pixels between markers; points closer than that are one. */
const MARKER_DISTANCE = 9;

/**
 * Places that are too close to each other, taken together, each no wider than `distance`.
 *
 * @param {number[]} places ascending
 * @param {number} distance
 * @returns {{first: number, count: number, from: number, to: number}[]} first is an index
 */
export function clusters(places, distance) {
  const found = [];
  places.forEach((place, index) => {
    const last = found.at(-1);
    if (last && place - last.from < distance) Object.assign(last, { count: last.count + 1, to: place });
    else found.push({ first: index, count: 1, from: place, to: place });
  });
  return found;
}

/** Several points: a bar, the higher the more they are. */
function drawCluster(context, x, bottom, count) {
  const height = Math.min(12, 4 + 2 * Math.log2(count));
  context.beginPath();
  context.roundRect(x - 1.5, bottom - height, 3, height, 1.5);
  context.fill();
}

export class SeekBar {
  #element;
  #media;
  #played;
  #buffered;
  #thumb;
  #canvas;
  /** A promise of what shows it. */
  #preview = null;
  /** Seconds that the preview is of, NaN while there is none. */
  #previewTime = NaN;
  /** @type {import("./sync.js").CueIndex|null} */
  #index = null;
  #chapters = [];
  #points = [];
  /** Seconds of what was found, or null. */
  #matches = null;
  /** Seconds, until the media has its own duration. */
  #pageDuration;
  /** The type of the pointer that drags, or null. */
  #dragging = null;
  #width = 0;
  /** What is drawn: the thumb's pixel, the second that is spoken. */
  #drawn = { x: -1, second: -1 };

  /** @param {HTMLElement} element of the template @param {object} media */
  constructor(element, media) {
    this.#element = element;
    this.#media = media;
    const find = (selector) => element.querySelector(selector);
    this.#played = find(".seek-bar-played");
    this.#buffered = find(".seek-bar-buffered");
    this.#thumb = find(".seek-bar-thumb");
    this.#canvas = find("canvas");
    this.#pageDuration = Number(element.getAttribute("aria-valuemax")) || 0;
    this.#listen();
    observeSize([element], () => this.#draw());
    observePlayback(media, (tick) => this.#onTick(tick.time));
    element.hidden = false;
  }

  /** Seconds from one end to the other. */
  get duration() {
    const own = this.#media.duration;
    return Number.isFinite(own) && own > 0 ? own : this.#pageDuration;
  }

  /** Pixels from one end to the other. */
  get width() {
    return this.#width;
  }

  /** The chapters' cues, in order. */
  get chapters() {
    return this.#chapters;
  }

  /** The points' cues, in order of time. */
  get points() {
    return this.#points;
  }

  /** Show the cues of `index`. */
  setCues(index) {
    this.#index = index;
    this.#chapters = index.cues.filter((cue) => cue.kind === "chapter");
    this.#points = index.cues.filter((cue) => cue.kind !== "chapter");
    this.#draw();
    this.#setValue(currentTime(this.#media));
  }

  /** Mark these moments (seconds) as found, or none with null. */
  setMatches(moments) {
    this.#matches = moments;
    this.#draw();
  }

  #listen() {
    const element = this.#element;
    element.addEventListener("pointerdown", (event) => this.#onPointerDown(event));
    element.addEventListener("pointermove", (event) => this.#onPointerMove(event));
    element.addEventListener("pointerup", (event) => this.#onPointerUp(event));
    element.addEventListener("pointercancel", () => this.#endDrag());
    element.addEventListener("pointerleave", () => this.#dragging === null && this.#endDrag());
    element.addEventListener("keydown", (event) => this.#onKeyDown(event));
    for (const name of ["progress", "loadedmetadata", "durationchange", "seeked"]) {
      this.#media.addEventListener(name, () => this.#showBuffered());
    }
    this.#media.addEventListener("durationchange", () => this.#draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  #timeAt(clientX) {
    const box = this.#element.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * this.duration;
  }

  #onPointerDown(event) {
    if (event.button !== 0 || !this.duration) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#dragging = event.pointerType;
    this.#onPointerMove(event);
    if (this.#dragging !== "touch") seek(this.#media, this.#timeAt(event.clientX));
  }

  #onPointerMove(event) {
    const time = this.#timeAt(event.clientX);
    this.#showPreview(time);
    if (this.#dragging && this.#dragging !== "touch" && !this.#media.seeking) seek(this.#media, time);
    if (this.#dragging) this.#moveThumb(time);
  }

  #onPointerUp(event) {
    if (this.#dragging === null) return;
    seek(this.#media, this.#timeAt(event.clientX));
    this.#dragging = null;
    if (event.pointerType === "touch") this.#endDrag();
  }

  #endDrag() {
    this.#dragging = null;
    this.#hidePreview();
  }

  #onKeyDown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const time = currentTime(this.#media);
    const target = {
      ArrowRight: time + KEY_STEP, ArrowUp: time + KEY_STEP,
      ArrowLeft: time - KEY_STEP, ArrowDown: time - KEY_STEP,
      PageUp: time + this.duration / 10, PageDown: time - this.duration / 10,
      Home: 0, End: this.duration,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(this.#media, target);
  }

  #onTick(time) {
    if (this.#dragging) return;
    this.#moveThumb(time);
    const second = Math.floor(time);
    if (second === this.#drawn.second) return;
    this.#drawn.second = second;
    this.#setValue(time);
  }

  /** Say to screen readers where the playhead is. */
  #setValue(time) {
    const second = Math.floor(time);
    const chapter = this.#index && chapterOf(this.#index.activeAt(time));
    const title = chapter ? `, ${chapter.value.title.slice(0, 80)}` : "";
    this.#element.setAttribute("aria-valuenow", String(second));
    this.#element.setAttribute("aria-valuemax", String(Math.max(second, Math.round(this.duration))));
    this.#element.setAttribute("aria-valuetext", `${formatSpoken(time)} of ${formatSpoken(this.duration)}${title}`);
  }

  #moveThumb(time) {
    const x = this.duration ? Math.round((time / this.duration) * this.#width * 2) / 2 : 0;
    if (x === this.#drawn.x) return;
    this.#drawn.x = x;
    this.#played.style.transform = `scaleX(${this.#width ? x / this.#width : 0})`;
    this.#thumb.style.transform = `translateX(${x}px)`;
  }

  #showBuffered() {
    const { buffered } = this.#media;
    if (!buffered?.length || !this.duration) return;
    this.#buffered.style.transform = `scaleX(${Math.min(1, buffered.end(buffered.length - 1) / this.duration)})`;
  }

  /** What is there, beside the pointer; the script for it comes with the first pointer. */
  async #showPreview(time) {
    this.#previewTime = time;
    this.#preview ??= import("./seek-bar-preview.js").then((module) => new module.SeekBarPreview(this.#element));
    const preview = await this.#preview;
    if (this.#previewTime === time && this.#index) preview.show(time, this);
  }

  #hidePreview() {
    this.#previewTime = NaN;
    this.#element.querySelector(".seek-bar-preview").hidden = true;
  }

  /** Draw the gaps between chapters and the markers, once for each size and timeline. */
  #draw() {
    const canvas = this.#canvas;
    const ratio = devicePixelRatio || 1;
    this.#width = this.#element.clientWidth;
    const height = this.#element.clientHeight;
    this.#drawn.x = -1;
    this.#moveThumb(currentTime(this.#media));
    if (!this.#width || !this.duration) return;
    canvas.width = Math.round(this.#width * ratio);
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const style = getComputedStyle(this.#element);
    const xOf = (time) => (time / this.duration) * this.#width;
    this.#drawGaps(context, xOf, height / 2, style.getPropertyValue("--seek-bar-gap"));
    this.#drawMarkers(context, xOf, height / 2, style.getPropertyValue("--seek-bar-marker"));
    this.#drawMatches(context, xOf, height / 2, style.getPropertyValue("--seek-bar-match"));
  }

  #drawGaps(context, xOf, middle, colour) {
    context.fillStyle = colour;
    const gap = this.#chapters.length > this.#width / 8 ? 1 : 3;
    for (const { start } of this.#chapters) {
      if (xOf(start) >= 1) context.fillRect(Math.round(xOf(start)) - gap / 2, middle - 5, gap, 10);
    }
  }

  #drawMarkers(context, xOf, middle, colour) {
    context.lineWidth = 1.5;
    context.fillStyle = context.strokeStyle = colour;
    for (const cluster of clusters(this.#points.map((point) => xOf(point.start)), MARKER_DISTANCE)) {
      const x = Math.min(this.#width - 4, Math.max(4, (cluster.from + cluster.to) / 2));
      if (cluster.count === 1) this.#drawMarker(context, this.#points[cluster.first], x, middle - 12, 3);
      else drawCluster(context, x, middle - 7, cluster.count);
    }
  }

  /**
   * A question is a diamond, an action item a square, any other point a dot; hollow where the
   * time is a guess of ours.
   */
  #drawMarker(context, point, x, y, size) {
    context.beginPath();
    if (point.kind === "qa") {
      const radius = size * 1.35;
      context.moveTo(x, y - radius);
      for (const [dx, dy] of [[radius, 0], [0, radius], [-radius, 0]]) context.lineTo(x + dx, y + dy);
      context.closePath();
    } else if (point.kind === "action") context.rect(x - size, y - size, 2 * size, 2 * size);
    else context.arc(x, y, size, 0, 2 * Math.PI);
    if (isGuessed(point.value)) context.stroke();
    else context.fill();
  }

  #drawMatches(context, xOf, middle, colour) {
    context.fillStyle = colour;
    for (const moment of this.#matches ?? []) context.fillRect(Math.round(xOf(moment)) - 1, middle + 6, 2, 8);
  }
}
