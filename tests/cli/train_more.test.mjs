// The page that `digitpad train --report` writes about a training, and going on from a model.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeLetters } from '../data/letters.mjs';
import { makeFolder, run } from './program.mjs';

const { folder, write } = makeFolder();
const lines = writeLetters(30).map((drawing) => JSON.stringify(drawing));
const letters = write('letters.jsonl', `${lines.join('\n')}\n`);
const train = [
  'train',
  '--arch',
  'conv3x3x4/2, gap, dense',
  '--epochs',
  '2',
  '--data',
  letters,
];

test('train --report shows curves, labels and errors, and needs no other file', () => {
  const report = join(folder, 'report');
  const out = join(folder, 'letters.dpm');
  const { code, stderr } = run([...train, '--out', out, '--report', report]);
  assert.equal(code, 0, stderr);
  const page = readFileSync(join(report, 'index.html'), 'utf8');
  for (const part of [
    'letters.dpm',
    'Loss',
    'Errors',
    'training:',
    'letters:',
    'By label',
    '<b>E</b>',
  ]) {
    assert.ok(page.includes(part), part);
  }
  assert.equal(page.match(/class="curve line-0"/g)?.length, 2);
  assert.ok(!/<script|src="(?!data:)|href=/.test(page));
});

test('a part without errors leaves the curve of the others its room', () => {
  const report = join(folder, 'all-right');
  const easy = ['--lr', '0.05', '--epochs', '8', '--channels', '1'];
  const network = ['--arch', 'conv3x3x8/2, conv3x3x16/2, gap, dense', '--data', letters];
  const out = join(folder, 'all-right.dpm');
  const { code, stderr } = run([
    'train',
    ...network,
    ...easy,
    '--out',
    out,
    '--report',
    report,
  ]);
  assert.equal(code, 0, stderr);
  const page = readFileSync(join(report, 'index.html'), 'utf8');
  const [chart] = /Share of errors over the epochs.*?<\/svg>/s.exec(page) ?? [''];
  assert.match(chart, /letters, epoch \d: 0\.000 %/, 'the letters are easy');
  // 15 validate: half an error is 3 %.
  assert.doesNotMatch(chart, />0\.\d+ %<\/text>/);
});

test('a report that could not be written is told of before any training', () => {
  const file = write('file', '');
  const out = join(folder, 'none.dpm');
  const { code, stderr } = run([
    ...train,
    '--out',
    out,
    '--report',
    join(file, 'report'),
  ]);
  assert.equal(code, 3);
  assert.match(stderr, /^digitpad: .*file.report: cannot make/);
});

test('train --fine-tune goes on from a model, also with further labels', () => {
  const base = join(folder, 'base.dpm');
  const all = writeLetters(30);
  const some = all
    .filter(({ label }) => label < 'D')
    .map((drawing) => JSON.stringify(drawing));
  const few = write('few.jsonl', `${some.join('\n')}\n`);
  const network = ['--arch', 'conv3x3x4/2, gap, dense', '--channels', '1'];
  const first = run(['train', ...network, '--epochs', '2', '--data', few, '--out', base]);
  assert.equal(first.code, 0, first.stderr);
  const out = join(folder, 'more.dpm');
  const more = [
    'train',
    '--fine-tune',
    base,
    '--epochs',
    '1',
    '--data',
    letters,
    '--out',
    out,
  ];
  const tuned = run(more);
  assert.equal(tuned.code, 0, tuned.stderr);
  const { labels, card, layers } = JSON.parse(run(['inspect', '--json', out]).stdout);
  assert.deepEqual(labels, ['A', 'B', 'C', 'D', 'E']);
  assert.equal(card.recipe.learning_rate, 0.001);
  assert.equal(card.fine_tuned.recipe.epochs, 2);
  assert.deepEqual(layers[0].shape, [14, 14, 4]);
  for (const args of [
    ['--arch', 'gap, dense'],
    ['--channels', '5'],
  ]) {
    const bad = run([...more, ...args]);
    assert.equal(bad.code, 2);
    assert.ok(bad.stderr.includes('excludes'), bad.stderr);
  }
  const lone = run([...train, '--out', out, '--train-last', '1']);
  assert.equal(lone.code, 2);
  assert.match(lone.stderr, /--train-last requires --fine-tune/);
});

test('usage errors say what would do, and where to read on', () => {
  const out = join(folder, 'no.dpm');
  for (const [args, reason] of /** @type {[string[], RegExp][]} */ ([
    [['--schedule', 'linear'], /linear not in \{one-cycle,cosine,constant\}/],
    [['--lr', '-1'], /-1 is not a number above 0/],
    [['--limit', '-3'], /-3 is not a whole number from 0 on/],
    [['--weight-decay', '-1'], /-1 is less than 0/],
    [['--weight-decay', ''], /--weight-decay: it is empty/],
    [['--limit', ''], /--limit: it is empty/],
    [['--validation-images', '-1'], /-1 is not a whole number from 0 on/],
    [['--seed', '010'], /010 begins with 0/],
    [['--epochs', '1.5'], /1\.5 is not a whole number from 1 to 100000/],
    [['--epochs', '0x2'], /0x2 begins with 0/],
    [['--epochs', '0'], /\(see digitpad train --help\)/],
  ])) {
    const { code, stderr } = run([
      ...train.slice(0, 3),
      ...args,
      '--data',
      letters,
      '--out',
      out,
    ]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, reason);
    assert.ok(stderr.length < 200, stderr);
  }
  const help = run(['train', '--help']).stdout;
  assert.match(help, /Examples:\n {2}digitpad train --data/);
});

test('schedule, average and augmentation can be chosen, and stand in the card', () => {
  const out = join(folder, 'chosen.dpm');
  const chosen = ['--schedule', 'cosine', '--ema', '0.9', '--augment', '0.25'];
  const { code, stderr } = run([...train, ...chosen, '--out', out]);
  assert.equal(code, 0, stderr);
  const { recipe } = JSON.parse(run(['inspect', '--json', out]).stdout).card;
  assert.equal(recipe.schedule, 'cosine');
  assert.equal(recipe.ema, 0.9);
  assert.equal(recipe.augment, 0.25);
  const other = join(folder, 'other.dpm');
  assert.equal(run([...train, ...chosen, '--augment', '0', '--out', other]).code, 2);
  assert.equal(run([...train, '--out', other]).code, 0);
  assert.notDeepEqual(readFileSync(other), readFileSync(out));
  for (const bad of [
    ['--schedule', 'triangle'],
    ['--ema', '1'],
    ['--arch', ''],
    ['--augment', 'nan'],
  ]) {
    assert.equal(run([...train, ...bad, '--out', other]).code, 2, bad.join(' '));
  }
});
