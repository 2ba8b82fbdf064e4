/**
 * The images of the seek bar's preview: a WebVTT thumbnails track, whose cues name their part of a
 * sheet as a media fragment (`sheet.jpg#xywh=0,0,240,135`). Fetched when first wanted.
 */
import { upperBound } from "./sync.js";

const CUE = /^(?:(\d+):)?(\d+):(\d+\.\d+) --> .*\n(.+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm;

/** @param {string} text a thumbnails track @param {string} base where its addresses start from */
export function parseThumbnails(text, base) {
  return [...text.matchAll(CUE)].map(([, h, m, s, name, ...box]) => ({
    start: Number(h ?? 0) * 3600 + Number(m) * 60 + Number(s),
    url: new URL(name, base).href,
    box: box.map(Number),
  }));
}

/** The text at `url`, "" for none: a page without a storyboard is a page all the same. */
async function readTrack(url) {
  // A page that may load nothing has it inside: a track of ours is ASCII.
  if (url.protocol === "data:") return atob(url.href.split(",")[1]);
  const response = await fetch(url).catch(() => null);
  return response?.ok ? response.text() : "";
}

/** Fetch the track at `url`. */
export async function loadStoryboard(url) {
  const address = new URL(url, document.baseURI);
  return new Storyboard(parseThumbnails(await readTrack(address), address));
}

class Storyboard {
  #cues;

  constructor(cues) {
    this.#cues = cues;
  }

  /** Draw the image at `time` seconds in `element`, or hide it where there is none. */
  draw(element, time) {
    const cues = this.#cues;
    const cue = cues[upperBound(cues.length, (i) => cues[i].start, time) - 1];
    element.hidden = !cue;
    if (!cue) return;
    const [x, y, width, height] = cue.box;
    Object.assign(element.style, {
      width: `${width}px`,
      height: `${height}px`,
      backgroundImage: `url("${cue.url}")`,
      backgroundPosition: `-${x}px -${y}px`,
    });
  }
}
