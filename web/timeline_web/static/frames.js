/** Work that leaves the browser its time to draw. */

/** Let the browser do what waits, then go on. */
export const yieldToBrowser = () => (globalThis.scheduler?.yield ? scheduler.yield() : new Promise((done) => setTimeout(done)));

/** Until what has been done is drawn, and the browser is free again. */
export const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/**
 * Call `onChange` when one of `elements` has another size: in the next frame, as within this one it
 * could change what has just been measured.
 *
 * @param {Element[]} elements
 * @param {() => void} onChange
 * @returns {ResizeObserver} to be disconnected
 */
export function observeSize(elements, onChange) {
  const observer = new ResizeObserver(() => requestAnimationFrame(onChange));
  for (const element of elements) observer.observe(element);
  return observer;
}
