// Picture files for tests of `digitpad read`, made byte by byte: PNG from ISO/IEC 15948.
import { deflateSync } from 'node:zlib';
import { writeNumber } from '../data/written.mjs';
import { crc32 } from './program.mjs';

const MAGIC = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/**
 * @param {string} type
 * @param {Uint8Array} data
 */
export function chunk(type, data) {
  const name = Buffer.from(type, 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(name, data));
  return Buffer.concat([size, name, data, crc]);
}

/**
 * A PNG whose header may say what it likes.
 * @param {{ width: number, height: number, depth?: number, color?: number, interlaced?: boolean }} kind
 *   of 8-bit grey where it does not say
 * @param {Uint8Array} packed the pixels' zlib stream
 * @param {Uint8Array[]} between chunks in front of the pixels
 */
export function pngOf(kind, packed, ...between) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(kind.width, 0);
  header.writeUInt32BE(kind.height, 4);
  header[8] = kind.depth ?? 8;
  header[9] = kind.color ?? 0;
  header[12] = kind.interlaced ? 1 : 0;
  return Buffer.concat([
    MAGIC,
    chunk('IHDR', header),
    ...between,
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * One of 8-bit grey.
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} packed
 * @param {Uint8Array[]} between
 */
export const rawPng = (width, height, packed, ...between) =>
  pngOf({ width, height }, packed, ...between);

/**
 * @typedef {object} Scan of a progressive JPEG
 * @property {number} components so many of the first
 * @property {number[]} band first and last coefficient
 * @property {number[]} bits successive approximation: high and low
 * @property {number} bytes of entropy-coded data: of the mean each block takes a bit
 */

/**
 * A progressive JPEG of one shade, ITU-T T.81, as no encoder makes it.
 * @param {number} width
 * @param {number} height
 * @param {number} components none in a coarser grid
 * @param {Scan[]} scans
 */
export function jpegOf(width, height, components, scans) {
  const segment = (/** @type {number} */ marker, /** @type {number[]} */ content) => {
    const size = content.length + 2;
    return Buffer.from([0xff, marker, size >> 8, size & 255, ...content]);
  };
  const numbers = Array.from({ length: components }, (_, i) => i + 1);
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const frame = [
    8,
    ...size,
    components,
    ...numbers.flatMap((number) => [number, 0x11, 0]),
  ];
  // One code, a bit long: of the mean nothing follows, of the rest nothing in 16,384 blocks.
  const table = (/** @type {number} */ kind, /** @type {number} */ symbol) =>
    segment(0xc4, [kind, 1, ...Array(15).fill(0), symbol]);
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    segment(0xdb, [0, ...Array(64).fill(1)]),
    segment(0xc2, frame),
    table(0x00, 0),
    table(0x10, 0xe0),
    ...scans.flatMap(({ components: count, band, bits, bytes }) => [
      segment(0xda, [
        count,
        ...numbers.slice(0, count).flatMap((number) => [number, 0]),
        ...band,
        (bits[0] << 4) | bits[1],
      ]),
      Buffer.alloc(bytes),
    ]),
    Buffer.of(0xff, 0xd9),
  ]);
}

/** A grey picture that is drawn on. */
export class Page {
  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height, paper = 235) {
    this.width = width;
    this.height = height;
    this.pixels = Buffer.alloc(width * height, paper);
  }

  /**
   * Writes a number with a round pen.
   * @param {string} text
   * @param {{ x: number, y: number, height: number, ink?: number }} place
   */
  write(text, { x, y, height, ink = 40 }) {
    const { strokes } = writeNumber(text, { x, y, height, gap: 0.35, style: 0 });
    for (const at of strokes) {
      for (let i = 1; i < at.length; ++i) this.line(at[i - 1], at[i], height * 0.04, ink);
    }
  }

  /** @param {number[]} from @param {number[]} to */
  line([x0, y0], [x1, y1], /** @type {number} */ radius, /** @type {number} */ ink) {
    const steps = Math.ceil(2 * Math.hypot(x1 - x0, y1 - y0)) + 1;
    for (let i = 0; i <= steps; ++i) {
      const [cx, cy] = [x0 + ((x1 - x0) * i) / steps, y0 + ((y1 - y0) * i) / steps];
      for (let y = Math.ceil(cy - radius); y <= cy + radius; ++y) {
        for (let x = Math.ceil(cx - radius); x <= cx + radius; ++x) {
          if (Math.hypot(x - cx, y - cy) <= radius) this.pixels[y * this.width + x] = ink;
        }
      }
    }
  }

  png() {
    const rows = [];
    for (let y = 0; y < this.height; ++y) {
      rows.push(Buffer.of(0), this.pixels.subarray(y * this.width, (y + 1) * this.width));
    }
    return rawPng(this.width, this.height, deflateSync(Buffer.concat(rows)));
  }
}
