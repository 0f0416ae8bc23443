// What the browser tests share: Chromium on the built page from file://, and a hand that draws
// in it through real mouse and touch events. $DIGITPAD_PAGE names another build of the page.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const pageFile = process.env.DIGITPAD_PAGE ?? join(root, 'build/digitpad.html');

/** @typedef {{label: string, writer?: string | number, strokes: number[][][]}} Drawing */

/** Debian's Chromium, headless, without its background traffic. */
export function launchBrowser(/** @type {string[]} */ ...switches) {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...switches,
    ],
  });
}

/**
 * Opens the page and waits until it is ready. `log` collects every request other than the page
 * itself, every console message and every error.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions & {query?: string}} [options]
 */
export async function openPage(browser, { query = '', ...options } = {}) {
  if (!existsSync(pageFile)) throw new Error(`${pageFile} is not built`);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const url = pathToFileURL(pageFile).href + query;
  /** @type {string[]} */
  const log = [];
  page.on('request', (request) => {
    if (request.url() !== url) log.push(`request ${request.url().slice(0, 200)}`);
  });
  page.on('console', (message) => {
    // What emcc's own runtime says where it has ASSERTIONS: ./build.sh safe-heap.
    if (/^Heap resize call .* Success: true$/.test(message.text())) return;
    log.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => log.push(`error ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  return { context, page, log };
}

/**
 * Checks until it holds: a busy page may need more frames than two to show what has changed.
 * @param {() => Promise<void>} check throws where it does not hold yet
 */
export async function eventually(check) {
  const end = performance.now() + 5000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Where the drawing area is, in CSS pixels of the viewport. */
export async function inkBox(/** @type {import('playwright-core').Page} */ page) {
  const box = await page.locator('#ink').boundingBox();
  if (box === null) throw new Error('#ink is not visible');
  return box;
}

/** @type {WeakMap<import('playwright-core').Page, import('playwright-core').CDPSession>} */
const sessions = new WeakMap();

/** Chromium's own protocol for this page. */
async function sessionOf(/** @type {import('playwright-core').Page} */ page) {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  return session;
}

/**
 * Draws strokes with the mouse; coordinates are CSS pixels of the drawing area. No move waits
 * until the one before it was handled: the mouse is as fast as one that gives several points a
 * frame.
 * @param {import('playwright-core').Page} page
 * @param {number[][][]} strokes
 */
export async function drawWithMouse(page, strokes) {
  const box = await inkBox(page);
  const session = await sessionOf(page);
  const send = (
    /** @type {'mousePressed' | 'mouseMoved' | 'mouseReleased'} */ type,
    /** @type {number[]} */ [x, y],
    /** @type {number} */ buttons,
  ) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x: box.x + x,
      y: box.y + y,
      button: type === 'mouseMoved' && buttons === 0 ? 'none' : 'left',
      buttons,
      clickCount: type === 'mouseMoved' ? 0 : 1,
    });
  for (const stroke of strokes) {
    await Promise.all([
      send('mouseMoved', stroke[0], 0),
      send('mousePressed', stroke[0], 1),
      ...stroke.slice(1).map((point) => send('mouseMoved', point, 1)),
      send('mouseReleased', stroke[stroke.length - 1], 0),
    ]);
  }
}

/**
 * The same with one finger, as Chromium's own touch input.
 * @param {import('playwright-core').Page} page
 * @param {number[][][]} strokes
 */
export async function drawWithFinger(page, strokes) {
  const box = await inkBox(page);
  const session = await sessionOf(page);
  const send = (
    /** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type,
    /** @type {number[][]} */ points,
  ) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y]) => ({ x: box.x + x, y: box.y + y })),
    });
  for (const [first, ...rest] of strokes) {
    await send('touchStart', [first]);
    for (const point of rest) await send('touchMove', [point]);
    await send('touchEnd', []);
  }
}

/**
 * The answer once it covers `strokes` strokes.
 * @param {import('playwright-core').Page} page
 * @param {number} strokes
 */
export async function answerFor(page, strokes) {
  await page.waitForFunction(
    (wanted) => {
      const answer = /** @type {HTMLElement} */ (document.querySelector('#answer'));
      return (
        answer.dataset.strokes === String(wanted) && answer.dataset.state !== 'reading'
      );
    },
    strokes,
    { timeout: 5000 },
  );
  return page.locator('#answer').evaluate((answer) => ({
    text: answer.textContent,
    guess: answer.dataset.guess,
    confidence: Number(answer.dataset.confidence),
    state: answer.dataset.state,
  }));
}

/** Drawings of a strokes file's text. */
export function parseDrawings(/** @type {string} */ text) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /** @type {Drawing} */ (JSON.parse(line)));
}
