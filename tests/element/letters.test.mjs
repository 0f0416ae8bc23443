// <digit-pad> with a model of its page's own: it reads and takes what that knows.
import assert from 'node:assert/strict';
import { writeLetter } from '../data/letters.mjs';
import { trainLetters } from '../data/letters_model.mjs';
import { pageOf } from './pad_site.mjs';
import { testPads } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const model = [...trainLetters()];
const PAGES = {
  '/': pageOf(
    '<label>Grade <digit-pad></digit-pad></label>',
    `<script>
      globalThis.errors = [];
      addEventListener('error', ({ message }) => errors.push(message), true);
    </script>`,
  ),
};

/** Gives the pad these bytes for its model; null: the shipped one. */
const setModel = (/** @type {PadTab} */ tab, /** @type {number[] | null} */ bytes) =>
  tab.evaluate((bytes) => {
    const pad = /** @type {any} */ (document.querySelector('digit-pad'));
    pad.model = bytes && Uint8Array.from(bytes);
  }, bytes);

const get = (/** @type {PadTab} */ tab, /** @type {string} */ name) =>
  tab.evaluate((name) => {
    const pad = /** @type {any} */ (document.querySelector('digit-pad'));
    return name.split('.').reduce((from, key) => from[key], pad);
  }, name);

/** Writes letters side by side into the pad. */
async function write(/** @type {PadTab} */ tab, /** @type {string} */ word) {
  const area = await tab.surfaceOf('digit-pad');
  const step = area.width / word.length;
  const height = Math.min(0.6 * area.height, 0.7 * step);
  const strokes = [...word].flatMap((label, i) => {
    const x = i * step + (step - height) / 2;
    return writeLetter(label, { seed: 700 + i, x, y: 0.2 * area.height, height }).strokes;
  });
  await tab.drawAt(area, strokes);
}

testPads(PAGES, (promise) => {
  promise('letters are read, typed and told of', async (tab) => {
    await setModel(tab, model);
    await write(tab, 'BED');
    await tab.holds('BED');
    assert.equal(await get(tab, 'validity.valid'), true);
    await tab.type('A');
    await tab.holds('A');
    await tab.type('C');
    await tab.holds('AC');
    await tab.type('7');
    await tab.holds('');
    assert.equal(await get(tab, 'validity.badInput'), true);
    assert.equal(
      await get(tab, 'validationMessage'),
      'Only A B C D E, and not too many, please.',
    );
    const copy = await tab.evaluate(() => [
      .../** @type {any} */ (document.querySelector('digit-pad')).model,
    ]);
    assert.deepEqual(copy, model);
  });

  promise('the shipped model comes back, and reads the same ink', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    await setModel(tab, model);
    await tab.until(() =>
      /^[A-E]*$/.test(/** @type {any} */ (document.querySelector('digit-pad')).value),
    );
    await setModel(tab, null);
    await tab.holds('42');
    assert.equal(await get(tab, 'model'), null);
  });

  promise('a model that will not do is an error, and the next one reads', async (tab) => {
    const damaged = [...model];
    damaged[damaged.length - 9] ^= 1;
    await setModel(tab, damaged);
    await tab.until(() => /** @type {any} */ (globalThis).errors.length > 0);
    const [message] = await tab.evaluate(() => /** @type {any} */ (globalThis).errors);
    assert.match(message, /CRC/);
    await setModel(tab, model);
    await write(tab, 'A');
    await tab.holds('A');
    const refusal = await tab.evaluate(() => {
      try {
        /** @type {any} */ (document.querySelector('digit-pad')).model = 'letters.dpm';
        return '';
      } catch (error) {
        return String(error);
      }
    });
    assert.match(refusal, /model: not bytes/);
    assert.equal(await get(tab, 'value'), 'A', 'all stays as it was');
  });
});
