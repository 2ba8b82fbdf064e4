/** The page's own script: finds the parts in the page and connects them. */
import { CueIndex, formatClock, itemId, nextChapter, previousChapter } from "./sync.js";
import { currentTime, guardSeekable, observePlayback, seek, togglePlay } from "./playback.js";
import { observeSize, yieldToBrowser } from "./frames.js";
import { Attribute, Placement, TimelineEvent, TimelineOverlay } from "./overlay.js";
import { SeekBar } from "./seek-bar.js";
import { Panel } from "./panel.js";
import { listenForKeys } from "./keys.js";
import {
  connectMediaSession, embedCode, linkToItem, linkToTime, persistState, requestedTime, restorePosition, storage,
} from "./session.js";
import { connectSpeed } from "./speed.js";

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const stage = byId("stage");
const overlay = byId("overlay");
const id = document.body.dataset.id;
/** Inside another page there is the player alone. */
root.toggleAttribute("data-bare", new URLSearchParams(location.search).has("embed"));
/** The text is below the picture; the same as in player.css. */
const STACKED = matchMedia("(max-width: 56.1875em) and (min-height: 35.0625em), " +
  "(max-width: 37.4375em) and (min-height: 30.0625em), (max-width: 29.9375em)");
/** No room for cards, on a picture or below an embed: the text beside it says the same. */
const TINY = matchMedia("(max-width: 37.4375em) and (max-height: 30em)");
const LOW = matchMedia("(max-height: 35em)");

/** How long a notice is shown, without and with something to do about it. */
const NOTICE_MS = 2500;
const ACTION_NOTICE_MS = 8000;
const BUBBLE_MS = 900;
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

let bubbleTimeout = 0;

/** Show for a moment what a key did. */
function showBubble(text) {
  const bubble = byId("bubble");
  bubble.textContent = text;
  bubble.hidden = false;
  clearTimeout(bubbleTimeout);
  bubbleTimeout = setTimeout(() => (bubble.hidden = true), BUBBLE_MS);
}

/** Where the text can be seen from, when it scrolls under the picture. */
function coveredTop() {
  const { bottom } = stage.querySelector(".player").getBoundingClientRect();
  return Math.max(0, bottom, overlay.cardsEnd);
}

async function copyText(text, what = "Link") {
  try {
    await navigator.clipboard.writeText(text);
    showNotice(`${what} copied`);
  } catch {
    prompt("Copy this", text);
  }
}

function transcriptText() {
  return [...document.querySelectorAll(".transcript :is(.line, .line-chapter)")]
    .map((line) => (line.matches(".line") ? line.innerText.replace(/\s+/g, " ").trim() : `\n${line.textContent.trim()}\n`))
    .join("\n").trim();
}

/** Captions and subtitles among the media's tracks. */
function captionTracks(media) {
  return [...(media.textTracks ?? [])].filter((t) => t.kind === "captions" || t.kind === "subtitles");
}

function connectCaptions(media) {
  const button = stage.querySelector('[data-action="captions"]');
  const isShown = () => captionTracks(media).some((track) => track.mode === "showing");
  const show = () => {
    const on = isShown();
    if (button) button.hidden = !captionTracks(media).length;
    button?.setAttribute("aria-pressed", String(on));
    stage.toggleAttribute("data-captions", on);
  };
  for (const name of ["change", "addtrack", "removetrack"]) media.textTracks?.addEventListener(name, show);
  if (storage.read("captions", false)) captionTracks(media).slice(0, 1).forEach((t) => (t.mode = "showing"));
  show();
  return () => {
    const on = isShown();
    for (const [i, track] of captionTracks(media).entries()) track.mode = !on && i === 0 ? "showing" : "disabled";
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

/** What the settings hold comes when somebody opens them, or wants a part of it. Gives what loads it. */
function connectSettingsButton(media) {
  let settings = null;
  const load = () => (settings ??= import("./settings.js").then((module) =>
    module.connectSettings(media, overlay, id, showCards, showBubble)));
  if (byId("cards-toggle")) byId("cards-toggle").checked = storage.read("cards", true);
  byId("settings").addEventListener("beforetoggle", load, { once: true });
  return load;
}

/** The words of an item in the panel that name it. */
const headingOf = (id) => byId(id)?.querySelector("h2, .point-text, .answer summary");

/** On request, say to screen readers what comes: chapters, and the points of the cards. */
function connectAnnouncer() {
  const toggle = byId("announce-toggle");
  toggle.checked = storage.read("announce", false);
  toggle.addEventListener("change", () => storage.write("announce", toggle.checked));
  const announce = ({ detail: { cue } }) => {
    const item = toggle.checked && cue && headingOf(itemId(cue));
    if (item) Object.assign(byId("announcer"), { textContent: item.textContent, lang: item.closest("[lang]").lang });
  };
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, announce);
  overlay.addEventListener(TimelineEvent.POINT_ENTER, announce);
}

/** In full screen the text is a sheet that slides over the picture. */
function connectSheet() {
  const panel = byId("panel");
  const button = stage.querySelector('[data-action="sheet"]');
  const show = (isShown) => {
    (isShown ? stage : stage.parentElement).insertBefore(panel, isShown ? null : stage.nextSibling);
    button?.setAttribute("aria-expanded", String(isShown));
  };
  document.addEventListener("fullscreenchange", () => !document.fullscreenElement && show(false));
  return () => document.fullscreenElement && show(!stage.contains(panel));
}

/** A page without a video takes one from the viewer's disk. */
function connectDrop(media) {
  const hint = byId("media-hint");
  if (!hint) return;
  hint.hidden = false;
  const play = async (file) => {
    if (!file) return;
    const module = await import("./drop.js");
    try {
      await module.playFile(media, file);
      hint.hidden = true;
      root.dataset.source = "video";
      updatePlacement();
    } catch (error) {
      showNotice(error.message);
    }
  };
  hint.querySelector("input").addEventListener("change", ({ target }) => play(target.files[0]));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    play(event.dataTransfer.files[0]);
  });
}

/** Cards where the viewer wants them, there is room, and no quiz asks what they tell. */
function showCards() {
  const { matches: isCrowded } = "embed" in root.dataset ? LOW : TINY;
  const isAsking = byId("quiz-toggle")?.checked ?? false;
  const hidden = !storage.read("cards", true) || isAsking || (isCrowded && !document.fullscreenElement);
  overlay.toggleAttribute(Attribute.NO_CARDS, hidden);
}

/** Where there is little picture, or terms that forbid it, nothing covers it. */
function updatePlacement() {
  const small = STACKED.matches && !document.fullscreenElement;
  overlay.setAttribute(Attribute.PLACEMENT, "embed" in root.dataset || small ? Placement.BELOW : Placement.OVER);
  showCards();
}

function connectPlacement() {
  for (const query of [STACKED, TINY, LOW]) query.addEventListener("change", updatePlacement);
  document.addEventListener("fullscreenchange", updatePlacement);
  updatePlacement();
}

/** Texts on the overlay are in the language that the panel's are. */
function connectLanguages() {
  const mark = (text) => {
    const id = text.dataset.point ?? overlay.chapter?.id;
    const item = id && headingOf(id);
    if (!item) return;
    text.lang = item.closest("[lang]").lang;
    text.dir = getComputedStyle(item).direction;
  };
  const markAll = () => overlay.querySelectorAll("[data-point], [data-role=current-chapter]").forEach(mark);
  new MutationObserver(markAll).observe(overlay, { childList: true });
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, markAll);
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
    finder ??= new module.Finder(byId("panel"), {
      onFound: (moments) => seekBar.setMatches(moments),
      onReveal: (item) => panel.reveal(item),
      onSelect: (t) => seek(media, t),
      onNoMore: () => showNotice("No match after this. Shift Enter goes back."),
      now: () => currentTime(media),
    });
  };
  const field = byId("find");
  for (const name of ["focus", "input"]) field.addEventListener(name, load, { once: true });
  // Somebody may have typed before this ran.
  if (field.value || document.activeElement === field) load();
  // Where the page scrolls, the field stays under the picture while it is in use.
  const showUse = () => byId("panel").classList.toggle("finding", document.activeElement === field || field.value !== "");
  for (const name of ["focus", "blur", "input"]) field.addEventListener(name, showUse);
  observeSize([stage], () => root.style.setProperty("--stage-size", `${stage.offsetHeight}px`));
  return () => finder?.refresh();
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

function connectMedia(media) {
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
  const showPlaying = () => (stage.dataset.playing = String(!media.paused));
  for (const name of ["play", "pause", "ended"]) media.addEventListener(name, showPlaying);
}

/** Bookmarks and notes: their script is loaded with the first one. */
function noteActions(media) {
  let notes = null;
  const load = () => (notes ??= import("./notes.js").then((module) => new module.Notes(byId("notes"), media, id)));
  return {
    notes: async () => (await load()).open(),
    bookmark: async () => {
      const own = await load();
      const note = own.add();
      showNotice(`Bookmarked ${formatClock(note.time)}`, "Add a note", () => own.open(note));
    },
  };
}

/** Not every server can seek; ours can, and a page that is alone cannot ask. */
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
function actionsFor(media, chapters, points, loadSettings) {
  const seekTo = (cue) => cue && seek(media, cue.start);
  return {
    previousPoint: () => seekTo(previousChapter(points(), currentTime(media))),
    nextPoint: () => seekTo(nextChapter(points(), currentTime(media))),
    previous: () => seekTo(previousChapter(chapters(), currentTime(media))),
    next: () => seekTo(nextChapter(chapters(), currentTime(media))),
    captions: connectCaptions(media),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen?.()),
    help: () => byId("help").showModal(),
    find: () => byId("find").focus({ preventScroll: true }),
    print: () => print(),
    sheet: connectSheet(),
    "copy-now": () => copyText(linkToTime(currentTime(media)), `Link to ${formatClock(currentTime(media))}`),
    "copy-embed": () => copyText(embedCode(document.title), "Embed code"),
    "copy-transcript": () => copyText(transcriptText(), "Transcript"),
    ...noteActions(media),
    loopFrom: async () => (await loadSettings()).loop.from(),
    loopTo: async () => (await loadSettings()).loop.to(),
    loopEnd: async () => (await loadSettings()).loop.end(),
  };
}

function connectButtons(actions) {
  document.addEventListener("click", ({ target }) => {
    const { action, copyLink: id } = target.closest?.("[data-action], [data-copy-link]")?.dataset ?? {};
    if (action) actions[action]();
    if (id) copyText(linkToItem(id));
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

/** Whether keys are the player's is remembered. */
function connectKeysToggle() {
  const toggle = byId("keys-toggle");
  toggle.checked = storage.read("keys", true);
  toggle.addEventListener("change", () => storage.write("keys", toggle.checked));
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
  const loadSettings = connectSettingsButton(media);
  const actions = actionsFor(media, () => seekBar.chapters, () => seekBar.points, loadSettings);
  const showChapter = connectMediaSession(media, () => seekBar.chapters);
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, ({ detail }) => showChapter(detail.cue));
  connectTime(media, seekBar);
  connectLanguages();
  connectSpeed(media, byId("bar-speed"));
  connectAnnouncer();
  connectDrop(media);
  connectIdle(media);
  connectButtons(actions);
  connectKeysToggle();
  listenForKeys(media, actions, { enabled: () => byId("keys-toggle").checked, stage, say: showBubble });
  // What comes now may be long: the browser draws first.
  await yieldToBrowser();
  const refreshFind = connectFind(panel, seekBar, media);
  connectTimeline(media, seekBar, panel);
  persistState(media, id);
  connectServer(media);
  connectLive(text, refreshFind);
  addEventListener("hashchange", () => {
    const time = requestedTime({ hash: location.hash, search: "" }, overlay.cues);
    if (Number.isFinite(time)) seek(media, time);
  });
}

if (overlay instanceof TimelineOverlay) start();
