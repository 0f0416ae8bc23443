// A page with one labelled <digit-pad>, and what a test asks of it.
import assert from 'node:assert/strict';
import { pageOf } from './pad_site.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

/** The surface of that pad, in CSS pixels. */
export const AREA = { width: 318, height: 160 };

// What is told, in order, as `type value`.
const LISTEN = `<script>
  globalThis.told = [];
  for (const type of ['input', 'change', 'recognize']) {
    document.addEventListener(type, ({ target, composed }) =>
      told.push(type + ' ' + target.value + (composed ? '' : ' not composed')));
  }
</script>`;
const FIELD = '<label for="pad">Amount</label><br><digit-pad id="pad"></digit-pad>';
export const FIELD_PAGE = pageOf(FIELD, LISTEN);

/** What was told since it was asked the last time. @returns {Promise<string[]>} */
export const told = (/** @type {PadTab} */ tab) =>
  tab.evaluate(() => /** @type {any} */ (globalThis).told.splice(0));

/** A property, or what a method gives, of the pad. */
export const get = (/** @type {PadTab} */ tab, /** @type {string} */ name) =>
  tab.evaluate((name) => {
    const pad = /** @type {any} */ (document.querySelector('digit-pad'));
    return name.split('.').reduce((from, key) => from[key], pad);
  }, name);
/** Properties of the pad. */
export const set = (/** @type {PadTab} */ tab, /** @type {object} */ values) =>
  tab.evaluate((values) => {
    Object.assign(/** @type {any} */ (document.querySelector('digit-pad')), values);
  }, values);
/** Clicks a button within the pad. */
export async function push(/** @type {PadTab} */ tab, /** @type {string} */ selector) {
  const at = await tab.evaluate((selector) => {
    const pad = document.querySelector('digit-pad');
    const box = pad?.shadowRoot?.querySelector(selector)?.getBoundingClientRect();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  }, selector);
  assert.ok(at, selector);
  await tab.page.mouse.click(at.x, at.y);
}
