// Numbers written with the drawings authored here: digits side by side in one height, with
// points, commas and minuses.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @type {{ label: string, strokes: number[][][] }[]} */
const drawings = readFileSync(
  fileURLToPath(new URL('./authored.jsonl', import.meta.url)),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

// In units of a digit's height.
/** @type {Record<string, number[][]>} */
const SIGNS = {
  '.': [
    [0, 0.99],
    [0.01, 1],
  ],
  ',': [
    [0.04, 0.975],
    [0, 1.175],
  ],
  '-': [
    [0, 0.5],
    [0.3, 0.5],
  ],
};

/** Where a drawing lies. */
function boundsOf(/** @type {number[][][]} */ strokes) {
  const points = strokes.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** The strokes of a digit, 1 high, or of a sign; at the left. */
function symbol(/** @type {string} */ text, /** @type {number} */ style) {
  if (text in SIGNS) return [SIGNS[text]];
  const styles = drawings.filter(({ label }) => label === text);
  const { strokes } = styles[style % styles.length];
  const { left, top, height } = boundsOf(strokes);
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [(x - left) / height, (y - top) / height]),
  );
}

/**
 * The strokes of a number of `height`, its top left corner at (x, y); and its width.
 * @param {string} text digits and signs
 * @param {{ x?: number, y?: number, height?: number, gap?: number, style?: number }} [place]
 *   the gap in units of the height; which of the three authored drawings of each digit, or
 *   each in turn
 */
export function writeNumber(
  text,
  { x = 0, y = 0, height = 200, gap = 0.25, style } = {},
) {
  /** @type {number[][][]} */
  const strokes = [];
  let left = x;
  for (const [i, character] of [...text].entries()) {
    const drawn = symbol(character, style ?? i);
    for (const stroke of drawn) {
      strokes.push(stroke.map(([px, py]) => [left + px * height, y + py * height]));
    }
    left += (boundsOf(drawn).width + gap) * height;
  }
  return { strokes, width: left - x - gap * height };
}

/**
 * A line of a strokes file, as an object; the number is 200 high.
 * @param {string} text digits and signs
 * @param {{ gap?: number, style?: number }} [options] as for writeNumber
 */
export function written(text, { gap = 0.2, style = 1 } = {}) {
  const { strokes, width } = writeNumber(text, { gap, style });
  return {
    label: text,
    width: Math.ceil(width),
    height: 200,
    strokes: strokes.map((stroke) => stroke.map((point) => point.map(Math.round))),
  };
}
