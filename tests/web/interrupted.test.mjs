// What comes between a stroke and its answer, or between a file and its numbers: another tab, a button
// let go elsewhere, a screen that is turned, memory that runs out. Nothing is lost or misplaced.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerFor, inkBox, launchBrowser, openPage } from './browser.mjs';
import { chooseFile, saveAs, unexpected } from './file_ways.mjs';
import { testFrames } from './frames.mjs';

const STROKE = [40, 70, 100, 130, 160].map((y) => [120, y]);

testFrames(({ promise }) => {
  promise(
    'a stroke ends where the page goes out of sight, and is read',
    async (framed) => {
      const { tab, sites } = framed;
      await tab.page.goto(`${sites.own}/digitpad.html`);
      await tab.until(() => document.documentElement.dataset.ready === 'true');
      const [path] = await tab.onPad([STROKE]);
      await tab.page.mouse.move(path[0][0], path[0][1]);
      await tab.page.mouse.down();
      for (const [x, y] of path.slice(1)) await tab.page.mouse.move(x, y);
      const counts = await tab.evaluate(async () => {
        const show = (/** @type {boolean} */ hidden) => {
          Object.defineProperty(document, 'hidden', {
            value: hidden,
            configurable: true,
          });
          document.dispatchEvent(new Event('visibilitychange'));
        };
        show(true);
        const pause = (/** @type {number} */ ms) =>
          new Promise((done) => setTimeout(done, ms));
        await pause(500);
        const counts = { timers: 0, frames: 0 };
        const { setTimeout: timer, requestAnimationFrame: frame } = globalThis;
        /** @param {() => void} call @param {number} [ms] */
        const countedTimer = (call, ms) => {
          counts.timers += 1;
          return timer(call, ms);
        };
        /** @param {FrameRequestCallback} draw */
        const countedFrame = (draw) => {
          counts.frames += 1;
          return frame(draw);
        };
        Object.assign(globalThis, {
          setTimeout: countedTimer,
          requestAnimationFrame: countedFrame,
        });
        await new Promise((done) => timer(done, 300));
        Object.assign(globalThis, { setTimeout: timer, requestAnimationFrame: frame });
        show(false);
        return counts;
      });
      assert.deepEqual(counts, { timers: 0, frames: 0 });
      // The button was let go meanwhile; the pointer comes back elsewhere.
      await tab.page.mouse.move(path[0][0] + 80, path[0][1] + 10);
      assert.equal((await tab.answer(1)).guess, '1');
      await tab.page.mouse.up();
      assert.equal((await tab.answer(1)).guess, '1');
      await tab.draw([STROKE.map(([x, y]) => [x + 90, y])]);
      assert.equal((await tab.answer(2)).guess, '11');
      assert.deepEqual(tab.log, []);
    },
  );

  promise('a button let go where nobody told of it draws no line', async (framed) => {
    const { tab, sites } = framed;
    await tab.page.goto(`${sites.own}/digitpad.html`);
    await tab.until(() => document.documentElement.dataset.ready === 'true');
    await tab.evaluate((path) => {
      const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
      const { x: left, y: top } = ink.getBoundingClientRect();
      const send = (
        /** @type {string} */ type,
        /** @type {number[]} */ [x, y],
        /** @type {number} */ buttons,
      ) => {
        const at = { clientX: left + x, clientY: top + y, pointerId: 1, buttons };
        ink.dispatchEvent(new PointerEvent(type, { ...at, button: 0, bubbles: true }));
      };
      send('pointerdown', path[0], 1);
      for (const point of path.slice(1)) send('pointermove', point, 1);
      send('pointermove', [path[0][0] + 90, path[0][1]], 0);
    }, STROKE);
    assert.equal((await tab.answer(1)).guess, '1', 'and no 7');
  });
});

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** @param {import('playwright-core').Page} page */
async function savedStrokes(page) {
  const { bytes } = await saveAs(page, 'strokes');
  return /** @type {number[][][]} */ (JSON.parse(bytes.toString()).strokes);
}

test('a phone that is turned or zoomed under a finger keeps its ink in place', async () => {
  const portrait = { width: 390, height: 844 };
  const { page, context, log } = await openPage(browser, {
    viewport: portrait,
    hasTouch: true,
    deviceScaleFactor: 2,
  });
  const session = await context.newCDPSession(page);
  const send = (
    /** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type,
    /** @type {number[][]} */ points,
  ) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y]) => ({ x, y })),
    });
  const isInkAt = (/** @type {number[]} */ [x, y]) =>
    page.evaluate(
      async ([x, y]) => {
        // Two frames: what was asked for in the first one is there in the second.
        for (let i = 0; i < 2; ++i) await new Promise(requestAnimationFrame);
        const canvas = /** @type {HTMLCanvasElement} */ (
          document.querySelector('#canvas')
        );
        const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        const at = [x, y].map((value) => Math.floor(value * devicePixelRatio));
        return pen.getImageData(at[0], at[1], 1, 1).data[0] < 100;
      },
      [x, y],
    );
  // Far down, where a screen on its side has no room: there all ink is seen smaller.
  let { x, y } = await inkBox(page);
  await send('touchStart', [[x + 100, y + 200]]);
  await send('touchMove', [[x + 100, y + 380]]);
  assert.ok(await isInkAt([x + 100, y + 300]));
  let right = 120;
  const zoomed = { width: 675, height: 312, deviceScaleFactor: 2.5, mobile: false };
  for (const change of [
    () => page.setViewportSize({ width: 844, height: 390 }),
    () => session.send('Emulation.setDeviceMetricsOverride', zoomed),
    () => page.setViewportSize(portrait),
  ]) {
    await change();
    await page.waitForTimeout(150);
    ({ x, y } = await inkBox(page));
    right += 30;
    const finger = [x + right, y + 120];
    assert.equal(await isInkAt(finger), false);
    await send('touchMove', [finger]);
    assert.ok(await isInkAt(finger));
  }
  await send('touchEnd', []);
  assert.notEqual((await answerFor(page, 1)).state, 'reading');
  const strokes = await savedStrokes(page);
  assert.deepEqual([strokes.length, strokes[0].length], [1, 5]);
  // The browser has a word on pixels that are asked for often.
  assert.deepEqual(
    unexpected(log).filter((line) => !line.includes('getImageData')),
    [],
  );
  await context.close();
});

test('a page that the browser freezes under a stroke goes on with it', async () => {
  const { page, context, log } = await openPage(browser);
  const session = await context.newCDPSession(page);
  const box = await inkBox(page);
  const [first, second, ...rest] = STROKE.map(([x, y]) => [box.x + x, box.y + y]);
  await page.mouse.move(first[0], first[1]);
  await page.mouse.down();
  await page.mouse.move(second[0], second[1]);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  for (const [x, y] of rest) await page.mouse.move(x, y);
  await page.mouse.up();
  assert.equal((await answerFor(page, 1)).guess, '1');
  assert.equal((await savedStrokes(page))[0].length, STROKE.length);
  assert.deepEqual(unexpected(log), []);
  await context.close();
});

for (const type of ['image/jpeg', 'image/png']) {
  test(`out of memory is said wherever it happens, and all goes on: ${type}`, async () => {
    const { page, context, log } = await openPage(browser, { query: '?lang=en' });
    const content = await page.evaluate(async (type) => {
      const canvas = Object.assign(document.createElement('canvas'), {
        width: 4000,
        height: 3000,
      });
      const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, 4000, 3000);
      pen.fillStyle = '#000';
      pen.fillRect(2000, 1000, 40, 400);
      const blob = await new Promise((done) => canvas.toBlob(done, type));
      // Memory may grow as often as this says.
      const scope = /** @type {{ grows?: number }} */ (globalThis);
      scope.grows = Infinity;
      const { grow } = WebAssembly.Memory.prototype;
      WebAssembly.Memory.prototype.grow = function (/** @type {number} */ pages) {
        if (Number(scope.grows) <= 0) throw new RangeError('full');
        scope.grows = Number(scope.grows) - 1;
        return grow.call(this, pages);
      };
      return [...new Uint8Array(await /** @type {Blob} */ (blob).arrayBuffer())];
    }, type);
    let refused = 0;
    for (; ; ++refused) {
      assert.ok(refused < 10);
      // What has grown stays so: each time it is the next one that fails.
      await page.evaluate(
        (grows) => Object.assign(globalThis, { grows }),
        Math.min(refused, 1),
      );
      await chooseFile(page, 'sheet', Buffer.from(content));
      await page.waitForFunction(() => {
        const said = document.querySelector('#notice')?.textContent;
        const { state } = /** @type {HTMLElement} */ (document.querySelector('#answer'))
          .dataset;
        return said?.includes('cannot') || state === 'accepted';
      });
      const said = await page.locator('#notice').textContent();
      if (said === '') break;
      assert.match(
        String(said),
        /^sheet cannot be opened: .*(not enough|out of) memory$/,
      );
      assert.equal((await answerFor(page, 0)).state, 'empty');
    }
    assert.ok(refused > 0);
    assert.equal(await page.locator('#answer').textContent(), '1');
    assert.deepEqual(
      unexpected(log).filter((line) => !line.includes('Aborted()')),
      [],
    );
    await context.close();
  });
}
