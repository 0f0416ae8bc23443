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
 * @param {{ kernel: string, minConfidence: string }} settings a kernel's name, or empty for the
 *   best one; a number from 0 to 1, `strict`, or empty for the model's default
 * @param {DigitpadOptions['deliverFile']} deliverFile
 * @returns {Promise<DigitpadModule>}
 */
export async function loadModule(canvas, { kernel, minConfidence }, deliverFile) {
  const module = await createDigitpad({
    canvas,
    wasmBinary: await unpack(DIGITPAD_WASM),
    deliverFile,
  });
  const types = ['string', 'string'];
  const problem = module.ccall('app_start', 'string', types, [kernel, minConfidence]);
  if (problem) throw new Error(String(problem));
  return module;
}
