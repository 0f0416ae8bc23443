// Pictures in the page: opened from a file, dropped, pasted; read, corrected, saved; and what
// is no picture refused without losing what was there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { answerFor, drawWithMouse, inkBox, launchBrowser, openPage } from './browser.mjs';
import { writeNumber } from '../data/written.mjs';
import { saveAs } from './file_ways.mjs';
import { choosePicture, makeSheet, pictureAnswer } from './sheets.mjs';

/** @typedef {import('playwright-core').Page} Page */

const numbers = ['31415', '926', '5358', '27'];
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Record<'png' | 'jpeg', Buffer>} */
let sheets;
before(async () => {
  browser = await launchBrowser();
  sheets = {
    png: await makeSheet(browser, numbers),
    jpeg: await makeSheet(browser, numbers, { type: 'image/jpeg' }),
  };
});
after(() => browser.close());

const inputs = (/** @type {Page} */ page) =>
  page
    .locator('#numbers input')
    .evaluateAll((all) =>
      all.map((input) => /** @type {HTMLInputElement} */ (input).value),
    );

for (const type of /** @type {const} */ (['png', 'jpeg'])) {
  test(`a ${type} is shown and read, line by line`, async () => {
    const { context, page, log } = await openPage(browser);
    const choosing = page.waitForEvent('filechooser');
    await page.locator('#menu').click();
    await page.locator('#open').click();
    await (
      await choosing
    ).setFiles({
      name: `sheet.${type}`,
      mimeType: `image/${type}`,
      buffer: sheets[type],
    });
    assert.equal((await pictureAnswer(page)).guess, numbers.join('\n'));
    assert.deepEqual(await inputs(page), numbers);
    assert.equal(await page.locator('#tags > span').count(), numbers.length);
    assert.deepEqual(log, []);
    await context.close();
  });
}

test('Ctrl+O asks for a picture; while one is open nothing is drawn', async () => {
  const { context, page } = await openPage(browser);
  // That a press of the chooser opens the dialogue is seen above; a browser that is busy now and
  // then does not tell of one that a key opened. It opens where somebody has just pressed a key.
  await page.evaluate(() => {
    const chooser = /** @type {HTMLElement} */ (document.querySelector('#file'));
    chooser.addEventListener('click', (event) => {
      event.preventDefault();
      chooser.dataset.asked = String(navigator.userActivation.isActive);
    });
  });
  await page.keyboard.press('Control+o');
  await page.waitForSelector('#file[data-asked="true"]', { state: 'attached' });
  await choosePicture(page, 'sheet.png', sheets.png);
  await pictureAnswer(page);
  const { strokes } = writeNumber('7', { x: 60, y: 60, height: 200 });
  await drawWithMouse(page, strokes);
  assert.equal((await pictureAnswer(page)).guess, numbers.join('\n'));
  await page.locator('#new').click();
  assert.equal((await answerFor(page, 0)).state, 'empty');
  await drawWithMouse(page, strokes);
  assert.equal((await answerFor(page, 1)).guess, '7');
  await context.close();
});

for (const way of /** @type {const} */ (['drop', 'paste'])) {
  test(`a picture comes by ${way}`, async () => {
    const { context, page, log } = await openPage(browser);
    await page.evaluate(
      ({ way, bytes }) => {
        const data = new DataTransfer();
        const file = new File([Uint8Array.from(bytes)], 's.png', { type: 'image/png' });
        data.items.add(file);
        const init = { bubbles: true, cancelable: true };
        const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
        if (way === 'drop') {
          ink.dispatchEvent(new DragEvent('dragover', { ...init, dataTransfer: data }));
          ink.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: data }));
        } else {
          ink.dispatchEvent(
            new ClipboardEvent('paste', { ...init, clipboardData: data }),
          );
        }
      },
      { way, bytes: [...sheets.png] },
    );
    assert.equal((await pictureAnswer(page)).guess, numbers.join('\n'));
    assert.deepEqual(log, []);
    await context.close();
  });
}

/** A PNG's header that says this size, and no more of it than that takes. */
function hugePng(/** @type {number} */ side) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    let crc = ~0;
    for (const byte of body) {
      crc ^= byte;
      for (let k = 0; k < 8; ++k) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(~crc >>> 0, 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

test('what is no picture, half of one or too large is refused; what was there stays', async () => {
  const { context, page, log } = await openPage(browser);
  const { strokes } = writeNumber('42', { x: 100, y: 100, height: 200 });
  await drawWithMouse(page, strokes);
  await answerFor(page, strokes.length);
  for (const [name, bytes, reason] of /** @type {[string, Buffer, RegExp][]} */ ([
    ['notes.txt', Buffer.from('42'), /no picture/],
    ['empty.jpg', Buffer.alloc(0), /it is empty/],
    ['half.png', sheets.png.subarray(0, sheets.png.length / 2), /./],
    ['half-head.jpg', sheets.jpeg.subarray(0, 30), /no picture/],
    ['huge.png', hugePng(20_000), /20000x20000/],
  ])) {
    await choosePicture(page, name, bytes);
    const notice = page.locator('#notice', { hasText: name });
    await notice.waitFor({ timeout: 5000 });
    assert.match((await notice.textContent()) ?? '', reason, name);
    assert.equal((await answerFor(page, strokes.length)).text, '42');
  }
  // The next picture that is one is opened all the same.
  await choosePicture(page, 'sheet.png', sheets.png);
  await pictureAnswer(page);
  assert.equal(await page.locator('#notice').textContent(), '');
  await choosePicture(page, 'notes.txt', Buffer.from('42'));
  await page.locator('#notice', { hasText: 'notes.txt' }).waitFor();
  assert.deepEqual(await inputs(page), numbers);
  assert.deepEqual(log, []);
  await context.close();
});

test('a picture of nothing gives nothing', async () => {
  const { context, page } = await openPage(browser);
  await choosePicture(page, 'blank.png', await makeSheet(browser, []));
  const { text, state } = await pictureAnswer(page);
  assert.deepEqual([text, state], ['', 'rejected']);
  assert.match((await page.locator('#verdict').textContent()) ?? '', /No number/);
  await context.close();
});

test('a number is corrected, and saved as corrected in CSV and JSON', async () => {
  const { context, page } = await openPage(browser);
  await choosePicture(page, 'sheet.png', sheets.png);
  await pictureAnswer(page);
  const second = page.locator('#numbers input').nth(1);
  await second.focus();
  assert.equal(await page.locator('#tags > .chosen').textContent(), '926');
  await second.fill('=9,"27 x');
  assert.match((await second.getAttribute('aria-label')) ?? '', /corrected, read as 926/);
  const answer = await page.locator('#answer').textContent();
  assert.equal(answer?.split('\n')[1], '9,27');
  assert.equal(await second.inputValue(), '9,27');
  // Escape is no command here.
  await second.press('Escape');
  assert.equal(await page.locator('#numbers input').count(), numbers.length);

  const lines = (await saveAs(page, 'csv')).bytes.toString().split('\r\n');
  assert.equal(lines[0], 'number,text,read,confidence,x,y,w,h');
  assert.equal(lines.length, numbers.length + 2);
  assert.match(lines[2], /^2,"9,27",926,0\.\d{4},\d+\.\d,\d+\.\d,\d+\.\d,\d+\.\d$/);
  const results = JSON.parse((await saveAs(page, 'json')).bytes.toString());
  assert.deepEqual(
    results.map((/** @type {{text: string}} */ result) => result.text),
    numbers,
  );
  assert.equal(results[1].corrected, '9,27');
  assert.equal(results[0].corrected, null);
  await context.close();
});

test('a touch on a number chooses its input', async () => {
  const { context, page } = await openPage(browser, {
    viewport: { width: 390, height: 844 },
  });
  await choosePicture(page, 'sheet.png', sheets.png);
  await pictureAnswer(page);
  const tag = await page.locator('#tags > span').nth(2).boundingBox();
  assert.ok(tag);
  await page.mouse.click(tag.x + tag.width / 2, tag.y + tag.height / 2);
  assert.equal(
    await page.locator('#numbers [data-chosen="true"] .place').textContent(),
    '3',
  );
  await context.close();
});

test('a photo of 12 megapixels is read in steps, the page alive beside it', async () => {
  const { context, page } = await openPage(browser);
  const photo = await makeSheet(browser, numbers, {
    type: 'image/jpeg',
    width: 4000,
    height: 3000,
  });
  await page.evaluate(() => {
    const seen = { longest: 0, progress: new Set() };
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - last);
      last = now;
      setTimeout(tick);
    };
    tick();
    const bar = /** @type {HTMLProgressElement} */ (document.querySelector('#progress'));
    new MutationObserver(() => {
      if (!bar.hidden) seen.progress.add(bar.value);
    }).observe(bar, { attributes: true });
    Object.assign(window, { seen });
  });
  await choosePicture(page, 'photo.jpg', photo);
  assert.equal((await pictureAnswer(page)).guess, numbers.join('\n'));
  const { longest, steps } = await page.evaluate(() => {
    const { seen } = /** @type {any} */ (window);
    return { longest: seen.longest, steps: seen.progress.size };
  });
  console.log(
    `12 megapixels: the page was busy for ${Math.round(longest)} ms at most, ` +
      `${steps} steps were shown`,
  );
  assert.ok(steps >= 3);
  assert.ok((await inkBox(page)).height > 0);
  await context.close();
});
