// `digitpad train` on data of one's own: one command from drawings and pictures to a model that
// reads them.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LETTERS, strokesFile, writeLetter, writeLetters } from '../data/letters.mjs';
import { linesOf, makeFolder, run } from './program.mjs';

// A network and a training of seconds, which letters without much variety are enough for.
const SMALL = [
  ['--arch', 'conv3x3x8/2, conv3x3x16/2, conv3x3x24/2, gap, dense'],
  ['--channels', '1', '--lr', '0.02'],
].flat();

const { folder, write } = makeFolder();
const letters = write('letters.strokes.jsonl', strokesFile(writeLetters(20)));
const others = write('others.strokes.jsonl', strokesFile(writeLetters(20, 500)));

/** A training that must do well; what it said. */
function train(/** @type {string} */ epochs, /** @type {string[]} */ ...args) {
  const { code, stdout, stderr } = run(['train', ...SMALL, '--epochs', epochs, ...args]);
  assert.equal(code, 0, stderr);
  assert.equal(stdout, '');
  return stderr;
}

/** A training that must fail before it starts; what it said. */
function refusal(/** @type {string[]} */ ...args) {
  const { code, stderr } = run([
    'train',
    ...SMALL,
    '--out',
    join(folder, 'no.dpm'),
    ...args,
  ]);
  assert.equal(code, 3, stderr);
  assert.doesNotMatch(stderr, /epoch/);
  return stderr;
}

function card(/** @type {string} */ model) {
  return JSON.parse(run(['inspect', '--json', model]).stdout).card;
}

test('letters from a strokes file become a model that reads letters', () => {
  const model = join(folder, 'letters.dpm');
  const said = train('4', '--data', letters, '--out', model);
  assert.match(said, /wrote .*letters\.dpm/);
  const { own_data: own, seed } = card(model).recipe;
  assert.deepEqual(own, { weights: [1], validation: 0.1, split_by: 'part' });
  assert.equal(seed, 1);
  assert.equal(card(model).validation[0].count, 10);
  const result = run(['eval', '--strokes', others, '--model', model, '--json']);
  const { accuracy, count } = JSON.parse(result.stdout);
  assert.equal(count, 100);
  assert.ok(accuracy >= 0.95, `${accuracy} right as in use`);
  const texts = linesOf(run(['read', '--single', '--model', model, others]).stdout);
  assert.ok(texts.every((text) => LETTERS.includes(text) || text === '?'));
  assert.deepEqual([...new Set(texts)].filter((text) => text !== '?').sort(), LETTERS);
});

test('the same seed gives the same bytes, another one others', () => {
  const bytes = ['1', '1', '2'].map((seed, i) => {
    const model = join(folder, `same${i}.dpm`);
    train('1', '--data', letters, '--out', model, '--seed', seed);
    return readFileSync(model);
  });
  assert.ok(bytes[0].equals(bytes[1]));
  assert.ok(!bytes[0].equals(bytes[2]));
});

test('strokes, CSV and folders mix, with weights', () => {
  for (const label of LETTERS) {
    mkdirSync(join(folder, 'by-label', label), { recursive: true });
    for (let seed = 900; seed < 906; ++seed) {
      // The label is the folder's: the page may have saved a wrong answer.
      const drawing = { ...writeLetter(label, { seed }), label: '7' };
      write(`by-label/${label}/${seed}.jsonl`, strokesFile([drawing]));
    }
  }
  const bar = (/** @type {number} */ x) =>
    Array.from({ length: 784 }, (_, i) => (i % 28 === x && i > 140 && i < 644 ? 255 : 0));
  const rows = [10, 11, 12, 13, 14, 15].map((x) => ['I', ...bar(x)].join(','));
  const csv = write('bars.csv', rows.join('\n'));
  const model = join(folder, 'mixed.dpm');
  const data = [letters, `${join(folder, 'by-label')}*2`, `${csv}*0.5`];
  train('1', '--data', ...data, '--out', model);
  const { labels } = JSON.parse(run(['inspect', '--json', model]).stdout);
  assert.deepEqual(labels, [...LETTERS, 'I']);
  const { recipe, data: files } = card(model);
  assert.deepEqual(recipe.own_data.weights, [1, 2, 0.5]);
  assert.deepEqual(
    files.map((/** @type {{ file: string }} */ { file }) => file),
    ['letters.strokes.jsonl', 'by-label, 30 files', 'bars.csv'],
  );
});

test('by writer, nobody both trains and validates', () => {
  const model = join(folder, 'writers.dpm');
  const args = ['--split-by', 'writer', '--validation', '0.5'];
  train('1', '--data', letters, '--out', model, ...args);
  assert.equal(card(model).validation[0].count, 50);
});

test('what is wrong with the data is said by file and place, before any training', () => {
  const one = { ...writeLetter('A', { seed: 3 }), label: 'B' };
  const twice = write('twice.jsonl', strokesFile([one]));
  const few = write('few.jsonl', strokesFile(writeLetters(4)));
  const cut = write('cut.jsonl', `${strokesFile(writeLetters(1))}{"label":`);
  const alone = write('alone.jsonl', strokesFile(writeLetters(9).slice(0, 9)));
  for (const [data, reason] of /** @type {[string[], RegExp][]} */ ([
    [[join(folder, 'gone')], /gone: cannot open/],
    [[cut], /cut\.jsonl: line 6/],
    [[few], /label "A": 4 examples, at least 5/],
    [[alone], /"A"; at least two labels/],
    [[letters, twice], /twice\.jsonl: drawing 1: .*"B".*"A" is .*letters.*: drawing 3/],
    [[write('x.csv', 'A,1,2,3,x')], /x\.csv: line 1: column 5: "x"/],
  ])) {
    assert.match(refusal('--data', ...data), reason);
  }
  const { code, stderr } = run(['train', '--data', `${letters}*0`, '--out', 'x']);
  assert.equal(code, 2);
  assert.match(stderr, /weight/);
});
