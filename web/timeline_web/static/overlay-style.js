/**
 * The style of `<timeline-overlay>`. Two things of a page reach into it, and are kept out: rules
 * for every element, which also match the host and the texts that are its children, and what they
 * inherit. Custom properties and parts are the ways in.
 *
 * Sizes are in em of what the reader set as their size of text, or of the page's where that is
 * larger.
 */
export const STYLE = `
:host { display: block; position: absolute !important; inset: 0; z-index: 1; box-sizing: border-box !important;
  margin: 0 !important; padding: 0 !important; border: 0 !important; background: none !important; box-shadow: none !important;
  float: none !important; min-inline-size: 0 !important; min-block-size: 0 !important; pointer-events: none !important; overflow: hidden !important; }
:host([hidden]) { display: none !important; }
:host([placement="below"]) { position: static !important; overflow: visible !important; }
:host::before, :host::after, ::slotted(*)::before, ::slotted(*)::after { content: none !important; }
.picture { all: initial; visibility: inherit; pointer-events: none; position: absolute; inset: 0; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
:host([placement="below"]) .picture { position: static; inset: auto !important; display: block; }
.layer { --free: 0px; position: absolute; inset: 0; display: flex; flex-direction: column; justify-content: space-between; gap: .5em;
  box-sizing: border-box; padding: var(--overlay-inset, 1.25em);
  padding-block-end: calc(var(--overlay-inset, 1.25em) + var(--overlay-bottom, var(--free)));
  color: var(--overlay-ink, #f6f4ef); font: max(1rem, 1em) var(--overlay-font, Georgia, serif); }
.layer.native { --free: 84px; }
:host([placement="below"]) .layer { position: static; padding: 0; display: block; }
[part~="chapter"] { max-inline-size: min(100%, 44em); font-size: var(--overlay-chapter-size, 1.0625em); line-height: 1.3;
  text-shadow: 0 0 2px #000, 0 1px 10px rgb(0 0 0 / .9); }
:host(:not([placement="below"])) .layer::before { content: ""; position: absolute; inset: 0 0 auto; z-index: -1; block-size: 7em;
  background: var(--overlay-scrim, linear-gradient(rgb(0 0 0 / .62), rgb(0 0 0 / .3) 45%, transparent)); }
:host([placement="below"]) [part~="chapter"] { text-shadow: none; }
[hidden] { display: none !important; }
::slotted(*) { all: unset !important; display: block !important; overflow-wrap: anywhere !important; }
::slotted([slot="chapter"]) { display: -webkit-box !important; -webkit-box-orient: vertical !important;
  -webkit-line-clamp: var(--overlay-chapter-lines, 2) !important; overflow: hidden !important; }
[part~="cards"] { display: flex; flex-direction: column; justify-content: flex-end; gap: .5em; min-block-size: 0;
  align-items: start; }
[part~="card"] { pointer-events: auto; position: relative; box-sizing: border-box; inline-size: min(100%, 25em);
  min-block-size: 0; flex-shrink: 0; max-block-size: 100%; overflow: auto; padding: .63em .84em .74em; border-inline-start: 3px solid var(--overlay-accent, #f5c842);
  background: var(--overlay-paper, rgb(12 13 15 / .88)); font-size: var(--overlay-size, 1.1875em); line-height: 1.38; }
[part~="card"].guessed { border-inline-start-style: double; }
[part~="card"].entering { animation: enter 180ms cubic-bezier(.2, .7, .2, 1); }
@keyframes enter { from { opacity: 0; transform: translateX(-16px); } }
:host(:dir(rtl)) [part~="card"].entering { animation-name: enter-rtl; }
@keyframes enter-rtl { from { opacity: 0; transform: translateX(16px); } }
@media (prefers-reduced-motion: reduce) { [part~="card"].entering { animation: none; } }
.card-header { display: flex; align-items: center; min-block-size: 28px; gap: .42em; }
[part~="kicker"] { flex: 1; margin: 0; font: 500 .6842em/1.4 var(--overlay-ui, system-ui, sans-serif);
  color: var(--overlay-accent, #f5c842); }
::slotted([data-role="insight-card"]) { display: -webkit-box !important; -webkit-box-orient: vertical !important;
  -webkit-line-clamp: 7 !important; overflow: hidden !important; }
[part~="answer"] { margin-block-start: .42em; opacity: .88; }
button { all: unset; box-sizing: border-box; cursor: pointer; pointer-events: auto; font: 500 .6842em/1 var(--overlay-ui, system-ui, sans-serif);
  color: inherit; display: inline-grid; place-items: center; min-inline-size: 44px; min-block-size: 44px; margin: -8px 0; }
button.show-answer { margin: 2px 0 -10px; color: var(--overlay-accent, #f5c842); }
button:focus-visible { outline: 2px solid var(--overlay-accent, #f5c842); outline-offset: -4px; }
.card-buttons { display: flex; margin-inline-end: -.63em; opacity: .7; }
.card-buttons:focus-within, [part~="card"]:hover .card-buttons { opacity: 1; }
svg { inline-size: 1.23em; block-size: 1.23em; fill: none; stroke: currentColor; stroke-width: 2; }
[aria-pressed="true"] svg { fill: currentColor; color: var(--overlay-accent, #f5c842); }
:host([placement="below"]) [part~="cards"] { position: absolute; inset-inline: 0; inset-block-start: 100%; z-index: 3; }
:host([placement="below"]) [part~="card"] { inline-size: 100%; background: var(--overlay-paper, #16181b); }
button[part~="fullscreen"] { position: absolute; inset-block-start: .25em; inset-inline-end: .25em; margin: 0; font-size: 1em;
  background: rgb(12 13 15 / .6); opacity: .85; }
button[part~="fullscreen"]:is(:hover, :focus-visible) { opacity: 1; }
.layer:has([part~="fullscreen"]:not([hidden])) [part~="chapter"] { padding-inline-end: 2.5em; }
[part~="notice"] { align-self: start; margin: 0; padding: .5em .8em; font: 500 .875em/1.4 var(--overlay-ui, system-ui, sans-serif);
  background: var(--overlay-paper, rgb(12 13 15 / .88)); color: var(--overlay-ink, #f6f4ef); }
@media print { :host { display: none !important; } }
`;
