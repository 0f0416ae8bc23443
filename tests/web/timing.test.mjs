// Times, measured and printed beside those of a blank page in the same rounds; none of them can
// fail a test.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  answerFor,
  inkBox,
  launchBrowser,
  openPage,
  pageFile,
  root,
} from './browser.mjs';
import { missing, moduleBytes } from '../headless/headless.mjs';
import { written } from '../data/written.mjs';
import { choosePicture, makeSheet, pictureAnswer } from './sheets.mjs';

const rounds = 5;

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** Milliseconds from navigation until the condition held, by the page's own clock. */
async function startTime(/** @type {string} */ file) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const check = () => {
      const root = document.documentElement;
      if (root?.dataset.ready === 'true') {
        root.dataset.readyAt = String(performance.now());
      } else {
        requestAnimationFrame(check);
      }
    };
    check();
  });
  await page.goto(pathToFileURL(file).href);
  const handle = await page.waitForFunction(
    () => document.documentElement.dataset.readyAt,
  );
  const time = Number(await handle.jsonValue());
  await context.close();
  return time;
}

test('start to ready, beside a blank page', async () => {
  mkdirSync(join(root, 'build/web'), { recursive: true });
  const blank = join(root, 'build/web/blank.html');
  writeFileSync(blank, '<!doctype html><html data-ready="true"><title>blank</title>');
  const times = {
    blank: /** @type {number[]} */ ([]),
    page: /** @type {number[]} */ ([]),
  };
  for (let i = 0; i < rounds; ++i) {
    times.blank.push(await startTime(blank));
    times.page.push(await startTime(pageFile));
  }
  const best = (/** @type {number[]} */ all) => Math.min(...all).toFixed(1);
  console.log(
    `navigation to ready, best of ${rounds}: page ${best(times.page)} ms, ` +
      `blank page ${best(times.blank)} ms`,
  );
  assert.equal(times.page.length, rounds);
});

test('last point to answer', async () => {
  const { context, page } = await openPage(browser);
  const box = await inkBox(page);
  const times = [];
  for (let i = 0; i < rounds; ++i) {
    await page.locator('#new').click();
    await answerFor(page, 0);
    await page.evaluate(() => {
      const { dataset } = document.documentElement;
      const answer = /** @type {HTMLElement} */ (document.querySelector('#answer'));
      addEventListener('pointerup', () => (dataset.upAt = String(performance.now())), {
        capture: true,
        once: true,
      });
      const observer = new MutationObserver(() => {
        if (answer.dataset.strokes !== '1' || answer.dataset.state === 'reading') return;
        if (dataset.upAt === undefined) return;
        dataset.answerAt = String(performance.now());
        observer.disconnect();
      });
      observer.observe(answer, { attributes: true, childList: true, subtree: true });
      delete dataset.upAt;
      delete dataset.answerAt;
    });
    await page.mouse.move(box.x + 120, box.y + 60);
    await page.mouse.down();
    for (let y = 70; y <= 240; y += 10) await page.mouse.move(box.x + 120, box.y + y);
    await page.mouse.up();
    await page.waitForFunction(() => document.documentElement.dataset.answerAt);
    times.push(
      await page.evaluate(() => {
        const { dataset } = document.documentElement;
        return Number(dataset.answerAt) - Number(dataset.upAt);
      }),
    );
  }
  console.log(`pen up to answer, best of ${rounds}: ${Math.min(...times).toFixed(1)} ms`);
  assert.equal(times.length, rounds);
  await context.close();
});

/** Notes for every stroke from now on how long after the pen's lift its answer stood. */
function watchStrokes() {
  const answer = /** @type {HTMLElement} */ (document.querySelector('#answer'));
  const times = /** @type {number[]} */ ([]);
  let upAt = 0;
  addEventListener('pointerup', () => (upAt = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (answer.dataset.state === 'reading' || upAt === 0) return;
    if (Number(answer.dataset.strokes) !== times.length + 1) return;
    times.push(performance.now() - upAt);
    upAt = 0;
  }).observe(answer, { attributes: true, childList: true, subtree: true });
  Object.assign(window, { strokeTimes: times });
}

test('each stroke of twenty digits, live', async () => {
  const text = '31415926535897932384';
  const number = written(text);
  const worst = [];
  const means = [];
  for (let round = 0; round < rounds; ++round) {
    const { context, page } = await openPage(browser);
    const box = await inkBox(page);
    const scale = (0.94 * box.width) / number.width;
    await page.evaluate(watchStrokes);
    for (const stroke of number.strokes) {
      // A mouse that is slow: every fourth point, and the last.
      const few = stroke.filter((_, i) => i % 4 === 0 || i === stroke.length - 1);
      const points = few.map(([x, y]) => [
        box.x + 0.03 * box.width + x * scale,
        box.y + box.height / 3 + y * scale,
      ]);
      await page.mouse.move(points[0][0], points[0][1]);
      await page.mouse.down();
      for (const [x, y] of points.slice(1)) await page.mouse.move(x, y);
      await page.mouse.up();
    }
    const { guess } = await answerFor(page, number.strokes.length);
    assert.equal(guess, text);
    /** @type {number[]} */
    const times = await page.evaluate(() => Reflect.get(window, 'strokeTimes'));
    assert.equal(times.length, number.strokes.length);
    worst.push(Math.max(...times));
    means.push(times.reduce((sum, time) => sum + time, 0) / times.length);
    await context.close();
  }
  console.log(
    `20 digits live, pen up to answer, best of ${rounds}: slowest stroke ` +
      `${Math.min(...worst).toFixed(1)} ms, mean ${Math.min(...means).toFixed(1)} ms`,
  );
});

test('a photo of 12 megapixels, beside its decoding alone', async () => {
  const numbers = ['31415', '926', '5358', '27'];
  const size = { width: 4000, height: 3000 };
  const photo = await makeSheet(browser, numbers, { type: 'image/jpeg', ...size });
  const times = [];
  const decoding = [];
  const { context, page } = await openPage(browser);
  for (let round = 0; round < rounds; ++round) {
    decoding.push(
      await page.evaluate(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const start = performance.now();
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
          canvas.getContext('2d')
        );
        context.drawImage(bitmap, 0, 0);
        context.getImageData(0, 0, bitmap.width, bitmap.height);
        return performance.now() - start;
      }, photo.toString('base64')),
    );
    await page.evaluate(() => {
      const app = /** @type {HTMLElement} */ (document.querySelector('#app'));
      const time = new Promise((resolve) => {
        let chosenAt = 0;
        const chosen = () => (chosenAt = performance.now());
        addEventListener('change', chosen, { capture: true, once: true });
        const observer = new MutationObserver(() => {
          const { mode, state } = app.dataset;
          if (chosenAt === 0 || mode !== 'picture' || state === 'reading') return;
          observer.disconnect();
          resolve(performance.now() - chosenAt);
        });
        observer.observe(app, { attributes: true });
      });
      Object.assign(window, { pictureTime: time });
    });
    await choosePicture(page, 'photo.jpg', photo);
    assert.equal((await pictureAnswer(page)).guess, numbers.join('\n'));
    times.push(Number(await page.evaluate(() => Reflect.get(window, 'pictureTime'))));
    await page.locator('#new').click();
    await answerFor(page, 0);
  }
  await context.close();
  console.log(
    `12 megapixels, chosen to read, best of ${rounds}: ${Math.min(...times).toFixed(0)} ms; ` +
      `decoded alone in the same rounds: ${Math.min(...decoding).toFixed(0)} ms`,
  );
});

test('each stroke of twenty digits, read at once by a module without a page', async (t) => {
  const why = missing('wasm_simd128', false);
  if (why) return t.skip(why);
  const source = (/** @type {string} */ path) =>
    `data:text/javascript,${encodeURIComponent(readFileSync(join(root, path), 'utf8'))}`;
  const page = await browser.newPage();
  const [slowest, network] = await page.evaluate(
    async ([loader, reader, bytes, model, drawn, rounds]) => {
      const decode = (/** @type {string} */ base64) =>
        Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const { loadCore } = await import(loader);
      const { CoreReader } = await import(reader);
      const { core } = await loadCore({ wasm_simd128: decode(bytes) });
      const strokes = JSON.parse(drawn);
      const timeOf = (/** @type {() => void} */ call) => {
        const start = performance.now();
        call();
        return performance.now() - start;
      };
      const slowest = [];
      const network = [];
      for (let round = 0; round <= Number(rounds); ++round) {
        const r = new CoreReader(core, decode(model)); // which remembers nothing
        const times = strokes.map((/** @type {unknown} */ _, /** @type {number} */ i) =>
          timeOf(() => r.read(strokes.slice(0, i + 1), { mode: 'number' })),
        );
        if (round === 0) continue; // the engine still compiles
        slowest.push(Math.max(...times));
        const single = () => r.read(strokes.slice(0, 1), { mode: 'single' });
        network.push(timeOf(() => Array.from({ length: 20 }, single)) / 20);
      }
      return [Math.min(...slowest), Math.min(...network)];
    },
    [
      source('www/loader.js'),
      source('www/core_reader.js'),
      moduleBytes('wasm_simd128').toString('base64'),
      readFileSync(join(root, 'weights/digits.dpm')).toString('base64'),
      JSON.stringify(written('31415926535897932384').strokes),
      String(rounds),
    ],
  );
  await page.close();
  console.log(
    `20 digits, a stroke added, best of ${rounds}: slowest ${slowest.toFixed(1)} ms; ` +
      `one symbol read takes ${network.toFixed(2)} ms in the same rounds`,
  );
  assert.ok(slowest > 0);
});
