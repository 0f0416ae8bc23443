// What is wrong with the value of a <digit-pad>, and what it says of that. Pure functions.

import { fill } from './pad_texts.js';
import { plainDigits } from './plain_digits.js';

/** @typedef {import('./pad_texts.js').Texts} Texts */

// core/decode/number_rules.h
const MOST_DIGITS = 20;

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

/**
 * How the ink is to be read.
 * @param {{ mode: 'number' | 'single', min: string, max: string, maxLength: number }} field
 * @returns {import('./pad_reader.js').PadRules}
 */
export function rulesFor({ mode, min, max, maxLength }) {
  if (mode === 'single') return { mode, rules: {} };
  const bounds = boundsFor(min, max);
  /** @type {import('./npm/index.js').Rules} */
  const rules = {};
  if (bounds.min) rules.min = bounds.min;
  if (bounds.max) rules.max = bounds.max;
  if (maxLength >= 1 && maxLength <= MOST_DIGITS) rules.length = `1-${maxLength}`;
  if (takesSigns(min, max)) rules.decimal = true;
  return { mode, rules };
}

/** Whether a minus and a point may be in the number: where a bound has one. */
export const takesSigns = (/** @type {string[]} */ ...bounds) =>
  bounds.some((bound) => isPlainNumber(bound) && /\D/.test(bound));

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
 * @param {{ required: boolean, min: string, max: string, maxLength: number }} rules
 * @param {string} custom what the page's own script says is wrong
 * @param {Texts} texts
 * @returns {{ flags: ValidityStateFlags, message: string }} the message that matters most
 */
export function judge({ typed, reading, state }, value, rules, custom, texts) {
  const { required, maxLength } = rules;
  const { min, max } = boundsFor(rules.min, rules.max);
  const isBelow = value !== '' && min !== '' && compareNumbers(value, min) < 0;
  const isAbove = value !== '' && max !== '' && compareNumbers(value, max) > 0;
  const bounds =
    min && max ? texts.breaksBounds : min ? texts.breaksMin : texts.breaksMax;
  const values = { number: value, guess: reading.text, min, max, length: `${maxLength}` };
  const unsure = reading.candidates.length > 0 ? texts.verdictWhich : texts.verdictUnsure;

  /** @type {[keyof ValidityStateFlags, boolean, string][]} */
  const breaches = [
    ['customError', custom !== '', custom],
    ['customError', state === 'unsure', unsure],
    ['customError', state === 'rejected', texts.verdictRejected],
    ['badInput', Boolean(typed) && value === '', texts.typeProblem],
    ['valueMissing', required && value === '', texts.padRequired],
    ['rangeUnderflow', isBelow, bounds],
    ['rangeOverflow', isAbove, bounds],
    [
      'tooLong',
      maxLength >= 0 && value.replace(/\D/g, '').length > maxLength,
      texts.padTooLong,
    ],
  ];
  const broken = breaches.filter(([, isBroken]) => isBroken);
  return {
    flags: Object.fromEntries(broken.map(([flag]) => [flag, true])),
    message: fill(broken[0]?.[2] ?? '', values),
  };
}
