// Pictures of written numbers for the browser tests: drawings authored here, put on paper.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDrawings, root } from './browser.mjs';

const authored = parseDrawings(
  readFileSync(join(root, 'tests/data/authored.jsonl'), 'utf8'),
);

/**
 * The strokes of a number, `height` units high, from the top left corner (x, y); and its width.
 * @param {string} number
 * @param {{x: number, y: number, height: number, gap?: number}} place
 */
export function writeNumber(number, { x, y, height, gap = 0.25 }) {
  /** @type {number[][][]} */
  const strokes = [];
  let left = x;
  for (const [i, label] of [...number].entries()) {
    const some = authored.filter((drawing) => drawing.label === label);
    const drawing = some[(i * 7 + 3) % some.length];
    const points = drawing.strokes.flat();
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const [minX, minY] = [Math.min(...xs), Math.min(...ys)];
    const scale = height / (Math.max(...ys) - minY);
    for (const stroke of drawing.strokes) {
      strokes.push(
        stroke.map((p) => [left + (p[0] - minX) * scale, y + (p[1] - minY) * scale]),
      );
    }
    left += (Math.max(...xs) - minX) * scale + gap * height;
  }
  return { strokes, width: left - x - gap * height };
}

/**
 * A picture file of numbers written below each other, dark on light.
 * @param {import('playwright-core').Browser} browser
 * @param {string[]} numbers
 * @param {{type?: 'image/png' | 'image/jpeg', width?: number, height?: number}} [options]
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
