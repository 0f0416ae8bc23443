// The texts of <digit-pad>, from the one table of texts; see pad_strings.mjs.

import strings from './strings.json';

/** @typedef {typeof strings.en} Texts */

/** An element, the host of the shadow root that it is in, and so on. */
function* outwards(/** @type {Element} */ element) {
  for (let from = element; ; ) {
    yield from;
    const root = from.getRootNode();
    if (!('host' in root)) return;
    from = /** @type {ShadowRoot} */ (root).host;
  }
}

/** The nearest `lang` around an element, whatever shadow roots lie between; else the reader's. */
export function languageAround(/** @type {Element} */ element) {
  for (const from of outwards(element)) {
    const found = /** @type {HTMLElement | null} */ (from.closest('[lang]'));
    if (found?.lang) return found.lang;
  }
  return navigator.language;
}

/** @param {Element} element @param {MutationObserver} observer of the languages around it */
export function watchLanguage(element, observer) {
  const changes = { attributeFilter: ['lang'], subtree: true };
  for (const from of outwards(element)) observer.observe(from.getRootNode(), changes);
}

/**
 * @param {string} tag of BCP 47
 * @returns {{ language: string, texts: Texts }} English where there are no texts in it
 */
export function textsIn(tag) {
  const wanted = tag.toLowerCase().split(/[-_]/)[0];
  const language = Object.hasOwn(strings, wanted) ? wanted : 'en';
  return { language, texts: strings[/** @type {keyof typeof strings} */ (language)] };
}

/**
 * @param {string} text with {names}
 * @param {Record<string, string>} values
 */
export const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/**
 * Never more than there is: 99.97 % is not 100 %.
 * @param {string} language
 * @param {number} share 0 to 1
 */
const percentIn = (language, share) =>
  (Math.floor(Math.round(share * 1e4) / 100) / 100).toLocaleString(language, {
    style: 'percent',
  });

/**
 * What is said where nothing is wrong.
 * @param {import('./pad_content.js').PadContent} content
 * @param {ReturnType<typeof textsIn>} spoken
 */
export function remarkOn({ state, reading }, { language, texts }) {
  const { emptyBoxes, result } = reading;
  if (state === 'partial') return fill(texts.verdictBoxes, { count: String(emptyBoxes) });
  if (state !== 'accepted') return '';
  const percent = percentIn(language, result.confidence);
  return fill(texts.verdictAccepted, { percent });
}

/**
 * What the page calls a field; empty where it has no name.
 * @param {HTMLElement & { labels: NodeList }} field
 */
export function nameOf(field) {
  const labels = [...(field.labels ?? [])].map((label) => label.textContent);
  const name = field.getAttribute('aria-label') || labels.join(' ');
  return name.replace(/\s+/g, ' ').trim();
}
