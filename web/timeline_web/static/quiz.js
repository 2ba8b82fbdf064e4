/**
 * Quiz mode: when the playhead, playing, leaves a question's moment, pause and ask. What the
 * viewer knew is kept on this device.
 */

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

export class Quiz {
  #container;
  #media;
  #store;
  #enabled = false;
  #queue = [];
  #dialog = null;
  /** What had the focus before the question. */
  #lastFocused = null;

  /**
   * @param {HTMLElement} container where to ask
   * @param {{pause: () => void, play: () => void}} media
   * @param {{read: () => Score, write: (score: Score) => void}} store
   */
  constructor(container, media, store) {
    this.#container = container;
    this.#media = media;
    this.#store = store;
  }

  /** Switch the mode on or off. */
  setEnabled(enabled) {
    this.#enabled = enabled;
    if (!enabled) this.#close();
  }

  /** The playhead left `cue`, a question, by playing on. */
  onLeave(cue) {
    if (!this.#enabled || !cue.value.question || !cue.value.answer) return;
    this.#media.pause();
    this.#queue.push(cue);
    if (!this.#dialog) this.#ask(this.#queue.shift());
  }

  #ask(cue) {
    const dialog = quizElement("section", "quiz-dialog");
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-labelledby", "quiz-question");
    const question = quizElement("h2", "quiz-question", cue.value.question);
    question.id = "quiz-question";
    question.dir = "auto";
    const answer = quizElement("p", "quiz-answer", cue.value.answer);
    answer.dir = "auto";
    answer.hidden = true;
    const buttons = quizElement("div", "quiz-buttons");
    buttons.append(
      quizButton("Show the answer", () => this.#showAnswer(cue, answer, buttons), "primary"),
      quizButton("Skip", () => this.#continue()),
    );
    dialog.append(quizElement("p", "quiz-label", "Quiz"), question, answer, buttons,
      quizElement("p", "quiz-score", scoreText(this.#store.read())));
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.#continue();
    });
    this.#lastFocused = document.activeElement;
    this.#dialog = dialog;
    this.#container.append(dialog);
    buttons.firstChild.focus();
  }

  #showAnswer(cue, answer, buttons) {
    answer.hidden = false;
    buttons.replaceChildren(
      quizButton("I knew it", () => this.#record(cue, true), "primary"),
      quizButton("Not yet", () => this.#record(cue, false)),
    );
    buttons.firstChild.focus();
  }

  #record(cue, known) {
    this.#store.write({ ...this.#store.read(), [cue.id]: known });
    this.#continue();
  }

  /** Ask the next question that waits, or play on. */
  #continue() {
    this.#removeDialog();
    if (this.#queue.length) this.#ask(this.#queue.shift());
    else this.#media.play();
  }

  #close() {
    this.#removeDialog();
    this.#queue = [];
  }

  #removeDialog() {
    this.#dialog?.remove();
    this.#dialog = null;
    this.#lastFocused?.focus?.();
  }
}
