// What `digitpad eval` tells besides right and wrong: what is no digit, what a threshold
// accepts, how a model stands up to moved and tilted drawings, and the report.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  authored,
  authoredDrawings,
  barPictures,
  changedModel,
  idx,
  isSanitized,
  linesOf,
  makeFolder,
  run,
} from './program.mjs';

const { folder, write } = makeFolder();

function evaluate(/** @type {string[]} */ args) {
  const { code, stdout, stderr } = run(['eval', '--json', ...args]);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  const lines = linesOf(stdout);
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0]);
}

function readSingle(/** @type {string} */ file, /** @type {string[]} */ ...options) {
  const { stdout } = run(['read', '--json', '--single', ...options, file]);
  return linesOf(stdout).map((line) => JSON.parse(line));
}

/** Drawings that no digit label fits, in two groups. */
const characters = write(
  'characters.jsonl',
  authoredDrawings
    .map(({ strokes }, i) =>
      JSON.stringify({
        label: `${i % 2 ? 'Latin' : 'Greek'}/character${10 + i}`,
        strokes,
      }),
    )
    .join('\n'),
);

/** The shipped model with "none of these" in the place of one of its labels. */
function modelWithNone(/** @type {string} */ digit) {
  const labels = (/** @type {Buffer} */ content) => {
    const at = content.indexOf(Buffer.from([1, 0, digit.charCodeAt(0)]));
    assert.ok(at > 0);
    return Buffer.concat([
      content.subarray(0, at),
      Buffer.from([0, 0]),
      content.subarray(at + 3),
    ]);
  };
  return write('none.dpm', changedModel({ labels }));
}

test('eval --not-digits counts as right what is not accepted', () => {
  const results = readSingle(characters);
  const refused = results.filter(({ accepted }) => !accepted).length;
  const { count, correct, accuracy, abstained, no_digits } = evaluate([
    '--strokes',
    characters,
    '--not-digits',
  ]);
  assert.equal(count, results.length);
  assert.equal(correct, refused);
  assert.equal(abstained, refused);
  assert.equal(accuracy, refused / results.length);
  assert.equal(no_digits.not_accepted, refused);
  assert.deepEqual(Object.keys(no_digits.groups), ['Greek', 'Latin']);
  const taken = Object.values(no_digits.taken_for).reduce((sum, n) => sum + n, 0);
  assert.equal(taken, results.length - refused);
});

test('eval tells labels that the model could never answer from digits', () => {
  const both = write(
    'both.jsonl',
    readFileSync(authored, 'utf8') + readFileSync(characters),
  );
  const all = evaluate(['--strokes', both, '--single']);
  assert.equal(all.count, authoredDrawings.length);
  assert.equal(all.no_digits.count, authoredDrawings.length);
  assert.equal(evaluate(['--strokes', authored]).no_digits, undefined);
  const others = evaluate(['--strokes', characters, '--single']);
  assert.equal(others.correct, others.no_digits.not_accepted);
});

test('eval chooses labels, and leaves look-alikes out where asked', () => {
  const count = (/** @type {string[]} */ ...args) =>
    evaluate(['--strokes', characters, '--not-digits', ...args]).count;
  const half = authoredDrawings.length / 2;
  assert.equal(count('--labels', 'Latin'), half);
  assert.equal(count('--skip-labels', 'Latin,Greek/character10'), half - 1);
  // Latin 15, 17, 19 and 25 (o, q, s and y) look like digits, as Greek 18 does.
  assert.equal(count('--skip-look-alikes'), 2 * half - 5);
});

test('a model with "none of these" refuses where that class wins', () => {
  const model = modelWithNone('7');
  const sevens = authoredDrawings.flatMap(({ label }, i) => (label === '7' ? [i] : []));
  const file = write(
    'sevens.jsonl',
    sevens.map((i) => JSON.stringify(authoredDrawings[i])).join('\n'),
  );
  const own = readSingle(file).filter(({ text }) => text === '7').length;
  assert.ok(own > 0);
  const { no_digits } = evaluate(['--strokes', file, '--not-digits', '--model', model]);
  assert.ok(no_digits.not_accepted >= own);
  const laxest = ['--min-confidence', '0'];
  const open = evaluate(['--strokes', file, '--not-digits', '--model', model, ...laxest]);
  assert.ok(open.no_digits.not_accepted >= own);
});

test('eval accepts from the confidence asked for', () => {
  for (const least of ['0', '0.5', '0.999', '1', 'strict']) {
    const expected = readSingle(authored, '--min-confidence', least);
    const { abstained, in_use, strict } = evaluate([
      '--strokes',
      authored,
      '--min-confidence',
      least,
    ]);
    assert.equal(abstained, expected.filter(({ accepted }) => !accepted).length);
    assert.equal(in_use.accepted, authoredDrawings.length - abstained);
    if (least === 'strict') assert.deepEqual(in_use, strict);
  }
});

test('eval --junk makes the same drawings of the same seed and judges each kind', () => {
  const junk = (/** @type {string} */ seed) =>
    evaluate(['--strokes', authored, '--junk', seed]);
  const first = junk('5');
  assert.equal(first.count, 2000);
  const kinds = Object.entries(first.no_digits.groups);
  assert.deepEqual(
    kinds.map(([name, { count }]) => [name, count]),
    ['others', 'pairs', 'parts', 'scribbles'].map((name) => [name, 500]),
  );
  if (isSanitized) return;
  const logits = (/** @type {string} */ seed) =>
    run(['eval', '--strokes', authored, '--junk', seed, '--logits']).stdout;
  const drawings = logits('5');
  assert.equal(logits('5'), drawings);
  assert.notEqual(logits('6'), drawings);
});

test('eval --robustness reads every drawing in every cell', () => {
  const { robustness } = evaluate([
    '--strokes',
    authored,
    '--range',
    '0-4',
    '--robustness',
  ]);
  assert.equal(robustness.cells.length, 5 * 5 * 3 * 5);
  assert.equal(robustness.readings, 5 * robustness.cells.length);
  assert.ok(robustness.network_runs < robustness.readings / 3);
  const shares = robustness.cells.map(
    (/** @type {{ correct: number, count: number }} */ { correct, count }) =>
      correct / count,
  );
  assert.equal(
    Math.min(robustness.lowest, robustness.lowest_at_5_percent),
    Math.min(...shares),
  );
});

test('eval sums up by writer', () => {
  const { writers, correct } = evaluate(['--strokes', authored, '--accept-all']);
  const tallies = Object.values(writers.by_writer);
  assert.equal(
    tallies.reduce((sum, tally) => sum + tally.correct, 0),
    correct,
  );
  const shares = tallies.map((tally) => tally.correct / tally.count);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  assert.ok(Math.abs(writers.mean - mean) < 1e-12);
  assert.ok(writers.interval_95[0] <= mean && mean <= writers.interval_95[1]);
});

test('eval --report writes one page, which needs nothing else, beside its usual output', () => {
  const images = write('images', idx([4, 28, 28], barPictures(4)));
  const labels = write('labels', idx([4], Uint8Array.of(1, 1, 7, 1)));
  const inputs = [
    ['--strokes', authored, '--robustness', '--range', '0-9'],
    ['--strokes', characters, '--not-digits'],
    ['--idx', images, labels],
  ];
  for (const [i, input] of inputs.entries()) {
    const report = join(folder, 'reports', String(i));
    const plain = run(['eval', ...input]);
    const { code, stdout } = run(['eval', ...input, '--report', report]);
    assert.equal(code, 0);
    assert.equal(stdout, plain.stdout);
    const page = readFileSync(join(report, 'index.html'), 'utf8');
    assert.match(page, /^<!DOCTYPE html>[^]*<\/html>\n$/);
    assert.doesNotMatch(page, /<script|<link|https?:|url\(/);
  }
});

test('eval says where a report cannot be written, before it reads', () => {
  const file = write('no-folder', 'x');
  const { code, stdout, stderr } = run([
    'eval',
    '--strokes',
    authored,
    '--report',
    join(file, 'report'),
  ]);
  assert.equal(code, 3);
  assert.equal(stdout, '');
  assert.ok(stderr.includes(`${join(file, 'report')}: cannot make`), stderr);
});

test('eval refuses options that contradict each other, and labels that are not there', () => {
  for (const options of [
    ['--not-digits', '--accept-all'],
    ['--junk', '1', '--accept-all'],
    ['--junk', '1', '--not-digits'],
    ['--robustness', '--not-digits'],
    ['--min-confidence', '0.9', '--accept-all'],
    ['--report', folder, '--logits'],
  ]) {
    const { code, stderr } = run(['eval', '--strokes', authored, ...options]);
    assert.equal(code, 2, options.join(' '));
    assert.match(stderr, /^digitpad: --/);
  }
  const images = write('images2', idx([1, 28, 28], barPictures(1)));
  const labels = write('labels2', idx([1], Uint8Array.of(1)));
  assert.equal(run(['eval', '--idx', images, labels, '--robustness']).code, 2);
  const { code, stderr } = run(['eval', '--strokes', authored, '--labels', 'Latin']);
  assert.equal(code, 3);
  assert.ok(stderr.includes('no example with the label "Latin"'), stderr);
});

test('card --validation-only writes nothing and asks for data', () => {
  const nowhere = join(folder, 'nowhere');
  const heldOut = write('heldout.dpm', changedModel({ card: () => Buffer.from('{}') }));
  const judge = ['card', '--validation-only', '--model', heldOut];
  const { code, stderr } = run([...judge, '--data', nowhere]);
  assert.equal(code, 3);
  assert.ok(stderr.includes(`${nowhere}/mnist`), stderr);
  assert.equal(run([...judge, '--out', folder]).code, 2);
  assert.equal(run(['card', '--quick', '--out', folder]).code, 2);
  assert.ok(!existsSync(join(folder, 'digits.dpm')));
});

test('card --validation-only refuses a model that learnt from the validation parts', () => {
  const card = () => Buffer.from('{"calibration":{}}');
  const model = write('all.dpm', changedModel({ card }));
  const { code, stderr } = run(['card', '--validation-only', '--model', model]);
  assert.equal(code, 3);
  assert.ok(stderr.includes(`${model}: has learnt`), stderr);
});
