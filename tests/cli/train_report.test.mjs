// The page that `digitpad train --report` writes about a training.
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
