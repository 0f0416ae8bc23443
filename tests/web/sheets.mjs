// Pictures of written numbers for the browser tests: drawings authored here, put on paper; and
// how the page reads them.
import { writeNumber } from '../data/written.mjs';

/**
 * A picture file of numbers written below each other, dark on light.
 * @param {import('playwright-core').Browser} browser
 * @param {string[]} numbers
 * @param {{type?: 'image/png' | 'image/jpeg' | 'image/webp', width?: number, height?: number}} [options]
 */
export async function makeSheet(browser, numbers, options = {}) {
  const { type = 'image/png', width = 640, height = 480 } = options;
  const pitch = height / (numbers.length + 0.5);
  const lines = numbers.map((number, i) =>
    writeNumber(number, {
      x: width * 0.08,
      y: pitch * (i + 0.5),
      height: Math.min(pitch * 0.55, 90),
    }),
  );
  const page = await browser.newPage();
  const address = await page.evaluate(
    ({ strokes, width, height, type, pen }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.fillStyle = '#f1efe8';
      context.fillRect(0, 0, width, height);
      Object.assign(context, {
        strokeStyle: '#26304f',
        lineWidth: pen,
        lineCap: 'round',
        lineJoin: 'round',
      });
      for (const stroke of strokes) {
        context.beginPath();
        for (const [x, y] of stroke) context.lineTo(x, y);
        context.stroke();
      }
      return canvas.toDataURL(type, 0.8);
    },
    {
      strokes: lines.flatMap((line) => line.strokes),
      width,
      height,
      type,
      pen: Math.max(2, Math.min(pitch * 0.55, 90) * 0.08),
    },
  );
  await page.close();
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

/** The answer once a picture has been read. */
export async function pictureAnswer(/** @type {import('playwright-core').Page} */ page) {
  await page.waitForFunction(() => {
    const app = /** @type {HTMLElement} */ (document.querySelector('#app'));
    return app.dataset.mode === 'picture' && app.dataset.state !== 'reading';
  });
  return page.locator('#answer').evaluate((answer) => ({
    text: answer.textContent,
    guess: answer.dataset.guess,
    state: answer.dataset.state,
  }));
}

/**
 * As if chosen in the dialogue.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {Buffer} buffer
 */
export const choosePicture = (page, name, buffer) =>
  page.locator('#file').setInputFiles({ name, mimeType: '', buffer });
