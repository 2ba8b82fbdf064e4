/** What the viewer chooses in the settings: speed, cards, a loop, the quiz, announcements. */
import { currentTime, observePlayback, seek, togglePlay } from "./playback.js";
import { formatClock, itemId } from "./sync.js";
import { connectSpeed } from "./speed.js";
import { TimelineEvent } from "./overlay.js";
import { headingOf } from "./parts.js";
import { storage } from "./session.js";

/**
 * @param {object} media
 * @param {HTMLElement} overlay
 * @param {string} id the timeline's
 * @param {() => void} showCards shows or hides the cards, as is chosen now
 * @param {(text: string) => void} say shows for a moment what was set
 * @returns {{loop: {from: () => void, to: () => void, end: () => void}}}
 */
export function connectSettings(media, overlay, id, showCards, say) {
  const control = (name) => document.getElementById(name);
  connectSpeed(media, control("speed"));
  connectCards(control("cards-toggle"), showCards);
  const loop = connectLoop(media, overlay, control("loop-toggle"), say);
  connectQuiz(media, overlay, control("quiz-toggle"), `quiz:${id}`, showCards);
  connectAnnouncer(overlay, control("announce-toggle"), control("announcer"));
  return { loop };
}

/** On request, say to screen readers what comes: chapters, and the points of the cards. */
function connectAnnouncer(overlay, toggle, announcer) {
  toggle.checked = storage.read("announce", false);
  toggle.addEventListener("change", () => storage.write("announce", toggle.checked));
  const announce = ({ detail: { cue } }) => {
    const item = toggle.checked && cue && headingOf(itemId(cue));
    if (item) Object.assign(announcer, { textContent: item.textContent, lang: item.closest("[lang]").lang });
  };
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, announce);
  overlay.addEventListener(TimelineEvent.POINT_ENTER, announce);
}

function connectCards(toggle, showCards) {
  const apply = () => {
    storage.write("cards", toggle.checked);
    showCards();
  };
  toggle.addEventListener("change", apply);
  if (toggle.checked !== storage.read("cards", true)) apply();
}

/**
 * Play a stretch over and over: the chapter that is on while the box is checked, or from one moment
 * to another. Gives what sets those two; the second press of either ends it.
 */
function connectLoop(media, overlay, toggle, say) {
  let loop = null;
  const chapterOn = () => (toggle.checked && overlay.chapter ? { ...overlay.chapter, isChapter: true } : null);
  toggle.addEventListener("change", () => (loop = chapterOn()));
  loop = chapterOn();
  media.addEventListener("ended", () => {
    if (!loop) return;
    seek(media, loop.start);
    togglePlay(media);
  });
  observePlayback(media, ({ time, playing, jumped }) => {
    if (!loop) return;
    if (playing && !jumped && time >= loop.end - 0.02 && time < loop.end + 1) seek(media, loop.start);
    else if (jumped && loop.isChapter && (time < loop.start || time >= loop.end)) loop = chapterOn();
  });
  const set = (change) => {
    toggle.checked = false;
    const { start = 0, end = Infinity } = loop?.isChapter ? {} : loop ?? {};
    loop = { start, end, ...change };
    if (!(loop.start < loop.end)) loop = null;
    say(loop ? `Loop from ${formatClock(loop.start)}${Number.isFinite(loop.end) ? ` to ${formatClock(loop.end)}` : ""}` : "No loop");
  };
  return {
    from: () => set(loop?.start === currentTime(media) ? { end: -1 } : { start: currentTime(media) }),
    to: () => set({ end: currentTime(media) }),
    end: () => set({ end: -1 }),
  };
}

function connectQuiz(media, overlay, toggle, key, showCards) {
  const store = { read: () => storage.read(key, {}), write: (score) => storage.write(key, score) };
  const play = () => media.paused && togglePlay(media);
  const controls = { pause: () => media.pause(), play, restart: () => { seek(media, 0); play(); } };
  const questions = () => overlay.cues.filter((cue) => cue.value.question && cue.id === itemId(cue));
  let quiz = null;
  const loadQuiz = () => (quiz ??= import("./quiz.js").then((module) =>
    new module.Quiz(document.getElementById("stage"), controls, store, questions)));
  const apply = async () => {
    showCards();
    if (toggle.checked || quiz) (await loadQuiz()).setEnabled(toggle.checked);
  };
  toggle.addEventListener("change", apply);
  apply();
  media.addEventListener("ended", async () => {
    if (toggle.checked) (await loadQuiz()).onEnd();
  });
  observePlayback(media, async ({ jumped }) => {
    if (jumped && quiz) (await quiz).cancel();
  });
  overlay.addEventListener(TimelineEvent.POINT_LEAVE, async ({ detail: { cue, jumped } }) => {
    if (toggle.checked && cue.value.question && !jumped) (await loadQuiz()).onLeave(cue);
  });
}
