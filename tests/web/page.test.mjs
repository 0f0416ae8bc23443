// What the page promises besides reading: no request, no message, its buttons, its keyboard, its
// ink under resizing, scrolling and different pixel ratios.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync, inflateSync } from 'node:zlib';
import {
  answerFor,
  drawWithMouse,
  inkBox,
  launchBrowser,
  openPage,
  pageFile,
} from './browser.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

// A one and the two strokes of a plus, in CSS pixels of the pad.
const one = [
  [
    [120, 60],
    [121, 100],
    [120, 150],
    [119, 200],
    [120, 240],
  ],
];
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

/** How many pixels of the canvas within the pad are not of its most frequent color. */
async function inkedPixels(/** @type {import('playwright-core').Page} */ page) {
  return page.evaluate(() => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
    const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
    const [c, r] = [canvas.getBoundingClientRect(), ink.getBoundingClientRect()];
    const scale = canvas.width / c.width;
    const inset = 12;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(
      Math.round((r.left - c.left + inset) * scale),
      Math.round((r.top - c.top + inset) * scale),
      Math.round((r.width - 2 * inset) * scale),
      Math.round((r.height - 2 * inset) * scale),
    );
    const pixels = new Uint32Array(data.buffer);
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    return pixels.length - Math.max(...counts.values());
  });
}

test('the page is one small file under a strict policy', () => {
  const html = readFileSync(pageFile);
  const size = gzipSync(html, { level: 9 }).length;
  console.log(`build/digitpad.html: ${html.length} bytes, ${size} gzipped`);
  assert.ok(size <= 500_000);
  const text = html.toString();
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/i.exec(text);
  assert.ok(policy, 'a Content-Security-Policy');
  assert.match(policy[1], /default-src 'none'/);
  assert.match(policy[1], /script-src 'sha256-[^']+' 'wasm-unsafe-eval'/);
  assert.match(policy[1], /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy[1], /unsafe-inline|'unsafe-eval'/);
});

test('it starts empty, asks for nothing and says nothing', async () => {
  const { context, page, log } = await openPage(browser);
  const { text, state } = await answerFor(page, 0);
  assert.equal(text, '');
  assert.equal(state, 'empty');
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  await page.waitForTimeout(300);
  assert.deepEqual(log, []);
  await context.close();
});

test('the answer comes while one draws, before the pen is lifted', async () => {
  const { context, page } = await openPage(browser);
  const box = await inkBox(page);
  await page.mouse.move(box.x + 120, box.y + 60);
  await page.mouse.down();
  for (let y = 70; y <= 240; y += 10) await page.mouse.move(box.x + 120, box.y + y);
  await page.waitForFunction(
    () => document.querySelector('#answer')?.getAttribute('data-guess') === '1',
  );
  await page.mouse.up();
  await context.close();
});

test('undo, redo, clear and try again do what they say', async () => {
  const { context, page } = await openPage(browser);
  const disabled = (/** @type {string} */ id) => page.locator(id).isDisabled();
  for (const id of ['#undo', '#redo', '#clear']) assert.ok(await disabled(id), id);
  await drawWithMouse(page, plus);
  await answerFor(page, 2);
  const drawn = await inkedPixels(page);
  assert.ok(drawn > 500);

  await page.locator('#undo').click();
  await answerFor(page, 1);
  assert.ok((await inkedPixels(page)) < drawn);
  await page.locator('#redo').click();
  await answerFor(page, 2);
  assert.equal(await inkedPixels(page), drawn);

  await page.locator('#clear').click();
  assert.equal((await answerFor(page, 0)).state, 'empty');
  await page.locator('#undo').click();
  await answerFor(page, 2);
  assert.equal(await inkedPixels(page), drawn);

  await page.locator('#new').click();
  assert.equal((await answerFor(page, 0)).state, 'empty');
  assert.ok(await disabled('#undo'));
  await context.close();
});

test('save downloads a PNG of the ink', async () => {
  const { context, page, log } = await openPage(browser);
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  const downloading = page.waitForEvent('download');
  await page.locator('#save').click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), 'digitpad.png');
  const png = readFileSync(await download.path());
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.ok(width > 0 && height > 0);
  // The samples themselves: inflated rows that are not all of one value.
  const chunks = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.subarray(at + 4, at + 8).toString() === 'IDAT') {
      chunks.push(png.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  const samples = new Set(inflateSync(Buffer.concat(chunks)));
  assert.ok(samples.size > 2);
  assert.deepEqual(
    log.filter((line) => !line.startsWith('request blob:')),
    [],
  );
  await context.close();
});

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
    const extent = await page.evaluate(() => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
      const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
      const [c, r] = [canvas.getBoundingClientRect(), ink.getBoundingClientRect()];
      const scale = canvas.width / c.width;
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      // One row of pixels through the middle of the stroke.
      const row = context.getImageData(
        Math.round((r.left - c.left) * scale),
        Math.round((r.top - c.top + 150) * scale),
        Math.round(300 * scale),
        1,
      ).data;
      const paper = row[4 * Math.round(50 * scale)];
      const inked = [];
      for (let x = Math.round(20 * scale); x < 280 * scale; ++x) {
        if (Math.abs(row[4 * x] - paper) > 64) inked.push(x / scale);
      }
      return [Math.min(...inked), Math.max(...inked), canvas.width / c.width];
    });
    assert.equal(extent[2], deviceScaleFactor);
    assert.ok(extent[0] > 88 && extent[0] <= 100.5, `begins at ${extent[0]}`);
    assert.ok(extent[1] >= 199.5 && extent[1] < 212, `ends at ${extent[1]}`);
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
  assert.deepEqual(log, []);
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

test('inputs keep the keyboard, shortcuts work outside them', async () => {
  const { context, page } = await openPage(browser);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.id = 'own';
    document.body.prepend(input);
  });
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  await page.locator('#own').focus();
  await page.keyboard.type('a1 z');
  assert.equal(await page.locator('#own').inputValue(), 'a1 z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await answerFor(page, 1);
  await page.evaluate(() => document.querySelector('#own')?.remove());
  await page.keyboard.press('Control+z');
  await answerFor(page, 0);
  await page.keyboard.press('Control+Shift+Z');
  await answerFor(page, 1);
  await context.close();
});

test('every button is reached by Tab, in order, with a visible focus', async () => {
  const { context, page } = await openPage(browser);
  await drawWithMouse(page, plus);
  await answerFor(page, 2);
  await page.locator('#undo').click();
  await answerFor(page, 1);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  const reached = new Set();
  for (let i = 0; i < 12; ++i) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement?.id));
  }
  for (const id of ['recognize', 'undo', 'redo', 'clear', 'save', 'new']) {
    assert.ok(reached.has(id), `${id} is reached`);
  }
  await context.close();
});

test('the wheel over the pad scrolls the page', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 500, height: 400 },
  });
  await page.evaluate(() => {
    const spacer = document.createElement('div');
    spacer.style.height = '2000px';
    document.body.append(spacer);
  });
  const box = await inkBox(page);
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => scrollY > 100);
  await context.close();
});

test('an unknown kernel is an error that the page shows', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`file://${pageFile}?kernel=abacus`);
  await page.getByText('abacus').first().waitFor({ timeout: 5000 });
  assert.notEqual(
    await page.evaluate(() => document.documentElement.dataset.ready),
    'true',
  );
  await context.close();
});
