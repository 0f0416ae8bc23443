// What the page promises besides reading: no request, no message, its buttons, its keyboard, its
// saved picture, and room for large text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  answerFor,
  drawWithMouse,
  inkBox,
  launchBrowser,
  openPage,
  pageFile,
  root,
} from './browser.mjs';
import { saveAs, unexpected } from './file_ways.mjs';
import { decodePng, inkedPixels } from './pixels.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

// A one and the two strokes of a plus, in CSS pixels of the pad.
const one = [
  [
    [120, 60],
    [121, 100],
    [120, 150],
    [119, 200],
    [120, 240],
  ],
];
const plus = [
  [
    [150, 60],
    [150, 240],
  ],
  [
    [60, 150],
    [240, 150],
  ],
];

test('the page is one small file under a strict policy', () => {
  const html = readFileSync(pageFile);
  const size = gzipSync(html, { level: 9 }).length;
  console.log(`build/digitpad.html: ${html.length} bytes, ${size} gzipped`);
  assert.ok(size <= 400_000);
  const text = html.toString();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const notice = /<!--([^]*?)-->/.exec(text)?.[1].replace(/\s+/g, ' ') ?? '';
  assert.ok(notice.startsWith(` digitpad ${version}, Copyright (c) 2026 `), notice);
  for (const name of ['MIT License', 'SDL2', 'Emscripten', 'stb_image', 'LICENSES.txt']) {
    assert.ok(notice.includes(name), name);
  }
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/i.exec(text);
  assert.ok(policy, 'a Content-Security-Policy');
  assert.match(policy[1], /default-src 'none'/);
  assert.match(policy[1], /script-src 'sha256-[^']+' 'wasm-unsafe-eval'/);
  assert.match(policy[1], /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy[1], /unsafe-inline|'unsafe-eval'/);
});

test('it starts empty, asks for nothing and says nothing', async () => {
  const { context, page, log } = await openPage(browser);
  const { text, state } = await answerFor(page, 0);
  assert.equal(text, '');
  assert.equal(state, 'empty');
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  await page.waitForTimeout(300);
  assert.deepEqual(log, []);
  await context.close();
});

test('the answer comes while one draws, before the pen is lifted', async () => {
  const { context, page } = await openPage(browser);
  const box = await inkBox(page);
  await page.mouse.move(box.x + 120, box.y + 60);
  await page.mouse.down();
  for (let y = 70; y <= 240; y += 10) await page.mouse.move(box.x + 120, box.y + y);
  await page.waitForFunction(
    () => document.querySelector('#answer')?.getAttribute('data-guess') === '1',
  );
  await page.mouse.up();
  await context.close();
});

test('undo, redo, clear and try again do what they say', async () => {
  const { context, page } = await openPage(browser);
  const disabled = (/** @type {string} */ id) => page.locator(id).isDisabled();
  for (const id of ['#undo', '#redo', '#clear']) assert.ok(await disabled(id), id);
  await drawWithMouse(page, plus);
  await answerFor(page, 2);
  const drawn = await inkedPixels(page);
  assert.ok(drawn > 500);

  await page.locator('#undo').click();
  await answerFor(page, 1);
  assert.ok((await inkedPixels(page)) < drawn);
  await page.locator('#redo').click();
  await answerFor(page, 2);
  assert.equal(await inkedPixels(page), drawn);

  await page.locator('#clear').click();
  assert.equal((await answerFor(page, 0)).state, 'empty');
  await page.locator('#undo').click();
  await answerFor(page, 2);
  assert.equal(await inkedPixels(page), drawn);

  await page.locator('#new').click();
  assert.equal((await answerFor(page, 0)).state, 'empty');
  assert.ok(await disabled('#undo'));
  await context.close();
});

test('save downloads a PNG of the ink', async () => {
  const { context, page, log } = await openPage(browser);
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  const { name, bytes } = await saveAs(page, 'png');
  assert.equal(name, 'digitpad.png');
  const picture = await decodePng(browser, bytes);
  const { width, height } = await inkBox(page);
  assert.deepEqual([picture.width, picture.height], [2 * width, 2 * height]);
  for (const y of [100, 150, 200]) {
    assert.equal(picture.at(2 * 120, 2 * y), 0, `ink on the stroke at ${y}`);
    for (const x of [90, 150]) {
      assert.equal(picture.at(2 * x, 2 * y), 255, `paper beside it at ${x}, ${y}`);
    }
  }
  assert.deepEqual(unexpected(log), []);
  await context.close();
});

for (const width of [320, 390]) {
  test(`text of twice the size scrolls downwards only, ${width} pixels wide`, async () => {
    const { context, page } = await openPage(browser, {
      viewport: { width, height: 844 },
    });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
      dispatchEvent(new Event('resize'));
    });
    await page.locator('#ink').evaluate((ink) => ink.scrollIntoView());
    await drawWithMouse(page, one);
    await answerFor(page, 1);
    const found = await page.evaluate(() => {
      const overflowing = [...document.querySelectorAll('#app :not(canvas, ul, li)')]
        .filter((element) => getComputedStyle(element).visibility === 'visible')
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => element.id);
      return { overflowing, width: document.documentElement.scrollWidth };
    });
    assert.deepEqual(found, { overflowing: [], width });
    await context.close();
  });
}

test('inputs keep the keyboard, shortcuts work outside them', async () => {
  const { context, page } = await openPage(browser);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.id = 'own';
    document.body.prepend(input);
  });
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  await page.locator('#own').focus();
  await page.keyboard.type('a1 z');
  assert.equal(await page.locator('#own').inputValue(), 'a1 z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await answerFor(page, 1);
  await page.evaluate(() => document.querySelector('#own')?.remove());
  await page.keyboard.press('Control+z');
  await answerFor(page, 0);
  await page.keyboard.press('Control+Shift+Z');
  await answerFor(page, 1);
  await context.close();
});

test('shortcuts follow the letters of a layout, and the keys where it has no Latin ones', async () => {
  const { context, page } = await openPage(browser);
  const press = (/** @type {{key: string, code: string, shiftKey?: boolean}} */ init) =>
    page.evaluate((init) => {
      const event = { ctrlKey: true, bubbles: true, cancelable: true, ...init };
      document.body.dispatchEvent(new KeyboardEvent('keydown', event));
    }, init);
  await drawWithMouse(page, one);
  await answerFor(page, 1);
  // Cyrillic; then German, where Z and Y have changed places.
  await press({ key: 'я', code: 'KeyZ' });
  await answerFor(page, 0);
  await press({ key: 'Я', code: 'KeyZ', shiftKey: true });
  await answerFor(page, 1);
  await press({ key: 'z', code: 'KeyY' });
  await answerFor(page, 0);
  await press({ key: 'y', code: 'KeyZ' });
  await answerFor(page, 1);
  await context.close();
});

test('every button of the first screen is reached by Tab, in order, with a visible focus', async () => {
  const { context, page } = await openPage(browser);
  await drawWithMouse(page, plus);
  await answerFor(page, 2);
  await page.locator('#undo').click();
  await answerFor(page, 1);
  await page.mouse.move(5, 5);
  // The first Tab starts at the top of the page, not at the button that was clicked.
  await page.evaluate(() => {
    const top = document.createElement('button');
    document.body.prepend(top);
    top.focus();
    top.remove();
  });
  const order = ['menu', 'recognize', 'undo', 'redo', 'clear', 'new', 'copy'];
  /** What is to be seen of each button, with the ring around it. */
  const look = async () => {
    const pictures = [];
    for (const id of order) {
      const box = await page.locator(`#${id}`).boundingBox();
      assert.ok(box, id);
      const clip = {
        x: box.x - 4,
        y: box.y - 4,
        width: box.width + 8,
        height: box.height + 8,
      };
      pictures.push((await page.screenshot({ clip })).toString('base64'));
    }
    return pictures;
  };
  const unfocused = await look();
  for (const [i, id] of order.entries()) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), id);
    const changed = (await look()).map((picture, j) => picture !== unfocused[j]);
    assert.deepEqual(
      changed,
      order.map((_, j) => j === i),
      `the focus on ${id} is seen there and nowhere else`,
    );
  }
  await context.close();
});

test('the wheel over the pad scrolls the page', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 500, height: 400 },
  });
  await page.evaluate(() => {
    const spacer = document.createElement('div');
    spacer.style.height = '2000px';
    document.body.append(spacer);
  });
  const box = await inkBox(page);
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.wheel(0, 200);
  await page.waitForFunction(() => scrollY > 100);
  await context.close();
});

test('an unknown kernel is an error that the page shows', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`file://${pageFile}?kernel=abacus`);
  await page.getByText('abacus').first().waitFor({ timeout: 5000 });
  assert.notEqual(
    await page.evaluate(() => document.documentElement.dataset.ready),
    'true',
  );
  await context.close();
});
