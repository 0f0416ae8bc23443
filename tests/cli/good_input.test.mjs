// What `digitpad` promises for good input: the very output, on stdout alone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  authored,
  authoredDrawings,
  barPictures,
  changedModel,
  idx,
  linesOf,
  makeFolder,
  modelWithout,
  run,
  shippedModel,
  version,
} from './program.mjs';

const { write } = makeFolder();
const NO_INK = '{"text":"","accepted":false,"confidence":0,"digits":[]}';
const KERNELS = ['portable', 'avx2', 'avx512vnni', 'neon'];

/** The lines of stdout of a run that must do well. */
function output(
  /** @type {string[]} */ args,
  /** @type {Parameters<typeof run>[1]} */ options = undefined,
) {
  const { code, stdout, stderr } = run(args, options);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return linesOf(stdout);
}

function evaluate(/** @type {string[]} */ args) {
  const lines = output(['eval', '--json', ...args]);
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0]);
}

test('read writes one line a drawing, in order', () => {
  const results = output(['read', '--json', authored]).map((line) => JSON.parse(line));
  assert.equal(results.length, authoredDrawings.length);
  const texts = output(['read', authored]);
  assert.deepEqual(
    texts,
    results.map(({ text, accepted }) => (accepted ? text : '?')),
  );
});

test('read knows the digits authored here', () => {
  const results = output(['read', '--json', '--single', authored]).map((line) =>
    JSON.parse(line),
  );
  const wrong = results.flatMap(({ text }, i) =>
    text === authoredDrawings[i].label ? [] : [`${authoredDrawings[i].label} as ${text}`],
  );
  assert.ok(wrong.length <= 1, `read wrong: ${wrong.join(', ')}`);
});

test('--min-confidence moves what is accepted, and nothing else', () => {
  const read = (/** @type {string[]} */ ...args) =>
    output(['read', '--json', '--single', ...args, authored]).map((l) => JSON.parse(l));
  const calibration = JSON.parse(
    output(['inspect', '--json', shippedModel])[0],
  ).calibration;
  const usual = read();
  for (const [word, least] of /** @type {[string, number][]} */ ([
    ['0', 0],
    ['0.9989', 0.9989],
    ['1', 1],
    ['strict', calibration.accept_1_in_1000 / 10000],
  ])) {
    const expected = usual.map((result) => ({
      ...result,
      accepted: result.confidence >= least,
    }));
    assert.deepEqual(read('--min-confidence', word), expected);
  }
  assert.deepEqual(read('--min-confidence', String(calibration.accept / 10000)), usual);
});

test('where "none of these" wins, no setting accepts it', () => {
  const file = write('no-nine.dpm', modelWithout('9'));
  const args = ['read', '--json', '--single', '--min-confidence=0', '--model', file];
  const results = output([...args, authored]).map((line) => JSON.parse(line));
  for (const [i, result] of results.entries()) {
    assert.equal(result.accepted, authoredDrawings[i].label !== '9');
    assert.match(result.text, /^[0-8]$/);
    assert.equal(result.digits[0].alternatives[0][0], result.text);
  }
});

test('a Result is the JSON of the contract, byte for byte', () => {
  for (const [i, line] of output(['read', '--json', authored]).entries()) {
    const result = JSON.parse(line);
    assert.equal(JSON.stringify(result), line);
    assert.deepEqual(Object.keys(result), ['text', 'accepted', 'confidence', 'digits']);
    assert.equal(result.digits.length, 1);
    const [digit] = result.digits;
    assert.deepEqual(Object.keys(digit), [
      'label',
      'confidence',
      'box',
      'strokes',
      'alternatives',
    ]);
    const { strokes } = authoredDrawings[i];
    assert.deepEqual(digit.strokes, [...strokes.keys()]);
    const xs = strokes.flat().map((/** @type {number[]} */ [x]) => x);
    const left = Math.min(...xs);
    const tenth = 0.051; // half a tenth of rounding, and binary fractions
    assert.ok(Math.abs(digit.box[0] - left) <= tenth);
    assert.ok(Math.abs(digit.box[2] - (Math.max(...xs) - left)) <= tenth);
    assert.deepEqual(digit.alternatives[0], [digit.label, digit.confidence]);
  }
});

test('the kind of a file is told by its content: gzip, stdin and names make no difference', () => {
  const plain = readFileSync(authored);
  const expected = output(['read', '--json', authored]);
  assert.deepEqual(output(['read', '--json', write('drawings.png', plain)]), expected);
  assert.deepEqual(
    output(['read', '--json', write('drawings', gzipSync(plain))]),
    expected,
  );
  assert.deepEqual(output(['read', '--json', '-'], { input: plain }), expected);
  assert.deepEqual(output(['read', '--json', '-'], { input: gzipSync(plain) }), expected);
});

test('no ink is an empty line, and an empty Result', () => {
  const file = write(
    'no-ink.jsonl',
    '{"strokes":[[]]}\n{"label":"1","strokes":[[],[]]}\n',
  );
  assert.deepEqual(output(['read', file]), ['', '']);
  assert.deepEqual(output(['read', '--json', file]), [NO_INK, NO_INK]);
});

test('width, height, writer, time and pressure never influence a reading', () => {
  const [drawing] = authoredDrawings;
  const strokes = drawing.strokes.map((/** @type {number[][]} */ stroke) =>
    stroke.map(([x, y]) => [x, y]),
  );
  const dressed = strokes.map((/** @type {number[][]} */ stroke) =>
    stroke.map(([x, y], i) => [x, y, 7 * i, 0.25, 9]),
  );
  const file = write(
    'same.jsonl',
    [{ strokes }, { writer: 'x', width: 7, height: 9e5, strokes: dressed, more: [{}] }]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  const [plain, withAll] = output(['read', '--json', file]);
  assert.equal(withAll, plain);
});

test('read takes 28x28 IDX images and several files in their order', () => {
  const images = write('images', gzipSync(idx([3, 28, 28], barPictures(3))));
  const one = output(['read', '--json', images]);
  assert.equal(one.length, 3);
  const both = output(['read', '--json', images, authored, images]);
  assert.deepEqual(both.slice(0, 3), one);
  assert.deepEqual(both.slice(-3), one);
  assert.equal(both.length, 6 + authoredDrawings.length);
});

test('eval counts what read reads', () => {
  const results = output(['read', '--json', '--single', authored]).map((line) =>
    JSON.parse(line),
  );
  const right = results.filter(({ text }, i) => text === authoredDrawings[i].label);
  const model = createHash('sha256').update(readFileSync(shippedModel)).digest('hex');
  const count = authoredDrawings.length;

  const all = evaluate(['--strokes', authored, '--accept-all']);
  assert.equal(all.count, count);
  assert.equal(all.correct, right.length);
  assert.equal(all.accuracy, right.length / count);
  assert.equal(all.abstained, 0);
  assert.equal(all.model, model.slice(0, 12));
  assert.ok(KERNELS.includes(all.kernel), all.kernel);
  assert.deepEqual(Object.keys(all).slice(0, 6), [
    'count',
    'correct',
    'accuracy',
    'abstained',
    'kernel',
    'model',
  ]);

  const inUse = evaluate(['--strokes', authored]);
  assert.equal(inUse.correct, right.filter(({ accepted }) => accepted).length);
  assert.equal(inUse.abstained, results.filter(({ accepted }) => !accepted).length);
});

test('eval sums up by label and by answer', () => {
  const { labels, confusion, correct } = evaluate([
    '--strokes',
    authored,
    '--accept-all',
  ]);
  assert.deepEqual(Object.keys(labels), [...'0123456789']);
  let diagonal = 0;
  for (const [label, tally] of Object.entries(labels)) {
    assert.equal(tally.count, 3);
    const answers = Object.values(confusion[label]);
    assert.equal(
      answers.reduce((sum, n) => sum + n, 0),
      3,
    );
    assert.equal(confusion[label][label] ?? 0, tally.correct);
    diagonal += tally.correct;
  }
  assert.equal(diagonal, correct);
});

test('eval takes parts of a file: writers, and a range with both ends', () => {
  assert.equal(evaluate(['--strokes', authored, '--writers', 'pen,mouse']).count, 20);
  assert.equal(evaluate(['--strokes', authored, '--range', '3-5']).count, 3);
  assert.deepEqual(
    Object.keys(
      evaluate(['--strokes', authored, '--writers', 'finger', '--range', '2-3']).labels,
    ),
    ['2', '3'],
  );
});

test('eval takes IDX files', () => {
  const images = write('eval-images', idx([4, 28, 28], barPictures(4)));
  const labels = write('eval-labels', gzipSync(idx([4], Uint8Array.of(1, 1, 7, 1))));
  const texts = output(['read', '--json', images]).map((line) => JSON.parse(line).text);
  const { count, correct } = evaluate(['--idx', images, labels, '--accept-all']);
  assert.equal(count, 4);
  assert.equal(
    correct,
    texts.filter((text, i) => text === ['1', '1', '7', '1'][i]).length,
  );
});

test('eval --logits writes the label and every logit of each example, and nothing else', () => {
  const { labels } = JSON.parse(output(['inspect', '--json', shippedModel])[0]);
  const lines = output(['eval', '--strokes', authored, '--logits']);
  assert.equal(lines.length, authoredDrawings.length);
  for (const [i, line] of lines.entries()) {
    const [label, ...logits] = line.split(' ');
    assert.equal(label, authoredDrawings[i].label);
    assert.equal(logits.length, labels.length);
    for (const logit of logits) assert.match(logit, /^-?\d+$/);
  }
});

test('a kernel is forced by option or environment, and eval says which ran', () => {
  const args = ['eval', '--json', '--strokes', authored];
  assert.equal(
    evaluate(['--strokes', authored, '--kernel', 'portable']).kernel,
    'portable',
  );
  const [line] = output(args, { env: { DIGITPAD_KERNEL: 'portable' } });
  assert.equal(JSON.parse(line).kernel, 'portable');
});

test('--model takes a file instead of the built-in model', () => {
  const relabeled = (/** @type {Buffer} */ labels) =>
    Buffer.from(labels.toString('latin1').replace('7', 'S'), 'latin1');
  const file = write('relabeled.dpm', changedModel({ labels: relabeled }));
  const texts = output(['read', '--single', '--model', file, authored]);
  const own = output(['read', '--single', authored]);
  assert.ok(own.includes('7'));
  assert.deepEqual(
    texts,
    own.map((text) => (text === '7' ? 'S' : text)),
  );
});

test('inspect shows a card that is no JSON, or nested too deeply, as its text', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  const nested = (/** @type {number} */ depth) => '['.repeat(depth) + ']'.repeat(depth);
  for (const card of ['no JSON', deep, `{"a":${deep}}`, nested(65)]) {
    const file = write('card.dpm', changedModel({ card: () => Buffer.from(card) }));
    const [line] = output(['inspect', '--json', file]);
    assert.equal(JSON.parse(line).card, card);
    assert.ok(output(['inspect', file]).join('\n').includes(JSON.stringify(card)));
  }
  const file = write('card.dpm', changedModel({ card: () => Buffer.from(nested(64)) }));
  const [line] = output(['inspect', '--json', file]);
  assert.equal(JSON.stringify(JSON.parse(line).card), nested(64));
});

test('inspect tells what is in a model', () => {
  const [line] = output(['inspect', '--json', shippedModel]);
  const model = JSON.parse(line);
  assert.equal(model.bytes, readFileSync(shippedModel).length);
  for (const key of ['parameters', 'macs']) {
    const sum = model.layers.reduce(
      (/** @type {number} */ total, /** @type {Record<string, number>} */ layer) =>
        total + layer[key],
      0,
    );
    assert.equal(sum, model[key]);
  }
  for (const digit of '0123456789') assert.ok(model.labels.includes(digit));
  assert.equal(model.golden_answers, 4);
  const table = output(['inspect', shippedModel]).join('\n');
  const sum = createHash('sha256').update(readFileSync(shippedModel)).digest('hex');
  assert.equal(model.sha256, sum);
  assert.equal(model.model, sum.slice(0, 12));
  assert.ok(table.includes(`SHA-256 ${sum}\n`), table);
  assert.ok(table.includes(model.model));
  assert.ok(table.includes(String(model.macs)));
});

test('help and version are done, not errors', () => {
  assert.match(output(['--help']).join('\n'), /train[^]*eval[^]*read[^]*inspect[^]*card/);
  for (const command of ['train', 'eval', 'read', 'inspect', 'card']) {
    assert.match(output([command, '--help']).join('\n'), /Usage: digitpad/);
  }
  const [program, model] = output(['--version'])[0].split(', ');
  assert.equal(program, `digitpad ${version}`);
  assert.match(model, /^built-in model [0-9a-f]{12}$/);
});
