// What `digitpad` promises where files cannot be written or come in pieces: a clear message, a whole
// file, nothing left beside it; and the same answers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strokesFile, writeLetters } from '../data/letters.mjs';
import { DISK_FAULTS, atEachCall, runAsNobody, runWith, temporaries } from './faults.mjs';
import { authored, makeFolder, program, run, shippedModel } from './program.mjs';

const { folder, write } = makeFolder();
chmodSync(folder, 0o755);
// A small model, so that all goes quickly.
const small = join(folder, 'small.dpm');
const network = [
  '--arch',
  'conv3x3x4/2, gap, dense',
  '--channels',
  '1',
  '--fast-dev-run',
];
const trained = run(['train', '--strokes', authored, ...network, '--out', small]);
assert.equal(trained.code, 0, trained.stderr);
const json = join(folder, 'small.json');
assert.equal(run(['export', '--model', small, json]).code, 0);

/** What writes a file, by the file's name. @type {Record<string, (out: string) => string[]>} */
const WRITERS = {
  'export.dpm': (out) => ['export', '--model', small, out],
  'export.json': (out) => ['export', '--model', small, out],
  'export.onnx': (out) => ['export', '--model', small, out],
  'import.dpm': (out) => ['import', json, '--out', out],
  'index.html': (out) => [
    'eval',
    '--strokes',
    authored,
    '--model',
    small,
    '--report',
    dirname(out),
  ],
};
const OLD = 'what was there before';

/** A folder with an old file in it, whose place a command is to take. @param {string} name */
function oldFile(name) {
  const home = join(folder, `of ${name}`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  const out = join(home, name);
  writeFileSync(out, OLD);
  return out;
}

for (const [name, argsOf] of Object.entries(WRITERS)) {
  test(`${name} is the old or the new one where the disk fails or it is killed`, () => {
    const out = oldFile(name);
    assert.equal(run(argsOf(out)).code, 0);
    const whole = readFileSync(out);
    const begin = () => argsOf(oldFile(name));
    for (const [kind, reason] of DISK_FAULTS) {
      const calls = atEachCall(kind, begin, ({ code, stderr }) => {
        assert.equal(code, 3);
        assert.match(stderr, new RegExp(`^digitpad: .*: cannot \\w+: ${reason}\n$`));
        assert.ok(stderr.includes(basename(out)), stderr);
        assert.equal(readFileSync(out, 'utf8'), OLD);
        assert.deepEqual(temporaries(dirname(out)), []);
      });
      // To open, write, sync and rename.
      assert.ok(calls >= 4, `${calls}`);
    }
    const kills = atEachCall('kill', begin, ({ code }) => {
      assert.equal(code, null);
      const bytes = readFileSync(out);
      assert.ok(bytes.equals(whole) || bytes.equals(Buffer.from(OLD)));
      // The next one leaves nothing of that.
      assert.equal(run(argsOf(out)).code, 0);
      assert.ok(readFileSync(out).equals(whole));
      assert.deepEqual(temporaries(dirname(out)), []);
    });
    assert.ok(kills >= 4, `${kills}`);
  });
}

test('a link planted where it writes beside its file leads nowhere', () => {
  const out = oldFile('out.dpm');
  const victim = join(dirname(out), 'victim.txt');
  writeFileSync(victim, OLD);
  const plant = 'ln -s victim.txt "$1.tmp$$"; exec "$0" export --model "$2" "$1"';
  const { status, stderr } = spawnSync('bash', ['-c', plant, program, out, small], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.ok(readFileSync(out).equals(readFileSync(small)));
  assert.equal(readFileSync(victim, 'utf8'), OLD);
});

test('a limit on the size of files is an error like a full disk', () => {
  const out = oldFile('limited.json');
  const limited = `ulimit -f 8; exec "$0" "$@"`;
  const args = ['-c', limited, program, 'export', out];
  const { status, stderr } = spawnSync('bash', args, { encoding: 'utf8' });
  assert.equal(status, 3, stderr);
  assert.match(stderr, /^digitpad: .*limited\.json: cannot write: File too large\n$/);
  assert.equal(readFileSync(out, 'utf8'), OLD);
  assert.deepEqual(temporaries(dirname(out)), []);
});

test('what is read-only is told of, before long work, and stays as it is', () => {
  const nobodys = join(folder, 'nobodys');
  mkdirSync(nobodys);
  const out = join(nobodys, 'model.dpm');
  const history = join(nobodys, 'history.jsonl');
  const page = join(nobodys, 'index.html');
  const files = [out, history, page];
  for (const file of files) writeFileSync(file, OLD);
  // A folder that takes no file; then files that somebody has protected in one that would.
  for (const [folderMode, fileMode] of [
    [0o555, 0o666],
    [0o777, 0o444],
  ]) {
    for (const file of files) chmodSync(file, fileMode);
    chmodSync(nobodys, folderMode);
    for (const [file, ...args] of [
      [out, 'export', out],
      [out, 'import', json, '--out', out],
      [out, 'train', '--strokes', authored, '--out', out],
      [page, 'eval', '--strokes', authored, '--report', nobodys],
      [history, 'card', '--out', nobodys],
    ]) {
      const { code, stdout, stderr } = runAsNobody(args);
      assert.equal(code, 3, stderr);
      assert.equal(stdout, '');
      assert.equal(stderr, `digitpad: ${file}: cannot write: Permission denied\n`);
      assert.equal(readFileSync(file, 'utf8'), OLD);
      assert.deepEqual(temporaries(nobodys), []);
    }
  }
});

test('what comes in pieces is read like what comes at once, and as soon', () => {
  const files = {
    strokes: authored,
    gzipped: write('drawings.jsonl.gz', gzipSync(readFileSync(authored))),
    // Enough for what each piece costs to be seen.
    letters: write('letters.jsonl', strokesFile(writeLetters(60))),
  };
  for (const [name, file] of Object.entries(files)) {
    const begin = Date.now();
    const { stdout } = run(['read', '--json', file]);
    assert.notEqual(stdout, '', name);
    const middle = Date.now();
    const input = readFileSync(file);
    const piped = runWith('short', ['read', '--json', '-'], { input });
    const longer = Date.now() - middle - (middle - begin);
    assert.equal(piped.stdout, stdout, name);
    assert.ok(longer < 5000, `${name}: ${longer} ms longer`);
  }
  const out = join(folder, 'pieces.json');
  assert.equal(runWith('short', ['export', '--model', small, out]).code, 0);
  assert.ok(readFileSync(out).equals(readFileSync(json)));
  const model = ['--model', shippedModel, authored];
  assert.equal(
    runWith('short', ['read', ...model]).stdout,
    run(['read', authored]).stdout,
  );
});

test('an output that takes nothing is an error; one that somebody closes ends it', () => {
  const shell = (/** @type {string} */ text, /** @type {string[]} */ ...args) =>
    spawnSync('bash', ['-c', text, program, ...args], { encoding: 'utf8' });
  const inspect = ['inspect', '--json', shippedModel];
  for (const args of [['read', authored], inspect, ['--help'], ['--version']]) {
    for (const nowhere of ['>/dev/full', '>&-']) {
      const { status, stderr } = shell(`exec "$0" "$@" ${nowhere}`, ...args);
      assert.equal(status, 3, `${args} ${nowhere}: ${stderr}`);
      assert.equal(stderr, 'digitpad: cannot write to stdout\n');
    }
  }
  const many = ['read', '--json', ...Array(20).fill(authored)];
  const head = shell('"$0" "$@" | head -1; echo "${PIPESTATUS[0]}"', ...many);
  const [first, code] = head.stdout.split('\n');
  assert.ok(JSON.parse(first).digits, first);
  assert.equal(code, '141', 'ended by SIGPIPE, as others are');
  assert.equal(head.stderr, '');
});
