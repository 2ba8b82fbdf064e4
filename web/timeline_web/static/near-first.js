/**
 * Lays out the nearest groups of a long outline first. A browser lays out all that is within some
 * windows of the one that is seen, in one task; after a jump, or when other items are shown, that
 * is all new. Here it gets what is in the window, and then, frame by frame, what is further away.
 */

/** How far beyond the window groups are laid out, frame by frame: in windows. Chromium goes as far. */
const REACHES = [0.1, 0.4, 0.7, 1, 1.3, 1.6];

export class NearFirst {
  #outline = null;
  /** The groups that wait. */
  #waiting = new Set();
  /** Counts the runs: a newer one ends the one before. */
  #run = 0;

  /** @param {HTMLElement} outline its groups are its children */
  attach(outline) {
    this.#outline = outline;
    this.#waiting.clear();
  }

  /** Nothing waits any more. */
  stop() {
    this.#run++;
    for (const group of this.#waiting) group.classList.remove("later");
    this.#waiting.clear();
  }

  /**
   * Lay out what is in the window now, the rest in the frames to come. To be called when the
   * scroller stands where it is to.
   *
   * @param {boolean} isResized whether the groups are shown with other items than before: how high
   * they were then says nothing
   */
  start(isResized = false) {
    const run = ++this.#run;
    const reaches = REACHES.values();
    this.#outline.classList.toggle("resized", isResized);
    const groups = [...this.#outline.children];
    for (const group of isResized ? groups : groups.filter(isWithin(REACHES.at(-1)))) {
      group.classList.add("later");
      this.#waiting.add(group);
    }
    const step = () => {
      if (run !== this.#run) return;
      const { value: reach, done } = reaches.next();
      const released = [...this.#waiting].filter(done ? () => true : isWithin(reach));
      for (const group of released) {
        group.classList.remove("later");
        this.#waiting.delete(group);
      }
      if (done) this.#outline.classList.remove("resized");
      else requestAnimationFrame(step);
    };
    step();
  }
}

/** Tells whether a group is in the window, or within so many windows of it. */
function isWithin(reach) {
  return (group) => {
    const { top, bottom } = group.getBoundingClientRect();
    return bottom > -reach * innerHeight && top < (1 + reach) * innerHeight;
  };
}
