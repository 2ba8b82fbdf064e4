/** What the page says in passing: a line with something to do, what a key did, why there is no picture. */
import { byId } from "./parts.js";

/** How long a notice is shown, without and with something to do about it. */
const NOTICE_MS = 2500;
const ACTION_NOTICE_MS = 8000;
const BUBBLE_MS = 900;

let noticeTimeout = 0;

/** Show a line for a moment, with at most one thing to do about it. */
export function showNotice(text, action, onAction) {
  const notice = byId("notice");
  notice.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: action });
    button.addEventListener("click", () => {
      // It goes, and what has the focus then is what comes back to it.
      if (button.matches(":focus-visible")) byId("seek-bar").focus();
      onAction();
      notice.hidden = true;
    });
    notice.append(button);
  }
  notice.hidden = false;
  clearTimeout(noticeTimeout);
  noticeTimeout = setTimeout(() => (notice.hidden = true), action ? ACTION_NOTICE_MS : NOTICE_MS);
}

let bubbleTimeout = 0;

/** Show for a moment what a key did. */
export function showBubble(text) {
  const bubble = byId("bubble");
  bubble.textContent = text;
  bubble.hidden = false;
  clearTimeout(bubbleTimeout);
  bubbleTimeout = setTimeout(() => (bubble.hidden = true), BUBBLE_MS);
}

/** Say in the picture's place why there is none. */
export function showError(text) {
  byId("media-error").textContent = text;
  byId("media-error").hidden = false;
}

export async function copyText(text, what = "Link") {
  try {
    await navigator.clipboard.writeText(text);
    showNotice(`${what} copied`);
  } catch {
    prompt("Copy this", text);
  }
}

