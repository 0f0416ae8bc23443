// What a <digit-pad> takes its ink for: a recogniser of its own, made when there is ink for the
// first time, and freed when the element goes.

import { Recognizer } from './recognizer.js';

/** @typedef {import('./npm/index.js').Result} Result */
/** @typedef {import('./npm/index.js').Rules} Rules */

/**
 * @typedef {object} Reading
 * @property {'empty' | 'partial' | 'accepted' | 'unsure' | 'rejected'} state `partial`: boxes are
 *   still empty
 * @property {string} text the best guess; `_` for an empty box
 * @property {number} emptyBoxes
 * @property {string[]} candidates what it may be where it is not sure, the best first
 * @property {Result} result
 */

/** @typedef {import('./npm/index.js').ReadOptions & { rules: Rules }} PadRules */

/** @returns {Reading} */
export const nothingRead = () => ({
  state: 'empty',
  text: '',
  emptyBoxes: 0,
  candidates: [],
  result: { text: '', accepted: false, confidence: 0, digits: [] },
});

/** Whether one of the digits is rather no digit. @param {Result} result */
const isRejected = ({ digits }) =>
  digits.some(({ label, alternatives }) => {
    const known = alternatives.reduce((sum, [, confidence]) => sum + confidence, 0);
    return label !== '' && known < 0.5;
  });

/**
 * The number itself, and with the next best, if there is any, in place of the digit that is least
 * sure.
 * @param {Result} result
 */
function candidatesOf({ text, digits }) {
  const labels = digits.map(({ label }) => label);
  const sure = digits.map(({ confidence }) => confidence);
  const least = sure.indexOf(Math.min(...sure));
  const other = digits[least].alternatives.find(([label]) => label !== labels[least]);
  if (!other) return [text];
  return [text, labels.map((label, i) => (i === least ? other[0] : label)).join('')];
}

/** @param {Result} result @returns {Reading} */
function readingOf(result) {
  const { text, accepted, digits } = result;
  const labels = digits.map(({ label }) => label);
  const emptyBoxes = labels.filter((label) => label === '').length;
  const reading = { text, emptyBoxes, candidates: [], result };
  if (accepted) return { ...reading, state: 'accepted' };
  if (text === '' || isRejected(result)) return { ...reading, state: 'rejected' };
  if (emptyBoxes > 0) {
    const guess = labels.map((label) => label || '_').join('');
    return { ...reading, state: 'partial', text: guess };
  }
  return { ...reading, state: 'unsure', candidates: candidatesOf(result) };
}

export class PadReader {
  /** A model file; null: the shipped one. @type {Uint8Array | null} */
  model = null;
  /** @type {Recognizer | null} */
  #recognizer = null;
  /** @type {Promise<void> | null} */
  #starting = null;
  /** Counts the times that it was freed: what was asked for before is not wanted any more. */
  #freed = 0;

  get isReady() {
    return this.#recognizer !== null;
  }

  /**
   * Makes it ready, unless it is freed meanwhile.
   * @param {number | 'strict' | undefined} minConfidence
   */
  start(minConfidence) {
    this.#starting ??= this.#start(minConfidence);
    return this.#starting;
  }

  /** @param {number | 'strict' | undefined} minConfidence */
  async #start(minConfidence) {
    const freed = this.#freed;
    try {
      const recognizer = await Recognizer.load({
        minConfidence,
        model: this.model ?? undefined,
      });
      if (freed === this.#freed) this.#recognizer = recognizer;
      else recognizer.dispose();
    } catch (error) {
      if (freed !== this.#freed) return;
      this.#starting = null;
      throw error;
    }
  }

  stop() {
    ++this.#freed;
    this.#recognizer?.dispose();
    this.#recognizer = null;
    this.#starting = null;
  }

  /**
   * @param {number[][][]} strokes
   * @param {PadRules} options
   * @returns {Reading}
   */
  read(strokes, options) {
    if (strokes.length === 0 || !this.#recognizer) return nothingRead();
    const { rules } = options;
    const result = this.#recognizer.read(strokes, options);
    if (!result.accepted && Object.keys(rules).length > 0) {
      // Something that is clear but against the rules is said to be just that.
      const free = { ...options, rules: { decimal: rules.decimal } };
      const asIs = this.#recognizer.read(strokes, free);
      if (asIs.accepted) return readingOf(asIs);
    }
    return readingOf(result);
  }
}
