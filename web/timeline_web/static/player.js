/** The page's own script: finds the parts in the page and connects them. */
import { Sync, chapterAfter, chapterBefore, clock } from "./sync.js";
import { follow, now, seek, toggle } from "./clock.js";
import { TimelineOverlay } from "./overlay.js";
import { Rail } from "./rail.js";
import { Panel } from "./panel.js";
import { listenForKeys } from "./keys.js";
import { announce, begin, linkTo, memory, remember } from "./session.js";

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const stage = byId("stage");
const overlay = byId("overlay");
const id = document.body.dataset.id;
/** The text stands below the picture; the same as in player.css. */
const STACKED = matchMedia("(max-width: 899px) and (min-height: 561px), (max-width: 599px)");

/** The media element, with its interface there: some come with a script of their own. */
async function mediaElement() {
  const player = byId("media");
  const kind = root.dataset.source;
  if (kind === "none") await import("./silent.js");
  if (kind === "youtube") await import("./vendor/youtube-video-element.js");
  if (kind === "vimeo") await import("./vendor/vimeo-video-element.js");
  if (kind === "hls") return hlsElement(player);
  return player;
}

/** Browsers that play HLS themselves do it best. */
async function hlsElement(video) {
  const plays = video.canPlayType("application/vnd.apple.mpegurl");
  if (plays || "single" in root.dataset) return video;
  await import("./vendor/hls-video-element.js");
  const element = document.createElement("hls-video");
  element.config = { enableWorker: false };
  for (const { name, value } of video.attributes) if (name !== "controls") element.setAttribute(name, value);
  element.append(...video.children);
  video.replaceWith(element);
  return element;
}

/** Say something for a moment, with at most one thing to do about it. */
function tell(text, action, does) {
  const notice = byId("notice");
  notice.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (action) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: action });
    button.addEventListener("click", () => {
      does();
      notice.hidden = true;
    });
    notice.append(button);
  }
  notice.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (notice.hidden = true), action ? 8000 : 2500);
}

/** Where the text can be seen from, when it scrolls under the picture. */
function coveredTop() {
  const room = stage.querySelector(".player").getBoundingClientRect().bottom;
  return Math.max(0, room, overlay.cardsEnd);
}

async function copyLink(target) {
  const link = linkTo(target);
  try {
    await navigator.clipboard.writeText(link);
    tell("Link copied");
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
  if (memory.read("captions", false)) captionTracks(media).slice(0, 1).forEach((t) => (t.mode = "showing"));
  show();
  return () => {
    const tracks = captionTracks(media);
    const on = tracks.some((track) => track.mode === "showing");
    for (const [i, track] of tracks.entries()) track.mode = !on && i === 0 ? "showing" : "disabled";
    memory.write("captions", !on);
  };
}

/** Let the picture be alone while it plays in full screen and nobody moves. */
function connectIdle(media) {
  let timer = 0;
  const wake = () => {
    delete stage.dataset.idle;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!media.paused && document.fullscreenElement && !stage.querySelector(":popover-open, .controls :focus-visible")) stage.dataset.idle = "";
    }, 2500);
  };
  for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) stage.addEventListener(name, wake);
  for (const name of ["play", "pause"]) media.addEventListener(name, wake);
}

/** What the settings hold comes when somebody opens them. */
function connectSettings(media) {
  const cards = memory.read("cards", true);
  if (byId("cards-toggle")) byId("cards-toggle").checked = cards;
  overlay.toggleAttribute("nocards", !cards);
  byId("settings").addEventListener("beforetoggle", async () => {
    const late = await import("./settings.js");
    late.connectChoices(media, overlay, id);
  }, { once: true });
}

/** Where there is little picture, or terms that forbid it, nothing lies on it. */
function connectPlacement() {
  const place = () => {
    const small = STACKED.matches && !document.fullscreenElement;
    overlay.setAttribute("placement", "embed" in root.dataset || small ? "below" : "over");
  };
  STACKED.addEventListener("change", place);
  document.addEventListener("fullscreenchange", place);
  place();
}

/** Stand a popover by its button, on the side where there is room. */
function placePopover(popover, button) {
  const box = button.getBoundingClientRect();
  // Nothing may lie on an embed's frame, and that is above.
  const framed = "embed" in root.dataset && stage.contains(button);
  popover.style.maxHeight = framed ? `${innerHeight - box.bottom - 16}px` : "";
  const { offsetHeight: height, offsetWidth: width } = popover;
  const above = !framed && box.top > height + 8 && box.bottom + height > innerHeight;
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
function connectTime(media, rail) {
  let shown = "";
  const length = () => (byId("duration").textContent = clock(rail.duration));
  follow(media, ({ time }) => {
    const text = clock(time);
    if (text !== shown) byId("current-time").textContent = shown = text;
  });
  media.addEventListener("durationchange", length);
  if (rail.duration) length();
}

/** The panel's search field; its script comes when somebody goes there. */
function connectFind(panel, rail, media) {
  let finder = null;
  const arm = () => {
    const wake = async () => {
      if (finder) return;
      const late = await import("./find.js");
      finder ??= new late.Finder(panel, (moments) => rail.found(moments), (t) => seek(media, t));
    };
    for (const name of ["focus", "input"]) byId("find").addEventListener(name, wake, { once: true });
  };
  arm();
  return () => (finder ? finder.renew() : arm());
}

/** Show what scripts are needed for. */
function uncover(panel) {
  const tools = panel.querySelector("[data-kind]") ? ".toolbar, " : "";
  for (const hidden of panel.querySelectorAll(`${tools}[data-action]`)) hidden.hidden = false;
  panel.dataset.show ??= "all";
}

/** Say in the picture's place why there is none. */
function say(text) {
  byId("media-error").textContent = text;
  byId("media-error").hidden = false;
}

/** The embeds load a script of their site's; offline, that fails where nobody listens. */
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof Event)) return;
  event.preventDefault();
  say("The video’s site can’t be reached. The text is all there.");
});

function connectMedia(media) {
  const { controls } = media;
  if (controls !== undefined && !("embed" in root.dataset)) media.removeAttribute("controls");
  byId("controller").fullscreenElement = stage;
  byId("controls").hidden = false;
  byId("frame").addEventListener("click", (event) => {
    if (event.target === media || event.target === byId("frame")) toggle(media);
  });
  media.addEventListener("error", () => say("This can’t be played here. The text is all there."));
  const playing = () => (stage.dataset.playing = String(!media.paused));
  for (const name of ["play", "pause", "ended"]) media.addEventListener(name, playing);
}

/** What keys and buttons can ask for. */
function actionsFor(media, chapters) {
  const to = (cue) => cue && seek(media, cue.start);
  return {
    previous: () => to(chapterBefore(chapters(), now(media))),
    next: () => to(chapterAfter(chapters(), now(media))),
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

/** Give the overlay's timeline to the rail and the panel, now and whenever it gets another. */
function connectTimeline(media, rail, panel) {
  let first = true;
  const take = () => {
    rail.set(new Sync(overlay.cues));
    panel.set(overlay.cues);
    for (const name of ["previous", "next"]) {
      stage.querySelector(`[data-action="${name}"]`).hidden = rail.chapters.length < 2;
    }
    if (first) begin(media, id, overlay.cues, tell);
    first = false;
    root.dataset.ready = "";
    performance.mark("ready");
  };
  overlay.addEventListener("load", take);
  if (overlay.timeline) take();
  const data = byId("timeline-data");
  if (data) overlay.timeline = JSON.parse(data.textContent);
}

/** While a server stands behind the page, take up each saved change, in place. */
function connectLive(panel, renewed) {
  if (!("live" in document.body.dataset)) return;
  setTimeout(async () => {
    const late = await import("./live.js");
    late.watchForChanges(panel, () => {
      uncover(panel);
      connectPopovers();
      renewed();
      overlay.setAttribute("src", overlay.getAttribute("src"));
    });
  }, 1000);
}

async function start() {
  const text = byId("panel");
  uncover(text);
  connectPlacement();
  connectPopovers();
  const media = await mediaElement();
  connectMedia(media);
  const rail = new Rail(byId("seek-bar"), media);
  const panel = new Panel(text, media, byId("follow"), coveredTop);
  const actions = actionsFor(media, () => rail.chapters);
  const show = announce(media, document.title, () => rail.chapters);
  overlay.addEventListener("chapterchange", ({ detail }) => show(detail.cue));
  connectTime(media, rail);
  connectSettings(media);
  connectIdle(media);
  connectButtons(actions);
  listenForKeys(media, actions, { enabled: () => byId("keys-toggle").checked, stage });
  const findAnew = connectFind(text, rail, media);
  connectTimeline(media, rail, panel);
  remember(media, id);
  connectLive(text, findAnew);
  addEventListener("hashchange", () => {
    const cue = overlay.cues.find((one) => `#${one.id}` === location.hash);
    if (cue) seek(media, cue.start);
  });
}

if (overlay instanceof TimelineOverlay) start();
