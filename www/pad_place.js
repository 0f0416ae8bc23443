// Where the ink of a <digit-pad> lies on its surface. Ink keeps its place, and is shown smaller
// where it would reach out of the surface. With boxes its units are those of the boxes, so that it
// goes where they go, on this pad and on any other.

import { cellsOf, penFor, placeRow, viewOf } from './pad_boxes.js';
import { boundsOf } from './pad_ink.js';

/** @typedef {import('./pad_ink.js').InkPoint} InkPoint */
/** @typedef {import('./pad_ink.js').InkStroke} InkStroke */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Bounds */
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
  /** How ink without boxes lies where there is room; null: it was on no surface so far. */
  #base = /** @type {View | null} */ (AS_WRITTEN);
  #count = 0;

  /** Around the boxes, in CSS pixels. */
  get row() {
    return placeRow(this.size, this.#count);
  }
  /** The boxes in ink units. */
  get cells() {
    return cellsOf(this.#count);
  }
  get boxes() {
    return this.#count;
  }

  /**
   * Another number of boxes, or none.
   * @param {number} count
   * @returns {((point: InkPoint) => InkPoint) | null} what points become where ink units are no
   *   longer the same: they stay where they are seen
   */
  setBoxes(count) {
    const from = this.view;
    const isOther = count > 0 !== this.#count > 0;
    this.#count = count;
    if (count > 0) this.#placeWithBoxes();
    else if (isOther) this.view = this.#base = AS_WRITTEN;
    if (!isOther) return null;
    if (this.size.width === 0) {
      this.#base = null;
      return null;
    }
    const to = this.view;
    return ([x, y, ...rest]) => [
      (x * from.scale + from.x - to.x) / to.scale,
      (y * from.scale + from.y - to.y) / to.scale,
      ...rest,
    ];
  }

  /** The width of a pen that is as wide as this on the whole surface. */
  penFor(/** @type {number} */ pen) {
    const { row, view } = this;
    if (row) return Math.min(pen, penFor(row, this.#count));
    // That of ink from elsewhere is no thinner than others.
    return pen * Math.min(view.scale / (this.#base ?? view).scale, 1);
  }

  /**
   * @param {InkStroke[]} strokes
   * @param {boolean} isNew to be placed anew, as ink from elsewhere
   */
  place(strokes, isNew) {
    if (isNew) this.#base = null;
    this.#place(strokes, false);
  }

  /** @param {{ width: number, height: number }} size @param {InkStroke[]} strokes */
  resize(size, strokes) {
    this.size = size;
    this.#place(strokes, true);
  }

  /** @param {InkStroke[]} strokes @param {boolean} isResized */
  #place(strokes, isResized) {
    if (this.#count > 0) this.#placeWithBoxes();
    else this.#placeAlone(boundsOf(strokes.flat()), isResized);
  }

  #placeWithBoxes() {
    const { row } = this;
    this.view = row ? viewOf(row, this.#count) : AS_WRITTEN;
  }

  /** @param {Bounds | null} box around all ink @param {boolean} isResized */
  #placeAlone(box, isResized) {
    if (!box) {
      this.view = this.#base = AS_WRITTEN;
    } else if (this.size.width === 0 || this.size.height === 0) {
      // It is placed once there is a surface.
    } else if (!this.#base) {
      this.view = this.#base = this.#viewOfNew(box);
    } else {
      const view = isResized ? this.#base : this.view;
      this.view = this.#isInside(box, view) ? view : this.#fit(box, this.#base.scale);
    }
  }

  /** @param {Bounds} box */
  #viewOfNew(box) {
    const least = SMALL * this.size.height;
    const isSmall = box.right - box.left < least && box.bottom - box.top < least;
    return this.#isInside(box, AS_WRITTEN) && !isSmall ? AS_WRITTEN : this.#fit(box);
  }

  /** @param {Bounds} box @param {View} view */
  #isInside({ left, top, right, bottom }, { scale, x, y }) {
    return (
      left * scale + x >= 0 &&
      top * scale + y >= 0 &&
      right * scale + x <= this.size.width &&
      bottom * scale + y <= this.size.height
    );
  }

  /**
   * In the middle of the surface.
   * @param {Bounds} box
   * @returns {View}
   */
  #fit({ left, top, right, bottom }, most = Infinity) {
    const { width, height } = this.size;
    const room = 1 - 2 * MARGIN;
    const scale = Math.min(
      (room * width) / (right - left || 1),
      (room * height) / (bottom - top || 1),
      most,
    );
    return {
      scale,
      x: width / 2 - (scale * (left + right)) / 2,
      y: height / 2 - (scale * (top + bottom)) / 2,
    };
  }
}
