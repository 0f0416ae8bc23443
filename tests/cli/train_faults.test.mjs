// What a training leaves when it is killed or the disk is full, at each call that changes files: all
// that was there is whole, and with --resume it ends in the bytes of a training that went well.
import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DISK_FAULTS, atEachCall, lastLine, temporaries } from './faults.mjs';
import { authored, linesOf, makeFolder, run } from './program.mjs';

const { folder } = makeFolder();
const OUT = join(folder, 'model.dpm');
const TRAIN = ['train', '--strokes', authored, '--validation-writers', 'finger'].concat(
  ['--arch', 'conv3x3x4/2, gap, dense', '--channels', '1', '--threads', '1'],
  ['--epochs', '1', '--qat-epochs', '1'],
);

function train(/** @type {string[]} */ ...args) {
  const { code, stderr } = run([...TRAIN, ...args]);
  assert.equal(code, 0, stderr);
}

/** All that a training leaves, but for what the clock says. @param {string} out */
function resultOf(out) {
  const rows = linesOf(readFileSync(`${out}.metrics.jsonl`, 'utf8')).map((line) => {
    const { seconds, images_per_s: speed, ...row } = JSON.parse(line);
    return seconds === undefined || speed > 0 ? row : null;
  });
  const [model, floats] = [out, `${out}.float`].map((path) =>
    readFileSync(path).toString('base64'),
  );
  const { length } = linesOf(readFileSync(`${out}.metrics.csv`, 'utf8'));
  return { rows, csvRows: length - 1, model, floats };
}

const whole = makeFolder().folder;
train('--out', join(whole, 'older.dpm'), '--seed', '7');
train('--out', join(whole, 'model.dpm'));
const expected = resultOf(join(whole, 'model.dpm'));
const older = readFileSync(join(whole, 'older.dpm')).toString('base64');

/** Nothing is there but an older model, whose place the new one is to take. */
function begin() {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  copyFileSync(join(whole, 'older.dpm'), OUT);
  return [...TRAIN, '--out', OUT];
}

function goesOn(/** @type {string} */ fault) {
  const model = readFileSync(OUT).toString('base64');
  assert.ok([older, expected.model].includes(model), `half a model: ${fault}`);
  train('--out', OUT, '--resume');
  assert.deepEqual(resultOf(OUT), expected, fault);
  assert.deepEqual(temporaries(folder), [], fault);
  assert.ok(!existsSync(`${OUT}.checkpoint`), fault);
}

test('killed at any call, also in the middle of a write, it goes on', () => {
  const calls = atEachCall('kill', begin, ({ code }, number) => {
    assert.equal(code, null);
    goesOn(`killed at call ${number}`);
  });
  assert.ok(calls > 30, `${calls} calls`);
});

for (const [kind, reason] of DISK_FAULTS) {
  test(`where the disk says "${reason}", it tells, cleans up and can go on`, () => {
    const calls = atEachCall(kind, begin, ({ code, stderr }, number) => {
      assert.equal(code, 3, stderr);
      const told = `^digitpad: \\S*model\\.dpm\\S*: cannot \\w+: ${reason}(;.* is kept: .*)?$`;
      assert.match(lastLine(stderr), new RegExp(told));
      assert.deepEqual(temporaries(folder), []);
      if (existsSync(`${OUT}.checkpoint`)) goesOn(`${kind} at call ${number}`);
      else assert.equal(readFileSync(OUT).toString('base64'), older);
    });
    assert.ok(calls > 30, `${calls} calls`);
  });
}

test("an older training's checkpoint is kept, or the new one ends", () => {
  const checkpoint = `${OUT}.checkpoint`;
  const unfinished = 'hours of work';
  const beside = () => {
    const args = begin();
    writeFileSync(checkpoint, unfinished);
    return args;
  };
  atEachCall('fail', beside, ({ code, stderr }, number) => {
    assert.equal(code, 3, stderr);
    const kept = [checkpoint, `${checkpoint}.old`].filter(
      (path) => existsSync(path) && readFileSync(path, 'utf8') === unfinished,
    );
    assert.equal(kept.length, 1, `fail at call ${number}: ${stderr}`);
  });
});
