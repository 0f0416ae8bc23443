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
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import {
  licenses,
  packagesOf,
  partsOf,
  statementOn,
  versionsOf,
} from '../../tools/licenses.mjs';
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
    const options = mask ? { TAR_OPTIONS: '--exclude=a', GZIP: '-1' } : {};
    execFileSync(join(root, 'tools/pack.sh'), [out, '1700000000', files, '.'], {
      env: { ...process.env, ...options },
    });
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
env >build/environment.txt
mkdir -p build/native build/guide build/npm build/wasm_simd128 build/wasm_relaxed
for file in digitpad.html guide/index.html npm/index.js wasm_simd128/recognizer.wasm \\
  wasm_relaxed/recognizer.wasm; do echo "$file" >build/$file; done
cp weights/digits.dpm build/npm
echo notices >build/npm/LICENSES.txt
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

const TEXTS = [
  'README.md',
  'SECURITY.md',
  'docs/EMBED.md',
  'trainer/README.md',
  'weights/FORMAT.md',
];

/** @param {string} path */
function makeRepository(path) {
  for (const script of ['release.sh', 'pack.sh']) {
    cpSync(join(root, 'tools', script), join(path, 'tools', script));
  }
  write(join(path, 'build.sh'), BUILD, 0o755);
  write(
    join(path, 'tools/licenses.mjs'),
    'console.log(process.argv[2] ? "libeigen3-dev: 3" : "licences");\n',
  );
  write(join(path, 'package.json'), '{"version":"1.2.3"}');
  write(join(path, 'CHANGELOG.md'), '# Changes\n\n## 1.2.3\n');
  write(join(path, '.gitignore'), '/build/\n');
  for (const name of TEXTS) cpSync(join(root, name), join(path, name));
  for (const name of [
    'LICENSE',
    'docs/page.png',
    'weights/digits.json',
    'weights/digits.dpm',
  ]) {
    write(join(path, name), `${name}\n`);
  }
  git(path, 'init', '--quiet');
  git(path, 'add', '.');
  git(path, 'commit', '--quiet', '--message', 'One');
  return path;
}

/** @param {string} path @param {string} mask @param {Record<string, string>} env */
const release = (path, mask = '022', env = {}) =>
  spawnSync('sh', ['-c', `umask ${mask}; tools/release.sh`], {
    cwd: path,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });

// Each of these would change what compilers and packers do.
const STRAY = {
  TAR_OPTIONS: '--mode=a+rwx --mtime=@0',
  GZIP: '-1',
  XZ_OPT: '-0',
  XZ_DEFAULTS: '-0',
  CPATH: '/nowhere',
  CPLUS_INCLUDE_PATH: '/nowhere',
  LIBRARY_PATH: '/nowhere',
  PKG_CONFIG_PATH: '/nowhere',
  CXXFLAGS: '-O0',
  CMAKE_GENERATOR: 'Unix Makefiles',
  NODE_OPTIONS: '--no-warnings',
  DIGITPAD_KERNEL: 'portable',
};
// These a build needs where the network is somebody's.
const NEEDED = {
  https_proxy: 'http://127.0.0.1:9',
  NO_PROXY: 'localhost',
  NODE_EXTRA_CA_CERTS: '/etc/hosts',
  SSL_CERT_FILE: '/etc/hosts',
  npm_config_fund: 'false',
  DIGITPAD_YES: '1',
};

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
    const tagged = release(other, '077', { ...STRAY, ...NEEDED });
    assert.deepEqual([tagged.status, tagged.stderr], [0, '']);

    const environment = readFileSync(
      join(other, 'build/release.tree/build/environment.txt'),
      'utf8',
    );
    for (const name of Object.keys(STRAY)) {
      assert.doesNotMatch(environment, new RegExp(`^${name}=`, 'm'));
    }
    for (const [name, value] of Object.entries(NEEDED)) {
      assert.match(environment, new RegExp(`^${name}=${value}$`, 'm'));
    }
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
    assert.match(readFileSync(join(out, 'toolchain.txt'), 'utf8'), /^libeigen3-dev: 3$/m);
    const packed = list(join(out, 'digitpad-1.2.3.tgz'));
    assert.ok(packed.some(([, , , , , name]) => name === 'package/LICENSES.txt'));
    const held = list(join(out, `${programs}.tar.gz`)).map(([, , , , , name]) => name);
    assert.ok(
      held.includes(`${programs}/digitpad`) && held.includes(`${programs}/LICENSES.txt`),
    );
  },
);

test('on a bare system a release first asks for the packages that it needs', () => {
  const path = join(folder, 'bare');
  for (const file of ['build.sh', 'tools/setup.sh', 'tools/hardening.sh']) {
    write(join(path, file), readFileSync(join(root, file), 'utf8'), 0o755);
  }
  // What every Debian has, and what says that it installs.
  const programs = join(path, 'programs');
  mkdirSync(programs);
  for (const name of ['bash', 'env', 'dirname', 'nproc', 'id', 'sort', 'cat']) {
    const [found] = ['/usr/bin', '/bin'].map((bin) => join(bin, name)).filter(existsSync);
    symlinkSync(found, join(programs, name));
  }
  const say = (/** @type {string} */ text) => `#!/bin/bash\n${text}\n`;
  write(join(programs, 'apt-get'), say('echo "apt-get $*"'), 0o755);
  write(join(programs, 'apt-cache'), say(''), 0o755);
  write(join(programs, 'dpkg-query'), say('exit 1'), 0o755);
  write(join(programs, 'sudo'), say('exec "$@"'), 0o755);
  write(join(path, 'tools/release.sh'), say('echo the release'), 0o755);
  const { status, stdout, stderr } = spawnSync('./build.sh', ['--yes', 'release'], {
    cwd: path,
    env: { PATH: programs },
    encoding: 'utf8',
  });
  assert.deepEqual([status, stderr], [0, '']);
  const [installs, after] = stdout.split('the release');
  assert.equal(after, '\n');
  for (const name of ['git', 'nodejs', 'npm', 'g\\+\\+', 'emscripten', 'clang-19']) {
    assert.match(installs, new RegExp(`apt-get .* install .*(?<= )${name}(?=\\s)`), name);
  }
});

test('what the texts beside the programs lead to is there', { skip }, () => {
  const path = makeRepository(join(folder, 'led'));
  const { status, stderr } = release(path);
  assert.equal(status, 0, stderr);
  const out = join(path, 'build/release');
  const archive = readdirSync(out).find((name) => name.includes('debian12')) ?? '';
  execFileSync('tar', ['-xzf', join(out, archive), '--strip-components=1'], {
    cwd: folder,
  });
  for (const text of TEXTS) {
    const links = readFileSync(join(folder, text), 'utf8').matchAll(
      /\]\(([^):#]+)[^):]*\)/g,
    );
    for (const [, link] of links) {
      assert.ok(existsSync(join(folder, dirname(text), link)), `${text}: ${link}`);
    }
  }
});

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

test("Debian's packages are told with their versions", () => {
  const told = versionsOf(['libc6-dev', 'bash', 'SDL2']);
  assert.match(told, /^bash: \d\S*\nlibc6-dev: \d\S*$/);
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
