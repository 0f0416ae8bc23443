// Ink lies where the pointer was, within a CSS pixel: at every pixel ratio, scrolled, zoomed and
// transformed; in the saved strokes and in what is seen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerFor, launchBrowser, openPage } from './browser.mjs';
import { savedStrokes } from './pen.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** Decodes what is seen of the others. @type {import('playwright-core').Page} */
let decoder;
before(async () => {
  browser = await launchBrowser();
  decoder = await browser.newPage();
});
after(() => browser.close());

// Of the pad's width and height.
const places = [
  [0.06, 0.08],
  [0.93, 0.1],
  [0.5, 0.5],
  [0.07, 0.9],
  [0.94, 0.92],
];

/** @typedef {{x: number, y: number}} Place */

/**
 * The middle of the ink around each place of the window, from what is seen.
 * @param {import('playwright-core').Page} page
 * @param {Place[]} places
 * @param {number} ratio
 * @returns {Promise<Place[]>}
 */
async function seenInk(page, places, ratio) {
  const png = await page.screenshot();
  const middles = await decoder.evaluate(
    async ({ address, places, ratio }) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const reach = Math.round(14 * ratio); // of a dot, and no frame
      const side = 2 * reach;
      const canvas = new OffscreenCanvas(side, side);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
        canvas.getContext('2d', { willReadFrequently: true })
      );
      return places.map(({ x, y }) => {
        const [left, top] = [x, y].map((at) => Math.round(at * ratio) - reach);
        context.drawImage(image, -left, -top);
        const { data } = context.getImageData(0, 0, side, side);
        let [count, sumX, sumY] = [0, 0, 0];
        for (let i = 0; i < side * side; ++i) {
          if (data[4 * i] > 50) continue;
          count += 1;
          sumX += (i % side) + 0.5;
          sumY += Math.floor(i / side) + 0.5;
        }
        return {
          count,
          x: (left + sumX / count) / ratio,
          y: (top + sumY / count) / ratio,
        };
      });
    },
    { address: `data:image/png;base64,${png.toString('base64')}`, places, ratio },
  );
  for (const { x, y, count } of middles) {
    assert.ok(count > 10, `ink at ${x}, ${y}: ${count} pixels`);
  }
  return middles;
}

/**
 * Dots by the real mouse; then they must be where it was.
 * @param {import('playwright-core').Page} page
 * @param {number} ratio
 * @param {(x: number, y: number) => Place} toWindow from CSS pixels of the app
 */
async function expectInkUnderPointer(page, ratio, toWindow) {
  const ink = await page.locator('#ink').evaluate((element) => {
    const box = ['left', 'top', '--w', '--h'].map((name) =>
      parseFloat(element.style.getPropertyValue(name)),
    );
    return { x: box[0], y: box[1], w: box[2], h: box[3] };
  });
  const size = /** @type {{width: number, height: number}} */ (page.viewportSize());
  const inSight = (/** @type {Place} */ { x, y }) =>
    x > 20 && y > 20 && x < size.width - 20 && y < size.height - 20;
  const dots = places
    .map(([x, y]) => ({ x: x * ink.w, y: y * ink.h }))
    .map((local) => ({ local, at: toWindow(ink.x + local.x, ink.y + local.y) }))
    .filter(({ at }) => inSight(at));
  assert.ok(dots.length >= 2, `${dots.length} places in sight`);
  for (const { at } of dots) {
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.up();
  }
  await answerFor(page, dots.length);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(100);
  const seen = await seenInk(
    page,
    dots.map(({ at }) => at),
    ratio,
  );
  // Last, since the focus scrolls.
  const strokes = await savedStrokes(page);
  const errors = dots.map(({ local, at }, i) => [
    Math.hypot(strokes[i][0][0] - local.x, strokes[i][0][1] - local.y),
    Math.hypot(seen[i].x - at.x, seen[i].y - at.y),
  ]);
  const worst = [0, 1].map((kind) => Math.max(...errors.map((error) => error[kind])));
  const text = `saved ${worst[0].toFixed(2)}, seen ${worst[1].toFixed(2)} CSS pixels off`;
  assert.ok(worst[0] <= 1 && worst[1] <= 1, text);
  return text;
}

const transforms = [
  'scale(0.7)',
  'rotate(7deg) scale(1.2)',
  'translate(31.3px, -17.7px) scale(1.1, 0.8)',
  'skewX(11deg) rotate(-5deg)',
];

/** @typedef {{ zoom?: [element: 'body' | 'documentElement', factor: number], transform?: string }} Change */

/**
 * From CSS pixels of the app to the window, once the page is changed so.
 * @param {import('playwright-core').Page} page
 * @param {Change} change
 * @returns {Promise<(x: number, y: number) => Place>}
 */
async function changePage(page, change) {
  const [a, b, c, d, e, f] = await page.evaluate(({ zoom, transform }) => {
    const { body, documentElement } = document;
    for (const element of [body, documentElement]) element.style.zoom = '';
    if (zoom) document[zoom[0]].style.zoom = String(zoom[1]);
    body.style.transformOrigin = '0 0';
    body.style.transform = transform ?? '';
    const m = new DOMMatrix(transform).scale(zoom?.[1] ?? 1);
    scrollTo(0, 0);
    return [m.a, m.b, m.c, m.d, m.e, m.f];
  }, change);
  await page.waitForTimeout(150);
  return (x, y) => ({ x: a * x + c * y + e, y: b * x + d * y + f });
}

const viewport = { width: 1000, height: 700 };

for (const deviceScaleFactor of [1, 1.25, 1.5, 2, 3]) {
  test(`ink lies under the pointer at DPR ${deviceScaleFactor}`, async (t) => {
    const { context, page } = await openPage(browser, { deviceScaleFactor, viewport });
    const toWindow = await changePage(page, {});
    t.diagnostic(await expectInkUnderPointer(page, deviceScaleFactor, toWindow));
    await context.close();
  });
}

/** @type {Change[]} */
const changes = [
  { zoom: ['documentElement', 0.8] },
  { zoom: ['body', 0.8] },
  { zoom: ['documentElement', 1.25] },
  { zoom: ['body', 1.25] },
  ...transforms.map((transform) => ({ transform })),
];

// A pixel ratio that is no whole number, and one that is.
for (const deviceScaleFactor of [1.25, 2]) {
  test(`ink lies under the pointer zoomed and transformed at DPR ${deviceScaleFactor}`, async (t) => {
    const { context, page } = await openPage(browser, { deviceScaleFactor, viewport });
    for (const change of changes) {
      const toWindow = await changePage(page, change);
      const errors = await expectInkUnderPointer(page, deviceScaleFactor, toWindow);
      t.diagnostic(`${JSON.stringify(change)}: ${errors}`);
      await page.locator('#new').dispatchEvent('click');
      await answerFor(page, 0);
    }
    await context.close();
  });

  test(`ink lies under the pointer scrolled at DPR ${deviceScaleFactor}`, async (t) => {
    const { context, page } = await openPage(browser, {
      deviceScaleFactor,
      viewport: { width: 500, height: 480 },
    });
    await page.evaluate(() => {
      document.body.style.paddingBottom = '2000px';
      scrollTo(0, 61);
    });
    await page.waitForTimeout(200);
    const scrolled = await page.evaluate(() => scrollY);
    assert.ok(scrolled > 50);
    const toWindow = (/** @type {number} */ x, /** @type {number} */ y) => ({
      x,
      y: y - scrolled,
    });
    t.diagnostic(await expectInkUnderPointer(page, deviceScaleFactor, toWindow));
    await context.close();
  });
}
