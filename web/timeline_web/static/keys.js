/**
 * Keys by convention. Fields keep theirs, buttons keep Space and Enter, and whatever is held with
 * Alt or the system key belongs to the browser or a screen reader.
 */
import { currentTime, seek, togglePlay } from "./playback.js";

const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3];

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

/**
 * @param {object} media
 * @param {{[name: string]: () => void}} actions previous, next, fullscreen, captions, help, find
 * @param {{enabled: () => boolean, stage: HTMLElement}} options
 */
export function listenForKeys(media, actions, { enabled, stage }) {
  const seekBy = (seconds) => () => seek(media, currentTime(media) + seconds);
  const changeSpeed = (direction) => () => (media.playbackRate = nextRate(media.playbackRate, direction));
  const changeVolume = (step) => () => {
    media.volume = Math.round(Math.min(1, Math.max(0, media.volume + step)) * 100) / 100;
    if (step > 0) media.muted = false;
  };
  const anywhere = {
    k: () => togglePlay(media), " ": () => togglePlay(media), j: seekBy(-10), l: seekBy(10),
    ArrowLeft: seekBy(-5), ArrowRight: seekBy(5), m: () => (media.muted = !media.muted),
    c: actions.captions, f: actions.fullscreen, "<": changeSpeed(-1), ">": changeSpeed(1),
    "?": actions.help, "/": actions.find,
  };
  for (let n = 0; n < 10; n++) anywhere[n] = () => seek(media, ((media.duration || 0) * n) / 10);
  // These scroll the text when the focus is there.
  const onStage = { ArrowUp: changeVolume(0.05), ArrowDown: changeVolume(-0.05), Home: () => seek(media, 0), End: () => seek(media, media.duration || 0) };
  const withControl = { ArrowLeft: actions.previous, ArrowRight: actions.next };

  function actionFor(event, target) {
    if (event.altKey || event.metaKey) return null;
    if (event.ctrlKey) return withControl[event.key];
    if (event.key === " " && target.closest?.("button, a, summary, input, [role=button], media-play-button, media-mute-button, media-fullscreen-button, media-pip-button")) return null;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return anywhere[key] ?? (document.fullscreenElement || stage.contains(target) ? onStage[key] : null);
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
  return event.key.length === 1 && target.closest("[role=slider]") !== null && !target.closest("input");
}
