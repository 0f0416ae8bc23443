// Calls a headless module: strokes and images into its memory, the Results out as JSON text, the
// very bytes of the command line. Trusts its callers: www/recognizer.js checks what users give.

/**
 * @typedef {object} CoreOptions
 * @property {'number' | 'single' | 'boxes'} [mode]
 * @property {Record<string, string>} [rules] as the command line's options of these names
 * @property {ArrayLike<ArrayLike<number>>} [cells] x, y, width and height of each box
 */

/** As the core numbers them. */
export const MODES = ['number', 'single', 'boxes'];

// What reading an image takes at most beside its grey levels: the core works on 4 megapixels of
// it, see core/picture/shrink.h.
const MOST_PIXELS = 4_000_000;
const BYTES_PER_PIXEL = 64;

/** @param {ArrayLike<ArrayLike<number>>} rows @param {number} width of each */
function flatten(rows, width) {
  const values = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; ++i) {
    for (let j = 0; j < width; ++j) values[i * width + j] = rows[i][j];
  }
  return values;
}

/** x and y of all points in turn. */
function flattenStrokes(
  /** @type {ArrayLike<ArrayLike<ArrayLike<number>>>} */ strokes,
  /** @type {Int32Array} */ lengths,
) {
  const points = new Float32Array(2 * lengths.reduce((sum, length) => sum + length, 0));
  let to = 0;
  for (let s = 0; s < lengths.length; ++s) {
    for (let p = 0; p < lengths[s]; ++p) {
      const point = strokes[s][p];
      points[to++] = point[0];
      points[to++] = point[1];
    }
  }
  return points;
}

export class CoreReader {
  /**
   * @param {import('./loader.js').CoreExports} core
   * @param {Uint8Array} model a model file
   * @param {string} [kernel] a name; '' for the module's fastest
   */
  constructor(core, model, kernel = '') {
    this.core = core;
    this.handle = this.with([model, this.word(kernel)], (file, name) =>
      core.create(file, model.length, name),
    );
    if (this.handle === 0) throw new Error(this.text());
  }

  /** Every call after it is an error of the caller's. */
  destroy() {
    this.core.destroy(this.handle);
    this.handle = 0;
  }

  /** @param {string} value from 0 to 1, or `strict` */
  setMinConfidence(value) {
    this.check(
      this.with([this.word(value)], (text) =>
        this.core.setMinConfidence(this.handle, text),
      ),
    );
  }

  /**
   * @param {ArrayLike<ArrayLike<ArrayLike<number>>>} strokes
   * @param {CoreOptions} [options]
   */
  read(strokes, options = {}) {
    const lengths = Int32Array.from(strokes, (stroke) => stroke.length);
    const points = flattenStrokes(strokes, lengths);
    this.setOptions(options);
    return this.answer(
      this.with([points, lengths], (points, each) =>
        this.core.read(this.handle, points, each, lengths.length),
      ),
    );
  }

  /** @param {Uint8Array} picture 28x28 bytes, white on black: one symbol */
  readPicture(picture) {
    return this.answer(
      this.with([picture], (pixels) => this.core.readPicture(this.handle, pixels)),
    );
  }

  /**
   * An array of Results.
   * @param {Uint8Array} pixels grey levels
   * @param {number} width
   * @param {number} height
   * @param {CoreOptions} [options]
   */
  readImage(pixels, width, height, options = {}) {
    this.setOptions(options);
    const size = this.with([pixels], (at) => {
      this.reserve(Math.min(pixels.length, MOST_PIXELS) * BYTES_PER_PIXEL);
      return this.core.readImage(this.handle, at, width, height);
    });
    return this.answer(size);
  }

  /** @param {CoreOptions} options */
  setOptions({ mode = 'number', rules = {}, cells = [] }) {
    const { core } = this;
    const boxes = flatten(cells, 4);
    core.resetOptions();
    core.setMode(MODES.indexOf(mode));
    this.with([boxes], (at) => core.setCells(at, cells.length));
    for (const [name, value] of Object.entries(rules)) {
      const words = [this.word(name), this.word(value)];
      this.check(this.with(words, (name, value) => core.setRule(name, value)));
    }
  }

  /** A string as C has it. */
  word(/** @type {string} */ text) {
    return new TextEncoder().encode(`${text}\0`);
  }

  /**
   * What `call` gives when these values are in the module's memory, at the places it is given.
   * @template T
   * @param {ArrayBufferView[]} values
   * @param {(...at: number[]) => T} call
   */
  with(values, call) {
    /** @type {number[]} */
    const places = [];
    try {
      for (const { buffer, byteOffset, byteLength } of values) {
        const at = this.allocate(byteLength);
        places.push(at);
        new Uint8Array(this.core.memory.buffer, at, byteLength).set(
          new Uint8Array(buffer, byteOffset, byteLength),
        );
      }
      return call(...places);
    } finally {
      for (const at of places) this.core.release(at);
    }
  }

  /** @param {number} bytes */
  allocate(bytes) {
    const at = this.core.allocate(bytes);
    if (at === 0) throw new RangeError(`there is no memory for ${bytes} more bytes`);
    return at;
  }

  /** Sees to it that so much memory is there: the module itself could only trap. */
  reserve(/** @type {number} */ bytes) {
    this.core.release(this.allocate(bytes));
  }

  /** Throws what the module says is wrong where a call gave less than 0. */
  check(/** @type {number} */ result) {
    if (result < 0) throw new Error(this.text());
  }

  /** The answer of a call that gave the number of its bytes. */
  answer(/** @type {number} */ size) {
    this.check(size);
    return this.text();
  }

  text() {
    const { core } = this;
    return new TextDecoder().decode(
      new Uint8Array(core.memory.buffer, core.text(), core.textSize()),
    );
  }
}
