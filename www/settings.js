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
