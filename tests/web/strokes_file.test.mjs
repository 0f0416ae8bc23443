// The page's reader of strokes files takes and refuses what `digitpad read` does, line for line.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FileProblem } from '../../www/file_problem.js';
import { gunzipIfNeeded, MAX_FILE_BYTES } from '../../www/gunzip.js';
import { looksLikeStrokes, parseStrokesFile } from '../../www/strokes_file.js';
import { authored, authoredDrawings, linesOf, makeFolder, run } from '../cli/program.mjs';

const { write } = makeFolder();
const GOOD = '{"label":"1","strokes":[[[1,2],[3,40]]]}';
const line = (/** @type {string} */ strokes) => `{"strokes":${strokes}}`;
const many = (/** @type {number} */ count, /** @type {unknown} */ value) =>
  JSON.stringify(Array(count).fill(value));
const nested = (/** @type {number} */ depth) => '['.repeat(depth) + ']'.repeat(depth);

/** @param {string | Uint8Array} content */
const bytesOf = (content) => Uint8Array.from(Buffer.from(content));

/** @param {string | Uint8Array} content */
function problemOf(content) {
  try {
    parseStrokesFile(bytesOf(content));
  } catch (error) {
    assert.ok(error instanceof FileProblem, String(error));
    return error;
  }
  return null;
}

test('what is taken is what the program takes, with the same drawings', () => {
  for (const content of [
    readFileSync(authored),
    GOOD,
    `\ufeff${GOOD}`,
    `\r\n \t\n${GOOD}\r\n\n${GOOD}`,
    line('[[[1,2,3,0.5,9]]]'),
    line('[[[1,2,-1,7],[1,2,1e30]]]'),
    line('[[],[[1,2]]]'),
    line('[[[1000000.01,-1e6]]]'),
    `{"label":null,"writer":-12,"width":null,"height":2e6,"strokes":[[[1,2]]]}`,
    `{"writer":"a:\\"[{","x":{"label":1,"strokes":2},"strokes":[[[1,2]]],"y":"label"}`,
    `{"x":${nested(31)},"strokes":[[[1,2]]]}`,
    `{"lab\\u0065l":"7\\ud83d\\ude00","strokes":[[[1,2]]]}`,
    line(many(1000, [[1, 2]])),
    line(`[${many(20_000, [1, 2])}]`),
  ]) {
    const shown = String(content).slice(0, 60);
    const { code, stdout } = run(['read', write('good.jsonl', content)]);
    assert.equal(code, 0, shown);
    const drawings = parseStrokesFile(bytesOf(content));
    assert.equal(drawings.length, linesOf(stdout).length, shown);
  }
  assert.deepEqual(
    parseStrokesFile(readFileSync(authored)).map(({ label, strokes }) => [
      label,
      strokes,
    ]),
    authoredDrawings.map(({ label, strokes }) => [label, strokes]),
  );
});

test('what is refused is what the program refuses, in the same line', () => {
  for (const content of [
    '\n \n',
    '[]',
    '7',
    'null',
    '{}',
    'nonsense',
    `{"strokes":null}`,
    line('[]'),
    line('{}'),
    line('[7]'),
    line('[null]'),
    line('[[7]]'),
    line('[[[1]]]'),
    line('[[[]]]'),
    line('[[["1",2]]]'),
    line('[[[1,null]]]'),
    line('[[[1,2,3,4,"5"]]]'),
    line('[[[1,2,[3]]]]'),
    line('[[[NaN,2]]]'),
    line('[[[1,Infinity]]]'),
    line('[[[1,1e999]]]'),
    line('[[[1,2,1e999]]]'),
    line('[[[1,2],[1,-2e6]]]'),
    line('[[[1,2],]]'),
    line('[[[1,2]]'),
    `${line('[[[1,2]]]')}}`,
    `${GOOD} ${GOOD}`,
    `${GOOD}\0`,
    `${GOOD}\0 GARBAGE`,
    '{"strokes":[[[1,2]]],"strokes":[[[1,2]]]}',
    '{"strokes":[[[1,2]]],"label":"1","lab\\u0065l":"2"}',
    '{"label":7,"strokes":[[[1,2]]]}',
    '{"label":"\\ud800","strokes":[[[1,2]]]}',
    '{"writer":1.5,"strokes":[[[1,2]]]}',
    '{"writer":true,"strokes":[[[1,2]]]}',
    '{"width":"500","strokes":[[[1,2]]]}',
    '{"width":-1,"strokes":[[[1,2]]]}',
    '{"height":2000001,"strokes":[[[1,2]]]}',
    `{"x":${nested(32)},"strokes":[[[1,2]]]}`,
    `{"x":${'['.repeat(1e6)}`,
    Buffer.concat([Buffer.from('{"label":"'), Buffer.of(0xff), Buffer.from(GOOD)]),
    line(many(1001, [[1, 2]])),
    line(`[${many(20_001, [1, 2])}]`),
    JSON.stringify(authoredDrawings[0]).slice(0, 99),
  ]) {
    const whole = Buffer.concat([Buffer.from(`\n${GOOD}\n`), Buffer.from(content)]);
    const shown = String(content).slice(0, 60);
    // A file of blank lines alone is refused, but they do no harm beside others.
    const text = String(content).trim() === '' ? Buffer.from(content) : whole;
    const { code, stderr } = run(['read', write('bad.jsonl', text)]);
    assert.equal(code, 3, shown);
    const problem = problemOf(text);
    assert.ok(problem, `taken: ${shown}`);
    const place = /line (\d+): /.exec(stderr);
    assert.equal(problem.values.line, place ? Number(place[1]) : undefined, shown);
  }
});

test('half a line is told apart from what is no JSON', () => {
  const text = JSON.stringify(authoredDrawings[0]);
  for (const size of [1, 12, 60, text.length / 2, text.length - 1]) {
    assert.equal(problemOf(text.slice(0, size))?.key, 'strokesCut', String(size));
  }
  assert.equal(problemOf('{"strokes":[[[NaN,2]]]}')?.key, 'strokesNoJson');
  assert.deepEqual(problemOf(line('[[[1,2]],[[1,2],[3]]]'))?.values, {
    line: 1,
    stroke: 1,
    point: 1,
  });
});

test('every text that the reader asks for is there', () => {
  const strings = JSON.parse(readFileSync('www/strings.json', 'utf8'));
  const source = ['gunzip', 'strokes_file'].map((name) =>
    readFileSync(`www/${name}.js`, 'utf8'),
  );
  const keys = [...source.join('').matchAll(/'((?:strokes|file|gzip[A-Z])\w+)'/g)].map(
    ([, key]) => key,
  );
  assert.ok(keys.length >= 10);
  for (const key of keys) assert.equal(typeof strings.en[key], 'string', key);
});

test('strokes are told by their beginning', () => {
  for (const good of [GOOD, ` \r\n\t${GOOD}`, `\ufeff${GOOD}`]) {
    assert.ok(looksLikeStrokes(bytesOf(good)), good);
  }
  for (const bad of ['', '\n', 'x{', '[{', '42', '<svg/>']) {
    assert.ok(!looksLikeStrokes(bytesOf(bad)), bad);
  }
});

test('a gzipped file is unpacked; a damaged or endless one is refused', async () => {
  const packed = gzipSync(GOOD);
  assert.deepEqual(await gunzipIfNeeded(bytesOf(packed)), bytesOf(GOOD));
  assert.deepEqual(await gunzipIfNeeded(bytesOf(GOOD)), bytesOf(GOOD));
  const flipped = bytesOf(packed);
  flipped[20] ^= 4;
  for (const bad of [packed.subarray(0, packed.length / 2), flipped]) {
    await assert.rejects(gunzipIfNeeded(bytesOf(bad)), { key: 'gzipDamaged' });
  }
  const large = gzipSync(Buffer.alloc(MAX_FILE_BYTES + 1), { level: 0 });
  await assert.rejects(gunzipIfNeeded(bytesOf(large)), { key: 'fileTooLarge' });
});

test('what is gzipped may be as much larger as it may for the program', async () => {
  for (const [size, isTaken] of /** @type {[number, boolean][]} */ ([
    [1_000_000, true],
    [1_000_001, false],
    [20_000_000, false],
  ])) {
    const bomb = gzipSync(Buffer.alloc(size, '\n'));
    const { stderr } = run(['read', write('bomb.gz', bomb)]);
    assert.equal(/unpacks to more/.test(stderr), !isTaken, stderr);
    const unpacked = gunzipIfNeeded(bytesOf(bomb));
    if (isTaken) assert.equal((await unpacked).length, size);
    else await assert.rejects(unpacked, { key: 'gzipTooLarge' });
  }
});
