// The recogniser's files, which lie beside this module: the package's entry with separate files.
// www/npm/build.mjs puts another module in its place for Node, and one that holds all bytes
// itself for the entries that need no other file.

const FILES = [
  new URL('./wasm_simd128.wasm', import.meta.url),
  new URL('./wasm_relaxed.wasm', import.meta.url),
  new URL('./digits.dpm', import.meta.url),
];

async function fetchBytes(/** @type {URL} */ url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} is not there: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @returns {Promise<import('./recognizer.js').CoreFiles>} */
export async function coreBytes() {
  const [wasm_simd128, wasm_relaxed, model] = await Promise.all(FILES.map(fetchBytes));
  return { wasm_simd128, wasm_relaxed, model };
}
