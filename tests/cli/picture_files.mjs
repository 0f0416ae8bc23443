// Picture files for tests of `digitpad read`, made byte by byte: PNG from ISO/IEC 15948.
import { deflateSync } from 'node:zlib';
import { authoredDrawings, crc32 } from './program.mjs';

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

  /** Draws an authored drawing with a round pen, its box `height` high at (left, top). */
  draw(
    /** @type {number[][][]} */ strokes,
    /** @type {number} */ left,
    /** @type {number} */ top,
    /** @type {number} */ height,
    ink = 40,
  ) {
    const points = strokes.flat();
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [minX, minY] = [Math.min(...xs), Math.min(...ys)];
    const scale = height / (Math.max(...ys) - minY);
    for (const stroke of strokes) {
      const at = stroke.map(([x, y]) => [
        left + (x - minX) * scale,
        top + (y - minY) * scale,
      ]);
      for (let i = 1; i < at.length; ++i) this.line(at[i - 1], at[i], height * 0.04, ink);
    }
    return left + (Math.max(...xs) - minX) * scale;
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

/** The strokes of the first authored drawing of a digit. */
export function strokesOf(/** @type {string} */ digit) {
  return authoredDrawings.find(({ label }) => label === digit).strokes;
}

/** Writes a number onto the page; its digits are `height` high. */
export function writeNumber(
  /** @type {Page} */ page,
  /** @type {string} */ text,
  /** @type {number} */ left,
  /** @type {number} */ top,
  /** @type {number} */ height,
  ink = 40,
) {
  let x = left;
  for (const digit of text) {
    x = page.draw(strokesOf(digit), x, top, height, ink) + height * 0.35;
  }
}
