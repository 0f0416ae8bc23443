// Where the ink of a <digit-pad> lies on its surface. Ink keeps its place, and is shown smaller
// where it would reach out of the surface; with boxes it goes where they go.

import { cellsOf, penFor, placeRow } from './pad_boxes.js';
import { boundsOf } from './pad_ink.js';

/** @typedef {import('./pad_boxes.js').Row} Row */
/** @typedef {import('./pad_ink.js').InkStroke} InkStroke */
/** From ink units to CSS pixels. @typedef {{ scale: number, x: number, y: number }} View */

// What ink from elsewhere leaves free around it, as a share of the surface.
const MARGIN = 0.1;
// Ink from elsewhere that takes less of the surface is shown larger.
const SMALL = 0.2;
const AS_WRITTEN = { scale: 1, x: 0, y: 0 };

export class PadPlace {
  /** @type {View} */
  view = AS_WRITTEN;
  /** Of the surface, in CSS pixels. */
  size = { width: 0, height: 0 };
  /** The scale that ink from elsewhere came at: its pen is no thinner than others. */
  #unit = 1;
  #count = 0;
  /** Around the boxes, in ink units: those that the ink was written into. @type {Row | null} */
  #row = null;

  /** Around the boxes, in CSS pixels. */
  get row() {
    return placeRow(this.size, this.#count);
  }
  /** Whether what lies on the surface can be read. */
  get isReady() {
    return this.#count === 0 || this.#row !== null;
  }
  /** The boxes in ink units; none before the surface has a size. */
  get cells() {
    return this.#row ? cellsOf(this.#row, this.#count) : [];
  }

  /** Around the boxes that the ink was written into, in ink units, to be kept with it. */
  get written() {
    return this.#row;
  }
  set written(row) {
    this.#row = row;
    this.#placeWithBoxes(false);
  }

  /** How many boxes there are. Ink stays where it is seen. */
  get boxes() {
    return this.#count;
  }
  set boxes(count) {
    if (count === this.#count) return;
    this.#count = count;
    const { row, view } = this;
    this.#row = row && {
      x: (row.x - view.x) / view.scale,
      y: (row.y - view.y) / view.scale,
      width: row.width / view.scale,
      height: row.height / view.scale,
    };
  }

  /** The width of a pen that is as wide as this on the whole surface. */
  penFor(/** @type {number} */ pen) {
    const { row } = this;
    return row
      ? Math.min(pen, penFor(row, this.#count))
      : pen * Math.min(this.view.scale / this.#unit, 1);
  }

  /**
   * @param {InkStroke[]} strokes
   * @param {boolean} isNew to be placed anew, as ink from elsewhere
   */
  place(strokes, isNew) {
    if (this.#count > 0) this.#placeWithBoxes(isNew);
    else this.#placeAlone(strokes, isNew);
  }

  /** Ink from elsewhere is as on a surface of this size. @param {boolean} isNew */
  #placeWithBoxes(isNew) {
    const { row } = this;
    if (!row) return;
    if (isNew || !this.#row) {
      this.view = AS_WRITTEN;
      this.#row = row;
      return;
    }
    const scale = row.width / this.#row.width;
    const { x, y } = this.#row;
    this.view = { scale, x: row.x - scale * x, y: row.y - scale * y };
  }

  /** @param {InkStroke[]} strokes @param {boolean} isNew */
  #placeAlone(strokes, isNew) {
    const box = boundsOf(strokes.flat());
    const { width, height } = this.size;
    if (!box || isNew) this.#unit = 1;
    if (!box || width === 0 || height === 0) {
      this.view = AS_WRITTEN;
      return;
    }
    const { left, top, right, bottom } = box;
    const view = isNew ? AS_WRITTEN : this.view;
    const { scale, x, y } = view;
    const isInside =
      left * scale + x >= 0 &&
      top * scale + y >= 0 &&
      right * scale + x <= width &&
      bottom * scale + y <= height;
    const isSmall = right - left < SMALL * height && bottom - top < SMALL * height;
    if (isInside && !(isNew && isSmall)) return void (this.view = view);
    const room = 1 - 2 * MARGIN;
    const fitting = Math.min(
      (room * width) / (right - left || 1),
      (room * height) / (bottom - top || 1),
    );
    if (isNew) this.#unit = fitting;
    this.view = {
      scale: fitting,
      x: width / 2 - (fitting * (left + right)) / 2,
      y: height / 2 - (fitting * (top + bottom)) / 2,
    };
  }
}
