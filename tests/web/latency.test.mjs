// From the mouse to the screen, beside a blank page with a canvas of the same size in the same
// rounds; and whether drawing on and on takes more memory or time. No time can fail a test.
//
// Chromium without a GPU and without a screen tells no time of presentation. Two are taken that
// lie around it, both from the event's own time stamp, which the browser's process sets: `drawn`,
// when the frame that shows the point has left the page's thread, and `next frame`, when the one
// after it begins.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launchBrowser, openPage, pageFile, root } from './browser.mjs';

const rounds = 5;
const points = 60;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** Keeps, of every move, the times from its event on. */
function watchMoves() {
  const times = /** @type {{drawn: number[], next: number[]}} */ ({
    drawn: [],
    next: [],
  });
  Object.assign(window, { moveTimes: times });
  addEventListener(
    'pointermove',
    ({ timeStamp, buttons }) => {
      if (buttons === 0) return;
      // Asked for before the page asks for its own: this runs first in the same frame.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.drawn.push(performance.now() - timeStamp);
        port2.postMessage(null);
        requestAnimationFrame((frame) => times.next.push(frame - timeStamp));
      });
    },
    { capture: true },
  );
}

/** A canvas that gets a few pixels at each point. */
const blank = `<!doctype html><style>body{margin:0;overflow:hidden}canvas{display:block}</style>
<canvas></canvas><script>
  const canvas = document.querySelector('canvas');
  canvas.width = Math.round(innerWidth * devicePixelRatio);
  canvas.height = Math.round(innerHeight * devicePixelRatio);
  canvas.style.width = innerWidth + 'px';
  const context = canvas.getContext('2d', { alpha: false });
  const pixels = new ImageData(30, 30);
  pixels.data.fill(255);
  let frame = 0;
  addEventListener('pointermove', ({ clientX, clientY }) => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      const ratio = devicePixelRatio;
      context.putImageData(pixels, clientX * ratio, clientY * ratio);
    });
  });
</script>`;

/**
 * The 95th percentiles of a stroke of many points.
 * @param {import('playwright-core').Page} page
 * @param {{width: number, height: number}} size
 */
async function strokeTimes(page, { width, height }) {
  const at = (/** @type {number} */ i) => {
    const turn = (i / points) * 4 * Math.PI;
    const reach = 0.2 * Math.min(width, height);
    return [width * 0.35 + reach * Math.sin(turn), height * 0.4 + reach * Math.cos(turn)];
  };
  const [x, y] = at(0);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= points; ++i) {
    const [x, y] = at(i);
    await page.mouse.move(x, y);
  }
  await page.mouse.up();
  await page.waitForTimeout(100);
  return page.evaluate(() => {
    const { drawn, next } = Reflect.get(window, 'moveTimes');
    const p95 = (/** @type {number[]} */ all) => {
      const sorted = all.splice(0).sort((a, b) => a - b);
      return sorted[Math.floor(0.95 * sorted.length)];
    };
    return { drawn: p95(drawn), next: p95(next) };
  });
}

for (const [width, height] of [
  [2000, 1400],
  [3840, 2160],
]) {
  test(`mouse to screen on a canvas of ${width}x${height}`, async () => {
    const viewport = { width: width / 2, height: height / 2 };
    const options = { viewport, deviceScaleFactor: 2 };
    mkdirSync(join(root, 'build/web'), { recursive: true });
    const file = join(root, 'build/web/blank_canvas.html');
    writeFileSync(file, blank);
    const { context, page } = await openPage(browser, options);
    const other = await (await browser.newContext(options)).newPage();
    await other.goto(pathToFileURL(file).href);
    const size = await page.locator('canvas').evaluate((canvas) => {
      const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
      return [width, height];
    });
    assert.deepEqual(size, [width, height]);
    for (const each of [page, other]) await each.evaluate(watchMoves);
    /** @type {Record<string, number[]>} */
    const times = { drawn: [], next: [], blankDrawn: [], blankNext: [] };
    for (let round = 0; round < rounds; ++round) {
      await page.bringToFront();
      await page.locator('#new').dispatchEvent('click');
      const ours = await strokeTimes(page, viewport);
      await other.bringToFront();
      const theirs = await strokeTimes(other, viewport);
      times.drawn.push(ours.drawn);
      times.next.push(ours.next);
      times.blankDrawn.push(theirs.drawn);
      times.blankNext.push(theirs.next);
    }
    const best = (/** @type {string} */ kind) => Math.min(...times[kind]).toFixed(1);
    console.log(
      `${width}x${height}, p95 from event on, best of ${rounds}: drawn ${best('drawn')} ms, ` +
        `next frame ${best('next')} ms; blank canvas in the same rounds: drawn ` +
        `${best('blankDrawn')} ms, next frame ${best('blankNext')} ms`,
    );
    assert.ok(times.drawn.every((time) => time > 0));
    await context.close();
    await other.context().close();
  });
}

/** Keeps the memories of the page's WebAssembly modules. */
function keepMemories() {
  const instantiate = WebAssembly.instantiate;
  const memories = /** @type {WebAssembly.Memory[]} */ ([]);
  Object.assign(window, { wasmMemories: memories });
  WebAssembly.instantiate = /** @type {typeof instantiate} */ (
    async (/** @type {Parameters<typeof instantiate>} */ ...values) => {
      const made = /** @type {any} */ (await instantiate(...values));
      for (const each of Object.values(made.instance.exports)) {
        if (each instanceof WebAssembly.Memory) memories.push(each);
      }
      return made;
    }
  );
}

/** Of all of them, in bytes. */
const wasmBytes = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(() =>
    /** @type {WebAssembly.Memory[]} */ (Reflect.get(window, 'wasmMemories')).reduce(
      (sum, { buffer }) => sum + buffer.byteLength,
      0,
    ),
  );

// A thousand to warm up and those to be compared; $DIGITPAD_THOUSANDS=11 for the long run.
const thousands = Number(process.env.DIGITPAD_THOUSANDS ?? 3);

test('drawing on and on with clears: memory stays flat', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(keepMemories);
  await page.goto(pathToFileURL(pageFile).href);
  await page.locator('[data-ready="true"]').waitFor();
  const session = await context.newCDPSession(page);
  /** Draws a thousand strokes, a clear after each fifth, a frame after each; in milliseconds. */
  const drawThousand = () =>
    page.evaluate(async (count) => {
      const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
      const clear = /** @type {HTMLElement} */ (document.querySelector('#clear'));
      const box = ink.getBoundingClientRect();
      const send = (/** @type {string} */ type, /** @type {number[]} */ [x, y]) =>
        ink.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            pointerType: 'mouse',
            button: type === 'pointermove' ? -1 : 0,
            buttons: type === 'pointerup' ? 0 : 1,
            clientX: box.x + x,
            clientY: box.y + y,
          }),
        );
      const start = performance.now();
      for (let i = 0; i < count; ++i) {
        const x = 60 + 60 * (i % 5);
        send('pointerdown', [x, 60]);
        for (let y = 70; y <= 200; y += 10) send('pointermove', [x + (y % 3), y]);
        send('pointerup', [x, 200]);
        if (i % 5 === 4) clear.click();
        if (i % 20 === 0) await new Promise(requestAnimationFrame);
      }
      return performance.now() - start;
    }, 1000);
  /** @type {number[]} */
  const times = [];
  /** @type {number[]} */
  const heaps = [];
  /** @type {number[]} */
  const memories = [];
  for (let thousand = 0; thousand < thousands; ++thousand) {
    times.push(await drawThousand());
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    heaps.push(usedSize);
    memories.push(await wasmBytes(page));
  }
  const [, first] = times; // the first of all warms up
  const last = times[times.length - 1];
  const megabytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(2);
  console.log(
    `${thousands},000 strokes; one of the first 1,000 after warming up: ${(first / 1000).toFixed(2)} ms, of the ` +
      `last: ${(last / 1000).toFixed(2)} ms; JS heap ${megabytes(heaps[1])} -> ` +
      `${megabytes(heaps[heaps.length - 1])} MiB, wasm ${megabytes(memories[1])} -> ` +
      `${megabytes(memories[memories.length - 1])} MiB`,
  );
  assert.ok(heaps[heaps.length - 1] < heaps[1] + 2 ** 20, `heap ${heaps}`);
  assert.ok(
    memories[1] > 0 && memories[memories.length - 1] === memories[1],
    `${memories}`,
  );
  await context.close();
});
