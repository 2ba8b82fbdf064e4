/** The captions that a page offers, replaced by those of its next version. */

/** What tells a track from others, and from itself with other words. */
const ATTRIBUTES = ["src", "srclang", "label", "data-version"];

const identityOf = (track) => ATTRIBUTES.map((name) => track.getAttribute(name)).join("\n");

/**
 * Give a media element the tracks of another version of its page. Those that stay as they are, from
 * the first on, are left alone; the others are removed, and all that follow come after them.
 *
 * @param {HTMLElement} media
 * @param {Document} page
 */
export function replaceTracks(media, page) {
  const old = [...media.querySelectorAll("track[kind=captions]")];
  const fresh = [...page.querySelectorAll("#media > track[kind=captions]")];
  const kept = fresh.findIndex((track, index) => !old[index] || identityOf(track) !== identityOf(old[index]));
  const first = kept < 0 ? fresh.length : kept;
  for (const track of old.slice(first)) track.remove();
  media.append(...fresh.slice(first).map((track) => document.importNode(track)));
}

/**
 * Give the menu the languages of another version of its page; those of the stream stay behind them.
 *
 * @param {HTMLSelectElement} select
 * @param {Document} page
 */
export function replaceLanguages(select, page) {
  const stream = [...select.options].filter((option) => "stream" in option.dataset);
  const own = [...page.querySelectorAll(`#${select.id} option`)].map((option) => document.importNode(option, true));
  select.replaceChildren(...own, ...stream);
  for (const [index, option] of [...select.options].entries()) option.value = String(index);
}
