/** The parts of the page that several modules work with. */

export const root = document.documentElement;
export const byId = (id) => document.getElementById(id);
export const stage = byId("stage");
export const overlay = byId("overlay");
/** The timeline's, under which things are kept on the device. */
export const timelineId = document.body.dataset.id;

/** The words of an item in the panel that name it. @param {string} id */
export const headingOf = (id) => byId(id)?.querySelector("h2, .point-text, .answer summary");
