/** What the viewer chooses in the settings: speed, cards, a loop, the quiz. */
import { observePlayback, seek, togglePlay } from "./playback.js";
import { itemId } from "./sync.js";
import { TimelineEvent } from "./overlay.js";
import { storage } from "./session.js";

/**
 * @param {object} media
 * @param {HTMLElement} overlay
 * @param {string} id the timeline's
 * @param {() => void} showCards shows or hides the cards, as is chosen now
 */
export function connectSettings(media, overlay, id, showCards) {
  const control = (name) => document.getElementById(name);
  connectSpeed(media, control("speed"));
  if (control("cards-toggle")) connectCards(control("cards-toggle"), showCards);
  if (control("loop-toggle")) connectLoop(media, overlay, control("loop-toggle"));
  if (control("quiz-toggle")) connectQuiz(media, overlay, control("quiz-toggle"), `quiz:${id}`, showCards);
}

function connectSpeed(media, select) {
  const show = () => {
    const rate = String(media.playbackRate);
    if (![...select.options].some((option) => option.value === rate)) select.add(new Option(`${rate}×`, rate));
    select.value = rate;
  };
  select.addEventListener("change", () => (media.playbackRate = Number(select.value)));
  media.addEventListener("ratechange", show);
  show();
}

function connectCards(toggle, showCards) {
  const apply = () => {
    storage.write("cards", toggle.checked);
    showCards();
  };
  toggle.addEventListener("change", apply);
  if (toggle.checked !== storage.read("cards", true)) apply();
}

/** Play the chapter that is on, over and over, while the box is checked. */
function connectLoop(media, overlay, toggle) {
  let chapter = null;
  const apply = () => (chapter = toggle.checked ? overlay.chapter : null);
  toggle.addEventListener("change", apply);
  apply();
  media.addEventListener("ended", () => {
    if (!chapter) return;
    seek(media, chapter.start);
    togglePlay(media);
  });
  observePlayback(media, ({ time, playing, jumped }) => {
    if (!chapter) return;
    if (playing && !jumped && time >= chapter.end - 0.02 && time < chapter.end + 1) seek(media, chapter.start);
    else if (jumped && (time < chapter.start || time >= chapter.end)) chapter = overlay.chapter;
  });
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
