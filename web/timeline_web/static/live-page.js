/** Puts the next version of the page in the place of this one: its text, and what depends on that. */
import { byId } from "./parts.js";

/** What can have the focus in the panel. */
const FOCUSABLE = "a, button, summary";
/** What of the player is there for some summaries only. */
const DEPENDENT = ".find-button, #settings label.field";

/** The page as the server has it now. */
export async function fetchPage() {
  const response = await fetch("./", { cache: "no-store" });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * Show another version of the page. What the viewer opened stays open, and the focus where it is.
 *
 * @param {Document} page
 * @param {(page: Document) => void} onChange connects the new elements with what they do
 */
export function applyPage(page, onChange) {
  const fresh = page.getElementById("panel");
  if (!fresh) return;
  const panel = byId("panel");
  const open = panel.querySelector(":popover-open")?.id;
  const restoreFocus = focusIn(panel);
  replacePanel(panel, fresh);
  document.title = page.title;
  replacePlayer(page);
  onChange(page);
  if (open) byId(open)?.showPopover();
  restoreFocus();
}

/** Gives what puts the focus on the element in the place of the one that has it now. */
function focusIn(panel) {
  const { activeElement: element } = document;
  const place = panel.contains(element) && element.closest(FOCUSABLE) && element.closest("[id]");
  if (!place) return () => {};
  const same = (other) => other.textContent === element.textContent && other.className === element.className;
  const number = [...place.querySelectorAll(FOCUSABLE)].indexOf(element);
  return () => {
    if (element.isConnected) return;
    const others = [...(byId(place.id)?.querySelectorAll(FOCUSABLE) ?? [])];
    const other = place === element ? byId(place.id) : others.find(same) ?? others[number];
    (other ?? panel).focus({ preventScroll: true });
  };
}

/** The player's own parts: what can be chosen in it, and how long it is where nothing is played. */
function replacePlayer(page) {
  const [own, others] = [document, page].map((one) => [...one.querySelectorAll(DEPENDENT)]);
  own.forEach((element, index) => (element.hidden = others[index].hidden));
  const duration = page.querySelector("playback-timer")?.getAttribute("duration");
  if (duration) document.querySelector("playback-timer").setAttribute("duration", duration);
}

/** Which answer or explanation this is, so that it is recognised in the new text. */
function keyOf(details) {
  return `${details.closest("[id]").id} ${details.className}`;
}

function replacePanel(panel, fresh) {
  const { scrollTop } = panel;
  const open = new Map([...panel.querySelectorAll("details")].map((details) => [keyOf(details), details.open]));
  replaceAroundField(panel, fresh);
  for (const details of panel.querySelectorAll("details")) details.open = open.get(keyOf(details)) ?? details.open;
  if (!panel.querySelector(`[data-filter="${panel.dataset.show}"]`)) panel.dataset.show = "all";
  for (const button of panel.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === panel.dataset.show));
  }
  panel.scrollTop = scrollTop;
  for (const name of ["lang", "dir"]) document.documentElement[name] = panel[name] = fresh[name];
}

/** Replace all but the field, in which somebody may be typing. */
function replaceAroundField(panel, fresh) {
  const [toolbar, other] = [panel, fresh].map((one) => one.querySelector(".toolbar"));
  toolbar.querySelector(".filters").replaceWith(other.querySelector(".filters"));
  for (const node of [...panel.childNodes]) if (node !== toolbar) node.remove();
  const nodes = [...fresh.childNodes];
  const at = nodes.indexOf(other);
  toolbar.before(...nodes.slice(0, at));
  toolbar.after(...nodes.slice(at + 1));
}
