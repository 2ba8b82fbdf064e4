/** What the viewer chooses in the settings: speed, cards, a loop, the quiz. */
import { follow, seek, toggle } from "./clock.js";
import { memory } from "./session.js";

/**
 * @param {object} media
 * @param {HTMLElement} overlay
 * @param {string} id the timeline's
 */
export function connectChoices(media, overlay, id) {
  const box = (name) => document.getElementById(name);
  connectSpeed(media, box("speed"));
  if (box("cards-toggle")) connectCards(overlay, box("cards-toggle"));
  if (box("loop-toggle")) connectLoop(media, overlay, box("loop-toggle"));
  if (box("quiz-toggle")) connectQuiz(media, overlay, box("quiz-toggle"), `quiz:${id}`);
}

function connectSpeed(media, choice) {
  const show = () => {
    const rate = String(media.playbackRate);
    if (![...choice.options].some((option) => option.value === rate)) choice.add(new Option(`${rate}×`, rate));
    choice.value = rate;
  };
  choice.addEventListener("change", () => (media.playbackRate = Number(choice.value)));
  media.addEventListener("ratechange", show);
  show();
}

function connectCards(overlay, box) {
  const choose = () => {
    memory.write("cards", box.checked);
    overlay.toggleAttribute("nocards", !box.checked);
  };
  box.addEventListener("change", choose);
  if (box.checked !== memory.read("cards", true)) choose();
}

/** Play the chapter that is on, over and over, while the box is ticked. */
function connectLoop(media, overlay, box) {
  let chapter = null;
  const choose = () => (chapter = box.checked ? overlay.chapter : null);
  box.addEventListener("change", choose);
  choose();
  media.addEventListener("ended", () => {
    if (!chapter) return;
    seek(media, chapter.start);
    toggle(media);
  });
  follow(media, ({ time, playing, jumped }) => {
    if (!chapter) return;
    if (playing && !jumped && time >= chapter.end - 0.02 && time < chapter.end + 1) seek(media, chapter.start);
    else if (jumped && (time < chapter.start || time >= chapter.end)) chapter = overlay.chapter;
  });
}

function connectQuiz(media, overlay, box, key) {
  const store = { read: () => memory.read(key, {}), write: (score) => memory.write(key, score) };
  const controls = { pause: () => media.pause(), play: () => toggle(media) };
  let quiz = null;
  const loaded = () => (quiz ??= import("./quiz.js").then((late) =>
    new late.Quiz(document.getElementById("quiz"), controls, store)));
  const choose = async () => {
    // The card would give away what is about to be asked.
    overlay.toggleAttribute("nocards", box.checked || !memory.read("cards", true));
    if (box.checked || quiz) (await loaded()).set(box.checked);
  };
  box.addEventListener("change", choose);
  choose();
  overlay.addEventListener("pointleave", async ({ detail: { cue, jumped } }) => {
    if (box.checked && cue.kind === "qa" && !jumped) (await loaded()).left(cue);
  });
}
