// What `./build.sh release` packs: the same bytes from the same commit, only what is committed, and
// the licences of all that others wrote.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { licenses, packagesOf, partsOf, statementOn } from '../../tools/licenses.mjs';
import { root } from '../cli/program.mjs';

const folder = mkdtempSync(join(tmpdir(), 'digitpad-release-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} path @param {string} text @param {number} [mode] */
function write(path, text, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
}

/** @param {string} archive @param {string[]} more */
const list = (archive, ...more) =>
  execFileSync('tar', ['--utc', '--full-time', '-tvf', archive, ...more], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));

test('an archive tells nothing of who packed it, and when', () => {
  const pack = (/** @type {string} */ name, /** @type {number} */ mask) => {
    const files = join(folder, name, 'files');
    for (const file of mask ? ['b', 'sub/c', 'a'] : ['a', 'b', 'sub/c']) {
      write(join(files, file), `${file}\n`);
      chmodSync(join(files, file), (file === 'a' ? 0o755 : 0o644) & ~mask);
      utimesSync(join(files, file), 1e9 + mask, 1e9 + mask);
      if (process.getuid?.() === 0) chownSync(join(files, file), 1000 + mask, 1000);
    }
    const out = join(folder, name, 'things-1.0.tar.gz');
    execFileSync(join(root, 'tools/pack.sh'), [out, '1700000000', files, '.']);
    return out;
  };
  const [one, other] = [pack('one', 0), pack('other', 0o077)];
  assert.deepEqual(readFileSync(one), readFileSync(other));
  const entries = list(one, '--numeric-owner');
  const files = entries.filter(([mode]) => mode[0] === '-');
  assert.deepEqual(
    files.map(([mode, , , , , name]) => [mode, name]),
    [
      ['-rwxr-xr-x', 'things-1.0/a'],
      ['-rw-r--r--', 'things-1.0/b'],
      ['-rw-r--r--', 'things-1.0/sub/c'],
    ],
  );
  for (const [, owner, , date, time] of entries) {
    assert.deepEqual([owner, date, time], ['0/0', '2023-11-14', '22:13:20']);
  }
});

// A repository with the scripts of ours, and a build.sh that takes a moment.
const BUILD = `#!/bin/sh
set -e
mkdir -p build/native build/guide build/npm build/wasm_simd128 build/wasm_relaxed
for file in digitpad.html guide/index.html npm/index.js wasm_simd128/recognizer.wasm \\
  wasm_relaxed/recognizer.wasm; do echo "$file" >build/$file; done
cp weights/digits.dpm build/npm
for program in digitpad digitpad-draw; do cp /bin/true build/native/$program; done
echo '{"name":"digitpad","version":"1.2.3","files":["*.js","LICENSES.txt"]}' >build/npm/package.json
`;

/** @param {string} path @param {string[]} words */
const git = (path, ...words) =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...words], {
    cwd: path,
    env: {
      ...process.env,
      GIT_AUTHOR_DATE: '1700000000 +0000',
      GIT_COMMITTER_DATE: '1700000000 +0000',
    },
  });

/** @param {string} path */
function makeRepository(path) {
  for (const script of ['release.sh', 'pack.sh']) {
    cpSync(join(root, 'tools', script), join(path, 'tools', script));
  }
  write(join(path, 'build.sh'), BUILD, 0o755);
  write(join(path, 'tools/licenses.mjs'), 'console.log("licences");\n');
  write(join(path, 'package.json'), '{"version":"1.2.3"}');
  write(join(path, 'CHANGELOG.md'), '# Changes\n\n## 1.2.3\n');
  write(join(path, '.gitignore'), '/build/\n');
  for (const name of ['README.md', 'LICENSE', 'SECURITY.md', 'weights/digits.dpm']) {
    write(join(path, name), `${name}\n`);
  }
  git(path, 'init', '--quiet');
  git(path, 'add', '.');
  git(path, 'commit', '--quiet', '--message', 'One');
  return path;
}

/** @param {string} path @param {string} mask */
const release = (path, mask = '022') =>
  spawnSync('sh', ['-c', `umask ${mask}; tools/release.sh`], {
    cwd: path,
    encoding: 'utf8',
  });

const missing = ['emcc', 'clang++-19', 'wasm-ld-14', 'npm'].filter(
  (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
);
const skip = missing.length > 0 ? `SKIPPED: there is no ${missing}` : false;
if (skip) console.error(skip);

test(
  'two releases of a commit hold the same bytes, and their checksums',
  { skip },
  () => {
    const one = makeRepository(join(folder, 'first'));
    const other = makeRepository(join(folder, 'the/second/of/them'));
    const done = release(one);
    assert.equal(done.status, 0, done.stderr);
    assert.match(
      done.stderr,
      /has no tag v1\.2\.3: these are files to try, not a release/,
    );
    git(other, 'tag', 'v1.2.3');
    const tagged = release(other, '077');
    assert.deepEqual([tagged.status, tagged.stderr], [0, '']);

    const [out, others] = [one, other].map((path) => join(path, 'build/release'));
    const names = readdirSync(out).sort();
    const programs = `digitpad-1.2.3-debian12-${execFileSync('uname', ['-m'])}`.trim();
    assert.deepEqual(
      names,
      [
        'LICENSES.txt',
        'SHA256SUMS',
        'digitpad-1.2.3-guide.tar.gz',
        'digitpad-1.2.3-relaxed.wasm',
        'digitpad-1.2.3-simd128.wasm',
        'digitpad-1.2.3.dpm',
        'digitpad-1.2.3.html',
        'digitpad-1.2.3.tgz',
        `${programs}.tar.gz`,
        'toolchain.txt',
      ].sort(),
    );
    for (const name of names) {
      assert.deepEqual(
        readFileSync(join(others, name)),
        readFileSync(join(out, name)),
        name,
      );
    }
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], {
      cwd: out,
    });
    const summed = readFileSync(join(out, 'SHA256SUMS'), 'utf8').match(/(?<= )\S+$/gm);
    assert.deepEqual(
      summed,
      names.filter((name) => name !== 'SHA256SUMS'),
    );
    const packed = list(join(out, 'digitpad-1.2.3.tgz'));
    assert.ok(packed.some(([, , , , , name]) => name === 'package/LICENSES.txt'));
    const held = list(join(out, `${programs}.tar.gz`)).map(([, , , , , name]) => name);
    assert.ok(
      held.includes(`${programs}/digitpad`) && held.includes(`${programs}/LICENSES.txt`),
    );
  },
);

test('what is not committed, or not in the changelog, is not released', () => {
  const path = makeRepository(join(folder, 'changed'));
  write(join(path, 'stray.txt'), '');
  const stray = release(path);
  assert.equal(stray.status, 1);
  assert.match(stray.stderr, /this is in none:\n\?\? stray\.txt/);
  rmSync(join(path, 'stray.txt'));
  write(join(path, 'package.json'), '{"version":"1.3.0"}');
  git(path, 'commit', '--quiet', '--all', '--message', 'Two');
  const unnamed = release(path);
  assert.equal(unnamed.status, 1);
  assert.match(unnamed.stderr, /CHANGELOG\.md says nothing of 1\.3\.0/);
  assert.equal(existsSync(join(path, 'build/release')), false);
});

test('the licences name and hold what the builds took of others', () => {
  const text = licenses();
  const held = (/** @type {string} */ title) =>
    text
      .split(`${title}:\n`)[1]
      .split('\n\n')[0]
      .split('\n')
      .map((line) => line.trim());
  const page = held('The page, digitpad.html').join('\n');
  for (const name of ['digitpad', 'SDL2', 'Emscripten.*musl.*compiler-rt', 'stb_image']) {
    assert.match(page, new RegExp(`^${name}.* \\(`, 'm'));
  }
  assert.doesNotMatch(held('The npm package').join('\n'), /SDL2|Eigen|stb/);
  const programs = held('The programs digitpad and digitpad-draw').join('\n');
  for (const name of [
    'Eigen',
    'CLI11',
    'nlohmann',
    'stb_image',
    '.*ONNX',
    '.*protocol',
  ]) {
    assert.match(programs, new RegExp(`^${name}.* \\(`, 'm'));
  }
  for (const words of [
    /Copyright \(c\) 2026 The digitpad authors/,
    /Copyright \(C\) 1997-20\d\d Sam Lantinga/,
    /musl as a whole is licensed under the following standard MIT license/,
    /---- LLVM Exceptions to the Apache 2.0 License ----/,
    /Version 2\.0, January 2004/,
    /Mozilla Public License Version 2\.0/,
    /University of Cincinnati/,
    /Niels Lohmann/,
    /ONNX Project Contributors/,
    /Google Inc\./,
    /Sean Barrett/,
    /The Emscripten Authors/,
  ]) {
    assert.match(text, words);
  }
});

test('a library that nobody wrote down stops a release', () => {
  const stdio = '/usr/include/stdio.h';
  assert.deepEqual([...packagesOf([stdio])], [['libc6-dev', [stdio]]]);
  assert.equal(partsOf(['libc6-dev', 'libstdc++-12-dev']).size, 0);
  assert.throws(() => partsOf(['libc6-dev', 'libnew-dev']), /does not know libnew-dev/);
  const stray = join(folder, 'stray.h');
  assert.throws(() => packagesOf([stray]), new RegExp(`of no Debian package: ${stray}`));
});

test("of Debian's statement on a package, what counts is taken with its texts", () => {
  const statement = `Format: x

Files: *
Copyright: A
License: MIT or Beer

Files:
 tests/*
Copyright: B
License: GPL

License: MIT
 Text of MIT

License: Beer
 Text of Beer

License: GPL
 Text of GPL
`;
  const taken = statementOn(statement, () => false);
  assert.match(taken, /Copyright: A[^]*Text of MIT[^]*Text of Beer/);
  assert.doesNotMatch(taken, /GPL|Copyright: B/);
  assert.match(
    statementOn(statement, (path) => path === 'tests/*'),
    /Text of GPL/,
  );
  const without = statement.replace(/License: Beer\n.*/, '');
  assert.throws(
    () => statementOn(without, () => false),
    /names Beer and does not hold it/,
  );
});
