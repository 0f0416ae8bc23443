// Packs files for www/unpack.js: raw LZMA, a tenth smaller than the gzip that browsers know, as
// wasm/unpack/unlzma.h unpacks it.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @param {string} unpacker path of unpack.wasm
 * @param {Uint8Array} bytes
 * @param {number} [contextBits] 3 is best for code, 0 for weights
 * @returns {import('./unpack.js').Packed}
 */
export function packBytes(unpacker, bytes, contextBits = 3) {
  const filter = `--lzma1=preset=9e,nice=128,lc=${contextBits},lp=0,pb=0`;
  const packed = execFileSync('xz', ['--format=raw', filter, '--stdout'], {
    input: bytes,
    maxBuffer: 1 << 26,
  });
  return {
    unpacker: readFileSync(unpacker).toString('base64'),
    packed: packed.toString('base64'),
    size: bytes.length,
    contextBits,
  };
}
