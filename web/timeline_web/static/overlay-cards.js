/** The cards on the picture: each shows one point for as long as it takes to read. */
import { formatClock, readingTime } from "./sync.js";

/** Seconds after which a card leaves even if its point goes on. */
const MAX_CARD_TIME = 15;

const ICONS = {
  pin: "M9 3h6l-1 6 4 4H6l4-4zM12 13v8",
  dismiss: "m5 5 14 14M19 5 5 19",
  fullscreen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
};

/** Make an element with a part and text. */
export function createPart(tag, part, text) {
  const element = document.createElement(tag);
  if (part) element.setAttribute("part", part);
  if (text) element.textContent = text;
  return element;
}

/** A button with a sign alone. */
export function iconButton(name, label) {
  const button = createPart("button", "button");
  button.type = "button";
  button.setAttribute("aria-label", label);
  button.title = label;
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  svg.firstChild.setAttribute("d", ICONS[name]);
  button.append(svg);
  return button;
}

/** The text of a point, as the card shows it first: with who is to do it and until when. */
export function pointText(cue) {
  const { text, question, answer, owner, due } = cue.value;
  const words = text || question || answer || "";
  return `${owner ? `${owner}: ` : ""}${words}${due && !words.includes(due) ? ` (${due})` : ""}`;
}

/** The kinds that are not called as their ids are. */
const KIND_NAMES = { qa: "Question", action: "Action item" };

function kindName(cue) {
  return KIND_NAMES[cue.kind] ?? cue.kind.charAt(0).toUpperCase() + cue.kind.slice(1);
}

/** A card's first line: what it is, when, and how sure we are of that. */
function cardLabel(cue) {
  const what = kindName(cue) + (cue.value.done ? ", done" : "");
  const guessed = isGuessed(cue.value);
  return `${what}, ${guessed ? "≈ " : ""}${formatClock(cue.start)}${guessed ? `, ${confidenceLabel(cue.value.confidence)}` : ""}`;
}

/** Whether we chose a point's time ourselves. */
export function isGuessed(point) {
  return point.placed_by === "chapters" || point.placed_by === "transcript";
}

function confidenceLabel(confidence) {
  if (confidence >= 0.75) return "likely here";
  return confidence >= 0.45 ? "perhaps here" : "a guess";
}

/** A card on the picture: its element in the overlay's shadow, its text among its children. */
export class Card {
  #text;
  #answer = null;
  #pinned = false;
  /** Seconds of playing that it was shown, and that its text takes to read. */
  #shownTime = 0;
  #neededTime;

  /** @param {TimelineOverlay} overlay @param {Cue} cue */
  constructor(overlay, cue) {
    this.cue = cue;
    this.#neededTime = readingTime(pointText(cue), overlay.pace);
    this.element = createPart("section", "card");
    this.element.className = isGuessed(cue.value) ? "entering guessed" : "entering";
    this.element.setAttribute("aria-label", kindName(cue));
    this.#text = this.#addChild(overlay, cue.id, pointText(cue));
    this.#text.dataset.role = "insight-card";
    this.#text.dataset.point = cue.id;
    this.element.append(this.#createHeader(overlay), this.#createSlot("text", cue.id));
    if (cue.value.question && cue.value.answer) this.#addAnswer(overlay);
  }

  get isPinned() {
    return this.#pinned;
  }

  /** Whether the viewer is on it: then it waits. */
  get isHeld() {
    return this.#pinned || this.element.matches(":hover, :focus-within") || this.#text.matches(":hover");
  }

  /** Count seconds of playing; gives whether the card was shown for long enough. */
  advance(elapsed, isActive) {
    this.#shownTime += elapsed;
    const over = !isActive || this.#shownTime > MAX_CARD_TIME;
    return over && this.#shownTime >= this.#neededTime;
  }

  remove() {
    this.element.remove();
    this.#text.remove();
    this.#answer?.remove();
  }

  #addChild(overlay, name, text) {
    const child = createPart("div", "", text);
    child.slot = name;
    child.dir = "auto";
    overlay.append(child);
    return child;
  }

  #createSlot(part, name) {
    const box = createPart("div", part);
    box.append(Object.assign(document.createElement("slot"), { name }));
    return box;
  }

  #createHeader(overlay) {
    const header = createPart("div");
    header.className = "card-header";
    const buttons = createPart("div");
    buttons.className = "card-buttons";
    const pin = iconButton("pin", "Keep this card");
    pin.setAttribute("aria-pressed", "false");
    pin.addEventListener("click", () => {
      this.#pinned = !this.#pinned;
      pin.setAttribute("aria-pressed", String(this.#pinned));
    });
    const dismiss = iconButton("dismiss", "Dismiss this card");
    dismiss.addEventListener("click", () => overlay.dismiss(this.cue));
    buttons.append(pin, dismiss);
    header.append(createPart("p", "kicker", cardLabel(this.cue)), buttons);
    return header;
  }

  #addAnswer(overlay) {
    const name = `${this.cue.id}-answer`;
    this.#answer = this.#addChild(overlay, name, this.cue.value.answer);
    const box = this.#createSlot("answer", name);
    box.hidden = true;
    const button = createPart("button", "button", "Show the answer");
    button.type = "button";
    button.className = "show-answer";
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      box.hidden = !box.hidden;
      button.textContent = box.hidden ? "Show the answer" : "Hide the answer";
      button.setAttribute("aria-expanded", String(!box.hidden));
      this.#neededTime = Math.max(this.#neededTime, this.#shownTime + readingTime(this.cue.value.answer, overlay.pace));
    });
    this.element.append(box, button);
  }
}
