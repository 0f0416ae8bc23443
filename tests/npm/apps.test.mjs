// Apps that use the package as it is packed, built by each bundler without any setting for it,
// read a digit: in Chromium, in Node, and where there is neither a window nor WebAssembly.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../web/browser.mjs';
import {
  answerOf,
  appCode,
  importTool,
  install,
  missing,
  openFolder,
  packageFolder,
  pageCode,
  tool,
  wanted,
  wantedInPage,
  writeApp,
} from './apps.mjs';

const options = { skip: missing };

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  if (missing) return;
  install();
  browser = await launchBrowser();
});
after(() => browser?.close());

const HTML = '<!doctype html><script type="module" src="app.js"></script>';
const MAIN = '<!doctype html><script type="module" src="main.js"></script>';

/**
 * How each bundler makes app.js of main.js; Vite makes the whole page.
 * @type {Record<string, (folder: string) => Promise<unknown>>}
 */
const BUNDLERS = {
  async vite(folder) {
    const vite = join(dirname(tool.resolve('vite/package.json')), 'bin/vite.js');
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: folder,
    });
  },
  async webpack(folder) {
    const { default: webpack } = await importTool('webpack');
    const output = { path: join(folder, 'dist'), filename: 'app.js' };
    const compiler = webpack({
      mode: 'production',
      context: folder,
      entry: './main.js',
      output,
      performance: false,
    });
    const stats = await new Promise((resolve, reject) =>
      compiler.run((/** @type {unknown} */ error, /** @type {unknown} */ stats) =>
        error ? reject(error) : resolve(stats),
      ),
    );
    assert.deepEqual(stats.toJson({ all: false, errors: true }).errors, []);
  },
  async esbuild(folder) {
    const { build } = await importTool('esbuild');
    const { errors, warnings } = await build({
      entryPoints: [join(folder, 'main.js')],
      bundle: true,
      minify: true,
      outfile: join(folder, 'dist/app.js'),
    });
    assert.deepEqual([...errors, ...warnings], []);
  },
  async rollup(folder) {
    const { rollup } = await importTool('rollup');
    const { nodeResolve } = await importTool('@rollup/plugin-node-resolve');
    const build = await rollup({
      input: join(folder, 'main.js'),
      plugins: [nodeResolve({ browser: true })],
    });
    await build.write({ file: join(folder, 'dist/app.js'), format: 'es' });
  },
};

for (const [name, build] of Object.entries(BUNDLERS)) {
  test(`${name} builds an app that reads a digit`, options, async () => {
    const folder = writeApp(name, { 'main.js': pageCode(), 'index.html': MAIN });
    await build(folder);
    if (name !== 'vite') writeApp(`${name}/dist`, { 'index.html': HTML });
    assert.equal(await answerOf(browser, join(folder, 'dist')), wantedInPage);
  });
}

for (const name of ['vite', 'webpack']) {
  test(`${name} builds one of separate files as well`, options, async () => {
    const load = `import { Recognizer } from 'digitpad/separate';
      import 'digitpad/separate/element.js';`;
    const files = { 'main.js': pageCode(load), 'index.html': MAIN };
    const folder = writeApp(`${name}-separate`, files);
    await BUNDLERS[name](folder);
    if (name !== 'vite') writeApp(`${name}-separate/dist`, { 'index.html': HTML });
    assert.equal(await answerOf(browser, join(folder, 'dist')), wantedInPage);
  });
}

/** What pages with a script of the package, and its hash in the README, read. */
const SCRIPTS = {
  'digitpad.min.js': {
    code: appCode('const { Recognizer } = digitpad;', 'document.title = text'),
    answer: wanted,
  },
  'digitpad-element.min.js': {
    code: pageCode('const { Recognizer } = digitpad;'),
    answer: wantedInPage,
  },
};
for (const [file, { code, answer }] of Object.entries(SCRIPTS)) {
  test(
    `a script tag for ${file} with the hash of the README reads a digit`,
    options,
    async () => {
      const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8');
      const tag = new RegExp(`src="${file}"\\s+integrity="(sha384-[^"]+)"`).exec(readme);
      assert.ok(tag, 'the README gives the hash');
      const script = readFileSync(join(packageFolder, file), 'utf8');
      const folder = writeApp('script', {
        [file]: script,
        'index.html': `<!doctype html><body><script ${tag[0]}></script><script>${code}</script>`,
      });
      assert.equal(await answerOf(browser, folder), answer);
      writeApp('script', { [file]: `${script} ` });
      await assert.rejects(answerOf(browser, folder), /digitpad is not defined/);
    },
  );
}

const PRINT = 'console.log(text)';
const NODE_APPS = {
  'esm.mjs': `import { Recognizer } from 'digitpad';`,
  'commonjs.cjs': `const { Recognizer } = require('digitpad');`,
  'separate.mjs': `import { Recognizer } from 'digitpad/separate';`,
  'separate.cjs': `const { Recognizer } = require('digitpad/separate');`,
};
for (const [name, load] of Object.entries(NODE_APPS)) {
  test(`node: ${name} reads a digit`, options, () => {
    const folder = writeApp('node', { [name]: appCode(load, PRINT) });
    const output = execFileSync(process.execPath, [join(folder, name)], {
      encoding: 'utf8',
    });
    assert.equal(output, `${wanted}\n`);
  });
}

test(
  'a server may import it: nothing runs, and without WebAssembly load says so',
  options,
  () => {
    const code = `
    const before = Object.keys(globalThis).length;
    delete globalThis.WebAssembly;
    const { Recognizer } = await import('digitpad');
    const { DigitPad } = await import('digitpad/element');
    console.log(typeof DigitPad);
    console.log('globals', Object.keys(globalThis).length - before);
    Recognizer.load().catch(({ message }) => console.log(message));`;
    const folder = writeApp('server', { 'app.mjs': code });
    const output = execFileSync(process.execPath, [join(folder, 'app.mjs')], {
      encoding: 'utf8',
    });
    assert.equal(output, 'function\nglobals 0\nthere is no WebAssembly here\n');
  },
);

const STRICT = "default-src 'none'; script-src 'self'";

/** What a page under a policy says of its drawing. */
async function answerUnder(/** @type {string} */ policy) {
  const headers = { 'Content-Security-Policy': policy };
  const { context, page } = await openFolder(browser, packageFolder, headers);
  const answer = await page.evaluate(async () => {
    const url = '/index.js';
    const { Recognizer } = await import(url);
    const read = async () =>
      (await Recognizer.load()).read([
        [
          [0, 0],
          [0, 9],
        ],
      ]).text;
    return read().catch((/** @type {Error} */ error) => error.message);
  });
  await context.close();
  return answer;
}

test('a policy without WebAssembly is a clear error', options, async () => {
  assert.match(
    await answerUnder(STRICT),
    /Content-Security-Policy .* 'wasm-unsafe-eval'/,
  );
});

test('one with it, and with Trusted Types, will do', options, async () => {
  const types = "require-trusted-types-for 'script'; trusted-types 'none'";
  assert.equal(await answerUnder(`${STRICT} 'wasm-unsafe-eval'; ${types}`), '1');
});
