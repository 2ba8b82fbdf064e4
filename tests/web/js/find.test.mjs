/** How texts are compared, and which speed comes next. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLElement ??= class {};
const { fold } = await import("../../../web/timeline_web/static/find.js");
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
});
