/** What the panel says, said elsewhere: on the overlay in its language, and to screen readers. */
import { TimelineEvent } from "./overlay.js";
import { byId, headingOf, overlay } from "./parts.js";
import { storage } from "./session.js";
import { itemId } from "./sync.js";

/** On request, say to screen readers what comes: chapters, and the points of the cards. */
export function connectAnnouncer() {
  const toggle = byId("announce-toggle");
  toggle.checked = storage.read("announce", false);
  toggle.addEventListener("change", () => storage.write("announce", toggle.checked));
  const announce = ({ detail: { cue } }) => {
    const item = toggle.checked && cue && headingOf(itemId(cue));
    if (item) Object.assign(byId("announcer"), { textContent: item.textContent, lang: item.closest("[lang]").lang });
  };
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, announce);
  overlay.addEventListener(TimelineEvent.POINT_ENTER, announce);
}

/** Texts on the overlay are in the language that the panel's are. */
export function connectLanguages() {
  const mark = (text) => {
    const id = text.dataset.point ?? overlay.chapter?.id;
    const item = id && headingOf(id);
    if (!item) return;
    text.lang = item.closest("[lang]").lang;
    // Stated where it differs from the panel's: to ask for the style would lay the item out.
    text.dir = item.closest("[dir]").dir;
  };
  const markAll = () => overlay.querySelectorAll("[data-point], [data-role=current-chapter]").forEach(mark);
  new MutationObserver(markAll).observe(overlay, { childList: true });
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, markAll);
}

