// What the tests and benchmarks of the headless modules share.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The kernels that there is a module for. */
export const variants = /** @type {const} */ (['wasm_simd128', 'wasm_relaxed']);

const nodeMajor = Number(process.versions.node.split('.')[0]);

/** What node needs to run relaxed SIMD: node 20 has it behind a flag, and Liftoff's is wrong. */
export const nodeFlags =
  nodeMajor === 20 ? ['--experimental-wasm-relaxed-simd', '--no-liftoff'] : [];

/**
 * Why a variant's modules cannot run, if they cannot.
 * @returns {string | undefined}
 */
export function missing(/** @type {string} */ variant, needsNode = true) {
  if (!existsSync(join(root, `build/${variant}/recognizer.wasm`))) {
    return `SKIPPED: there is no module for ${variant}, as without clang 19 or emscripten's linker`;
  }
  if (variant === 'wasm_relaxed' && needsNode && nodeMajor < 20) {
    return `SKIPPED: node ${process.versions.node} has no relaxed SIMD as it became`;
  }
  return undefined;
}

/** The bytes of a module that build.sh made: recognizer, core_test, ... */
export function moduleBytes(
  /** @type {string} */ variant,
  /** @type {string} */ name = 'recognizer',
) {
  return readFileSync(join(root, 'build', variant, `${name}.wasm`));
}

/**
 * Runs a module of GoogleTests and gives what it printed and its exit status. Stands alone, so
 * that a browser's page can be given it as text.
 */
export async function runTests(/** @type {BufferSource} */ bytes) {
  /** @type {any} */
  let exports = null;
  const memory = () => /** @type {WebAssembly.Memory} */ (exports.memory);
  const decoder = new TextDecoder();
  let output = '';
  const system = {
    fd_write(
      /** @type {number} */ _file,
      /** @type {number} */ vectors,
      /** @type {number} */ count,
      /** @type {number} */ written,
    ) {
      const view = new DataView(memory().buffer);
      let total = 0;
      for (let i = 0; i < count; ++i) {
        const from = view.getUint32(vectors + 8 * i, true);
        const size = view.getUint32(vectors + 8 * i + 4, true);
        output += decoder.decode(new Uint8Array(memory().buffer, from, size), {
          stream: true,
        });
        total += size;
      }
      view.setUint32(written, total, true);
      return 0;
    },
    clock_gettime(/** @type {number} */ _clock, /** @type {number} */ to) {
      const now = performance.now();
      const words = new Uint32Array(memory().buffer, to, 2);
      words[0] = now / 1000;
      words[1] = (now % 1000) * 1e6;
      return 0;
    },
    environ_sizes_get(/** @type {number} */ count, /** @type {number} */ size) {
      const view = new DataView(memory().buffer);
      view.setUint32(count, 0, true);
      view.setUint32(size, 0, true);
      return 0;
    },
    exit(/** @type {number} */ status) {
      throw new Error(`exit ${status}: ${output}`);
    },
  };
  // Whatever else the C library names is not there: 52 is ENOSYS.
  const imports = new Proxy(system, {
    get: (known, name) => Reflect.get(known, name) ?? (() => 52),
    has: () => true,
  });
  const { instance } = await WebAssembly.instantiate(bytes, {
    env: imports,
    wasi_snapshot_preview1: imports,
  });
  exports = instance.exports;
  exports._initialize();
  const status = exports.runTests();
  return { status: Number(status), output };
}
