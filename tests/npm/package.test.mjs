// The package itself: what is in it, how large it is, and whether tools and TypeScript find their
// way in.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root, version } from '../cli/program.mjs';
import {
  importTool,
  install,
  missing,
  nodeMajor,
  packageFolder,
  tool,
  writeApp,
} from './apps.mjs';

const options = { skip: missing };

/** @type {ReturnType<typeof install>} */
let packed;
before(() => {
  if (!missing) packed = install();
});

test('it holds what it needs and nothing else', options, () => {
  assert.deepEqual(packed.files, [
    'LICENSE',
    'LICENSES.txt',
    'README.md',
    'custom-elements.json',
    'digitpad-element.min.js',
    'digitpad.min.js',
    'element.cjs',
    'element.d.cts',
    'element.d.ts',
    'element.js',
    'index.cjs',
    'index.d.cts',
    'index.d.ts',
    'index.js',
    'package.json',
    'separate/digits.dpm',
    'separate/element.d.ts',
    'separate/element.js',
    'separate/index.d.ts',
    'separate/index.js',
    'separate/node.cjs',
    'separate/node.js',
    'separate/wasm_relaxed.wasm',
    'separate/wasm_simd128.wasm',
  ]);
  const notices = readFileSync(join(packageFolder, 'LICENSES.txt'), 'utf8');
  assert.match(notices, /^ {4}Emscripten's runtime and libraries/m);
  assert.match(notices, /musl as a whole is licensed under/);
  assert.doesNotMatch(notices, /SDL2|Eigen/);
  const { dependencies, scripts } = JSON.parse(
    readFileSync(join(packageFolder, 'package.json'), 'utf8'),
  );
  assert.deepEqual([dependencies, scripts], [undefined, undefined]);
});

test('each way in with all weights takes 260 kB at most', options, () => {
  for (const name of ['index.js', 'index.cjs', 'digitpad.min.js']) {
    const size = gzipSync(readFileSync(join(packageFolder, name)), { level: 9 }).length;
    console.log(`${name}: ${size} bytes as gzip packs it`);
    assert.ok(size <= 260_000, `${name}: ${size}`);
  }
});

test('the model beside it is the shipped one', options, () => {
  const shipped = readFileSync(join(root, 'weights/digits.dpm'));
  const beside = readFileSync(join(packageFolder, 'separate/digits.dpm'));
  assert.equal(Buffer.compare(beside, shipped), 0);
});

test('its types name all that it exports', options, async () => {
  const types = readFileSync(join(packageFolder, 'index.d.ts'), 'utf8');
  const named = [...types.matchAll(/^export (?:class|function|const) (\w+)/gm)];
  const exported = await import(pathToFileURL(join(packageFolder, 'index.js')).href);
  assert.deepEqual(named.map(([, name]) => name).sort(), Object.keys(exported).sort());
});

test('publint has nothing to say', options, async () => {
  const { publint } = await importTool('publint');
  const { messages } = await publint({
    pkgDir: packageFolder,
    strict: true,
    pack: false,
  });
  assert.deepEqual(messages, []);
});

test('are the types wrong? No', options, async (t) => {
  if (nodeMajor < 20) return t.skip('SKIPPED: are-the-types-wrong wants node 20');
  const { checkPackage, Package } = await importTool('@arethetypeswrong/core');
  const files = Object.fromEntries(
    packed.files.map((path) => [
      `/node_modules/digitpad/${path}`,
      readFileSync(join(packageFolder, path)),
    ]),
  );
  const { problems, types } = await checkPackage(new Package(files, 'digitpad', version));
  assert.deepEqual(problems, []);
  assert.equal(types.kind, 'included');
});

const KINDS = { 'types.mts': 'nodenext', 'types.cts': 'nodenext', 'types.ts': 'bundler' };
for (const [name, resolution] of Object.entries(KINDS)) {
  test(`${name} compiles against the types, resolved for ${resolution}`, options, () => {
    const compilerOptions = {
      module: resolution === 'bundler' ? 'esnext' : resolution,
      moduleResolution: resolution,
      target: 'es2022',
      lib: ['es2022', 'dom'],
      types: [],
      strict: true,
      noEmit: true,
    };
    const folder = writeApp(name, {
      [name]: readFileSync(join(root, 'tests/npm/types.ts'), 'utf8'),
      'tsconfig.json': JSON.stringify({ compilerOptions }),
    });
    const tsc = join(dirname(tool.resolve('typescript/package.json')), 'bin/tsc');
    try {
      execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    } catch (error) {
      assert.fail(/** @type {{stdout: string}} */ (error).stdout);
    }
  });
}
