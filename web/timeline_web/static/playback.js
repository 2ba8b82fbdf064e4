/**
 * Where the playhead of a media element is: listeners are called on every frame while it plays,
 * and at every event that moves it. Anything with the HTMLMediaElement interface will do. No cue
 * events are relied on: they differ by browser, and embeds have none.
 */
import { Playhead } from "./sync.js";

const MEDIA_EVENTS = ["play", "playing", "pause", "seeking", "seeked", "timeupdate", "ended",
  "loadedmetadata", "durationchange", "ratechange", "emptied"];

/** Events that mean a jump of the playhead. */
const JUMPS = new Set(["seeking", "seeked", "emptied"]);

/** @type {WeakMap<object, PlaybackObserver>} */
const observers = new WeakMap();

/**
 * @typedef {{time: number, jumped: boolean, playing: boolean}} Tick
 * time in seconds; jumped after a seek, and on a listener's first tick.
 */

/** One for each media element, shared by all who listen to it. */
class PlaybackObserver {
  #media;
  #playhead = new Playhead();
  /** Each listener, and whether its next tick is a jump. */
  #listeners = new Map();
  #frame = 0;
  /** Where the last seek was to lead. */
  sought = NaN;

  constructor(media) {
    this.#media = media;
    for (const name of MEDIA_EVENTS) media.addEventListener(name, (event) => this.#onEvent(event.type));
  }

  get currentTime() {
    return this.#playhead.read(this.#media.currentTime || 0);
  }

  add(listener) {
    this.#listeners.set(listener, true);
    this.#notify();
    this.#requestFrame();
  }

  delete(listener) {
    this.#listeners.delete(listener);
  }

  seek(seconds) {
    const end = this.#media.duration;
    const target = Math.max(0, Number.isFinite(end) ? Math.min(seconds, end) : seconds);
    this.#playhead.hold(target);
    this.sought = target;
    this.#media.currentTime = target;
    this.#markJump();
  }

  #onEvent(type) {
    if (JUMPS.has(type)) this.#markJump();
    this.#notify();
    this.#requestFrame();
  }

  #markJump() {
    for (const listener of this.#listeners.keys()) this.#listeners.set(listener, true);
  }

  #notify() {
    // A frame may come between a seek and its event.
    if (this.#media.seeking) this.#markJump();
    const time = this.currentTime;
    const playing = !this.#media.paused && !this.#media.ended;
    for (const [listener, jumped] of this.#listeners) {
      this.#listeners.set(listener, false);
      listener({ time, jumped, playing });
    }
  }

  #requestFrame() {
    if (this.#frame || this.#media.paused || this.#listeners.size === 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#notify();
      this.#requestFrame();
    });
  }
}

function observerOf(media) {
  if (!observers.has(media)) observers.set(media, new PlaybackObserver(media));
  return observers.get(media);
}

/**
 * Call `listener(tick)` now, on each frame while the media plays, and whenever the playhead moves.
 *
 * @param {HTMLMediaElement} media or any element with its interface
 * @param {(tick: Tick) => void} listener
 * @returns {() => void} stops observing
 */
export function observePlayback(media, listener) {
  const observer = observerOf(media);
  observer.add(listener);
  return () => observer.delete(listener);
}

/** Move the playhead, and hold it to that moment until the media is there. */
export function seek(media, seconds) {
  observerOf(media).seek(seconds);
}

/** Where the last seek was to lead, in seconds; NaN before the first. */
export function soughtTime(media) {
  return observerOf(media).sought;
}

/** Where the playhead is, in seconds. */
export function currentTime(media) {
  return observerOf(media).currentTime;
}

const DELEGATED = ["duration", "paused", "ended", "currentTime", "playbackRate", "seeking", "readyState",
  "volume", "muted", "buffered", "videoWidth", "videoHeight"];

/**
 * Let another media element play for `media`: from now on `media` answers and fires events as the
 * other does, so that nobody who holds it needs to know.
 *
 * @param {HTMLElement} media
 * @param {HTMLElement} other
 */
export function delegatePlayback(media, other) {
  for (const name of ["playbackRate", "volume", "muted"]) other[name] = media[name];
  for (const name of DELEGATED.filter((one) => one in other)) {
    Object.defineProperty(media, name, { configurable: true, get: () => other[name], set: (value) => (other[name] = value) });
  }
  media.play = () => other.play();
  media.pause = () => other.pause();
  for (const name of [...MEDIA_EVENTS, "canplay", "volumechange", "progress", "waiting"]) {
    other.addEventListener(name, () => media.dispatchEvent(new Event(name)));
  }
  // What failed is over: Media Chrome takes no orders for a medium with an error.
  Object.defineProperty(media, "error", { configurable: true, value: null });
  media.dispatchEvent(new Event("emptied"));
}

/** Play or pause. A browser that refuses to start unasked is no error: the user presses play. */
export function togglePlay(media) {
  if (media.paused) return Promise.resolve(media.play()).catch(() => {});
  media.pause();
}

/** Time ranges of nothing. */
const NO_RANGES = Object.freeze({ length: 0 });

/**
 * Keep a media element's `seekable` empty until there are metadata, as it is anyway. Asked before
 * that, as Media Chrome does, WebKit's GTK port takes the length of the media to be 0 for good.
 *
 * @param {HTMLElement} media any other element is left as it is
 */
export function guardSeekable(media) {
  if (!(media instanceof HTMLMediaElement)) return;
  const { get } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "seekable");
  Object.defineProperty(media, "seekable", { configurable: true, get() {
    return this.readyState ? get.call(this) : NO_RANGES;
  } });
}
