// A site with <digit-pad>: a bundle of it, as a site would make one, and a server of pages.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { padStrings } from '../../www/pad_strings.mjs';
import { missing, moduleBytes } from '../headless/headless.mjs';
import { root } from '../web/browser.mjs';

const www = join(root, 'www');
const model = join(root, 'weights/digits.dpm');
const bundles = join(root, 'build/element_tests');

/** The recogniser's files as text. They join the bundle last: to parse them takes long. */
function texts() {
  const wasm_simd128 = moduleBytes('wasm_simd128');
  const wasm_relaxed = missing('wasm_relaxed', false)
    ? Buffer.of()
    : moduleBytes('wasm_relaxed');
  const files = Object.entries({
    wasm_simd128,
    wasm_relaxed,
    model: readFileSync(model),
  });
  return Object.fromEntries(files.map(([name, b]) => [name, b.toString('base64')]));
}

/** @type {import('rollup').Plugin} */
const coreBytes = {
  name: 'core-bytes',
  load: (id) =>
    id.endsWith('/core_bytes.js')
      ? `const of = ([name, text]) => [name, Uint8Array.from(atob(text), (c) => c.charCodeAt(0))];
         export const coreBytes = async () =>
           Object.fromEntries(Object.entries(TEXTS_OF_FILES).map(of));`
      : null,
};

/** @param {string} name of the global that holds what it exports */
async function makeBundle(name) {
  const entry = '\0entry';
  const build = await rollup({
    input: entry,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? `export { DigitPad } from '${www}/define.js';
               export { sharedCore, Recognizer } from '${www}/recognizer.js';`
            : null,
      },
      padStrings,
      coreBytes,
    ],
  });
  const { output } = await build.generate({ format: 'iife', name });
  return output[0].code.replace('TEXTS_OF_FILES', JSON.stringify(texts()));
}

/** When the last of a bundle's sources changed; folders tell of files that went. */
function lastChange() {
  const modules = ['wasm_simd128', 'wasm_relaxed'].map((each) =>
    join(root, 'build', each, 'recognizer.wasm'),
  );
  const sources = readdirSync(www).map((name) => join(www, name));
  const files = [fileURLToPath(import.meta.url), model, www, ...modules, ...sources];
  return Math.max(...files.filter(existsSync).map((file) => statSync(file).mtimeMs));
}

/** @param {string} name */
async function freshBundle(name) {
  const file = join(bundles, `${name}.js`);
  if (existsSync(file) && statSync(file).mtimeMs > lastChange()) {
    return readFileSync(file, 'utf8');
  }
  const code = await makeBundle(name);
  mkdirSync(dirname(file), { recursive: true });
  // Whole at once: tests in other processes may read it.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, code);
  renameSync(own, file);
  return code;
}

/** @type {Map<string, Promise<string>>} */
const made = new Map();

/**
 * A classic script that defines <digit-pad>; what it exports is the global `name`. Made once for
 * all files of tests.
 * @param {string} name
 */
export function bundlePad(name = 'digitpad') {
  const bundle = made.get(name) ?? freshBundle(name);
  made.set(name, bundle);
  return bundle;
}

/** @typedef {{ body: string, type?: string, headers?: Record<string, string> }} Served */

/**
 * What is at a path; the bundle and the icon that browsers ask for are there without being named.
 * @param {Record<string, string | Served>} pages
 * @param {string} path
 * @returns {Promise<string | Served | undefined>}
 */
async function fileAt(pages, path) {
  if (path in pages) return pages[path];
  if (path === '/pad.js') return { body: await bundlePad(), type: 'text/javascript' };
  return path === '/favicon.ico' ? '' : undefined;
}

/**
 * Serves files from memory on this machine, with the bundle at /pad.js.
 * @param {Record<string, string | Served>} pages by their paths; a string is a page; more may
 *   join them later
 */
export async function serve(pages) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = await fileAt(pages, path);
    if (file === undefined) {
      response.writeHead(404);
      response.end();
      return;
    }
    const {
      body,
      type = 'text/html',
      headers,
    } = typeof file === 'string' ? { body: file, headers: {} } : file;
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, ...headers });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(0)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections?.();
      server.close();
    },
  };
}

/** A whole page around some HTML. */
export const pageOf = (/** @type {string} */ body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A form</title>${head}
   <script src="/pad.js"></script></head><body>${body}</body></html>`;
