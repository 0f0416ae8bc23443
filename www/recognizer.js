// Reads handwritten digits: strokes or an image in, a Result out. What the package `digitpad`
// exports; runs in windows, workers and Node. One core, started at the first need, is shared by
// all recognizers of a kernel; each has a model and a memory of its own in it.

import { coreBytes } from './core_bytes.js';
import {
  checkBytes,
  checkImage,
  checkLoadOptions,
  checkMinConfidence,
  checkOptions,
  checkStrokes,
  checkSymbol,
} from './check_input.js';
import { CoreReader } from './core_reader.js';
import { grayOf } from './gray_image.js';
import { loadCore } from './loader.js';
import { modelName } from './model_name.js';

/** @typedef {import('./npm/index.js').Result} Result */
/** @typedef {import('./npm/index.js').Strokes} Strokes */
/** @typedef {import('./npm/index.js').ReadOptions} ReadOptions */
/** @typedef {import('./npm/index.js').LoadOptions} LoadOptions */
/** @typedef {import('./npm/index.js').Image} Image */
/** @typedef {import('./loader.js').CoreModules & {model: Uint8Array<ArrayBuffer>, modelName?: string}} CoreFiles */
/** @typedef {{core: import('./loader.js').CoreExports, kernel: string}} SharedCore */

// 28x28 grey levels are what the network sees itself: read as they are, as MNIST's images.
const NETWORK_SIDE = 28;

/**
 * What `make` gives, made once for each key; again where that failed.
 * @template T
 * @param {(key: string) => Promise<T>} make
 */
function memoize(make) {
  /** @type {Map<string, Promise<T>>} */
  const made = new Map();
  return {
    get(key = '') {
      let value = made.get(key);
      if (value === undefined) {
        value = make(key);
        made.set(key, value);
        value.catch(() => made.delete(key));
      }
      return value;
    },
    clear: () => made.clear(),
  };
}

const files = memoize(coreBytes);
const cores = memoize(
  async (kernel) => /** @type {SharedCore} */ (await loadCore(await files.get(), kernel)),
);

/** The core that recognizers of a kernel share. */
export const sharedCore = (/** @type {string} */ kernel = '') => cores.get(kernel);

/** Cores that have trapped, which leaves them in no state to go on. */
const broken = /** @type {WeakSet<object>} */ (new WeakSet());

/**
 * The numbers of an image as one Result, line by line.
 * @param {Result[]} numbers
 * @returns {Result}
 */
function joinResults(numbers) {
  if (numbers.length === 1) return numbers[0];
  return {
    text: numbers.map(({ text }) => text).join('\n'),
    accepted: numbers.length > 0 && numbers.every(({ accepted }) => accepted),
    confidence: numbers.length > 0 ? Math.min(...numbers.map((n) => n.confidence)) : 0,
    digits: numbers.flatMap(({ digits }) => digits),
  };
}

export class Recognizer {
  /** @type {CoreReader | null} */
  #reader;

  /**
   * For `load`.
   * @param {CoreReader} reader
   * @param {string} kernel
   * @param {string} model
   */
  constructor(reader, kernel, model) {
    this.#reader = reader;
    /** @readonly */
    this.kernel = kernel;
    /** @readonly */
    this.model = model;
  }

  /** @param {LoadOptions} [options] */
  static async load(options) {
    const { kernel = '', model, minConfidence } = checkLoadOptions(options);
    const least =
      minConfidence === undefined ? undefined : checkMinConfidence(minConfidence);
    const own = model === undefined ? undefined : checkBytes('model', model).slice();
    const shared = await sharedCore(String(kernel));
    const shipped = await files.get();
    const name = own ? undefined : shipped.modelName;
    const file = own ?? shipped.model;
    const reader = new CoreReader(shared.core, file, shared.kernel);
    if (least !== undefined) reader.setMinConfidence(least);
    return new Recognizer(reader, shared.kernel, name ?? (await modelName(file)));
  }

  /**
   * @param {Strokes} strokes
   * @param {ReadOptions} [options]
   * @returns {Result}
   */
  read(strokes, options) {
    const checked = checkOptions(options);
    checkStrokes(strokes);
    return this.#call((reader) => JSON.parse(reader.read(strokes, checked)));
  }

  /**
   * @param {Strokes[]} drawings
   * @param {ReadOptions} [options]
   * @returns {Result[]}
   */
  readMany(drawings, options) {
    if (!Array.isArray(drawings)) throw new TypeError('drawings: not an array');
    checkOptions(options);
    this.#call(() => {});
    return Array.from(drawings, (strokes, i) => {
      try {
        return this.read(strokes, options);
      } catch (error) {
        if (error instanceof Error) error.message = `drawing ${i}: ${error.message}`;
        throw error;
      }
    });
  }

  /**
   * @param {Image} image
   * @param {ReadOptions} [options]
   * @returns {Result}
   */
  readImage(image, options) {
    return joinResults(this.readNumbers(image, options));
  }

  /**
   * @param {Image} image
   * @param {ReadOptions} [options]
   * @returns {Result[]}
   */
  readNumbers(image, options) {
    const checked = checkOptions(options);
    const { data, width, height } = checkImage(image);
    const isGray = data.length === width * height;
    const isSymbol = isGray && width === NETWORK_SIDE && height === NETWORK_SIDE;
    if (isSymbol) checkSymbol(checked);
    return this.#call((reader) => {
      if (isSymbol) return [JSON.parse(reader.readPicture(data))];
      const gray = isGray ? data : grayOf(data);
      return JSON.parse(reader.readImage(gray, width, height, checked));
    });
  }

  /** Gives back the memory; every reading after it is an error. */
  dispose() {
    if (this.#reader && !broken.has(this.#reader.core)) this.#reader.destroy();
    this.#reader = null;
  }

  /**
   * @template T
   * @param {(reader: CoreReader) => T} action
   */
  #call(action) {
    const reader = this.#reader;
    if (reader === null) throw new Error('this recognizer is disposed');
    if (broken.has(reader.core)) throw new Error('the recognizers are out of memory');
    try {
      return action(reader);
    } catch (cause) {
      if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
      broken.add(reader.core);
      cores.clear();
      throw new Error('the recognizers are out of memory: load new ones', { cause });
    }
  }
}
