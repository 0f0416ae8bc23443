// The row of boxes on a <digit-pad> in mode `boxes`, one for each digit, as wasm/app/cell_row.h
// places it on the page. Pure functions; lengths are in CSS pixels of the surface, unless they are
// in the units of ink that is written into boxes: those are the same on every pad.

/** Around all boxes. @typedef {{ x: number, y: number, width: number, height: number }} Row */

// core/read_options.h
const MOST_BOXES = 20;
const USUAL_BOXES = 4;
// A digit's own shape with some room around it.
const HEIGHT_OF_WIDTH = 1.3;
// Of a box, in ink units.
const UNITS = 100;
const MOST_WIDTH = 180;
// To what a finger hits comes the gap between two, of pad_styles.js.
const EASY_WIDTH = 44 + 4;
const MARGIN = { least: 2, most: 12 };
// For the hint above.
const TOP = 28;
const PEN_OF_WIDTH = 0.12;

/**
 * How many boxes there are; 0 in other modes.
 * @param {{ mode: string, max: string, maxLength: number }} field
 */
export function countBoxes({ mode, max, maxLength }) {
  if (mode !== 'boxes') return 0;
  const [, whole = ''] = /^0*(\d+)(?:[.,]\d+)?$/.exec(max) ?? [];
  const asked = maxLength >= 0 ? maxLength : whole.length || USUAL_BOXES;
  return Math.min(Math.max(asked, 1), MOST_BOXES);
}

/** How wide a surface must be for boxes that a finger hits with ease. */
export const easyWidth = (/** @type {number} */ count) =>
  EASY_WIDTH * count + 2 * MARGIN.least;

/**
 * In the middle of the surface, as large as that allows.
 * @param {{ width: number, height: number }} surface
 * @param {number} count
 * @returns {Row | null} null where there is nothing to place, or no surface
 */
export function placeRow(surface, count) {
  if (!(count > 0 && surface.width > 0 && surface.height > 0)) return null;
  const free = (surface.width - EASY_WIDTH * count) / 2;
  const margin = Math.min(Math.max(free, MARGIN.least), MARGIN.most);
  const widest = Math.min(
    (surface.width - 2 * margin) / count,
    (surface.height - TOP - margin) / HEIGHT_OF_WIDTH,
    MOST_WIDTH,
  );
  // Whole pixels: all gaps look alike.
  const width = Math.max(Math.floor(widest), 1);
  const height = width * HEIGHT_OF_WIDTH;
  return {
    x: Math.round((surface.width - width * count) / 2),
    y: Math.max(TOP, Math.round((surface.height - height) / 2)),
    width: width * count,
    height,
  };
}

/**
 * x, y, width and height of each box in ink units, from the left in every language.
 * @param {number} count
 */
export const cellsOf = (count) =>
  Array.from({ length: count }, (_, i) => [UNITS * i, 0, UNITS, UNITS * HEIGHT_OF_WIDTH]);

/** From ink units to CSS pixels. @param {Row} row @param {number} count */
export const viewOf = ({ x, y, width }, count) => ({
  scale: width / (UNITS * count),
  x,
  y,
});

/** Of a pen that suits such boxes. @param {Row} row @param {number} count */
export const penFor = ({ width }, count) => (width / count) * PEN_OF_WIDTH;
