// Runs the built `digitpad` and makes the files that it is given. $DIGITPAD_BIN names another
// build of it, for example one with sanitizers.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** What all that ships says of itself. @type {string} */
export const version = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).version;
export const shippedModel = join(root, 'weights/digits.dpm');
export const authored = join(root, 'tests/data/authored.jsonl');
export const program = process.env.DIGITPAD_BIN ?? join(root, 'build/native/digitpad');

/** A build with sanitizers is slow, and looks at how the code runs: a part of the data will do. */
export const isSanitized = /\basan\b/.test(program);

// A run takes milliseconds; this is for builds with sanitizers on a busy machine.
const TIMEOUT_MS = 300_000;

/**
 * @param {string[]} args
 * @param {{ input?: string | Buffer, env?: Record<string, string> }} [options]
 */
export function run(args, { input = '', env = {} } = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    input,
    env: { ...process.env, DIGITPAD_KERNEL: '', ...env },
    timeout: TIMEOUT_MS,
    maxBuffer: 1 << 26,
    encoding: 'utf8',
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** The lines of an output that ends with a line end, or has no line at all. */
export function linesOf(/** @type {string} */ text) {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The drawings authored here, as objects. */
export const authoredDrawings = linesOf(readFileSync(authored, 'utf8')).map((line) =>
  JSON.parse(line),
);

/** A folder that is gone when the process ends, and a function that writes files into it. */
export function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'digitpad-cli-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const write = (
    /** @type {string} */ name,
    /** @type {string | Uint8Array} */ content,
  ) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { folder, write };
}

/**
 * An IDX file of unsigned bytes.
 * @param {number[]} sizes
 * @param {Uint8Array} values
 */
export function idx(sizes, values) {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt8(8, 2);
  header.writeUInt8(sizes.length, 3);
  sizes.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, values]);
}

/** CRC-32 as in gzip; node's zlib has it from version 20 on only. */
export function crc32(/** @type {Uint8Array[]} */ ...parts) {
  let crc = 0xffffffff;
  for (const part of parts) {
    for (const byte of part) {
      crc ^= byte;
      for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc >>> 0;
}

/**
 * A model file made of the shipped one, with the contents of some sections changed by
 * functions; its CRCs are right (weights/FORMAT.md).
 * @param {Record<string, (content: Buffer) => Uint8Array>} changes by section
 */
export function changedModel(changes) {
  const shipped = readFileSync(shippedModel);
  const [headerSize, entrySize, nameSize, crcOffset] = [24, 24, 12, 20];
  const header = Buffer.from(shipped.subarray(0, headerSize));
  const tableSize = header.readUInt32LE(16) * entrySize;
  const table = Buffer.from(shipped.subarray(headerSize, headerSize + tableSize));
  const body = [];
  let offset = headerSize + tableSize;
  for (let at = 0; at < tableSize; at += entrySize) {
    const name = table.toString('latin1', at, at + nameSize).replace(/\0+$/, '');
    const begin = table.readUInt32LE(at + nameSize);
    const old = shipped.subarray(begin, begin + table.readUInt32LE(at + nameSize + 4));
    const content = changes[name]?.(Buffer.from(old)) ?? old;
    table.writeUInt32LE(offset, at + nameSize);
    table.writeUInt32LE(content.length, at + nameSize + 4);
    table.writeUInt32LE(crc32(content), at + nameSize + 8);
    const padding = Buffer.alloc(-content.length & 3);
    body.push(content, padding);
    offset += content.length + padding.length;
  }
  header.writeUInt32LE(offset, 12);
  header.writeUInt32LE(crc32(header.subarray(0, crcOffset), table, ...body), crcOffset);
  return Buffer.concat([header, table, ...body]);
}

/** The shipped model with "none of these", an empty label, in the place of a digit. */
export function modelWithout(/** @type {string} */ digit) {
  // A label is its length, two bytes, and its text.
  const entry = Buffer.from([1, 0, digit.charCodeAt(0)]);
  return changedModel({
    labels: (labels) => {
      const at = labels.indexOf(entry);
      if (at < 0) throw new Error(`the shipped model has no label "${digit}"`);
      const rest = labels.subarray(at + entry.length);
      return Buffer.concat([labels.subarray(0, at), Buffer.from([0, 0]), rest]);
    },
  });
}

/** 28x28 pictures: an upright bar each, as in a one, a little further right in each. */
export function barPictures(/** @type {number} */ count) {
  const pixels = new Uint8Array(count * 28 * 28);
  for (let i = 0; i < count; ++i) {
    for (let y = 5; y < 23; ++y) {
      for (let x = 12; x < 15; ++x) pixels[(i * 28 + y) * 28 + x + (i % 4)] = 255;
    }
  }
  return pixels;
}
