// The style sheet of <digit-pad>: one for all in a document, adopted by their shadow roots.
// Nothing but the font, the color scheme and what hides the whole is inherited from the page;
// each color and size can be set from there by a custom property, `--digit-pad-` and its name.

import { easyWidth } from './pad_boxes.js';

/** As wasm/app/theme.cc has them. @type {[name: string, light: string, dark: string][]} */
const COLORS = [
  ['paper', '#fff', '#1a1f2b'],
  ['ink', '#1b2544', '#f2f4fb'],
  ['text', '#1a2138', '#e9ecf5'],
  ['muted', '#5a6379', '#9da7bd'],
  ['frame', '#818ba7', '#66708c'],
  ['line', '#dde1ea', '#2c3344'],
  ['dots', '#e3e6ee', '#2b3243'],
  ['accent', '#3d55d8', '#93a7ff'],
  ['problem', '#b45309', '#f0b060'],
  ['hover', '#eef0f8', '#293143'],
  ['pressed', '#e0e4f2', '#323b50'],
  ['disabled', '#f3f4f8', '#161a23'],
];

/** @param {(light: string, dark: string) => string} color */
const colors = (color) =>
  COLORS.map(
    ([name, light, dark]) =>
      `--${name}: var(--digit-pad-${name}, ${color(light, dark)});`,
  ).join('\n');

const STYLE = `
:host {
  display: inline-block;
  inline-size: 20em;
  min-inline-size: 144px;
  max-inline-size: 100%;
  vertical-align: top;
}
:host([hidden]) {
  display: none;
}
.pad {
  ${colors((light) => light)}
  --radius: var(--digit-pad-radius, 12px);
  all: initial;
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  inline-size: 100%;
  block-size: 100%;
  overflow: hidden;
  border: 1px solid var(--frame);
  border-radius: var(--radius);
  background: var(--paper);
  color: var(--text);
  color-scheme: inherit;
  cursor: inherit;
  font-family: inherit;
  font-size: max(1em, 16px);
  line-height: 1.3;
  opacity: inherit;
  pointer-events: inherit;
  visibility: inherit;
  -webkit-tap-highlight-color: transparent;
}
@supports (color: light-dark(#fff, #000)) {
  .pad {
    ${colors((light, dark) => `light-dark(${light}, ${dark})`)}
  }
}
.pad:focus-within {
  border-color: var(--accent);
  box-shadow: 0 0 0 1px var(--accent);
}
.pad[data-problem] {
  border-color: var(--problem);
}
.pad[data-problem]:focus-within {
  box-shadow: 0 0 0 1px var(--problem);
}
.head {
  display: grid;
  container-type: inline-size;
  border-block-end: 1px solid var(--line);
}
.input {
  grid-area: 1 / 1;
  box-sizing: border-box;
  inline-size: 100%;
  min-block-size: 52px;
  margin: 0;
  border: 0;
  border-radius: 0;
  outline: none;
  background: none;
  padding: 6px 14px;
  color: var(--text);
  direction: ltr;
  font: inherit;
  font-size: 1.375em;
  font-variant-numeric: tabular-nums;
  font-weight: 600;
  letter-spacing: 0.01em;
  text-align: -webkit-match-parent;
  text-align: match-parent;
}
.input::placeholder {
  color: var(--muted);
  font-size: calc(1em / 1.375);
  font-weight: 400;
  letter-spacing: 0;
  opacity: 1;
}
[data-state='unsure'] .input::placeholder {
  color: var(--problem);
  font-size: inherit;
  font-weight: inherit;
}
.surface {
  position: relative;
  flex: 1 1 var(--digit-pad-height, 10em);
  min-block-size: 4em;
  overflow: hidden;
  outline: none;
  background: radial-gradient(circle, var(--dots) 1.25px, transparent 1.75px) 0 0 / 22px 22px
    round;
  cursor: crosshair;
  touch-action: none;
  user-select: none;
  -webkit-user-select: none;
  -webkit-touch-callout: none;
}
.ink {
  position: absolute;
  inset: 0;
  inline-size: 100%;
  block-size: 100%;
  color: var(--ink);
  pointer-events: none;
  transition:
    color 1ms,
    opacity 0.15s;
}
[data-over] .ink {
  opacity: 0.3;
}
.pad[data-boxes] .surface {
  min-block-size: 100px;
  background: none;
}
.boxes {
  position: absolute;
  display: flex;
  gap: 4px;
  box-sizing: border-box;
  padding: 0 2px;
  direction: ltr;
  pointer-events: none;
}
.box {
  flex: 1 1 0;
  border: 1px solid var(--frame);
  border-radius: 6px;
}
.hint {
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  padding: 0 14px;
  color: var(--muted);
  pointer-events: none;
  text-align: center;
}
.pad[data-boxes] .hint {
  display: block;
  overflow: hidden;
  padding: 6px 4px;
  font-size: min(0.8125em, 16px);
  line-height: 1.25;
  text-overflow: ellipsis;
  white-space: nowrap;
}
.pad:not([data-state='empty']) .hint,
.pad[data-drawing] .hint {
  visibility: hidden;
}
.foot {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: end;
  min-block-size: 44px;
  border-block-start: 1px solid var(--line);
}
.message {
  flex: 1 1 6em;
  margin: 0;
  min-block-size: 1.25em;
  padding: 4px 14px;
  color: var(--muted);
  font-size: 0.8125em;
  line-height: 1.25;
}
[data-problem] .message {
  color: var(--problem);
}
.spoken {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.tools {
  display: flex;
  flex: none;
}
/* Side by side, beside the question mark; long ones below each other, in the same height. */
.candidates {
  display: grid;
  grid-area: 1 / 1;
  grid-template-columns: repeat(
    auto-fit,
    max(44px, calc(var(--length) * 1ch + 22px))
  );
  grid-auto-rows: 1fr;
  gap: 2px 6px;
  align-items: center;
  justify-content: end;
  margin-block: 3px;
  margin-inline: 36px 6px;
  font-size: 1.125em;
  font-size: min(1.125em, (100cqi - 66px) / var(--length) / 0.62);
  font-variant-numeric: tabular-nums;
  font-weight: 600;
  pointer-events: none;
}
.candidates:empty {
  display: none;
}
button {
  display: grid;
  place-items: center;
  box-sizing: border-box;
  min-inline-size: 44px;
  min-block-size: 44px;
  margin: 0;
  border: 0;
  border-radius: 10px;
  outline: none;
  background: none;
  padding: 0;
  color: var(--text);
  cursor: pointer;
  font: inherit;
  touch-action: manipulation;
  user-select: none;
  -webkit-user-select: none;
}
button:hover {
  background: var(--hover);
}
button:active {
  background: var(--pressed);
}
button:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: -3px;
}
button[aria-disabled='true'] {
  background: none;
  color: var(--muted);
  cursor: default;
  opacity: 0.45;
}
.candidate {
  block-size: min(44px, 100%);
  min-block-size: 22px;
  border: 1px solid var(--problem);
  border-radius: 8px;
  direction: ltr;
  line-height: 1;
  pointer-events: auto;
}
svg {
  inline-size: 22px;
  block-size: 22px;
  fill: none;
  stroke: currentColor;
  stroke-linecap: round;
  stroke-linejoin: round;
  stroke-width: 1.75;
}
.undo:dir(rtl) svg,
.redo:dir(rtl) svg {
  transform: scaleX(-1);
}
.pad[data-fixed] .surface {
  background: none;
  cursor: default;
  touch-action: auto;
}
.pad[data-fixed] .tools,
.pad[data-fixed] .candidates,
.pad[data-fixed] .hint,
.pad[data-alone] .surface,
.pad[data-alone] .tools {
  display: none;
}
.pad[data-alone] .foot {
  justify-content: start;
}
.pad[data-disabled] {
  border-color: var(--line);
  background: var(--disabled);
  cursor: not-allowed;
}
.pad[data-disabled] > * {
  opacity: 0.55;
  cursor: inherit;
}
@media (forced-colors: active) {
  .pad {
    --ink: CanvasText;
    --frame: ButtonBorder;
    --dots: transparent;
  }
  .pad:focus-within {
    outline: 2px solid Highlight;
    outline-offset: -2px;
  }
  button[aria-disabled='true'] {
    color: GrayText;
    opacity: 1;
  }
  .pad[data-disabled] {
    color: GrayText;
  }
}
@media (prefers-reduced-motion: reduce) {
  .ink {
    transition: color 1ms;
  }
}
`;

/** So wide that a finger hits each box, where the window has room. @param {number} boxes */
const widthFor = (boxes) =>
  `:host { inline-size: max(20em, min(${easyWidth(boxes) + 2}px, 100vw - 3em)) }`;

/** @type {WeakMap<Document, Map<number, CSSStyleSheet>>} */
const sheets = new WeakMap();

/**
 * A shadow root takes only sheets that were made for its document.
 * @param {Document} document
 * @param {number} boxes the one for their width; 0: the one for all
 */
function sheetFor(document, boxes) {
  const own = sheets.get(document) ?? new Map();
  sheets.set(document, own);
  let sheet = own.get(boxes);
  if (!sheet) {
    const { CSSStyleSheet } = /** @type {typeof globalThis} */ (document.defaultView);
    sheet = new CSSStyleSheet();
    sheet.replaceSync(boxes ? widthFor(boxes) : STYLE);
    own.set(boxes, sheet);
  }
  return sheet;
}

/** @param {ShadowRoot} root @param {number} boxes how many there are */
export function adoptStyle(root, boxes) {
  const { ownerDocument, adoptedStyleSheets } = root;
  if (!ownerDocument.defaultView) return;
  const wanted = (boxes ? [0, boxes] : [0]).map((each) => sheetFor(ownerDocument, each));
  const isSame = wanted.every((sheet, i) => sheet === adoptedStyleSheets[i]);
  if (isSame && wanted.length === adoptedStyleSheets.length) return;
  root.adoptedStyleSheets = wanted;
}
