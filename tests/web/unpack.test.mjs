// What unpacks the page's module gives back every byte of what xz packed, whatever these are.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const wasm = join(dirname(fileURLToPath(import.meta.url)), '../../build/wasm');

function pack(/** @type {Uint8Array} */ input, /** @type {number} */ contextBits) {
  const filter = `--lzma1=preset=9e,nice=273,lc=${contextBits},lp=0,pb=0`;
  return execFileSync('xz', ['--format=raw', filter], { input, maxBuffer: 1 << 26 });
}

async function unpack(
  /** @type {Uint8Array} */ packed,
  /** @type {number} */ size,
  /** @type {number} */ contextBits,
) {
  const bytes = readFileSync(join(wasm, 'unpack.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes);
  const { memory, free_from, unpack } = /** @type {any} */ (instance.exports);
  const from = free_from();
  const to = from + packed.length;
  memory.grow(Math.ceil((to + size) / 65536));
  new Uint8Array(memory.buffer).set(packed, from);
  unpack(from, to, size, contextBits);
  return Buffer.from(memory.buffer, to, size);
}

/** Pieces of earlier bytes at distances of every order, with new bytes between them. */
function repeats(/** @type {number} */ size) {
  const random = randomBytes(4 * size);
  const out = Buffer.alloc(size);
  let at = 0;
  for (let i = 0; at < size; i += 8) {
    const length = 1 + (random[i] % (random[i + 1] < 16 ? 256 : 12));
    const back = random.readUInt32LE(i + 2) >>> (8 + (random[i + 6] % 24));
    for (let k = 0; k < length && at < size; ++k, ++at) {
      out[at] = back > 0 && back <= at ? out[at - back] : random[i + 7] + 37 * k;
    }
  }
  return out;
}

const inputs = {
  'one byte': Buffer.from([200]),
  'one byte many times': Buffer.alloc(100_000, 7),
  'bytes without order': randomBytes(70_000),
  'text that repeats itself': Buffer.from('0123456789 and the same again; '.repeat(500)),
  'repeats from near and from far': repeats(1 << 18),
  'the unpacker': readFileSync(join(wasm, 'unpack.wasm')),
  'the module of the page': readFileSync(join(wasm, 'page.wasm')),
};
for (const [name, input] of Object.entries(inputs)) {
  test(`${name}: packed by xz, unpacked as they were`, async () => {
    for (const contextBits of [0, 3]) {
      const packed = pack(input, contextBits);
      const output = await unpack(packed, input.length, contextBits);
      assert.equal(Buffer.compare(output, input), 0);
    }
  });
}
