// Drawings replayed as real pointer events on the page in Chromium from file://, and what the
// page reads in them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import {
  answerFor,
  drawWithFinger,
  drawWithMouse,
  inkBox,
  launchBrowser,
  openPage,
  parseDrawings,
  root,
} from './browser.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

const authored = parseDrawings(
  readFileSync(join(root, 'tests/data/authored.jsonl'), 'utf8'),
);

/**
 * Draws each drawing on an empty pad and counts the right answers. What was guessed counts; how
 * many of the right ones were not accepted is told beside it.
 * @param {import('playwright-core').Page} page
 * @param {import('./browser.mjs').Drawing[]} drawings
 * @param {typeof drawWithMouse} draw
 */
async function readAll(page, drawings, draw) {
  const box = await inkBox(page);
  let right = 0;
  let unsure = 0;
  const wrong = [];
  for (const { label, writer, strokes } of drawings) {
    for (const [x, y] of strokes.flat()) {
      assert.ok(
        x >= 0 && y >= 0 && x < box.width && y < box.height,
        'the pad is too small',
      );
    }
    await page.locator('#new').click();
    await draw(page, strokes);
    const { guess, state } = await answerFor(page, strokes.length);
    if (guess === label) {
      right += 1;
      unsure += state === 'accepted' ? 0 : 1;
    } else {
      wrong.push(
        `${label} as ${guess}${writer === undefined ? '' : ` (writer ${writer})`}`,
      );
    }
  }
  const share = ((100 * right) / drawings.length).toFixed(1);
  console.log(
    `read ${right} of ${drawings.length} right (${share} %), ${unsure} of them unsure; ` +
      `wrong: ${wrong.join(', ') || 'none'}`,
  );
  return right;
}

test('drawings authored here are read, drawn with the mouse', async () => {
  const { context, page, log } = await openPage(browser, {
    viewport: { width: 1280, height: 900 },
  });
  assert.ok((await readAll(page, authored, drawWithMouse)) >= authored.length * 0.97);
  assert.deepEqual(log, []);
  await context.close();
});

for (const deviceScaleFactor of [1, 2]) {
  test(`they are read drawn with a finger at DPR ${deviceScaleFactor}`, async () => {
    const { context, page, log } = await openPage(browser, {
      viewport: { width: 1024, height: 900 },
      hasTouch: true,
      deviceScaleFactor,
    });
    const some = authored.filter((_, i) => i % 3 === deviceScaleFactor - 1);
    assert.ok((await readAll(page, some, drawWithFinger)) >= some.length * 0.97);
    assert.deepEqual(log, []);
    await context.close();
  });
}

// The first two drawings of each digit by each validation and test writer of the fixed split, at
// their true place and size: one ink unit is one CSS pixel of the pad.
const pen = join(
  process.env.DIGITPAD_DATA ?? join(root, '../shared/data'),
  'pen/pendigits-train.jsonl.gz',
);
test('200 drawings of writers who trained nothing are read, with the mouse', async (t) => {
  if (!existsSync(pen)) return t.skip(`SKIPPED: there is no ${pen}`);
  const writers = [3, 9, 18, 27, 5, 10, 15, 20, 25, 30].map(String);
  /** @type {Map<string, number>} */
  const taken = new Map();
  const drawings = parseDrawings(gunzipSync(readFileSync(pen)).toString()).filter(
    (drawing) => {
      if (!writers.includes(String(drawing.writer))) return false;
      const key = `${drawing.writer}/${drawing.label}`;
      taken.set(key, (taken.get(key) ?? 0) + 1);
      return /** @type {number} */ (taken.get(key)) <= 2;
    },
  );
  assert.equal(drawings.length, 200);
  const { context, page, log } = await openPage(browser, {
    viewport: { width: 1280, height: 900 },
  });
  assert.ok((await readAll(page, drawings, drawWithMouse)) >= 194);
  assert.deepEqual(log, []);
  await context.close();
});
