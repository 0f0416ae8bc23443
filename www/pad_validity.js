// What is wrong with the value of a <digit-pad>, and what it says of that. Pure functions.

import { countBoxes } from './pad_boxes.js';
import { symbolsIn } from './pad_symbols.js';
import { fill } from './pad_texts.js';
import { plainDigits } from './plain_digits.js';

/** @typedef {import('./pad_texts.js').Texts} Texts */

// core/decode/number_rules.h
const MOST_DIGITS = 20;
// Of the value of a rule: www/check_input.js. Validity knows of longer bounds.
const LONGEST_RULE = 100;

const PLAIN_NUMBER = /^(-?)(\d+)(?:[.,](\d+))?$/;

/** An optional minus, digits, and at most one point or comma with digits on both sides. */
export const isPlainNumber = (/** @type {string} */ text) => PLAIN_NUMBER.test(text);

/** As core/decode/number_rules.h: negative, 0 or positive; of numbers of any length. */
export function compareNumbers(/** @type {string} */ a, /** @type {string} */ b) {
  const parts = [a, b].map((text) => PLAIN_NUMBER.exec(text) ?? []);
  const decimals = Math.max(...parts.map(([, , , part = '']) => part.length));
  const [x, y] = parts.map(([, minus = '', whole = '0', part = '']) =>
    BigInt(minus + whole + part.padEnd(decimals, '0')),
  );
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * The bounds that are numbers and not at odds with each other.
 * @param {string} min
 * @param {string} max
 */
export function boundsFor(min, max) {
  const bounds = {
    min: isPlainNumber(min) ? min : '',
    max: isPlainNumber(max) ? max : '',
  };
  const isEmpty = bounds.min && bounds.max && compareNumbers(min, max) > 0;
  return isEmpty ? { min: '', max: '' } : bounds;
}

/** @typedef {{ mode: 'number' | 'single' | 'boxes', min: string, max: string, maxLength: number }} PadField */

/**
 * How the ink is to be read.
 * @param {PadField} field
 * @param {number[][]} cells in mode `boxes`
 * @returns {import('./pad_reader.js').PadRules}
 */
export function rulesFor(field, cells) {
  const { mode, min, max, maxLength } = field;
  if (mode === 'single') return { mode, rules: {} };
  /** @type {import('./npm/index.js').Rules} */
  const rules = {};
  for (const [name, bound] of Object.entries(boundsFor(min, max))) {
    if (bound && bound.length <= LONGEST_RULE) Object.assign(rules, { [name]: bound });
  }
  if (mode === 'boxes') return { mode, rules, cells };
  if (maxLength >= 1 && maxLength <= MOST_DIGITS) rules.length = `1-${maxLength}`;
  if (takesSigns(field)) rules.decimal = true;
  return { mode, rules };
}

/** Whether a minus and a point may be in the number: where a bound has one. A box has a digit. */
export const takesSigns = (/** @type {PadField} */ { mode, min, max }) =>
  mode !== 'boxes' &&
  [min, max].some((bound) => isPlainNumber(bound) && /\D/.test(bound));

/**
 * The number that a typed text stands for; empty where it stands for none.
 * @param {string} text
 * @param {boolean} hasSigns
 */
export function numberIn(text, hasSigns) {
  const number = plainDigits(text)
    .replace(/\s/g, '')
    .replace(/^\u2212/, '-');
  return (hasSigns ? isPlainNumber(number) : /^\d+$/.test(number)) ? number : '';
}

/**
 * @param {import('./pad_content.js').PadContent} content
 * @param {string} value
 * @param {PadField & { required: boolean }} rules
 * @param {string} custom what the page's own script says is wrong
 * @param {Texts} texts
 * @returns {{ flags: ValidityStateFlags, message: string }} the message that matters most
 */
export function judge({ typed, reading, state, symbols }, value, rules, custom, texts) {
  const { required, maxLength } = rules;
  const boxes = countBoxes(rules);
  const most = boxes || maxLength;
  const digits = symbols
    ? symbolsIn(value, symbols).length
    : value.replace(/\D/g, '').length;
  const { min, max } = boundsFor(rules.min, rules.max);
  const isBelow = value !== '' && min !== '' && compareNumbers(value, min) < 0;
  const isAbove = value !== '' && max !== '' && compareNumbers(value, max) > 0;
  const bounds =
    min && max ? texts.breaksBounds : min ? texts.breaksMin : texts.breaksMax;
  const count = String(reading.emptyBoxes);
  const values = {
    number: value,
    guess: reading.text,
    min,
    max,
    length: `${most}`,
    count,
    labels: symbols?.join(' ') ?? '',
  };
  const unsure = reading.candidates.length > 1 ? texts.verdictWhich : texts.verdictUnsure;
  const usual = takesSigns(rules) ? texts.typeProblemDecimal : texts.typeProblem;
  const noNumber = symbols ? texts.typeProblemOf : usual;

  /** @type {[keyof ValidityStateFlags, boolean, string][]} */
  const breaches = [
    ['customError', custom !== '', custom],
    ['customError', state === 'unsure', unsure],
    ['customError', state === 'rejected', texts.verdictRejected],
    ['badInput', Boolean(typed) && value === '', noNumber],
    ['tooShort', state === 'partial', texts.verdictBoxes],
    ['valueMissing', required && value === '', texts.padRequired],
    ['rangeUnderflow', isBelow, bounds],
    ['rangeOverflow', isAbove, bounds],
    ['tooShort', digits > 0 && digits < boxes, texts.breaksLength],
    ['tooLong', most >= 0 && digits > most, texts.padTooLong],
  ];
  const broken = breaches.filter(([, isBroken]) => isBroken);
  return {
    flags: Object.fromEntries(broken.map(([flag]) => [flag, true])),
    message: fill(broken[0]?.[2] ?? '', values),
  };
}
