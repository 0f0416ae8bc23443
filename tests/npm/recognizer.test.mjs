// What the Recognizer promises its callers, in Node: what it refuses, and that nothing is changed
// then.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  authoredDrawings,
  changedModel,
  modelWithout,
  shippedModel,
} from '../cli/program.mjs';
import { LETTERS, writeLetters } from '../data/letters.mjs';
import { trainLetters } from '../data/letters_model.mjs';
import { written } from '../data/written.mjs';
import { missing, packageFolder } from './apps.mjs';

const options = { skip: missing };
const { strokes, label } = authoredDrawings[0];

/** @type {any} */
let Recognizer;
/** @type {any} */
let recognizer;
before(async () => {
  if (missing) return;
  ({ Recognizer } = await import(pathToFileURL(join(packageFolder, 'index.js')).href));
});
beforeEach(async () => {
  if (!missing) recognizer = await Recognizer.load();
});

const point = [1, 1];
const many = (/** @type {number} */ count) => Array.from({ length: count }, () => point);

/** @type {[string, unknown, RegExp][]} */
const BAD_STROKES = [
  ['nothing', undefined, /strokes: not an array/],
  ['a text', '7', /strokes: not an array/],
  ['points without strokes', [point], /stroke 0, point 0: not \[x, y\]/],
  ['a hole among strokes', [[point], , [point]], /stroke 1: not an array/], // eslint-disable-line no-sparse-arrays
  ['objects for points', [[{ x: 1, y: 1 }]], /stroke 0, point 0: not \[x, y\]/],
  ['half a point', [[point, [1]]], /stroke 0, point 1: not \[x, y\]/],
  ['texts for numbers', [[['1', '1']]], /stroke 0, point 0: not \[x, y\]/],
  ['null for a number', [[[null, 1]]], /stroke 0, point 0: not \[x, y\]/],
  [
    'NaN',
    [[point], [point, [NaN, 1]]],
    /stroke 1, point 1: a coordinate is not a number/,
  ],
  ['infinity', [[[1, -Infinity]]], /stroke 0, point 0: a coordinate/],
  ['what is too far away', [[[1, 2e6]]], /stroke 0, point 0: a coordinate/],
  ['too many points', [many(20_001)], /stroke 0: more than 20000 points/],
  ['too many strokes', many(1001).map((p) => [p]), /more than 1000 strokes/],
];
for (const [name, bad, message] of BAD_STROKES) {
  test(`strokes that are ${name} are refused, and all stays as it was`, options, () => {
    const before = recognizer.read(strokes);
    assert.throws(() => recognizer.read(bad), message);
    assert.throws(() => recognizer.readMany([strokes, bad]), /^\w+: drawing 1: /);
    assert.deepEqual(recognizer.read(strokes), before);
  });
}

/** @type {[unknown, RegExp][]} */
const BAD_OPTIONS = [
  [7, /options: not an object/],
  [{ modus: 'single' }, /options: there is no "modus"/],
  [{ mode: 'word' }, /mode: "word" is none of/],
  [{ mode: 'boxes' }, /boxes: not 1 to 20/],
  [{ mode: 'boxes', cells: many(21) }, /cells: not an array of 1 to 20/],
  [{ mode: 'boxes', cells: [[0, 0, 9]] }, /cell 0: not \[x, y, width, height\]/],
  [{ mode: 'boxes', cells: [[0, 0, 0, 9]] }, /boxes: box 0 has no extent, or/],
  [
    {
      mode: 'boxes',
      cells: [
        [0, 0, 9, 9],
        [0, 0, 1e300, 9],
      ],
    },
    /boxes: box 1 has no extent, or is too far away/,
  ],
  [{ rules: 'max' }, /rules: not an object/],
  [{ rules: { max: 'x' } }, /max: "x"/],
  [{ rules: { max: {} } }, /max: no value/],
  [{ rules: { max: '9'.repeat(101) } }, /max: no value/],
  [{ rules: { max: '9\0' } }, /max: no value/],
  [{ rules: { most: 9 } }, /most/],
  [{ rules: { min: 9, max: 1 } }, /min/],
  [{ mode: 'single', rules: { max: 0 } }, /max: a single symbol has no rules/],
  [{ cells: [[0, 0, 9, 9]] }, /cells: they are for mode "boxes"/],
  [{ rules: { prior: 0.9 } }, /prior: nothing is expected/],
  [{ rules: { check: true } }, /check: "true" is not a check/],
  [{ rules: { max: NaN } }, /max: "NaN" is not a number/],
];
test(
  'options that will not do are refused, and the next reading knows nothing of them',
  options,
  () => {
    const before = recognizer.read(strokes);
    for (const [bad, message] of BAD_OPTIONS) {
      assert.throws(() => recognizer.read(strokes, bad), message);
      assert.deepEqual(recognizer.read(strokes), before);
    }
  },
);

test('a bound is any number that JavaScript has', options, () => {
  const { strokes } = written('42');
  const texts = [{ min: 1e-7 }, { max: 1e21 }, { min: -2.5e-7, max: 1.25e22 }].map(
    (rules) => recognizer.read(strokes, { rules }).text,
  );
  assert.deepEqual(texts, ['42', '42', '42']);
  assert.equal(recognizer.read(strokes, { rules: { min: 1e21 } }).accepted, false);
});

test('rules hold for one reading, and values that are off are none', options, () => {
  const { strokes } = written('42');
  assert.equal(recognizer.read(strokes, { rules: { max: 9 } }).accepted, false);
  assert.equal(recognizer.read(strokes).text, '42');
  const off = { rules: { max: undefined, decimal: false } };
  assert.deepEqual(recognizer.read(strokes, off), recognizer.read(strokes));
});

test('no ink is a Result as well', options, () => {
  const none = { text: '', accepted: false, confidence: 0, digits: [] };
  for (const empty of [[], [[]]]) assert.deepEqual(recognizer.read(empty), none);
  assert.deepEqual(recognizer.readMany([]), []);
});

const data = new Uint8Array(400);
/** @type {[unknown, RegExp][]} */
const BAD_IMAGES = [
  [undefined, /image: neither ImageData/],
  [{ data }, /image: neither ImageData/],
  [{ data, width: 0, height: 10 }, /0x10 pixels/],
  [{ data, width: 9.5, height: 10 }, /image: neither ImageData/],
  [{ data, width: 9, height: 10 }, /data: neither grey nor RGBA bytes of 9x10 pixels/],
  [{ data: new Float32Array(100), width: 10, height: 10 }, /data: neither grey/],
  [{ data: [...data], width: 20, height: 20 }, /data: not bytes/],
  [{ data, width: 20_000, height: 1 }, /20000x1 pixels is too large/],
  [{ data, width: 16_000, height: 16_000 }, /too large/],
];
test('images that will not do are refused, and all stays as it was', options, () => {
  for (const [bad, message] of BAD_IMAGES) {
    assert.throws(() => recognizer.readImage(bad), message);
  }
  const image = { data, width: 20, height: 20 };
  assert.throws(
    () => recognizer.readImage(image, { mode: 'boxes', cells: [[0, 0, 9, 9]] }),
    /for drawings, not for images/,
  );
  assert.equal(recognizer.read(strokes).text, label);
});

test(
  'an image as the network sees it is one symbol, and no more is asked',
  options,
  () => {
    const image = { data: new Uint8Array(28 * 28), width: 28, height: 28 };
    for (const mode of ['number', 'single']) recognizer.readImage(image, { mode });
    const boxes = { mode: 'boxes', cells: [[0, 0, 9, 9]] };
    assert.throws(() => recognizer.readImage(image, boxes), /boxes: a single symbol/);
    const rules = { max: 0 };
    assert.throws(() => recognizer.readNumbers(image, { rules }), /max: a single symbol/);
  },
);

test('the largest image of all is read, of noise as of paper', options, () => {
  const [width, height] = [10_000, 5_000];
  const data = new Uint8Array(width * height);
  let state = 1;
  for (let i = 0; i < data.length; ++i) {
    state = (state * 16_807) % 0x7fffffff; // the minimal standard generator
    data[i] = state & 255;
  }
  assert.equal(typeof recognizer.readImage({ data, width, height }).text, 'string');
});

test(
  'a model that is none rejects, and those that are loaded read on',
  options,
  async () => {
    const model = readFileSync(shippedModel);
    const damaged = Buffer.from(model);
    damaged[1000] ^= 1;
    for (const [bad, message] of /** @type {[unknown, RegExp][]} */ ([
      [model.subarray(0, 1000), /length|bytes/],
      [damaged, /CRC/],
      [new Uint8Array(0), /./],
      [changedModel({ calibration: (content) => content.subarray(1) }), /calibration/],
      ['digits.dpm', /model: not bytes/],
      [null, /model: not bytes/],
    ])) {
      await assert.rejects(Recognizer.load({ model: bad }), message);
      assert.equal(recognizer.read(strokes).text, label);
    }
  },
);

test('another model beside the shipped one: each reads by its own', options, async () => {
  const other = await Recognizer.load({ model: modelWithout(label) });
  assert.equal(recognizer.read(strokes).text, label);
  assert.notEqual(other.read(strokes).text, label);
  assert.equal(recognizer.read(strokes).text, label);
  const shipped = await Recognizer.load({ model: readFileSync(shippedModel) });
  assert.deepEqual(shipped.read(strokes), recognizer.read(strokes));
  if (globalThis.crypto?.subtle) assert.equal(shipped.model, recognizer.model);
  assert.match(recognizer.model, /^[0-9a-f]{12}$/);
});

test('kernels: by name, or an error', options, async () => {
  assert.match(recognizer.kernel, /^wasm_(simd128|relaxed)$/);
  for (const kernel of ['portable', 'wasm_simd128']) {
    const forced = await Recognizer.load({ kernel });
    assert.equal(forced.kernel, kernel);
    assert.deepEqual(forced.read(strokes), recognizer.read(strokes));
  }
  await assert.rejects(Recognizer.load({ kernel: 'avx2' }), /"avx2" cannot run here/);
  await assert.rejects(Recognizer.load({ kernel: 'avx2' }), /"avx2" cannot run here/);
});

test('minConfidence is what a reading is accepted from', options, async () => {
  const all = await Recognizer.load({ minConfidence: 0 });
  const none = await Recognizer.load({ minConfidence: 1 });
  const strict = await Recognizer.load({ minConfidence: 'strict' });
  assert.equal(all.read(strokes).accepted, true);
  assert.equal(none.read(strokes).accepted, none.read(strokes).confidence === 1);
  assert.equal(strict.read(strokes).text, label);
  for (const [bad, message] of /** @type {[unknown, RegExp][]} */ ([
    [{ modle: 1 }, /options: there is no "modle"/],
    [null, /options: not an object/],
    ['fast', /options: not an object/],
  ])) {
    await assert.rejects(Recognizer.load(bad), message);
  }
  for (const bad of [-0.1, 1.1, NaN, '0.5', null]) {
    await assert.rejects(Recognizer.load({ minConfidence: bad }), /minConfidence: /);
  }
});

test('disposed, it says so; the others read on', options, async () => {
  const other = await Recognizer.load();
  recognizer.dispose();
  recognizer.dispose();
  assert.throws(() => recognizer.read(strokes), /this recognizer is disposed/);
  assert.throws(() => recognizer.readMany([]), /this recognizer is disposed/);
  assert.equal(other.read(strokes).text, label);
});

test(
  'out of memory is an error that can be caught, and another one reads',
  options,
  async () => {
    const { instantiate } = WebAssembly;
    const read = () => {
      throw new WebAssembly.RuntimeError('unreachable');
    };
    const trapping = async (/** @type {BufferSource} */ bytes) => {
      const { instance } = await instantiate(bytes, {});
      return { instance: { exports: { ...instance.exports, read } } };
    };
    const url = pathToFileURL(join(packageFolder, 'index.js')).href;
    const { Recognizer } = await import(`${url}?fresh`);
    Object.assign(WebAssembly, { instantiate: trapping });
    const [one, two] = [await Recognizer.load(), await Recognizer.load()];
    Object.assign(WebAssembly, { instantiate });
    assert.throws(() => one.read(strokes), /out of memory: load new ones/);
    assert.throws(() => two.read(strokes), /out of memory/);
    for (const broken of [one, two]) broken.dispose();
    assert.equal((await Recognizer.load()).read(strokes).text, label);
  },
);

test('500 loaded and disposed leave no memory taken', options, async () => {
  const use = async (/** @type {number} */ count) => {
    for (let i = 0; i < count; ++i) {
      const one = await Recognizer.load();
      one.read(strokes);
      one.dispose();
    }
    return process.memoryUsage().rss;
  };
  const before = await use(20);
  const grown = (await use(500)) - before;
  assert.ok(grown < 100e6, `${grown} bytes more`);
});

test(
  'a model that reads letters says letters, one by one and as words',
  options,
  async () => {
    const letters = await Recognizer.load({ model: trainLetters() });
    const drawings = writeLetters(4, 700);
    for (const mode of ['single', 'number']) {
      const texts = letters
        .readMany(
          drawings.map(({ strokes }) => strokes),
          { mode },
        )
        .map((/** @type {{ text: string }} */ { text }) => text);
      assert.deepEqual(
        texts,
        drawings.map(({ label }) => label),
      );
    }
    const { digits } = letters.read(drawings[0].strokes);
    assert.ok(
      digits[0].alternatives.every((/** @type {[string, number]} */ [label]) =>
        LETTERS.includes(label),
      ),
    );
    assert.equal(
      recognizer.read(strokes).text,
      label,
      'the shipped one reads on beside it',
    );
    letters.dispose();
  },
);
