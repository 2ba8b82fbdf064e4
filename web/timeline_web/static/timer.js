/**
 * `<playback-timer duration="600">`: a media element with nothing to see or hear, only time. A page
 * without media runs on it, so that its timeline can still be played through.
 */
import { delegatePlayback } from "./playback.js";

const TICK_MS = 250;

/**
 * The part of HTMLMediaElement's interface that a page without media needs.
 *
 * @attr {number} duration its length in seconds
 * @fires loadedmetadata
 * @fires durationchange
 * @fires canplay
 * @fires play
 * @fires playing
 * @fires pause
 * @fires seeking
 * @fires seeked
 * @fires timeupdate
 * @fires ratechange
 * @fires ended
 */
export class PlaybackTimer extends HTMLElement {
  static observedAttributes = ["duration"];

  #paused = true;
  #rate = 1;
  /** Where the playhead was at `#startedAt`. */
  #startTime = 0;
  #startedAt = 0;
  #interval = 0;
  muted = false;
  volume = 1;
  seeking = false;
  readyState = 4;

  connectedCallback() {
    queueMicrotask(() => {
      for (const name of ["loadedmetadata", "durationchange", "canplay"]) this.#fire(name);
    });
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#fire("durationchange");
  }

  disconnectedCallback() {
    this.pause();
  }

  get duration() {
    return Number(this.getAttribute("duration")) || NaN;
  }

  get paused() {
    return this.#paused;
  }

  get ended() {
    return this.currentTime >= this.duration;
  }

  get playbackRate() {
    return this.#rate;
  }

  set playbackRate(rate) {
    this.#restartAt(this.currentTime);
    this.#rate = rate;
    this.#fire("ratechange");
  }

  get currentTime() {
    const passed = this.#paused ? 0 : ((performance.now() - this.#startedAt) / 1000) * this.#rate;
    return Math.min(this.#startTime + passed, this.duration || Infinity);
  }

  set currentTime(seconds) {
    this.#restartAt(Math.max(0, Math.min(seconds, this.duration || Infinity)));
    for (const name of ["seeking", "timeupdate", "seeked"]) this.#fire(name);
  }

  async play() {
    if (!this.#paused) return;
    if (this.ended) this.currentTime = 0;
    this.#restartAt(this.currentTime);
    this.#paused = false;
    this.#interval = setInterval(() => this.#tick(), TICK_MS);
    this.#fire("play");
    this.#fire("playing");
  }

  pause() {
    if (this.#paused) return;
    this.#restartAt(this.currentTime);
    this.#paused = true;
    clearInterval(this.#interval);
    this.#fire("pause");
  }

  load() {}

  #tick() {
    this.#fire("timeupdate");
    if (!this.ended) return;
    this.pause();
    this.#fire("ended");
  }

  #restartAt(seconds) {
    this.#startTime = seconds;
    this.#startedAt = performance.now();
  }

  #fire(name) {
    this.dispatchEvent(new Event(name));
  }
}

/**
 * Let a timer run for a media element that cannot play.
 *
 * @param {HTMLElement} media
 * @param {number} duration seconds
 */
export function replacePlayback(media, duration) {
  const timer = document.createElement("playback-timer");
  timer.setAttribute("duration", String(duration));
  delegatePlayback(media, timer);
  timer.hidden = true;
  media.after(timer);
}

if (!customElements.get("playback-timer")) customElements.define("playback-timer", PlaybackTimer);
