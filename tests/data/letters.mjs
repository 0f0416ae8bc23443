// Letters from A to E as hands that are not steady write them: strokes to train a small model on.

/** Corners in a box of 100 x 100; each row is a stroke. */
const SHAPES = {
  A: [
    [10, 100, 50, 0, 90, 100],
    [25, 65, 75, 65],
  ],
  B: [[20, 100, 20, 0, 70, 10, 75, 35, 25, 50, 80, 60, 80, 90, 20, 100]],
  C: [[85, 20, 55, 0, 20, 25, 15, 65, 45, 100, 85, 85]],
  D: [[20, 0, 20, 100, 70, 85, 85, 45, 65, 12, 20, 0]],
  E: [
    [85, 0, 20, 0, 20, 100, 85, 100],
    [20, 50, 70, 50],
  ],
};
export const LETTERS = Object.keys(SHAPES);
const STEPS = 8; // points on each line

/** Numbers in [-1, 1) that are the same in each run. */
function wobble(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** One letter at (x, y), as high as `height`, as a drawing of a strokes file. */
export function writeLetter(
  /** @type {string} */ label,
  { seed = 1, x = 100, y = 100, height = 200, writer = 'a' } = {},
) {
  const random = wobble(seed * 7919 + label.charCodeAt(0));
  const shape = SHAPES[/** @type {keyof typeof SHAPES} */ (label)];
  const at = (/** @type {number} */ value, /** @type {number} */ from) =>
    Math.round(from + ((value + 5 * random()) * height) / 100);
  const strokes = shape.map((corners) => {
    /** @type {number[][]} */
    const ends = [];
    for (let i = 0; i < corners.length; i += 2) {
      ends.push([at(corners[i], x), at(corners[i + 1], y)]);
    }
    return ends
      .slice(1)
      .flatMap(([endX, endY], i) =>
        Array.from({ length: STEPS + 1 }, (_, step) => [
          Math.round(ends[i][0] + ((endX - ends[i][0]) * step) / STEPS),
          Math.round(ends[i][1] + ((endY - ends[i][1]) * step) / STEPS),
        ]),
      );
  });
  return { label, writer, width: 500, height: 500, strokes };
}

/** `count` drawings of each letter, by two writers in turn. */
export function writeLetters(/** @type {number} */ count, firstSeed = 1) {
  return LETTERS.flatMap((label) =>
    Array.from({ length: count }, (_, i) =>
      writeLetter(label, { seed: firstSeed + i, writer: 'ab'[i % 2] }),
    ),
  );
}

/** Drawings as a strokes file. */
export const strokesFile = (/** @type {object[]} */ drawings) =>
  drawings.map((drawing) => `${JSON.stringify(drawing)}\n`).join('');
