// Starts the WebAssembly module from the bytes in the page itself: nothing is fetched.

/**
 * @param {string} base64 of gzip
 * @returns {Promise<ArrayBuffer>}
 */
async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
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
    wasmBinary: await unpack(DIGITPAD_WASM),
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
