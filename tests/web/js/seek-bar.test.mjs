/** Which points are drawn as one. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLElement ??= class {};
globalThis.customElements ??= { get: () => true };
const { clusters } = await import("../../../web/timeline_web/static/seek-bar.js");

test("points that are too close are one, and none is wider than the distance", () => {
  const found = clusters([0, 5, 8, 9, 30, 31, 60], 9);
  assert.deepEqual(found.map(({ first, count }) => [first, count]), [[0, 3], [3, 1], [4, 2], [6, 1]]);
  for (const { from, to } of found) assert.ok(to - from < 9);
});

test("every point is in one of them", () => {
  const places = Array.from({ length: 1000 }, (_, n) => n * 0.35);
  const found = clusters(places, 9);
  assert.equal(found.reduce((sum, { count }) => sum + count, 0), 1000);
  assert.ok(found.length <= 350 / 9 + 1);
  assert.deepEqual(clusters([], 9), []);
});
