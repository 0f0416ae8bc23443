// Shows that every kernel gives the same logits and the same Results, byte for byte, natively, on
// Arm (under qemu) and as WebAssembly (under node): on the drawings committed here, also at other
// operating points and with a model that knows "none of these", on numbers and pages, and, where the data folder is, on
// all 10,000 MNIST test images and all 7,494 pen drawings. Arm reads only as many images as MOST_ARM
// says (300), for emulation is slow; the headless modules have drawings in headless.test.mjs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { authored, modelWithout, root } from '../cli/program.mjs';
import { Page } from '../cli/picture_files.mjs';
import { written } from '../data/written.mjs';
import { nodeFlags } from '../headless/headless.mjs';
import { parseDrawings } from '../web/browser.mjs';

const data = process.env.DIGITPAD_DATA ?? join(root, '../shared/data');
const work = join(root, 'build/parity');
mkdirSync(work, { recursive: true });

/** Drawings in the form that parity.cc takes. */
function packDrawings(/** @type {{strokes: number[][][]}[]} */ drawings) {
  const words = [];
  for (const { strokes } of drawings) {
    words.push(Uint32Array.of(strokes.length));
    for (const stroke of strokes) {
      words.push(Uint32Array.of(stroke.length));
      words.push(Float32Array.from(stroke.flatMap(([x, y]) => [x, y])));
    }
  }
  return {
    count: drawings.length,
    bytes: Buffer.concat(
      words.map((w) => Buffer.from(w.buffer, w.byteOffset, w.byteLength)),
    ),
  };
}

/**
 * Who answers: a command before the arguments, and the kernel that it must run.
 * @type {{name: string, command: string[], kernel: string, isHeadless?: boolean, most?: number}[]}
 */
const runners = [
  ...['portable', 'avx2', 'avx512vnni'].map((kernel) => ({
    name: `native ${kernel}`,
    command: [join(root, 'build/native/parity')],
    kernel,
  })),
  {
    name: 'Arm neon',
    command: ['qemu-aarch64', '-L', '/usr/aarch64-linux-gnu', 'build/aarch64/parity'],
    kernel: 'neon',
    most: Number(process.env.MOST_ARM ?? 300),
  },
  ...['portable', 'wasm_simd128'].map((kernel) => ({
    name: `page's wasm, ${kernel}`,
    command: ['node', join(root, 'build/wasm/parity.js')],
    kernel,
  })),
  ...['wasm_simd128', 'wasm_relaxed'].map((kernel) => ({
    name: `headless ${kernel}`,
    command: ['node', ...nodeFlags, 'tests/headless/run.mjs', kernel],
    kernel,
    isHeadless: true,
  })),
];
const CANNOT_RUN = 3;

/**
 * All runners read the bytes; their outputs must be those of the first, `count` lines, which are
 * returned.
 */
function expectSameAnswers(
  /** @type {'drawings' | 'pictures' | 'numbers' | 'pages'} */ kind,
  /** @type {string} */ name,
  /** @type {Buffer} */ bytes,
  /** @type {number} */ count,
  /** @type {string[]} */ ...modelAndSetting
) {
  /** @type {string[]} */
  let expected = [];
  const ran = [];
  for (const { command, kernel, isHeadless, most = Infinity, ...runner } of runners) {
    if (isHeadless && kind !== 'pictures') continue; // headless.test.mjs has its drawings
    if (most < count && kind !== 'pictures') continue;
    const few = Math.min(most, count);
    const file = join(work, `${name}-${few}`);
    writeFileSync(file, few < count ? bytes.subarray(0, 784 * few) : bytes);
    const [program, ...args] = [
      ...command,
      isHeadless ? kind : `--${kind}`,
      file,
      ...modelAndSetting,
    ];
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      maxBuffer: 1 << 28,
      encoding: 'utf8',
      cwd: root,
      env: { ...process.env, DIGITPAD_KERNEL: kernel },
    });
    if (error) throw error;
    if (status === CANNOT_RUN) {
      console.log(`parity: ${name}: SKIPPED ${runner.name}: this machine cannot run it`);
      continue;
    }
    assert.equal(status, 0, `${runner.name}: ${stderr}`);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, few, runner.name);
    if (expected.length === 0) expected = lines;
    for (let i = 0; i < few; ++i) {
      if (lines[i] === expected[i]) continue;
      assert.fail(`${name}: ${runner.name} differs at ${i}`);
    }
    ran.push(few < count ? `${runner.name} (the first ${few})` : runner.name);
  }
  assert.ok(ran.length >= 2);
  console.log(
    `parity: ${name}: logits and Results of ${count} inputs are the same bytes: ${ran.join(', ')}`,
  );
  return expected;
}

const committed = packDrawings(parseDrawings(readFileSync(authored, 'utf8')));

test('drawings committed here give the same bytes', () => {
  const { bytes, count } = committed;
  assert.ok(count >= 30);
  expectSameAnswers('drawings', 'authored', bytes, count);
});

test('so they do at any operating point, with a class "none of these"', () => {
  const { bytes, count } = committed;
  const model = join(work, 'no-nine.dpm');
  writeFileSync(model, modelWithout('9'));
  for (const least of ['0', '0.999', 'strict', '1']) {
    const name = `no-nine-${least}`;
    const lines = expectSameAnswers('drawings', name, bytes, count, model, least);
    // Even the lowest setting does not accept the nines.
    const accepted = lines.filter((line) => line.includes('"accepted":true'));
    assert.ok(accepted.length < count);
  }
});

const texts = ['42', '17', '100200', '7531', '90807', '3141592653'];

test('numbers apart, touching, overlapping and in one stroke give the same bytes', () => {
  const apart = [0.25, 0, -0.06].flatMap((gap) =>
    [0, 1, 2].flatMap((style) => texts.map((text) => written(text, { gap, style }))),
  );
  const joined = texts.map((text) => ({ strokes: [written(text).strokes.flat()] }));
  const { bytes, count } = packDrawings([...apart, ...joined]);
  const lines = expectSameAnswers('numbers', 'numbers', bytes, count);
  for (const [i, text] of texts.entries()) {
    assert.ok(lines[i].includes(`{"text":"${text}","accepted":true`), lines[i]);
  }
});

test('pages give the same bytes, clean and ruled with noise', () => {
  const words = [];
  let state = 1;
  for (const ruled of [false, true]) {
    const page = new Page(900, 700);
    // Lines that leave the page at its top, too.
    for (let y = -13; ruled && y < 700; y += 40) page.line([0, y], [899, y + 26], 1, 170);
    for (const [i, text] of texts.entries()) {
      page.write(text, { x: 40, y: 30 + 110 * i, height: 50 + 3 * i });
    }
    for (let i = 0; ruled && i < page.pixels.length; ++i) {
      state = (state * 16807) % (2 ** 31 - 1); // the minimal standard generator
      page.pixels[i] += Math.round((state / 2 ** 31 - 0.5) * 30);
    }
    words.push(Buffer.from(Uint32Array.of(page.width, page.height).buffer), page.pixels);
  }
  const lines = expectSameAnswers('pages', 'pages', Buffer.concat(words), 12);
  for (const [i, text] of texts.entries()) {
    assert.ok(lines[i].includes(`"text":"${text}"`), lines[i]);
  }
});

const mnist = join(data, 'mnist/t10k-images-idx3-ubyte.gz');
test('all 10,000 MNIST test images give the same bytes', (t) => {
  if (!existsSync(mnist)) return t.skip(`SKIPPED: there is no ${mnist}`);
  const pictures = gunzipSync(readFileSync(mnist)).subarray(16);
  expectSameAnswers('pictures', 'mnist-t10k', pictures, 10000);
});

const pen = join(data, 'pen/pendigits-train.jsonl.gz');
test('all 7,494 pen drawings give the same bytes', (t) => {
  if (!existsSync(pen)) return t.skip(`SKIPPED: there is no ${pen}`);
  const { bytes, count } = packDrawings(
    parseDrawings(gunzipSync(readFileSync(pen)).toString()),
  );
  assert.equal(count, 7494);
  expectSameAnswers('drawings', 'pen', bytes, count);
});

test('250 numbers composed of pen drawings give the same bytes', (t) => {
  if (!existsSync(pen)) return t.skip(`SKIPPED: there is no ${pen}`);
  const drawings = parseDrawings(gunzipSync(readFileSync(pen)).toString());
  const numbers = Array.from({ length: 250 }, (_, i) => {
    const digits = drawings.slice(29 * i, 29 * i + 3);
    return {
      strokes: digits.flatMap(({ strokes }, k) =>
        strokes.map((stroke) => stroke.map(([x, y]) => [x + 260 * k, y])),
      ),
    };
  });
  const { bytes, count } = packDrawings(numbers);
  expectSameAnswers('numbers', 'pen-numbers', bytes, count);
});
