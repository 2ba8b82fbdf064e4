/** A video file of the viewer's, on a page that has none: it plays from the disk, and goes nowhere. */
import { delegatePlayback } from "./playback.js";

/**
 * Play `file` for `media`. Rejects where the browser cannot play it.
 *
 * @param {HTMLElement} media the page's timer
 * @param {File} file
 */
export async function playFile(media, file) {
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
