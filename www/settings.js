// What the page's address asks for. A rule that is misspelt or given twice would be lost on a
// form, so nothing there is ignored.

import { fillIn } from './dom.js';
import { texts } from './texts.js';

/** What it may say of the numbers that are drawn. */
const RULES = ['min', 'max', 'length', 'check', 'expected', 'prior', 'decimal', 'boxes'];
const NAMES = [...RULES, 'kernel', 'lang', 'min-confidence', 'theme'];
const THEMES = ['system', 'light', 'dark'];
/** What others add to the addresses that they pass on. */
const TRACKING = /^(utm_.*|fbclid|gclid)$/;

/**
 * Throws with a message for the reader at what the page would not heed.
 * @param {URLSearchParams} parameters
 * @returns {{ kernel: string, minConfidence: string, theme: string, lang: string, rules: string[][] }}
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
  const theme = parameters.get('theme') ?? 'system';
  if (!THEMES.includes(theme)) {
    throw new Error(fillIn(texts.settingTheme, { value: theme }));
  }
  return {
    kernel: parameters.get('kernel') ?? '',
    minConfidence: parameters.get('min-confidence') ?? '',
    theme: parameters.get('theme') ?? '',
    lang: parameters.get('lang') ?? '',
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
