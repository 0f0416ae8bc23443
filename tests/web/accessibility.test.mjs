// What axe-core finds wrong with the page, in every state and theme: nothing. And everything
// that is clicked is large enough for a finger.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { answerFor, drawWithMouse, inkBox, launchBrowser, openPage } from './browser.mjs';
import { choosePicture, makeSheet, pictureAnswer } from './sheets.mjs';
import { inTheMiddle, NOT_A_DIGIT, UNSURE } from './states.mjs';

/** @typedef {import('playwright-core').Page} Page */

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
// WCAG 2.5.5's, which is more than axe's 24.
const TARGET = 44;

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Buffer} */
let sheet;
before(async () => {
  browser = await launchBrowser();
  sheet = await makeSheet(browser, ['31415', '926', '5358']);
});
after(() => browser.close());

/** axe's violations, each as a line. */
async function violations(/** @type {Page} */ page) {
  // Through the debugger, which the page's policy does not bind.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  await session.detach();
  return page.evaluate(async () => {
    const { axe } = /** @type {any} */ (globalThis);
    const rules = { 'target-size': { enabled: true } };
    const found = await axe.run(document, { rules, resultTypes: ['violations'] });
    return found.violations.flatMap((/** @type {any} */ { id, help, nodes }) =>
      nodes.map((/** @type {any} */ node) => `${id} (${help}): ${node.target}`),
    );
  });
}

/** What can be clicked and is too small for a finger. */
const smallTargets = (/** @type {Page} */ page) =>
  page.evaluate((TARGET) => {
    const clickable = 'button, input, select, a[href], summary, [role="menuitem"]';
    const targets = [...document.querySelectorAll(clickable)]
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      // A hidden radio's label is what one clicks.
      .map((each) => each.closest('label') ?? each);
    return targets
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < TARGET - 0.01)
      .map(({ each, box }) => {
        const name = each.id || each.getAttribute('aria-label') || each.textContent;
        return `${name}: ${box.width} x ${box.height}`;
      });
  }, TARGET);

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const STATES = {
  empty: async () => {},
  'an answer': (page) => writeNumber(page, '5'),
  'a number': (page) => writeNumber(page, '314159'),
  unsure: (page) => write(page, UNSURE),
  'not a digit': (page) => write(page, NOT_A_DIGIT),
  'a picture': async (page) => {
    await choosePicture(page, 'sheet.png', sheet);
    await pictureAnswer(page);
  },
  layers: async (page) => {
    await page.keyboard.press('l');
    await writeNumber(page, '5');
  },
};
// What is opened over the page, each by its own item of the menu.
const PANELS = ['menu', 'type', 'history', 'network', 'help'];

/**
 * @param {Page} page
 * @param {number[][][]} strokes
 */
async function write(page, strokes) {
  await drawWithMouse(page, strokes);
  await answerFor(page, strokes.length);
}

/**
 * @param {Page} page
 * @param {string} number
 */
async function writeNumber(page, number) {
  await write(page, inTheMiddle(number, await inkBox(page)));
}

/** One state after the other, each from an empty page; then the panels over the last one. */
async function* statesOf(/** @type {Page} */ page) {
  for (const [state, enter] of Object.entries(STATES)) {
    await page.evaluate(() => document.getElementById('new')?.click());
    await enter(page);
    yield state;
  }
  for (const panel of PANELS) {
    await page.evaluate((panel) => {
      document.querySelector('dialog[open]')?.querySelector('button')?.click();
      document.getElementById(panel)?.click();
    }, panel);
    await page.locator(`#${panel}-panel`).waitFor();
    yield `the panel of ${panel}`;
  }
}

for (const locale of ['en', 'ar']) {
  test(`axe finds nothing wrong in any state, light or dark, ${locale}`, async () => {
    const { context, page, log } = await openPage(browser, { locale });
    for await (const state of statesOf(page)) {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(page), [], `${state}, ${colorScheme}`);
      }
    }
    assert.deepEqual(log, []);
    await context.close();
  });
}

const SCREENS = [
  { width: 1280, height: 900 },
  { width: 320, height: 640 },
];
test(`what is clicked is ${TARGET} pixels wide and high, on small screens and in large text`, async () => {
  const { context, page } = await openPage(browser);
  for await (const state of statesOf(page)) {
    for (const [size, text] of SCREENS.flatMap((size) =>
      ['200%', '100%'].map((text) => /** @type {const} */ ([size, text])),
    )) {
      await page.setViewportSize(size);
      await page.evaluate(async (text) => {
        document.documentElement.style.fontSize = text;
        dispatchEvent(new Event('resize'));
      }, text);
      const where = `${state}, ${size.width} wide, text ${text}`;
      assert.deepEqual(await smallTargets(page), [], where);
    }
    await page.setViewportSize(SCREENS[0]);
  }
  await context.close();
});
