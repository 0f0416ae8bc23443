// Strokes files: JSON Lines, one drawing a line -> drawings. Takes and refuses what
// core/formats/strokes_json.cc does, which the page has no room for.

import { FileProblem } from './file_problem.js';

// core/ink/ink.h
const MAX_STROKES = 1000;
const MAX_POINTS = 20_000;
const MAX_COORDINATE = 1e6;

const MAX_NESTING = 32;
const KEYS = ['label', 'writer', 'width', 'height', 'strokes', 'pointers'];
const NEWLINE = 10;

/**
 * @typedef {object} Drawing
 * @property {string} label empty: none given
 * @property {number} width of the area drawn on; 0: none given
 * @property {number} height
 * @property {number[][][]} strokes
 * @property {unknown[]} pointers what each stroke was drawn with, as far as that is known
 */

/** @param {string} key @param {Record<string, string | number>} [values] @returns {never} */
function refuse(key, values) {
  throw new FileProblem(key, values);
}

/**
 * What JSON.parse does not tell of a line: how deep it nests, how deep it is in at its end, and
 * which keys the drawing itself has.
 * @param {string} line
 */
function survey(line) {
  /** @type {string[]} strings and colons of the drawing itself, in order */
  const keys = [];
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < line.length; ++i) {
    const begin = i;
    if (line[i] === '"') {
      for (++i; i < line.length && line[i] !== '"'; ++i) i += line[i] === '\\' ? 1 : 0;
      if (depth === 1) keys.push(line.slice(begin, i + 1));
    } else if (line[i] === '{' || line[i] === '[') {
      deepest = Math.max(deepest, ++depth);
    } else if (line[i] === '}' || line[i] === ']') {
      --depth;
    } else if (depth === 1 && line[i] === ':') {
      keys.push(':');
    }
  }
  const names = keys.filter((_, i) => keys[i + 1] === ':');
  return { depth, deepest, names };
}

/** @param {string} line */
function parseJson(line) {
  const { depth, deepest, names } = survey(line);
  if (deepest > MAX_NESTING) refuse('strokesNested');
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    refuse(depth > 0 ? 'strokesCut' : 'strokesNoJson');
  }
  const known = names
    .map((name) => JSON.parse(name))
    .filter((name) => KEYS.includes(name));
  if (new Set(known).size < known.length) refuse('strokesTwice');
  return value;
}

/**
 * @param {unknown} point
 * @param {number} s its stroke
 * @param {number} p its place there
 */
function checkPoint(point, s, p) {
  const isPoint =
    Array.isArray(point) && point.length >= 2 && point.every(Number.isFinite);
  if (!isPoint) refuse('strokesNoPoint', { stroke: s, point: p });
  const [x, y] = point.map(Math.fround);
  if (Math.max(Math.abs(x), Math.abs(y)) > MAX_COORDINATE) {
    refuse('strokesFar', { stroke: s, point: p });
  }
}

/** @param {unknown} strokes */
function checkStrokes(strokes) {
  if (!Array.isArray(strokes) || strokes.length === 0) refuse('strokesNone');
  if (strokes.length > MAX_STROKES) refuse('strokesTooMany', { count: MAX_STROKES });
  let points = 0;
  strokes.forEach((stroke, s) => {
    if (!Array.isArray(stroke)) refuse('strokesNoPoint', { stroke: s, point: 0 });
    points += stroke.length;
    if (points > MAX_POINTS) refuse('strokesTooLong', { count: MAX_POINTS });
    stroke.forEach((point, p) => checkPoint(point, s, p));
  });
}

/** Half of a surrogate pair is no text. */
const isText = (/** @type {unknown} */ value) =>
  value === null || (typeof value === 'string' && !/\p{Cs}/u.test(value));

/**
 * @param {string} line
 * @returns {Drawing}
 */
function parseLine(line) {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    refuse('strokesNoDrawing');
  }
  const { label = null, writer = null, width = null, height = null, strokes } = value;
  if (!isText(label) || !(isText(writer) || Number.isInteger(writer))) {
    refuse('strokesNoDrawing');
  }
  for (const side of [width ?? 0, height ?? 0]) {
    if (!(side >= 0 && side <= 2 * MAX_COORDINATE) || typeof side !== 'number') {
      refuse('strokesNoDrawing');
    }
  }
  checkStrokes(strokes);
  // Nothing that is said of the pointers can be wrong, only unknown.
  const pointers = Array.isArray(value.pointers) ? value.pointers : [];
  return {
    label: label ?? '',
    width: width ?? 0,
    height: height ?? 0,
    strokes,
    pointers,
  };
}

/** Whether this is text that begins as a drawing does. */
export function looksLikeStrokes(/** @type {Uint8Array} */ bytes) {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const rest = bytes.subarray(hasMark ? 3 : 0);
  return rest.find((byte) => ![9, NEWLINE, 13, 32].includes(byte)) === '{'.charCodeAt(0);
}

/**
 * Throws a FileProblem that names the line.
 * @param {Uint8Array} bytes
 * @returns {Drawing[]} one at least
 */
export function parseStrokesFile(bytes) {
  const drawings = [];
  for (let begin = 0, number = 1; begin < bytes.length; ++number) {
    const newline = bytes.indexOf(NEWLINE, begin);
    const end = newline < 0 ? bytes.length : newline;
    try {
      const line = decode(bytes.subarray(begin, end));
      if (/[^ \t\r]/.test(line)) drawings.push(parseLine(line));
    } catch (error) {
      if (error instanceof FileProblem) error.values.line = number;
      throw error;
    }
    begin = end + 1;
  }
  return drawings.length > 0 ? drawings : refuse('strokesEmpty');
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('strokesNoJson');
  }
}
