// What a <digit-pad> takes besides numbers: the labels of a model of its page's own. Pure functions.

import { plainDigits } from './plain_digits.js';

// weights/FORMAT.md
const HEADER = 24;
const ENTRY = { size: 24, name: 12 };

/**
 * The labels of a model file; null where these are digits, as of the shipped one, or where it is
 * no model file: the core says then what is wrong with it.
 * @param {Uint8Array} file
 * @returns {string[] | null}
 */
export function symbolsOf(file) {
  try {
    const labels = readLabels(file).filter((label) => label !== '');
    return labels.every((label) => /^\d$/.test(label)) ? null : labels;
  } catch {
    return null;
  }
}

/** Throws where the file ends too soon. @param {Uint8Array} file */
function readLabels(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const text = (/** @type {number} */ at, /** @type {number} */ length) =>
    new TextDecoder().decode(file.subarray(at, at + length));
  for (let i = 0; i < view.getUint32(16, true); ++i) {
    const entry = HEADER + i * ENTRY.size;
    if (text(entry, ENTRY.name).replace(/\0+$/, '') !== 'labels') continue;
    let at = view.getUint32(entry + ENTRY.name, true);
    return Array.from({ length: view.getUint16(at, true) }, () => {
      const length = view.getUint16(at + 2, true);
      at += 2 + length;
      return text(at + 2 - length, length);
    });
  }
  return [];
}

/**
 * The symbols that a typed text is made of; none where it has others in it.
 * @param {string} typed
 * @param {string[]} symbols
 */
export function symbolsIn(typed, symbols) {
  let rest = plainDigits(typed).replace(/\s/g, '');
  /** @type {string[]} */
  const found = [];
  while (rest !== '') {
    const fitting = symbols.filter((each) => rest.startsWith(each));
    if (fitting.length === 0) return [];
    const symbol = fitting.reduce((a, b) => (b.length > a.length ? b : a));
    found.push(symbol);
    rest = rest.slice(symbol.length);
  }
  return found;
}
