/**
 * What a visit begins with and leaves behind: deep links, the place where the viewer left off,
 * volume and speed, and what the lock screen shows. Kept on this device only.
 */
import { chapterAfter, chapterBefore, clock, parseTime } from "./sync.js";
import { follow, now, seek } from "./clock.js";

const PREFIX = "timeline:";

/** localStorage, where the browser lets us; a private window may not. */
export const memory = {
  /** @param {string} key @param {*} otherwise */
  read(key, otherwise = null) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // Nothing is lost but the memory of it.
    }
  },
};

/**
 * Seconds that an address asks for, `?t=83` or `#chapter-3`; NaN for none.
 *
 * @param {URL|Location} address
 * @param {{id: string, start: number}[]} cues
 */
export function askedTime(address, cues) {
  const id = decodeURIComponent(address.hash.slice(1));
  const cue = cues.find((one) => one.id === id);
  if (cue) return cue.start;
  const fragment = /^t=(.+)$/.exec(id);
  return parseTime(fragment ? fragment[1] : new URLSearchParams(address.search).get("t") ?? "");
}

/** The address of a chapter or point of this page. */
export function linkTo(id) {
  const url = new URL(location.href);
  url.search = "";
  url.hash = id;
  return url.href;
}

/** Put the playhead where the address, or else the last visit, says. Tells of the second. */
export function begin(media, id, cues, tell) {
  const asked = askedTime(location, cues);
  if (Number.isFinite(asked)) return whenReady(media, () => seek(media, asked));
  const left = memory.read(`at:${id}`, 0);
  if (left < 5) return;
  whenReady(media, () => {
    if (media.duration - left < 10 || now(media) > 1) return;
    seek(media, left);
    tell(`Resumed at ${clock(left)}`, "Start over", () => seek(media, 0));
  });
}

function whenReady(media, then) {
  if (media.readyState >= 1) return then();
  media.addEventListener("loadedmetadata", then, { once: true });
}

/** Keep the place, volume and speed; take up volume and speed from last time. */
export function remember(media, id) {
  const { volume = 1, muted = false, rate = 1 } = memory.read("sound", {});
  whenReady(media, () => {
    Object.assign(media, { volume, muted, playbackRate: rate });
    const keep = () => memory.write("sound", { volume: media.volume, muted: media.muted, rate: media.playbackRate });
    for (const name of ["volumechange", "ratechange"]) media.addEventListener(name, keep);
    // The event of a change made just before the page goes would come too late.
    addEventListener("pagehide", keep);
  });
  let kept = 0;
  const place = () => memory.write(`at:${id}`, media.ended ? 0 : Math.floor(now(media)));
  follow(media, ({ time, playing }) => {
    if (!playing || Math.abs(time - kept) < 5) return;
    kept = time;
    place();
  });
  for (const name of ["pause", "ended"]) media.addEventListener(name, place);
  addEventListener("pagehide", () => now(media) > 0 && place());
}

/** Hardware and lock-screen keys, and what is written beside them. */
export function announce(media, title, chapters) {
  const session = navigator.mediaSession;
  if (!session) return () => {};
  const to = (cue) => cue && seek(media, cue.start);
  const actions = {
    previoustrack: () => to(chapterBefore(chapters(), now(media))),
    nexttrack: () => to(chapterAfter(chapters(), now(media))),
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
    session.metadata = new MediaMetadata({ title: chapter?.value.title || title, artist: title });
  };
}
