/** What a page hands over as a timeline: checked, since anybody may have written it. */

const NO_TIMELINE = "this is no timeline: it is to be an object, such as a timeline.json holds";
const TEXTS = ["title", "text", "question", "answer", "owner", "due", "url", "icon"];
const NUMBERS = ["start", "end", "confidence"];

/**
 * A timeline with nothing in it that is not what it should be. What has to be left out keeps its
 * place in its list, so that all others keep their ids.
 *
 * @param {object} value what a timeline.json holds
 * @returns {{timeline: object, problems: string[]}} problems name what was left out
 * @throws {TypeError} it is no timeline at all
 */
export function readTimeline(value) {
  if (!isObject(value)) throw new TypeError(NO_TIMELINE);
  const problems = [];
  const timeline = { ...value, duration: Number.isFinite(value.duration) ? value.duration : 0 };
  for (const [name, list] of Object.entries(value)) {
    if (Array.isArray(list)) timeline[name] = readList(list, name, problems);
  }
  if ("chapters" in value && !Array.isArray(value.chapters)) {
    problems.push("chapters is no list");
    timeline.chapters = [];
  }
  return { timeline, problems };
}

function readList(list, name, problems) {
  return list.map((entry, index) => {
    const where = `${name}[${index}]`;
    if (isObject(entry)) return readEntry(entry, where, problems);
    if (name !== "unparsed") problems.push(`${where} is no object`);
    return {};
  });
}

function readEntry(entry, where, problems) {
  const read = { ...entry };
  const drop = (field, what) => {
    if (read[field] != null) problems.push(`${where}.${field} is no ${what}`);
    delete read[field];
  };
  for (const field of TEXTS) if (typeof read[field] !== "string") drop(field, "text");
  for (const field of NUMBERS) if (!Number.isFinite(read[field])) drop(field, "number");
  if (!Array.isArray(read.moments)) drop("moments", "list");
  else read.moments = readList(read.moments, `${where}.moments`, problems);
  return read;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value of the timeline.json at an address.
 *
 * @param {string} address
 * @param {AbortSignal} signal
 * @throws {Error} it says which address, and what is wrong there
 */
export async function fetchTimeline(address, signal) {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  const text = await response.text();
  const value = parse(text);
  if (value === undefined) throw new Error(`${response.url} is no JSON`);
  if (value === null) throw new TypeError(NO_TIMELINE);
  return value;
}

/** What a JSON text says, undefined where it is none. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
