// The operating point as a setting of the page, ?min-confidence=: what it accepts, and what it
// says where it does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  answerFor,
  drawWithMouse,
  launchBrowser,
  openPage,
  pageFile,
  root,
} from './browser.mjs';
import { written } from '../data/written.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

// From a one to a seven: an upright stroke whose bar to the left grows. Somewhere between the
// two no model can be sure.
const STEPS = 16;
const fromOneToSeven = Array.from({ length: STEPS + 1 }, (_, i) => {
  const stem = Array.from({ length: 12 }, (_, k) => [220 - 4 * k, 60 + 16 * k]);
  const bar = Array.from({ length: i }, (_, k) => [220 - 7 * (i - k), 60]);
  return [[...bar, ...stem]];
});

/** What stands in place of the answer to be chosen from, if anything does. */
async function candidatesOf(/** @type {import('playwright-core').Page} */ page) {
  const [first, second] = [page.locator('#first'), page.locator('#second')];
  if (!(await first.isVisible())) return [];
  return [await first.textContent(), await second.textContent()];
}

/**
 * The answers of a page opened with `query`, each to one drawing on an empty pad.
 * @param {string} query
 * @param {number[][][][]} drawings
 */
async function answersOf(query, drawings) {
  const { context, page, log } = await openPage(browser, { query });
  const answers = [];
  for (const strokes of drawings) {
    await page.locator('#new').click();
    await drawWithMouse(page, strokes);
    const answer = await answerFor(page, strokes.length);
    const verdict = await page.locator('#verdict').textContent();
    answers.push({ ...answer, verdict, candidates: await candidatesOf(page) });
  }
  assert.deepEqual(log, []);
  await context.close();
  return answers;
}

test('strict accepts from the 1 in 1,000 threshold of the model on', async () => {
  const card = JSON.parse(readFileSync(join(root, 'weights/digits.json'), 'utf8'));
  const strict = card.accept_1_in_1000 / 10000;
  const usual = await answersOf('', fromOneToSeven);
  const answers = await answersOf('?min-confidence=strict', fromOneToSeven);
  for (const [i, answer] of answers.entries()) {
    const { text, guess, confidence, state, verdict, candidates } = answer;
    assert.equal(guess, usual[i].guess);
    assert.equal(confidence, usual[i].confidence);
    if (state === 'accepted') {
      assert.ok(confidence >= strict);
      assert.equal(text, guess);
      assert.deepEqual(candidates, []);
    } else {
      assert.ok(confidence < strict || usual[i].state === 'rejected');
      assert.equal(text, '?');
      if (state !== 'unsure') {
        assert.deepEqual(candidates, []);
      } else if (candidates.length > 0) {
        assert.equal(candidates[0], guess);
        assert.match(String(candidates[1]), /^\d$/);
        assert.notEqual(candidates[1], guess);
        assert.match(verdict ?? '', /Which one/);
      } else {
        assert.ok(verdict?.includes(`${guess}?`), verdict ?? '');
      }
    }
  }
  const seen = answers.map(({ guess, confidence, state }) => [guess, confidence, state]);
  console.log(`strict, ${strict}: ${seen.map((answer) => answer.join(' ')).join(', ')}`);
  assert.ok(answers.some(({ state }) => state === 'accepted'));
  const unsure = answers.filter(({ state }) => state === 'unsure');
  // The guess can be tapped, and what it may be besides.
  assert.ok(unsure.some(({ candidates }) => candidates.length === 2));
});

test('a number accepts from itself on', async () => {
  const answers = await answersOf('?min-confidence=0', fromOneToSeven);
  const accepted = answers.filter(({ state }) => state === 'accepted');
  const confidence = Math.min(...accepted.map((answer) => answer.confidence));
  assert.ok(confidence < 1);
  const i = answers.findIndex((answer) => answer.confidence === confidence);
  const { guess, verdict } = answers[i];
  // Rounded down, so that 0.9995 is not 100 %.
  const percent = Math.floor(Math.round(confidence * 10000) / 100);
  assert.equal(verdict, `${percent}% sure`);
  const strokes = fromOneToSeven[i];
  const [same] = await answersOf(`?min-confidence=${confidence}`, [strokes]);
  assert.equal(same.state, 'accepted');
  assert.equal(same.text, guess);
  const above = (confidence + 0.0001).toFixed(4);
  const [refused] = await answersOf(`?min-confidence=${above}`, [strokes]);
  assert.equal(refused.state, 'unsure');
  assert.equal(refused.text, '?');
  assert.equal(refused.guess, guess);
  assert.equal(refused.confidence, confidence);
});

test('a setting that is none is an error that the page shows', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`file://${pageFile}?min-confidence=98%25`);
  await page.getByText('min-confidence: "98%"').waitFor({ timeout: 5000 });
  assert.notEqual(
    await page.evaluate(() => document.documentElement.dataset.ready),
    'true',
  );
  await context.close();
});

test('rules in the address refuse what breaks them', async () => {
  const drawn = (/** @type {string} */ text) =>
    written(text).strokes.map((stroke) => stroke.map(([x, y]) => [x / 2, y / 2]));
  const [free] = await answersOf('', [drawn('42')]);
  assert.equal(free.text, '42');
  const [bound] = await answersOf('?max=31', [drawn('42')]);
  assert.equal(bound.text, '?');
  assert.equal(bound.guess, '42');
  const [decimal] = await answersOf('?decimal', [drawn('3.14')]);
  assert.equal(decimal.text, '3.14');
});

test('a sure reading that breaks a rule is told so, and stays unsure', async () => {
  const drawn = (/** @type {string} */ text) => {
    const scale = Math.min(0.5, 4 / text.length);
    const { strokes } = written(text);
    return strokes.map((stroke) =>
      stroke.map(([x, y]) => [20 + x * scale, 20 + y * scale]),
    );
  };
  for (const [query, number, verdict] of [
    ['min=1&max=31', '42', '42 is not from 1 to 31.'],
    ['max=31', '42', '42 is more than 31.'],
    ['min=50', '42', '42 is less than 50.'],
    ['length=4', '42', '42 does not have 4 digits.'],
    ['check=luhn', '17', '17 fails its check digit.'],
    ['check=luhn', '79927398712', 'The number fails its check digit.'],
    ['decimal', '3.1.4', '3.1.4 breaks the rules.'],
    ['min=5', '4', '4 is less than 5.'],
    ['max=31', '17', null],
  ]) {
    const [answer] = await answersOf(`?${query}`, [drawn(String(number))]);
    assert.equal(answer.guess, number, `${query}`);
    if (verdict === null) {
      assert.match(answer.verdict ?? '', /% sure$/);
      continue;
    }
    assert.equal(answer.verdict, verdict);
    assert.deepEqual([answer.text, answer.state], ['?', 'unsure'], `${query}`);
  }
});

test('a rule that is none is an error that the page shows', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const [query, message] of [
    ['max=many', 'max: "many" is not a number'],
    ['min=5&max=3', 'min: 5 is more than max, 3'],
    ['boxes=4&length=2', 'length: there are as many digits as boxes, 4'],
    ['lenght=4', "lenght: the page's address has no such setting"],
    ['BOXES=4', "BOXES: the page's address has no such setting"],
    ['max=31&max=12', "max: the page's address has it twice"],
    ['prior=0.5', 'prior: says how likely the expected number is'],
  ]) {
    await page.goto(`file://${pageFile}?${query}`);
    await page.getByText(message).waitFor({ timeout: 5000 });
  }
  await context.close();
});

test('what others add to an address is no setting', async () => {
  const [answer] = await answersOf(
    '?utm_source=a&utm_source=b&fbclid=1&gclid=2&lang=en',
    [written('42').strokes.map((stroke) => stroke.map(([x, y]) => [x / 2, y / 2]))],
  );
  assert.equal(answer.text, '42');
});
