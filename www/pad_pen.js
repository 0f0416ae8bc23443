// The pen on a <digit-pad>: points of pointer.js -> ink, which is shown at once.

import { followPointer } from './pointer.js';

/** @typedef {import('./pointer.js').PenPoint} PenPoint */

const hundredths = (/** @type {number} */ value) => Math.round(value * 100) / 100;

export class PadPen {
  /** @type {(() => void) | null} */
  #letGo = null;
  /** The page's clock when the drawing began. */
  #epoch = NaN;

  /**
   * @param {HTMLElement} surface
   * @param {import('./pad_ink.js').PadInk} ink
   * @param {import('./pad_canvas.js').PadCanvas} canvas
   * @param {{ down: () => void, up: () => void }} calls `down` comes before the ink changes,
   *   `up` after a stroke has ended or was taken back
   */
  constructor(surface, ink, canvas, calls) {
    this.surface = surface;
    this.ink = ink;
    this.canvas = canvas;
    this.calls = calls;
  }

  follow() {
    this.#letGo ??= followPointer(this.surface, {
      begin: (point, _type, erases) => erases || this.#begin(point),
      add: (point) => this.#add(point),
      end: () => this.#end(),
      cancel: () => this.#cancel(),
    });
  }

  /** A stroke under way ends here. */
  letGo() {
    this.#letGo?.();
    this.#letGo = null;
    this.#end();
  }

  /** @param {PenPoint} point @returns {number[]} */
  #toInk({ x, y, time, pressure }) {
    const { view } = this.canvas.place;
    const place = [(x - view.x) / view.scale, (y - view.y) / view.scale];
    place.push(time - this.#epoch);
    if (pressure >= 0) place.push(pressure);
    return place.map(hundredths);
  }

  /** @param {PenPoint} point */
  #begin(point) {
    this.calls.down();
    const { ink, canvas } = this;
    if (ink.isEmpty) canvas.show([], ink.isNew);
    const last = ink.strokes.at(-1)?.at(-1)?.[2] ?? 0;
    if (ink.isEmpty || Number.isNaN(this.#epoch)) this.#epoch = point.time - last;
    if (ink.begin(this.#toInk(point))) canvas.grow(ink.strokes);
  }

  /** @param {PenPoint} point */
  #add(point) {
    if (this.ink.add(this.#toInk(point))) this.canvas.grow(this.ink.strokes);
  }

  #end() {
    if (!this.ink.live) return;
    this.ink.end();
    this.calls.up();
  }

  #cancel() {
    this.ink.cancel();
    this.canvas.show(this.ink.strokes, this.ink.isNew);
    this.calls.up();
  }
}
