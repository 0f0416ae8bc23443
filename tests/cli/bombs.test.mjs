// Files of up to a megabyte or so that ask for far more, and what `digitpad` does with each: an
// answer, or an error of one line, in no more memory than stands here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { chunk, jpegOf, pngOf, rawPng } from './picture_files.mjs';
import {
  authored,
  changedModel,
  isSanitized,
  linesOf,
  makeFolder,
  program,
} from './program.mjs';

const { folder, write } = makeFolder();

// Sanitizers lay out terabytes of addresses for themselves.
const isLimited = process.env.DIGITPAD_BIN === undefined && existsSync('/bin/sh');
const TIMEOUT_MS = isSanitized ? 600_000 : 120_000;

/**
 * @typedef {object} Bomb
 * @property {string} name
 * @property {() => string | Uint8Array} content
 * @property {number} most MB of addresses, the program's own 40 among them
 * @property {RegExp} [says] the error; none where there is an answer
 * @property {(file: string) => string[]} [args] to read the file, where nothing is said
 */

const readOf = (/** @type {string} */ file) => ['read', file];
const importOf = (/** @type {string} */ file) => [
  'import',
  file,
  '--out',
  `${folder}/o.dpm`,
];
const modelOf = (/** @type {string} */ file) => ['read', '--model', file, authored];
const dataOf = (/** @type {string} */ file) => [
  ...['train', '--preset', 'classic', '--channels', '1', '--epochs', '1', '--data', file],
  ...['--out', `${folder}/o.dpm`],
];

/** So many bytes, packed a thousand times smaller. */
const zeros = (/** @type {number} */ size) =>
  deflateSync(Buffer.alloc(size), { level: 9 });
const few = Buffer.from(zeros(100));

/**
 * The scans of a picture that is refined over and over.
 * @param {number} components
 * @param {number} bytes
 * @param {number} [first] of the scan that brings the mean of each block
 */
const scans = (components, bytes, first = bytes) => [
  { components, band: [0, 0], bits: [0, 0], bytes: first },
  { components: 1, band: [1, 63], bits: [0, 1], bytes },
  ...Array(97).fill({ components: 1, band: [1, 63], bits: [1, 0], bytes }),
];

const DRAWING = '{"strokes":[[[1,2]]]}\n';
const repeated = (/** @type {string} */ text, /** @type {number} */ bytes) =>
  text.repeat(Math.floor(bytes / text.length));
const names = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, i) => `"k${i}":0`).join();

/** Fields of a protocol buffer. @param {number} value */
function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(value % 128 | 128);
  return Buffer.from([...bytes, value]);
}
const number = (/** @type {number} */ field, /** @type {number} */ value) =>
  Buffer.concat([varint(field * 8), varint(value)]);
const message = (/** @type {number} */ field, /** @type {Uint8Array[]} */ ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
};
const onnx = (/** @type {Uint8Array[]} */ ...graph) =>
  Buffer.concat([number(1, 8), message(8, number(2, 13)), message(7, ...graph)]);
const empty = (/** @type {number} */ field) => Buffer.alloc(900_000, message(field));

/** @param {(network: Buffer) => void} change */
const networkWith = (change) =>
  changedModel({
    network: (network) => {
      change(network);
      return network;
    },
  });

/** @type {Bomb[]} */
const BOMBS = [
  {
    name: 'png: 20,000 pixels on a side',
    content: () => rawPng(20_000, 20_000, zeros(64 << 20)),
    most: 60,
    says: /PNG: a picture of 20000x20000 pixels/,
  },
  {
    name: 'png: 256 megapixels',
    content: () => rawPng(16_000, 16_000, zeros(64 << 20)),
    most: 60,
    says: /more than 50 megapixels/,
  },
  {
    name: 'png: a page at 600 dpi in color',
    content: () => pngOf({ width: 4960, height: 7016, color: 2 }, zeros(104 << 20)),
    most: 60,
    says: /PNG: its pixels take 105 MB; a file of 10\d kB may take 64 MB/,
  },
  {
    name: 'png: 16 bits, interlaced',
    content: () =>
      pngOf({ width: 2700, height: 2700, depth: 16, color: 6, interlaced: true }, few),
    most: 60,
    says: /its interlaced pixels take 117 MB; a file of \d+ bytes may take 64 MB/,
  },
  {
    name: 'png: 49 megapixels of grey',
    content: () => rawPng(7000, 7000, zeros(7001 * 7000)),
    most: 180,
  },
  {
    name: 'png: 64 MB for a hundred pixels',
    content: () => rawPng(10, 10, zeros(64 << 20)),
    most: 60,
    says: /PNG: its pixels are damaged/,
  },
  {
    name: 'png: next to nothing for 49 megapixels',
    content: () => rawPng(7000, 7000, few),
    most: 120,
    says: /PNG: its pixels are damaged/,
  },
  {
    name: 'png: a large note',
    content: () => rawPng(20_000, 20_000, few, chunk('iCCP', Buffer.alloc(900_000))),
    most: 60,
    says: /20000x20000/,
  },
  {
    name: 'jpeg: four components, 99 scans of 25 megapixels in 25 kB',
    content: () => jpegOf(5000, 5000, 4, scans(4, 250)),
    most: 60,
    says: /JPEG: its pixels take 228 MB; a file of 25 kB may take 192 MB/,
  },
  {
    name: 'jpeg: 99 scans of 12 megapixels in 25 kB',
    content: () => jpegOf(3500, 3500, 1, scans(1, 250)),
    most: 60,
    says: /JPEG: more passes over its blocks than a file of 25 kB can fill/,
  },
  {
    name: 'jpeg: 99 scans of 31 megapixels in 900 kB',
    content: () => jpegOf(5600, 5600, 1, scans(1, 9000)),
    most: 60,
    says: /JPEG: more than 20000000 blocks in all its scans/,
  },
  {
    name: 'jpeg: as many passes as there may be',
    content: () => jpegOf(3590, 3590, 1, scans(1, 1350, 26_000)),
    most: 130,
  },
  {
    name: 'jpeg: as much memory as it may take',
    content: () => jpegOf(5208, 5208, 3, scans(3, 160_000).slice(0, 1)),
    most: 260,
  },
  {
    name: 'gzip: 300 MB of zeros in 300 kB',
    content: () => gzipSync(Buffer.alloc(300 << 20), { level: 9 }),
    most: 260,
    says: /gzip: unpacks to more than \d+ bytes/,
  },
  {
    name: 'gzip: three million drawings in 153 kB',
    content: () => gzipSync(repeated(DRAWING, 63_000_000), { level: 9 }),
    most: 80,
    says: /gzip: unpacks to more than \d{7} bytes/,
  },
  {
    name: 'gzip: IDX that claims four thousand million pictures',
    content: () =>
      gzipSync(Buffer.from([0, 0, 8, 3, 255, 255, 255, 255, 0, 0, 0, 28, 0, 0, 0, 28])),
    most: 60,
    says: /IDX/,
  },
  {
    name: 'strokes: two hundred thousand drawings',
    content: () => repeated(DRAWING, 4_400_000),
    most: 60,
  },
  {
    name: 'strokes: nested half a million deep',
    content: () => `{"x":${'['.repeat(500_000)}`,
    most: 60,
    says: /line 1: nested too deeply/,
  },
  {
    name: 'strokes: 60,000 of one drawing',
    content: () => `{"strokes":[${Array(60_000).fill('[[1,2]]').join()}]}`,
    most: 60,
    says: /line 1: more than 1000 strokes/,
  },
  {
    name: 'strokes: 80,000 points of one stroke',
    content: () => `{"strokes":[[${Array(80_000).fill('[1,2]').join()}]]}`,
    most: 60,
    says: /more than 20000 points in all/,
  },
  {
    name: 'csv: half a million pixels a picture',
    content: () => `1${',0'.repeat(500_000)}\n`,
    args: dataOf,
    most: 80,
    says: /line 1: 500000 pixels, which make no square/,
  },
  {
    name: 'csv: 250,000 pictures of a pixel',
    content: () => repeated('1,5\n', 1_000_000),
    args: dataOf,
    most: 80,
    says: /line 1: no ink in the picture/,
  },
  {
    name: 'model JSON: nested half a million deep',
    content: () => `{"card":${'['.repeat(500_000)}`,
    args: importOf,
    most: 60,
    says: /nested more than 64 deep/,
  },
  {
    name: 'model JSON: 90,000 keys',
    content: () => `{${names(90_000)}}`,
    args: importOf,
    most: 60,
    says: /more than 5000 objects and keys/,
  },
  {
    name: 'model JSON: 330,000 arrays',
    content: () => `{"layers":[${Array(330_000).fill('[]').join()}]}`,
    args: importOf,
    most: 90,
    says: /"format": missing/,
  },
  {
    name: 'onnx: 450,000 nodes',
    content: () => onnx(empty(1)),
    args: importOf,
    most: 160,
    says: /no input/,
  },
  {
    name: 'onnx: 450,000 tensors',
    content: () => onnx(empty(5)),
    args: importOf,
    most: 220,
    says: /tensor/,
  },
  {
    name: 'onnx: 450,000 attributes of a node',
    content: () => onnx(message(1, empty(5))),
    args: importOf,
    most: 240,
    says: /no input/,
  },
  {
    name: 'onnx: a tensor that claims a million million numbers',
    content: () => onnx(message(5, number(1, 2 ** 40), number(1, 2 ** 20), number(2, 1))),
    args: importOf,
    most: 60,
    says: /too large/,
  },
  {
    name: 'model file: 65,535 channels',
    content: () => networkWith((network) => network.writeUInt16LE(65_535, 20)),
    args: modelOf,
    most: 60,
    says: /layer 0: number of channels/,
  },
  {
    name: 'model file: an input of 65,535 on a side',
    content: () => networkWith((network) => network.writeUInt32LE(0xffffffff, 0)),
    args: modelOf,
    most: 60,
    says: /its input is not the one/,
  },
  {
    name: 'model file: 65,535 labels',
    content: () => changedModel({ labels: () => Buffer.alloc(900_000, 255) }),
    args: modelOf,
    most: 60,
    says: /labels/,
  },
];

for (const { name, content, most, says, args = readOf } of BOMBS) {
  test(`${name}, in ${most} MB`, (t) => {
    const words = [program, ...args(write('bomb', content()))];
    // The shell's limit is of addresses: what is held at once is less.
    const limit = ['/bin/sh', '-c', `ulimit -v ${most * 1000}; exec "$@"`, 'sh'];
    if (!isLimited) t.diagnostic('MEMORY NOT LIMITED: a build of its own, or no shell');
    const [command, ...rest] = [...(isLimited ? limit : []), ...words];
    const { status, stdout, stderr, error } = spawnSync(command, rest, {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      maxBuffer: 1 << 26,
    });
    assert.equal(error, undefined);
    if (!says) {
      assert.equal(status, 0, stderr);
      assert.equal(stderr, '');
      assert.ok(stdout.endsWith('\n'));
      return;
    }
    assert.equal(status, 3, stderr);
    assert.equal(stdout, '');
    assert.equal(linesOf(stderr).length, 1, stderr);
    assert.match(stderr, /^digitpad: /);
    assert.match(stderr, says);
  });
}
