/**
 * Full screen with the text. A browser's own button gives the screen to the video alone, and
 * nothing of a page can be over it: that is said, and what holds both is offered instead.
 */
import { createPart, iconButton } from "./overlay-cards.js";

const ALONE_NOTICE_MS = 8000;
const FULLSCREEN_LABEL = "Full screen with the text";
const ALONE_NOTICE = "The browser’s own full screen shows the video alone, without this text.";
/** What a video needs to fill the screen in its box, whatever its page says. */
const FILLING = { width: "100%", height: "100%", maxWidth: "none", maxHeight: "none", objectFit: "contain", background: "#000" };

/** The innermost element that holds both. */
function commonBox(overlay, media) {
  let box = overlay.parentElement ?? overlay.getRootNode().host;
  while (box && !box.contains(media)) box = box.parentElement;
  return box ?? null;
}

/** The button and the notice of an overlay, and what they do. */
export class FullscreenOffer {
  #overlay;
  #media = null;
  #restore = null;
  #timeout = 0;
  #button = iconButton("fullscreen", FULLSCREEN_LABEL);
  #notice = createPart("p", "notice");

  /** @param {HTMLElement} overlay @param {HTMLElement} layer where button and notice are shown */
  constructor(overlay, layer) {
    this.#overlay = overlay;
    this.#button.setAttribute("part", "button fullscreen");
    this.#button.hidden = this.#notice.hidden = true;
    this.#notice.setAttribute("role", "status");
    this.#button.addEventListener("click", () => this.toggle());
    layer.append(this.#notice, this.#button);
  }

  /** Follow a media element, or null. @param {boolean} offered whether to show the button */
  attach(media, offered) {
    this.#media = media;
    this.#button.hidden = !offered || !document.fullscreenEnabled;
  }

  connect() {
    document.addEventListener("fullscreenchange", this.#onChange);
  }

  disconnect() {
    document.removeEventListener("fullscreenchange", this.#onChange);
  }

  /** Give the screen to what holds video and text, or take it back. */
  toggle() {
    const box = this.#media && commonBox(this.#overlay, this.#media);
    if (!box?.requestFullscreen) return Promise.resolve();
    return this.#fullscreenElement === box ? document.exitFullscreen() : box.requestFullscreen();
  }

  /** What has the screen, as the overlay's own tree sees it: outside of a shadow root it is the host. */
  get #fullscreenElement() {
    return this.#overlay.getRootNode().fullscreenElement;
  }

  /** Events come late: the viewer may be back before the one that says that the screen was given. */
  #onChange = (event) => {
    const [target] = event.composedPath();
    const full = this.#fullscreenElement;
    this.#restore?.();
    this.#restore = null;
    if (!this.#media) return;
    if (target === this.#media && full !== target) this.#say();
    else if (full === commonBox(this.#overlay, this.#media) && !this.#button.hidden) this.#restore = fillScreen(this.#media);
  };

  /** Shown when the viewer is back: nothing could be seen before. */
  #say() {
    this.#notice.textContent = ALONE_NOTICE;
    this.#notice.hidden = false;
    clearTimeout(this.#timeout);
    this.#timeout = setTimeout(() => (this.#notice.hidden = true), ALONE_NOTICE_MS);
  }
}

/** Let a video fill its box; gives what puts everything back. */
function fillScreen(media) {
  const before = Object.keys(FILLING).map((name) => [name, media.style[name]]);
  Object.assign(media.style, FILLING);
  return () => Object.assign(media.style, Object.fromEntries(before));
}
