/** Notes as Markdown. */
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.HTMLElement ??= class {};
globalThis.document ??= {};
const { notesMarkdown } = await import("../../../web/timeline_web/static/notes.js");

test("a line for each note, with its link; bookmarks without a text too", () => {
  const notes = [{ time: 83, text: "The moon\n\npulls " }, { time: 3723, text: "" }];
  assert.equal(notesMarkdown(notes, (time) => `?t=${time}`),
    "## My notes\n\n- [1:23](?t=83) The moon\n  pulls\n- [1:02:03](?t=3723)\n");
});
