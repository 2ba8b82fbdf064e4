/** How texts are compared, and which speed comes next. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLElement ??= class {};
const find = await import("../../../web/timeline_web/static/find.js");
const { fold } = find;
const { nextRate } = await import("../../../web/timeline_web/static/keys.js");
const { requestedTime } = await import("../../../web/timeline_web/static/session.js");

test("case, accents and width make no difference", () => {
  assert.equal(fold("Café ÅNGSTRÖM ＡＢＣ"), "cafe angstrom abc");
  assert.equal(fold("ﬁne"), "fine");
});

test("speeds go up and down and stop at the ends", () => {
  assert.equal(nextRate(1, 1), 1.25);
  assert.equal(nextRate(1, -1), 0.75);
  assert.equal(nextRate(3, 1), 3);
  assert.equal(nextRate(0.25, -1), 0.25);
  assert.equal(nextRate(1.1, 1), 1.25);
});

test("what an address asks for", () => {
  const cues = [{ id: "chapter-3", start: 83.04 }];
  const asked = (tail) => requestedTime(new URL(`http://x/t/a/${tail}`), cues);
  assert.equal(asked("#chapter-3"), 83.04);
  assert.equal(asked("?t=83"), 83);
  assert.equal(asked("?t=1:23"), 83);
  assert.equal(asked("#t=83"), 83);
  assert.equal(asked("?t=9#chapter-3"), 83.04);
  assert.ok(Number.isNaN(asked("#chapter-9")));
  assert.ok(Number.isNaN(asked("?t=soon")));
  assert.ok(Number.isNaN(asked("#50%")));
  assert.ok(Number.isNaN(asked("#%E0%A4%A")));
});

test("typography makes no difference", () => {
  assert.equal(fold("the harbour’s “deep” end – here"), `the harbour's "deep" end - here`);
});

test("one is found by many", () => {
  const { formsOf } = find;
  assert.deepEqual(formsOf("tides"), ["tides", "tide"]);
  assert.ok(formsOf("boxes").includes("box"));
  assert.ok(formsOf("stories").includes("story"));
  assert.deepEqual(formsOf("glass"), ["glass"]);
  assert.deepEqual(formsOf("is"), ["is"]);
});

test("a time finds what is on then", () => {
  const has = (word, item) => find.hasWord({ text: "", start: NaN, end: NaN, ...item }, word);
  assert.ok(has("1:34", { start: 92, end: 96 }));
  assert.ok(has("1:34", { start: 94.4, end: NaN }));
  assert.ok(!has("1:34", { start: 96, end: 99 }));
  assert.ok(!has("94", { start: 94, end: 99 }));
  assert.ok(!has("1:34", {}));
});

test("the next match is never before now", () => {
  const matches = [50, 10, NaN, 30].map((start) => ({ start }));
  assert.equal(find.nextMatch(matches, 0).start, 10);
  assert.equal(find.nextMatch(matches, 10).start, 30);
  assert.equal(find.nextMatch(matches, 49.9).start, 50);
  assert.equal(find.nextMatch(matches, 50), null);
  assert.equal(find.nextMatch(matches, 30, true).start, 10);
  assert.equal(find.nextMatch(matches, 10, true), null);
});

test("what people cannot type is found all the same", () => {
  assert.equal(fold("Tromsø Łódź Straße œuvre ılık"), "tromso lodz strasse oeuvre ilik");
  assert.equal(fold("inter\u00adnational\u200b"), "international");
  assert.equal(fold("ΟΔΟΣ"), fold("οδός"));
  assert.equal(fold("مُحَمَّد وقـت"), "محمد وقت");
  assert.equal(fold("שָׁלוֹם"), "שלום");
});

test("the marks of other scripts are letters", () => {
  assert.notEqual(fold("が"), fold("か"));
  assert.equal(fold("ｶﾞ"), fold("ガ"));
  assert.notEqual(fold("कि"), fold("की"));
  assert.notEqual(fold("กา"), fold("กิ"));
});

test("many are found by one", () => {
  assert.ok(find.formsOf("city").includes("cities"));
  assert.deepEqual(find.formsOf("day"), ["day"]);
});

test("what is marked is the word and nothing beside it", () => {
  const marked = (text, word) => {
    const { text: folded, starts, ends } = find.foldWithOffsets(text);
    const at = folded.indexOf(word);
    return text.slice(starts[at], ends[at + word.length - 1]);
  };
  assert.equal(marked("the Moon\u2019s own", "moon"), "Moon");
  assert.equal(marked("the Moon\u2019s own", "moons"), "Moon\u2019s");
  assert.equal(marked("\u201chigh\u201d tide", "high"), "high");
  assert.equal(marked("a cafe\u0301 here", "cafe"), "cafe\u0301");
  assert.equal(marked("die Stra\u00dfe", "strasse"), "Stra\u00dfe");
});
