// Starts the recogniser's core: the module for relaxed SIMD where the engine has that and
// computes it rightly, else the one for SIMD128. Runs wherever there is WebAssembly: window,
// worker, Node.

/**
 * @typedef {object} CoreModules the bytes of the two modules; build.sh makes the first of them
 * only where it finds clang 19
 * @property {BufferSource} [wasm_relaxed]
 * @property {BufferSource} wasm_simd128
 */

/**
 * What a module exports, see wasm/headless/headless_exports.cc. Numbers are addresses and
 * sizes in its memory unless said otherwise.
 * @typedef {object} CoreExports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} _initialize
 * @property {() => number} givesKnownAnswer 1: its kernels compute what plain code computes
 * @property {(size: number) => number} allocate 0: there is no more memory
 * @property {(memory: number) => void} release
 * @property {(model: number, size: number, kernel: number) => number} create
 * @property {(recognizer: number) => void} destroy
 * @property {() => void} resetOptions
 * @property {(mode: number) => void} setMode 0 number, 1 single, 2 boxes
 * @property {(name: number, value: number) => number} setRule
 * @property {(cells: number, count: number) => void} setCells
 * @property {(recognizer: number, points: number, lengths: number, strokes: number)
 *     => number} read
 * @property {(recognizer: number, picture: number) => number} readPicture
 * @property {(recognizer: number, pixels: number, width: number, height: number)
 *     => number} readImage
 * @property {(recognizer: number, value: number) => number} setMinConfidence
 * @property {(recognizer: number) => number} classes how many logits there are
 * @property {(recognizer: number) => number} logits
 * @property {(width: number, height: number) => number} penWidth see wasm/headless/ink_exports.cc
 * @property {(points: number, lengths: number, strokes: number, scale: number, x: number,
 *     y: number, pen: number, coverage: number, left: number, top: number, width: number,
 *     height: number) => void} drawInk
 * @property {() => number} text
 * @property {() => number} textSize
 */

/** Why an engine does not take a module. */
export class Refusal extends Error {
  /**
   * @param {BufferSource} bytes
   * @param {unknown} cause
   */
  constructor(bytes, cause) {
    const isForbidden = WebAssembly.validate(bytes);
    const why = isForbidden
      ? "a Content-Security-Policy forbids it, whose script-src wants 'wasm-unsafe-eval'"
      : 'this engine has no SIMD for it';
    super(`WebAssembly cannot run here: ${why}`, { cause });
    this.isForbidden = isForbidden;
  }
}

/**
 * What a module without imports exports.
 * @throws {Error} a clear one where WebAssembly cannot run here
 */
export async function instantiate(/** @type {BufferSource} */ bytes) {
  if (typeof WebAssembly === 'undefined') throw new Error('there is no WebAssembly here');
  try {
    return (await WebAssembly.instantiate(bytes, {})).instance.exports;
  } catch (cause) {
    if (!(cause instanceof WebAssembly.CompileError)) throw cause;
    throw new Refusal(bytes, cause);
  }
}

async function start(/** @type {BufferSource} */ bytes) {
  const core = /** @type {CoreExports} */ (
    /** @type {unknown} */ (await instantiate(bytes))
  );
  core._initialize();
  return core;
}

/** The core with relaxed SIMD; null where the engine has none, or one that errs. */
async function startRelaxed(/** @type {BufferSource | undefined} */ bytes) {
  if (bytes === undefined || !WebAssembly.validate(bytes)) return null;
  try {
    const core = await start(bytes);
    return core.givesKnownAnswer() === 1 ? core : null;
  } catch {
    return null; // an engine that takes the module and then cannot run it
  }
}

/**
 * @param {CoreModules} modules
 * @param {string} [kernel] wasm_relaxed, wasm_simd128 or portable; '' for the fastest
 * @returns {Promise<{core: CoreExports, kernel: string}>}
 * @throws {Error} where the kernel that was asked for cannot run here
 */
export async function loadCore(modules, kernel = '') {
  if (kernel === '' || kernel === 'wasm_relaxed') {
    const core = await startRelaxed(modules.wasm_relaxed);
    if (core !== null) return { core, kernel: 'wasm_relaxed' };
  }
  if (kernel === '') kernel = 'wasm_simd128';
  if (kernel !== 'wasm_simd128' && kernel !== 'portable') {
    throw new Error(`the kernel "${kernel}" cannot run here`);
  }
  return { core: await start(modules.wasm_simd128), kernel };
}
