/**
 * A FAKE of YouTube's frame API, for tests: a player that only counts time. It replaces
 * https://www.youtube.com/iframe_api, which cannot be reached here.
 */
window.YT = {
  PlayerState: { ENDED: 0, PLAYING: 1, PAUSED: 2, BUFFERING: 3, CUED: 5 },
  Player: class {
    constructor(frame, { events }) {
      Object.assign(this, { frame, at: 0, since: 0, state: 5, rate: 1, listeners: {} });
      setTimeout(() => events.onReady({ target: this }));
    }
    addEventListener(name, listener) { this.listeners[name] = listener; }
    #enter(state) {
      this.at = this.getCurrentTime();
      this.since = performance.now();
      this.state = state;
      this.listeners.onStateChange?.({ data: state, target: this });
    }
    getCurrentTime() {
      return this.at + (this.state === 1 ? ((performance.now() - this.since) / 1000) * this.rate : 0);
    }
    getDuration() { return 216; }
    getPlayerState() { return this.state; }
    getVideoLoadedFraction() { return 0.5; }
    getVolume() { return 100; }
    setVolume() {}
    isMuted() { return false; }
    mute() {}
    unMute() {}
    getPlaybackRate() { return this.rate; }
    setPlaybackRate(rate) { this.rate = rate; }
    getOption() { return []; }
    setOption() {}
    playVideo() { this.#enter(1); }
    pauseVideo() { this.#enter(2); }
    /** Like the real one, it lands a little early. */
    seekTo(seconds) { this.at = Math.max(0, seconds - 0.12); this.since = performance.now(); }
    destroy() {}
  },
};
window.onYouTubeIframeAPIReady?.();
