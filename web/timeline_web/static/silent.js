/**
 * `<silent-clock duration="600">`: a media element with nothing to see or hear, only time. A page
 * without media runs on it, so that its timeline can still be played through.
 */
export class SilentClock extends HTMLElement {
  #paused = true;
  #rate = 1;
  #from = 0;
  #since = 0;
  #ticks = 0;
  muted = false;
  volume = 1;
  seeking = false;
  readyState = 4;

  connectedCallback() {
    queueMicrotask(() => {
      for (const name of ["loadedmetadata", "durationchange", "canplay"]) this.#say(name);
    });
  }

  disconnectedCallback() {
    this.pause();
  }

  get duration() {
    return Number(this.getAttribute("duration")) || NaN;
  }

  get paused() {
    return this.#paused;
  }

  get ended() {
    return this.currentTime >= this.duration;
  }

  get playbackRate() {
    return this.#rate;
  }

  set playbackRate(rate) {
    this.#move(this.currentTime);
    this.#rate = rate;
    this.#say("ratechange");
  }

  get currentTime() {
    const passed = this.#paused ? 0 : ((performance.now() - this.#since) / 1000) * this.#rate;
    return Math.min(this.#from + passed, this.duration || Infinity);
  }

  set currentTime(seconds) {
    this.#move(Math.max(0, Math.min(seconds, this.duration || Infinity)));
    this.#say("seeking");
    this.#say("timeupdate");
    this.#say("seeked");
  }

  async play() {
    if (!this.#paused) return;
    if (this.ended) this.currentTime = 0;
    this.#move(this.currentTime);
    this.#paused = false;
    this.#ticks = setInterval(() => this.#tick(), 250);
    this.#say("play");
    this.#say("playing");
  }

  pause() {
    if (this.#paused) return;
    this.#move(this.currentTime);
    this.#paused = true;
    clearInterval(this.#ticks);
    this.#say("pause");
  }

  load() {}

  #tick() {
    this.#say("timeupdate");
    if (!this.ended) return;
    this.pause();
    this.#say("ended");
  }

  #move(seconds) {
    this.#from = seconds;
    this.#since = performance.now();
  }

  #say(name) {
    this.dispatchEvent(new Event(name));
  }
}

if (!customElements.get("silent-clock")) customElements.define("silent-clock", SilentClock);
