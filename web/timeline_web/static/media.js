/** The media element: made, connected, replaced where it cannot play. */
import { drawn, yieldToBrowser } from "./frames.js";
import { updatePlacement } from "./layout.js";
import { showError, showNotice } from "./notices.js";
import { byId, root, stage } from "./parts.js";
import { guardSeekable, togglePlay } from "./playback.js";

/** In full screen, the controls fade after so long without a move. */
const IDLE_MS = 2500;

/**
 * The buttons' own script asks for a layout of all that has changed: first the page is drawn. Of
 * each chapter that the media has it makes a document, to decode what no button of ours shows: it
 * gets to see the chapters when it has started.
 */
async function runLaterScripts(media) {
  const chapters = [...(media.textTracks ?? [])].filter((track) => track.kind === "chapters");
  for (const track of chapters) track.mode = "disabled";
  await drawn();
  await Promise.all([...document.querySelectorAll("link[data-later]")].map(({ href }) => runScript(href)));
  await yieldToBrowser();
  for (const track of chapters) track.mode = "hidden";
}

/** Until a classic script has run, or could not be had. */
function runScript(src) {
  const script = Object.assign(document.createElement("script"), { src });
  document.head.append(script);
  return new Promise((done) => (script.onload = script.onerror = done));
}

/** The media element, with its interface there: some come with a script of their own. */
export async function loadMediaElement() {
  const media = byId("media");
  const kind = root.dataset.source;
  if (kind === "none") await import("./timer.js");
  if (kind === "youtube") await import("./vendor/youtube-video-element.js");
  if (kind === "vimeo") await import("./vendor/vimeo-video-element.js");
  if (kind === "hls") return loadHlsElement(media);
  return media;
}

/** Browsers that play HLS themselves do it best. */
async function loadHlsElement(video) {
  const isNative = video.canPlayType("application/vnd.apple.mpegurl");
  if (isNative || "single" in root.dataset) return video;
  await import("./vendor/hls-video-element.js");
  const element = document.createElement("hls-video");
  element.config = { enableWorker: false };
  for (const { name, value } of video.attributes) if (name !== "controls") element.setAttribute(name, value);
  element.append(...video.children);
  video.replaceWith(element);
  return element;
}

/** A file that could hold a picture and has none is sound alone. */
function connectPicture(media) {
  const show = () => {
    if (root.dataset.source !== "video" || media.videoWidth || !media.readyState) return;
    root.dataset.source = "audio";
    updatePlacement();
  };
  media.addEventListener("loadedmetadata", show);
  show();
}

/** What cannot be played at all makes room for the text, which a timer takes through its time. */
async function playWithoutMedia(reason) {
  const duration = Number(byId("seek-bar").getAttribute("aria-valuemax"));
  if (root.dataset.source === "none") return;
  showError(`${reason} ${duration ? "Play runs through the text." : "The text is all there."}`);
  if (!duration) return;
  const module = await import("./timer.js");
  module.replacePlayback(byId("media"), duration);
  root.dataset.source = "none";
  delete root.dataset.embed;
  updatePlacement();
}

/** The embeds load a script of their site's; offline, that fails where nobody listens. */
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Event)) return;
  event.preventDefault();
  playWithoutMedia("The video’s site can’t be reached.");
});

/** A broken network is not a broken file: what was loaded plays on, and is tried again. */
function connectErrors(media) {
  const NETWORK = 2;
  const show = () => {
    if (media.readyState > 0 && media.error?.code === NETWORK) showError("The connection was lost.");
    else playWithoutMedia("This can’t be played here.");
  };
  media.addEventListener("error", show);
  if (media.error) show();
}

export function connectMedia(media) {
  runLaterScripts(media);
  guardSeekable(media);
  // Its attribute of that name is not observed (Media Chrome 4.19); before it is defined, a
  // property would be none of its own.
  customElements.whenDefined("media-controller").then(() => (byId("controller").fullscreenElement = stage));
  const { controls } = media;
  if (controls !== undefined && !("embed" in root.dataset)) media.removeAttribute("controls");
  byId("controls").hidden = false;
  byId("frame").addEventListener("click", (event) => {
    if (event.target === media || event.target === byId("frame")) togglePlay(media);
  });
  connectErrors(media);
  connectPicture(media);
  const showPlaying = () => (stage.dataset.playing = String(!media.paused));
  for (const name of ["play", "pause", "ended"]) media.addEventListener(name, showPlaying);
}

/** Not every server can seek; ours can, and a page that is alone cannot ask. */
export async function connectServer(media) {
  if (!(media instanceof HTMLMediaElement)) return;
  const canAsk = !("live" in document.body.dataset || "single" in root.dataset) && location.protocol.startsWith("http");
  const isOwn = canAsk && new URL(media.src, location).origin === location.origin;
  if (!isOwn) await new Promise((resolve) => media.addEventListener("seeking", resolve, { once: true }));
  const module = await import("./whole-media.js");
  if (isOwn) module.ensureSeekable(media, showNotice);
  else module.watchSeeks(media, showNotice);
}

/** A page without a video takes one from the viewer's disk. */
export async function connectDrop(media) {
  if (byId("media-hint")) (await import("./drop.js")).listenForFiles(media);
}

/** Let the picture be alone while it plays in full screen and nobody moves. */
export function connectIdle(media) {
  let timeout = 0;
  const restart = () => {
    delete stage.dataset.idle;
    clearTimeout(timeout);
    timeout = setTimeout(() => {
      if (!media.paused && document.fullscreenElement && !stage.querySelector(":popover-open, .controls :focus-visible")) stage.dataset.idle = "";
    }, IDLE_MS);
  };
  for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) stage.addEventListener(name, restart);
  for (const name of ["play", "pause"]) media.addEventListener(name, restart);
}

