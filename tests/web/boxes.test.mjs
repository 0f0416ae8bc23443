// ?boxes=N: fixed boxes on the drawing area, a digit in each, as on a form.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerFor,
  drawWithFinger,
  drawWithMouse,
  inkBox,
  launchBrowser,
  openPage,
  pageFile,
} from './browser.mjs';
import { writeNumber } from '../data/written.mjs';
import { makeSheet } from './sheets.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/**
 * The boxes as they are seen: runs of the line's color along a row of pixels through the middle
 * of the drawing area, in CSS pixels of it.
 * @param {import('playwright-core').Page} page
 */
async function seenBoxes(page) {
  const edges = await page.evaluate(async () => {
    // The app draws in the next frame.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#canvas'));
    const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const ratio = devicePixelRatio;
    const [left, top] = [ink.offsetLeft, ink.offsetTop];
    const y = Math.round((top + ink.offsetHeight / 2) * ratio);
    const from = Math.round((left + 2) * ratio);
    const width = Math.round((ink.offsetWidth - 4) * ratio);
    const { data } = context.getImageData(from, y, width, 1);
    const paper = data.slice(0, 3).join();
    const found = [];
    for (let x = 1; x < width; ++x) {
      const differs = (/** @type {number} */ i) =>
        data.slice(4 * i, 4 * i + 3).join() !== paper;
      if (differs(x) && !differs(x - 1)) found.push(x / ratio + 2);
    }
    return found;
  });
  return Array.from({ length: edges.length / 2 }, (_, i) => ({
    left: edges[2 * i],
    right: edges[2 * i + 1],
  }));
}

/**
 * Strokes of a digit for each box; a blank leaves its box empty.
 * @param {import('playwright-core').Page} page
 * @param {string} digits
 * @param {{ left: number, right: number }[]} boxes
 */
async function strokesFor(page, digits, boxes) {
  assert.equal(boxes.length, digits.length);
  const ink = await inkBox(page);
  return [...digits].flatMap((digit, i) => {
    if (digit === ' ') return [];
    const { left, right } = boxes[i];
    const one = writeNumber(digit, { height: 1 });
    const height = Math.min((right - left) * 0.8, ((right - left) * 0.7) / one.width);
    const x = (left + right - one.width * height) / 2;
    return writeNumber(digit, { x, y: (ink.height - height) / 2, height }).strokes;
  });
}

const verdict = (/** @type {import('playwright-core').Page} */ page) =>
  page.locator('#verdict').textContent();

/** The tags' texts and middles, in CSS pixels of the drawing area. */
const tagsOf = async (/** @type {import('playwright-core').Page} */ page) => {
  const ink = await inkBox(page);
  return page.locator('#tags > span').evaluateAll(
    (tags, left) =>
      tags.map((tag) => {
        const { x, width } = tag.getBoundingClientRect();
        return { text: tag.textContent, middle: x + width / 2 - left };
      }),
    ink.x,
  );
};

for (const [name, draw, options] of /** @type {const} */ ([
  ['with the mouse', drawWithMouse, {}],
  [
    'with a finger on a phone',
    drawWithFinger,
    { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true },
  ],
  ['in the dark', drawWithMouse, { colorScheme: 'dark' }],
])) {
  test(`a PIN is written into four boxes ${name}`, async () => {
    const { context, page, log } = await openPage(browser, {
      query: '?boxes=4',
      ...options,
    });
    const boxes = await seenBoxes(page);
    assert.equal(boxes.length, 4);
    const ink = await inkBox(page);
    const widths = boxes.map(({ left, right }) => right - left);
    assert.ok(Math.max(...widths) - Math.min(...widths) <= 1, widths.join());
    assert.ok(Math.abs(boxes[0].left - (ink.width - boxes[3].right)) <= 2);
    assert.match((await page.locator('#hint').textContent()) ?? '', /each box/);
    assert.match((await page.locator('#ink').getAttribute('aria-label')) ?? '', /: 4/);

    const strokes = await strokesFor(page, '5074', boxes);
    await draw(page, strokes);
    const answer = await answerFor(page, strokes.length);
    assert.equal(answer.text, '5074');
    const tags = await tagsOf(page);
    assert.equal(tags.map((tag) => tag.text?.[0]).join(''), '5074');
    tags.forEach(({ middle }, i) => {
      assert.ok(middle > boxes[i].left && middle < boxes[i].right, `tag ${i}`);
    });
    assert.equal(await page.locator('#digits label').count(), 4);
    assert.deepEqual(log, []);
    await context.close();
  });
}

test('boxes are filled in any order, and the answer waits for the last one', async () => {
  const { context, page } = await openPage(browser, { query: '?boxes=3' });
  const boxes = await seenBoxes(page);
  const last = await strokesFor(page, '  7', boxes);
  const first = await strokesFor(page, '2  ', boxes);
  const middle = await strokesFor(page, ' 4 ', boxes);
  await drawWithMouse(page, last);
  assert.equal((await answerFor(page, last.length)).text, '?');
  assert.equal(await verdict(page), 'Boxes still empty: 2');
  // Even a single digit says as what it was read, and in which box.
  const [tag] = await tagsOf(page);
  assert.equal(tag.text, '7');
  await drawWithMouse(page, first);
  let count = last.length + first.length;
  assert.equal((await answerFor(page, count)).guess, '2_7');
  assert.match(
    (await page.locator('#digit-1 input').getAttribute('aria-label')) ?? '',
    /^Digit 3: 7, /,
  );
  await drawWithMouse(page, middle);
  count += middle.length;
  assert.equal((await answerFor(page, count)).text, '247');
  assert.match((await verdict(page)) ?? '', /% sure$/);
  await page.keyboard.press('Control+z');
  await answerFor(page, count - 1);
  await page.keyboard.press('Control+Shift+z');
  assert.equal((await answerFor(page, count)).text, '247');
  await page.locator('#new').click();
  assert.equal((await answerFor(page, 0)).text, '');
  assert.equal((await seenBoxes(page)).length, 3);
  await context.close();
});

test('what was written stays in its box when a phone is turned', async () => {
  const { context, page } = await openPage(browser, {
    query: '?boxes=6',
    viewport: { width: 844, height: 390 },
    deviceScaleFactor: 2,
  });
  const strokes = await strokesFor(page, '31415 ', await seenBoxes(page));
  await drawWithMouse(page, strokes);
  await answerFor(page, strokes.length);
  const wide = await tagsOf(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForFunction(() => innerWidth === 390);
  await page.waitForFunction((before) => {
    const tag = /** @type {HTMLElement} */ (
      document.querySelector('#tags > :last-child')
    );
    return tag.offsetLeft < before;
  }, wide[4].middle - 50);
  const ink = await inkBox(page);
  const narrow = await tagsOf(page);
  const pitch = (narrow[4].middle - narrow[0].middle) / 4;
  // The last box is still empty, in sight, and can be written into.
  const at = narrow[4].middle + pitch;
  assert.ok(at + pitch / 2 < ink.width, `${at} of ${ink.width}`);
  const y = await page.locator('#tags > :last-child').evaluate((tag) => {
    const { top } = tag.getBoundingClientRect();
    return top;
  });
  const one = writeNumber('9', { x: 0, y: 0, height: pitch * 0.8 });
  const last = writeNumber('9', {
    x: at - one.width / 2,
    y: y - ink.y - pitch * 1.15,
    height: pitch * 0.8,
  }).strokes;
  await drawWithMouse(page, last);
  const answer = await answerFor(page, strokes.length + last.length);
  assert.equal(answer.text, '314159');
  await context.close();
});

test('rules hold for what the boxes give together', async () => {
  const { context, page } = await openPage(browser, { query: '?boxes=2&max=31' });
  const strokes = await strokesFor(page, '42', await seenBoxes(page));
  await drawWithMouse(page, strokes);
  const answer = await answerFor(page, strokes.length);
  assert.equal(answer.text, '?');
  assert.equal(answer.guess, '42');
  await context.close();
});

test('a picture is read as ever and hides the boxes until Try again', async () => {
  const { context, page, log } = await openPage(browser, { query: '?boxes=6' });
  const sheet = await makeSheet(browser, ['31415', '926']);
  await page
    .locator('#file')
    .setInputFiles({ name: 'sheet.png', mimeType: 'image/png', buffer: sheet });
  await page.locator('#app[data-mode="picture"]:not([data-state="reading"])').waitFor();
  assert.deepEqual(
    await page
      .locator('#numbers input')
      .evaluateAll((inputs) =>
        inputs.map((input) => /** @type {HTMLInputElement} */ (input).value),
      ),
    ['31415', '926'],
  );
  await page.locator('#new').click();
  assert.equal((await seenBoxes(page)).length, 6);
  assert.deepEqual(log, []);
  await context.close();
});

test('a number of boxes that cannot be is an error that the page shows', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const value of ['0', '21', '4.5', '-1', 'four', '']) {
    await page.goto(`file://${pageFile}?boxes=${value}`);
    await page
      .getByText(`boxes: "${value}" is not a whole number from 1 to 20`)
      .waitFor({ timeout: 5000 });
  }
  await page.goto(`file://${pageFile}?boxes=4&decimal`);
  await page.getByText('boxes: each holds a digit').waitFor({ timeout: 5000 });
  await context.close();
});
