// The recogniser's files, which lie beside this module, in Node: see core_bytes.js.

import { readFile } from 'node:fs/promises';

const FILES = ['wasm_simd128.wasm', 'wasm_relaxed.wasm', 'digits.dpm'];

/** @returns {Promise<import('./recognizer.js').CoreFiles>} */
export async function coreBytes() {
  const [wasm_simd128, wasm_relaxed, model] = await Promise.all(
    FILES.map(
      async (name) => new Uint8Array(await readFile(new URL(name, import.meta.url))),
    ),
  );
  return { wasm_simd128, wasm_relaxed, model };
}
