/**
 * Captions: on or off, and in which language. The transcript in the panel is in the same one. Both
 * choices are kept on this device.
 */
import { drawn } from "./frames.js";
import { showBubble, showNotice } from "./notices.js";
import { byId, stage } from "./parts.js";
import { storage } from "./session.js";

const LANGUAGE_KEY = "caption-language";

/** Captions and subtitles among the media's tracks: ours first, then what a stream brings. */
function captionTracks(media) {
  return [...(media.textTracks ?? [])].filter((t) => t.kind === "captions" || t.kind === "subtitles");
}

/** Which of `languages` to begin with: the one that was chosen last, else its nearest, else the first. */
export function preferredLanguage(languages, wanted) {
  const base = (tag) => tag.toLowerCase().split("-")[0];
  const exact = languages.indexOf(wanted);
  if (exact >= 0 || !wanted) return Math.max(0, exact);
  return Math.max(0, languages.findIndex((language) => base(language) === base(wanted)));
}

/** What a language is called by those who speak it, its tag where the browser knows no name. */
function nameOf(tag) {
  try {
    const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    // A stream may say anything.
    return tag;
  }
}

/** `label` with the language's name for its tag; alone where it has the name already. */
function named(label, tag) {
  if (!tag) return label;
  const name = nameOf(tag);
  const title = label.match(/\((.*)\)$/)?.[1] ?? "";
  return title.toLowerCase().includes(name.toLowerCase()) ? title : label.replace(tag, name);
}

export class Captions {
  #media;
  #panel;
  #select = byId("caption-language");
  #button = stage.querySelector('[data-action="captions"]');
  #onTranscript;
  /** The options that say a language's name. */
  #named = new WeakSet();
  /** Which of the page's transcripts the panel shows. */
  #shown = 0;
  /** Counts the transcripts asked for: a newer one ends the one before. */
  #request = 0;

  /**
   * @param {object} media
   * @param {HTMLElement} panel
   * @param {() => void} onTranscript called when the panel has got another transcript
   */
  constructor(media, panel, onTranscript) {
    this.#media = media;
    this.#panel = panel;
    this.#onTranscript = onTranscript;
    this.#select.value = String(preferredLanguage(this.#languages, storage.read(LANGUAGE_KEY, "")));
    this.#select.addEventListener("change", () => this.#choose());
    for (const name of ["addtrack", "removetrack"]) media.textTracks?.addEventListener(name, () => this.#onTracks());
    media.textTracks?.addEventListener("change", () => this.#show());
    this.#onTracks();
    if (storage.read("captions", false)) this.#setOn(true);
  }

  /** Captions on or off. */
  toggle() {
    if (!captionTracks(this.#media).length) return;
    this.#setOn(!this.#isOn);
    storage.write("captions", this.#isOn);
    showBubble(this.#isOn ? `Captions: ${this.#label}` : "No captions");
  }

  /** Show the transcript of the chosen language in the panel. */
  async refreshTranscript(isReplaced = false) {
    if (isReplaced) this.#shown = 0;
    const wanted = this.#chosen;
    const link = this.#panel.querySelectorAll("#downloads [data-captions]")[wanted];
    if (wanted === this.#shown || !link || !byId("transcript")) return;
    const request = ++this.#request;
    const { lang, dir } = this.#select.options[wanted];
    const module = await import("./transcript.js");
    try {
      const lines = await module.linesOf(this.#panel, link.href);
      if (request !== this.#request) return;
      module.replaceLines(this.#panel, lines, lang, dir);
      this.#shown = wanted;
      this.#onTranscript();
    } catch {
      showNotice(`The transcript in ${this.#label} can’t be read.`);
    }
  }

  /**
   * Put the languages' names in place of their tags. The browser reads all that it knows of them
   * for the first one, so this waits until there is a choice, or a name is to be said.
   */
  #nameLanguages() {
    for (const option of this.#select.options) {
      if (this.#named.has(option)) continue;
      option.textContent = named(option.textContent, option.lang);
      this.#named.add(option);
    }
  }

  /** Offer what another version of the page has; the choice stays, and whether captions are shown. */
  async replace(page) {
    const { replaceLanguages, replaceTracks } = await import("./caption-tracks.js");
    const isOn = this.#isOn;
    const label = this.#label;
    replaceTracks(this.#media, page);
    replaceLanguages(this.#select, page);
    this.#nameLanguages();
    const same = [...this.#select.options].findIndex((option) => option.textContent.trim() === label);
    this.#select.selectedIndex = same < 0 ? preferredLanguage(this.#languages, storage.read(LANGUAGE_KEY, "")) : same;
    this.#onTracks();
    this.refreshTranscript(true);
    // Chromium shows one of its choice as soon as it comes to those that were added.
    await drawn();
    this.#setOn(isOn);
  }

  get #languages() {
    return [...this.#select.options].map((option) => option.lang);
  }

  get #chosen() {
    return Math.max(0, this.#select.selectedIndex);
  }

  get #label() {
    this.#nameLanguages();
    return this.#select.selectedOptions[0]?.textContent.trim() ?? "";
  }

  get #isOn() {
    return captionTracks(this.#media).some((track) => track.mode === "showing");
  }

  #setOn(isOn) {
    for (const [index, track] of captionTracks(this.#media).entries()) {
      const mode = isOn && index === this.#chosen ? "showing" : "disabled";
      if (track.mode !== mode) track.mode = mode;
    }
  }

  #choose() {
    storage.write(LANGUAGE_KEY, this.#select.selectedOptions[0].lang);
    if (this.#isOn) this.#setOn(true);
    this.refreshTranscript();
  }

  /** A stream may bring tracks of its own: they can be chosen, too. */
  #onTracks() {
    const tracks = captionTracks(this.#media);
    for (const { label, language } of tracks.slice(this.#select.options.length)) {
      const option = new Option(label || "Captions", String(this.#select.options.length));
      if (language) Object.assign(option, { lang: language, textContent: label || nameOf(language) });
      option.dataset.stream = "";
      this.#named.add(option);
      this.#select.add(option);
    }
    const hasChoice = this.#select.options.length > 1;
    if (hasChoice) this.#nameLanguages();
    this.#select.closest(".field").hidden = !hasChoice;
    this.#show();
  }

  #show() {
    const isOn = this.#isOn;
    if (this.#button) this.#button.hidden = !captionTracks(this.#media).length;
    this.#button?.setAttribute("aria-pressed", String(isOn));
    stage.toggleAttribute("data-captions", isOn);
  }
}
