/** The page's own script: finds the parts in the page and connects them. */
// First: nothing of the page changes before all of it is there.
import { byId, overlay, root, stage, timelineId } from "./parts.js";
import { CueIndex, formatClock, nextChapter, previousChapter } from "./sync.js";
import { currentTime, observePlayback, seek } from "./playback.js";
import { connectLanguages } from "./overlay-language.js";
import { Captions } from "./captions.js";
import { observeSize, yieldToBrowser } from "./frames.js";
import { connectPlacement, connectPopovers, coveredEdges, showCards, STACKED } from "./layout.js";
import { connectDrop, connectIdle, connectMedia, connectServer, loadMediaElement } from "./media.js";
import { copyText, showBubble, showNotice } from "./notices.js";
import { Attribute, TimelineEvent, TimelineOverlay } from "./overlay.js";
import { SeekBar } from "./seek-bar.js";
import { Panel, goTo } from "./panel.js";
import { listenForKeys } from "./keys.js";
import {
  connectMediaSession, embedCode, linkToItem, linkToTime, persistState, requestedTime, restorePosition, storage,
} from "./session.js";
import { connectSpeed } from "./speed.js";

/** Inside another page there is the player alone. */
root.toggleAttribute("data-bare", new URLSearchParams(location.search).has("embed"));
const LIVE_DELAY_MS = 1000;

/** What the settings hold comes when somebody opens them, or wants a part of it. Gives what loads it. */
function connectSettingsButton(media) {
  let settings = null;
  const load = () => (settings ??= import("./settings.js").then((module) =>
    module.connectSettings(media, overlay, timelineId, showCards, showBubble)));
  byId("cards-toggle").checked = storage.read("cards", true);
  byId("settings").addEventListener("beforetoggle", load, { once: true });
  if (storage.read("announce", false)) load();
  return load;
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
      onFound: (moments) => {
        if (moments) panel.layOutAnew();
        else panel.showCurrent();
        seekBar.setMatches(moments);
      },
      onReveal: (item) => panel.reveal(item),
      onSelect: (t) => seek(media, t),
      onNoMore: showNotice,
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
  // On those who use it alone: on the root, it would be a new style for everything.
  const users = [byId("panel"), byId("toolbar")];
  observeSize([stage], () => users.forEach(({ style }) => style.setProperty("--stage-size", `${stage.offsetHeight}px`)));
  return () => finder?.refresh();
}

/** Show the controls that need scripts. */
function showScriptedControls(panel) {
  const toolbar = panel.querySelector("[data-kind]") ? ".toolbar, " : "";
  for (const hidden of panel.querySelectorAll(`${toolbar}[data-action]`)) hidden.hidden = false;
  panel.classList.add("scripted");
}

/** The sheet's script comes where its bar is, on a phone, or with the first wish for it. Gives what loads it. */
function connectSheet(panel) {
  let sheet = null;
  const load = () => (sheet ??= import("./sheet.js").then((module) => new module.Sheet(panel)));
  const loadOnPhone = () => STACKED.matches && load();
  STACKED.addEventListener("change", loadOnPhone);
  loadOnPhone();
  return load;
}

/** Bookmarks and notes: their script is loaded with the first one. */
function noteActions(media) {
  let notes = null;
  const load = () => (notes ??= import("./notes.js").then((module) => new module.Notes(byId("notes"), media, timelineId, showNotice)));
  return {
    notes: async () => (await load()).open(),
    bookmark: async () => (await load()).bookmark(),
  };
}

/** What keys and buttons can ask for. */
function actionsFor(media, seekBar, loadSheet, loadSettings) {
  const seekTo = (cue) => cue && goTo(media, cue.start);
  return {
    previousPoint: () => seekTo(previousChapter(seekBar.points, currentTime(media))),
    nextPoint: () => seekTo(nextChapter(seekBar.points, currentTime(media))),
    previous: () => seekTo(previousChapter(seekBar.chapters, currentTime(media))),
    next: () => seekTo(nextChapter(seekBar.chapters, currentTime(media))),
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen?.()?.catch(() => showBubble("No full screen here"))),
    help: () => {
      byId("settings").hidePopover();
      byId("help").showModal();
    },
    find: () => byId("find").focus({ preventScroll: true }),
    print: () => print(),
    sheet: async () => (await loadSheet()).toggle(),
    "copy-now": () => copyText(linkToTime(currentTime(media)), `Link to ${formatClock(currentTime(media))}`),
    "copy-embed": () => copyText(embedCode(document.title), "Embed code"),
    "copy-transcript": async () => copyText((await import("./transcript.js")).transcriptText(), "Transcript"),
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
  const apply = async () => {
    const index = new CueIndex(overlay.cues);
    seekBar.setCues(index);
    await yieldToBrowser();
    panel.setCues(index);
    for (const name of ["previous", "next"]) {
      stage.querySelector(`[data-action="${name}"]`).hidden = seekBar.chapters.length < 2;
    }
    if (isFirst) restorePosition(media, timelineId, overlay.cues, showNotice);
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
    module.watchForChanges((page) => {
      showScriptedControls(panel);
      connectPopovers();
      onChange(page);
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

/** The one button that copies links comes with the first look at an item. */
function connectCopyLink(panel) {
  const look = new AbortController();
  const load = async (event) => {
    look.abort();
    (await import("./copy-link.js")).offerLinks(panel, event.target);
  };
  for (const name of ["pointerover", "focusin"]) panel.addEventListener(name, load, look);
}

/** Put the playhead where the address says, also when that changes. */
function connectAddress(media) {
  addEventListener("hashchange", () => {
    const time = requestedTime({ hash: location.hash, search: "" }, overlay.cues);
    if (Number.isFinite(time)) goTo(media, time);
  });
}

/** The small parts, each by itself. */
function connectParts(media, actions, seekBar) {
  const showChapter = connectMediaSession(media, () => seekBar.chapters);
  overlay.addEventListener(TimelineEvent.CHAPTER_CHANGE, ({ detail }) => showChapter(detail.cue));
  connectTime(media, seekBar);
  connectLanguages();
  connectSpeed(media, byId("bar-speed"));
  connectDrop(media);
  connectIdle(media);
  connectButtons(actions);
  connectKeysToggle();
  listenForKeys(media, actions, {
    enabled: () => byId("keys-toggle").checked, duration: () => seekBar.duration, stage, say: showBubble,
  });
}

/** Everything in turn; the browser draws, and hears the viewer, in between. */
async function start() {
  const text = byId("panel");
  showScriptedControls(text);
  connectCopyLink(text);
  connectPlacement();
  connectPopovers();
  const media = await loadMediaElement();
  connectMedia(media);
  await yieldToBrowser();
  const seekBar = new SeekBar(byId("seek-bar"), media);
  const panel = new Panel(text, media, byId("follow"), coveredEdges);
  const loadSettings = connectSettingsButton(media);
  const refreshFind = connectFind(panel, seekBar, media);
  await yieldToBrowser();
  const captions = new Captions(media, text, () => {
    panel.setTranscript();
    refreshFind();
  });
  const actions = { ...actionsFor(media, seekBar, connectSheet(panel), loadSettings), captions: () => captions.toggle() };
  connectParts(media, actions, seekBar);
  await yieldToBrowser();
  connectTimeline(media, seekBar, panel);
  captions.refreshTranscript();
  persistState(media, timelineId);
  connectServer(media);
  connectLive(text, (page) => {
    refreshFind();
    captions.replace(page);
  });
  connectAddress(media);
}

if (overlay instanceof TimelineOverlay) start();
