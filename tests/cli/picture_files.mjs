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
 * A PNG of 8-bit grey whose header may say what it likes.
 * @param {number} width
 * @param {number} height
 * @param {Uint8Array} packed the pixels' zlib stream
 * @param {Uint8Array[]} between chunks in front of the pixels
 */
export function rawPng(width, height, packed, ...between) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    MAGIC,
    chunk('IHDR', header),
    ...between,
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
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
