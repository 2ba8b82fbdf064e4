/** The page's own script: finds the parts in the page and connects them. */
import { CueIndex, formatClock, nextChapter, previousChapter } from "./sync.js";
import { currentTime, guardSeekable, observePlayback, seek, togglePlay } from "./playback.js";
import { Attribute, Placement, TimelineEvent, TimelineOverlay } from "./overlay.js";
import { SeekBar } from "./seek-bar.js";
import { Panel } from "./panel.js";
import { listenForKeys } from "./keys.js";
import { connectMediaSession, linkToItem, persistState, restorePosition, storage } from "./session.js";

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const stage = byId("stage");
const overlay = byId("overlay");
const id = document.body.dataset.id;
/** The text is below the picture; the same as in player.css. */
const STACKED = matchMedia("(max-width: 899px) and (min-height: 561px), (max-width: 599px)");

/** How long a notice is shown, without and with something to do about it. */
const NOTICE_MS = 2500;
const ACTION_NOTICE_MS = 8000;
/** In full screen, the controls fade after so long without a move. */
const IDLE_MS = 2500;
const LIVE_DELAY_MS = 1000;

/** The media element, with its interface there: some come with a script of their own. */
async function loadMediaElement() {
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

let noticeTimeout = 0;

/** Show a line for a moment, with at most one thing to do about it. */
function showNotice(text, action, onAction) {
  const notice = byId("notice");
  notice.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: action });
    button.addEventListener("click", () => {
      onAction();
      notice.hidden = true;
    });
    notice.append(button);
  }
  notice.hidden = false;
  clearTimeout(noticeTimeout);
  noticeTimeout = setTimeout(() => (notice.hidden = true), action ? ACTION_NOTICE_MS : NOTICE_MS);
}

/** Where the text can be seen from, when it scrolls under the picture. */
function coveredTop() {
  const { bottom } = stage.querySelector(".player").getBoundingClientRect();
  return Math.max(0, bottom, overlay.cardsEnd);
}

async function copyLink(itemId) {
  const link = linkToItem(itemId);
  try {
    await navigator.clipboard.writeText(link);
    showNotice("Link copied");
  } catch {
    prompt("Copy this link", link);
  }
}

/** Captions and subtitles among the media's tracks. */
function captionTracks(media) {
  return [...(media.textTracks ?? [])].filter((t) => t.kind === "captions" || t.kind === "subtitles");
}

function connectCaptions(media) {
  const button = stage.querySelector('[data-action="captions"]');
  const show = () => {
    const tracks = captionTracks(media);
    const on = tracks.some((track) => track.mode === "showing");
    if (button) button.hidden = !tracks.length;
    button?.setAttribute("aria-pressed", String(on));
    stage.toggleAttribute("data-captions", on);
  };
  for (const name of ["change", "addtrack", "removetrack"]) media.textTracks?.addEventListener(name, show);
  if (storage.read("captions", false)) captionTracks(media).slice(0, 1).forEach((t) => (t.mode = "showing"));
  show();
  return () => {
    const tracks = captionTracks(media);
    const on = tracks.some((track) => track.mode === "showing");
    for (const [i, track] of tracks.entries()) track.mode = !on && i === 0 ? "showing" : "disabled";
    storage.write("captions", !on);
  };
}

/** Let the picture be alone while it plays in full screen and nobody moves. */
function connectIdle(media) {
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

/** What the settings hold comes when somebody opens them. */
function connectSettingsButton(media) {
  const cards = storage.read("cards", true);
  if (byId("cards-toggle")) byId("cards-toggle").checked = cards;
  overlay.toggleAttribute(Attribute.NO_CARDS, !cards);
  byId("settings").addEventListener("beforetoggle", async () => {
    const module = await import("./settings.js");
    module.connectSettings(media, overlay, id);
  }, { once: true });
}

/** Where there is little picture, or terms that forbid it, nothing covers it. */
function connectPlacement() {
  const update = () => {
    const small = STACKED.matches && !document.fullscreenElement;
    overlay.setAttribute(Attribute.PLACEMENT, "embed" in root.dataset || small ? Placement.BELOW : Placement.OVER);
  };
  STACKED.addEventListener("change", update);
  document.addEventListener("fullscreenchange", update);
  update();
}

/** Place a popover by its button, on the side where there is room. */
function placePopover(popover, button) {
  const box = button.getBoundingClientRect();
  // Nothing may cover an embed's frame, and that is above.
  const isBelowEmbed = "embed" in root.dataset && stage.contains(button);
  popover.style.maxHeight = isBelowEmbed ? `${innerHeight - box.bottom - 16}px` : "";
  const { offsetHeight: height, offsetWidth: width } = popover;
  const above = !isBelowEmbed && box.top > height + 8 && box.bottom + height > innerHeight;
  const top = above ? box.top - height - 8 : Math.min(box.bottom + 8, innerHeight - height - 8);
  popover.style.top = `${Math.max(8, top)}px`;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
}

function connectPopovers() {
  for (const popover of document.querySelectorAll("[popover]:not([data-placed])")) {
    popover.dataset.placed = "";
    const button = document.querySelector(`[popovertarget="${popover.id}"]`);
    popover.addEventListener("toggle", ({ newState }) => {
      button.setAttribute("aria-expanded", String(newState === "open"));
      if (newState !== "open") return;
      placePopover(popover, button);
      if (button.matches(":focus-visible")) popover.querySelector("select, input, a, button")?.focus();
    });
  }
}

/** "Now" and the length, beside the buttons. */
function connectTime(media, seekBar) {
  let shown = "";
  const showDuration = () => (byId("duration").textContent = formatClock(seekBar.duration));
  observePlayback(media, ({ time }) => {
    const text = formatClock(time);
    if (text !== shown) byId("current-time").textContent = shown = text;
  });
  media.addEventListener("durationchange", showDuration);
  if (seekBar.duration) showDuration();
}

/**
 * The panel's search field; its script is loaded when somebody goes there. Gives what to call when
 * the panel's content was replaced.
 */
function connectFind(panel, seekBar, media) {
  let finder = null;
  const load = async () => {
    if (finder) return;
    const module = await import("./find.js");
    finder ??= new module.Finder(panel, (moments) => seekBar.setMatches(moments), (t) => seek(media, t));
  };
  const loadOnUse = () => {
    for (const name of ["focus", "input"]) byId("find").addEventListener(name, load, { once: true });
  };
  loadOnUse();
  return () => (finder ? finder.refresh() : loadOnUse());
}

/** Show the controls that need scripts. */
function showScriptedControls(panel) {
  const toolbar = panel.querySelector("[data-kind]") ? ".toolbar, " : "";
  for (const hidden of panel.querySelectorAll(`${toolbar}[data-action]`)) hidden.hidden = false;
  panel.dataset.show ??= "all";
}

/** Say in the picture's place why there is none. */
function showError(text) {
  byId("media-error").textContent = text;
  byId("media-error").hidden = false;
}

/** The embeds load a script of their site's; offline, that fails where nobody listens. */
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Event)) return;
  event.preventDefault();
  showError("The video’s site can’t be reached. The text is all there.");
});

function connectMedia(media) {
  guardSeekable(media);
  const { controls } = media;
  if (controls !== undefined && !("embed" in root.dataset)) media.removeAttribute("controls");
  byId("controls").hidden = false;
  byId("frame").addEventListener("click", (event) => {
    if (event.target === media || event.target === byId("frame")) togglePlay(media);
  });
  media.addEventListener("error", () => showError("This can’t be played here. The text is all there."));
  const showPlaying = () => (stage.dataset.playing = String(!media.paused));
  for (const name of ["play", "pause", "ended"]) media.addEventListener(name, showPlaying);
}

/** Not every server can seek; ours can, and a page that stands alone cannot ask. */
async function connectServer(media) {
  if (!(media instanceof HTMLMediaElement)) return;
  const canAsk = !("live" in document.body.dataset || "single" in root.dataset) && location.protocol.startsWith("http");
  const isOwn = canAsk && new URL(media.src, location).origin === location.origin;
  if (!isOwn) await new Promise((resolve) => media.addEventListener("seeking", resolve, { once: true }));
  const module = await import("./whole-media.js");
  if (isOwn) module.ensureSeekable(media, showNotice);
  else module.watchSeeks(media, showNotice);
}

/** What keys and buttons can ask for. */
function actionsFor(media, chapters) {
  const seekTo = (cue) => cue && seek(media, cue.start);
  return {
    previous: () => seekTo(previousChapter(chapters(), currentTime(media))),
    next: () => seekTo(nextChapter(chapters(), currentTime(media))),
    captions: connectCaptions(media),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen?.()),
    help: () => byId("help").showModal(),
    find: () => byId("find").focus(),
    print: () => print(),
  };
}

function connectButtons(actions) {
  document.addEventListener("click", ({ target }) => {
    const { action, copyLink: id } = target.closest?.("[data-action], [data-copy-link]")?.dataset ?? {};
    if (action) actions[action]();
    if (id) copyLink(id);
  });
}

/** Give the overlay's timeline to the seek bar and the panel, now and whenever it gets another. */
function connectTimeline(media, seekBar, panel) {
  let isFirst = true;
  const apply = () => {
    seekBar.setCues(new CueIndex(overlay.cues));
    panel.setCues(overlay.cues);
    for (const name of ["previous", "next"]) {
      stage.querySelector(`[data-action="${name}"]`).hidden = seekBar.chapters.length < 2;
    }
    if (isFirst) restorePosition(media, id, overlay.cues, showNotice);
    isFirst = false;
    root.dataset.ready = "";
    performance.mark("ready");
  };
  overlay.addEventListener(TimelineEvent.LOAD, apply);
  if (overlay.timeline) apply();
  const data = byId("timeline-data");
  if (data) overlay.timeline = JSON.parse(data.textContent);
}

/** While a server is behind the page, apply each saved change in place. */
function connectLive(panel, onChange) {
  if (!("live" in document.body.dataset)) return;
  setTimeout(async () => {
    const module = await import("./live.js");
    module.watchForChanges(panel, () => {
      showScriptedControls(panel);
      connectPopovers();
      onChange();
      overlay.setAttribute(Attribute.SRC, overlay.getAttribute(Attribute.SRC));
    });
  }, LIVE_DELAY_MS);
}

async function start() {
  const text = byId("panel");
  showScriptedControls(text);
  connectPlacement();
  connectPopovers();
  const media = await loadMediaElement();
  connectMedia(media);
  const seekBar = new SeekBar(byId("seek-bar"), media);
  const panel = new Panel(text, media, byId("follow"), coveredTop);
  const actions = actionsFor(media, () => seekBar.chapters);
  const showChapter = connectMediaSession(media, document.title, () => seekBar.chapters);
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, ({ detail }) => showChapter(detail.cue));
  connectTime(media, seekBar);
  connectSettingsButton(media);
  connectIdle(media);
  connectButtons(actions);
  listenForKeys(media, actions, { enabled: () => byId("keys-toggle").checked, stage });
  const refreshFind = connectFind(text, seekBar, media);
  connectTimeline(media, seekBar, panel);
  persistState(media, id);
  connectServer(media);
  connectLive(text, refreshFind);
  addEventListener("hashchange", () => {
    const cue = overlay.cues.find((one) => `#${one.id}` === location.hash);
    if (cue) seek(media, cue.start);
  });
}

if (overlay instanceof TimelineOverlay) start();
