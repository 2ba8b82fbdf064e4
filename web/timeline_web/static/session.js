/**
 * What a visit begins with and leaves behind: deep links, the place where the viewer left off,
 * volume and speed, and what the lock screen shows. Kept on this device only.
 */
import { formatClock, nextChapter, parseTime, previousChapter } from "./sync.js";
import { currentTime, observePlayback, seek } from "./playback.js";

const PREFIX = "timeline:";
/** A viewer who left sooner than this, in seconds, starts over. */
const MIN_RESUME = 5;
/** The position is stored once in so many seconds of playing. */
const STORE_INTERVAL = 5;

/** localStorage, where the browser lets us; a private window may not. */
export const storage = {
  /** @param {string} key @param {*} fallback */
  read(key, fallback = null) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key)) ?? fallback;
    } catch {
      return fallback;
    }
  },
  /** Gives whether it is kept: the page works without. */
  write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
};

/** Call `listener` when another tab has stored something else under `key`. */
export const onStored = (key, listener) => addEventListener("storage", (event) => event.key === PREFIX + key && listener());

/**
 * Seconds that an address asks for, `?t=83` or `#chapter-3`; NaN for none.
 *
 * @param {URL|Location} address
 * @param {{id: string, start: number}[]} cues
 */
export function requestedTime(address, cues) {
  const id = decodeHash(address.hash);
  const cue = cues.find((one) => one.id === id);
  if (cue) return cue.start;
  const fragment = /^t=(.+)$/.exec(id);
  return parseTime(fragment ? fragment[1] : new URLSearchParams(address.search).get("t") ?? "");
}

/** A fragment's text; as it is where its escapes are no text ("#50%"). */
function decodeHash(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** The address of a chapter or point of this page. */
export function linkToItem(id) {
  const url = new URL(location.href);
  url.search = "";
  url.hash = id;
  return url.href;
}

/** The address of a moment of this page. @param {number} seconds */
export function linkToTime(seconds) {
  const url = new URL(location.href);
  url.search = `?t=${Math.floor(seconds)}`;
  url.hash = "";
  return url.href;
}

/** What another page includes to show this one's player without its text. @param {string} title */
export function embedCode(title) {
  const url = new URL(location.href);
  url.search = "?embed";
  url.hash = "";
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: url.href, title, width: 640, height: 460, allow: "fullscreen; picture-in-picture" });
  return frame.outerHTML;
}

/** Put the playhead where the address, or else the last visit, says; a notice says so for the latter. */
export function restorePosition(media, id, cues, showNotice) {
  const requested = requestedTime(location, cues);
  if (Number.isFinite(requested)) return whenReady(media, () => seek(media, requested));
  const last = storage.read(positionKey(id), 0);
  if (last < MIN_RESUME) return;
  whenReady(media, () => {
    if (media.duration - last < 10 || currentTime(media) > 1) return;
    seek(media, last);
    showNotice(`Resumed at ${formatClock(last)}`, "Start over", () => seek(media, 0));
  });
}

function positionKey(id) {
  return `at:${id}`;
}

function whenReady(media, callback) {
  if (media.readyState >= 1) return callback();
  media.addEventListener("loadedmetadata", callback, { once: true });
}

/** Store the position, volume and speed; restore volume and speed from last time. */
export function persistState(media, id) {
  const { volume = 1, muted = false, rate = 1 } = storage.read("sound", {});
  whenReady(media, () => {
    Object.assign(media, { volume, muted, playbackRate: rate });
    const store = () => storage.write("sound", { volume: media.volume, muted: media.muted, rate: media.playbackRate });
    for (const name of ["volumechange", "ratechange"]) media.addEventListener(name, store);
    // The event of a change made just before the page goes would come too module.
    addEventListener("pagehide", store);
  });
  let stored = 0;
  const storePosition = () => storage.write(positionKey(id), media.ended ? 0 : Math.floor(currentTime(media)));
  observePlayback(media, ({ time, playing }) => {
    if (!playing || Math.abs(time - stored) < STORE_INTERVAL) return;
    stored = time;
    storePosition();
  });
  for (const name of ["pause", "ended"]) media.addEventListener(name, storePosition);
  addEventListener("pagehide", () => currentTime(media) > 0 && storePosition());
}

/** Hardware and lock-screen keys, and what is written beside them. */
export function connectMediaSession(media, chapters) {
  const session = navigator.mediaSession;
  if (!session) return () => {};
  const seekTo = (cue) => cue && seek(media, cue.start);
  const actions = {
    previoustrack: () => seekTo(previousChapter(chapters(), currentTime(media))),
    nexttrack: () => seekTo(nextChapter(chapters(), currentTime(media))),
    seekto: ({ seekTime }) => seek(media, seekTime),
  };
  for (const [name, action] of Object.entries(actions)) {
    try {
      session.setActionHandler(name, action);
    } catch {
      // A browser without this key.
    }
  }
  return (chapter) => {
    session.metadata = new MediaMetadata({ title: chapter?.value.title || document.title, artist: document.title });
  };
}
