// Another model in the page: checked, in use at once, its card shown as text and nothing else; and
// the built-in one back.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { changedModel, modelWithout, shippedModel } from '../cli/program.mjs';
import { writeNumber } from '../data/written.mjs';
import { answerFor, drawWithMouse, launchBrowser, openPage } from './browser.mjs';
import { bring, chooseFile, noticeWith } from './file_ways.mjs';
import { makeSheet, pictureAnswer } from './sheets.mjs';

/** @typedef {import('playwright-core').Page} Page */

const seven = writeNumber('7', { x: 100, y: 100, height: 200 });
/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const hashOf = (/** @type {Uint8Array} */ bytes) =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 12);
const shipped = readFileSync(shippedModel);

/** Once the page reads with this model. */
const usesModel = (/** @type {Page} */ page, /** @type {Uint8Array} */ bytes) =>
  page.waitForFunction(
    (name) => document.documentElement.dataset.model === name,
    hashOf(bytes),
    { timeout: 5000 },
  );

const cardText = (/** @type {Page} */ page) => page.locator('#network-panel').innerText();

/** The labels of the shipped model in other letters. */
const letters = changedModel({
  labels: (content) => {
    for (let i = 0; i < content.length; ++i) {
      if (content[i] >= 0x30 && content[i] <= 0x39) content[i] += 0x11; // 0 -> A
    }
    return content;
  },
});

test('the card of the built-in model is shown', async () => {
  const { context, page, log } = await openPage(browser);
  await usesModel(page, shipped);
  await page.locator('#menu').click();
  await page.locator('#network').click();
  const text = await cardText(page);
  assert.ok(text.includes(hashOf(shipped)));
  assert.match(text, /200,203/);
  await page.locator('#network-card summary').first().click();
  assert.match(await cardText(page), /conv3x3x16/);
  assert.equal(await page.locator('#network-back').getAttribute('aria-disabled'), 'true');
  assert.deepEqual(log, []);
  await context.close();
});

test("one's own model reads at once, until the built-in one comes back", async () => {
  const { context, page, log } = await openPage(browser);
  await drawWithMouse(page, seven.strokes);
  assert.equal((await answerFor(page, 1)).text, '7');
  await bring(page, 'drop', [{ name: 'letters.dpm', content: letters }]);
  await usesModel(page, letters);
  assert.equal((await answerFor(page, 1)).text, 'H');
  assert.match(await cardText(page), /letters\.dpm/);
  assert.match(await cardText(page), /A B C D E F G H I J/);
  assert.equal(await page.locator('#bar-7-label').textContent(), 'H');
  await page.locator('#network-back').click();
  await usesModel(page, shipped);
  assert.equal((await answerFor(page, 1)).text, '7');
  await page.keyboard.press('Escape');
  await chooseFile(page, 'letters.dpm', letters);
  await usesModel(page, letters);
  await page.reload();
  await usesModel(page, shipped);
  assert.deepEqual(log, []);
  await context.close();
});

test('a model of fewer classes, and one that knows no 7', async () => {
  const { context, page, log } = await openPage(browser, { query: '?min-confidence=0' });
  await drawWithMouse(page, seven.strokes);
  await answerFor(page, 1);
  const model = modelWithout('7');
  await chooseFile(page, 'no-seven.dpm', model);
  await usesModel(page, model);
  const { guess } = await answerFor(page, 1);
  assert.notEqual(guess, '7');
  assert.equal(await page.locator('#bars > li').count(), 9);
  assert.equal(await page.locator('#bar-7-label').textContent(), '8');
  assert.deepEqual(log, []);
  await context.close();
});

test('an open picture is read once more', async () => {
  const { context, page } = await openPage(browser);
  await chooseFile(page, 'sheet.png', await makeSheet(browser, ['271', '828']));
  assert.equal((await pictureAnswer(page)).guess, '271\n828');
  await chooseFile(page, 'letters.dpm', letters);
  await usesModel(page, letters);
  assert.equal((await pictureAnswer(page)).guess, 'CHB\nICI');
  await context.close();
});

test('a bad model is told by name and place, and the old one still reads', async () => {
  const { context, page, log } = await openPage(browser);
  await drawWithMouse(page, seven.strokes);
  await answerFor(page, 1);
  const damaged = Buffer.from(shipped);
  damaged[damaged.length - 9] ^= 1;
  for (const [name, content, reason] of /** @type {[string, Buffer, RegExp][]} */ ([
    ['cut.dpm', shipped.subarray(0, shipped.length / 2), /byte \d+/],
    ['head.dpm', shipped.subarray(0, 20), /byte \d+/],
    ['damaged.dpm', damaged, /CRC/],
    ['labels.dpm', changedModel({ labels: () => Buffer.of(0, 0) }), /./],
    ['tensors.dpm', changedModel({ tensors: (t) => t.subarray(8) }), /section "tensors"/],
  ])) {
    await chooseFile(page, name, content);
    assert.match(await noticeWith(page, name), reason, name);
    assert.equal(
      await page.evaluate(() => document.documentElement.dataset.model),
      hashOf(shipped),
    );
  }
  await page.locator('#recognize').click();
  assert.equal((await answerFor(page, 1)).text, '7');
  assert.deepEqual(log, []);
  await context.close();
});

test('a card is text, whatever is in it', async () => {
  const { context, page, log } = await openPage(browser);
  const attack = '<img src=x onerror=alert(1)><b>bold</b>';
  for (const [card, shown] of [
    [JSON.stringify({ recipe: { [attack]: attack }, evaluation: 7 }), attack],
    [
      JSON.stringify({ evaluation: { figures: { x_test: { accuracy: 0.98765 } } } }),
      '98.77%',
    ],
    [JSON.stringify({ own: ['a', { b: null }] }), 'null'],
    ['null', 'null'],
    ['"words"', 'words'],
    ['no JSON', 'no JSON'],
    ['', ''],
    ['['.repeat(5000) + ']'.repeat(5000), ''],
    [JSON.stringify(Array(100_000).fill({ a: 1 })), ''],
  ]) {
    const model = changedModel({ card: () => Buffer.from(card) });
    await chooseFile(page, 'card.dpm', model);
    await usesModel(page, model);
    const details = page.locator('#network-card details').first();
    await details.locator('> summary').click();
    assert.ok((await details.textContent())?.includes(shown), card.slice(0, 80));
    assert.equal(await page.locator('#network-panel :is(img, b)').count(), 0);
    assert.ok((await page.locator('#network-card *').count()) < 10_000);
  }
  assert.deepEqual(log, []);
  await context.close();
});
