// Contrast as it is seen: pixels of the canvas, and colors of texts against what lies behind
// them (WCAG 2.2, 1.4.3 and 1.4.11).

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {[red: number, green: number, blue: number]} Color */
/** @typedef {{x: number, y: number, width: number, height: number}} Area */

/** @param {Color} color */
function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * 1 to 21.
 * @param {Color} a
 * @param {Color} b
 */
export function contrast(a, b) {
  const [la, lb] = [luminance(a), luminance(b)];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
}

/**
 * The canvas's pixels in an area, row by row; in CSS pixels of the viewport.
 * @param {Page} page
 * @param {Area} area
 * @returns {Promise<Color[][]>}
 */
export async function pixelsIn(page, area) {
  const { columns, rows, encoded } = await page.evaluate(
    async ({ x, y, width, height }) => {
      // The app draws in the next frame.
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#canvas'));
      const box = canvas.getBoundingClientRect();
      const scale = canvas.width / box.width;
      const columns = Math.max(1, Math.round(width * scale));
      const rows = Math.max(1, Math.round(height * scale));
      const { data } = /** @type {CanvasRenderingContext2D} */ (
        canvas.getContext('2d')
      ).getImageData(
        Math.round((x - box.x) * scale),
        Math.round((y - box.y) * scale),
        columns,
        rows,
      );
      // One text travels faster than many numbers.
      const encoded = btoa(Array.from(data, (v) => String.fromCharCode(v)).join(''));
      return { columns, rows, encoded };
    },
    area,
  );
  const data = Buffer.from(encoded, 'base64');
  const at = (/** @type {number} */ i) =>
    /** @type {Color} */ ([data[4 * i], data[4 * i + 1], data[4 * i + 2]]);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => at(row * columns + column)),
  );
}

/** The color that most of an area has. */
export function ground(/** @type {Color[][]} */ pixels) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const pixel of pixels.flat()) {
    counts.set(pixel.join(), (counts.get(pixel.join()) ?? 0) + 1);
  }
  const [[most]] = [...counts].sort(([, a], [, b]) => b - a);
  return /** @type {Color} */ (most.split(',').map(Number));
}

/** How well the best seen of an area's pixels stands out from the ground of it. */
export function standsOut(/** @type {Color[][]} */ pixels) {
  const behind = ground(pixels);
  return Math.max(...pixels.flat().map((pixel) => contrast(pixel, behind)));
}

/**
 * How well two faces are told apart along a line that goes from one to the other: by their own
 * colors, or by an edge between them that differs from both.
 */
export function edge(/** @type {Color[]} */ line) {
  const [first, last] = [line[0], line[line.length - 1]];
  const edges = line.map((p) => Math.min(contrast(p, first), contrast(p, last)));
  return Math.max(contrast(first, last), ...edges);
}

/**
 * Every text that is seen, with its color, and where it lies or what its own background is.
 * What is disabled need not be read.
 * @param {Page} page
 */
export function textsOf(page) {
  return page.evaluate(() => {
    const seen = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      const text = textContent?.trim();
      if (!parentElement || !text || parentElement.closest('[aria-disabled="true"]')) {
        continue;
      }
      if (!parentElement.checkVisibility({ visibilityProperty: true })) continue;
      if (parentElement.closest('script, noscript, style')) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const { x, y, width, height } = range.getBoundingClientRect();
      const own = parentElement.getBoundingClientRect();
      // For screen readers only.
      if (own.width <= 1 || own.height <= 1 || width === 0) continue;
      let face = /** @type {Element | null} */ (parentElement);
      const background = (/** @type {Element} */ e) =>
        getComputedStyle(e).backgroundColor;
      while (face && face.id !== 'app' && /, 0\)$/.test(background(face))) {
        face = face.parentElement;
      }
      seen.push({
        text,
        color: getComputedStyle(parentElement).color,
        background: face && face.id !== 'app' ? background(face) : '',
        area: { x, y, width, height },
      });
    }
    return seen;
  });
}

/** "rgb(1, 2, 3)" as a color. */
export function parseColor(/** @type {string} */ text) {
  return /** @type {Color} */ ((text.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number));
}
