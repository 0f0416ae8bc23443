// The package reads 2,000 drawings as the command line does, byte for byte as JSON, and so does the
// page with every twentieth of them: in each engine, on coarse and fine screens, and where the
// browser hides what it runs on. In Node the package does.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { manyDrawings } from '../cli/many_drawings.mjs';
import { linesOf, program, run } from '../cli/program.mjs';
import { serve } from '../element/pad_site.mjs';
import { launchBrowser, pageFile, root } from './browser.mjs';
import { launchFirefox } from './firefox.mjs';
import { hostPage, HostTab, PLAIN } from './frames.mjs';
import { launchWebKit, missingWebKit } from './webkit.mjs';

const entry = join(root, 'build/npm/index.js');
const noPackage = !existsSync(entry) && `SKIPPED: there is no ${entry}`;
const drawings = manyDrawings(2000);
/** @type {string[]} */
let expected;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
before(async () => {
  if (noPackage) return;
  assert.ok(existsSync(program), `${program} is not built`);
  const lines = drawings.map((strokes) => JSON.stringify({ strokes }));
  expected = linesOf(run(['read', '--json', '-'], { input: lines.join('\n') }).stdout);
  assert.equal(expected.length, 2000);
  const different = new Set(expected).size;
  assert.ok(different > 1900, `${different} of them differ`);
  const script = `<script>globalThis.drawings = ${JSON.stringify(drawings)}</script>`;
  const body = readFileSync(entry, 'utf8');
  site = await serve({
    '/': hostPage(PLAIN, script),
    '/index.js': { body, type: 'text/javascript' },
    '/digitpad.html': readFileSync(pageFile, 'utf8'),
  });
});
after(() => site?.close());

/** What the package reads in the drawings, as JSON. */
async function readByPackage() {
  const entry = '/index.js';
  const { Recognizer } = await import(entry);
  const recognizer = await Recognizer.load();
  return recognizer
    .readMany(/** @type {any} */ (globalThis).drawings)
    .map((/** @type {object} */ result) => JSON.stringify(result));
}

/** What the page in a host's frame reads in every twentieth, as JSON. */
function readInFrame() {
  const { say, drawings } = /** @type {any} */ (globalThis);
  const count = drawings.length / 20;
  return new Promise((resolve) => {
    /** @type {string[]} */
    const got = [];
    addEventListener('message', ({ data }) => {
      if (data.type !== 'answer') return;
      got[data.id] = JSON.stringify(data.result);
      if (data.id === count - 1) resolve(got);
    });
    for (let id = 0; id < count; ++id) {
      say({ digitpad: 1, type: 'set', strokes: drawings[20 * id] });
      say({ digitpad: 1, type: 'get', id });
    }
  });
}

/** Whether a page is told what it has drawn. */
function seesItsCanvas() {
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillRect(0, 0, 300, 150);
  const { data } = context.getImageData(0, 0, 300, 150);
  return data.every((value, i) => value === (i % 4 === 3 ? 255 : 0));
}

/** Chromium whose pages see so many device pixels per CSS pixel. */
async function launchChromium(/** @type {number} */ scale) {
  const browser = await launchBrowser();
  return {
    newPage: () => browser.newPage({ deviceScaleFactor: scale }),
    close: () => browser.close(),
  };
}

const fine = { 'layout.css.devPixelsPerPx': '2' };
const hiding = { 'privacy.resistFingerprinting': true };

/**
 * Browsers, and how many device pixels their pages see; null where they are told something else.
 * @type {[string, number | null, () => Promise<{ newPage: () => any, close: () => any }>][]}
 */
const kinds = [
  ['Chromium', 1, () => launchChromium(1)],
  ['Chromium on a fine screen', 2, () => launchChromium(2)],
  ['Firefox', 1, () => launchFirefox()],
  ['Firefox on a fine screen', 2, () => launchFirefox({ prefs: fine })],
  ['Firefox that resists fingerprinting', null, () => launchFirefox({ prefs: hiding })],
  ['WebKit', 1, () => launchWebKit()],
  ['WebKit on a fine screen', 2, () => launchWebKit({ scale: 2 })],
];

for (const [name, scale, launch] of kinds) {
  const skip = noPackage || (name.startsWith('WebKit') && missingWebKit) || false;
  test(`${name} reads 2,000 drawings as the command line does`, { skip }, async () => {
    const browser = await launch();
    try {
      const tab = new HostTab(await browser.newPage(), [], 'chromium');
      await tab.visit(`${site.origin}/`);
      if (scale) assert.equal(await tab.evaluate(() => devicePixelRatio), scale);
      assert.equal(await tab.evaluate(seesItsCanvas), scale !== null);
      assert.deepEqual(await tab.evaluate(readByPackage), expected);
      const some = expected.filter((_, i) => i % 20 === 0);
      assert.deepEqual(await tab.evaluate(readInFrame), some);
    } finally {
      await browser.close();
    }
  });
}

test(
  'Node reads 2,000 drawings as the command line does',
  { skip: noPackage },
  async () => {
    const { Recognizer } = await import(pathToFileURL(entry).href);
    const recognizer = await Recognizer.load();
    const results = recognizer.readMany(drawings);
    assert.deepEqual(
      results.map((/** @type {object} */ result) => JSON.stringify(result)),
      expected,
    );
  },
);
