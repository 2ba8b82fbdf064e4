/** The choice of speed: on the bar where it is long enough, and in the settings. */

/**
 * Let a `<select>` choose the speed of `media`, and show it whoever changes it.
 *
 * @param {object} media
 * @param {HTMLSelectElement} select
 */
export function connectSpeed(media, select) {
  const show = () => {
    const rate = String(media.playbackRate);
    if (![...select.options].some((option) => option.value === rate)) select.add(new Option(`${rate}×`, rate));
    select.value = rate;
  };
  select.addEventListener("change", () => (media.playbackRate = Number(select.value)));
  media.addEventListener("ratechange", show);
  show();
}
