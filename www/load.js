// Starts the WebAssembly module from the bytes in the page itself: nothing is fetched.

import { Refusal } from './loader.js';
import { isOutOfMemory } from './module_calls.js';
import { texts } from './texts.js';
import { unpack } from './unpack.js';

/**
 * Why the module does not run, to the reader.
 * @param {unknown} cause
 */
function problemOf(cause) {
  if (isOutOfMemory(cause)) return texts.noMemory;
  if (!(cause instanceof Refusal)) return String(cause);
  return cause.isForbidden ? texts.wasmForbidden : texts.wasmTooOld;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {DigitpadOptions['deliverFile']} deliverFile
 */
async function startModule(canvas, deliverFile) {
  const wasmBinary = await unpack(DIGITPAD_MODULE);
  return createDigitpad({ canvas, wasmBinary, deliverFile }).catch((cause) => {
    throw WebAssembly.validate(wasmBinary) ? cause : new Refusal(wasmBinary, cause);
  });
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
  if (!canvas.getContext('2d')) throw new Error(texts.noDrawing);
  const module = await startModule(canvas, deliverFile).catch((cause) => {
    throw new Error(problemOf(cause), { cause });
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
