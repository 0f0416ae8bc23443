// Numbers written with the drawings authored here: digits side by side in one height, with
// points, commas and minuses.
import { authoredDrawings } from './program.mjs';

const HEIGHT = 200;

/** Where a drawing lies. */
function boundsOf(/** @type {number[][][]} */ strokes) {
  const points = strokes.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** @type {Record<string, number[][]>} */
const SIGNS = {
  '.': [
    [0, HEIGHT - 2],
    [2, HEIGHT],
  ],
  ',': [
    [8, HEIGHT - 5],
    [0, HEIGHT + 35],
  ],
  '-': [
    [0, HEIGHT / 2],
    [60, HEIGHT / 2],
  ],
};

/** The strokes of a digit, HEIGHT high, or of a sign; at the left. */
function symbol(/** @type {string} */ text, /** @type {number} */ style) {
  if (text in SIGNS) return [SIGNS[text]];
  const { strokes } = authoredDrawings.filter(({ label }) => label === text)[style];
  const { left, top, height } = boundsOf(strokes);
  const scale = HEIGHT / height;
  return strokes.map((/** @type {number[][]} */ stroke) =>
    stroke.map(([x, y]) => [(x - left) * scale, (y - top) * scale]),
  );
}

/**
 * A line of a strokes file, as an object.
 * @param {string} text digits and signs
 * @param {{ gap?: number, style?: number }} [options] the gap in units of a digit's height;
 *   which of the three authored drawings of each digit
 */
export function written(text, { gap = 0.2, style = 1 } = {}) {
  /** @type {number[][][]} */
  const strokes = [];
  let x = 0;
  for (const character of text) {
    const drawn = symbol(character, style);
    for (const stroke of /** @type {number[][][]} */ (drawn)) {
      strokes.push(stroke.map(([px, py]) => [Math.round(px + x), Math.round(py)]));
    }
    x += boundsOf(drawn).width + gap * HEIGHT;
  }
  return { label: text, width: Math.ceil(x), height: HEIGHT, strokes };
}
