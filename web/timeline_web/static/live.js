/** While a server is behind the page, asks it for changes; what applies one comes with the first. */

const POLL_MS = 1000;
/** When the server does not answer, it is asked less. */
const RETRY_MS = 4000;

/**
 * @param {(page: Document) => void} onChange called with the new page when that is in place
 */
export function watchForChanges(onChange) {
  let known = document.body.dataset.version;
  const check = async () => {
    if (document.hidden) return;
    const response = await fetch("status.json", { cache: "no-store" });
    const { version, problem } = await response.json();
    const state = version + problem;
    if (state === known) return;
    Object.assign(document.getElementById("problem"), { hidden: !problem, textContent: problem });
    const { applyPage, fetchPage } = await import("./live-page.js");
    const page = await fetchPage();
    applyPage(page, onChange);
    known = state;
  };
  const poll = () => check().then(() => POLL_MS, () => RETRY_MS).then((delay) => setTimeout(poll, delay));
  poll();
}
