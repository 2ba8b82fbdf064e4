/** What the server and the page both decide, by the cases that both run. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { formatClock, parseTime, readingTime } from "../../../web/timeline_web/static/sync.js";

const cases = (name) =>
  JSON.parse(readFileSync(new URL(`../../shared/${name}.json`, import.meta.url), "utf8"));
const { parsed, refused, clock } = cases("times");

test("times as people type them", () => {
  for (const [text, ms] of Object.entries(parsed)) assert.equal(parseTime(text), ms / 1000, text);
  for (const text of refused) assert.ok(Number.isNaN(parseTime(text)), `${text} is no time`);
});

test("times as people read them", () => {
  for (const [ms, text] of Object.entries(clock)) assert.equal(formatClock(ms / 1000), text);
});

test("how long texts take to read", () => {
  for (const [text, ms] of Object.entries(cases("reading_times"))) {
    assert.equal(readingTime(text), ms / 1000, text);
  }
});
