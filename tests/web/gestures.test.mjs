// What hands do besides drawing: palms, several fingers, other buttons, an eraser; and what
// happens to the page in the middle of a stroke. None of it scribbles, none of it loses ink.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { answerFor, drawWithMouse, inkBox, launchBrowser, openPage } from './browser.mjs';
import { fingers, savedDrawing, savedStrokes, sendPointer } from './pen.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof openPage>>} */
let opened;
/** @type {import('playwright-core').Page} */
let page;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  opened = await openPage(browser, { hasTouch: true });
  page = opened.page;
});
afterEach(async () => {
  assert.deepEqual(opened.log, []);
  await opened.context.close();
});

const line = (/** @type {number} */ x) => [
  [x, 60],
  [x, 120],
  [x, 200],
];

/** How many strokes there are, once all that was done has come through. */
async function strokeCount() {
  await page.waitForTimeout(100);
  const { strokes } = await page.locator('#answer').evaluate(({ dataset }) => dataset);
  return Number(strokes);
}

const eraserEnd = { button: 5, buttons: 32 };
const tip = { button: 0, buttons: 1, pressure: 0.5 };

test('a second finger that lands soon makes a gesture of both, until all are up', async () => {
  const touch = await fingers(page);
  await touch('touchStart', [100, 100, 0]);
  await touch('touchMove', [110, 120, 0]);
  await touch('touchStart', [110, 120, 0], [300, 100, 1]);
  await touch('touchMove', [120, 160, 0], [290, 160, 1]);
  await touch('touchEnd', [120, 160, 0]); // the second goes
  await touch('touchMove', [130, 200, 0]);
  await touch('touchStart', [130, 200, 0], [310, 100, 2]); // another comes
  await touch('touchMove', [130, 200, 0], [310, 200, 2]);
  await touch('touchEnd');
  assert.equal(await strokeCount(), 0);
  assert.equal(await page.locator('#undo').getAttribute('aria-disabled'), 'true');
  await touch('touchStart', [100, 60, 3]);
  await touch('touchMove', [100, 200, 3]);
  await touch('touchEnd');
  await answerFor(page, 1);
});

test('a finger that lands later, as of a resting hand, leaves the stroke alone', async () => {
  const touch = await fingers(page);
  await touch('touchStart', [100, 60, 0]);
  for (let y = 62; y <= 100; y += 2) await touch('touchMove', [100, y, 0]); // 400 ms
  await touch('touchStart', [100, 100, 0], [300, 300, 1]);
  await touch('touchMove', [100, 200, 0], [320, 300, 1]);
  await touch('touchEnd');
  await answerFor(page, 1);
  const [stroke] = await savedStrokes(page);
  assert.ok(stroke.every(([x]) => Math.abs(x - 100) < 2));
  assert.ok(Math.abs(stroke[stroke.length - 1][1] - 200) < 2);
});

test('a palm that rests before the pen or beside it leaves no ink', async () => {
  const touch = await fingers(page);
  await touch('touchStart', [300, 300, 0]);
  await touch('touchMove', [310, 310, 0]);
  await sendPointer(page, 'pointerdown', 100, 60, tip);
  await touch('touchMove', [330, 310, 0]);
  await sendPointer(page, 'pointermove', 100, 120, tip);
  await touch('touchStart', [330, 310, 0], [400, 300, 1]);
  await sendPointer(page, 'pointermove', 100, 200, tip);
  await sendPointer(page, 'pointerup', 100, 200, { button: 0 });
  await touch('touchEnd');
  await answerFor(page, 1);
  const drawing = await savedDrawing(page);
  assert.deepEqual(
    drawing.strokes[0].map((/** @type {number[]} */ [x, y, , pressure]) => [
      Math.round(x),
      Math.round(y),
      pressure,
    ]),
    [
      [100, 60, 0.5],
      [100, 120, 0.5],
      [100, 200, 0.5],
    ],
  );
  assert.deepEqual(drawing.pointers, ['pen']);
});

test('the saved strokes tell what each was drawn with', async () => {
  await drawWithMouse(page, [line(100)]);
  const touch = await fingers(page);
  await touch('touchStart', [200, 60, 0]);
  await touch('touchMove', [200, 200, 0]);
  await touch('touchEnd');
  await answerFor(page, 2);
  assert.deepEqual((await savedDrawing(page)).pointers, ['mouse', 'touch']);
});

test('the eraser end of a pen takes the strokes it touches, and one undo brings them back', async () => {
  await drawWithMouse(page, [line(100), line(200), line(300)]);
  await answerFor(page, 3);
  await sendPointer(page, 'pointerdown', 60, 130, eraserEnd);
  await sendPointer(page, 'pointermove', 240, 130, { buttons: 32 });
  await answerFor(page, 1); // before it is lifted
  await sendPointer(page, 'pointerup', 240, 130, { button: 5 });
  await answerFor(page, 1);
  await page.locator('#undo').click();
  await answerFor(page, 3);
});

test('an eraser whose pointer is taken brings all back', async () => {
  await drawWithMouse(page, [line(100), line(200)]);
  await sendPointer(page, 'pointerdown', 100, 130, eraserEnd);
  await answerFor(page, 1);
  await sendPointer(page, 'pointercancel', 100, 130);
  await answerFor(page, 2);
});

test('the eraser is a switch, by key and by menu; the pad says so and leads back', async () => {
  const app = page.locator('#app');
  const chip = page.locator('#draw-again');
  await drawWithMouse(page, [line(100), line(200)]);
  assert.ok(!(await chip.isVisible()));
  await page.keyboard.press('e');
  assert.equal(await app.getAttribute('data-tool'), 'eraser');
  const box = await chip.boundingBox();
  assert.ok(box && box.height >= 44 && box.width >= 44);
  await drawWithMouse(page, [line(100)]);
  await answerFor(page, 1);
  await chip.click();
  assert.equal(await app.getAttribute('data-tool'), 'pen');
  assert.ok(!(await chip.isVisible()));
  await drawWithMouse(page, [line(300)]);
  await answerFor(page, 2);

  await page.locator('#menu').click();
  const control = page.locator('#eraser');
  assert.equal(await control.getAttribute('aria-checked'), 'false');
  await control.click();
  assert.equal(await control.getAttribute('aria-checked'), 'true');
  await page.keyboard.press('Escape');
  await chip.focus();
  await page.keyboard.press('Enter');
  assert.equal(await app.getAttribute('data-tool'), 'pen');
  // The focus is somewhere, and not on what is hidden.
  assert.ok(await page.evaluate(() => document.activeElement?.id === 'recognize'));
  await page.keyboard.press('e');
  await page.locator('#new').click();
  assert.equal(await app.getAttribute('data-tool'), 'pen');
});

test('a drag that leaves the pad and the window and comes back is one stroke', async () => {
  const box = await inkBox(page);
  await page.mouse.move(box.x + 50, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 50, box.y - 40);
  await page.mouse.move(-20, box.y + 100);
  await page.mouse.move(box.x + 100, box.y + 150);
  await page.mouse.up();
  await answerFor(page, 1);
  const [stroke] = await savedStrokes(page);
  const [x, y] = stroke[stroke.length - 1];
  assert.ok(Math.hypot(x - 100, y - 150) < 1);
});

test('a stroke whose pointer the browser takes goes; one whose capture is lost stays', async () => {
  const touch = await fingers(page);
  await touch('touchStart', [100, 60, 0]);
  await touch('touchMove', [100, 200, 0]);
  await touch('touchCancel');
  assert.equal(await strokeCount(), 0);
  const box = await inkBox(page);
  await page.mouse.move(box.x + 100, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 100, box.y + 200);
  await page.evaluate(() => document.querySelector('#ink')?.releasePointerCapture(1));
  await page.mouse.move(box.x + 300, box.y + 300);
  await answerFor(page, 1);
  await page.mouse.up();
  const [stroke] = await savedStrokes(page);
  assert.ok(stroke.every(([x]) => Math.abs(x - 100) < 2));
});

test('another button in the middle of a stroke neither splits nor prolongs it', async () => {
  const box = await inkBox(page);
  const move = (/** @type {number} */ x, /** @type {number} */ y) =>
    page.mouse.move(box.x + x, box.y + y);
  await page.evaluate(() => {
    addEventListener('contextmenu', (event) => {
      document.title = String(event.defaultPrevented);
    });
  });
  await move(100, 60);
  await page.mouse.down();
  await move(100, 100);
  await page.mouse.down({ button: 'right' });
  await move(100, 200);
  await page.mouse.up({ button: 'left' });
  await move(300, 300); // the right one is still held
  await page.mouse.up({ button: 'right' });
  await answerFor(page, 1);
  const [stroke] = await savedStrokes(page);
  assert.deepEqual(
    stroke.map(([x, y]) => [Math.round(x), Math.round(y)]),
    [
      [100, 60],
      [100, 100],
      [100, 200],
    ],
  );
  assert.notEqual(await page.title(), 'false');
  // No stroke begins with another button.
  await move(200, 100);
  await page.mouse.down({ button: 'middle' });
  await move(200, 200);
  await page.mouse.up({ button: 'middle' });
  assert.equal(await strokeCount(), 1);
});

test('a long press opens no menu and selects nothing, and the pad takes no scrolling', async () => {
  const prevented = await page.locator('#ink').evaluate((ink) => {
    const send = (/** @type {Event} */ event) => !ink.dispatchEvent(event);
    return [
      send(
        new PointerEvent('contextmenu', {
          bubbles: true,
          cancelable: true,
          pointerType: 'touch',
        }),
      ),
      send(new TouchEvent('touchstart', { bubbles: true, cancelable: true })),
    ];
  });
  assert.deepEqual(prevented, [true, true]);
  const style = await page.locator('#ink').evaluate((ink) => {
    const { touchAction, userSelect } = getComputedStyle(ink);
    return { touchAction, userSelect };
  });
  assert.deepEqual(style, { touchAction: 'none', userSelect: 'none' });
  const box = await inkBox(page);
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 150, box.y + 60);
  await page.mouse.up();
  assert.equal(await page.evaluate(() => String(getSelection())), '');
});

test('nothing is lost when theme, size, ratio or zoom change in the middle of a stroke', async () => {
  const box = await inkBox(page);
  const session = await page.context().newCDPSession(page);
  await page.mouse.move(box.x + 60, box.y + 60);
  await page.mouse.down();
  const path = [[60, 60]];
  const changes = [
    () => page.emulateMedia({ colorScheme: 'dark' }),
    () => page.setViewportSize({ width: 900, height: 1280 }), // turned
    () =>
      session.send('Emulation.setDeviceMetricsOverride', {
        width: 900,
        height: 1280,
        deviceScaleFactor: 2,
        mobile: false,
      }),
    () => page.evaluate(() => (document.documentElement.style.zoom = '1.1')),
    () => page.evaluate(() => (document.documentElement.style.zoom = '')),
    () => page.emulateMedia({ forcedColors: 'active' }),
  ];
  for (const change of changes) {
    await change();
    await page.waitForTimeout(120);
    const now = await inkBox(page);
    const at = [60, 60 + 25 * path.length];
    path.push(at);
    const zoom = await page.evaluate(
      () => Number(document.documentElement.style.zoom) || 1,
    );
    await page.mouse.move(now.x + at[0] * zoom, now.y + at[1] * zoom);
  }
  await page.mouse.up();
  const { guess } = await answerFor(page, 1);
  assert.equal(guess, '1');
  const [stroke] = await savedStrokes(page);
  assert.equal(stroke.length, path.length);
  for (const [i, [x, y]] of path.entries()) {
    assert.ok(Math.hypot(stroke[i][0] - x, stroke[i][1] - y) < 1, `point ${i}`);
  }
});

test('every point of the browser is drawn, those between two frames included', async () => {
  await page.evaluate(() => {
    const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
    const box = ink.getBoundingClientRect();
    const at = (/** @type {number} */ y) => ({
      bubbles: true,
      pointerId: 1,
      pointerType: 'mouse',
      buttons: 1,
      clientX: box.x + 100,
      clientY: box.y + y,
    });
    const between = [90, 110, 130, 150].map(
      (y) => new PointerEvent('pointermove', at(y)),
    );
    ink.dispatchEvent(new PointerEvent('pointerdown', { ...at(70), button: 0 }));
    ink.dispatchEvent(
      new PointerEvent('pointermove', { ...at(150), coalescedEvents: between }),
    );
    ink.dispatchEvent(new PointerEvent('pointerup', { ...at(150), button: 0 }));
  });
  await answerFor(page, 1);
  const [stroke] = await savedStrokes(page);
  assert.deepEqual(
    stroke.map(([, y]) => Math.round(y)),
    [70, 90, 110, 130, 150],
  );
});

test('no frame is drawn and nothing is put on the canvas when nothing changes', async () => {
  await drawWithMouse(page, [line(100)]);
  await answerFor(page, 1);
  await page.waitForTimeout(200);
  const calls = await page.evaluate(async () => {
    const counts = { frames: 0, puts: 0 };
    const request = window.requestAnimationFrame;
    const { putImageData } = CanvasRenderingContext2D.prototype;
    window.requestAnimationFrame = (callback) => {
      counts.frames += 1;
      return request.call(window, callback);
    };
    CanvasRenderingContext2D.prototype.putImageData = function (
      /** @type {any[]} */ ...values
    ) {
      counts.puts += 1;
      // @ts-ignore -- the same call
      return putImageData.apply(this, values);
    };
    Object.assign(window, { counts });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ...counts };
  });
  assert.deepEqual(calls, { frames: 0, puts: 0 });
  const box = await inkBox(page);
  await page.mouse.move(box.x + 300, box.y + 100); // a hover draws nothing
  await page.waitForTimeout(100);
  const later = await page.evaluate(() => Reflect.get(window, 'counts'));
  assert.deepEqual(later, { frames: 0, puts: 0 });
});
