// Starts the WebAssembly module from the bytes in the page itself: nothing is fetched.

/** @param {string} base64 */
const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/**
 * What wasm/unpack/unpack_exports.cc exports; places are in its memory.
 * @typedef {object} Unpacker
 * @property {WebAssembly.Memory} memory
 * @property {() => number} free_from
 * @property {(packed: number, out: number, size: number) => void} unpack
 */

/** The module's bytes. */
async function unpackModule() {
  const { instance } = await WebAssembly.instantiate(bytesOf(DIGITPAD_MODULE.unpacker));
  const { memory, free_from, unpack } = /** @type {Unpacker} */ (
    /** @type {unknown} */ (instance.exports)
  );
  const packed = bytesOf(DIGITPAD_MODULE.packed);
  const from = free_from();
  const to = from + packed.length;
  const end = to + DIGITPAD_MODULE.size;
  memory.grow(Math.ceil(end / 65536));
  new Uint8Array(memory.buffer).set(packed, from);
  unpack(from, to, DIGITPAD_MODULE.size);
  return memory.buffer.slice(to, end);
}

/**
 * Rejects with a message for the reader where the app cannot start.
 * @param {HTMLCanvasElement} canvas
 * @param {{ kernel: string, minConfidence: string, rules: string[][] }} settings a kernel's name,
 *   or empty for the best one; a number from 0 to 1, `strict`, or empty for the model's default;
 *   names and values of rules for the numbers
 * @param {DigitpadOptions['deliverFile']} deliverFile
 * @returns {Promise<DigitpadModule>}
 */
export async function loadModule(canvas, { kernel, minConfidence, rules }, deliverFile) {
  const module = await createDigitpad({
    canvas,
    wasmBinary: await unpackModule(),
    deliverFile,
  });
  const types = ['string', 'string'];
  for (const [name, values] of [
    ...rules.map((rule) => ['app_set_rule', rule]),
    ['app_start', [kernel, minConfidence]],
  ]) {
    const problem = module.ccall(String(name), 'string', types, [...values]);
    if (problem) throw new Error(String(problem));
  }
  return module;
}
