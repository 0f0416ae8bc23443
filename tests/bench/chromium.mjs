// Times in Chromium: a server for what the pages load, a page of its own for each contestant, and
// what a start costs. Pages are cross-origin isolated, for the finest clock that there is.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { authored } from '../cli/program.mjs';
import { root } from '../headless/headless.mjs';
import { launchBrowser, parseDrawings } from '../web/browser.mjs';

/** @typedef {import('./page_side.mjs').Times} Times */

const TYPES = /** @type {Record<string, string>} */ ({
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.html': 'text/html',
});
export const peersFolder = join(root, 'build/peers/node_modules');
export const peerModels = join(root, '../shared/peers');

const BLANK = '<!doctype html><html data-ready="true"><title>blank</title></html>';
const EMPTY = `<!doctype html><title>bench</title><script type="importmap">
{"imports": {"@litertjs/wasm-utils": "/peers/@litertjs/wasm-utils/dist/index.js"}}</script>`;
// The least page that shows one prediction of TensorFlow.js' WebAssembly backend.
const TFJS = `<!doctype html><title>tfjs</title>
<script src="/peers/@tensorflow/tfjs-core/dist/tf-core.min.js"></script>
<script src="/peers/@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.min.js"></script>
<script src="/peers/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js"></script>
<script type="module">
import { tfNetwork } from '/tests/bench/page_side.mjs';
tf.wasm.setWasmPaths('/peers/@tensorflow/tfjs-backend-wasm/dist/');
await tf.setBackend('wasm');
await tf.ready();
tfNetwork(tf, 'C')(tf.zeros([1, 28, 28, 1])).dataSync();
document.documentElement.dataset.ready = 'true';
</script>`;
const PAGES = /** @type {Record<string, string>} */ ({
  '/': EMPTY,
  '/blank': BLANK,
  '/tfjs': TFJS,
});

/** @returns {Promise<{url: string, close: () => void}>} */
async function serve() {
  const folders = { '/peers/': peersFolder, '/models/': peerModels, '/': root };
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(request.url ?? '/').split('?')[0]);
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    if (path in PAGES) {
      response.setHeader('Content-Type', 'text/html');
      response.end(PAGES[path]);
      return;
    }
    const [prefix, folder] = Object.entries(folders).filter(([p]) =>
      path.startsWith(p),
    )[0];
    const file = join(folder, path.slice(prefix.length));
    if (!existsSync(file)) {
      response.statusCode = 404;
      response.end();
      return;
    }
    response.setHeader(
      'Content-Type',
      TYPES[extname(file)] ?? 'application/octet-stream',
    );
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** What runs in the page, by contestant. */
const IN_PAGE = {
  ours: async (/** @type {string[]} */ [variant, cases]) => {
    const { ourTimes } = await import(`${location.origin}/tests/bench/page_side.mjs`);
    const answer = await fetch(`/build/${variant}/bench.wasm`);
    return ourTimes(await answer.arrayBuffer(), cases);
  },
  answers: async (/** @type {[string, number[][][][]]} */ [kernel, drawings]) => {
    const { answerTimes } = await import(`${location.origin}/tests/bench/page_side.mjs`);
    const bytes = async (/** @type {string} */ path) =>
      new Uint8Array(await (await fetch(path)).arrayBuffer());
    const modules = {
      wasm_simd128: await bytes('/build/wasm_simd128/recognizer.wasm'),
      wasm_relaxed: await bytes('/build/wasm_relaxed/recognizer.wasm'),
    };
    return answerTimes(modules, await bytes('/weights/digits.dpm'), drawings, kernel);
  },
  litert: async (/** @type {string} */ build) => {
    const { liteRtTimes } = await import(`${location.origin}/tests/bench/page_side.mjs`);
    const litert = await import(`${location.origin}/peers/@litertjs/core/dist/index.js`);
    const input = new Float32Array(
      await (await fetch('/models/input.bin')).arrayBuffer(),
    );
    return liteRtTimes(litert, `/peers/@litertjs/core/wasm/${build}`, '/models', input);
  },
  onnx: async (/** @type {string} */ precision) => {
    const { onnxTimes } = await import(`${location.origin}/tests/bench/page_side.mjs`);
    const folder = `${location.origin}/peers/onnxruntime-web/dist/`;
    const ort = await import(`${folder}ort.wasm.bundle.min.mjs`);
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = folder;
    const input = new Float32Array(
      await (await fetch('/models/input.bin')).arrayBuffer(),
    );
    const load = async (/** @type {string} */ net) => `/models/${net}_${precision}.onnx`;
    return onnxTimes(ort, load, input, { executionProviders: ['wasm'] });
  },
  tfjs: async () => {
    const { tfTimes } = await import(`${location.origin}/tests/bench/page_side.mjs`);
    const { tf } = /** @type {any} */ (globalThis);
    const input = new Float32Array(
      await (await fetch('/models/input.bin')).arrayBuffer(),
    );
    return tfTimes(tf, input);
  },
};

/** Chromium and the server, until close(). */
export async function openChromium() {
  const server = await serve();
  const browser = await launchBrowser();

  /**
   * @param {keyof typeof IN_PAGE} which
   * @param {any} argument
   * @returns {Promise<Times>}
   */
  async function measure(which, argument, path = '/') {
    const page = await browser.newPage();
    await page.goto(server.url + path);
    await page.waitForFunction(
      (path) => path === '/' || document.documentElement.dataset.ready === 'true',
      path,
    );
    const times = await page.evaluate(/** @type {any} */ (IN_PAGE[which]), argument);
    await page.close();
    return /** @type {Times} */ (times);
  }
  const drawings = parseDrawings(readFileSync(authored, 'utf8')).map((d) => d.strokes);

  return {
    version: browser.version(),
    ours: (/** @type {string} */ variant, /** @type {string} */ cases) =>
      measure('ours', [variant, cases]),
    answers: (/** @type {string} */ kernel) => measure('answers', [kernel, drawings]),
    litert: (/** @type {string} */ build) => measure('litert', build),
    onnx: (/** @type {string} */ precision) => measure('onnx', precision),
    tfjs: () => measure('tfjs', undefined, '/tfjs'),
    start: (/** @type {string} */ path) => measureStart(server.url + path),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/**
 * Navigation to ready, and the most memory that the page's process had, in a browser of its own.
 * @returns {Promise<{ms: number, megabytes: number, bytes: number}>} bytes: of all answers' bodies
 */
async function measureStart(/** @type {string} */ url) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const sizes = /** @type {Promise<number>[]} */ ([]);
    page.on('response', (response) => {
      sizes.push(
        response.body().then(
          (body) => body.length,
          () => 0,
        ),
      );
    });
    await page.addInitScript(() => {
      const check = () => {
        const root = document.documentElement;
        if (root?.dataset.ready !== 'true' || root.dataset.readyAt) return;
        root.dataset.readyAt = String(performance.now());
      };
      const options = { attributes: true, childList: true, subtree: true };
      new MutationObserver(check).observe(document, options);
    });
    await page.goto(url);
    const handle = await page.waitForFunction(
      () => document.documentElement.dataset.readyAt,
    );
    const ms = Number(await handle.jsonValue());
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const peaks = processInfo
      .filter(({ type }) => type === 'renderer')
      .map(({ id }) => {
        const status = readFileSync(`/proc/${id}/status`, 'utf8');
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
      });
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    return { ms, megabytes: Math.max(...peaks), bytes };
  } finally {
    await browser.close();
  }
}
