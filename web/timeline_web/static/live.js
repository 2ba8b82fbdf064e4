/** While a server is behind the page, applies each saved change in place. */

const POLL_MS = 1000;
/** When the server does not answer, it is asked less. */
const RETRY_MS = 4000;

/**
 * @param {HTMLElement} panel what to replace the content of
 * @param {(page: Document) => void} onChange called with the new page when that is done
 */
export function watchForChanges(panel, onChange) {
  let known = document.body.dataset.version;
  const check = async () => {
    if (document.hidden) return;
    const response = await fetch("status.json", { cache: "no-store" });
    const { version, problem } = await response.json();
    const state = version + problem;
    if (state === known) return;
    Object.assign(document.getElementById("problem"), { hidden: !problem, textContent: problem });
    const page = await fetchPage();
    replacePanel(panel, page);
    known = state;
    onChange(page);
  };
  const poll = () => check().then(() => POLL_MS, () => RETRY_MS).then((delay) => setTimeout(poll, delay));
  poll();
}

/** Which answer or explanation this is, so that it is recognised in the new text. */
function keyOf(details) {
  return `${details.closest("[id]").id} ${details.className}`;
}

async function fetchPage() {
  const response = await fetch("./", { cache: "no-store" });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** The new page's text in place of the old one; what the viewer opened stays open. */
function replacePanel(panel, page) {
  const fresh = page.getElementById("panel");
  if (!fresh) return;
  const { scrollTop } = panel;
  const open = new Map([...panel.querySelectorAll("details")].map((details) => [keyOf(details), details.open]));
  replaceAroundField(panel, fresh);
  for (const details of panel.querySelectorAll("details")) details.open = open.get(keyOf(details)) ?? details.open;
  if (!panel.querySelector(`[data-filter="${panel.dataset.show}"]`)) panel.dataset.show = "all";
  for (const button of panel.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === panel.dataset.show));
  }
  panel.scrollTop = scrollTop;
  document.title = page.title;
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
