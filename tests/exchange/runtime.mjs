// Runs ONNX files in onnxruntime, and lays inputs out for it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../cli/program.mjs';

const SIDE = 28;
const PLANE = SIDE * SIDE;
const BATCH = 100;

const load = createRequire(join(root, 'build/exchange_tests/package.json'));
const ort = load('onnxruntime-web');
ort.env.wasm.numThreads = 1;

/**
 * What our own network is given, and answers, for the first 1,000 examples of some data.
 * @param {string} model a model file
 * @param {string} data what `digitpad train` takes with --data
 * @param {number} classes
 * @param {number} [channels]
 */
export function networkInputs(model, data, classes, channels = 1) {
  const { status, stdout, stderr } = spawnSync(
    join(root, 'build/native/network_inputs'),
    [model, data],
    { maxBuffer: 1 << 26 },
  );
  if (status !== 0) throw new Error(String(stderr));
  const size = PLANE * channels;
  const record = size + 4 * classes;
  const count = stdout.length / record;
  const inputs = [];
  const logits = [];
  for (let i = 0; i < count; ++i) {
    const at = i * record;
    inputs.push(stdout.subarray(at, at + size));
    logits.push(
      Array.from({ length: classes }, (_, c) => stdout.readInt32LE(at + size + 4 * c)),
    );
  }
  return { inputs, logits };
}

/** The number of the largest value. */
export const best = (/** @type {number[]} */ values) =>
  values.indexOf(Math.max(...values));

/**
 * The first output of the network, by example.
 * @param {string} file ONNX
 * @param {Buffer[]} inputs bytes [28][28][channels]; each enters as (byte >> 1) / 127
 * @param {{ channels?: number, isChannelsLast?: boolean }} [layout] of the network's input
 */
export async function runOnnx(
  file,
  inputs,
  { channels = 1, isChannelsLast = false } = {},
) {
  const session = await ort.InferenceSession.create(readFileSync(file));
  const [name] = session.inputNames;
  /** @type {number[][]} */
  const answers = [];
  for (let first = 0; first < inputs.length; first += BATCH) {
    const batch = inputs.slice(first, first + BATCH);
    const values = new Float32Array(batch.length * PLANE * channels);
    batch.forEach((bytes, i) => {
      for (let p = 0; p < PLANE; ++p) {
        for (let c = 0; c < channels; ++c) {
          const at = isChannelsLast ? p * channels + c : c * PLANE + p;
          values[i * PLANE * channels + at] = (bytes[p * channels + c] >> 1) / 127;
        }
      }
    });
    const sizes = isChannelsLast
      ? [batch.length, SIDE, SIDE, channels]
      : [batch.length, channels, SIDE, SIDE];
    const results = await session.run({
      [name]: new ort.Tensor('float32', values, sizes),
    });
    const output = results[session.outputNames[0]];
    const classes = output.dims[1];
    for (let i = 0; i < batch.length; ++i) {
      answers.push([...output.data.subarray(i * classes, (i + 1) * classes)]);
    }
  }
  return answers;
}
