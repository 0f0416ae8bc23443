// Drawings as files: saved in every format, the same in every theme; opened again by choice, drop
// and paste; and what cannot be opened told, with all as it was.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { authored, authoredDrawings } from '../cli/program.mjs';
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

const number = writeNumber('42', { x: 100, y: 100, height: 200 });
/** @type {import('playwright-core').Browser} */
let browser;
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
 * A picture as the browser draws it, `scale` times as large, over what is there: all its bytes.
 * @param {Buffer} file
 * @param {string} type
 */
async function pixelsOf(file, type, scale = 1) {
  const page = await browser.newPage();
  const pixels = await page.evaluate(
    async ({ address, scale }) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const [width, height] = [image.width * scale, image.height * scale].map(Math.round);
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(image, 0, 0, image.width * scale, image.height * scale);
      const { data } = context.getImageData(0, 0, width, height);
      return { width, height, data: Array.from(data) };
    },
    { address: `data:${type};base64,${file.toString('base64')}`, scale },
  );
  await page.close();
  return pixels;
}

const channel = (/** @type {number[]} */ data, /** @type {number} */ c) =>
  data.filter((_, i) => i % 4 === c);

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
  const { context, page } = await openDrawn();
  const paper = await pixelsOf((await saveAs(page, 'png')).bytes, 'image/png');
  const none = await pixelsOf((await saveAs(page, 'png-transparent')).bytes, 'image/png');
  const alpha = channel(none.data, 3);
  assert.equal(none.width, paper.width);
  assert.ok(channel(paper.data, 3).every((value) => value === 255));
  assert.ok(channel(paper.data, 0).every((value, i) => value === 255 - alpha[i]));
  assert.ok(alpha.includes(0) && alpha.includes(255));
  assert.ok(channel(none.data, 0).every((value) => value === 0));
  await context.close();
});

test('an SVG shows what the PNG shows', async () => {
  const { context, page } = await openDrawn();
  await drawWithMouse(page, [[[60, 60]]]); // a dot
  const png = await pixelsOf((await saveAs(page, 'png')).bytes, 'image/png');
  const svg = await pixelsOf((await saveAs(page, 'svg')).bytes, 'image/svg+xml', 2);
  const bare = await pixelsOf(
    (await saveAs(page, 'svg-transparent')).bytes,
    'image/svg+xml',
    2,
  );
  assert.deepEqual([svg.width, svg.height], [png.width, png.height]);
  const [wanted, seen] = [channel(png.data, 0), channel(svg.data, 0)];
  let edges = 0;
  let sum = 0;
  let most = 0;
  wanted.forEach((value, i) => {
    const difference = Math.abs(value - seen[i]);
    edges += value > 0 && value < 255 ? 1 : 0;
    sum += difference;
    most = Math.max(most, difference);
  });
  console.log(
    `SVG against PNG: ${(sum / edges).toFixed(1)} levels an edge pixel, at most ${most}`,
  );
  assert.ok(edges > 1000);
  assert.ok(sum / edges < 12);
  assert.ok(most < 90);
  const opaque = channel(bare.data, 3);
  assert.ok(seen.every((value, i) => Math.abs(255 - value - opaque[i]) <= 1));
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
    ['notes.txt', 'forty-two', /no picture/],
    ['page.svg', '<svg xmlns="http://www.w3.org/2000/svg"', /no picture/],
    ['empty.jsonl', '', /empty/],
    ['large.jsonl', Buffer.alloc(70 << 20, ' '), /64 MB/],
    ['zero.png', EMPTY_PNG, /./],
    ['zero.jpg', EMPTY_JPEG, /0x0/],
  ])) {
    await chooseFile(page, name, content);
    const notice = await noticeWith(page, `${name} `);
    assert.match(notice, reason, name);
    assert.equal((await answerFor(page, number.strokes.length)).text, '42', name);
  }
  await page.locator('#undo').click();
  await answerFor(page, number.strokes.length - 1);
  assert.deepEqual(log, []);
  await context.close();
});
