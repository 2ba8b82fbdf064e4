/**
 * The viewer's own bookmarks and notes at moments of the film: kept on this device, and saved as
 * Markdown together with the summary.
 */
import { formatClock } from "./sync.js";
import { currentTime, seek } from "./playback.js";
import { linkToTime, storage } from "./session.js";

/** @typedef {{time: number, text: string}} Note time in whole seconds */

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

  /** @param {HTMLDialogElement} dialog @param {object} media @param {string} id the timeline's */
  constructor(dialog, media, id) {
    this.#dialog = dialog;
    this.#list = dialog.querySelector("ol");
    this.#media = media;
    this.#key = `notes:${id}`;
    this.#notes = storage.read(this.#key, []);
    dialog.querySelector('[data-note="add"]').addEventListener("click", () => this.#show(this.add()));
    dialog.querySelector('[data-note="save"]').addEventListener("click", () => this.#save());
  }

  /** Set a bookmark at this moment, where there is none yet; gives it. */
  add() {
    const time = Math.floor(currentTime(this.#media));
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
    storage.write(this.#key, this.#notes);
  }

  #show(focused) {
    this.#list.replaceChildren(...this.#notes.map((note) => this.#itemOf(note)));
    this.#dialog.querySelector(".empty-state").hidden = this.#notes.length > 0;
    this.#dialog.querySelector('[data-note="add"]').textContent = `Add at ${formatClock(currentTime(this.#media))}`;
    this.#focus(focused);
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
      this.#notes.splice(this.#notes.indexOf(note), 1);
      this.#store();
      this.#show();
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
