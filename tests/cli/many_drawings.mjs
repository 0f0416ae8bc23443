// Drawings by the thousand, to compare what reads them.
import { written } from '../data/written.mjs';
import { authoredDrawings } from './program.mjs';

/**
 * The strokes of those authored here, and of numbers of up to six digits, apart, touching and
 * overlapping.
 * @param {number} count of all
 */
export function manyDrawings(count) {
  const numbers = Array.from({ length: count }, (_, i) => {
    const text = String((i * 7919) % 10 ** (2 + (i % 5)));
    const { strokes } = written(text, { gap: [0.25, 0, -0.06][i % 3], style: i });
    // Hands come back to a style: each is as wide as no other.
    const width = 1 + i / 5000;
    return strokes.map((stroke) => stroke.map(([x, ...rest]) => [x * width, ...rest]));
  });
  return [...authoredDrawings.map(({ strokes }) => strokes), ...numbers].slice(0, count);
}
