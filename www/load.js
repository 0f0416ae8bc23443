// Starts the WebAssembly module from the bytes in the page itself: nothing is fetched.

import { refusal } from './loader.js';
import { unpack } from './unpack.js';

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
  const wasmBinary = await unpack(DIGITPAD_MODULE);
  const module = await createDigitpad({ canvas, wasmBinary, deliverFile }).catch(
    (cause) => {
      throw WebAssembly.validate(wasmBinary) ? cause : refusal(wasmBinary, cause);
    },
  );
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
