/** The playback observer, on a media element that is a fake: it has a time, events, and nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { currentTime, observePlayback, seek } from "../../../web/timeline_web/static/playback.js";

let frames = [];
globalThis.requestAnimationFrame = (frame) => frames.push(frame);
const paint = () => frames.splice(0).forEach((frame) => frame());

class FakeMedia extends EventTarget {
  currentTime = 0;
  paused = true;
  ended = false;
  seeking = false;
  duration = 100;
  fire(name) {
    this.dispatchEvent(new Event(name));
  }
}

function observed() {
  const media = new FakeMedia();
  const ticks = [];
  const stop = observePlayback(media, (tick) => ticks.push(tick));
  return { media, ticks, stop, last: () => ticks.at(-1) };
}

test("a listener is called at once, then on each frame while the media plays", () => {
  const { media, ticks, last } = observed();
  assert.deepEqual(ticks, [{ time: 0, jumped: true, playing: false }]);
  paint();
  assert.equal(ticks.length, 1, "paused: no frames");
  media.paused = false;
  media.fire("play");
  media.currentTime = 0.5;
  paint();
  assert.deepEqual(last(), { time: 0.5, jumped: false, playing: true });
  media.paused = true;
  media.fire("pause");
  const count = ticks.length;
  paint();
  paint();
  assert.ok(ticks.length <= count + 1, "and stops with it");
});

test("a frame between a seek and its event is a jump already", () => {
  const { media, last } = observed();
  media.paused = false;
  media.fire("play");
  paint();
  assert.equal(last().jumped, false);
  media.currentTime = 50;
  media.seeking = true;
  paint();
  assert.deepEqual(last(), { time: 50, jumped: true, playing: true });
});

test("a seek holds its moment, within the media's length", () => {
  const { media } = observed();
  seek(media, 83.04);
  media.currentTime = 83.01;
  assert.equal(currentTime(media), 83.04);
  seek(media, 500);
  assert.equal(media.currentTime, 100);
  seek(media, -5);
  assert.equal(media.currentTime, 0);
});

test("a listener that was removed is called no more", () => {
  const { media, ticks, stop } = observed();
  stop();
  media.fire("timeupdate");
  assert.equal(ticks.length, 1);
});
