/** The current chapter's name and the cards of insights and questions, over a media element. */

/** A chapter or point of a timeline, in seconds. */
export interface TimelineItem {
  start?: number | null;
  end?: number | null;
  title?: string;
  text?: string;
  question?: string;
  answer?: string;
  [more: string]: unknown;
}

/** What a timeline.json holds. */
export interface Timeline {
  title?: string;
  duration?: number;
  chapters?: TimelineItem[];
  insights?: TimelineItem[];
  qas?: TimelineItem[];
  actions?: TimelineItem[];
  [more: string]: unknown;
}

/** An item while it is active: `start <= t < end`. Ids are "chapter-3", "insight-1", "qa-2". */
export interface Cue {
  readonly id: string;
  readonly kind: string;
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly value: TimelineItem;
}

/** How fast cards are read: characters a second; seconds at least and at most. */
export interface Pace {
  speed: number;
  min: number;
  max: number;
}

/** A media element, or anything with this much of its interface. */
export interface MediaLike extends EventTarget {
  currentTime: number;
  readonly duration: number;
  readonly paused: boolean;
}

export interface TimelineOverlayEventMap extends HTMLElementEventMap {
  chapterchange: CustomEvent<{ cue: Cue | null }>;
  pointenter: CustomEvent<{ cue: Cue; jumped: boolean }>;
  pointleave: CustomEvent<{ cue: Cue; jumped: boolean }>;
}

export declare class TimelineOverlay extends HTMLElement {
  /** The value of a timeline.json; setting it starts anew. Throws TypeError for what is none. */
  get timeline(): Timeline | null;
  set timeline(value: Timeline | null);
  /** The media element, or null; setting it overrules the attribute `for`. */
  get media(): MediaLike | null;
  set media(element: MediaLike | null);
  /** The timeline's cues, in order of time. */
  readonly cues: readonly Cue[];
  /** The current chapter's cue. */
  readonly chapter: Cue | null;
  readonly pace: Pace;
  /** Where the cards end, in pixels from the window's top. */
  readonly cardsEnd: number;
  /** Remove a point's card until the playhead comes to it anew. */
  dismiss(cue: Cue): void;
  /** Full screen for what holds video and text; called again, leave it. */
  toggleFullscreen(): Promise<void>;
  addEventListener<K extends keyof TimelineOverlayEventMap>(
    type: K,
    listener: (this: TimelineOverlay, event: TimelineOverlayEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The names of its attributes. */
export declare const Attribute: Readonly<
  Record<
    | "FOR" | "SRC" | "PLACEMENT" | "NO_CARDS" | "NO_FULLSCREEN"
    | "READING_SPEED" | "MIN_READING_TIME" | "MAX_READING_TIME",
    string
  >
>;
/** The values of its attribute `placement`. */
export declare const Placement: { readonly OVER: "over"; readonly BELOW: "below" };
/** The names of its events. */
export declare const TimelineEvent: {
  readonly LOAD: "load";
  readonly ERROR: "error";
  readonly CHAPTER_CHANGE: "chapterchange";
  readonly POINT_ENTER: "pointenter";
  readonly POINT_LEAVE: "pointleave";
};

declare global {
  interface HTMLElementTagNameMap {
    "timeline-overlay": TimelineOverlay;
  }
}
