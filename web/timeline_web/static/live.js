/** While a server stands behind the page, takes up each saved change, in place. */

const OFTEN = 1000;
/** When the server is not there, it is asked less. */
const SELDOM = 4000;

/**
 * @param {HTMLElement} panel what to replace the content of
 * @param {() => void} renewed called when that is done
 */
export function watchForChanges(panel, renewed) {
  let known = document.body.dataset.version;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch("status.json", { cache: "no-store" });
    const { version, problem } = await answer.json();
    const state = version + problem;
    if (state === known) return;
    await swapPanel(panel);
    known = state;
    renewed();
  };
  const turn = () => look().then(() => OFTEN, () => SELDOM).then((wait) => setTimeout(turn, wait));
  turn();
}

/** Which answer or reason this is, so that it is known again in the new text. */
function nameOf(details) {
  return details.closest("[id]").id + details.className;
}

/** The page anew, its panel in place of the old one; what the viewer opened stays open. */
async function swapPanel(panel) {
  const text = await (await fetch("./", { cache: "no-store" })).text();
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("panel");
  if (!fresh) return;
  const { scrollTop } = panel;
  const query = panel.querySelector("#find").value;
  const open = [...panel.querySelectorAll("details[open]")].map(nameOf);
  panel.replaceChildren(...fresh.childNodes);
  panel.querySelector("#find").value = query;
  for (const details of panel.querySelectorAll("details")) details.open = open.includes(nameOf(details));
  for (const button of panel.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === panel.dataset.show));
  }
  panel.scrollTop = scrollTop;
}
