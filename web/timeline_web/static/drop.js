/** A video file of the viewer's, on a page that has none: it plays from the disk, and goes nowhere. */
import { updatePlacement } from "./layout.js";
import { showNotice } from "./notices.js";
import { byId, root } from "./parts.js";
import { delegatePlayback } from "./playback.js";

/**
 * Play `file` for `media`. Rejects where the browser cannot play it.
 *
 * @param {HTMLElement} media the page's timer
 * @param {File} file
 */
async function playFile(media, file) {
  const video = document.createElement("video");
  Object.assign(video, { playsInline: true, src: URL.createObjectURL(file), className: "dropped" });
  await new Promise((resolve, reject) => {
    video.addEventListener("loadedmetadata", resolve, { once: true });
    video.addEventListener("error", () => reject(new Error(`${file.name} can’t be played here.`)), { once: true });
  });
  media.pause();
  media.parentElement.querySelector(".dropped")?.remove();
  video.currentTime = Math.min(media.currentTime, video.duration);
  video.slot = media.slot;
  media.after(video);
  delegatePlayback(media, video);
  media.dispatchEvent(new Event("durationchange"));
  media.dispatchEvent(new Event("loadedmetadata"));
}

/** Play what is chosen, or dropped anywhere on the page. @param {HTMLElement} media the page's timer */
export function listenForFiles(media) {
  const hint = byId("media-hint");
  hint.hidden = false;
  const play = async (file) => {
    if (!file) return;
    try {
      await playFile(media, file);
      hint.hidden = true;
      hint.classList.remove("reserved");
      root.dataset.source = media.videoWidth ? "video" : "audio";
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
