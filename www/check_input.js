// What users of the recogniser may give it: everything else is refused here, or by the core, with
// an error that names the place, before anything is changed.

import { MODES } from './core_reader.js';

// core/ink/ink.h, core/read_options.h and core/base/gray_picture.h have the same.
const MOST_STROKES = 1000;
const MOST_POINTS = 20_000;
const MOST_CELLS = 20;
const MOST_SIDE = 16_384;
const MOST_PIXELS = 50_000_000;

const OPTIONS = ['mode', 'rules', 'cells'];
const LOAD_OPTIONS = ['kernel', 'model', 'minConfidence'];

// What a rule may hold: no rule of the core's needs more.
const WORD = /^[\x20-\x7e]{0,100}$/;

/** @param {unknown} value @returns {value is number[]} */
const isPoint = (value) =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 0) === 'number' &&
  typeof Reflect.get(value, 1) === 'number';

/** Whether the coordinates are in range is for the core to say. */
export function checkStrokes(/** @type {unknown} */ strokes) {
  if (!Array.isArray(strokes)) throw new TypeError('strokes: not an array of strokes');
  if (strokes.length > MOST_STROKES) {
    throw new RangeError(`more than ${MOST_STROKES} strokes`);
  }
  let points = 0;
  for (let s = 0; s < strokes.length; ++s) {
    const stroke = strokes[s];
    if (!Array.isArray(stroke)) {
      throw new TypeError(`stroke ${s}: not an array of points`);
    }
    points += stroke.length;
    if (points > MOST_POINTS) {
      throw new RangeError(`stroke ${s}: more than ${MOST_POINTS} points in all`);
    }
    for (let p = 0; p < stroke.length; ++p) {
      if (!isPoint(stroke[p])) {
        throw new TypeError(`stroke ${s}, point ${p}: not [x, y]`);
      }
    }
  }
}

/** As plain digits, also where String has an exponent. @param {number} value */
function decimalOf(value) {
  const text = String(value);
  const parts = /^(-?)(\d+)\.?(\d*)e(.+)$/.exec(text);
  if (!parts) return text;
  const [, minus, whole, fraction, exponent] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  return minus + digits.padEnd(point, '0');
}

/**
 * A rule as the core takes it; undefined for one that is off.
 * @param {string} name
 * @param {unknown} value
 */
function wordOf(name, value) {
  if (value === undefined || value === null || value === false) return undefined;
  const word = typeof value === 'number' ? decimalOf(value) : String(value);
  const isSimple = ['boolean', 'number', 'string'].includes(typeof value);
  if (!isSimple || !WORD.test(word)) throw new TypeError(`${name}: no value for a rule`);
  return word;
}

function checkRules(/** @type {unknown} */ rules) {
  if (typeof rules !== 'object' || rules === null) {
    throw new TypeError('rules: not an object');
  }
  /** @type {Record<string, string>} */
  const checked = {};
  for (const [name, value] of Object.entries(rules)) {
    const word = wordOf(name, value);
    if (!WORD.test(name)) throw new TypeError('rules: no name of a rule');
    if (word !== undefined) checked[name] = word;
  }
  if ('prior' in checked && !('expected' in checked)) {
    throw new TypeError('prior: nothing is expected');
  }
  return checked;
}

/** @returns {number[][]} */
function checkCells(/** @type {unknown} */ cells) {
  if (!Array.isArray(cells) || cells.length > MOST_CELLS) {
    throw new RangeError(`cells: not an array of 1 to ${MOST_CELLS}`);
  }
  return Array.from(cells, (cell, i) => {
    const box = Array.isArray(cell) ? cell.slice(0, 4) : [];
    if (box.length < 4 || !box.every(Number.isFinite)) {
      throw new TypeError(`cell ${i}: not [x, y, width, height]`);
    }
    return box;
  });
}

/**
 * @param {unknown} options
 * @param {string[]} names of all that there are
 */
function checkNames(options, names) {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('options: not an object');
  }
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) throw new TypeError(`options: there is no "${name}"`);
  }
}

/**
 * @param {unknown} options
 * @returns {import('./npm/index.js').LoadOptions} its values are still to be checked
 */
export function checkLoadOptions(options = {}) {
  checkNames(options, LOAD_OPTIONS);
  return /** @type {object} */ (options);
}

/**
 * @param {unknown} options
 * @returns {Required<import('./core_reader.js').CoreOptions>}
 */
export function checkOptions(options = {}) {
  checkNames(options, OPTIONS);
  const { mode = 'number', rules = {}, cells = [] } = /** @type {any} */ (options);
  if (!MODES.includes(mode)) {
    throw new RangeError(`mode: "${String(mode)}" is none of ${MODES.join(', ')}`);
  }
  const checked = { mode, rules: checkRules(rules), cells: checkCells(cells) };
  if (mode === 'single') checkSymbol(checked);
  if (mode !== 'boxes' && checked.cells.length > 0) {
    throw new TypeError('cells: they are for mode "boxes" alone');
  }
  return checked;
}

/**
 * Of what is read as one symbol, whatever it is.
 * @param {import('./core_reader.js').CoreOptions} options
 */
export function checkSymbol({ mode, rules = {} }) {
  if (mode === 'boxes') throw new TypeError('boxes: a single symbol has none');
  const [name] = Object.keys(rules);
  if (name) throw new TypeError(`${name}: a single symbol has no rules`);
}

/**
 * The bytes of a buffer or a view of one.
 * @param {string} name
 * @param {unknown} value
 */
export function checkBytes(name, value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (!ArrayBuffer.isView(value)) throw new TypeError(`${name}: not bytes`);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** @param {unknown} size */
const isSize = (size) => Number.isInteger(size) && Number(size) >= 0;

/**
 * @param {unknown} image
 * @returns {{data: Uint8Array, width: number, height: number}} with one byte a pixel or four
 */
export function checkImage(image) {
  const { data, width, height } = /** @type {any} */ (image ?? {});
  if (!isSize(width) || !isSize(height)) {
    throw new TypeError('image: neither ImageData nor { data, width, height }');
  }
  const size = `${width}x${height} pixels`;
  const pixels = width * height;
  if (pixels === 0) throw new RangeError(`an image of ${size}`);
  if (Math.max(width, height) > MOST_SIDE || pixels > MOST_PIXELS) {
    throw new RangeError(`an image of ${size} is too large`);
  }
  const bytes = checkBytes('data', data);
  const isBytes = data instanceof ArrayBuffer || data.BYTES_PER_ELEMENT === 1;
  if (!isBytes || (bytes.length !== pixels && bytes.length !== 4 * pixels)) {
    throw new TypeError(`data: neither grey nor RGBA bytes of ${size}`);
  }
  return { data: bytes, width, height };
}

/**
 * As the core parses it.
 * @param {unknown} value
 */
export function checkMinConfidence(value) {
  if (typeof value === 'number' && value >= 0 && value <= 1) {
    return String(Math.round(value * 10_000) / 10_000);
  }
  if (value === 'strict') return value;
  throw new RangeError(
    `minConfidence: "${String(value)}" is neither a number from 0 to 1 nor "strict"`,
  );
}
