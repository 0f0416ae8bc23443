// What the browser tests see of the ink: pixels of the canvas and of saved pictures.

// Only ink is that far from the paper: a frame around a digit is not.
const INK_CONTRAST = 210;

/** How many pixels of the canvas within the pad differ from the paper as only ink does. */
export async function inkedPixels(/** @type {import('playwright-core').Page} */ page) {
  return page.evaluate((INK_CONTRAST) => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
    const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
    const [c, r] = [canvas.getBoundingClientRect(), ink.getBoundingClientRect()];
    const scale = canvas.width / c.width;
    const inset = 12;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(
      Math.round((r.left - c.left + inset) * scale),
      Math.round((r.top - c.top + inset) * scale),
      Math.round((r.width - 2 * inset) * scale),
      Math.round((r.height - 2 * inset) * scale),
    );
    let inked = 0;
    for (let i = 0; i < data.length; i += 4) {
      inked += Math.abs(data[i] - data[0]) > INK_CONTRAST ? 1 : 0;
    }
    return inked;
  }, INK_CONTRAST);
}

/**
 * The extent of the ink along one row of the pad, in CSS pixels, and the canvas's pixels in one
 * of these. From the pixels themselves.
 * @param {import('playwright-core').Page} page
 * @param {number} y of the row, in CSS pixels of the pad
 */
export async function inkedExtent(page, y) {
  return page.evaluate(
    ({ y, INK_CONTRAST }) => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
      const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
      const [c, r] = [canvas.getBoundingClientRect(), ink.getBoundingClientRect()];
      const scale = canvas.width / c.width;
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const inset = 12;
      const row = context.getImageData(
        Math.round((r.left - c.left + inset) * scale),
        Math.round((r.top - c.top + y) * scale),
        Math.round((r.width - 2 * inset) * scale),
        1,
      ).data;
      const inked = [];
      for (let x = 0; x < row.length / 4; ++x) {
        if (Math.abs(row[4 * x] - row[0]) > INK_CONTRAST) inked.push(inset + x / scale);
      }
      return { left: Math.min(...inked), right: Math.max(...inked), scale };
    },
    { y, INK_CONTRAST },
  );
}

/**
 * The samples of a PNG, as the browser decodes it: red stands for grey.
 * @param {import('playwright-core').Browser} browser
 * @param {Buffer} png
 */
export async function decodePng(browser, png) {
  const page = await browser.newPage();
  const { width, height, encoded } = await page.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const { width, height } = image;
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      // As one text: a list of millions of numbers takes a driver minutes.
      let red = '';
      for (let i = 0; i < data.length; i += 4) red += String.fromCharCode(data[i]);
      return { width, height, encoded: btoa(red) };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await page.close();
  const red = Buffer.from(encoded, 'base64');
  return {
    width,
    height,
    at: (/** @type {number} */ x, /** @type {number} */ y) => red[y * width + x],
  };
}
