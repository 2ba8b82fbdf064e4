/** The transcript in the panel: in another language, and as text to copy. */
import { yieldToBrowser } from "./frames.js";
import { formatClock, upperBound } from "./sync.js";

/** Lines made at a time. */
const SLICE = 200;

/** The transcript as text, its chapters' titles between its lines. */
export function transcriptText() {
  return [...document.querySelectorAll(".transcript :is(.line, .line-chapter)")]
    .map((line) => (line.matches(".line") ? line.innerText.replace(/\s+/g, " ").trim() : `\n${line.textContent.trim()}\n`))
    .join("\n").trim();
}

/** The cues of a WebVTT file, which the browser reads for us. @param {string} url */
function readCues(url) {
  const element = Object.assign(document.createElement("track"), { kind: "metadata", src: url });
  document.createElement("video").append(element);
  return new Promise((resolve, reject) => {
    element.addEventListener("load", () => resolve([...element.track.cues]));
    element.addEventListener("error", () => reject(new Error(url)));
    element.track.mode = "hidden";
  });
}

/** Who speaks in a cue, and what is said. */
function wordsOf(cue) {
  const fragment = cue.getCueAsHTML();
  return { speaker: fragment.querySelector("span[title]")?.title ?? "", text: fragment.textContent };
}

/** A line of the transcript, made after another one of the page. */
function lineOf(cue, number, pattern) {
  const line = pattern.cloneNode(true);
  const clock = formatClock(cue.startTime);
  line.id = `line-${number}`;
  line.classList.remove("no-match");
  line.removeAttribute("aria-current");
  Object.assign(line.dataset, { start: cue.startTime, end: cue.endTime });
  const link = line.querySelector(".time-link");
  link.setAttribute("href", link.getAttribute("href").replace(/t=[\d.]+$/, `t=${cue.startTime}`));
  link.setAttribute("aria-label", `Go to ${clock}`);
  link.textContent = clock;
  const { speaker, text } = wordsOf(cue);
  const words = document.createElement("p");
  if (speaker) words.append(Object.assign(document.createElement("b"), { textContent: speaker }), " ");
  words.append(text);
  line.querySelector("p").replaceWith(words);
  return line;
}

/** The heading of a chapter among the lines, in the language that it has in the panel. */
function headingAmongLines(chapter) {
  const item = document.createElement("li");
  const title = chapter.querySelector("h2");
  const heading = Object.assign(document.createElement("h3"), { textContent: title.textContent.trim() });
  heading.lang = title.closest("[lang]").lang;
  heading.dir = title.closest("[dir]").dir;
  item.className = "line-chapter";
  item.append(heading);
  return item;
}

/**
 * The lines of the transcript at `url`, with the chapters' headings between them.
 *
 * @param {HTMLElement} panel
 * @param {string} url
 * @returns {Promise<HTMLElement[]>}
 */
export async function linesOf(panel, url) {
  const pattern = panel.querySelector(".line");
  const chapters = [...panel.querySelectorAll(".chapter[data-start]")];
  const starts = chapters.map((chapter) => Number(chapter.dataset.start));
  const items = [];
  let begun = 0;
  for (const [index, cue] of (await readCues(url)).entries()) {
    if (index % SLICE === SLICE - 1) await yieldToBrowser();
    const now = upperBound(starts.length, (i) => starts[i], cue.startTime);
    if (now > begun) items.push(headingAmongLines(chapters[now - 1]));
    begun = now;
    items.push(lineOf(cue, index + 1, pattern));
  }
  return items;
}

/** Put other lines in the transcript's place. */
export function replaceLines(panel, lines, lang, dir) {
  const list = panel.querySelector(".transcript ol");
  list.replaceChildren(...lines);
  Object.assign(list, { lang, dir });
}
