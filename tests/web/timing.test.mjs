// Times, measured and printed beside those of a blank page in the same rounds; none of them can
// fail a test.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
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
