// What `digitpad` promises for bad input: the exit code (2 usage, 3 bad input), a message on
// stderr that names file and place, and nothing on stdout.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  run,
  shippedModel,
} from './program.mjs';

const { folder, write } = makeFolder();
const GOOD_LINE = '{"label":"1","strokes":[[[1,2],[3,40]]]}\n';

/**
 * @param {string[]} args
 * @param {number} code
 * @param {string[]} parts what the message must contain
 * @param {Parameters<typeof run>[1]} [options]
 */
function expectError(args, code, parts, options) {
  const result = run(args, options);
  const seen = `digitpad ${args.join(' ')}: ${result.stderr}`;
  assert.equal(result.code, code, seen);
  assert.equal(result.stdout, '', seen);
  assert.ok(result.stderr.startsWith('digitpad: '), seen);
  assert.equal(linesOf(result.stderr).length, 1, seen);
  for (const part of parts) {
    assert.ok(result.stderr.includes(part), `"${part}" not in ${seen}`);
  }
}

/** A file that both read and eval must refuse. */
function expectBadStrokes(
  /** @type {string} */ name,
  /** @type {string | Uint8Array} */ content,
  /** @type {string[]} */ ...parts
) {
  const file = write(name, content);
  expectError(['read', file], 3, [`${file}: `, ...parts]);
  expectError(['eval', '--strokes', file], 3, [`${file}: `, ...parts]);
}

const model = readFileSync(shippedModel);

test('a model cut off anywhere is refused', () => {
  const steps = 40;
  for (let i = 0; i < steps; ++i) {
    const size = Math.floor((i / steps) * model.length);
    const file = write('cut.dpm', model.subarray(0, size));
    expectError(['read', '--model', file, authored], 3, [`${file}: `]);
  }
  const file = write('cut-by-one.dpm', model.subarray(0, -1));
  for (const args of [
    ['read', '--model', file, authored],
    ['eval', '--model', file, '--strokes', authored],
    ['inspect', file],
    ['card', '--model', file, '--out', folder],
  ]) {
    expectError(args, 3, [`${file}: `, 'byte ']);
  }
});

test('a model with any bit flipped is refused', () => {
  const positions = [...Array(32).keys()];
  for (let i = 0; i < 64; ++i) positions.push(Math.floor((i / 64) * model.length));
  for (const position of positions) {
    const damaged = Uint8Array.from(model);
    damaged[position] ^= 1 << position % 8;
    const file = write('flipped.dpm', damaged);
    expectError(['inspect', file], 3, [`${file}: `]);
  }
});

test('a model sealed with damage is taken by nothing, and inspect shows it with an error', () => {
  const file = write(
    'sealed.dpm',
    changedModel({
      tensors: (tensors) => {
        // The last bias, of the last class: any logit of it comes out otherwise.
        const at = tensors.length - 4;
        tensors.writeInt32LE(tensors.readInt32LE(at) + 1, at);
        return tensors;
      },
    }),
  );
  const parts = [`${file}: `, 'golden answers'];
  const data = write('twice.jsonl', readFileSync(authored, 'utf8').repeat(2));
  const out = ['--out', join(folder, 'from-sealed.dpm')];
  for (const args of [
    ['read', '--model', file, authored],
    ['eval', '--model', file, '--strokes', authored],
    ['card', '--model', file, '--out', folder],
    ['train', '--fine-tune', file, '--data', data, '--fast-dev-run', ...out],
    ...['dpm', 'json', 'onnx'].map((form) => [
      'export',
      '--model',
      file,
      join(folder, `from-sealed.${form}`),
    ]),
  ]) {
    expectError(args, 3, parts);
  }
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('from-sealed')),
    [],
  );
  for (const form of [[], ['--json']]) {
    const { code, stdout, stderr } = run(['inspect', ...form, file]);
    assert.equal(code, 3);
    assert.match(stdout, /golden.answers/);
    for (const part of parts) assert.ok(stderr.includes(part), stderr);
  }
});

test('what is no model is refused', () => {
  expectError(['inspect', authored], 3, [`${authored}: `]);
  expectError(['inspect', write('empty.dpm', '')], 3, ['empty.dpm: ']);
  expectError(['inspect', write('long.dpm', Buffer.concat([model, Buffer.of(0)]))], 3, [
    'long.dpm: ',
  ]);
});

test('a card or label that is not UTF-8 is refused', () => {
  const broken = (/** @type {Buffer} */ content) => {
    const digit = content.findLastIndex((byte) => byte >= 0x30 && byte <= 0x39);
    content[digit] = 0xff;
    return content;
  };
  for (const section of ['labels', 'card']) {
    const file = write('bytes.dpm', changedModel({ [section]: broken }));
    expectError(['inspect', file], 3, [`${file}: `, section, 'UTF-8']);
    expectError(['inspect', '--json', file], 3, [`${file}: `, section, 'UTF-8']);
    expectError(['read', '--json', '--model', file, authored], 3, [`${file}: `]);
  }
});

test('a label with a control character is refused', () => {
  const json = join(folder, 'model.json');
  assert.equal(run(['export', json]).code, 0);
  const exported = readFileSync(json, 'utf8');
  for (const control of ['\n', '\x1b', '\x7f', '\u009b']) {
    // A label is its length, two bytes, and its text.
    const label = Buffer.from(control);
    const labels = (/** @type {Buffer} */ content) => {
      const at = content.indexOf(Buffer.from([1, 0, 0x37]));
      const rest = content.subarray(at + 3);
      return Buffer.concat([
        content.subarray(0, at),
        Buffer.of(label.length, 0),
        label,
        rest,
      ]);
    };
    const file = write('control.dpm', changedModel({ labels }));
    for (const args of [
      ['inspect', file],
      ['inspect', '--json', file],
      ['read', '--model', file, authored],
      ['eval', '--model', file, '--strokes', authored],
    ]) {
      expectError(args, 3, [`${file}: label `, ' has a control character']);
    }
    const changed = write(
      'control.json',
      exported.replace('"7"', JSON.stringify(control)),
    );
    const out = join(folder, 'control-imported.dpm');
    expectError(['import', changed, '--out', out], 3, ['labels', 'control character']);
  }
});

test('control characters of files reach no terminal', () => {
  const shown = (/** @type {string[]} */ ...args) => {
    const { stdout, stderr } = run(args);
    const text = stdout + stderr;
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f\x7f-\x9f]/, `${args}`);
    return text;
  };
  const [first, ...others] = authoredDrawings;
  const label = '\x1b]0;title\x07\n\x9b2J';
  const lines = [{ ...first, label }, ...others].map((one) => JSON.stringify(one));
  const strokes = write('escapes.jsonl', lines.join('\n'));
  const escaped = '\\u001b]0;title\\u0007\\u000a\\u009b2J';
  for (const more of [[], ['--logits'], ['--json'], ['--not-digits']]) {
    shown('eval', '--strokes', strokes, ...more);
  }
  assert.ok(shown('eval', '--strokes', strokes).includes(escaped));
  const card = () => Buffer.from(JSON.stringify({ note: label }));
  const file = write('noted.dpm', changedModel({ card }));
  assert.match(shown('inspect', file), /"note": "\\u001b\]0;title\\u0007\\n\\u009b2J"/);
  assert.equal(JSON.parse(shown('inspect', '--json', file)).card.note, label);
  assert.match(shown('read', join(folder, `none${label}`)), /none\\u001b]/);
  for (const args of [
    [label],
    ['read', '--min-confidence', label],
    ['read', `--${label}`],
  ]) {
    assert.match(shown(...args), /\\u001b]0;title/);
  }
});

test('card refuses a card that it cannot add to, before it measures', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000);
  for (const card of ['no JSON', '[]', deep, `{"a":${deep}}`]) {
    const file = write('card.dpm', changedModel({ card: () => Buffer.from(card) }));
    const args = ['card', '--model', file, '--data', folder, '--out', folder];
    expectError(args, 3, [`${file}: its card`]);
  }
});

test('an empty file is refused', () => {
  expectBadStrokes('empty.jsonl', '', 'the file is empty');
  expectBadStrokes('empty.gz', gzipSync(''), 'unpacks to nothing');
  expectBadStrokes('blank.jsonl', '\n \n', 'no drawing in it');
  expectError(['read', '-'], 3, ['standard input: the file is empty']);
  const labels = write('labels', idx([1], Uint8Array.of(1)));
  const empty = write('empty-idx', '');
  expectError(['eval', '--idx', empty, labels], 3, [`${empty}: the file is empty`]);
  expectError(['eval', '--idx', labels, empty], 3, [`${empty}: the file is empty`]);
});

test('an IDX file with a wrong size is refused', () => {
  const pixels = barPictures(2);
  const labels = write('two-labels', idx([2], Uint8Array.of(1, 1)));
  /** @type {[string, Buffer, string][]} */
  const cases = [
    ['short', idx([2, 28, 28], pixels.subarray(1)), 'byte 12'],
    ['long', Buffer.concat([idx([2, 28, 28], pixels), Buffer.of(0)]), 'byte 1584'],
    ['huge', idx([2 ** 31 - 1, 2 ** 31 - 1, 28], pixels), 'byte 4'],
    ['none', idx([0, 28, 28], new Uint8Array()), 'byte 4'],
    ['header', idx([2, 28, 28], pixels).subarray(0, 9), 'byte 9'],
    ['type', Buffer.from([0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0]), 'byte 2'],
    ['flat', idx([2 * 28 * 28], pixels), '1568'],
  ];
  for (const [name, content, place] of cases) {
    const file = write(name, content);
    expectError(['read', file], 3, [`${file}: `, place]);
    expectError(['eval', '--idx', file, labels], 3, [`${file}: `, place]);
  }
  const images = write('two', idx([2, 28, 28], pixels));
  const three = write('three-labels', idx([3], Uint8Array.of(1, 1, 1)));
  expectError(['eval', '--idx', images, three], 3, [`${three}: `, '2 images']);
});

test('a damaged gzip file is refused', () => {
  const packed = gzipSync(readFileSync(authored));
  expectBadStrokes('cut.gz', packed.subarray(0, packed.length / 2), 'gzip: ', 'byte ');
  const flipped = Uint8Array.from(packed);
  flipped[packed.length >> 1] ^= 4;
  expectBadStrokes('flipped.gz', flipped, 'gzip: ', 'byte ');
});

test('a JSON line cut in half is refused', () => {
  const line = JSON.stringify(authoredDrawings[0]);
  const half = GOOD_LINE + line.slice(0, line.length / 2);
  expectBadStrokes('half.jsonl', half, 'line 2: the line ends within its JSON');
  expectError(['read', '-'], 3, ['standard input: line 2: '], { input: half });
});

test('coordinates that are no numbers are refused', () => {
  const place = 'line 2: byte 15: not JSON';
  for (const word of ['NaN', 'Infinity', 'nan', '1.e', '\0']) {
    expectBadStrokes(
      'words.jsonl',
      `${GOOD_LINE}{"strokes":[[[${word},2]]]}`,
      'line 2: byte ',
    );
  }
  expectBadStrokes('nan.jsonl', `${GOOD_LINE}{"strokes":[[[NaN,2]]]}`, place);
  expectBadStrokes(
    'over.jsonl',
    '{"strokes":[[[1,2],[1e999,2]]]}',
    'line 1: byte ',
    'range',
  );
  expectBadStrokes('far.jsonl', '{"strokes":[[[1,2],[1,-2e6]]]}', 'line 1: ', 'point 1');
  expectBadStrokes('text.jsonl', '{"strokes":[[["1",2]]]}', 'line 1: stroke 0, point 0');
});

test('a drawing without strokes, or with too many, is refused', () => {
  expectBadStrokes(
    'zero.jsonl',
    `${GOOD_LINE}{"label":"1","strokes":[]}`,
    'line 2: 0 strokes',
  );
  expectBadStrokes('none.jsonl', '{"label":"1"}', 'line 1: no strokes');
  expectBadStrokes('null.jsonl', '{"label":"1","strokes":null}', 'line 1: no strokes');
  const strokes = JSON.stringify(Array(1001).fill([[1, 2]]));
  expectBadStrokes('many.jsonl', `{"strokes":${strokes}}`, 'line 1: ');
  const points = JSON.stringify(Array(20001).fill([1, 2]));
  expectBadStrokes('dense.jsonl', `{"strokes":[${points}]}`, 'line 1: ');
});

test('what is no drawing is refused', () => {
  expectBadStrokes('binary', Buffer.from([1, 2, 3, 255]), 'line 1: byte 1: not JSON');
  expectBadStrokes('bomb.jsonl', `{"x":${'['.repeat(1e6)}`, 'line 1: nested too deeply');
  expectBadStrokes('twice.jsonl', '{"strokes":[[]],"strokes":[[]]}', 'line 1: ', 'twice');
  expectBadStrokes('model', model, 'this is a model file');
  for (const [name, begin] of [
    ['GIF', 'GIF89a'],
    ['WebP', 'RIFF'],
    ['BMP', 'BM'],
    ['TIFF', 'II*\0'],
  ]) {
    expectBadStrokes(name, Buffer.from(begin), `${name} pictures are not supported`);
  }
});

test('files that are not there, and folders, are refused', () => {
  const missing = join(folder, 'missing');
  for (const args of [
    ['read', missing],
    ['read', '--model', missing, authored],
    ['eval', '--strokes', missing],
    ['eval', '--strokes', authored, '--float', missing],
    ['inspect', missing],
  ]) {
    expectError(args, 3, [`${missing}: `, 'No such file']);
    const withFolder = args.map((word) => (word === missing ? folder : word));
    expectError(withFolder, 3, [`${folder}: is a directory`]);
  }
});

test('a bad file does not keep the others from being read', () => {
  const good = write('good.jsonl', GOOD_LINE);
  const missing = join(folder, 'missing');
  const { code, stdout, stderr } = run(['read', good, missing, good]);
  assert.equal(code, 3);
  assert.equal(linesOf(stdout).length, 2);
  assert.equal(linesOf(stderr).length, 1);
});

test('eval asks for examples that are there and labeled', () => {
  expectError(['eval', '--strokes', authored, '--range', '0-30'], 3, [
    `${authored}: `,
    '0-30',
  ]);
  expectError(['eval', '--strokes', authored, '--writers', 'nobody'], 3, [
    `${authored}: `,
    'nobody',
  ]);
  const file = write('unlabeled.jsonl', `${GOOD_LINE}{"strokes":[[[1,2]]]}`);
  expectError(['eval', '--strokes', file], 3, [`${file}: drawing 2 has no label`]);
});

test('a float network that is none is refused', () => {
  const args = ['eval', '--strokes', authored, '--float'];
  expectError([...args, authored], 3, [`${authored}: `]);
  expectError([...args, write('short.float', 'DPFLOAT1')], 3, ['short.float: ']);
});

test('card without data or a folder to write to stops before it measures', () => {
  const nowhere = join(folder, 'nowhere');
  expectError(['card', '--out', nowhere], 3, [`${nowhere}: `]);
  expectError(['card', '--data', nowhere, '--out', folder], 3, [`${nowhere}/mnist`]);
  expectError(['card', '--out', folder], 3, [nowhere, 'DIGITPAD_DATA'], {
    env: { DIGITPAD_DATA: nowhere },
  });
});

test('train stops before it begins where it could only fail at the end', () => {
  const train = ['train', '--strokes', authored, '--validation-writers', 'finger'];
  const nowhere = join(folder, 'nowhere', 'model.dpm');
  expectError([...train, '--out', nowhere], 3, [`${nowhere}: cannot write`]);
  expectError([...train, '--out', folder], 3, [`${folder}: is a directory`]);
  const large = ['--arch', 'conv5x5x300, conv5x5x450, gap, dense10'];
  const file = join(folder, 'never');
  expectError([...train, ...large, '--out', file], 3, ['network: layer 1: ']);
});

test('usage errors exit with 2 and name the word', () => {
  expectError([], 2, ['subcommand']);
  expectError(['frobnicate'], 2, ['frobnicate']);
  expectError(['read'], 2, ['files']);
  expectError(['read', '--frobnicate', authored], 2, ['--frobnicate']);
  expectError(['read', '--frobnicate'], 2, ['not expected: --frobnicate']);
  expectError(['read'], 2, ['files is required']);
  expectError(['read', ''], 2, ['files: it is empty']);
  expectError(['read', '--min', 'few', authored], 2, ['--min: "few" is not a number']);
  for (const least of ['', '1.01', '-0.1', '98%', '1e-1', 'nan', 'Strict']) {
    expectError(['read', '--min-confidence', least, authored], 2, [
      '--min-confidence',
      `"${least}"`,
      'strict',
    ]);
  }
  expectError(['inspect'], 2, ['model']);
  expectError(['eval'], 2, ['--strokes', '--idx']);
  expectError(['eval', '--idx', authored], 2, ['--idx']);
  expectError(['eval', '--strokes', authored, '--idx', authored, authored], 2, ['--idx']);
  expectError(['eval', '--strokes', authored, '--single', '--number'], 2, ['--number']);
  expectError(['eval', '--strokes', authored, '--json', '--logits'], 2, ['--logits']);
  for (const range of ['5', '-5', '5-', 'a-b', '1-99999999999999999999']) {
    expectError(['eval', '--strokes', authored, `--range=${range}`], 2, [
      '--range',
      range,
    ]);
  }
  expectError(['card'], 2, ['--out']);
  const training = ['train', '--strokes', authored, '--out', join(folder, 'never')];
  for (const seed of ['-1', '1.5', '99999999999999999999']) {
    expectError(['eval', '--strokes', authored, `--junk=${seed}`], 2, ['--junk', seed]);
    expectError([...training, `--seed=${seed}`], 2, ['--seed', seed]);
  }
  expectError([...training, '--epochs', '2', '--calm-epochs', '3'], 2, ['--calm-epochs']);
  for (const option of ['--lr', '--weight-decay', '--label-smoothing']) {
    for (const value of ['nan', 'inf', '1e999']) {
      expectError([...training, option, value], 2, [option, value]);
    }
  }
});

test('a kernel that is unknown, or of another machine, is refused', () => {
  for (const kernel of ['abacus', 'wasm_simd128']) {
    expectError(['read', '--kernel', kernel, authored], 2, [kernel, 'portable']);
    expectError(['eval', '--strokes', authored], 2, [kernel], {
      env: { DIGITPAD_KERNEL: kernel },
    });
  }
});
