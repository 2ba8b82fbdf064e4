/** Which media element an overlay is for, now and when it is another, and where that is. */
import { observeSize } from "./frames.js";

/** Whether an element has the interface of a media element. */
function isMedia(element) {
  return "currentTime" in element && "paused" in element;
}

/**
 * The media element with an id, or the one inside the element with it: players like Video.js give
 * the id to the box that they make. Null as long as there is none.
 *
 * @param {Document|ShadowRoot|Element} root
 * @param {string} id
 */
export function findMedia(root, id) {
  const element = id ? root.querySelector(`#${CSS.escape(id)}`) : null;
  if (!element || isMedia(element)) return element;
  const inside = [...element.querySelectorAll("*")].find(isMedia);
  if (!inside && element.localName.includes("-") && !customElements.get(element.localName)) return null;
  return inside ?? null;
}

/** Whether a browser draws its own controls on an element. */
export function hasNativeControls(media) {
  return media instanceof HTMLMediaElement && media.controls;
}

/**
 * Call `onChange` when a page may hold another media element than before, or shows other controls.
 *
 * @param {Document|ShadowRoot|Element} root
 * @param {() => void} onChange
 * @returns {() => void} stops watching
 */
export function watchMedia(root, onChange) {
  const watcher = new MutationObserver(onChange);
  watcher.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["id", "controls"] });
  const waiting = [...root.querySelectorAll(":not(:defined)")].map((element) => element.localName);
  for (const name of new Set(waiting)) customElements.whenDefined(name).then(onChange);
  return () => watcher.disconnect();
}

/**
 * Keep `box`, inside an overlay, where the picture is: what holds both may be larger.
 *
 * @param {HTMLElement} overlay
 * @param {HTMLElement} box
 * @param {Element} media
 * @returns {() => void} stops
 */
export function followPicture(overlay, box, media) {
  const place = () => {
    const [outer, inner] = [overlay, media].map((element) => element.getBoundingClientRect());
    if (!inner.width || !inner.height || !outer.width) return;
    const distances = [inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom, inner.left - outer.left];
    box.style.inset = distances.map((distance) => `${Math.max(0, Math.round(distance))}px`).join(" ");
  };
  const observer = observeSize([overlay, media], place);
  return () => {
    observer.disconnect();
    box.style.inset = "";
  };
}
