// Numbers of several digits, drawn on the page: the answer, the frames around its digits, and
// the choice of the digit whose bars are shown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  answerFor,
  drawWithFinger,
  drawWithMouse,
  inkBox,
  launchBrowser,
  openPage,
} from './browser.mjs';
import { writeNumber } from '../data/written.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/**
 * Writes a number across the middle of the drawing area.
 * @param {import('playwright-core').Page} page
 * @param {string} number
 * @param {typeof drawWithMouse} draw
 */
async function write(page, number, draw = drawWithMouse) {
  const box = await inkBox(page);
  const { width } = writeNumber(number, { height: 1 });
  const height = Math.min(box.height * 0.5, (box.width * 0.92) / width);
  const { strokes } = writeNumber(number, {
    x: (box.width - width * height) / 2,
    y: (box.height - height) / 2,
    height,
  });
  await draw(page, strokes);
  return { strokes, answer: await answerFor(page, strokes.length) };
}

/** The tags on the drawing area, left to right: text, kind, place. */
const tagsOf = (/** @type {import('playwright-core').Page} */ page) =>
  page.locator('#tags > span').evaluateAll((tags) =>
    tags.map((tag) => ({
      text: tag.textContent,
      kind: tag.className,
      x: tag.getBoundingClientRect().x,
    })),
  );

/** The digit that is chosen, as its radio button says it. */
const chosen = (/** @type {import('playwright-core').Page} */ page) =>
  page.locator('#digits input:checked').getAttribute('value');

for (const number of ['42', '31415926', '31415926535897932384']) {
  test(`${number} is read, with a frame and a tag for each digit`, async () => {
    const { context, page, log } = await openPage(browser);
    const { answer } = await write(page, number);
    assert.equal(answer.guess, number);
    const tags = await tagsOf(page);
    assert.equal(tags.map((tag) => tag.text?.[0]).join(''), number);
    const places = tags.map((tag) => tag.x);
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.equal(tags.filter((tag) => tag.kind === 'chosen').length, 1);
    assert.equal(await page.locator('#digits label').count(), number.length);
    assert.deepEqual(log, []);
    await context.close();
  });
}

test('a number is read drawn with a finger on a phone', async () => {
  const { context, page, log } = await openPage(browser, {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
  });
  const { answer } = await write(page, '5074', drawWithFinger);
  assert.equal(answer.guess, '5074');
  assert.deepEqual(log, []);
  await context.close();
});

test('a single digit has neither frame nor choice, and undo goes back to it', async () => {
  const { context, page } = await openPage(browser);
  const { strokes } = await write(page, '10');
  assert.equal(strokes.length, 2);
  assert.equal((await tagsOf(page)).length, 2);
  await page.locator('#undo').click();
  await answerFor(page, 1);
  assert.deepEqual(await tagsOf(page), []);
  assert.ok(await page.locator('#digits').isHidden());
  await context.close();
});

test('a digit is chosen by key and by pointer, and its bars are shown', async () => {
  const { context, page } = await openPage(browser);
  await write(page, '473');
  const best = () =>
    page
      .locator('#bars li')
      .filter({ has: page.locator('.best') })
      .locator('.label')
      .textContent();
  const first = Number(await chosen(page));
  assert.equal(await best(), '473'[first]);
  await page.locator('#digits input:checked').focus();
  await page.keyboard.press('ArrowRight');
  const next = (first + 1) % 3;
  assert.equal(await chosen(page), String(next));
  assert.equal(await best(), '473'[next]);
  assert.equal((await tagsOf(page))[next].kind, 'chosen');

  await page.locator('#digit-0').click();
  assert.equal(await chosen(page), '0');
  assert.equal(await best(), '4');
  assert.equal(await page.locator('#answer').textContent(), '473');
  assert.match(
    (await page.locator('#digit-0 input').getAttribute('aria-label')) ?? '',
    /^Digit 1: 4, \d+% sure$/,
  );
  await context.close();
});

test('the row of twenty digits is one stop for Tab and scrolls on a phone', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 390, height: 844 },
  });
  await write(page, '31415926535897932384');
  const before = await inkBox(page);
  await page.locator('#digits input:checked').focus();
  for (let i = 0; i < 25; ++i) await page.keyboard.press('ArrowRight');
  const at = Number(await chosen(page));
  const [row, choice] = [
    await page.locator('#digits').boundingBox(),
    await page.locator(`#digit-${at}`).boundingBox(),
  ];
  assert.ok(row && choice);
  assert.ok(choice.width >= 44 && choice.height >= 44);
  assert.ok(choice.x >= row.x - 1 && choice.x + choice.width <= row.x + row.width + 1);
  await page.keyboard.press('Tab');
  assert.ok(!(await page.locator('#digits :focus').count()));
  assert.deepEqual(await inkBox(page), before);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(width, 390);
  await context.close();
});

test('the drawing area does not move while digits are added', async () => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1024, height: 640 },
  ]) {
    const { context, page } = await openPage(browser, { viewport });
    const empty = await inkBox(page);
    await write(page, '1234');
    assert.deepEqual(await inkBox(page), empty);
    await context.close();
  }
});

/**
 * Chooses a format in the menu and gives the file's text.
 * @param {import('playwright-core').Page} page
 * @param {string} format
 */
async function saveAs(page, format) {
  const downloading = page.waitForEvent('download');
  await page.locator('#menu').click();
  await page.locator(`#menu-panel [data-format="${format}"]`).click();
  const download = await downloading;
  return {
    name: download.suggestedFilename(),
    text: readFileSync(await download.path(), 'utf8'),
  };
}

test('a number is saved as strokes, CSV and JSON', async () => {
  const { context, page } = await openPage(browser);
  const { strokes } = await write(page, '42');
  const drawing = await saveAs(page, 'strokes');
  assert.equal(drawing.name, 'digitpad.jsonl');
  const parsed = JSON.parse(drawing.text);
  const box = await inkBox(page);
  assert.deepEqual(
    [parsed.label, parsed.width, parsed.height],
    ['42', box.width, box.height],
  );
  assert.equal(parsed.strokes.length, strokes.length);
  const [x, y] = parsed.strokes[0][0];
  assert.ok(Math.hypot(x - strokes[0][0][0], y - strokes[0][0][1]) < 1);

  const csv = await saveAs(page, 'csv');
  assert.equal(csv.name, 'digitpad.csv');
  assert.match(
    csv.text,
    /^number,text,read,confidence,x,y,w,h\r\n1,42,42,0\.\d{4}(,\d+\.\d){4}\r\n$/,
  );
  const [result] = JSON.parse((await saveAs(page, 'json')).text);
  assert.equal(result.text, '42');
  assert.equal(result.digits.length, 2);
  assert.equal(result.corrected, null);
  await context.close();
});

test('Escape closes the menu and leaves the ink', async () => {
  const { context, page } = await openPage(browser);
  await write(page, '42');
  await page.locator('#menu').click();
  assert.ok(await page.locator('#menu-panel').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#menu-panel').isHidden());
  assert.equal((await answerFor(page, 3)).text, '42');
  await context.close();
});
