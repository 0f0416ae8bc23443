// What runs where the time is measured: in a page, or in a node of its own. Every function gives
// milliseconds by case.

/** @typedef {Record<string, {ms: number, macs?: number}>} Times */

/**
 * The medians of some runs, after all have been warmed up.
 * @param {Record<string, () => unknown>} runs
 */
async function medians(runs) {
  await warmUpAll(Object.values(runs));
  const times = /** @type {Times} */ ({});
  for (const [name, run] of Object.entries(runs)) times[name] = { ms: await median(run) };
  return times;
}

/**
 * Runs all in turn for a while, so that engines compile what they find worth it before anything is
 * measured.
 * @param {(() => unknown)[]} runs
 */
async function warmUpAll(runs, warmUp = 500) {
  const start = performance.now();
  while (performance.now() - start < warmUp) for (const run of runs) await run();
}

/**
 * The median over batches, in milliseconds.
 * @param {() => unknown} run asynchronous where it gives a promise
 */
async function median(run, warmUp = 60, measured = 150) {
  let runs = 0;
  const start = performance.now();
  while (performance.now() - start < warmUp) {
    const done = run();
    if (done instanceof Promise) await done;
    ++runs;
  }
  // Batches of about 2 ms: no clock is too coarse for them.
  const batch = Math.max(1, Math.round((runs / warmUp) * 2));
  const times = [];
  const begin = performance.now();
  while (performance.now() - begin < measured) {
    const from = performance.now();
    for (let i = 0; i < batch; ++i) {
      const done = run();
      if (done instanceof Promise) await done;
    }
    times.push((performance.now() - from) / batch);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1];
}

/**
 * Cases of our bench module.
 * @param {BufferSource} bytes
 * @param {string} cases a pattern for their names
 */
export async function ourTimes(bytes, cases) {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  const bench = /** @type {any} */ (instance.exports);
  bench._initialize();
  const text = (/** @type {number} */ at) => {
    const memory = new Uint8Array(bench.memory.buffer, at, 100);
    return new TextDecoder().decode(memory.subarray(0, memory.indexOf(0)));
  };
  const runs = /** @type {Record<string, () => unknown>} */ ({});
  const macs = /** @type {Record<string, number>} */ ({});
  for (let i = 0; i < bench.count(); ++i) {
    const name = text(bench.name(i));
    if (!new RegExp(cases).test(name)) continue;
    runs[name] = () => bench.run(i, 1);
    macs[name] = bench.macs(i);
  }
  const times = await medians(runs);
  for (const name of Object.keys(times)) times[name].macs = macs[name];
  return times;
}

/**
 * Strokes to the parsed Result through the recogniser's module, call by call.
 * @param {import('../../www/loader.js').CoreModules} modules
 * @param {Uint8Array} model
 * @param {number[][][][]} drawings
 */
export async function answerTimes(modules, model, drawings, kernel = '') {
  const { loadCore } = await import('../../www/loader.js');
  const { CoreReader } = await import('../../www/core_reader.js');
  const { core } = await loadCore(modules, kernel);
  const recognizer = new CoreReader(core, model);
  const times = /** @type {number[]} */ ([]);
  for (let i = 0; i < 3000; ++i) {
    const from = performance.now();
    JSON.parse(recognizer.read(drawings[i % drawings.length], { mode: 'single' }));
    if (i >= 500) times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => times[Math.floor(part * times.length)];
  return { p50: { ms: at(0.5) }, p99: { ms: at(0.99) } };
}

const NETS = ['A', 'B', 'C'];

/**
 * onnxruntime, for the web or for node.
 * @param {any} ort
 * @param {(name: string) => Promise<any>} load a model's bytes or path
 * @param {Float32Array} input
 */
export async function onnxTimes(ort, load, input, /** @type {object} */ options) {
  const runs = /** @type {Record<string, () => unknown>} */ ({});
  for (const net of NETS) {
    const session = await ort.InferenceSession.create(await load(net), options);
    const shape = session.inputMetadata?.[0]?.shape ?? [1, 28, 28, 1];
    const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', input, shape) };
    runs[net] = () => session.run(feeds);
  }
  return medians(runs);
}

/**
 * @param {any} litert the package @litertjs/core
 * @param {string} wasm a folder, or a file for one particular build
 */
export async function liteRtTimes(
  litert,
  wasm,
  /** @type {string} */ models,
  /** @type {Float32Array} */ input,
) {
  await litert.loadLiteRt(wasm);
  const runs = /** @type {Record<string, () => unknown>} */ ({});
  for (const net of NETS) {
    const model = await litert.loadAndCompile(`${models}/${net}_int8.tflite`, {
      accelerator: 'wasm',
    });
    const tensor = new litert.Tensor(input, [...model.getInputDetails()[0].shape]);
    runs[net] = async () => {
      for (const output of await model.run(tensor)) output.delete();
    };
  }
  return medians(runs);
}

/** The reference networks of tests/core/test_models.h in TensorFlow.js, with weights of any kind. */
export function tfNetwork(/** @type {any} */ tf, /** @type {string} */ net) {
  const weights = (/** @type {number[]} */ shape) => tf.randomNormal(shape, 0, 0.05);
  const conv = (
    /** @type {number} */ kernel,
    /** @type {number} */ from,
    /** @type {number} */ to,
    stride = 1,
    padding = 'same',
  ) => {
    const filter = weights([kernel, kernel, from, to]);
    const bias = weights([to]);
    return (/** @type {any} */ x) =>
      tf.fused.conv2d({
        x,
        filter,
        strides: stride,
        pad: padding,
        bias,
        activation: 'relu',
      });
  };
  const pool = (/** @type {any} */ x) => tf.maxPool(x, 2, 2, 'valid');
  const dense = (
    /** @type {number} */ from,
    /** @type {number} */ to,
    activation = 'linear',
  ) => {
    const b = weights([from, to]);
    const bias = weights([to]);
    return (/** @type {any} */ x) =>
      tf.fused.matMul({ a: tf.reshape(x, [1, from]), b, bias, activation });
  };
  const layers = {
    A: () => [
      conv(3, 1, 32, 1, 'valid'),
      conv(3, 32, 64, 1, 'valid'),
      pool,
      dense(9216, 128, 'relu'),
      dense(128, 10),
    ],
    B: () => [
      conv(5, 1, 32),
      pool,
      conv(5, 32, 64),
      pool,
      dense(3136, 128, 'relu'),
      dense(128, 10),
    ],
    C: () => [
      conv(3, 1, 16),
      conv(3, 16, 32, 2),
      conv(3, 32, 32),
      conv(3, 32, 64, 2),
      conv(3, 64, 64),
      (/** @type {any} */ x) => tf.mean(x, [1, 2]),
      dense(64, 10),
    ],
  }[/** @type {'A' | 'B' | 'C'} */ (net)]();
  return (/** @type {any} */ x) => layers.reduce((value, layer) => layer(value), x);
}

export async function tfTimes(/** @type {any} */ tf, /** @type {Float32Array} */ input) {
  const runs = /** @type {Record<string, () => unknown>} */ ({});
  const x = tf.tensor(input, [1, 28, 28, 1]);
  for (const net of NETS) {
    const network = tfNetwork(tf, net);
    runs[net] = () => tf.tidy(() => network(x)).dataSync();
  }
  return medians(runs);
}
