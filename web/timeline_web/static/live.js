/** While a server is behind the page, applies each saved change in place. */

const POLL_MS = 1000;
/** When the server does not answer, it is asked less. */
const RETRY_MS = 4000;

/**
 * @param {HTMLElement} panel what to replace the content of
 * @param {() => void} onChange called when that is done
 */
export function watchForChanges(panel, onChange) {
  let known = document.body.dataset.version;
  const check = async () => {
    if (document.hidden) return;
    const response = await fetch("status.json", { cache: "no-store" });
    const { version, problem } = await response.json();
    const state = version + problem;
    if (state === known) return;
    await replacePanel(panel);
    known = state;
    onChange();
  };
  const poll = () => check().then(() => POLL_MS, () => RETRY_MS).then((delay) => setTimeout(poll, delay));
  poll();
}

/** Which answer or explanation this is, so that it is recognised in the new text. */
function keyOf(details) {
  return details.closest("[id]").id + details.className;
}

/** The page anew, its panel in place of the old one; what the viewer opened stays open. */
async function replacePanel(panel) {
  const text = await (await fetch("./", { cache: "no-store" })).text();
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("panel");
  if (!fresh) return;
  const { scrollTop } = panel;
  const query = panel.querySelector("#find").value;
  const open = [...panel.querySelectorAll("details[open]")].map(keyOf);
  panel.replaceChildren(...fresh.childNodes);
  panel.querySelector("#find").value = query;
  for (const details of panel.querySelectorAll("details")) details.open = open.includes(keyOf(details));
  for (const button of panel.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === panel.dataset.show));
  }
  panel.scrollTop = scrollTop;
}
