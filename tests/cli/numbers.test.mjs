// Numbers of several digits on the command line, with the shipped network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSanitized, linesOf, makeFolder, run } from './program.mjs';
import { written } from '../data/written.mjs';

const { write } = makeFolder();

/** @param {ReturnType<typeof written>[]} drawings */
function fileOf(...drawings) {
  const text = drawings.map((drawing) => JSON.stringify(drawing)).join('\n');
  return write('numbers.jsonl', `${text}\n`);
}

/** What `read` prints for them. */
function read(
  /** @type {ReturnType<typeof written>[]} */ drawings,
  /** @type {string[]} */ ...args
) {
  const { code, stdout, stderr } = run(['read', ...args, fileOf(...drawings)]);
  assert.equal(code, 0, stderr);
  return linesOf(stdout);
}

const json = (/** @type {string[]} */ lines) => lines.map((line) => JSON.parse(line));

test('read takes a drawing as a number, digits from left to right', () => {
  const texts = ['42', '7', '100200', '31415926535897932384', '9080706'];
  assert.deepEqual(read(texts.map((text) => written(text))), texts);
  const [result] = json(read([written('42')], '--json'));
  assert.equal(result.text, '42');
  assert.equal(result.accepted, true);
  const { strokes } = written('42');
  const all = result.digits.flatMap((/** @type {any} */ digit) => digit.strokes);
  assert.deepEqual(all, [...strokes.keys()], 'every stroke belongs to a digit');
  for (const { box, label, alternatives } of result.digits) {
    assert.equal(box.length, 4);
    assert.equal(alternatives[0][0], label);
  }
  const [four, two] = result.digits.map((/** @type {any} */ digit) => digit.box);
  assert.ok(four[0] + four[2] < two[0]);
});

test('the order of the strokes makes no difference', () => {
  const drawing = written('4750');
  const reversed = { ...drawing, strokes: [...drawing.strokes].reverse() };
  assert.deepEqual(read([drawing, reversed]), ['4750', '4750']);
});

test('digits that touch or overlap are read as well', () => {
  for (const gap of [0, -0.03]) {
    const texts = ['42', '285', '6093', '7531'];
    assert.deepEqual(read(texts.map((text) => written(text, { gap }))), texts, `${gap}`);
  }
});

test('digits one above the other are no number', () => {
  const above = ['43', '58'].map((text) => {
    const [upper, lower] = [...text].map((digit) => written(digit).strokes);
    const lowered = lower.map((stroke) => stroke.map(([x, y]) => [x, y + 240]));
    return { ...written(text), strokes: [...upper, ...lowered] };
  });
  assert.deepEqual(read(above), ['?', '?']);
});

test('--single reads one symbol and accepts no two', () => {
  assert.deepEqual(read([written('5'), written('42')], '--single'), ['5', '?']);
});

test('--decimal reads point, comma and minus', () => {
  const texts = ['3.14', '2,5', '-17', '0.75', '-8,5', '100.01', '42'];
  assert.deepEqual(
    read(
      texts.map((text) => written(text)),
      '--decimal',
    ),
    texts,
  );
  assert.deepEqual(read([written('3.1.4')], '--decimal'), ['?'], 'two points are none');
  for (const text of ['12,3', '1,5', '30,4', '-8']) {
    assert.deepEqual(read([written(text)]), ['?'], `${text} is no digits`);
  }
});

test('--boxes reads a digit in each box, and misses one in an empty box', () => {
  const boxes = { label: '4_2', width: 600, height: 200 };
  const shifted = written('2').strokes.map((stroke) =>
    stroke.map(([x, y]) => [x + 420, y]),
  );
  const strokes = [...written('4').strokes, ...shifted];
  const [result] = json(read([{ ...boxes, strokes }], '--boxes', '3', '--json'));
  const labels = result.digits.map((/** @type {any} */ digit) => digit.label);
  assert.deepEqual(labels, ['4', '', '2']);
  assert.equal(result.accepted, false);
  const two = { ...boxes, width: 840, strokes };
  assert.deepEqual(read([two], '--boxes', '2'), ['42']);
});

test('rules refuse what breaks them and never make up a digit', () => {
  const drawings = [written('42'), written('17')];
  assert.deepEqual(read(drawings, '--max', '31'), ['?', '17']);
  assert.deepEqual(read(drawings, '--min', '18', '--max', '99'), ['42', '?']);
  assert.deepEqual(read(drawings, '--length', '3-5'), ['?', '?']);
  assert.deepEqual(read(drawings, '--expected', '43', '--prior', '0.99'), ['42', '17']);
  const valid = ['79927398713', '4539578763621486'].map((text) => written(text));
  assert.deepEqual(
    read(valid, '--check', 'luhn'),
    valid.map(({ label }) => label),
  );
  assert.deepEqual(read([written('79927398712')], '--check', 'luhn'), ['?']);
  const [kept] = json(read([written('42')], '--max', '31', '--json'));
  assert.equal(kept.text, '42', 'the best guess stays');
});

test('rules that cannot be, or contradict each other, are usage errors', () => {
  const file = fileOf(written('42'));
  for (const args of [
    ['--length', '5-3'],
    ['--length', '21'],
    ['--min', 'many'],
    ['--check', 'ean'],
    ['--prior', '0.5'],
    ['--boxes', '0'],
    ['--boxes', '21'],
    ['--boxes', '010'], // nor eight
    ['--boxes', '0x3'],
    ['--single', '--max', '9'],
    ['--decimal', '--boxes', '2'],
    ['--min', '5', '--max', '3'],
    ['--boxes', '4', '--length', '2'],
    ['--boxes', '4', '--length', '5-6'],
  ]) {
    const { code, stdout, stderr } = run(['read', ...args, file]);
    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.equal(stdout, '');
    assert.doesNotMatch(stderr, /numbers\.jsonl/);
  }
  const contrary = run(['read', '--min', '50', '--max', '31', 'there-is-none.jsonl']);
  assert.equal(contrary.code, 2);
  assert.match(contrary.stderr, /^digitpad: min: 50 is more than max, 31 /);
  const kept = run(['read', '--boxes', '4', '--length', '2-4', file]);
  assert.equal(kept.code, 0, kept.stderr);
  const unsized = { strokes: written('42').strokes };
  const boxes = run(['read', '--boxes', '2', '-'], { input: JSON.stringify(unsized) });
  assert.equal(boxes.code, 3);
  assert.match(boxes.stderr, /standard input: drawing 1: boxes: .*no width and height/);
});

test('nothing is invented on an empty or a junk canvas', () => {
  const scribble = [];
  for (let i = 0; i < 400; ++i) {
    scribble.push([(i * 37) % 211, (i * 53) % 197]);
  }
  const zigzag = [];
  for (let i = 0; i < 30; ++i) zigzag.push([i * 9, i % 2 === 0 ? 20 : 60]);
  const crowd = Array.from({ length: 300 }, (_, i) => [
    [(i * 71) % 500, (i * 29) % 400],
    [(i * 31) % 500, (i * 83) % 400],
  ]);
  const drawings = [[[]], [scribble], [zigzag], crowd, [[[5, 5]]]].map((strokes) => ({
    label: '',
    width: 500,
    height: 400,
    strokes,
  }));
  assert.deepEqual(read(drawings), ['', '?', '?', '?', '?']);
});

test('eval --numbers judges composed numbers, the same for the same seed', () => {
  const count = isSanitized ? 8 : 40;
  const lines = [];
  for (let digit = 0; digit < 10; ++digit) {
    for (const style of [0, 1, 2]) {
      lines.push({ ...written(String(digit), { style }), writer: 'one' });
    }
  }
  const args = [
    'eval',
    '--json',
    '--strokes',
    fileOf(...lines),
    '--count',
    `${count}`,
    '--numbers',
  ];
  const one = run([...args, '5']);
  assert.equal(one.code, 0, one.stderr);
  const { numbers, singles, kernel } = JSON.parse(one.stdout);
  for (const row of ['separated', 'touching', 'overlapping', 'joined']) {
    assert.equal(numbers[row].count, count);
    assert.ok(numbers[row].correct > count / 2, row);
  }
  assert.ok(numbers.separated.correct >= 0.95 * count);
  assert.deepEqual(singles, { count: 30, same: 30 });
  assert.ok(kernel);
  const none = run([...args, '1', '--writers', 'two']);
  assert.equal(none.code, 3);
});
