// run.mjs VARIANT tests: runs the core's tests in that headless module.
// run.mjs VARIANT load [KERNEL]: which kernel the loader takes, with both modules there.
// run.mjs VARIANT pictures FILE: logits and Result of 28x28 bytes each, a line each.
// run.mjs VARIANT drawings FILE [KERNEL]: Results of a strokes file, a line each.
// Exits with 3 where the variant cannot run. A program of its own, since relaxed SIMD wants node's
// flags.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CoreReader } from '../../www/core_reader.js';
import { loadCore } from '../../www/loader.js';
import { parseDrawings } from '../web/browser.mjs';
import { missing, moduleBytes, root, runTests } from './headless.mjs';

const [variant, what, argument, kernel = variant] = process.argv.slice(2);
const why = variant === 'both' ? undefined : missing(variant);
if (why) {
  console.error(why);
  process.exit(3);
}
if (what === 'tests') {
  const { status, output } = await runTests(moduleBytes(variant, 'core_test'));
  process.stdout.write(output);
  process.exitCode = status;
} else if (what === 'load') {
  const modules = {
    wasm_simd128: moduleBytes('wasm_simd128'),
    wasm_relaxed: moduleBytes('wasm_relaxed'),
  };
  try {
    console.log((await loadCore(modules, argument)).kernel);
  } catch (error) {
    console.log(/** @type {Error} */ (error).message);
  }
} else {
  const bytes = moduleBytes(variant);
  const modules = { wasm_simd128: bytes, wasm_relaxed: bytes };
  const { core } = await loadCore(modules, variant);
  const model = readFileSync(join(root, 'weights/digits.dpm'));
  const reader = new CoreReader(core, model, kernel);
  const logits = () => {
    const at = core.logits(reader.handle);
    return new Int32Array(core.memory.buffer, at, core.classes(reader.handle));
  };
  const lines = [];
  if (what === 'drawings') {
    for (const { strokes } of parseDrawings(readFileSync(argument, 'utf8'))) {
      lines.push(reader.read(strokes, { mode: 'single' }));
    }
  } else {
    const pictures = readFileSync(argument);
    for (let at = 0; at < pictures.length; at += 784) {
      const result = reader.readPicture(pictures.subarray(at, at + 784));
      lines.push(`${logits().join(' ')} ${result}`);
    }
  }
  console.log(lines.join('\n'));
}
