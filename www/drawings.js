// Drawings of a strokes file -> the app.

import { FileProblem } from './file_problem.js';
import { check } from './module_calls.js';

const MAX_FLOAT = 3.4e38;
const UNKNOWN = -1;

/** Time and pressure only travel along: what makes no sense counts as not known. */
const known = (/** @type {number} */ value, /** @type {number} */ most) =>
  value >= 0 && value <= most ? value : UNKNOWN;

/**
 * As app_open_ink of file_exports.cc takes it.
 * @param {DigitpadModule} module
 * @param {import('./strokes_file.js').Drawing} drawing
 */
function openDrawing(module, { strokes, width, height }) {
  const points = strokes.flat();
  const header = 4 * strokes.length;
  // The buffer first: memory that grows has another view.
  const at = module._app_file_buffer(header + 16 * points.length);
  const { buffer } = module.HEAPU8;
  new Int32Array(buffer, at, strokes.length).set(strokes.map(({ length }) => length));
  const values = new Float32Array(buffer, at + header, 4 * points.length);
  points.forEach(([x, y, time, pressure], i) =>
    values.set([x, y, known(time, MAX_FLOAT), known(pressure, 1)], 4 * i),
  );
  check(module, module._app_open_ink(strokes.length, width, height));
}

/**
 * Opens the first drawing that has ink.
 * @param {DigitpadModule} module
 * @param {import('./strokes_file.js').Drawing[]} drawings
 * @returns {number} its index
 */
export function openDrawings(module, drawings) {
  const first = drawings.findIndex(({ strokes }) => strokes.some(({ length }) => length));
  if (first < 0) throw new FileProblem('strokesEmpty');
  openDrawing(module, drawings[first]);
  return first;
}
