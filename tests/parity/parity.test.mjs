// Shows that the native build and the WebAssembly build (under node) give the same logits and
// the same Results, byte for byte: on the drawings committed here, also at other operating points
// and with a model that knows "none of these", and, where the data folder is, on all 10,000 MNIST
// test images and all 7,494 pen drawings.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { authored, modelWithout, root } from '../cli/program.mjs';

const data = process.env.DIGITPAD_DATA ?? join(root, '../shared/data');
const work = join(root, 'build/parity');
mkdirSync(work, { recursive: true });

/** The drawings of a strokes file in the form that parity.cc takes. */
function packDrawings(/** @type {string} */ text) {
  const words = [];
  let count = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    /** @type {{strokes: number[][][]}} */
    const { strokes } = JSON.parse(line);
    words.push(Uint32Array.of(strokes.length));
    for (const stroke of strokes) {
      words.push(Uint32Array.of(stroke.length));
      words.push(Float32Array.from(stroke.flatMap(([x, y]) => [x, y])));
    }
    ++count;
  }
  return {
    count,
    bytes: Buffer.concat(
      words.map((w) => Buffer.from(w.buffer, w.byteOffset, w.byteLength)),
    ),
  };
}

/**
 * Runs both builds on the bytes; their outputs must be the same `count` lines, which are returned.
 */
function expectSameAnswers(
  /** @type {string} */ kind,
  /** @type {string} */ name,
  /** @type {Buffer} */ bytes,
  /** @type {number} */ count,
  /** @type {string[]} */ ...modelAndSetting
) {
  const file = join(work, name);
  writeFileSync(file, bytes);
  const options = /** @type {const} */ ({ maxBuffer: 1 << 28 });
  const args = [kind, file, ...modelAndSetting];
  const native = execFileSync(join(root, 'build/native/parity'), args, options);
  const wasm = execFileSync(
    'node',
    [join(root, 'build/wasm/parity.js'), ...args],
    options,
  );
  const lines = native.toString().trimEnd().split('\n');
  assert.equal(lines.length, count);
  assert.ok(native.equals(wasm), `${name}: native and WebAssembly differ`);
  console.log(
    `parity: ${name}: logits and Results of ${count} inputs are the same bytes`,
  );
  return lines;
}

const committed = packDrawings(readFileSync(authored, 'utf8'));

test('drawings committed here give the same bytes', () => {
  const { bytes, count } = committed;
  assert.ok(count >= 30);
  expectSameAnswers('--drawings', 'authored', bytes, count);
});

test('so they do at any operating point, with a class "none of these"', () => {
  const { bytes, count } = committed;
  const model = join(work, 'no-nine.dpm');
  writeFileSync(model, modelWithout('9'));
  for (const least of ['0', '0.999', 'strict', '1']) {
    const name = `no-nine-${least}`;
    const lines = expectSameAnswers('--drawings', name, bytes, count, model, least);
    // Even the lowest setting does not accept the nines.
    const accepted = lines.filter((line) => line.includes('"accepted":true'));
    assert.ok(accepted.length < count);
  }
});

const mnist = join(data, 'mnist/t10k-images-idx3-ubyte.gz');
test('all 10,000 MNIST test images give the same bytes', (t) => {
  if (!existsSync(mnist)) return t.skip(`SKIPPED: there is no ${mnist}`);
  const pictures = gunzipSync(readFileSync(mnist)).subarray(16);
  expectSameAnswers('--pictures', 'mnist-t10k', pictures, 10000);
});

const pen = join(data, 'pen/pendigits-train.jsonl.gz');
test('all 7,494 pen drawings give the same bytes', (t) => {
  if (!existsSync(pen)) return t.skip(`SKIPPED: there is no ${pen}`);
  const { bytes, count } = packDrawings(gunzipSync(readFileSync(pen)).toString());
  assert.equal(count, 7494);
  expectSameAnswers('--drawings', 'pen', bytes, count);
});
