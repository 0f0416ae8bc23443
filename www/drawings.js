// Drawings of a strokes file -> the app.

import { FileProblem } from './file_problem.js';
import { check } from './module_calls.js';

const MAX_FLOAT = 3.4e38;
const UNKNOWN = -1;
/** PointerKind of core/ink/ink.h. */
const POINTERS = ['', 'mouse', 'touch', 'pen'];
/** kMostPastDrawings of wasm/app/history.h. */
const MOST_KEPT = 60;

/** The app's number of a pointer; 0 where it knows none of that name. */
export const pointerKind = (/** @type {unknown} */ name) =>
  Math.max(0, POINTERS.indexOf(String(name)));

/** @param {import('./strokes_file.js').Drawing} drawing */
const hasInk = ({ strokes }) => strokes.some(({ length }) => length > 0);

/** Time and pressure only travel along: what makes no sense counts as not known. */
const known = (/** @type {number} */ value, /** @type {number} */ most) =>
  value >= 0 && value <= most ? value : UNKNOWN;

/**
 * Into the module's buffer, as app_open_ink of file_exports.cc wants it.
 * @param {DigitpadModule} module
 * @param {import('./strokes_file.js').Drawing} drawing
 */
export function handOverInk(module, { strokes, pointers }) {
  const points = strokes.flat();
  const header = 4 * strokes.length;
  // The buffer first: memory that grows has another view.
  const at = module._app_file_buffer(header + 16 * points.length);
  const { buffer } = module.HEAPU8;
  new Int32Array(buffer, at, strokes.length).set(
    strokes.map(({ length }, i) => length | (pointerKind(pointers[i]) << 24)),
  );
  const values = new Float32Array(buffer, at + header, 4 * points.length);
  points.forEach(([x, y, time, pressure], i) =>
    values.set([x, y, known(time, MAX_FLOAT), known(pressure, 1)], 4 * i),
  );
}

/**
 * Opens the first drawing that has ink; those after it go into the history, as many as it holds.
 * @param {DigitpadModule} module
 * @param {import('./strokes_file.js').Drawing[]} drawings
 * @returns {number} its index
 */
export function openDrawings(module, drawings) {
  const first = drawings.findIndex(hasInk);
  if (first < 0) throw new FileProblem('strokesEmpty');
  const others = drawings
    .slice(first + 1)
    .filter(hasInk)
    .slice(0, MOST_KEPT);
  const { strokes, width, height } = drawings[first];
  handOverInk(module, drawings[first]);
  check(module, module._app_open_ink(strokes.length, width, height));
  for (const drawing of others.reverse()) {
    handOverInk(module, drawing);
    module.ccall(
      'app_keep_ink',
      null,
      ['number', 'number', 'number', 'string'],
      [drawing.strokes.length, drawing.width, drawing.height, drawing.label],
    );
  }
  return first;
}
