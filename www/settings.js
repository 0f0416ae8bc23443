// What the page's address asks for. A rule that is misspelt or given twice would be lost on a
// form, so nothing there is ignored.

import { fillIn } from './dom.js';
import strings from './strings.json';

const texts = strings.en;

/** What it may say of the numbers that are drawn. */
const RULES = ['min', 'max', 'length', 'check', 'expected', 'prior', 'decimal', 'boxes'];
// There is one language so far, whichever is asked for.
const NAMES = [...RULES, 'kernel', 'lang', 'min-confidence', 'theme'];
/** What others add to the addresses that they pass on. */
const TRACKING = /^(utm_.*|fbclid|gclid)$/;

/**
 * Throws with a message for the reader at what the page would not heed.
 * @param {URLSearchParams} parameters
 * @returns {{ kernel: string, minConfidence: string, theme: string, rules: string[][] }}
 */
export function readSettings(parameters) {
  const names = [...parameters.keys()].filter((name) => !TRACKING.test(name));
  names.forEach((name, i) => {
    if (!NAMES.includes(name)) throw new Error(fillIn(texts.settingUnknown, { name }));
    if (names.indexOf(name) < i) throw new Error(fillIn(texts.settingTwice, { name }));
  });
  if (names.includes('prior') && !names.includes('expected')) {
    throw new Error(texts.priorAlone);
  }
  return {
    kernel: parameters.get('kernel') ?? '',
    minConfidence: parameters.get('min-confidence') ?? '',
    theme: parameters.get('theme') ?? '',
    rules: [...parameters].filter(([name]) => RULES.includes(name)),
  };
}

// What fits beside its reason into a line of the card.
const SHORT = 10;

/**
 * Says which rule was broken.
 * @param {string} rule by its name
 * @param {string} guess what breaks it
 * @param {string[][]} rules
 */
export function breachText(rule, guess, rules) {
  const values = Object.fromEntries(rules);
  const isBound = rule === 'min' || rule === 'max';
  const text = {
    min: texts.breaksMin,
    max: texts.breaksMax,
    bounds: texts.breaksBounds,
    length: texts.breaksLength,
    check: texts.breaksCheck,
  }[isBound && values.min && values.max ? 'bounds' : rule];
  const number = guess.length > SHORT ? texts.theNumber : guess;
  return fillIn(text ?? texts.breaksRules, { ...values, number });
}
