// The headless modules, in node and in Chromium: the core's own tests, which kernel is taken, and
// the answers, which must be those of the native program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { authored } from '../cli/program.mjs';
import { launchBrowser, parseDrawings } from '../web/browser.mjs';
import { moduleBytes, nodeFlags, root, runTests, variants } from './headless.mjs';
import { makeRecognizer } from './recognizer.mjs';
import { loadCore } from '../../www/loader.js';

const haveRelaxed = existsSync(join(root, 'build/wasm_relaxed/recognizer.wasm'));
const model = readFileSync(join(root, 'weights/digits.dpm'));

/** What run.mjs prints. */
function run(/** @type {string[]} */ ...args) {
  return execFileSync(process.execPath, args, { encoding: 'utf8', cwd: root }).trimEnd();
}
const program = 'tests/headless/run.mjs';

/** Why a variant cannot be tested, if it cannot. */
function missing(/** @type {string} */ variant, needsNode = true) {
  if (variant !== 'wasm_relaxed') return undefined;
  if (!haveRelaxed) {
    return 'SKIPPED: there is no module for relaxed SIMD, as without clang 19';
  }
  if (needsNode && Number(process.versions.node.split('.')[0]) < 20) {
    return `SKIPPED: node ${process.versions.node} has no relaxed SIMD as it became`;
  }
  return undefined;
}

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
  assert.equal(load([]), 'wasm_simd128', 'without the flag the module is not valid');
  if (process.versions.node.startsWith('20.')) {
    // Its Liftoff takes relaxed SIMD and errs, which the known answer must show.
    const erring = ['--experimental-wasm-relaxed-simd', '--liftoff-only'];
    assert.equal(load(erring), 'wasm_simd128');
  }
  assert.equal(load(nodeFlags, 'wasm_simd128'), 'wasm_simd128');
  assert.equal(load(nodeFlags, 'portable'), 'portable');
  assert.match(load([], 'wasm_relaxed'), /"wasm_relaxed" cannot run here/);
  assert.match(load(nodeFlags, 'avx2'), /"avx2" cannot run here/);
});

test('a model that is none and ink that is none are refused with the reason', async () => {
  const { core } = await loadCore({ wasm_simd128: moduleBytes('wasm_simd128') });
  assert.throws(() => makeRecognizer(core, model.subarray(0, 1000)), /.+/);
  assert.throws(() => makeRecognizer(core, model, 'avx2'), /avx2/);
  const recognizer = makeRecognizer(core, model);
  assert.throws(() => recognizer.read([[[Number.NaN, 0]]]), /.+/);
  assert.match(recognizer.read([]), /"text":""/);
});

test('drawings give the very answers of the native program, with every kernel', async () => {
  const drawings = parseDrawings(readFileSync(authored, 'utf8'));
  const native = execFileSync(
    join(root, 'build/native/digitpad'),
    ['read', '--json', '--single', authored],
    { encoding: 'utf8' },
  );
  const expected = native.trimEnd().split('\n');
  const { core } = await loadCore({ wasm_simd128: moduleBytes('wasm_simd128') });
  for (const kernel of ['portable', 'wasm_simd128']) {
    const recognizer = makeRecognizer(core, model, kernel);
    drawings.forEach(({ strokes }, i) => {
      assert.equal(recognizer.read(strokes), expected[i], `${kernel}, drawing ${i}`);
    });
  }
});
