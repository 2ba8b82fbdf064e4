/**
 * The viewer's own bookmarks and notes at moments of the film: kept on this device, and saved as
 * Markdown together with the summary.
 */
import { formatClock } from "./sync.js";
import { currentTime, seek } from "./playback.js";
import { linkToTime, onStored, storage } from "./session.js";

/** @typedef {{time: number, text: string}} Note time in whole seconds */

const NOT_KEPT = "This browser keeps nothing for this page: save your notes before you leave it.";

/** The notes as a list in Markdown. @param {Note[]} notes @param {(time: number) => string} linkTo */
export function notesMarkdown(notes, linkTo) {
  const line = ({ time, text }) => `- [${formatClock(time)}](${linkTo(time)}) ${text.trim().replace(/\n+/g, "\n  ")}`.trimEnd();
  return `## My notes\n\n${notes.map(line).join("\n")}\n`;
}

/** The text behind a link of the page; inside a page that may fetch nothing, it is in the address. */
async function readLink(href) {
  if (!href.startsWith("data:")) return (await fetch(href)).text();
  const bytes = Uint8Array.from(atob(href.slice(href.indexOf(",") + 1)), (c) => c.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}

function saveFile(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export class Notes {
  #dialog;
  #list;
  #media;
  #key;
  /** @type {Note[]} in order of time */
  #notes;
  /** Seconds where "Add" sets a note: the film may play on meanwhile. */
  #time = 0;
  #isKept = true;
  #say;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {object} media
   * @param {string} id the timeline's
   * @param {(text: string, action: string, onAction: () => void) => void} say
   */
  constructor(dialog, media, id, say) {
    this.#say = say;
    this.#dialog = dialog;
    this.#list = dialog.querySelector("ol");
    this.#media = media;
    this.#key = `notes:${id}`;
    this.#notes = storage.read(this.#key, []);
    dialog.querySelector('[data-note="add"]').addEventListener("click", () => this.#show(this.#add(this.#time)));
    dialog.querySelector('[data-note="save"]').addEventListener("click", () => this.#save());
    onStored(this.#key, () => this.#readAnew());
  }

  /** Set a bookmark at this moment, and offer to write something there. */
  bookmark() {
    const note = this.#add(currentTime(this.#media));
    const until = this.#isKept ? "" : ", until you leave: this browser keeps nothing";
    this.#say(`Bookmarked ${formatClock(note.time)}${until}`, "Add a note", () => this.open(note));
  }

  /** The note at this second, made where there is none yet. */
  #add(seconds) {
    const time = Math.floor(seconds);
    let note = this.#notes.find((one) => one.time === time);
    if (!note) this.#notes.push((note = { time, text: "" }));
    this.#notes.sort((a, b) => a.time - b.time);
    this.#store();
    return note;
  }

  /** Open the list of all of them. @param {Note} [focused] the one to write in */
  open(focused) {
    this.#show(focused);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#focus(focused);
  }

  #store() {
    this.#isKept = storage.write(this.#key, this.#notes);
    this.#showState();
  }

  /** Another tab has changed them. */
  #readAnew() {
    const { activeElement } = document;
    const item = this.#list.contains(activeElement) && activeElement.closest("li");
    const time = item && this.#notes[[...this.#list.children].indexOf(item)].time;
    this.#notes = storage.read(this.#key, []);
    if (this.#dialog.open) this.#show(this.#notes.find((note) => note.time === time));
  }

  #show(focused) {
    this.#list.replaceChildren(...this.#notes.map((note) => this.#itemOf(note)));
    this.#time = currentTime(this.#media);
    this.#dialog.querySelector('[data-note="add"]').textContent = `Add at ${formatClock(this.#time)}`;
    this.#showState();
    this.#focus(focused);
  }

  #showState() {
    const state = this.#dialog.querySelector(".empty-state");
    state.hidden = this.#isKept && this.#notes.length > 0;
    state.textContent = this.#isKept ? "None yet. They stay on this device." : NOT_KEPT;
  }

  #focus(note) {
    this.#list.children[this.#notes.indexOf(note)]?.querySelector("textarea").focus();
  }

  #itemOf(note) {
    const clock = formatClock(note.time);
    const item = document.createElement("li");
    const go = Object.assign(document.createElement("button"), { type: "button", textContent: clock, ariaLabel: `Go to ${clock}` });
    go.addEventListener("click", () => {
      this.#dialog.close();
      seek(this.#media, note.time);
    });
    const text = Object.assign(document.createElement("textarea"), { value: note.text, rows: 2, dir: "auto", ariaLabel: `Note at ${clock}` });
    text.addEventListener("input", () => {
      note.text = text.value;
      this.#store();
    });
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "Delete", ariaLabel: `Delete the note at ${clock}` });
    remove.addEventListener("click", () => {
      const index = this.#notes.indexOf(note);
      this.#notes.splice(index, 1);
      this.#store();
      this.#show();
      const next = this.#list.children[Math.min(index, this.#notes.length - 1)]?.lastElementChild;
      (next ?? this.#dialog.querySelector('[data-note="add"]')).focus();
    });
    item.append(go, text, remove);
    return item;
  }

  async #save() {
    const link = document.querySelector('#downloads a[download$=".md"]');
    const summary = link ? `${(await readLink(link.href)).trimEnd()}\n\n` : `# ${document.title}\n\n`;
    saveFile(link?.download ?? "notes.md", summary + notesMarkdown(this.#notes, linkToTime));
  }
}
