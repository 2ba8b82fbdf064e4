/**
 * The one clock of a media element: tells its followers where the playhead is, on every frame
 * while it plays and at every event that moves it. Anything with the HTMLMediaElement interface
 * will do. No cue events are relied on: they differ by browser, and embeds have none.
 */
import { Playhead } from "./sync.js";

const EVENTS = ["play", "playing", "pause", "seeking", "seeked", "timeupdate", "ended",
  "loadedmetadata", "durationchange", "ratechange", "emptied"];

/** @type {WeakMap<object, MediaClock>} */
const clocks = new WeakMap();

/**
 * @typedef {{time: number, jumped: boolean, playing: boolean}} Tick
 * time in seconds; jumped after a seek, and on a follower's first tick.
 */
class MediaClock {
  constructor(media) {
    this.media = media;
    this.playhead = new Playhead();
    this.followers = new Map();
    this.frame = 0;
    for (const name of EVENTS) media.addEventListener(name, (event) => this.#hear(event.type));
  }

  add(follower) {
    this.followers.set(follower, true);
    this.#tell();
    this.#run();
  }

  #hear(type) {
    if (type === "seeking" || type === "seeked" || type === "emptied") this.#jump();
    this.#tell();
    this.#run();
  }

  #jump() {
    for (const follower of this.followers.keys()) this.followers.set(follower, true);
  }

  #tell() {
    // A frame may come between a seek and its event.
    if (this.media.seeking) this.#jump();
    const time = this.playhead.read(this.media.currentTime || 0);
    const playing = !this.media.paused && !this.media.ended;
    for (const [follower, jumped] of this.followers) {
      this.followers.set(follower, false);
      follower({ time, jumped, playing });
    }
  }

  #run() {
    if (this.frame || this.media.paused || this.followers.size === 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.#tell();
      this.#run();
    });
  }

  seek(seconds) {
    const end = this.media.duration;
    const target = Math.max(0, Number.isFinite(end) ? Math.min(seconds, end) : seconds);
    this.playhead.hold(target);
    this.media.currentTime = target;
    this.#jump();
  }

  get now() {
    return this.playhead.read(this.media.currentTime || 0);
  }
}

function clockOf(media) {
  if (!clocks.has(media)) clocks.set(media, new MediaClock(media));
  return clocks.get(media);
}

/**
 * Call `follower(tick)` now, on each frame while the media plays, and whenever the playhead moves.
 *
 * @param {HTMLMediaElement} media or any element with its interface
 * @param {(tick: Tick) => void} follower
 * @returns {() => void} stops following
 */
export function follow(media, follower) {
  const shared = clockOf(media);
  shared.add(follower);
  return () => shared.followers.delete(follower);
}

/** Move the playhead, and hold it to that moment until the media is there. */
export function seek(media, seconds) {
  clockOf(media).seek(seconds);
}

/** Where the playhead is, in seconds. */
export function now(media) {
  return clockOf(media).now;
}

/** Play or pause. A browser that refuses to start by itself is no error: the user presses play. */
export function toggle(media) {
  if (media.paused) return Promise.resolve(media.play()).catch(() => {});
  media.pause();
}
