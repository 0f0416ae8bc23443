// Shows ink on a canvas: coverage by the core's rasteriser, only where something has changed, in
// the color that the style sheet gives the canvas.

import { boundsOf } from './pad_ink.js';
import { PadPlace } from './pad_place.js';

/** @typedef {import('./loader.js').CoreExports} CoreExports */
/** @typedef {import('./pad_ink.js').InkStroke} InkStroke */
/** @typedef {{ left: number, top: number, right: number, bottom: number }} Area */
/** @typedef {import('./pad_place.js').View} View */

// Around the pen's own width, for the rasteriser's soft edge. CSS pixels.
const SOFT_EDGE = 2;

/**
 * Copies values into the core's memory; the caller releases that.
 * @param {CoreExports} core
 * @param {Float32Array | Int32Array | Uint8Array} values
 */
function put(core, values) {
  const to = core.allocate(values.byteLength || 4);
  if (to === 0) throw new Error('digit-pad: there is no more memory');
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  new Uint8Array(core.memory.buffer, to, bytes.length).set(bytes);
  return to;
}

/**
 * Device pixels along a side of a box.
 * @param {number} side in CSS pixels
 * @param {number} [exact] as the browser has it, which forgets that it only plays a denser screen
 */
function pixelsOf(side, exact = 0) {
  const about = Math.round(side * devicePixelRatio);
  return exact < about - 1 ? about : exact;
}

/** @param {Area} a @param {Area} b */
const overlap = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * The coverage of strokes in a rectangle of pixels, a byte each, row by row.
 * @param {CoreExports} core
 * @param {InkStroke[]} strokes
 * @param {View & { pen: number }} view in pixels
 * @param {Area} area of pixels
 */
export function drawInk(core, strokes, { scale, x, y, pen }, area) {
  const { left, top } = area;
  const width = area.right - left;
  const height = area.bottom - top;
  const places = strokes.flatMap((stroke) => stroke.flatMap(([x, y]) => [x, y]));
  const taken = [
    put(core, Float32Array.from(places)),
    put(
      core,
      Int32Array.from(strokes, (stroke) => stroke.length),
    ),
    put(core, new Uint8Array(width * height)),
  ];
  const [points, lengths, at] = taken;
  const count = strokes.length;
  core.drawInk(points, lengths, count, scale, x, y, pen, at, left, top, width, height);
  const coverage = new Uint8Array(core.memory.buffer, at, width * height).slice();
  for (const memory of taken) core.release(memory);
  return coverage;
}

export class PadCanvas {
  /** Nothing is drawn before there is one. @type {CoreExports | null} */
  core = null;
  place = new PadPlace();
  /** @type {InkStroke[]} */
  #strokes = [];
  /** Device pixels in a CSS pixel. */
  #ratio = 1;
  /** What must be drawn again, in CSS pixels. @type {Area | null} */
  #stale = null;
  #color = '';
  #frame = 0;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {{ placed: () => void, painted: () => void }} calls `placed`: the surface has another
   *   size; `painted`: after each frame
   */
  constructor(canvas, { placed, painted }) {
    this.canvas = canvas;
    this.placed = placed;
    this.painted = painted;
    this.context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    // A transition of the canvas' color tells of every change of theme, whatever its cause.
    canvas.addEventListener('transitionend', () => this.restyle());
    this.observer = new ResizeObserver(([entry]) => this.#resize(entry));
  }

  start() {
    try {
      this.observer.observe(this.canvas, { box: 'device-pixel-content-box' });
    } catch {
      this.observer.observe(this.canvas);
    }
    this.restyle();
  }

  /** Lets go of the core, of the pixels, and of what would call back. */
  stop() {
    this.observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.core = null;
    this.canvas.width = this.canvas.height = 0;
  }

  /** The width of the pen, in CSS pixels. */
  get pen() {
    const { width, height } = this.place.size;
    return this.place.penFor(this.core?.penWidth(width, height) ?? 0);
  }

  restyle() {
    this.#color = getComputedStyle(this.canvas).color;
    this.invalidate();
  }

  /**
   * Other ink than before.
   * @param {InkStroke[]} strokes
   * @param {boolean} isNew to be placed anew, as ink from elsewhere
   */
  show(strokes, isNew) {
    this.#strokes = strokes;
    this.place.place(strokes, isNew);
    this.invalidate();
  }

  /** The last stroke has one point more. @param {InkStroke[]} strokes */
  grow(strokes) {
    this.#strokes = strokes;
    // The curve has changed from the middle of the segment before the previous point.
    const box = boundsOf(strokes[strokes.length - 1].slice(-3));
    if (box) this.#invalidate(this.#onScreen(box));
  }

  /** All is drawn again in the next frame. */
  invalidate() {
    const { width, height } = this.place.size;
    this.#invalidate({ left: 0, top: 0, right: width, bottom: height });
  }

  /** @param {Area} area */
  #invalidate(area) {
    const old = this.#stale ?? area;
    this.#stale = {
      left: Math.min(old.left, area.left),
      top: Math.min(old.top, area.top),
      right: Math.max(old.right, area.right),
      bottom: Math.max(old.bottom, area.bottom),
    };
    this.#frame ||= requestAnimationFrame(() => this.#paint());
  }

  /** @param {Area} box in ink units @returns {Area} with the pen's width */
  #onScreen(box) {
    const { scale, x, y } = this.place.view;
    const reach = this.pen / 2 + SOFT_EDGE;
    return {
      left: box.left * scale + x - reach,
      top: box.top * scale + y - reach,
      right: box.right * scale + x + reach,
      bottom: box.bottom * scale + y + reach,
    };
  }

  /** @param {ResizeObserverEntry} entry */
  #resize({ contentRect, devicePixelContentBoxSize }) {
    const { width, height } = contentRect;
    const exact = devicePixelContentBoxSize?.[0];
    const columns = pixelsOf(width, exact?.inlineSize);
    this.#ratio = width > 0 ? columns / width : 1;
    this.canvas.width = columns;
    this.canvas.height = pixelsOf(height, exact?.blockSize);
    this.place.resize({ width, height }, this.#strokes);
    this.placed();
    this.invalidate();
    // In this very frame, since a canvas of another size is empty.
    this.#paint();
  }

  #paint() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const stale = this.#stale;
    this.#stale = null;
    const area = stale && this.#pixelsOf(stale);
    if (area && this.core) this.#draw(this.core, area);
    this.painted();
  }

  /** @param {Area} area in CSS pixels @returns {Area | null} whole pixels of the canvas */
  #pixelsOf(area) {
    const ratio = this.#ratio;
    const pixels = {
      left: Math.max(0, Math.floor(area.left * ratio)),
      top: Math.max(0, Math.floor(area.top * ratio)),
      right: Math.min(this.canvas.width, Math.ceil(area.right * ratio)),
      bottom: Math.min(this.canvas.height, Math.ceil(area.bottom * ratio)),
    };
    return pixels.left < pixels.right && pixels.top < pixels.bottom ? pixels : null;
  }

  /** @param {CoreExports} core @param {Area} area of pixels */
  #draw(core, area) {
    const ratio = this.#ratio;
    const { scale, x, y } = this.place.view;
    const css = {
      left: area.left / ratio,
      top: area.top / ratio,
      right: area.right / ratio,
      bottom: area.bottom / ratio,
    };
    const strokes = this.#strokes.filter((stroke) => {
      const box = boundsOf(stroke);
      return box && overlap(this.#onScreen(box), css);
    });
    const view = {
      scale: scale * ratio,
      x: x * ratio,
      y: y * ratio,
      pen: this.pen * ratio,
    };
    const { context } = this;
    const { left, top, right, bottom } = area;
    const image = new ImageData(right - left, bottom - top);
    drawInk(core, strokes, view, area).forEach((coverage, i) => {
      image.data[4 * i + 3] = coverage;
    });
    context.putImageData(image, left, top);
    // The coverage is the alpha; this gives it the color.
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.globalCompositeOperation = 'source-in';
    context.fillStyle = this.#color;
    context.fillRect(left, top, right - left, bottom - top);
    context.restore();
  }
}
