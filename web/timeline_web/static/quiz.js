/**
 * Quiz mode: when the playhead, playing, leaves a question's moment, pause and ask; at the end,
 * say what was known. That is kept on this device.
 */

/** @typedef {import("./sync.js").Cue} Cue */
/** @typedef {{[id: string]: boolean}} Score which question was known, by the cue's id */

/** "3 of 5 known". */
function scoreText(score) {
  const answers = Object.values(score);
  return answers.length ? `${answers.filter(Boolean).length} of ${answers.length} known` : "";
}

function quizElement(tag, className, text) {
  return Object.assign(document.createElement(tag), { className, textContent: text ?? "" });
}

function quizButton(text, onClick, className = "") {
  const button = quizElement("button", className, text);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

/** A text in the language and direction that its item has in the panel. */
function quizText(tag, className, text, cue) {
  const element = quizElement(tag, className, text);
  const item = document.getElementById(cue.id)?.querySelector("summary");
  if (item) Object.assign(element, { lang: item.closest("[lang]").lang, dir: getComputedStyle(item).direction });
  return element;
}

/** Whether a cue can be asked. @param {Cue} cue */
function isQuestion(cue) {
  return Boolean(cue.value.question && cue.value.answer);
}

export class Quiz {
  #container;
  #media;
  #store;
  #questions;
  #enabled = false;
  /** Cues that wait to be asked. */
  #queue = [];
  /** Ids of what was asked since the film began. */
  #asked = new Set();
  /** @type {HTMLDialogElement|null} */
  #dialog = null;
  /** What comes when no question waits. */
  #next;

  /**
   * @param {HTMLElement} container where to ask: a part of what is in full screen
   * @param {{pause: () => void, play: () => void, restart: () => void}} media
   * @param {{read: () => Score, write: (score: Score) => void}} store
   * @param {() => Cue[]} questions all of them, in order
   */
  constructor(container, media, store, questions) {
    this.#container = container;
    this.#media = media;
    this.#store = store;
    this.#questions = () => questions().filter(isQuestion);
    this.#next = () => this.#media.play();
  }

  /** Switch the mode on or off. */
  setEnabled(enabled) {
    this.#enabled = enabled;
    if (!enabled) this.cancel();
  }

  /** The playhead left `cue`, a question, by playing on. */
  onLeave(cue) {
    if (!this.#enabled || !isQuestion(cue)) return;
    this.#media.pause();
    this.#next = () => this.#media.play();
    this.#enqueue([cue]);
  }

  /** The film is over: ask what began and was not asked, then say how it went. */
  onEnd() {
    if (!this.#enabled) return;
    this.#next = () => this.#showResult();
    this.#enqueue(this.#questions().slice(-1).filter((cue) => !this.#asked.has(cue.id)));
    this.#asked.clear();
  }

  /** The playhead went elsewhere: the question is not asked any more. */
  cancel() {
    this.#queue = [];
    this.#close();
  }

  #enqueue(cues) {
    this.#queue.push(...cues);
    if (!this.#dialog) this.#continue();
  }

  /** Ask the next question that waits, or go on. */
  #continue() {
    this.#close();
    const cue = this.#queue.shift();
    if (cue) this.#ask(cue);
    else this.#next();
  }

  #ask(cue) {
    this.#asked.add(cue.id);
    const answer = quizText("p", "quiz-answer", cue.value.answer, cue);
    answer.hidden = true;
    const buttons = quizElement("div", "quiz-buttons");
    const show = quizButton("Show the answer", () => {
      answer.hidden = false;
      buttons.replaceChildren(
        quizButton("I knew it", () => this.#record(cue, true), "primary"),
        quizButton("Not yet", () => this.#record(cue, false)),
      );
      buttons.firstChild.focus();
    }, "primary");
    buttons.append(show, quizButton("Skip", () => this.#continue()));
    this.#open("Quiz", quizText("h2", "quiz-question", cue.value.question, cue), answer, buttons,
      quizElement("p", "quiz-score", scoreText(this.#store.read())));
    show.focus();
  }

  #record(cue, known) {
    this.#store.write({ ...this.#store.read(), [cue.id]: known });
    this.#continue();
  }

  #showResult() {
    const score = this.#store.read();
    const missed = this.#questions().filter((cue) => score[cue.id] === false);
    const list = quizElement("ul", "quiz-missed");
    list.append(...missed.map((cue) => quizText("li", "", cue.value.question, cue)));
    const buttons = quizElement("div", "quiz-buttons");
    if (missed.length) buttons.append(quizButton("Only those I missed", () => this.#askAgain(missed), "primary"));
    buttons.append(quizButton("Start anew", () => this.#startAnew()), quizButton("Close", () => this.cancel()));
    const heading = scoreText(score) || "No question was answered";
    const rest = missed.length ? [quizElement("p", "quiz-label", "Not known yet"), list] : [];
    this.#open("Quiz: result", quizElement("h2", "quiz-question", heading), ...rest, buttons);
    buttons.firstChild.focus();
  }

  #askAgain(cues) {
    this.#close();
    this.#next = () => this.#showResult();
    this.#enqueue(cues);
  }

  #startAnew() {
    this.cancel();
    this.#store.write({});
    this.#asked.clear();
    this.#media.restart();
  }

  #open(label, heading, ...content) {
    const dialog = quizElement("dialog", "quiz-dialog");
    heading.id = "quiz-question";
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.append(quizElement("p", "quiz-label", label), heading, ...content);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (label === "Quiz") this.#continue();
      else this.cancel();
    });
    this.#dialog = dialog;
    this.#container.append(dialog);
    dialog.showModal();
  }

  #close() {
    this.#dialog?.close();
    this.#dialog?.remove();
    this.#dialog = null;
  }
}
