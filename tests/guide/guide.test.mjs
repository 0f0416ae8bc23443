// The guide, opened from disk as its readers do: every example in it works, in each browser, and
// the code that is shown is the code that runs.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launchPads } from '../element/pads.mjs';
import { root } from '../web/browser.mjs';
import { BROWSERS } from '../web/tabs.mjs';

const file = join(root, 'build/guide/index.html');
const url = pathToFileURL(file).href;
const skip = existsSync(file)
  ? undefined
  : 'SKIPPED: there is no guide, as without the headless modules';

/** Between a one and a seven. */
const UNSURE = [
  [
    ...Array.from({ length: 5 }, (_, k) => [125 + 5 * k, 40]),
    ...Array.from({ length: 12 }, (_, k) => [150 - 3 * k, 40 + 9 * k]),
  ],
];

/** @typedef {Awaited<ReturnType<typeof launchPads>>} Browser */

/** @type {Record<string, Browser>} */
const browsers = {};
before(async () => {
  if (skip) return;
  for (const name of BROWSERS) browsers[name] = await launchPads(name);
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
});

/** @param {Browser} browser @param {Parameters<Browser['open']>[0]} [options] */
async function openGuide(browser, options) {
  const tab = await browser.open(options);
  await tab.go(url);
  return tab;
}

/** @param {import('../element/pads.mjs').PadTab} tab @param {string} selector */
const textOf = (tab, selector) =>
  tab.evaluate((selector) => document.querySelector(selector)?.textContent, selector);

for (const name of BROWSERS) {
  test(`${name}: every example works`, { skip }, async () => {
    const tab = await openGuide(browsers[name]);
    await tab.write('42', '#start digit-pad');
    await tab.holds('42', '#start digit-pad');

    await tab.write('7', '[name=quantity]');
    await tab.holds('7', '[name=quantity]');
    await tab.page.click('#order button');
    assert.equal(await textOf(tab, '#order output'), 'Sent: quantity 7, price none.');
    await tab.page.click('#order [type=reset]');
    assert.equal(await textOf(tab, '#order output'), '');
    await tab.holds('', '[name=quantity]');

    await tab.writeInBoxes('10437', '[name=postcode]');
    await tab.holds('10437', '[name=postcode]');

    await tab.write('3', '#heard');
    await tab.until(() => document.querySelectorAll('#log li').length >= 3, null);
    const log = String(await textOf(tab, '#log'));
    for (const part of [/recognize: "3", \d+ %/, /input: "3"/, /change: "3"/]) {
      assert.match(log, part);
    }

    await tab.page.click('#again');
    await tab.holds('7', '#drawn');
    await tab.page.click('#keep');
    await tab.until(() => {
      const picture = document.querySelector('#kept img');
      return picture instanceof HTMLImageElement && picture.naturalWidth > 0;
    }, null);

    await tab.until(
      () => /"1"/.test(document.querySelector('#found')?.textContent ?? ''),
      null,
    );

    // What is no picture is said to be none; what the pad gives is one.
    const choose = (/** @type {string} */ name) =>
      tab.evaluate(async (name) => {
        const photo = /** @type {HTMLInputElement} */ (document.querySelector('#photo'));
        const drawn = /** @type {any} */ (document.querySelector('#drawn'));
        const data = new DataTransfer();
        const content = name.endsWith('.png') ? await drawn.toBlob() : 'No picture';
        data.items.add(new File([content], name));
        photo.files = data.files;
        photo.dispatchEvent(new Event('change'));
      }, name);
    const finds = (/** @type {string} */ pattern) =>
      tab.until(
        (pattern) =>
          new RegExp(pattern).test(document.querySelector('#found')?.textContent ?? ''),
        pattern,
      );
    await choose('notes.txt');
    await finds('^notes.txt cannot be read: .');
    await choose('photo.png');
    await finds('^7$');
    assert.deepEqual(tab.log, []);
  });
}

test('the code under an example is the code that runs', { skip }, async () => {
  const page = readFileSync(file, 'utf8');
  const examples = [
    ...page.matchAll(/<div class="live">(.*?)<\/div>\n<pre><code>(.*?)<\/code>/gs),
  ];
  assert.ok(examples.length >= 7);
  const lines = (/** @type {string} */ code) =>
    code.split('\n').flatMap((line) => line.trim() || []);
  for (const [, live, shown] of examples) {
    const code = shown.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    assert.deepEqual(lines(code), lines(live));
  }
});

test('axe finds nothing, and nothing is wider than the window', { skip }, async () => {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  for (const [dark, width] of /** @type {const} */ ([
    [false, 1100],
    [true, 390],
    [false, 320],
  ])) {
    const tab = await openGuide(browsers.chromium, { dark, width });
    // Also what is said where something is wrong, on the slate.
    await tab.evaluate(async (strokes) => {
      const slate = /** @type {any} */ (document.querySelector('.slate'));
      slate.strokes = strokes;
      while (!slate.matches(':state(unsure)')) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }, UNSURE);
    await tab.page.addScriptTag({ content: readFileSync(axe, 'utf8') });
    const { violations, overflow } = await tab.evaluate(
      async () => ({
        violations: (await /** @type {any} */ (globalThis).axe.run()).violations.map(
          (/** @type {any} */ { id, nodes }) =>
            `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join(' ')}`,
        ),
        overflow: document.documentElement.scrollWidth - innerWidth,
      }),
      null,
    );
    assert.deepEqual(violations, []);
    assert.ok(overflow <= 0, `${overflow} pixels at ${width}`);
    await tab.page.close();
  }
});
