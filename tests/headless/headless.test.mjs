// The headless modules, in node and in Chromium: the core's own tests, which kernel is taken, and
// the answers, which must be those of the native program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { authored } from '../cli/program.mjs';
import { written } from '../data/written.mjs';
import { launchBrowser, parseDrawings } from '../web/browser.mjs';
import {
  missing,
  moduleBytes,
  nodeFlags,
  root,
  runTests,
  variants,
} from './headless.mjs';
import { CoreReader } from '../../www/core_reader.js';
import { loadCore } from '../../www/loader.js';

const model = readFileSync(join(root, 'weights/digits.dpm'));

/** What run.mjs prints. */
function run(/** @type {string[]} */ ...args) {
  return execFileSync(process.execPath, args, { encoding: 'utf8', cwd: root }).trimEnd();
}
const program = 'tests/headless/run.mjs';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());

for (const variant of variants) {
  test(`${variant}: the core's tests in node`, (t) => {
    const why = missing(variant);
    if (why) return t.skip(why);
    const output = run(...nodeFlags, program, variant, 'tests');
    assert.match(output, /\[ {2}PASSED {2}\] \d\d+ tests\.$/);
    console.log(`${variant}, node: ${output.split('\n').at(-1)}`);
  });

  test(`${variant}: the core's tests in Chromium`, async (t) => {
    const why = missing(variant, false);
    if (why) return t.skip(why);
    const page = await browser.newPage();
    const { status, output } = await page.evaluate(
      async ([runTests, bytes]) => {
        const run = new Function(`return ${runTests}`)();
        return run(Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)));
      },
      [runTests.toString(), moduleBytes(variant, 'core_test').toString('base64')],
    );
    await page.close();
    assert.equal(status, 0, output);
    assert.match(output, /\[ {2}PASSED {2}\] \d\d+ tests\.\n$/);
  });
}

test('the fastest kernel that computes rightly is taken', (t) => {
  const why = missing('wasm_relaxed');
  if (why) return t.skip(why);
  const load = (/** @type {string[]} */ flags, kernel = '') =>
    run(...flags, program, 'both', 'load', ...(kernel ? [kernel] : []));
  assert.equal(load(nodeFlags), 'wasm_relaxed');
  if (process.versions.node.startsWith('20.')) {
    assert.equal(load([]), 'wasm_simd128', 'without the flag the module is not valid');
    assert.match(load([], 'wasm_relaxed'), /"wasm_relaxed" cannot run here/);
    // Its Liftoff takes relaxed SIMD and errs, which the known answer must show.
    const erring = ['--experimental-wasm-relaxed-simd', '--liftoff-only'];
    assert.equal(load(erring), 'wasm_simd128');
  }
  assert.equal(load(nodeFlags, 'wasm_simd128'), 'wasm_simd128');
  assert.equal(load(nodeFlags, 'portable'), 'portable');
  assert.match(load(nodeFlags, 'avx2'), /"avx2" cannot run here/);
});

test('a module that traps is passed over', async () => {
  // (module (func (export "_initialize") unreachable)), which is valid.
  const trap = Uint8Array.of(
    ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 15, 1, 11],
    ...new TextEncoder().encode('_initialize'),
    ...[0, 0, 10, 5, 1, 3, 0, 0, 11],
  );
  assert.ok(WebAssembly.validate(trap));
  const modules = { wasm_relaxed: trap, wasm_simd128: moduleBytes('wasm_simd128') };
  assert.equal((await loadCore(modules)).kernel, 'wasm_simd128');
});

test('a model that is none and ink that is none are refused with the reason', async () => {
  const { core } = await loadCore({ wasm_simd128: moduleBytes('wasm_simd128') });
  assert.throws(() => new CoreReader(core, model.subarray(0, 1000)), /.+/);
  assert.throws(() => new CoreReader(core, model, 'avx2'), /avx2/);
  const recognizer = new CoreReader(core, model);
  assert.throws(() => recognizer.read([[[Number.NaN, 0]]]), /.+/);
  assert.match(recognizer.read([]), /"text":""/);
});

const drawings = parseDrawings(readFileSync(authored, 'utf8')).map((d) => d.strokes);

/** What the native program answers to them. */
function nativeAnswers() {
  const program = join(root, 'build/native/digitpad');
  const args = ['read', '--json', '--single', authored];
  return execFileSync(program, args, { encoding: 'utf8' }).trimEnd().split('\n');
}

for (const kernel of ['portable', ...variants]) {
  test(`${kernel}: drawings give the very answers of the native program in node`, (t) => {
    const variant = kernel === 'portable' ? 'wasm_simd128' : kernel;
    const why = missing(variant);
    if (why) return t.skip(why);
    const answers = run(...nodeFlags, program, variant, 'drawings', authored, kernel);
    assert.deepEqual(answers.split('\n'), nativeAnswers());
  });
}

test('so they do in Chromium, with the fastest kernel', async (t) => {
  const why = missing('wasm_simd128', false);
  if (why) return t.skip(why);
  const relaxed = missing('wasm_relaxed', false) === undefined;
  const source = (/** @type {string} */ path) =>
    `data:text/javascript,${encodeURIComponent(readFileSync(join(root, path), 'utf8'))}`;
  const page = await browser.newPage();
  const { kernel, answers } = await page.evaluate(
    async ([loader, reader, simd128, relaxed, model, drawings]) => {
      const bytes = (/** @type {string} */ base64) =>
        Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const { loadCore } = await import(loader);
      const { CoreReader } = await import(reader);
      const { core, kernel } = await loadCore({
        wasm_simd128: bytes(simd128),
        wasm_relaxed: relaxed === '' ? undefined : bytes(relaxed),
      });
      const r = new CoreReader(core, bytes(model), kernel);
      const answers = JSON.parse(drawings).map((/** @type {number[][][]} */ strokes) =>
        r.read(strokes, { mode: 'single' }),
      );
      return { kernel, answers };
    },
    [
      source('www/loader.js'),
      source('www/core_reader.js'),
      moduleBytes('wasm_simd128').toString('base64'),
      relaxed ? moduleBytes('wasm_relaxed').toString('base64') : '',
      model.toString('base64'),
      JSON.stringify(drawings),
    ],
  );
  await page.close();
  assert.equal(kernel, relaxed ? 'wasm_relaxed' : 'wasm_simd128');
  assert.deepEqual(answers, nativeAnswers());
});

const numbers = ['42', '100200', '7531', '90807'].map((text) => written(text));

/** What the native program answers to numbers, with these options. */
function nativeNumbers(/** @type {string[]} */ ...args) {
  const program = join(root, 'build/native/digitpad');
  const input = numbers.map((drawing) => JSON.stringify(drawing)).join('\n');
  const lines = execFileSync(program, ['read', '--json', ...args, '-'], {
    encoding: 'utf8',
    input,
  });
  return lines.trimEnd().split('\n');
}

test('numbers, rules and boxes give the very answers of the native program', async (t) => {
  const why = missing('wasm_simd128');
  if (why) return t.skip(why);
  const { core } = await loadCore({ wasm_simd128: moduleBytes('wasm_simd128') });
  const recognizer = new CoreReader(core, model);
  /** @typedef {Parameters<typeof recognizer.read>[1]} Options */
  const answers = (/** @type {(drawing: typeof numbers[0]) => Options} */ options) =>
    numbers.map((drawing) => recognizer.read(drawing.strokes, options(drawing)));
  assert.deepEqual(
    answers(() => ({ mode: 'number' })),
    nativeNumbers(),
  );
  const rules = { max: '8000', length: '2-4' };
  assert.deepEqual(
    answers(() => ({ mode: 'number', rules })),
    nativeNumbers('--max', '8000', '--length', '2-4'),
  );
  assert.deepEqual(
    answers(() => ({ mode: 'number', rules: { decimal: '' } })),
    nativeNumbers('--decimal'),
  );
  const cells = ({ width, height } = numbers[0]) => [
    [0, 0, width / 2, height],
    [width / 2, 0, width / 2, height],
  ];
  assert.deepEqual(
    answers((drawing) => ({ mode: 'boxes', cells: cells(drawing) })),
    nativeNumbers('--boxes', '2'),
  );
  assert.throws(() => recognizer.read([], { rules: { max: 'x' } }), /max: "x"/);
  assert.throws(() => recognizer.read([[[1, 1]]], { mode: 'boxes' }), /boxes/);
});
