// What the network sees: its input and the maps of its layers, beside or below the drawing area.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  answerFor,
  drawWithMouse,
  eventually,
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

const SIZE = 28;

/** Two frames: one for the app, one to see it. */
const settle = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );

/**
 * The pixels of a canvas as shares of the ink's color, 0 for the color of nothing; -1 between maps.
 * @param {import('playwright-core').Page} page
 * @param {number} index of the canvas within the section
 */
const sharesOf = (page, index) =>
  page.evaluate((index) => {
    const canvas = document.querySelectorAll('#layers canvas')[index];
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext('2d');
    const style = getComputedStyle(document.documentElement);
    const [from, to] = ['--track', '--ink'].map((name) =>
      parseInt(style.getPropertyValue(name).slice(1, 3), 16),
    );
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    return Array.from({ length: width * height }, (_, i) =>
      data[4 * i + 3] === 0 ? -1 : (data[4 * i] - from) / (to - from),
    );
  }, index);

const isEmpty = (/** @type {number[]} */ shares) => shares.every((share) => share <= 0);

/**
 * Writes across the middle of the drawing area.
 * @param {import('playwright-core').Page} page
 * @param {string} number
 */
async function write(page, number) {
  const box = await inkBox(page);
  const { width } = writeNumber(number, { height: 1 });
  const height = Math.min(box.height * 0.5, (box.width * 0.8) / width);
  const { strokes } = writeNumber(number, {
    x: (box.width - width * height) / 2,
    y: (box.height - height) / 2,
    height,
  });
  await drawWithMouse(page, strokes);
  await answerFor(page, strokes.length);
  await settle(page);
}

/** A line down, off the middle, which the pen may not have left yet. */
async function drawDown(/** @type {import('playwright-core').Page} */ page, lift = true) {
  const box = await inkBox(page);
  const at = (/** @type {number} */ y) => [box.x + 60, box.y + y];
  await page.mouse.move(at(50)[0], at(50)[1]);
  await page.mouse.down();
  for (let y = 60; y <= 200; y += 10) await page.mouse.move(at(y)[0], at(y)[1]);
  if (lift) await page.mouse.up();
  await settle(page);
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`the input shows the ink in the middle, and its direction (${colorScheme})`, async () => {
    const { context, page, log } = await openPage(browser, { colorScheme });
    await page.keyboard.press('l');
    await drawDown(page);
    // Before this test reads canvases, which the browser warns of.
    assert.deepEqual(log, []);
    const ink = await sharesOf(page, 0);
    assert.equal(ink.length, SIZE * SIZE);
    let [mass, x, y] = [0, 0, 0];
    ink.forEach((share, i) => {
      assert.ok(share >= 0 && share <= 1);
      mass += share;
      x += share * ((i % SIZE) + 0.5);
      y += share * (Math.floor(i / SIZE) + 0.5);
    });
    assert.ok(Math.max(...ink) === 1);
    assert.ok(Math.abs(x / mass - SIZE / 2) < 0.3, `${x / mass}`);
    assert.ok(Math.abs(y / mass - SIZE / 2) < 0.3, `${y / mass}`);
    const labels = await page.locator('#layers .channel > span').allTextContents();
    assert.deepEqual(labels, ['ink', '–', '\\', '|', '/']);
    for (const [i, label] of labels.entries()) {
      const drawn = label === 'ink' || label === '|';
      assert.equal(isEmpty(await sharesOf(page, i)), !drawn, label);
    }
    await context.close();
  });
}

test('every layer has a name, maps and an alternative in words', async () => {
  const { context, page } = await openPage(browser);
  await page.keyboard.press('l');
  await write(page, '7');
  const names = await page.locator('#layers h3').allTextContents();
  assert.equal(names[0], 'Input: 28×28 pixels');
  assert.match(names[1], /^Convolution 3×3: \d+ maps of 28×28$/);
  assert.match(names.at(-2) ?? '', /^Average of each map: \d+ values$/);
  assert.match(names.at(-1) ?? '', /^Result: 11 scores$/);
  const canvases = await page.locator('#layers canvas').count();
  for (let i = 0; i < canvases; ++i) {
    assert.ok(!isEmpty(await sharesOf(page, i)), `canvas ${i}`);
  }
  const words = await page.locator('#layers div > .hidden').allTextContents();
  assert.equal(words.length, names.length - 1);
  for (const text of words) assert.match(text, /^Strongest: map \d+, \d+%$/);
  assert.match((await page.locator('#layers .best').textContent()) ?? '', /^7 \d+%$/);
  assert.equal(await page.locator('#layers canvas:not([aria-hidden])').count(), 0);
  assert.equal(
    await page.locator('#layers [aria-live], #layers [role=status]').count(),
    0,
  );
  await context.close();
});

test('it is live while the pen is down, and empty without ink', async () => {
  const { context, page } = await openPage(browser);
  await page.keyboard.press('l');
  const canvases = await page.locator('#layers canvas').count();
  assert.ok(canvases > 10);
  const expectEmpty = async () => {
    for (let i = 0; i < canvases; ++i) {
      assert.ok(isEmpty(await sharesOf(page, i)), `canvas ${i}`);
    }
    assert.equal(await page.locator('#layers .best').count(), 0);
  };
  await expectEmpty();
  await drawDown(page, false);
  await eventually(async () => assert.ok(!isEmpty(await sharesOf(page, 0))));
  const before = await sharesOf(page, 0);
  assert.equal(await page.locator('#answer').getAttribute('data-strokes'), '0');
  const box = await inkBox(page);
  await page.mouse.move(box.x + 200, box.y + 60, { steps: 4 });
  await eventually(async () => assert.notDeepEqual(await sharesOf(page, 0), before));
  await page.mouse.up();
  await page.locator('#clear').click();
  await eventually(expectEmpty);
  await context.close();
});

test('another digit of the number shows another input', async () => {
  const { context, page } = await openPage(browser);
  await page.keyboard.press('l');
  await write(page, '42');
  /** @type {number[][]} */
  const seen = [];
  for (const digit of [0, 1, 0]) {
    await page.locator(`#digit-${digit}`).click();
    await eventually(async () => {
      const best = (await page.locator('#layers .best').textContent()) ?? '';
      assert.equal(best[0], '42'[digit]);
    });
    await settle(page);
    seen.push(await sharesOf(page, 0));
  }
  assert.notDeepEqual(seen[0], seen[1]);
  assert.deepEqual(seen[0], seen[2]);
  await context.close();
});

test('the theme and the language change it as they change the page', async () => {
  const { context, page } = await openPage(browser);
  await page.keyboard.press('l');
  await drawDown(page);
  const pixel = () =>
    page
      .locator('#layers canvas')
      .first()
      .evaluate((canvas) =>
        Array.from(
          /** @type {HTMLCanvasElement} */ (canvas)
            .getContext('2d')
            ?.getImageData(0, 0, 1, 1).data ?? [],
        ),
      );
  const light = await pixel();
  await page.locator('#menu').click();
  await page.locator('#theme').selectOption('dark');
  await eventually(async () => assert.ok((await pixel())[0] < light[0] - 100));
  await page.locator('#language').selectOption('de');
  await page.locator('#layers h3').first().getByText('Eingabe: 28×28 Pixel').waitFor();
  await context.close();
});

test('the switch in the menu shows it, keeps it for the next visit and removes it', async () => {
  const { context, page, log } = await openPage(browser);
  const section = page.locator('#layers');
  const control = page.locator('#layers-switch');
  assert.equal(await section.isVisible(), false);
  const inkBefore = await inkBox(page);
  await page.locator('#menu').click();
  const box = await control.boundingBox();
  assert.ok(box && box.height >= 44);
  await control.click();
  assert.equal(await control.getAttribute('aria-checked'), 'true');
  assert.equal(await section.isVisible(), true);
  await page.keyboard.press('Escape');
  // A region that scrolls can be scrolled by keys.
  assert.equal(await section.getAttribute('tabindex'), '0');
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  assert.equal(await section.isVisible(), true);
  await page.keyboard.press('l');
  assert.equal(await section.isVisible(), false);
  assert.equal(await control.getAttribute('aria-checked'), 'false');
  assert.deepEqual(await inkBox(page), inkBefore);
  assert.equal(await page.locator('#bar-0-figure').isVisible(), true);
  assert.deepEqual(log, []);
  await context.close();
});

test('a tablet shows drawing area, answer and maps at once', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 768, height: 1024 },
  });
  await page.keyboard.press('l');
  for (const id of ['ink', 'answer', 'layers', 'recognize']) {
    const box = await page.locator(`#${id}`).boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 1024, id);
  }
  const { width, canvases } = await page.locator('#layers').evaluate((section) => ({
    width: section.scrollWidth - section.clientWidth,
    canvases: [...section.querySelectorAll('canvas')].map(
      (canvas) => canvas.getBoundingClientRect().right,
    ),
  }));
  assert.equal(width, 0);
  assert.ok(Math.max(...canvases) < 768 - 24);
  await context.close();
});

test('on a phone it comes into sight, with the drawing area still there', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 390, height: 750 },
  });
  await page.keyboard.press('l');
  const section = await page.locator('#layers').boundingBox();
  const ink = await page.locator('#ink').boundingBox();
  assert.ok(section && section.y <= 451, `${section?.y}`);
  assert.ok(ink && ink.y + ink.height > 200, `${ink?.y}`);
  await context.close();
});

test('a phone has it below all else and scrolls downwards only', async () => {
  const { context, page, log } = await openPage(browser, {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
  });
  await page.keyboard.press('l');
  await settle(page);
  const { page: whole, section } = await page.evaluate(() => {
    const sizes = (/** @type {Element} */ element) => ({
      x: element.scrollWidth - element.clientWidth,
      y: element.scrollHeight - element.clientHeight,
    });
    return {
      page: sizes(document.documentElement),
      section: sizes(/** @type {Element} */ (document.querySelector('#layers'))),
    };
  });
  assert.equal(whole.x, 0);
  assert.ok(whole.y > 500);
  // One thing scrolls, the page: all of the section is there.
  assert.deepEqual(section, { x: 0, y: 0 });
  const top = (await page.locator('#layers').boundingBox())?.y ?? 0;
  const button = await page.locator('#new').boundingBox();
  assert.ok(button && top >= button.y + button.height);
  assert.deepEqual(log, []);
  await context.close();
});

test('what it costs is little, and nothing while it is off', async (t) => {
  const { context, page } = await openPage(browser);
  await page.evaluate(() => {
    const spent = { ms: 0, frames: 0 };
    Object.assign(window, { spent });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        const start = performance.now();
        callback(time);
        spent.ms += performance.now() - start;
        spent.frames += 1;
      });
  });
  const measure = async () => {
    const read = () =>
      page.evaluate(() => /** @type {any} */ ({ .../** @type {any} */ (window).spent }));
    const before = await read();
    for (let i = 0; i < 5; ++i) {
      await drawDown(page);
      await page.locator('#clear').click();
    }
    const after = await read();
    return (after.ms - before.ms) / (after.frames - before.frames);
  };
  await measure(); // warms up
  const off = await measure();
  await page.keyboard.press('l');
  await measure();
  const on = await measure();
  t.diagnostic(`a frame takes ${off.toFixed(2)} ms, with the layers ${on.toFixed(2)} ms`);
  assert.ok(on < 50, `${on} ms`);
  await context.close();
});
