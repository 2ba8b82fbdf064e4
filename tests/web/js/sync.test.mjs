/** The sync engine, without a browser: what is active when, against the plain definition. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  CueIndex, Playhead, buildCues, chapterOf, diffCues, formatClock, formatSpoken, itemId, nextChapter,
  previousChapter, readingTime, upperBound,
} from "../../../web/timeline_web/static/sync.js";

const cue = (kind, index, start, end) => ({ id: `${kind}-${index + 1}`, kind, index, start, end });
const ids = (cues) => cues.map((c) => c.id);

/** Numbers that look random and are the same each time. */
function* numbers(seed) {
  for (let x = seed; ; ) yield (x = (x * 48271) % 2147483647) / 2147483647;
}

const TIMELINE = {
  duration: 100,
  chapters: [
    { start: 0, end: 30, title: "One" },
    { start: 20, end: 25, title: "Not listed", hidden: true },
    { start: 30, end: null, title: "Two" },
  ],
  insights: [{ start: 5, end: 9, text: "a" }, { start: null, end: null, text: "about it all" }],
  qa: [{ start: 5, end: 5, question: "b" }],
};

test("a timeline's cues: in order, undated and hidden ones left out, ends made good", () => {
  const cues = buildCues(TIMELINE);
  assert.deepEqual(ids(cues), ["chapter-1", "insight-1", "qa-1", "chapter-2"]);
  assert.deepEqual(cues.map((c) => [c.start, c.end]), [[0, 30], [5, 9], [5, 6], [30, 100]]);
  assert.deepEqual(buildCues({}), []);
});

test("the last chapter is on at the end of the film, however long that is; nothing else is", () => {
  const index = new CueIndex(buildCues({ ...TIMELINE, insights: [{ start: 90, end: 100, text: "a" }] }));
  assert.deepEqual(ids(index.activeAt(99)), ["chapter-2", "insight-1"]);
  for (const time of [100, 100.04, 103]) assert.deepEqual(ids(index.activeAt(time)), ["chapter-2"]);
  const short = new CueIndex(buildCues({ duration: 100, chapters: [{ start: 0, end: 80 }] }));
  assert.deepEqual(ids(short.activeAt(100)), []);
});

test("a point has a cue for each of its moments", () => {
  const moments = [{ start: 40, end: 45 }, { start: 5, end: 9 }];
  const cues = buildCues({ insights: [{ start: 40, end: 45, text: "a", moments }] });
  assert.deepEqual(ids(cues), ["insight-1.2", "insight-1"]);
  assert.deepEqual(cues.map((c) => [c.start, c.end]), [[5, 9], [40, 45]]);
  assert.deepEqual(cues.map(itemId), ["insight-1", "insight-1"]);
});

test("every other list of points has cues, chapters before what starts with them", () => {
  const timeline = {
    chapters: [{ start: 0, end: 9, title: "One" }],
    actions: [{ start: 0, end: 3, text: "a" }, { start: 4, end: 6, text: "b" }],
    quotes: [{ start: 4, end: 5, text: "c" }],
    unparsed: [{ start: 1, text: "d" }],
  };
  const cues = buildCues(timeline);
  assert.deepEqual(ids(cues), ["chapter-1", "action-1", "action-2", "quote-1"]);
  assert.deepEqual(cues.map((c) => c.kind), ["chapter", "action", "action", "quote"]);
});

test("active means start <= t < end", () => {
  const index = new CueIndex(buildCues(TIMELINE));
  assert.deepEqual(ids(index.activeAt(4.99)), ["chapter-1"]);
  assert.deepEqual(ids(index.activeAt(5)), ["chapter-1", "insight-1", "qa-1"]);
  assert.deepEqual(ids(index.activeAt(6)), ["chapter-1", "insight-1"]);
  assert.deepEqual(ids(index.activeAt(9)), ["chapter-1"]);
  assert.deepEqual(ids(index.activeAt(30)), ["chapter-2"]);
  assert.deepEqual(ids(index.activeAt(100)), ["chapter-2"]);
  assert.deepEqual(new CueIndex([]).activeAt(3), []);
});

test("a player's rounding does not open the chapter before", () => {
  const index = new CueIndex([cue("chapter", 0, 0, 83.04), cue("chapter", 1, 83.04, 100)]);
  assert.equal(chapterOf(index.activeAt(83.039999)).id, "chapter-2");
  assert.equal(chapterOf(index.activeAt(83.03)).id, "chapter-1");
});

test("whatever the cues, it agrees with looking at each of them", () => {
  const random = numbers(7);
  const next = () => random.next().value;
  for (let round = 0; round < 60; round++) {
    const cues = Array.from({ length: Math.floor(next() * 40) }, (_, n) => {
      const start = Math.floor(next() * 50);
      return cue("insight", n, start, start + 1 + Math.floor(next() * 20));
    });
    const index = new CueIndex(cues);
    for (let probe = 0; probe < 40; probe++) {
      const t = Math.floor(next() * 160) / 2;
      const plain = cues.filter((c) => c.start <= t && t < c.end).map((c) => c.id).sort();
      assert.deepEqual(ids(index.activeAt(t)).sort(), plain, `at ${t}`);
    }
  }
});

test("while nothing changes the answer is the same array", () => {
  const index = new CueIndex(buildCues(TIMELINE));
  const first = index.activeAt(10);
  assert.equal(index.activeAt(29.9), first);
  assert.notEqual(index.activeAt(31), first);
});

test("the work of a frame does not grow with the number of cues", () => {
  const reads = (count) => {
    let read = 0;
    const counted = (n) => ({ ...cue("insight", n, n, n + 1), get start() { return read++, n; } });
    const index = new CueIndex(Array.from({ length: count }, (_, n) => counted(n)));
    index.activeAt(5.5);
    read = 0;
    for (let frame = 0; frame < 20; frame++) index.activeAt(5.5 + frame / 60);
    return read;
  };
  assert.equal(reads(10), 0);
  assert.equal(reads(10_000), 0);
});

test("what was passed between two frames is not lost", () => {
  const index = new CueIndex([cue("insight", 0, 10, 10.01), cue("insight", 1, 10.02, 11)]);
  assert.deepEqual(ids(index.startedBetween(9.99, 10.03)), ["insight-1", "insight-2"]);
  assert.deepEqual(ids(index.startedBetween(10.03, 10.05)), []);
  assert.deepEqual(ids(index.startedBetween(9, 9.5)), []);
});

test("what starts exactly at the first moment was passed before, at the second it is now", () => {
  const index = new CueIndex([cue("insight", 0, 10, 11), cue("insight", 1, 12, 13)]);
  assert.deepEqual(ids(index.startedBetween(10, 11)), []);
  assert.deepEqual(ids(index.startedBetween(11, 12)), ["insight-2"]);
  assert.deepEqual(ids(index.startedBetween(10, 12)), ["insight-2"]);
  assert.deepEqual(ids(index.startedBetween(9.9, 10)), ["insight-1"]);
});

test("what came and what went", () => {
  const [a, b, c] = [cue("qa", 0, 0, 1), cue("qa", 1, 0, 1), cue("qa", 2, 0, 1)];
  assert.deepEqual(diffCues([a, b], [b, c]), { entered: [c], left: [a] });
});

test("of two chapters at once the later one counts", () => {
  const index = new CueIndex([cue("chapter", 0, 0, 50), cue("chapter", 1, 10, 20)]);
  assert.equal(chapterOf(index.activeAt(15)).id, "chapter-2");
  assert.equal(chapterOf(index.activeAt(25)).id, "chapter-1");
  assert.equal(chapterOf([]), null);
});

test("previous and next chapter", () => {
  const chapters = [cue("chapter", 0, 0, 10), cue("chapter", 1, 10, 20), cue("chapter", 2, 20, 30)];
  assert.equal(nextChapter(chapters, 3).index, 1);
  assert.equal(nextChapter(chapters, 10).index, 2);
  assert.equal(nextChapter(chapters, 25), null);
  assert.equal(previousChapter(chapters, 15).index, 1, "back to its start");
  assert.equal(previousChapter(chapters, 11).index, 0, "and from there to the one before");
  assert.equal(previousChapter(chapters, 0.5).index, 0);
  assert.equal(previousChapter([], 3), null);
});

test("a held playhead reads as the moment asked for until the media is there", () => {
  const playhead = new Playhead();
  assert.equal(playhead.read(5), 5);
  playhead.hold(83.04);
  assert.equal(playhead.read(10), 10, "an embed still reports the old place");
  assert.equal(playhead.read(82.9), 83.04);
  assert.equal(playhead.read(83.03), 83.04);
  assert.equal(playhead.read(83.1), 83.1);
  assert.equal(playhead.read(82.9), 82.9, "and then it lets go");
});

test("a player that lands more than three quarters of a second early is believed", () => {
  const landing = (early) => {
    const playhead = new Playhead();
    playhead.hold(100);
    return playhead.read(100 - early);
  };
  assert.deepEqual([0.01, 0.5, 0.75].map(landing), [100, 100, 100]);
  assert.deepEqual([0.76, 1, 7].map(landing), [99.24, 99, 93]);
});

test("binary search", () => {
  const values = [1, 3, 3, 9];
  const until = (t) => upperBound(values.length, (i) => values[i], t);
  assert.deepEqual([0, 1, 3, 5, 9, 10].map(until), [0, 1, 3, 3, 4, 4]);
});

test("times as people read and hear them", () => {
  assert.equal(formatClock(166.9), "2:46");
  assert.equal(formatClock(3723), "1:02:03");
  assert.equal(formatClock(NaN), "0:00");
  assert.equal(formatSpoken(61), "1 minute 1 second");
  assert.equal(formatSpoken(0), "0 seconds");
});

test("how long a text takes to read is what the page says", () => {
  const pace = { speed: 10, min: 1, max: 5 };
  assert.equal(readingTime("x".repeat(30), pace), 3);
  assert.equal(readingTime("x", pace), 1);
  assert.equal(readingTime("x".repeat(300), pace), 5);
});
