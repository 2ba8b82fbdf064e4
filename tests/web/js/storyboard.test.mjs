import assert from "node:assert/strict";
import { test } from "node:test";

import { parseThumbnails } from "../../../web/timeline_web/static/storyboard.js";

const TRACK = `WEBVTT

00:00:00.000 --> 00:00:02.000
film.thumbnails-1.jpg#xywh=0,0,240,135

01:00:02.500 --> 01:00:04.000
film.thumbnails-2.jpg#xywh=240,135,240,135
`;

test("a thumbnails track names its part of each sheet", () => {
  assert.deepEqual(parseThumbnails(TRACK, "http://host/t/film/storyboard/video.thumbnails.vtt"), [
    { start: 0, url: "http://host/t/film/storyboard/film.thumbnails-1.jpg", box: [0, 0, 240, 135] },
    { start: 3602.5, url: "http://host/t/film/storyboard/film.thumbnails-2.jpg", box: [240, 135, 240, 135] },
  ]);
});

test("a text that is no track has no images", () => {
  assert.deepEqual(parseThumbnails("<html>", "http://host/"), []);
});
