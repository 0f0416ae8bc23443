// What is drawn can be told apart, in both themes: on the canvas's own pixels, 3 to 1 for what
// one must see to use the page and 4.5 to 1 for texts (WCAG 2.2, 1.4.11 and 1.4.3).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { writeNumber } from '../data/written.mjs';
import { answerFor, drawWithMouse, inkBox, launchBrowser, openPage } from './browser.mjs';
import {
  contrast,
  edge,
  ground,
  parseColor,
  pixelsIn,
  standsOut,
  textsOf,
} from './contrast.mjs';
import { choosePicture, makeSheet, pictureAnswer } from './sheets.mjs';
import { UNSURE } from './states.mjs';

const GRAPHICS = 3;
const TEXT = 4.5;

/** @typedef {import('playwright-core').Page} Page */
/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/**
 * @param {number} ratio
 * @param {number} least
 * @param {string} what
 */
function assertSeen(ratio, least, what) {
  assert.ok(ratio >= least, `${what}: ${ratio.toFixed(2)} to 1, not ${least}`);
}

/** From outside of an element to its inside, through the middle of its left edge. */
async function leftEdge(/** @type {Page} */ page, /** @type {string} */ selector) {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box, selector);
  const line = { x: box.x - 3, y: box.y + box.height / 2, width: 8, height: 1 };
  return edge((await pixelsIn(page, line))[0]);
}

/**
 * Writes a number into the drawing area; where it is, in CSS pixels of the viewport.
 * @param {Page} page
 * @param {string} text
 */
async function write(page, text) {
  const place = { x: 80, y: 120, height: 160 };
  const { strokes, width } = writeNumber(text, place);
  await drawWithMouse(page, strokes);
  await answerFor(page, strokes.length);
  const ink = await inkBox(page);
  return { x: ink.x + place.x, y: ink.y + place.y, width, height: place.height };
}

/** Every text against the pixels behind it. */
async function assertTextsSeen(/** @type {Page} */ page, /** @type {string} */ state) {
  const texts = await textsOf(page);
  assert.ok(texts.length > 0);
  for (const { text, color, background, area } of texts) {
    // Between the lines' own margins, where no letter reaches.
    const { x, y, width, height } = area;
    const letters = { x, y: y + 0.2 * height, width, height: 0.6 * height };
    const behind = background
      ? [parseColor(background)]
      : (await pixelsIn(page, letters)).flat();
    const worst = Math.min(...behind.map((each) => contrast(parseColor(color), each)));
    assertSeen(worst, TEXT, `${state}: "${text}"`);
  }
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  const open = (query = '') => openPage(browser, { colorScheme, query });

  test(`${colorScheme}: the pad, its ink, the mark and the buttons are seen`, async () => {
    const { context, page } = await open();
    assertSeen(await leftEdge(page, '#ink'), GRAPHICS, "the pad's edge");
    const title = await page.locator('#title').boundingBox();
    assert.ok(title);
    const mark = { ...title, x: title.x - title.height, width: title.height - 4 };
    assertSeen(standsOut(await pixelsIn(page, mark)), GRAPHICS, 'the mark');
    const digit = await write(page, '4');
    assertSeen(standsOut(await pixelsIn(page, digit)), 7, 'the ink');
    await page.locator('#undo').click();
    await page.mouse.move(5, 5);
    const enabled = await page
      .locator('#app button:not([aria-disabled="true"])')
      .evaluateAll((all) =>
        all
          .filter((each) => each.checkVisibility({ visibilityProperty: true }))
          .map(({ id }) => id),
      );
    assert.ok(enabled.length >= 4, enabled.join());
    for (const id of enabled) {
      assertSeen(await leftEdge(page, `#${id}`), GRAPHICS, `the edge of ${id}`);
      const box = await page.locator(`#${id}`).boundingBox();
      assert.ok(box);
      const { x, y, width, height } = box;
      const face = { x: x + 4, y: y + 4, width: width - 8, height: height - 8 };
      assertSeen(standsOut(await pixelsIn(page, face)), GRAPHICS, `the icon of ${id}`);
    }
    await context.close();
  });

  test(`${colorScheme}: the focus is seen on every drawn button`, async () => {
    const { context, page } = await open();
    const digit = await write(page, '4');
    await page.locator('#undo').click();
    await page.mouse.move(digit.x, digit.y);
    const buttons = page.locator('#app button[data-placed="true"]');
    const ids = await buttons.evaluateAll((all) => all.map(({ id }) => id));
    for (const id of ids) {
      await page.keyboard.press('Tab');
      await page.locator(`#${id}`).focus();
      const box = await page.locator(`#${id}`).boundingBox();
      assert.ok(box);
      const beside = { x: box.x - 6, y: box.y + box.height / 2, width: 6, height: 1 };
      const [line] = await pixelsIn(page, beside);
      const ring = Math.max(...line.map((pixel) => contrast(pixel, line[0])));
      assertSeen(ring, GRAPHICS, `the ring around ${id}`);
    }
    await context.close();
  });

  test(`${colorScheme}: frames around digits and bars are seen`, async () => {
    const { context, page } = await open();
    const number = await write(page, '42');
    // Left of the chosen first digit, right of the last one.
    const height = number.height / 2;
    const besides = [number.x - 30, number.x + number.width + 6];
    for (const x of besides) {
      const beside = { x, y: number.y + height / 2, width: 24, height };
      assertSeen(standsOut(await pixelsIn(page, beside)), GRAPHICS, 'a frame');
    }
    await page.evaluate(() => document.getElementById('new')?.click());
    await drawWithMouse(page, UNSURE);
    await answerFor(page, UNSURE.length);
    const rows = await page.locator('#bars li').evaluateAll((all) =>
      all.map((row) => {
        const [label, figure] = ['.label', '.figure'].map((name) =>
          /** @type {Element} */ (row.querySelector(name)).getBoundingClientRect(),
        );
        const y = label.y + label.height / 2;
        const percent = parseInt(row.querySelector('.figure')?.textContent ?? '0', 10);
        return { x: label.right, y, width: figure.left - label.right, percent };
      }),
    );
    let seen = 0;
    for (const { x, y, width, percent } of rows) {
      // Neither all of the track nor a dot.
      if (percent < 8 || percent > 92) continue;
      ++seen;
      const [line] = await pixelsIn(page, { x, y, width, height: 1 });
      const card = line[0];
      const colors = new Set(line.map(String));
      const bar = line.reduce((best, pixel) =>
        contrast(pixel, card) > contrast(best, card) ? pixel : best,
      );
      assert.ok(colors.size >= 3, 'card, bar and track');
      assertSeen(contrast(bar, card), GRAPHICS, `a bar of ${percent} on the card`);
      const track = ground([line.filter((pixel) => String(pixel) !== String(bar))]);
      assertSeen(contrast(bar, track), GRAPHICS, `a bar of ${percent} on its track`);
    }
    assert.ok(seen >= 2, 'two bars at least');
    await context.close();
  });

  test(`${colorScheme}: the boxes to write in are seen`, async () => {
    const { context, page } = await open('?boxes=6');
    const ink = await inkBox(page);
    const y = ink.y + ink.height / 2;
    const [line] = await pixelsIn(page, {
      x: ink.x + 4,
      y,
      width: ink.width - 8,
      height: 1,
    });
    const [paper] = line;
    const edges = line.filter(
      (pixel, i) =>
        String(pixel) !== String(paper) && String(line[i - 1]) === String(paper),
    );
    assert.equal(edges.length, 12);
    for (const line of edges) assertSeen(contrast(line, paper), GRAPHICS, 'a box');
    await context.close();
  });

  test(`${colorScheme}: every text is read on what lies behind it`, async () => {
    const { context, page } = await open();
    await assertTextsSeen(page, 'empty');
    await page.locator('#clear').hover();
    await write(page, '42');
    await assertTextsSeen(page, 'a number');
    await page.locator('#undo').hover();
    await assertTextsSeen(page, 'hovered');
    await page.evaluate(() => document.getElementById('new')?.click());
    await drawWithMouse(page, UNSURE);
    await answerFor(page, UNSURE.length);
    await assertTextsSeen(page, 'unsure');
    const sheet = await makeSheet(browser, ['31415', '926']);
    await choosePicture(page, 'sheet.png', sheet);
    await pictureAnswer(page);
    await assertTextsSeen(page, 'a picture');
    await context.close();
  });
}
