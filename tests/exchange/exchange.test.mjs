// `digitpad export` and `import`: nothing is lost in JSON; ONNX files give the same answers in
// onnxruntime; networks of PyTorch and of Keras' layout (make_networks.py) become model files
// that answer as they do. With MNIST, also what quantising costs on its 10,000 test images.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  authoredDrawings,
  linesOf,
  makeFolder,
  modelWithout,
  root,
  run,
  shippedModel,
} from '../cli/program.mjs';
import { best, networkInputs, runOnnx } from './runtime.mjs';

const { folder, write } = makeFolder();
const data = process.env.DIGITPAD_DATA ?? join(root, '../shared/data');
const mnist = (/** @type {string} */ name) => join(data, 'mnist', `${name}-ubyte.gz`);
const testImages = mnist('t10k-images-idx3');
const hasMnist = existsSync(testImages);
const CLASSES = 10;

/** The authored digits, each leaning and stretched in many ways, as a strokes file. */
function manyDrawings(/** @type {number} */ count) {
  const lines = [];
  for (let i = 0; i < count; ++i) {
    const { label, strokes } = authoredDrawings[i % authoredDrawings.length];
    const lean = 0.4 * Math.sin(i);
    const stretch = 1 + 0.3 * Math.cos(3 * i);
    const turned = strokes.map((/** @type {number[][]} */ stroke) =>
      stroke.map(([x, y]) => [1000 + stretch * x - lean * y, y + 0.2 * lean * x]),
    );
    lines.push(JSON.stringify({ label, strokes: turned }));
  }
  return `${lines.join('\n')}\n`;
}
const drawings = write('drawings.jsonl', manyDrawings(1000));

/** @param {string[]} args */
function expectDone(...args) {
  const result = run(args);
  assert.equal(result.code, 0, `digitpad ${args.join(' ')}: ${result.stderr}`);
  assert.equal(result.stdout, '');
  return result;
}

function expectRefused(
  /** @type {string[]} */ args,
  /** @type {string[]} */ parts,
  code = 3,
) {
  const result = run(args);
  const seen = `digitpad ${args.join(' ')}: ${result.stderr}`;
  assert.equal(result.code, code, seen);
  assert.equal(linesOf(result.stderr).length, 1, seen);
  for (const part of parts) {
    assert.ok(result.stderr.includes(part), `"${part}" not in ${seen}`);
  }
}

const path = (/** @type {string} */ name) => join(folder, name);

for (const [name, bytes] of Object.entries({
  'the shipped model': readFileSync(shippedModel),
  'a model with "none of these" in another place': modelWithout('4'),
})) {
  test(`${name} comes back from JSON as it was`, () => {
    const model = write('model.dpm', bytes);
    expectDone('export', '--model', model, path('one.json'));
    expectDone('import', path('one.json'), '--out', path('back.dpm'));
    assert.deepEqual(readFileSync(path('back.dpm')), readFileSync(model));
    expectDone('export', '--model', path('back.dpm'), path('two.json'));
    assert.deepEqual(readFileSync(path('two.json')), readFileSync(path('one.json')));
  });
}

test('the JSON can be changed by hand', () => {
  expectDone('export', path('hand.json'));
  const model = JSON.parse(readFileSync(path('hand.json'), 'utf8'));
  model.labels[0] = 'zero';
  model.card = { note: 'mine' };
  write('hand.json', JSON.stringify(model, null, 1));
  expectDone('import', path('hand.json'), '--out', path('hand.dpm'));
  const { labels, card } = JSON.parse(
    run(['inspect', '--json', path('hand.dpm')]).stdout,
  );
  assert.equal(labels[0], 'zero');
  assert.deepEqual(card, { note: 'mine' });
});

test('inspect tells the range of what each layer is scaled by', () => {
  expectDone('export', path('scales.json'));
  const { layers } = JSON.parse(readFileSync(path('scales.json'), 'utf8'));
  const inspected = JSON.parse(run(['inspect', '--json', shippedModel]).stdout).layers;
  const text = run(['inspect', shippedModel]).stdout;
  for (const [i, { mantissa, shift }] of layers.entries()) {
    const scales = mantissa?.map(
      (/** @type {number} */ m, /** @type {number} */ c) => m * 2 ** -shift[c],
    );
    const range = scales && [Math.min(...scales), Math.max(...scales)];
    assert.deepEqual(inspected[i].scales, range);
    if (range) assert.ok(text.includes(String(Number(range[0].toPrecision(3)))));
  }
  assert.ok(layers.length > 5);
});

test('JSON that is no model is refused, with its place', () => {
  expectDone('export', path('good.json'));
  const text = readFileSync(path('good.json'), 'utf8');
  /** @type {[(model: any) => unknown, ...string[]][]} */
  const cases = [
    [(model) => (model.format = 'other'), '"format"'],
    [(model) => (model.version = 2), 'version 2'],
    [(model) => delete model.labels, '"labels": missing'],
    [(model) => (model.labels[3] = 3), '"labels"'],
    [(model) => (model.labels[3] = 'x'.repeat(70000)), '"labels"', 'too long'],
    [(model) => (model.prep.channels = 2), 'prep'],
    [(model) => (model.calibration.accept = 0.5), 'calibration: "accept"'],
    [(model) => (model.layers[2].op = 'lstm'), 'layer 2: "op"'],
    [(model) => (model.layers[2].weights[7] = 128), 'layer 2: "weights": item 7'],
    [(model) => (model.layers[2].weights[7] = 1.5), 'layer 2: "weights": item 7'],
    [(model) => model.layers[2].weights.pop(), 'layer 2', 'wrong size'],
    [(model) => (model.layers[2].kernel = [3]), 'layer 2: "kernel"'],
    [(model) => (model.layers[2].pad = [1, 1, 1, 1e12]), 'layer 2: "pad"'],
    [(model) => (model.layers = {}), '"layers": not an array'],
    [(model) => (model.card = 7), '"card"'],
  ];
  for (const [change, ...parts] of cases) {
    const model = JSON.parse(text);
    change(model);
    const file = write('bad.json', JSON.stringify(model));
    expectRefused(['import', file, '--out', path('bad.dpm')], [`${file}: `, ...parts]);
  }
  for (const [content, part] of [
    [text.slice(0, 2000), 'parse error'],
    [`{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'nested'],
    ['{}', '"format": missing'],
  ]) {
    const file = write('bad.json', content);
    expectRefused(['import', file, '--out', path('bad.dpm')], [`${file}: `, part]);
  }
  assert.ok(!existsSync(path('bad.dpm')));
});

test('export refuses what it cannot do, and leaves nothing', () => {
  expectRefused(['export', path('model.txt')], ['.dpm', '.json', '.onnx'], 2);
  expectRefused(['export', path('none/model.json')], [path('none/model.json')]);
  const broken = write('broken.dpm', readFileSync(shippedModel).subarray(0, 5000));
  expectRefused(['export', '--model', broken, path('broken.onnx')], [broken]);
  assert.ok(!existsSync(path('broken.onnx')));
  expectDone('export', path('copy.dpm'));
  assert.deepEqual(readFileSync(path('copy.dpm')), readFileSync(shippedModel));
});

/** Shows that the ONNX export of a model gives its labels, on 1,000 examples. */
async function expectSameLabels(
  /** @type {string} */ model,
  /** @type {string} */ examples,
  classes = CLASSES,
  channels = 1,
) {
  const onnx = path('export.onnx');
  expectDone('export', '--model', model, onnx);
  const { inputs, logits } = networkInputs(model, examples, classes, channels);
  assert.equal(inputs.length, 1000);
  const answers = await runOnnx(onnx, inputs, { channels });
  assert.deepEqual(answers.map(best), logits.map(best));
  // All ten appear: it is no network that always says the same.
  assert.ok(new Set(logits.map(best)).size >= CLASSES);
}

test('the shipped model gives the same labels in onnxruntime', async () => {
  await expectSameLabels(shippedModel, drawings, 11, 5);
  if (hasMnist) await expectSameLabels(shippedModel, testImages, 11, 5);
});

const networks = [
  { name: 'pytorch', file: join(root, 'tests/exchange/pytorch.onnx') },
  { name: 'keras', file: join(root, 'tests/exchange/keras.onnx'), isChannelsLast: true },
];

for (const { name, file, isChannelsLast } of networks) {
  test(`${name}.onnx is imported and answers as it did`, async () => {
    const model = path(`${name}.dpm`);
    const { stderr } = expectDone('import', file, '--out', model, '--data', drawings);
    assert.match(stderr, /int8 \d+\.\d+ %, float \d+\.\d+ %, \d+ of \d+ answers differ/);
    const { inputs, logits } = networkInputs(model, drawings, CLASSES);
    const wanted = await runOnnx(file, inputs, { isChannelsLast });
    const same = wanted.filter((answer, i) => best(answer) === best(logits[i])).length;
    assert.ok(same >= 980, `${same} of 1,000 answers are those of ${name}.onnx`);
    await expectSameLabels(model, drawings);
    // The file goes on as any other model.
    const reading = run(['read', '--model', model, drawings]);
    assert.equal(linesOf(reading.stdout).length, 1000, reading.stderr);
  });

  test(`${name}.onnx loses at most 0.1 point on MNIST`, (context) => {
    if (!hasMnist) {
      console.log(`# exchange: SKIPPED ${name}.onnx on MNIST: there is no data folder`);
      return context.skip();
    }
    const model = path(`${name}-mnist.dpm`);
    expectDone('import', file, '--out', model, '--data', mnist('train-images-idx3'));
    const { stdout } = run([
      ...[
        'eval',
        '--json',
        '--accept-all',
        '--model',
        model,
        '--float',
        `${model}.float`,
      ],
      ...['--idx', testImages, mnist('t10k-labels-idx1')],
    ]);
    const { count, correct, float_correct: float, model: hash } = JSON.parse(stdout);
    console.log(
      `# ${name}.onnx, MNIST test: int8 ${correct}, float ${float} of ${count}, ${hash}`,
    );
    assert.equal(count, 10000);
    assert.ok(float >= 9800);
    assert.ok(correct >= float - 10);
  });
}

test('import says what is missing or wrong', () => {
  const [{ file }] = networks;
  const out = ['--out', path('bad.dpm')];
  expectRefused(['import', file, ...out], [`${file}: `, '--data']);
  expectRefused(
    ['import', file, ...out, '--data', drawings, '--labels', '0,1,2'],
    ['--labels', '"3"'],
  );
  const few = linesOf(manyDrawings(1000)).filter((line) => /"label":"[0-4]"/.test(line));
  const five = write('five.jsonl', `${few.join('\n')}\n`);
  expectRefused(
    ['import', file, ...out, '--data', five],
    [`${file}: 10 outputs`, '0,1,2,3,4'],
  );
  const cut = write('cut.onnx', readFileSync(file).subarray(0, 9000));
  expectRefused(['import', cut, ...out, '--data', drawings], [`${cut}: `]);
  const noise = write('noise.onnx', 'no network at all');
  expectRefused(
    ['import', noise, ...out, '--data', drawings],
    [`${noise}: not an ONNX file`],
  );
  // The numbers of a tensor lie after its name, a tag and two bytes of length.
  const bytes = Buffer.from(readFileSync(file));
  const at = bytes.lastIndexOf('third.weight') + 'third.weight'.length + 3;
  for (let i = 0; i < 1000; ++i) bytes.writeFloatLE(3e37, at + 4 * i);
  const large = write('large.onnx', bytes);
  expectRefused(
    ['import', large, ...out, '--data', drawings],
    ['beyond what a float holds'],
  );
  // Our own export is quantised already.
  expectDone('export', path('own.onnx'));
  expectRefused(
    ['import', path('own.onnx'), ...out, '--data', drawings],
    ['quantised already'],
  );
  assert.ok(!existsSync(path('bad.dpm')));
});

test('labels can be named in the order of the outputs', () => {
  const [{ file }] = networks;
  const words = [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
  ];
  const lines = manyDrawings(500).replace(
    /"label":"(\d)"/g,
    (_, digit) => `"label":"${words[Number(digit)]}"`,
  );
  const model = path('words.dpm');
  const args = ['--data', write('words.jsonl', lines), '--labels', words.join(',')];
  const { stderr } = expectDone('import', file, '--out', model, ...args);
  // Far more are right than by chance only where the labels are at their outputs.
  assert.ok(Number(/int8 ([\d.]+) %/.exec(stderr)?.[1]) > 60, stderr);
  const { labels } = JSON.parse(run(['inspect', '--json', model]).stdout);
  assert.deepEqual(labels, words);
});
