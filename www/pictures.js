// Pictures -> the app. PNG files go there as they are; the browser decodes the others.

import { FileProblem } from './file_problem.js';
import { check, handOver } from './module_calls.js';
import { claimedSize, isJpegBomb } from './picture_claims.js';
import { costOfPlainShapes, isSlowToPaint } from './plain_svg.js';
import { texts } from './texts.js';

// Pixels that are fetched from a canvas at once: the page stays alive between. An SVG is painted
// anew for each strip.
const STRIP_PIXELS = 1 << 20;
const SVG_STRIP_PIXELS = 1 << 23;
const SMALLER = 8;
const MOST_SMALL_MS = 125;

/** Lets the page draw and listen. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

/** @param {number} width @param {number} height */
function makeContext(width, height) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new FileProblem('noCanvas');
  return context;
}

/** Whether this browser gives back what was drawn: some blur it, against tracking. */
function canvasIsFaithful() {
  const size = 16;
  const context = makeContext(size, size);
  const shadeOf = (/** @type {number} */ i) => (i * 37) % 256;
  for (let i = 0; i < size * size; ++i) {
    context.fillStyle = `rgb(${shadeOf(i)}, ${shadeOf(i + 1)}, ${shadeOf(i + 2)})`;
    context.fillRect(i % size, Math.floor(i / size), 1, 1);
  }
  const { data } = context.getImageData(0, 0, size, size);
  return data.every((value, i) => i % 4 === 3 || value === shadeOf((i >> 2) + (i % 4)));
}

/**
 * @param {DigitpadModule} module
 * @param {Uint8Array} bytes
 * @returns {string} what there is to say of it: nothing
 */
export function openPng(module, bytes) {
  handOver(module, bytes);
  check(module, module._app_open_png());
  return '';
}

/**
 * @param {DigitpadModule} module
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {() => boolean} isLatest false once another file has overtaken this one
 * @returns {Promise<string>} what there is to say of it
 */
export async function openOtherPicture(module, bytes, isLatest) {
  const picture = await decode(module, bytes);
  try {
    checkSize(module, picture);
    const pixels = await fetchGray(picture, isLatest);
    if (!pixels) return '';
    // The buffer first: memory that grows has another view.
    const at = module._app_picture_buffer(picture.width, picture.height);
    module.HEAPU8.set(pixels, at);
    check(module, module._app_open_picture());
  } finally {
    if ('close' in picture) picture.close();
  }
  return canvasIsFaithful() ? '' : texts.blurred;
}

/**
 * What would take far too much time or memory is not given to the browser to decode.
 * @param {DigitpadModule} module
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<ImageBitmap | HTMLImageElement>}
 */
async function decode(module, bytes) {
  if (bytes[0] === '<'.charCodeAt(0)) return decodeSvg(new TextDecoder().decode(bytes));
  const size = claimedSize(bytes);
  if (!size) throw new FileProblem('unknownFile');
  checkSize(module, size);
  if (isJpegBomb(bytes, size)) throw new FileProblem('fileTooSlow');
  const options = /** @type {const} */ ({ imageOrientation: 'from-image' });
  return orUnknown(createImageBitmap(new Blob([bytes]), options));
}

/**
 * An image element shows SVG without its scripts and links, and no bitmap is made of it else.
 * @param {string} text
 */
async function decodeSvg(text) {
  const cost = costOfPlainShapes(text);
  if (!cost) throw new FileProblem('svgNotPlain');
  if (isSlowToPaint(cost)) throw new FileProblem('fileTooSlow');
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
  await orUnknown(image.decode());
  if (isSlowToPaint(cost, image) || isSlowSmall(image)) {
    throw new FileProblem('fileTooSlow');
  }
  return image;
}

/**
 * Whether painting it would take a second, since an eighth of its rows takes an eighth of that.
 * @param {HTMLImageElement} image
 */
function isSlowSmall(image) {
  const width = Math.ceil(image.width / SMALLER);
  const height = Math.ceil(image.height / SMALLER);
  const context = makeContext(width, height);
  const start = performance.now();
  context.drawImage(image, 0, 0, width, height);
  context.getImageData(0, 0, 1, 1); // not before this it is painted
  return performance.now() - start > MOST_SMALL_MS;
}

/**
 * @template T
 * @param {Promise<T>} decoding
 */
async function orUnknown(decoding) {
  try {
    return await decoding;
  } catch {
    throw new FileProblem('unknownFile');
  }
}

/**
 * The picture's grey over white, by the weights of ITU-R BT.601; null where a later file has
 * overtaken this one.
 * @param {ImageBitmap | HTMLImageElement} picture
 * @param {() => boolean} isLatest
 */
async function fetchGray(picture, isLatest) {
  const { width, height } = picture;
  const most = 'close' in picture ? STRIP_PIXELS : SVG_STRIP_PIXELS;
  const rows = Math.max(1, Math.min(height, Math.floor(most / width)));
  const context = makeContext(width, rows);
  const gray = new Uint8Array(width * height);
  for (let y = 0; y < height; y += rows) {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, rows);
    context.drawImage(picture, 0, -y);
    const { data } = context.getImageData(0, 0, width, Math.min(rows, height - y));
    for (let i = 0, to = y * width; i < data.length; i += 4, ++to) {
      gray[to] = (77 * data[i] + 150 * data[i + 1] + 29 * data[i + 2] + 128) >> 8;
    }
    await pause();
    if (!isLatest()) return null;
  }
  return gray;
}

/**
 * @param {DigitpadModule} module
 * @param {{ width: number, height: number }} size
 */
function checkSize(module, { width, height }) {
  check(module, module._app_check_picture_size(width, height));
}
