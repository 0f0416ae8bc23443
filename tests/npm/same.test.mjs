// The package answers as the command line does, byte for byte as JSON: drawings in Node, in a
// thread of Node's, in Chromium and in a worker there, and in the form field in each browser; images
// in Node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Worker as Thread } from 'node:worker_threads';
import { manyDrawings } from '../cli/many_drawings.mjs';
import { Page } from '../cli/picture_files.mjs';
import { authoredDrawings, idx, linesOf, makeFolder, run } from '../cli/program.mjs';
import { testPads } from '../element/pads.mjs';
import { launchBrowser } from '../web/browser.mjs';
import { missing, openFolder, ORIGIN, packageFolder } from './apps.mjs';

const options = { skip: missing };
const url = pathToFileURL(join(packageFolder, 'index.js')).href;
const { write } = makeFolder();

const drawings = manyDrawings(500);

/** @type {string[]} */
let expected;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {any} */
let recognizer;
before(async () => {
  if (missing) return;
  const lines = drawings.map((strokes) => JSON.stringify({ strokes }));
  const { stdout, code } = run(['read', '--json', '-'], { input: lines.join('\n') });
  assert.equal(code, 0);
  expected = linesOf(stdout);
  assert.ok(new Set(expected).size > 400, 'they differ');
  const { Recognizer } = await import(url);
  recognizer = await Recognizer.load();
  browser = await launchBrowser();
});
after(() => browser?.close());

test('500 drawings in Node', options, () => {
  const results = recognizer.readMany(drawings);
  assert.deepEqual(
    results.map((/** @type {object} */ result) => JSON.stringify(result)),
    expected,
  );
});

test('500 drawings in a thread of Node', options, async () => {
  const worker = new Thread(new URL('./node_reader.mjs', import.meta.url), {
    workerData: { url, drawings },
  });
  const results = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  assert.deepEqual(results, expected);
});

const READER = `import { Recognizer } from '${ORIGIN}/index.js';
onmessage = async ({ data }) => {
  const recognizer = await Recognizer.load();
  postMessage(recognizer.readMany(data).map((result) => JSON.stringify(result)));
};`;

test('500 drawings in Chromium, in its window and in a worker', options, async () => {
  const { context, page } = await openFolder(browser, packageFolder);
  const results = await page.evaluate(async ([drawings, reader]) => {
    const entry = '/index.js';
    const { Recognizer } = await import(entry);
    const recognizer = await Recognizer.load();
    const here = recognizer
      .readMany(drawings)
      .map((/** @type {object} */ result) => JSON.stringify(result));
    const script = new Blob([reader], { type: 'text/javascript' });
    const worker = new Worker(URL.createObjectURL(script), { type: 'module' });
    const there = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(drawings);
    });
    return { here, there };
  }, /** @type {const} */ ([drawings, READER]));
  await context.close();
  assert.deepEqual(results.here, expected);
  assert.deepEqual(results.there, expected);
});

/** A page with the form field, and the modules that it is made of. */
function pagesOfElement() {
  const modules = ['element.js', 'index.js'].map((name) => [
    `/${name}`,
    { body: readFileSync(join(packageFolder, name), 'utf8'), type: 'text/javascript' },
  ]);
  const page = `<!doctype html><title></title><digit-pad></digit-pad>
    <script type="module" src="/element.js"></script>`;
  return { '/': page, ...Object.fromEntries(modules) };
}

/** What a pad reads in drawings, as JSON. @param {number[][][][]} drawings */
async function readInPad(drawings) {
  const pad = /** @type {any} */ (document.querySelector('digit-pad'));
  const results = [];
  for (const strokes of drawings) {
    pad.strokes = strokes;
    while (pad.matches(':state(reading)')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    results.push(JSON.stringify(pad.result));
  }
  return results;
}

if (!missing) {
  testPads(pagesOfElement, (promise) =>
    promise('500 drawings in <digit-pad>', async (tab) => {
      assert.deepEqual(await tab.evaluate(readInPad, drawings), expected);
    }),
  );
}

/** What the command line reads in a file, as JSON, a line each. */
const linesFor = (/** @type {string} */ file, /** @type {string[]} */ ...args) =>
  linesOf(run(['read', '--json', ...args, file]).stdout);

/** A page's pixels as an ImageData has them. */
function rgbaOf(/** @type {Page} */ { width, height, pixels }) {
  const data = new Uint8ClampedArray(4 * width * height);
  pixels.forEach((gray, i) => data.set([gray, gray, gray, 255], 4 * i));
  return { data, width, height };
}

test('a picture of one number, and of several', options, () => {
  const page = new Page(420, 300);
  page.write('7531', { x: 60, y: 40, height: 60 });
  const one = linesFor(write('one.png', page.png()));
  assert.equal(one.length, 1);
  assert.equal(JSON.stringify(recognizer.readImage(rgbaOf(page))), one[0]);
  const { width, height, pixels } = page;
  const gray = { data: pixels, width, height };
  assert.equal(JSON.stringify(recognizer.readImage(gray)), one[0]);

  page.write('42', { x: 90, y: 180, height: 70 });
  const file = write('two.png', page.png());
  const numbers = recognizer.readNumbers(rgbaOf(page));
  assert.deepEqual(
    numbers.map((/** @type {object} */ n) => JSON.stringify(n)),
    linesFor(file),
  );
  assert.equal(recognizer.readImage(rgbaOf(page)).text, '7531\n42');
  const rules = recognizer.readNumbers(rgbaOf(page), { rules: { max: 100 } });
  assert.deepEqual(
    rules.map((/** @type {object} */ n) => JSON.stringify(n)),
    linesFor(file, '--max', '100'),
  );
  const single = recognizer.readImage(rgbaOf(page), { mode: 'single' });
  assert.deepEqual([JSON.stringify(single)], linesFor(file, '--single'));
});

test(
  'a picture of nothing, and ink that is only opaque where it is dark',
  options,
  () => {
    const page = new Page(200, 120, 255);
    const nothing = linesFor(write('nothing.png', page.png()));
    assert.deepEqual([JSON.stringify(recognizer.readImage(rgbaOf(page)))], nothing);
    page.write('25', { x: 50, y: 30, height: 60, ink: 0 });
    const image = rgbaOf(page);
    for (let i = 0; i < page.pixels.length; ++i) {
      image.data.set([0, 0, 0, 255 - page.pixels[i]], 4 * i);
    }
    const [line] = linesFor(write('page.png', page.png()));
    assert.equal(JSON.stringify(recognizer.readImage(image)), line);
  },
);

test('28x28 grey levels are one symbol, as an image of MNIST is', options, () => {
  const data = new Uint8Array(784);
  for (let y = 5; y < 23; ++y) data.fill(255, y * 28 + 13, y * 28 + 16);
  const [line] = linesFor(write('one.idx', idx([1, 28, 28], data)));
  assert.equal(
    JSON.stringify(recognizer.readImage({ data, width: 28, height: 28 })),
    line,
  );
});

test('read() of a digit takes no time that anybody sees', options, async () => {
  const digits = authoredDrawings.map(({ strokes }) => strokes);
  const { context, page } = await openFolder(browser, packageFolder);
  const { read, network, kernel } = await page.evaluate(async (digits) => {
    const entry = '/index.js';
    const { Recognizer } = await import(entry);
    const recognizer = await Recognizer.load();
    const picture = { data: new Uint8Array(784), width: 28, height: 28 };
    for (let i = 0; i < 784; ++i) picture.data[i] = 37 * i;
    let shift = 0;
    // Never the same twice: a recognizer remembers what it has read.
    const drawing = (/** @type {number} */ i) => {
      shift += 1e-2;
      return digits[i % digits.length].map((/** @type {number[][]} */ stroke) =>
        stroke.map(([x, y]) => [x + shift * (y / 100), y]),
      );
    };
    /**
     * The median of batches of four of a kind, since the clock is coarse.
     * @param {(one: any) => unknown} run
     * @param {(i: number) => any} prepare
     */
    const p50 = (run, prepare) => {
      const times = [];
      for (let i = 0; i < 75; ++i) {
        const batch = [1, 2, 3, 4].map(() => prepare(i));
        const from = performance.now();
        for (const each of batch) run(each);
        times.push((performance.now() - from) / 4);
      }
      return times.sort((a, b) => a - b)[times.length >> 1];
    };
    const rounds = /** @type {{ read: number, network: number }[]} */ ([]);
    for (let round = 0; round <= 5; ++round) {
      const read = p50((strokes) => recognizer.read(strokes), drawing);
      const network = p50(
        (image) => recognizer.readImage(image),
        () => picture,
      );
      if (round > 0) rounds.push({ read, network }); // in the first the engine still compiles
    }
    const best = (/** @type {'read' | 'network'} */ what) =>
      Math.min(...rounds.map((round) => round[what]));
    return { read: best('read'), network: best('network'), kernel: recognizer.kernel };
  }, digits);
  await context.close();
  console.log(
    `read() of one digit in Chromium, ${kernel}: p50 ${read.toFixed(2)} ms, of a picture of ` +
      `28x28 pixels, which is the network alone, ${network.toFixed(2)} ms; best of 5 rounds`,
  );
  assert.ok(read < 10, `${read} ms`);
});
