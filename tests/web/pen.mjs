// What tests of the pen share: the strokes as saved, and fingers, as Chromium's own touch input.
import { readFileSync } from 'node:fs';
import { inkBox } from './browser.mjs';

/** The line that the page saves of its ink. */
export async function savedDrawing(/** @type {import('playwright-core').Page} */ page) {
  const download = page.waitForEvent('download');
  await page.evaluate(() =>
    /** @type {HTMLElement} */ (
      document.querySelector('[data-format="strokes"]')
    ).click(),
  );
  return JSON.parse(readFileSync(await (await download).path(), 'utf8'));
}

/**
 * Each a list of points [x, y, time, pressure].
 * @param {import('playwright-core').Page} page
 * @returns {Promise<number[][][]>}
 */
export async function savedStrokes(page) {
  return (await savedDrawing(page)).strokes;
}

/**
 * Several fingers in CSS pixels of the pad; each call tells of all that are down, a moment after
 * the one before, however long the machine takes.
 * @param {import('playwright-core').Page} page
 */
export async function fingers(page) {
  const box = await inkBox(page);
  const session = await page.context().newCDPSession(page);
  let clock = Date.now() / 1000;
  /** @param {'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel'} type */
  return async (type, /** @type {number[][]} */ ...points) => {
    await session.send('Input.dispatchTouchEvent', {
      type,
      timestamp: (clock += 0.02),
      touchPoints: points.map(([x, y, id]) => ({ x: box.x + x, y: box.y + y, id })),
    });
  };
}

/**
 * A PointerEvent on the pad that Chromium's input cannot be asked for, such as an eraser's.
 * @param {import('playwright-core').Page} page
 * @param {string} type
 * @param {number} x
 * @param {number} y
 * @param {PointerEventInit} [init]
 */
export async function sendPointer(page, type, x, y, init = {}) {
  await page.evaluate(
    ({ type, x, y, init }) => {
      const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
      const box = ink.getBoundingClientRect();
      ink.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          cancelable: true,
          pointerId: 7,
          pointerType: 'pen',
          isPrimary: true,
          clientX: box.x + x,
          clientY: box.y + y,
          ...init,
        }),
      );
    },
    { type, x, y, init: /** @type {Record<string, any>} */ (init) },
  );
}
