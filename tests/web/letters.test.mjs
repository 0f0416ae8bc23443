// A model that reads letters, in the page: dropped on it, it shows its labels wherever the shipped
// one shows digits, in each browser.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { LETTERS, writeLetter } from '../data/letters.mjs';
import { trainLetters } from '../data/letters_model.mjs';
import { bring, noticeWith } from './file_ways.mjs';
import { BROWSERS, launch } from './tabs.mjs';

/** @typedef {import('./tabs.mjs').Tab} Tab */

const model = trainLetters();
const name = createHash('sha256').update(model).digest('hex').slice(0, 12);

/** @type {Record<string, Awaited<ReturnType<typeof launch>>>} */
const browsers = {};
before(async () => {
  for (const browser of BROWSERS) browsers[browser] = await launch(browser);
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
});

const strokesOf = (/** @type {string} */ word) =>
  [...word].flatMap(
    (label, i) =>
      writeLetter(label, { seed: 700 + i, x: 60 + 130 * i, y: 120, height: 110 }).strokes,
  );

/** A tab whose page reads letters. */
async function openLetters(/** @type {string} */ browser, options = {}) {
  const tab = await browsers[browser].open(options);
  await bring(tab.page, 'drop', [{ name: 'letters.dpm', content: model }]);
  await tab.until((name) => document.documentElement.dataset.model === name, name);
  return tab;
}

/** What all elements say. @param {Tab} tab @param {string} selector */
const textsOf = (tab, selector) =>
  tab.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].map(({ textContent }) => textContent),
    selector,
  );

for (const browser of BROWSERS) {
  test(`letters are read and shown, ${browser}`, async () => {
    const tab = await openLetters(browser);
    assert.match((await textsOf(tab, '#network-panel'))[0] ?? '', /A B C D E/);
    await tab.press('Escape');
    assert.deepEqual(await textsOf(tab, '#bars .label'), LETTERS);
    for (const label of LETTERS) {
      const strokes = writeLetter(label, { seed: 710 }).strokes;
      await tab.draw(strokes);
      assert.equal((await tab.answer(strokes.length)).text, label);
      await tab.press('Escape');
    }
    const strokes = strokesOf('BED');
    await tab.draw(strokes);
    assert.equal((await tab.answer(strokes.length)).text, 'BED');
    assert.deepEqual(await textsOf(tab, '#digits label span'), ['B', 'E', 'D']);
    const lines = await tab.evaluate(() => {
      const answer = /** @type {HTMLElement} */ (document.querySelector('#answer'));
      const range = document.createRange();
      range.selectNodeContents(answer);
      return (
        range.getBoundingClientRect().height /
        parseFloat(getComputedStyle(answer).fontSize)
      );
    });
    assert.ok(lines < 1.5, 'a word of three letters stands in one line');
    assert.deepEqual(tab.log, []);
    await tab.close();
  });

  test(`letters are typed, whatever command their keys have, ${browser}`, async () => {
    const tab = await openLetters(browser);
    await tab.press('Escape');
    await tab.type('BE');
    await tab.answers('BE');
    await tab.press('Control+z');
    await tab.answers('B');
    // What the model does not read is a command as ever.
    await tab.type('l');
    await tab.until(() => document.querySelector('#layers')?.checkVisibility());
    await tab.type('7');
    await tab.answers('B');
    await tab.close();
  });

  test(`the panel to type in takes letters and says which, ${browser}`, async () => {
    const tab = await openLetters(browser);
    await tab.press('Escape');
    await tab.click('#menu');
    await tab.click('#type');
    assert.equal(
      await tab.evaluate(
        () =>
          /** @type {HTMLInputElement} */ (document.querySelector('#type-input'))
            .inputMode,
      ),
      'text',
    );
    await tab.page.keyboard.type('A7');
    await tab.press('Enter');
    assert.deepEqual(await textsOf(tab, '#type-problem'), [
      'Only A B C D E, and not too many, please.',
    ]);
    await tab.press('Backspace');
    await tab.page.keyboard.type('CE');
    await tab.press('Enter');
    await tab.answers('ACE');
    await tab.close();
  });
}

test('what is saved has the letter as its label, and trains', async () => {
  const tab = await openLetters('chromium');
  await tab.press('Escape');
  const { strokes } = writeLetter('D', { seed: 720 });
  await tab.draw(strokes);
  await tab.answer(strokes.length);
  await tab.click('#menu');
  const { bytes } = await tab.saved(() => tab.click('[data-format="strokes"]'));
  assert.equal(JSON.parse(bytes.toString()).label, 'D');
  await tab.close();
});

test('a damaged letters model is refused, and digits are read on', async () => {
  const tab = await browsers.chromium.open();
  const shipped = await tab.evaluate(() => document.documentElement.dataset.model);
  const damaged = Buffer.from(model);
  damaged[damaged.length - 9] ^= 1;
  await bring(tab.page, 'drop', [{ name: 'letters.dpm', content: damaged }]);
  assert.match(await noticeWith(tab.page, 'letters.dpm'), /CRC/);
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.model), shipped);
  await tab.type('7A');
  await tab.answers('7');
  await tab.close();
});
