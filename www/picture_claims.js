// What a picture file tells of itself before a browser decodes it, for browsers know no limits: its
// size, and whether decoding it takes far more than a file of that size has a right to.

/** @typedef {{ width: number, height: number }} Size */

/** Of all scans of a JPEG together; the usual ten of 50 megapixels visit eleven million. */
const MOST_JPEG_BLOCKS = 20e6;
/** Each block takes a bit at least; half of one here, for components in coarser grids. */
const MOST_BLOCKS_A_BYTE = 16;

/** @param {Uint8Array} bytes */
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** @param {Uint8Array} bytes @param {number} at @param {string} text */
const has = (bytes, at, text) =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** Markers that nothing follows. */
const TEMPORARY = 0x01;
const FIRST_RESTART = 0xd0;
const LAST_RESTART = 0xd7;
const END = 0xd9;
const SCAN = 0xda;

/**
 * Each marker segment of a JPEG file up to its end, with where it begins (ITU-T T.81, B.1.1). As
 * decoders do, it looks for the next marker where none is in its place: so it finds those behind
 * the pixels of a scan, too.
 * @param {Uint8Array} bytes
 * @returns {Generator<{ marker: number, at: number }>}
 */
function* jpegSegments(bytes) {
  for (let at = bytes.indexOf(0xff, 2); at >= 0; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1];
    if (marker === END) return;
    const isNone = !marker || marker === 0xff;
    const isRestart = marker >= FIRST_RESTART && marker <= LAST_RESTART;
    if (isNone || isRestart || marker === TEMPORARY) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    yield { marker, at };
    at += 2 + ((bytes[at + 2] << 8) | bytes[at + 3]);
  }
}

/** @param {number} marker one of SOF0 to SOF15: a frame's header */
const startsFrame = (marker) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @param {Uint8Array} bytes @returns {Size | null} */
function jpegSize(bytes) {
  const view = viewOf(bytes);
  for (const { marker, at } of jpegSegments(bytes)) {
    if (!startsFrame(marker)) continue;
    return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
  }
  return null;
}

/**
 * The larger of the screen's and the first frame's, as browsers have it.
 * @param {Uint8Array} bytes
 * @returns {Size | null}
 */
function gifSize(bytes) {
  const view = viewOf(bytes);
  const colors = (/** @type {number} */ flags) =>
    flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
  let at = 13 + colors(bytes[10]);
  while (bytes[at] === 0x21) {
    at += 2;
    while (bytes[at]) at += 1 + bytes[at];
    ++at;
  }
  if (bytes[at] !== 0x2c) return null;
  const word = (/** @type {number} */ offset) => view.getUint16(offset, true);
  return {
    width: Math.max(word(6), word(at + 1) + word(at + 5)),
    height: Math.max(word(8), word(at + 3) + word(at + 7)),
  };
}

/** @param {Uint8Array} bytes @returns {Size} */
function bmpSize(bytes) {
  const view = viewOf(bytes);
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  const side = (/** @type {number} */ at) => Math.abs(view.getInt32(at, true));
  return { width: side(18), height: side(22) };
}

/** @param {Uint8Array} bytes @returns {Size | null} */
function webpSize(bytes) {
  const view = viewOf(bytes);
  const word = (/** @type {number} */ at) => view.getUint16(at, true);
  if (has(bytes, 12, 'VP8X')) {
    const three = (/** @type {number} */ at) => word(at) | (bytes[at + 2] << 16);
    return { width: three(24) + 1, height: three(27) + 1 };
  }
  if (has(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (!has(bytes, 12, 'VP8 ')) return null;
  return { width: word(26) & 0x3fff, height: word(28) & 0x3fff };
}

/**
 * Of AVIF and HEIC: the largest of the pictures in it, which may be tiles of one.
 * @param {Uint8Array} bytes
 * @returns {Size | null}
 */
function heifSize(bytes) {
  const view = viewOf(bytes);
  const size = { width: 0, height: 0 };
  for (let at = bytes.indexOf(0x69); at >= 0; at = bytes.indexOf(0x69, at + 1)) {
    if (!has(bytes, at, 'ispe')) continue;
    size.width = Math.max(size.width, view.getUint32(at + 8));
    size.height = Math.max(size.height, view.getUint32(at + 12));
  }
  return size.width > 0 ? size : null;
}

/**
 * @param {Uint8Array} bytes of any file
 * @returns {Size | null} null where it is no picture whose size is known beforehand
 */
export function claimedSize(bytes) {
  try {
    if (has(bytes, 0, '\xff\xd8')) return jpegSize(bytes);
    if (has(bytes, 0, 'GIF8')) return gifSize(bytes);
    if (has(bytes, 0, 'BM')) return bmpSize(bytes);
    if (has(bytes, 0, 'RIFF') && has(bytes, 8, 'WEBP')) return webpSize(bytes);
    if (has(bytes, 4, 'ftyp')) return heifSize(bytes);
  } catch {
    // It ends before its size does.
  }
  return null;
}

/**
 * Whether a JPEG has more blocks of pixels than its bytes can hold, or goes over them time and
 * again: an estimate of what core/formats/jpeg_segments.cc counts, with each component as fine as the
 * picture.
 * @param {Uint8Array} bytes of any file
 * @param {Size} size what it claims
 */
export function isJpegBomb(bytes, { width, height }) {
  if (!has(bytes, 0, '\xff\xd8')) return false;
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  let visited = 0;
  for (const { marker, at } of jpegSegments(bytes)) {
    if (marker === SCAN && at + 4 < bytes.length) visited += blocks * bytes[at + 4];
  }
  return blocks > MOST_BLOCKS_A_BYTE * bytes.length || visited > MOST_JPEG_BLOCKS;
}
