// Drawings that put the page into a certain state.
import { writeNumber } from '../data/written.mjs';

/**
 * The strokes of a number across the middle of the drawing area.
 * @param {string} number
 * @param {{width: number, height: number}} area
 */
export function inTheMiddle(number, area) {
  const { width } = writeNumber(number, { height: 1 });
  const height = Math.min(area.height * 0.6, (area.width * 0.9) / width);
  const x = (area.width - width * height) / 2;
  return writeNumber(number, { x, y: (area.height - height) / 2, height }).strokes;
}

/** Between a one and a seven: no model can be sure of it. In CSS pixels of the drawing area. */
export const UNSURE = [
  [
    ...Array.from({ length: 5 }, (_, k) => [185 + 7 * k, 60]),
    ...Array.from({ length: 12 }, (_, k) => [220 - 4 * k, 60 + 16 * k]),
  ],
];

/** A star in one stroke. */
export const NOT_A_DIGIT = [
  Array.from({ length: 6 }, (_, k) => {
    const turn = (k * 4 * Math.PI) / 5 - Math.PI / 2;
    return [160 + 90 * Math.cos(turn), 150 + 90 * Math.sin(turn)];
  }),
];
