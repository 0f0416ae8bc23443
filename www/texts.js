// The page's texts in the language of the reader, from the one table, strings.json. Elements of
// page.html name theirs: `data-text` is what they say, `data-label` what they are called.

import strings from './strings.json';

/** @typedef {keyof typeof strings} Language */

/** @type {Language[]} */
export const LANGUAGES = /** @type {Language[]} */ (Object.keys(strings));

/** The texts of the language that was set last. */
export const texts = { ...strings.en };

/**
 * The first of the wanted languages that there is, else English.
 * @param {readonly string[]} wanted BCP 47 tags, as `de-AT`
 * @returns {Language}
 */
export function bestLanguage(wanted) {
  for (const tag of wanted) {
    const found = LANGUAGES.find((each) => each === tag.toLowerCase().split(/[-_]/)[0]);
    if (found) return found;
  }
  return 'en';
}

/**
 * What a language calls itself.
 * @param {Language} language
 */
export function nameOf(language) {
  return strings[language].languageName;
}

/** @param {Language} language */
export function setLanguage(language) {
  Object.assign(texts, strings[language]);
  const root = document.documentElement;
  root.lang = language;
  root.dir = language === 'ar' ? 'rtl' : 'ltr';
  /** @type {Record<string, string>} */
  const table = texts;
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('[data-text], [data-label]')
  )) {
    const { text, label } = element.dataset;
    if (text) element.textContent = table[text];
    if (label) element.ariaLabel = table[label];
  }
}
