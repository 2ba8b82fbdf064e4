/**
 * The rail: a seek bar cut into chapters, with a mark for each insight and question. A slider to
 * the keyboard and to those who hear the page; drag and hover for pointer and touch.
 */
import { chapterOf, clock, countUntil, spoken } from "./sync.js";
import { follow, now, seek } from "./clock.js";
import { isGuessed } from "./overlay.js";

/** Pixels from the pointer within which a point is shown in the preview. */
const REACH = 8;
const STEP = 5;

/** @param {HTMLElement} rail the element of the template @param {object} media */
export class Rail {
  constructor(rail, media) {
    this.rail = rail;
    this.media = media;
    const find = (name) => rail.querySelector(name);
    this.played = find(".seek-bar-played");
    this.buffered = find(".seek-bar-buffered");
    this.head = find(".seek-bar-thumb");
    this.canvas = find("canvas");
    this.preview = find(".seek-bar-preview");
    this.chapters = [];
    this.points = [];
    this.matches = null;
    this.fallback = Number(rail.getAttribute("aria-valuemax")) || 0;
    this.drag = null;
    this.drawn = { x: -1, second: -1 };
    this.#listen();
    new ResizeObserver(() => this.draw()).observe(rail);
    follow(media, (tick) => this.#show(tick.time));
    rail.hidden = false;
  }

  /** Seconds from one end to the other. */
  get duration() {
    const own = this.media.duration;
    return Number.isFinite(own) && own > 0 ? own : this.fallback;
  }

  /** Show these cues, and `sync` for what lies where. */
  set(sync) {
    this.sync = sync;
    this.chapters = sync.cues.filter((cue) => cue.kind === "chapter");
    this.points = sync.cues.filter((cue) => cue.kind !== "chapter");
    this.draw();
  }

  /** Mark these moments (seconds) as found, or none with null. */
  found(moments) {
    this.matches = moments;
    this.draw();
  }

  #listen() {
    const { rail, media } = this;
    rail.addEventListener("pointerdown", (event) => this.#grab(event));
    rail.addEventListener("pointermove", (event) => this.#point(event));
    rail.addEventListener("pointerup", (event) => this.#drop(event));
    rail.addEventListener("pointercancel", () => this.#rest());
    rail.addEventListener("pointerleave", () => this.drag === null && this.#rest());
    rail.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["progress", "loadedmetadata", "durationchange", "seeked"]) {
      media.addEventListener(name, () => this.#buffer());
    }
    media.addEventListener("durationchange", () => this.draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  #fraction(x) {
    const box = this.rail.getBoundingClientRect();
    return Math.min(1, Math.max(0, (x - box.left) / box.width));
  }

  #grab(event) {
    if (event.button !== 0 || !this.duration) return;
    this.rail.setPointerCapture(event.pointerId);
    this.drag = event.pointerType;
    this.#point(event);
    if (this.drag !== "touch") seek(this.media, this.#fraction(event.clientX) * this.duration);
  }

  #point(event) {
    const t = this.#fraction(event.clientX) * this.duration;
    this.#look(t);
    if (this.drag && this.drag !== "touch" && !this.media.seeking) seek(this.media, t);
    if (this.drag) this.#place(t);
  }

  #drop(event) {
    if (this.drag === null) return;
    seek(this.media, this.#fraction(event.clientX) * this.duration);
    this.drag = null;
    if (event.pointerType === "touch") this.#rest();
  }

  #rest() {
    this.drag = null;
    this.preview.hidden = true;
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = now(this.media);
    const goal = {
      ArrowRight: at + STEP, ArrowUp: at + STEP, ArrowLeft: at - STEP, ArrowDown: at - STEP,
      PageUp: at + this.duration / 10, PageDown: at - this.duration / 10, Home: 0, End: this.duration,
    }[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(this.media, goal);
  }

  #show(time) {
    if (this.drag) return;
    this.#place(time);
    const second = Math.floor(time);
    if (second === this.drawn.second) return;
    this.drawn.second = second;
    const chapter = this.sync && chapterOf(this.sync.at(time));
    const where = chapter ? `, ${chapter.value.title.slice(0, 80)}` : "";
    this.rail.setAttribute("aria-valuenow", String(second));
    this.rail.setAttribute("aria-valuemax", String(Math.max(second, Math.round(this.duration))));
    this.rail.setAttribute("aria-valuetext", `${spoken(time)} of ${spoken(this.duration)}${where}`);
  }

  #place(time) {
    const x = this.duration ? Math.round((time / this.duration) * this.width * 2) / 2 : 0;
    if (x === this.drawn.x) return;
    this.drawn.x = x;
    this.played.style.transform = `scaleX(${this.width ? x / this.width : 0})`;
    this.head.style.transform = `translateX(${x}px)`;
  }

  #buffer() {
    const { buffered } = this.media;
    if (!buffered?.length || !this.duration) return;
    this.buffered.style.transform = `scaleX(${Math.min(1, buffered.end(buffered.length - 1) / this.duration)})`;
  }

  #look(t) {
    if (!this.sync) return;
    const { preview } = this;
    this.#picture(t);
    const [chapter, point] = [this.#chapterAt(t), this.#pointNear(t)];
    preview.querySelector("span").textContent = chapter?.value.title ?? "";
    preview.querySelector("time").textContent = clock(point ? point.start : t);
    const said = preview.querySelector(".seek-bar-preview-point");
    said.textContent = point ? point.value.text || point.value.question || point.value.answer : "";
    said.hidden = !point;
    preview.hidden = false;
    const half = preview.offsetWidth / 2;
    const x = (t / this.duration) * this.width;
    preview.style.transform = `translateX(${Math.min(this.width - half, Math.max(half, x)) - half}px)`;
  }

  async #picture(t) {
    const url = this.rail.dataset.storyboard;
    if (!url) return;
    this.looked = t;
    this.board ??= import("./storyboard.js").then((late) => late.open(url));
    const board = await this.board;
    if (this.looked === t) board.draw(this.preview.firstElementChild, t);
  }

  #chapterAt(t) {
    return this.chapters[countUntil(this.chapters.length, (i) => this.chapters[i].start, t) - 1];
  }

  #pointNear(t) {
    const reach = (REACH / this.width) * this.duration;
    const { points } = this;
    const next = countUntil(points.length, (i) => points[i].start, t);
    const near = [points[next - 1], points[next]].filter((p) => p && Math.abs(p.start - t) <= reach);
    return near.sort((a, b) => Math.abs(a.start - t) - Math.abs(b.start - t))[0];
  }

  /** Draw the cuts between chapters and the marks, once for each size and timeline. */
  draw() {
    const { canvas } = this;
    const ratio = devicePixelRatio || 1;
    this.width = this.rail.clientWidth;
    const height = this.rail.clientHeight;
    this.drawn.x = -1;
    this.#place(now(this.media));
    if (!this.width || !this.duration) return;
    canvas.width = Math.round(this.width * ratio);
    canvas.height = Math.round(height * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const style = getComputedStyle(this.rail);
    const x = (t) => (t / this.duration) * this.width;
    this.#cut(pen, x, height / 2, style.getPropertyValue("--seek-bar-gap"));
    this.#mark(pen, x, height / 2, style);
  }

  #cut(pen, x, middle, colour) {
    pen.fillStyle = colour;
    const gap = this.chapters.length > this.width / 8 ? 1 : 3;
    for (const chapter of this.chapters) {
      if (x(chapter.start) >= 1) pen.fillRect(Math.round(x(chapter.start)) - gap / 2, middle - 5, gap, 10);
    }
  }

  #mark(pen, x, middle, style) {
    pen.lineWidth = 1.5;
    pen.fillStyle = pen.strokeStyle = style.getPropertyValue("--seek-bar-marker");
    const drawn = new Set();
    const size = this.points.length > this.width / 14 ? 2 : 3;
    for (const point of this.points) {
      const at = Math.round(x(point.start) * 2) / 2;
      const kind = point.kind + isGuessed(point.value);
      if (drawn.has(kind + at)) continue;
      drawn.add(kind + at);
      this.#shape(pen, point, Math.min(this.width - 4, Math.max(4, at)), middle - 12, size);
    }
    pen.fillStyle = style.getPropertyValue("--seek-bar-match");
    for (const moment of this.matches ?? []) pen.fillRect(Math.round(x(moment)) - 1, middle + 6, 2, 8);
  }

  /** An insight is a dot, a question a diamond; hollow where we chose the time ourselves. */
  #shape(pen, point, x, y, size) {
    pen.beginPath();
    if (point.kind === "qa") {
      const reach = size * 1.35;
      pen.moveTo(x, y - reach);
      for (const [dx, dy] of [[reach, 0], [0, reach], [-reach, 0]]) pen.lineTo(x + dx, y + dy);
      pen.closePath();
    } else pen.arc(x, y, size, 0, 2 * Math.PI);
    if (isGuessed(point.value)) pen.stroke();
    else pen.fill();
  }
}
