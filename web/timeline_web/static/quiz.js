/**
 * Quiz mode: when the playhead, playing, leaves a question's moment, pause and ask. What the
 * viewer knew is kept on this device.
 */

/** @typedef {{[id: string]: boolean}} Score which question was known, by the cue's id */

/** "3 of 5 known". */
function scoreLine(score) {
  const said = Object.values(score);
  return said.length ? `${said.filter(Boolean).length} of ${said.length} known` : "";
}

function quizElement(tag, className, text) {
  return Object.assign(document.createElement(tag), { className, textContent: text ?? "" });
}

export class Quiz {
  /**
   * @param {HTMLElement} place where to ask
   * @param {{pause: () => void, play: () => void}} media
   * @param {{read: () => Score, write: (score: Score) => void}} store
   */
  constructor(place, media, store) {
    Object.assign(this, { place, media, store, on: false, waiting: [] });
  }

  /** Switch the mode on or off. */
  set(on) {
    this.on = on;
    if (!on) this.#close(false);
  }

  /** The playhead left `cue`, a question, by playing on. */
  left(cue) {
    if (!this.on || !cue.value.question || !cue.value.answer) return;
    this.media.pause();
    this.waiting.push(cue);
    if (!this.box) this.#ask(this.waiting.shift());
  }

  #ask(cue) {
    const box = quizElement("section", "quiz-dialog");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "quiz-question");
    const question = quizElement("h2", "quiz-question", cue.value.question);
    question.id = "quiz-question";
    question.dir = "auto";
    const answer = quizElement("p", "quiz-answer", cue.value.answer);
    answer.dir = "auto";
    answer.hidden = true;
    const buttons = quizElement("div", "quiz-buttons");
    buttons.append(
      this.#button("Show the answer", () => this.#reveal(cue, answer, buttons), "primary"),
      this.#button("Skip", () => this.#close(true)),
    );
    box.append(quizElement("p", "quiz-label", "Quiz"), question, answer, buttons,
      quizElement("p", "quiz-score", scoreLine(this.store.read())));
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.#close(true);
    });
    this.before = document.activeElement;
    this.box = box;
    this.place.append(box);
    buttons.firstChild.focus();
  }

  #button(text, does, className = "") {
    const button = quizElement("button", className, text);
    button.type = "button";
    button.addEventListener("click", does);
    return button;
  }

  #reveal(cue, answer, buttons) {
    answer.hidden = false;
    buttons.replaceChildren(
      this.#button("I knew it", () => this.#score(cue, true), "primary"),
      this.#button("Not yet", () => this.#score(cue, false)),
    );
    buttons.firstChild.focus();
  }

  #score(cue, knew) {
    const score = { ...this.store.read(), [cue.id]: knew };
    this.store.write(score);
    this.#close(true);
  }

  #close(goOn) {
    this.box?.remove();
    this.box = null;
    this.before?.focus?.();
    if (!goOn) return void (this.waiting = []);
    if (this.waiting.length) this.#ask(this.waiting.shift());
    else this.media.play();
  }
}
