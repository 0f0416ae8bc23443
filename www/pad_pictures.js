// The ink of a <digit-pad> as a file: black on white. Never through a canvas, which browsers may
// blur when it is read.

import { drawInk } from './pad_canvas.js';

/** @typedef {import('./pad_place.js').View} View */
/** @typedef {import('./pad_ink.js').InkStroke} InkStroke */

/**
 * @typedef {object} Drawing
 * @property {InkStroke[]} strokes
 * @property {View} view
 * @property {{ width: number, height: number }} size in CSS pixels
 * @property {number} pen in CSS pixels
 */

// As many pixels as an image may have that is read again: www/check_input.js.
const MOST_SIDE = 16_384;
const MOST_PIXELS = 50_000_000;

const rounded = (/** @type {number} */ value) => String(Math.round(value * 100) / 100);

/**
 * The curve of core/ink/curve.h: between the middles of the segments.
 * @param {InkStroke} stroke
 * @param {View} view
 * @param {number} pen
 */
function strokeToSvg(stroke, { scale, x, y }, pen) {
  const points = stroke.map((point) => [point[0] * scale + x, point[1] * scale + y]);
  const place = (/** @type {number[]} */ [x, y]) => `${rounded(x)} ${rounded(y)}`;
  const [first] = points;
  if (points.every(([x, y]) => x === first[0] && y === first[1])) {
    const [x, y] = first.map(rounded);
    return `<circle cx="${x}" cy="${y}" r="${rounded(pen / 2)}" fill="#000" stroke="none"/>`;
  }
  const middle = (/** @type {number} */ i) =>
    place([0, 1].map((axis) => (points[i][axis] + points[i + 1][axis]) / 2));
  const curves = points.slice(1, -1).map((point, i) => {
    return `Q${place(point)} ${middle(i + 1)}`;
  });
  const last = place(points[points.length - 1]);
  return `<path d="M${place(first)}L${middle(0)}${curves.join('')}L${last}"/>`;
}

/** @param {Drawing} drawing */
export function toSvg({ strokes, view, size, pen }) {
  const lines = strokes.map((stroke) => strokeToSvg(stroke, view, pen));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${rounded(size.width)}" height="${rounded(size.height)}">`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    `<g fill="none" stroke="#000" stroke-linecap="round" stroke-linejoin="round" stroke-width="${rounded(pen)}">`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** CRC-32 as PNG has it. @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** @param {string} name @param {Uint8Array} data */
function chunk(name, data) {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; ++i) bytes[4 + i] = name.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array>} in zlib's format */
async function deflate(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/**
 * A PNG of one grey byte a pixel.
 * @param {import('./loader.js').CoreExports} core
 * @param {Drawing} drawing
 * @param {number} ratio pixels in a CSS pixel
 */
export async function toPng(core, { strokes, view, size, pen }, ratio) {
  const isScale = typeof ratio === 'number' && ratio > 0;
  const width = Math.max(1, Math.round(size.width * ratio));
  const height = Math.max(1, Math.round(size.height * ratio));
  const isSize = Math.max(width, height) <= MOST_SIDE && width * height <= MOST_PIXELS;
  if (!isScale || !isSize) throw new RangeError(`digit-pad: scale: ${ratio} will not do`);
  const { scale, x, y } = view;
  const coverage = drawInk(
    core,
    strokes,
    { scale: scale * ratio, x: x * ratio, y: y * ratio, pen: pen * ratio },
    { left: 0, top: 0, right: width, bottom: height },
  );
  // Each row begins with its filter: none.
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; ++row) {
    const from = coverage.subarray(row * width, (row + 1) * width);
    rows.set(
      from.map((each) => 255 - each),
      row * (width + 1) + 1,
    );
  }
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  header[8] = 8; // bits a pixel; the color type, and what follows, is 0
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', await deflate(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return new Blob(/** @type {BlobPart[]} */ (parts), { type: 'image/png' });
}
