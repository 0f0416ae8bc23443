// node_side.mjs ours VARIANT CASES | onnx PRECISION: prints times as JSON. A program of its own, for
// node's flags and a fresh engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { moduleBytes, root } from '../headless/headless.mjs';
import { onnxTimes, ourTimes } from './page_side.mjs';

const [what, argument, cases] = process.argv.slice(2);
if (what === 'ours') {
  console.log(JSON.stringify(await ourTimes(moduleBytes(argument, 'bench'), cases)));
} else {
  const ort = createRequire(join(root, 'build/peers/'))('onnxruntime-node');
  const models = join(root, '../shared/peers');
  const input = new Float32Array(
    Uint8Array.from(readFileSync(join(models, 'input.bin'))).buffer,
  );
  const load = async (/** @type {string} */ net) =>
    join(models, `${net}_${argument}.onnx`);
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  console.log(JSON.stringify(await onnxTimes(ort, load, input, options)));
}
