// Calls of the module that many parts of the page make.

/**
 * Room for a file in the module's memory, and the file into it.
 * @param {DigitpadModule} module
 * @param {Uint8Array} bytes
 */
export function handOver(module, bytes) {
  const at = module._app_file_buffer(bytes.length);
  module.HEAPU8.set(bytes, at);
}

/**
 * Whether a call failed for lack of memory: a buffer of the page's, or the module's own, which
 * nothing else ends in the middle of a call.
 * @param {unknown} error
 */
export const isOutOfMemory = (error) =>
  error instanceof RangeError || error instanceof WebAssembly.RuntimeError;

/**
 * @param {DigitpadModule} module
 * @param {number} problem of an export: a text, empty where all is well
 */
export function check(module, problem) {
  const text = module.UTF8ToString(problem);
  if (text) throw new Error(text);
}
