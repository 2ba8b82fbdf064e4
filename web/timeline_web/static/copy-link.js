/**
 * The button that copies a link to an item of the panel. There is one for all of them, however many
 * they are: it is put beside the time of the item that the pointer or the focus is on.
 */

/** @param {HTMLElement} panel @param {Element} first where pointer or focus is now */
export function offerLinks(panel, first) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy-link icon-button", title: "Copy link" });
  const offer = (target) => {
    const item = target.closest(".chapter, .point");
    const time = item?.querySelector(".item-time");
    if (!time || button.parentElement === time) return;
    button.dataset.copyLink = item.id;
    button.setAttribute("aria-label", `Copy link to ${item.matches(".chapter") ? item.id.replace("-", " ") : "this item"}`);
    time.append(button);
  };
  panel.addEventListener("focusin", ({ target }) => offer(target));
  panel.addEventListener("pointerover", ({ target }) => button !== document.activeElement && offer(target));
  offer(first);
}
