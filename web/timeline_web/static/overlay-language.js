/** Texts on the overlay are in the language that the panel's are. */
import { TimelineEvent } from "./overlay.js";
import { headingOf, overlay } from "./parts.js";

/** Mark what the overlay shows now and later with language and direction. */
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

