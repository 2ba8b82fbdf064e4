/**
 * The parts of the page that several modules work with. Scripts may run before all of it has been
 * read (they are no part of that work, which is long enough): here they wait for it.
 */
import { yieldToBrowser } from "./frames.js";

if (document.readyState === "loading") {
  await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  await yieldToBrowser();
}

export const root = document.documentElement;
export const byId = (id) => document.getElementById(id);
export const stage = byId("stage");
export const overlay = byId("overlay");
/** The timeline's, under which things are kept on the device. */
export const timelineId = document.body.dataset.id;

/** The words of an item in the panel that name it. @param {string} id */
export const headingOf = (id) => byId(id)?.querySelector("h2, .point-text, .answer summary");
