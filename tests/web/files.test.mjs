// Drawings as files: saved in every format, the same in every theme; opened again by choice, drop
// and paste; and what cannot be opened told, with all as it was.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { authored, authoredDrawings, makeFolder } from '../cli/program.mjs';
import { written, writeNumber } from '../data/written.mjs';
import { answerFor, drawWithMouse, inkBox, launchBrowser, openPage } from './browser.mjs';
import {
  bring,
  chooseFile,
  noticeWith,
  pasteText,
  saveAs,
  unexpected,
} from './file_ways.mjs';
import { pictureAnswer } from './sheets.mjs';

/** @typedef {import('playwright-core').Page} Page */

const { write } = makeFolder();
const number = writeNumber('42', { x: 100, y: 100, height: 200 });
/** @type {import('playwright-core').Browser} */
let browser;
const small = { viewport: { width: 480, height: 800 } };
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

/** A page with 42 drawn on it. */
async function openDrawn(/** @type {Parameters<typeof openPage>[1]} */ options = {}) {
  const opened = await openPage(browser, options);
  await drawWithMouse(opened.page, number.strokes);
  await answerFor(opened.page, number.strokes.length);
  return opened;
}

/**
 * Pictures as the browser draws them, all `width` pixels wide, as what `look` makes of their
 * pixels, four bytes each.
 * @template T
 * @param {Page} page
 * @param {{ type: string, bytes: Buffer }[]} files
 * @param {(pixels: Uint8ClampedArray[]) => T} look runs in the browser
 * @returns {Promise<T>}
 */
function lookAt(page, files, look) {
  const addresses = files.map(
    ({ type, bytes }) => `data:image/${type};base64,${bytes.toString('base64')}`,
  );
  return page.evaluate(
    `(async () => {
      const pixels = [];
      let size;
      for (const address of ${JSON.stringify(addresses)}) {
        const image = new Image();
        image.src = address;
        await image.decode();
        size ??= { width: image.width, height: image.height };
        const canvas = Object.assign(document.createElement('canvas'), size);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0, size.width, size.height);
        pixels.push(context.getImageData(0, 0, size.width, size.height).data);
      }
      return (${look})(pixels);
    })()`,
  );
}

test('every format is the same in every theme', async () => {
  /** @type {Record<string, Buffer>} */
  const light = {};
  const formats = ['png', 'png-transparent', 'svg', 'svg-transparent', 'json', 'csv'];
  for (const theme of ['light', 'dark']) {
    const { context, page, log } = await openDrawn({ query: `?theme=${theme}` });
    for (const format of formats) {
      const { bytes, name } = await saveAs(page, format);
      light[format] ??= bytes;
      assert.ok(bytes.equals(light[format]), `${format} in ${theme}`);
      assert.equal(name, `digitpad.${format.split('-')[0]}`);
    }
    assert.deepEqual(unexpected(log), []);
    await context.close();
  }
});

test('a PNG without paper has the ink alone, as dark as on paper', async () => {
  const { context, page } = await openDrawn(small);
  const files = [];
  for (const format of ['png', 'png-transparent']) {
    files.push({ type: 'png', bytes: (await saveAs(page, format)).bytes });
  }
  const seen = await lookAt(page, files, ([paper, none]) => {
    const counts = { other: 0, clear: 0, solid: 0 };
    for (let i = 0; i < paper.length; i += 4) {
      const alpha = none[i + 3];
      const same = paper[i] === 255 - alpha && paper[i + 3] === 255 && none[i] === 0;
      counts.other += same ? 0 : 1;
      counts.clear += alpha === 0 ? 1 : 0;
      counts.solid += alpha === 255 ? 1 : 0;
    }
    return counts;
  });
  assert.equal(seen.other, 0);
  assert.ok(seen.clear > seen.solid && seen.solid > 1000);
  await context.close();
});

test('an SVG shows what the PNG shows', async () => {
  const { context, page } = await openDrawn(small);
  await drawWithMouse(page, [[[60, 60]]]); // a dot
  const files = [];
  for (const format of ['png', 'svg', 'svg-transparent']) {
    const { bytes } = await saveAs(page, format);
    files.push({ type: format === 'png' ? 'png' : 'svg+xml', bytes });
  }
  const seen = await lookAt(page, files, ([png, svg, bare]) => {
    const counts = { edges: 0, sum: 0, bias: 0, most: 0, unlike: 0 };
    for (let i = 0; i < png.length; i += 4) {
      const difference = Math.abs(png[i] - svg[i]);
      counts.edges += png[i] > 0 && png[i] < 255 ? 1 : 0;
      counts.sum += difference;
      counts.bias += png[i] - svg[i];
      counts.most = Math.max(counts.most, difference);
      counts.unlike += Math.abs(255 - svg[i] - bare[i + 3]) > 1 ? 1 : 0;
    }
    return counts;
  });
  const mean = seen.sum / seen.edges;
  const bias = seen.bias / seen.edges;
  console.log(
    `SVG - PNG: ${mean.toFixed(1)} levels an edge pixel, ${bias.toFixed(1)} with sign, at most ${seen.most}`,
  );
  assert.ok(seen.edges > 1000);
  // The page's coverage is a distance, the browser's an area: slanted edges differ a little.
  assert.ok(mean < 20);
  assert.ok(Math.abs(bias) < 10);
  assert.ok(seen.most < 128);
  assert.equal(seen.unlike, 0);
  await context.close();
});

for (const format of ['png', 'png-transparent', 'svg', 'svg-transparent']) {
  test(`a saved ${format} is opened as a picture`, async () => {
    const { context, page, log } = await openDrawn({ query: '?theme=dark' });
    const { name, bytes } = await saveAs(page, format);
    await chooseFile(page, name, bytes);
    assert.equal((await pictureAnswer(page)).guess, '42');
    assert.deepEqual(unexpected(log), []);
    await context.close();
  });
}

test('a saved strokes file brings the very drawing back, and undo what was there', async () => {
  const { context, page, log } = await openDrawn();
  const { name, bytes } = await saveAs(page, 'strokes');
  await page.locator('#new').click();
  await drawWithMouse(page, [
    [
      [50, 50],
      [60, 200],
    ],
  ]);
  await answerFor(page, 1);
  await chooseFile(page, name, bytes);
  assert.equal((await answerFor(page, number.strokes.length)).text, '42');
  assert.ok((await saveAs(page, 'strokes')).bytes.equals(bytes));
  await page.locator('#undo').click();
  await answerFor(page, 1);
  assert.deepEqual(unexpected(log), []);
  await context.close();
});

const strokesLine = JSON.stringify(written('317'));
for (const [
  way,
  bringIt,
] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  ['choice', (page) => chooseFile(page, 'a.jsonl', strokesLine)],
  ['choice, gzipped', (page) => chooseFile(page, 'a.gz', gzipSync(strokesLine))],
  ['drop', (page) => bring(page, 'drop', [{ name: 'a.json', content: strokesLine }])],
  ['pasted file', (page) => bring(page, 'paste', [{ name: 'a', content: strokesLine }])],
  ['pasted text', (page) => pasteText(page, ` ${strokesLine}\n`)],
])) {
  for (const query of ['', '?boxes=3']) {
    test(`a strokes file comes by ${way} ${query}`, async () => {
      const { context, page, log } = await openPage(browser, { query });
      await bringIt(page);
      const { strokes } = JSON.parse(strokesLine);
      assert.equal((await answerFor(page, strokes.length)).guess, '317');
      assert.equal(await page.locator('#notice').textContent(), '');
      assert.deepEqual(log, []);
      await context.close();
    });
  }
}

test('drawings of any unit and place are seen whole, and read', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 390, height: 844 },
  });
  const box = await inkBox(page);
  const digit = authoredDrawings.find(({ label }) => label === '3');
  for (const [scale, dx, dy, size] of [
    [1, 0, 0, 0],
    [0.001, 0, 0, 0],
    [1000, -900_000, 400_000, 0],
    [0.2, 0, 0, 2000],
    [3, 0, 0, 1500],
  ]) {
    const strokes = digit.strokes.map((/** @type {number[][]} */ stroke) =>
      stroke.map(([x, y]) => [x * scale + dx, y * scale + dy]),
    );
    const line = JSON.stringify({ width: size, height: size, strokes });
    await chooseFile(page, 'any.jsonl', line);
    const { guess } = await answerFor(page, strokes.length);
    assert.equal(guess, '3', `scale ${scale}`);
    const saved = JSON.parse(String((await saveAs(page, 'strokes')).bytes));
    const points = /** @type {number[][]} */ (saved.strokes.flat());
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    assert.ok(Math.min(...xs) >= 0 && Math.max(...xs) <= box.width, `scale ${scale}`);
    assert.ok(Math.min(...ys) >= 0 && Math.max(...ys) <= box.height, `scale ${scale}`);
    assert.ok(Math.max(...ys) - Math.min(...ys) > box.height / 6, `scale ${scale}`);
    await page.locator('#new').click();
  }
  await context.close();
});

test('of several drawings or files the first is opened, and that is said', async () => {
  const { context, page } = await openPage(browser);
  await chooseFile(page, 'authored.jsonl', readFileSync(authored));
  assert.match(await noticeWith(page, 'of 30'), /Drawing 1 of 30/);
  assert.equal(
    (await answerFor(page, authoredDrawings[0].strokes.length)).guess,
    authoredDrawings[0].label,
  );
  await page.locator('#menu').click();
  await page.locator('#history').click();
  const past = page.locator('#past button');
  assert.equal(await past.count(), 29);
  assert.equal(await past.first().textContent(), authoredDrawings[1].label);
  await page.keyboard.press('Escape');
  await bring(page, 'drop', [
    { name: 'a.jsonl', content: strokesLine },
    { name: 'b.jsonl', content: strokesLine },
  ]);
  assert.match(await noticeWith(page, 'first'), /2/);
  await context.close();
});

test('a pasted number is typed; other text is left alone', async () => {
  const { context, page, log } = await openPage(browser);
  assert.equal(await pasteText(page, 'some words'), false);
  assert.equal(await pasteText(page, ' 42 '), true);
  await page.waitForFunction(
    () => document.querySelector('#answer')?.textContent === '42',
  );
  assert.deepEqual(log, []);
  await context.close();
});

const LARGE = Buffer.alloc(70 << 20, ' ');
/** A PNG's or JPEG's beginning that tells of no pixels at all. */
const EMPTY_PNG = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000000000000000800000000' + '00000000',
  'hex',
);
const EMPTY_JPEG = Buffer.from('ffd8ffc0000b0800000000010111003f00ffd9', 'hex');

test('what cannot be opened is told by name, and all stays as it was', async () => {
  const { context, page, log } = await openDrawn();
  const half = JSON.stringify(written('42')).slice(0, 200);
  for (const [
    name,
    content,
    reason,
  ] of /** @type {[string, Buffer | string, RegExp][]} */ ([
    ['half.jsonl', `${strokesLine}\n${half}`, /line 2: .*ends too early/],
    ['far.jsonl', '{"strokes":[[[1,2],[3e9,4]]]}', /line 1, stroke 0, point 1/],
    ['none.jsonl', '{"strokes":[[]]}', /no drawing/],
    ['half.jsonl.gz', gzipSync(strokesLine).subarray(0, 60), /damaged/],
    [
      'bomb.jsonl.gz',
      gzipSync(`${strokesLine}\n`.repeat(20_000)),
      /far more than its own size/,
    ],
    ['notes.txt', 'forty-two', /no picture/],
    ['page.svg', '<svg xmlns="http://www.w3.org/2000/svg"', /plain shapes/],
    ['empty.jsonl', '', /empty/],
    ['large.jsonl', LARGE, /64 MB/],
    ['zero.png', EMPTY_PNG, /./],
    ['zero.jpg', EMPTY_JPEG, /0x0/],
  ])) {
    if (content === LARGE) {
      // Playwright takes no more than 50 MB but from a file.
      await page.locator('#file').setInputFiles(write(name, content));
    } else {
      await chooseFile(page, name, content);
    }
    const notice = await noticeWith(page, `${name} `);
    assert.match(notice, reason, name);
    assert.equal((await answerFor(page, number.strokes.length)).text, '42', name);
  }
  await page.locator('#undo').click();
  await answerFor(page, number.strokes.length - 1);
  assert.deepEqual(log, []);
  await context.close();
});
