// What `digitpad` promises for pictures: the numbers on a PNG or JPEG, and clear errors for what
// is damaged. bombs.test.mjs has what is made to do harm.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Page } from './picture_files.mjs';
import { authored, idx, linesOf, makeFolder, run } from './program.mjs';

const { write } = makeFolder();
const NO_INK = '{"text":"","accepted":false,"confidence":0,"digits":[]}';

function texts(/** @type {string[]} */ args) {
  const { code, stdout, stderr } = run(['read', ...args]);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return linesOf(stdout);
}

function expectRefused(/** @type {string} */ file, /** @type {string[]} */ ...parts) {
  const { code, stdout, stderr } = run(['read', file]);
  assert.equal(code, 3, stderr);
  assert.equal(stdout, '');
  assert.equal(linesOf(stderr).length, 1, stderr);
  for (const part of [`${file}: `, ...parts]) {
    assert.ok(stderr.includes(part), `"${part}" not in ${stderr}`);
  }
}

test('read finds the numbers of a picture, line by line', () => {
  const page = new Page(900, 600);
  page.write('407', { x: 80, y: 60, height: 90 });
  page.write('15', { x: 600, y: 70, height: 90 });
  page.write('2389', { x: 120, y: 350, height: 130 });
  const file = write('page.png', page.png());
  const results = texts(['--json', file]).map((line) => JSON.parse(line));
  assert.deepEqual(
    results.map(({ text }) => text),
    ['407', '15', '2389'],
  );
  const [first] = results[0].digits;
  assert.deepEqual(first.strokes, []);
  assert.ok(Math.abs(first.box[1] - 60) < 12, `box ${first.box}`);
  assert.ok(Math.abs(first.box[3] - 90) < 16, `box ${first.box}`);
  assert.deepEqual(
    texts([file]),
    results.map(({ text, accepted }) => (accepted ? text : '?')),
  );
});

test('rules hold for the numbers of a picture; boxes and signs are for drawings', () => {
  const page = new Page(900, 300);
  page.write('407', { x: 80, y: 60, height: 90 });
  page.write('15', { x: 600, y: 70, height: 90 });
  const file = write('rules.png', page.png());
  assert.deepEqual(texts([file]), ['407', '15']);
  assert.deepEqual(texts(['--max', '99', file]), ['?', '15']);
  assert.deepEqual(texts(['--length', '3', file]), ['407', '?']);
  const [broken, kept] = texts(['--json', '--length', '2', file]).map((l) =>
    JSON.parse(l),
  );
  assert.deepEqual([broken.accepted, kept.accepted], [false, true]);
  for (const option of [['--decimal'], ['--boxes', '3']]) {
    const { code, stderr } = run(['read', ...option, file]);
    assert.equal(code, 3);
    assert.ok(stderr.includes(`${option[0]} is for drawings`), stderr);
  }
  const { code, stderr } = run(['read', '--min', '5', '--max', '3', file]);
  assert.equal(code, 2);
  assert.ok(stderr.includes('min: 5 is more than max, 3'), stderr);
});

test('light ink on a dark board is read alike', () => {
  const page = new Page(700, 300, 30);
  page.write('352', { x: 100, y: 80, height: 120, ink: 230 });
  const [line] = texts(['--json', write('board.png', page.png())]);
  assert.equal(JSON.parse(line).text, '352');
});

test('--single takes all ink of a picture as one symbol', () => {
  for (const digit of '0123456789') {
    const page = new Page(300, 300);
    page.write(digit, { x: 80, y: 50, height: 190 });
    const [line] = texts(['--json', '--single', write('digit.png', page.png())]);
    const result = JSON.parse(line);
    assert.equal(result.digits.length, 1);
    assert.equal(result.text, digit);
  }
});

test('a picture of nothing is an empty line', () => {
  for (const paper of [0, 128, 255]) {
    const file = write('empty.png', new Page(400, 300, paper).png());
    assert.deepEqual(texts([file]), ['']);
    assert.deepEqual(texts(['--json', file]), [NO_INK]);
    assert.deepEqual(texts(['--json', '--single', file]), [NO_INK]);
  }
});

test('IDX images of any size are read as one symbol each', () => {
  const side = 64;
  const images = [...'38'].map((digit) => {
    const page = new Page(side, side, 0);
    page.write(digit, { x: 18, y: 10, height: 44, ink: 255 });
    return page.pixels;
  });
  const file = write('images', idx([2, side, side], Buffer.concat(images)));
  const labels = write('labels', idx([2], Uint8Array.of(3, 8)));
  const results = texts(['--json', file]).map((line) => JSON.parse(line).text);
  assert.deepEqual(results, ['3', '8']);
  const { stdout } = run(['eval', '--json', '--idx', file, labels, '--accept-all']);
  assert.equal(JSON.parse(stdout).correct, 2);
});

test('a damaged PNG is refused, wherever it is cut off or changed', () => {
  const page = new Page(200, 100);
  page.write('7', { x: 60, y: 20, height: 60 });
  const png = page.png();
  for (let i = 0; i < 24; ++i) {
    const size = 8 + Math.floor((i / 24) * (png.length - 8));
    expectRefused(write('cut.png', png.subarray(0, size)), 'PNG: ', 'byte ');
    const changed = Buffer.from(png);
    changed[size] ^= 0x10;
    expectRefused(write('changed.png', changed), 'PNG: ');
  }
});

test('what is no JPEG but for its beginning is refused', () => {
  expectRefused(write('photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'JPEG: ');
  expectRefused(write('no-size.jpg', Buffer.from('ffd8ffc00002ffd9', 'hex')), 'JPEG: ');
});

test('a picture is no strokes file', () => {
  const file = write('page.png', new Page(30, 30).png());
  const { code, stderr } = run(['eval', '--strokes', file]);
  assert.equal(code, 3);
  assert.ok(stderr.includes('this is a picture, not a strokes file'), stderr);
});

test('eval --pictures and --sheets count digits, numbers and pages of nothing', () => {
  const lines = linesOf(readFileSync(authored, 'utf8')).map((line) => JSON.parse(line));
  const file = write(
    'one.jsonl',
    lines.map((drawing) => JSON.stringify({ ...drawing, writer: 'one' })).join('\n'),
  );
  const help = run(['eval', '--help']).stdout;
  assert.match(help, /--pictures/);
  const bad = run(['eval', '--strokes', file, '--pictures', '-1']);
  assert.equal(bad.code, 2);
  assert.ok(bad.stderr.includes('--pictures'), bad.stderr);

  const pictures = [...'0123456789'].map((digit) => {
    const page = new Page(28, 28, 0);
    page.write(digit, { x: 8, y: 5, height: 18, ink: 255 });
    return page.pixels;
  });
  const order = Buffer.from(
    Array.from({ length: 100 }, (_, i) => (7 * i + 3 * Math.floor(i / 10)) % 10),
  );
  const pixels = Buffer.concat([...order].map((digit) => pictures[digit]));
  const images = write('digits', idx([100, 28, 28], pixels));
  const labels = write('numbers', idx([100], order));
  const sheet = run(['eval', '--json', '--idx', images, labels, '--sheets']);
  assert.equal(sheet.code, 0, sheet.stderr);
  const { sheets } = JSON.parse(sheet.stdout).pictures;
  assert.deepEqual([sheets.digits, sheets.numbers], [100, 10]);
  assert.ok(sheets.digits_right >= 90, `${sheets.digits_right} of 100`);
});
