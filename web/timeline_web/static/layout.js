/** Where things are: cards over or below the picture, popovers by their buttons. */
import { observeSize } from "./frames.js";
import { Attribute, Placement } from "./overlay.js";
import { byId, overlay, root, stage } from "./parts.js";
import { storage } from "./session.js";

/** The text is below the picture; the same as in narrow.css. */
export const STACKED = matchMedia("(max-width: 56.1875em) and (min-height: 35.0625em), " +
  "(max-width: 37.4375em) and (min-height: 30.0625em), (max-width: 29.9375em)");
/** No room for cards, on a picture or below an embed: the text beside it says the same. */
const TINY = matchMedia("(max-width: 37.4375em) and (max-height: 30em)");
const LOW = matchMedia("(max-height: 35em)");

/** How much of the window is covered, at the top and at the bottom, when the page scrolls: pixels. */
export function coveredEdges() {
  const { bottom } = stage.querySelector(".player").getBoundingClientRect();
  return { top: Math.max(0, bottom, overlay.cardsEnd), bottom: byId("sheet-bar").offsetHeight };
}

/** In full screen nothing is seen but the stage and what is in it. */
function showOverFullScreen() {
  const home = document.fullscreenElement === stage ? stage : stage.parentElement;
  for (const name of ["notice", "follow"]) home.append(byId(name));
}

/** Cards where the viewer wants them, there is room, and no quiz asks what they tell. */
export function showCards() {
  const { matches: isCrowded } = "embed" in root.dataset ? LOW : TINY;
  const isAsking = byId("quiz-toggle").checked;
  const hidden = !storage.read("cards", true) || isAsking || (isCrowded && !document.fullscreenElement);
  overlay.toggleAttribute(Attribute.NO_CARDS, hidden);
}

/** Where there is little picture, or terms that forbid it, nothing covers it. */
export function updatePlacement() {
  const small = STACKED.matches && !document.fullscreenElement;
  overlay.setAttribute(Attribute.PLACEMENT, "embed" in root.dataset || small ? Placement.BELOW : Placement.OVER);
  showCards();
}

export function connectPlacement() {
  for (const query of [STACKED, TINY, LOW]) query.addEventListener("change", updatePlacement);
  document.addEventListener("fullscreenchange", () => {
    updatePlacement();
    showOverFullScreen();
  });
  updatePlacement();
}

/** Place a popover by its button, on the side where there is room. */
function placePopover(popover, button) {
  const box = button.getBoundingClientRect();
  // Nothing may cover an embed's frame, and that is above.
  const isBelowEmbed = "embed" in root.dataset && stage.contains(button);
  popover.style.maxHeight = isBelowEmbed ? `${innerHeight - box.bottom - 16}px` : "";
  const { offsetHeight: height, offsetWidth: width } = popover;
  const above = !isBelowEmbed && box.top > height + 8 && box.bottom + height > innerHeight;
  const top = above ? box.top - height - 8 : box.bottom + 8;
  popover.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
}

/** The page has another layout: an open popover is still by its button. */
observeSize([document.body, stage], () => {
  const popover = document.querySelector(":popover-open");
  if (popover) placePopover(popover, document.querySelector(`[popovertarget="${popover.id}"]`));
});

export function connectPopovers() {
  for (const popover of document.querySelectorAll("[popover]:not([data-placed])")) {
    popover.dataset.placed = "";
    const button = document.querySelector(`[popovertarget="${popover.id}"]`);
    popover.addEventListener("toggle", ({ newState }) => {
      button.setAttribute("aria-expanded", String(newState === "open"));
      if (newState !== "open") return;
      placePopover(popover, button);
      if (button.matches(":focus-visible")) popover.querySelector("select, input, a, button")?.focus();
    });
  }
}

