// The page in a frame of somebody else's, as far as one browser can show it: axe, scrolling, and files
// that are dropped.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import {
  hostPage,
  launchHosts,
  ONE,
  openSites,
  pause,
  PLAIN,
  UNSURE,
} from './frames.mjs';

/** @type {Awaited<ReturnType<typeof openSites>>} */
let sites;
/** @type {Awaited<ReturnType<typeof launchHosts>>} */
let chromium;
before(async () => {
  sites = await openSites();
  chromium = await launchHosts('chromium');
});
after(() => Promise.all([chromium.close(), sites.close()]));

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

test('axe finds nothing wrong with it in any state, light or dark', async () => {
  for (const dark of [false, true]) {
    const tab = await chromium.open({ dark });
    const path = sites.add(hostPage(`<h1>A form</h1>${PLAIN}`));
    await tab.visit(sites.own + path);
    for (const frame of tab.page.frames()) await frame.evaluate(axe);
    for (const strokes of [[], ONE, UNSURE, [...ONE, ...UNSURE]]) {
      await tab.ask({ type: 'set', strokes });
      const found = await tab.evaluate(async () => {
        const { axe } = /** @type {any} */ (globalThis);
        const rules = { 'target-size': { enabled: true } };
        const { violations, passes } = await axe.run(document, { rules });
        const inFrame = passes.some((/** @type {any} */ { nodes }) =>
          nodes.some((/** @type {any} */ { target }) => target.length > 1),
        );
        return {
          inFrame,
          found: violations.flatMap((/** @type {any} */ { id, nodes }) =>
            nodes.map((/** @type {any} */ { target }) => `${id}: ${target}`),
          ),
        };
      });
      assert.deepEqual(found, { inFrame: true, found: [] }, `${dark}, ${strokes.length}`);
    }
    await tab.page.close();
  }
});

test('beside the sheet a finger scrolls the host, and so does the wheel anywhere', async () => {
  const tab = await chromium.open({ touch: true });
  const spacer = '<div style="height: 3000px"></div>';
  await tab.visit(sites.own + sites.add(hostPage(PLAIN + spacer)));
  const session = await tab.page.context().newCDPSession(tab.page);
  const send = (
    /** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type,
    /** @type {{ x: number, y: number }[]} */ touchPoints,
  ) => session.send('Input.dispatchTouchEvent', { type, touchPoints });
  const swipe = async (/** @type {string} */ selector) => {
    const { x: left, y: top, width, height } = await tab.placeOf(selector);
    const [x, y] = [left + width / 2, top + height / 2];
    await send('touchStart', [{ x, y }]);
    for (let i = 1; i <= 10; ++i) await send('touchMove', [{ x, y: y - 7 * i }]);
    await send('touchEnd', []);
    await pause();
    return tab.evaluate(() => scrollY);
  };
  assert.equal(await swipe('#ink'), 0);
  assert.ok((await swipe('#verdict')) > 30);
  await tab.evaluate(() => scrollTo(0, 0));
  const { x, y } = await tab.placeOf('#ink');
  await tab.page.mouse.move(x + 50, y + 50);
  await tab.page.mouse.wheel(0, 200);
  await tab.until(() => scrollY > 100);
  await tab.page.close();
});

test('a file that is dropped there is not opened, and the frame stays', async () => {
  const tab = await chromium.open();
  await tab.visit(sites.own + sites.add(hostPage(PLAIN)));
  const effects = await tab.inFrame(() =>
    ['dragover', 'drop'].map((type) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['{"strokes":[[[1,2],[1,90]]]}'], 'ink.jsonl'));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      const isFree = document.body.dispatchEvent(new DragEvent(type, init));
      return [isFree, dataTransfer.dropEffect, document.documentElement.dataset.dropping];
    }),
  );
  assert.deepEqual(effects[0], [false, 'none', undefined]);
  assert.equal(effects[1][0], false);
  await pause();
  assert.deepEqual((await tab.ask({ type: 'get' })).strokes, []);
  await tab.page.close();
});
