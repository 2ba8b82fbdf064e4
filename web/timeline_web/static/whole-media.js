/**
 * Media from a web server that answers no byte ranges, such as `python3 -m http.server`: there the
 * browser cannot seek, and goes back to the start without a word. Small media are fetched whole;
 * what cannot be fixed is said.
 */
import { seek, soughtTime } from "./playback.js";

/** More than this is not fetched unasked, in bytes. */
const MAX_WHOLE = 100 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
/** Seconds by which a seek may miss; more is no seek. */
const MISSED_BY = 2;
const CANNOT_SEEK = "Seeking does not work here: this web server sends media from the start only (no byte ranges).";

/** Say so when a seek led elsewhere. @param {(text: string) => void} say */
export function watchSeeks(media, say) {
  let judged = media.seeking ? NaN : soughtTime(media);
  media.addEventListener("seeked", () => {
    const target = soughtTime(media);
    // Others seek, too: the browser itself, when what has ended is played again.
    if (target === judged) return;
    judged = target;
    if (Math.abs(media.currentTime - target) > MISSED_BY && Number.isFinite(media.duration)) say(CANNOT_SEEK);
  });
}

/**
 * Make media seekable that a server gives out from the start only.
 *
 * @param {HTMLMediaElement} media from the page's own server
 * @param {(text: string) => void} say shows a line to the viewer
 */
export async function ensureSeekable(media, say) {
  const stop = new AbortController();
  const options = { headers: { Range: "bytes=0-0" }, signal: stop.signal, cache: "no-store" };
  const response = await fetch(media.src, options).catch(() => null);
  if (response?.status !== 200) return stop.abort();
  const size = Number(response.headers.get("Content-Length")) || Infinity;
  if (size > MAX_WHOLE) {
    stop.abort();
    return watchSeeks(media, say);
  }
  say(`This web server cannot seek (no byte ranges): all ${Math.ceil(size / MEGABYTE)} MB are fetched first.`);
  await playBlob(media, await response.blob());
}

/** Play a blob instead, on from where the viewer is or wanted to be. */
async function playBlob(media, blob) {
  const { currentTime, paused, playbackRate } = media;
  media.addEventListener("loadedmetadata", () => {
    media.playbackRate = playbackRate;
    // Asked only now: a link's time may have been sought meanwhile, by who waits for this event, too.
    seek(media, Math.max(currentTime, soughtTime(media) || 0));
    if (!paused) media.play();
  }, { once: true });
  media.src = URL.createObjectURL(blob);
}
