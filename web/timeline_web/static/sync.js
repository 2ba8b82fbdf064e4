/**
 * The sync engine: which cues are active at a moment. Pure: no page, no media, no clock.
 *
 * A cue is `{id, kind, start, end, index}`: seconds, active while start <= t < end. Ids are those
 * of the page (`chapter-3`, `insight-1`, `qa-2`), counted from 1 in the order of timeline.json.
 * A kind is what an id begins with: "chapter", "line" for the transcript's, else a kind of point.
 *
 * A point with several moments has a cue for each, the further ones called `insight-1.2` and so on.
 * `until` is when a cue is over, where that is not its end.
 *
 * @typedef {{id: string, kind: string, index: number, start: number, end: number,
 *   until?: number, value?: object}} Cue
 */

/** How far before a cue's start a playhead counts as having reached it, in seconds: half a
 * millisecond, what players lose when they turn seconds into their own ticks. */
const ROUNDING = 0.0005;

/** The lists of a timeline.json that are no points; all others are, whatever their kind. */
const OTHER_LISTS = new Set(["chapters", "unparsed"]);

/** A cue that ends before it starts is given this many seconds. */
const MIN_CUE = 1;

/** A chapter that ends so few seconds before the film does goes on to its very end. */
const END_TOLERANCE = 1;

/** By how much a player may land before the moment asked for; YouTube does by up to about half a
 * second. */
const TOLERANCE_MS = 750;

/**
 * The cues of a timeline.json, in order of time. Undated points and hidden chapters have none.
 *
 * @param {{chapters?: object[], duration?: number} & {[kind: string]: object[]}} timeline
 * @param {number} [duration] the media's own, in seconds, for an end that nobody stated
 * @returns {Cue[]}
 */
export function buildCues(timeline, duration = timeline.duration || 0) {
  const shown = (timeline.chapters ?? []).filter((chapter) => !chapter.hidden);
  const points = Object.entries(timeline).filter(([name, list]) => Array.isArray(list) && !OTHER_LISTS.has(name));
  const lists = [["chapter", shown], ...points.map(([name, list]) => [name.replace(/s$/, ""), list])];
  const cues = lists.flatMap(([kind, list]) => list.flatMap((value, index) => cuesOf(kind, value, index, duration)));
  return cues.filter((cue) => Number.isFinite(cue.start)).sort(byStart);
}

/** The cues of a chapter or point: one, or one for each of its moments ("insight-2", "insight-2.2"). */
function cuesOf(kind, value, index, duration) {
  const id = `${kind}-${index + 1}`;
  return (value.moments ?? [value]).map((moment, n) => {
    const start = moment.start ?? NaN;
    const end = moment.end ?? duration;
    const cue = { id: n ? `${id}.${n + 1}` : id, kind, index, start, end: end > start ? end : start + MIN_CUE, value };
    // The film may be a little longer than its summary says, and is still on its last moment.
    return kind === "chapter" && duration && cue.end > duration - END_TOLERANCE ? { ...cue, until: Infinity } : cue;
  });
}

/** The id of the chapter or point that a cue is of. @param {Cue} cue */
export function itemId(cue) {
  return cue.id.replace(/\.\d+$/, "");
}

/** When a cue is over. @param {Cue} cue */
function endOf(cue) {
  return cue.until ?? cue.end;
}

function byStart(a, b) {
  const [first, second] = [rankOf(a), rankOf(b)];
  return a.start - b.start || (first < second ? -1 : first > second ? 1 : a.index - b.index);
}

/** Chapters are before the points that start with them. */
function rankOf(cue) {
  return cue.kind === "chapter" ? "" : cue.kind;
}

/**
 * How many of `length` sorted values lie at or before `t`: a binary search.
 *
 * @param {number} length
 * @param {(index: number) => number} valueAt ascending
 * @param {number} t
 */
export function upperBound(length, valueAt, t) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Which cues of a set are active at a moment. */
export class CueIndex {
  /** Every start and end, ascending: between two of them nothing changes. */
  #bounds;
  #latestEnds;
  #active = [];
  /** `#active` is the answer from here until there. */
  #from = NaN;
  #until = NaN;

  /** @param {Cue[]} cues in any order */
  constructor(cues) {
    /** @type {Cue[]} sorted by start */
    this.cues = [...cues].sort(byStart);
    this.#bounds = Float64Array.from(new Set(this.cues.flatMap((c) => [c.start, endOf(c)]))).sort();
    this.#latestEnds = latestEnds(this.cues);
  }

  /**
   * The cues active at `t`, in order of start. While nothing changes it is the same array, so
   * that a caller can compare it with `===`; that costs two comparisons, however many cues
   * there are. Crossing a boundary costs a search, O(log n) and the cues that it finds.
   *
   * @param {number} t seconds
   * @returns {Cue[]}
   */
  activeAt(t) {
    t += ROUNDING;
    if (t >= this.#from && t < this.#until) return this.#active;
    const next = upperBound(this.#bounds.length, (i) => this.#bounds[i], t);
    this.#from = next > 0 ? this.#bounds[next - 1] : -Infinity;
    this.#until = next < this.#bounds.length ? this.#bounds[next] : Infinity;
    const found = this.#find(t);
    if (!sameCues(found, this.#active)) this.#active = found;
    return this.#active;
  }

  /**
   * The cues that start after `from`, up to and with `to`: what playing on from one frame to the
   * next went past, even if it was over before the second.
   *
   * @param {number} from seconds
   * @param {number} to seconds
   */
  startedBetween(from, to) {
    const start = (i) => this.cues[i].start - ROUNDING;
    const first = upperBound(this.cues.length, start, from);
    return this.cues.slice(first, upperBound(this.cues.length, start, to));
  }

  /** Every cue with start <= t < end: the tree of latest ends skips what is over. */
  #find(t) {
    const started = upperBound(this.cues.length, (i) => this.cues[i].start, t);
    const found = [];
    const { cues } = this;
    const ends = this.#latestEnds;
    (function visit(node, first, size) {
      if (first >= started || ends[node] <= t) return;
      if (size === 1) return void found.push(cues[first]);
      visit(2 * node, first, size / 2);
      visit(2 * node + 1, first + size / 2, size / 2);
    })(1, 0, ends.length / 2);
    return found;
  }
}

/** A complete binary tree in an array, leaves the cues: the latest end below each node. */
function latestEnds(cues) {
  let half = 1;
  while (half < cues.length) half *= 2;
  const tree = new Float64Array(2 * half).fill(-Infinity);
  cues.forEach((cue, i) => (tree[half + i] = endOf(cue)));
  for (let node = half - 1; node > 0; node--) tree[node] = Math.max(tree[2 * node], tree[2 * node + 1]);
  return tree;
}

function sameCues(a, b) {
  return a.length === b.length && a.every((cue, i) => cue === b[i]);
}

/**
 * What came and what went between two answers of `CueIndex.activeAt`.
 *
 * @param {Cue[]} before
 * @param {Cue[]} after
 * @returns {{entered: Cue[], left: Cue[]}}
 */
export function diffCues(before, after) {
  const had = new Set(before);
  const has = new Set(after);
  return { entered: after.filter((c) => !had.has(c)), left: before.filter((c) => !has.has(c)) };
}

/** The chapter among active cues: where chapters overlap, the one that started last. */
export function chapterOf(active) {
  return active.findLast((cue) => cue.kind === "chapter") ?? null;
}

/**
 * Where "previous chapter" goes from `t`: to this chapter's start, or, within its first two
 * seconds, to the one before. `chapters` sorted by start.
 */
export function previousChapter(chapters, t) {
  const here = upperBound(chapters.length, (i) => chapters[i].start - ROUNDING, t) - 1;
  if (here < 0) return null;
  return t - chapters[here].start > 2 || here === 0 ? chapters[here] : chapters[here - 1];
}

/** The next chapter after `t`, or null on the last one. */
export function nextChapter(chapters, t) {
  return chapters[upperBound(chapters.length, (i) => chapters[i].start - ROUNDING, t)] ?? null;
}

/**
 * A playhead that keeps its word. Players report the frame that they landed on, which may lie a
 * little before the moment asked for, and that little can be another chapter. Until the media
 * has caught up, a held playhead reads as the moment asked for.
 */
export class Playhead {
  #target = NaN;

  /** A seek was asked for. @param {number} seconds */
  hold(seconds) {
    this.#target = seconds;
  }

  /** The playhead as the page should take it. @param {number} reported the media's own */
  read(reported) {
    const ahead = this.#target - reported;
    if (ahead > 0 && ahead <= TOLERANCE_MS / 1000) return this.#target;
    if (ahead <= 0) this.#target = NaN;
    return reported;
  }
}

/** "2:46", "1:02:03": whole seconds, rounded down. @param {number} seconds */
export function formatClock(seconds) {
  const whole = Math.floor(Math.max(0, seconds || 0) + ROUNDING);
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "2 minutes 46 seconds", for those who hear the page. @param {number} seconds */
export function formatSpoken(seconds) {
  const whole = Math.floor(Math.max(0, seconds || 0) + ROUNDING);
  const parts = [[Math.floor(whole / 3600), "hour"], [Math.floor(whole / 60) % 60, "minute"], [whole % 60, "second"]];
  const named = parts.filter(([n]) => n).map(([n, unit]) => `${n} ${unit}${n === 1 ? "" : "s"}`);
  return named.join(" ") || "0 seconds";
}

/**
 * How fast texts are read: characters a second, and the seconds that any text takes at least and
 * at most. The server's rule, which its pages state on the overlay; this is for pages of others.
 *
 * @typedef {{speed: number, min: number, max: number}} Pace
 */
export const PACE = Object.freeze({ speed: 17, min: 2.5, max: 20 });

/** Characters of East Asian Width W and F, which take as long as two. */
const WIDE = new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u4dbf\\u4e00-\\ua4cf\\ua960-\\ua97c\\uac00-\\ud7a3" +
    "\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6b\\uff01-\\uff60\\uffe0-\\uffe6\\u{16fe0}-\\u{1b2fb}" +
    "\\u{20000}-\\u{3fffd}]|(?![\\u{1f1e6}-\\u{1f1ff}])\\p{Emoji_Presentation}", "gu");

/** Seconds that a text takes to read. @param {string} text @param {Pace} [pace] */
export function readingTime(text, { speed, min, max } = PACE) {
  const wide = text.match(WIDE)?.length ?? 0;
  const needed = Math.floor((([...text].length + wide) * 1000) / speed) / 1000;
  return Math.min(Math.max(needed, min), max);
}

const CLOCK_TIME = /^(?:(\d{1,4}):)?(\d{1,5}):(\d{1,2})(?:[.,](\d{1,9}))?$/;
const LETTER_TIME =
  /^(?:(\d{1,4})\s?h)?\s?(?:(\d{1,5})\s?m(?:in)?)?\s?(?:(\d{1,7})(?:[.,](\d{1,9}))?\s?s)?$/i;
const PLAIN_TIME = /^()()(\d{1,8})(?:\.(\d{1,9}))?$/;
/** 999:59:59.999, in seconds. */
const MAX_TIME = 3599999.999;

/**
 * Seconds of a time as people type it and as `?t=` takes it: "83", "83.5", "1:23", "1h2m3s"; NaN
 * for anything else. The same grammar as the server's (`timeline.times.parse`), rounded to
 * milliseconds as there: `tests/shared/times.json` holds the two together.
 */
export function parseTime(text) {
  const typed = asciiDigits(text.trim());
  const clock = CLOCK_TIME.exec(typed);
  const fields = clock ?? PLAIN_TIME.exec(typed) ?? (typed && LETTER_TIME.exec(typed));
  if (!fields) return NaN;
  const [hours, minutes, seconds] = fields.slice(1, 4).map((field) => Number(field ?? 0));
  if (clock && (seconds > 59 || (clock[1] !== undefined && minutes > 59))) return NaN;
  const ms = Math.floor(Number((Number(`0.${fields[4] ?? 0}`) * 1000).toFixed(6)) + 0.5);
  const time = ((hours * 60 + minutes) * 60 + seconds) + ms / 1000;
  return time <= MAX_TIME ? time : NaN;
}

/** A text with the digits of every script as 0 to 9. Unicode has them in runs of ten, in order. */
function asciiDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let value = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0) - value - 1))) value++;
    return String(value % 10);
  });
}
