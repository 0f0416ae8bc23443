// The page in Firefox ESR and in WebKit, from file://: what Chromium's tests promise in more
// detail.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { writeNumber } from '../data/written.mjs';
import { launchBrowser, pageFile } from './browser.mjs';
import { decodePng } from './pixels.mjs';
import { makeSheet } from './sheets.mjs';
import { BROWSERS, fingers, launch } from './tabs.mjs';
import { launchWebKit, missingWebKit } from './webkit.mjs';

/** @type {import('playwright-core').Browser} */
let chromium;
before(async () => {
  chromium = await launchBrowser();
});
after(() => chromium.close());

const digit = (/** @type {string} */ text) =>
  writeNumber(text, { x: 120, y: 60, height: 220 }).strokes;

for (const name of BROWSERS.filter((name) => name !== 'chromium')) {
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  /** @type {typeof browser} */
  let dark;
  before(async () => {
    [browser, dark] = await Promise.all([launch(name), launch(name, { dark: true })]);
  });
  after(() => Promise.all([browser.close(), dark.close()]));

  test(`${name} enforces the policy and Trusted Types, and the page asks and says nothing`, async () => {
    const tab = await browser.open();
    assert.equal((await tab.answer(0)).state, 'empty');
    await tab.draw(digit('3'));
    await tab.answer(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tab.evaluate(() => {}); // WebKit tells no more than what it has heard by then
    assert.deepEqual(tab.log, []);
    const refused = await tab.evaluate(() => {
      new Image().src = 'https://example.org/';
      try {
        document.body.innerHTML = '<p>markup</p>';
      } catch (error) {
        return String(error);
      }
      return '';
    }, undefined);
    assert.match(refused, /TypeError/);
    // So the log above would have shown it.
    const isLogged = () =>
      /policy img-src https:\/\/example.org\//.test(tab.log.join('\n'));
    for (let i = 0; i < 100 && !isLogged(); ++i) {
      await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
    }
    assert.ok(isLogged(), tab.log.join('\n'));
    await tab.close();
  });

  test(`${name} reads every digit, drawn with the mouse`, async () => {
    const tab = await browser.open();
    for (const text of ['3', '01245', '6789']) {
      const strokes = writeNumber(text, { x: 40, y: 120, height: 100 }).strokes;
      await tab.draw(strokes);
      assert.deepEqual(
        await tab.answer(strokes.length).then(({ text, state }) => [text, state]),
        [text, 'accepted'],
      );
      await tab.click('#new');
      await tab.answer(0);
    }
    assert.deepEqual(tab.log, []);
    await tab.close();
  });

  test(`${name} reads what a finger draws`, fingers(name), async () => {
    const tab = await browser.open();
    await tab.drawWithFinger(digit('6'));
    assert.equal((await tab.answer(1)).text, '6');
    await tab.close();
  });

  test(`${name} undoes, redoes, clears and starts again, by mouse and by keys`, async () => {
    const tab = await browser.open();
    const count = digit('4').length;
    await tab.draw(digit('4'));
    await tab.answer(count);
    await tab.click('#undo');
    await tab.answer(count - 1);
    await tab.click('#redo');
    await tab.answer(count);
    await tab.press('Control+z');
    await tab.answer(count - 1);
    await tab.press('Control+Shift+Z');
    await tab.answer(count);
    await tab.press('Escape');
    await tab.answer(0);
    await tab.click('#undo');
    await tab.answer(count);
    await tab.click('#clear');
    await tab.answer(0);
    await tab.click('#new');
    assert.equal(
      await tab.evaluate(() => document.querySelector('#undo')?.ariaDisabled, undefined),
      'true',
    );
    assert.deepEqual(tab.log, []);
    await tab.close();
  });

  test(`${name} saves the ink as a PNG`, async () => {
    const tab = await browser.open();
    await tab.draw(digit('1'));
    await tab.answer(1);
    await tab.click('#menu');
    // Before it is saved: a browser may open a bar of downloads over the page.
    const { width, height } = await tab.areaOf('#ink');
    const { name, bytes } = await tab.saved(() => tab.click('#save'));
    assert.equal(name, 'digitpad.png');
    const picture = await decodePng(chromium, bytes);
    assert.deepEqual([picture.width, picture.height], [2 * width, 2 * height]);
    await tab.close();
  });

  test(`${name} opens a picture and reads its numbers`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'digitpad-sheet-'));
    const path = join(folder, 'sheet.png');
    writeFileSync(path, await makeSheet(chromium, ['31415', '926']));
    const tab = await browser.open();
    await tab.click('#menu');
    await tab.choose(() => tab.click('#open'), path);
    await tab.until(() => {
      const { mode, state } = /** @type {HTMLElement} */ (document.querySelector('#app'))
        .dataset;
      return mode === 'picture' && state !== 'reading';
    });
    assert.equal(
      await tab.evaluate(
        () => document.querySelector('#answer')?.getAttribute('data-guess'),
        undefined,
      ),
      '31415\n926',
    );
    assert.deepEqual(tab.log, []);
    await tab.close();
    rmSync(folder, { recursive: true });
  });

  test(`${name} is dark where its system is, and where it is asked to be`, async () => {
    const page = (/** @type {import('./tabs.mjs').Tab} */ tab) =>
      tab.evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor,
        undefined,
      );
    const tabs = [
      await dark.open(),
      await browser.open({ query: '?theme=dark' }),
      await browser.open(),
    ];
    const [system, asked, light] = await Promise.all(tabs.map(page));
    assert.equal(system, asked);
    assert.notEqual(system, light);
  });
}

test(
  'WebKit without SIMD is told why the page does not start',
  { skip: missingWebKit },
  async () => {
    const browser = await launchWebKit({ env: { JSC_useWasmSIMD: '0' } });
    const page = await browser.newPage();
    await page.goto(pathToFileURL(pageFile).href);
    const said = await page.evaluate(async () => {
      while (document.documentElement.dataset.ready === 'false') {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return document.querySelector('#failure')?.textContent;
    });
    await browser.close();
    assert.equal(
      said,
      'digitpad cannot start here: this browser is too old: its WebAssembly has no SIMD.',
    );
  },
);
