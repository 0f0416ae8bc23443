// Where the ink is on the page: under the pen, at every pixel ratio, after scrolling and resizing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerFor, drawWithMouse, inkBox, launchBrowser, openPage } from './browser.mjs';
import { inkedExtent, inkedPixels } from './pixels.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

// The two strokes of a plus, in CSS pixels of the pad.
const plus = [
  [
    [150, 60],
    [150, 240],
  ],
  [
    [60, 150],
    [240, 150],
  ],
];

for (const deviceScaleFactor of [1, 2, 3]) {
  test(`ink appears under the pen at DPR ${deviceScaleFactor}`, async () => {
    const { context, page } = await openPage(browser, { deviceScaleFactor });
    await drawWithMouse(page, [
      [
        [100, 150],
        [200, 150],
      ],
    ]);
    await answerFor(page, 1);
    const { left, right, scale } = await inkedExtent(page, 150);
    assert.equal(scale, deviceScaleFactor);
    assert.ok(left > 88 && left <= 100.5, `begins at ${left}`);
    assert.ok(right >= 199.5 && right < 212, `ends at ${right}`);
    await context.close();
  });
}

test('ink survives a resize, and drawing goes on at the right place', async () => {
  const { context, page, log } = await openPage(browser);
  await drawWithMouse(page, [plus[0]]);
  const before = await answerFor(page, 1);
  await page.setViewportSize({ width: 700, height: 1000 });
  await page.waitForTimeout(200);
  assert.ok((await inkedPixels(page)) > 200);
  await page.locator('#recognize').click();
  assert.equal((await answerFor(page, 1)).guess, before.guess);
  await drawWithMouse(page, [plus[1]]);
  await answerFor(page, 2);
  // Before the pixels are read: Chromium advises against that on the console.
  assert.deepEqual(log, []);
  const { left, right } = await inkedExtent(page, 150);
  assert.ok(left > 48 && left <= 60.5, `begins at ${left}`);
  assert.ok(right >= 239.5 && right < 252, `ends at ${right}`);
  await context.close();
});

test('drawing goes on under the pen where a resize has made the ink smaller', async () => {
  const { context, page } = await openPage(browser);
  const { width } = await inkBox(page);
  await drawWithMouse(page, [
    [
      [width - 100, 60],
      [width - 100, 200],
    ],
  ]);
  await answerFor(page, 1);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(200);
  // Below the first stroke, which now ends above 150.
  await drawWithMouse(page, [
    [
      [60, 250],
      [240, 250],
    ],
  ]);
  await answerFor(page, 2);
  const { left, right } = await inkedExtent(page, 250);
  assert.ok(left > 48 && left <= 60.5, `begins at ${left}`);
  assert.ok(right >= 239.5 && right < 252, `ends at ${right}`);
  await context.close();
});

test('undo brings ink back into sight that was cleared on a larger window', async () => {
  const { context, page } = await openPage(browser);
  const { width } = await inkBox(page);
  await drawWithMouse(page, [
    [
      [width - 400, 100],
      [width - 150, 300],
    ],
  ]);
  await answerFor(page, 1);
  await page.locator('#clear').click();
  await answerFor(page, 0);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.waitForTimeout(200);
  assert.equal(await inkedPixels(page), 0);
  await page.locator('#undo').click();
  await answerFor(page, 1);
  await page.waitForTimeout(100);
  assert.ok((await inkedPixels(page)) > 100);
  await context.close();
});

test('a resize under a resting pen leaves its stroke as it is', async () => {
  const { context, page } = await openPage(browser);
  const box = await inkBox(page);
  await page.mouse.move(box.x + 600, box.y + 300);
  await page.mouse.down();
  for (let y = 310; y <= 400; y += 10) await page.mouse.move(box.x + 600, box.y + y);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(200);
  await page.mouse.up();
  assert.equal((await answerFor(page, 1)).guess, '1');
  await context.close();
});

test('drawing is right when the page is scrolled', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 500, height: 480 },
  });
  await page.evaluate(() => {
    const spacer = document.createElement('div');
    spacer.style.height = '2000px';
    document.body.append(spacer);
    scrollTo(0, 60);
  });
  await page.waitForTimeout(200);
  await drawWithMouse(page, [
    [
      [80, 90],
      [80, 200],
    ],
  ]);
  assert.equal((await answerFor(page, 1)).guess, '1');
  await context.close();
});
