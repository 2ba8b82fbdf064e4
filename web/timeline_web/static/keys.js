/**
 * Keys by convention. Fields keep theirs, buttons keep Space and Enter, and whatever is held with
 * Alt or the system key belongs to the browser or a screen reader.
 */
import { formatClock } from "./sync.js";
import { currentTime, seek, togglePlay } from "./playback.js";

export const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];
/** Seconds of a frame, near enough: pages do not learn how long it is. */
const FRAME = 1 / 25;
const BUTTONS = "button, a, summary, input, [role=button], media-play-button, media-mute-button, " +
  "media-fullscreen-button, media-pip-button";

/** The next speed up (1) or down (-1) from `rate`. */
export function nextRate(rate, direction) {
  return direction > 0
    ? RATES.find((r) => r > rate + 0.01) ?? RATES.at(-1)
    : RATES.findLast((r) => r < rate - 0.01) ?? RATES[0];
}

/** Whether typing here means text, or a choice of the field's own. */
function isField(element) {
  return element.isContentEditable || element.closest?.("input:not([type=checkbox]), textarea, select, [role=slider]") !== null;
}

/** What keys do to the media; each says what it did. */
function mediaActions(media, say) {
  const seekTo = (seconds) => {
    seek(media, seconds);
    say(formatClock(currentTime(media)));
  };
  const seekBy = (seconds) => () => seekTo(currentTime(media) + seconds);
  const changeSpeed = (direction) => () => {
    media.playbackRate = nextRate(media.playbackRate, direction);
    say(`${media.playbackRate}×`);
  };
  const changeVolume = (step) => () => {
    media.volume = Math.round(Math.min(1, Math.max(0, media.volume + step)) * 100) / 100;
    if (step > 0) media.muted = false;
    say(`Volume ${Math.round(media.volume * 100)} %`);
  };
  const mute = () => {
    media.muted = !media.muted;
    say(media.muted ? "Muted" : `Volume ${Math.round(media.volume * 100)} %`);
  };
  const stepFrame = (seconds) => () => {
    media.pause();
    seekBy(seconds)();
  };
  return { seekTo, seekBy, changeSpeed, changeVolume, mute, stepFrame };
}

/**
 * @param {object} media
 * @param {{[name: string]: () => void}} actions what buttons can ask for, too
 * @param {object} options
 * @param {() => boolean} options.enabled
 * @param {() => number} options.duration seconds: the media's own may be unknown, or without end
 * @param {HTMLElement} options.stage
 * @param {(text: string) => void} options.say shows for a moment what a key did
 */
export function listenForKeys(media, actions, { enabled, duration, stage, say }) {
  const { seekTo, seekBy, changeSpeed, changeVolume, mute, stepFrame } = mediaActions(media, say);
  const anywhere = {
    k: () => togglePlay(media), " ": () => togglePlay(media), j: seekBy(-10), l: seekBy(10),
    ArrowLeft: seekBy(-5), ArrowRight: seekBy(5), m: mute, ",": stepFrame(-FRAME), ".": stepFrame(FRAME),
    n: actions.nextPoint, p: actions.previousPoint, y: actions["copy-now"], b: actions.bookmark, t: actions.sheet,
    "[": actions.loopFrom, "]": actions.loopTo, "\\": actions.loopEnd,
    c: actions.captions, f: actions.fullscreen, "<": changeSpeed(-1), ">": changeSpeed(1),
    "?": actions.help, "/": actions.find,
  };
  for (let n = 0; n < 10; n++) anywhere[n] = () => seekTo((duration() * n) / 10);
  // These scroll the text when the focus is there.
  const onStage = { ArrowUp: changeVolume(0.05), ArrowDown: changeVolume(-0.05), Home: () => seekTo(0), End: () => seekTo(duration()) };
  const withControl = { ArrowLeft: actions.previous, ArrowRight: actions.next };

  /** Whether nothing that scrolls has the focus: the stage, or nothing at all on a page that does not scroll. */
  function isOnStage(target) {
    const { scrollHeight, clientHeight } = document.documentElement;
    const isFresh = target === document.body && scrollHeight <= clientHeight;
    return document.fullscreenElement || stage.contains(target) || isFresh;
  }

  function actionFor(event, target) {
    if (event.altKey || event.metaKey) return null;
    if (event.ctrlKey) return withControl[event.key];
    if (event.key === " " && target.closest?.(BUTTONS)) return null;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return anywhere[key] ?? (isOnStage(target) ? onStage[key] : null);
  }

  document.addEventListener("keydown", (event) => {
    const target = event.composedPath()[0];
    if (event.defaultPrevented || !enabled() || !(target instanceof Element)) return;
    if (isField(target) && !(event.ctrlKey && target.closest("[role=slider]")) && !isSliderLetter(event, target)) return;
    if (document.querySelector("dialog[open]") || target.closest("[popover]")) return;
    const action = actionFor(event, target);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** A slider uses arrows and the like; letters and digits mean the player there too. */
function isSliderLetter(event, target) {
  return event.key.length === 1 && target.matches("[role=slider], [type=range]");
}
