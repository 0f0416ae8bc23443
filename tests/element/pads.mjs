// What the tests of <digit-pad> share: a bundle of it, as a site would make one, pages that hold
// it, and a hand that writes into it, in Chromium and in Firefox.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { padStrings } from '../../www/pad_strings.mjs';
import { writeNumber } from '../data/written.mjs';
import { moduleBytes, missing } from '../headless/headless.mjs';
import { launchBrowser, root } from '../web/browser.mjs';
import { launchFirefox } from '../web/firefox.mjs';
import { BROWSERS, Tab } from '../web/tabs.mjs';

export { BROWSERS };

/** The recogniser's files as text. They join the bundle last: to parse them takes long. */
function texts() {
  const wasm_simd128 = moduleBytes('wasm_simd128');
  const wasm_relaxed = missing('wasm_relaxed', false)
    ? Buffer.of()
    : moduleBytes('wasm_relaxed');
  const model = readFileSync(join(root, 'weights/digits.dpm'));
  const files = Object.entries({ wasm_simd128, wasm_relaxed, model });
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

/**
 * A classic script that defines <digit-pad>; what it exports is the global `name`.
 * @param {string} name
 */
export async function bundlePad(name = 'digitpad') {
  const entry = '\0entry';
  const www = join(root, 'www');
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

/** @typedef {{ body: string, type?: string, headers?: Record<string, string> }} Served */

/**
 * Serves files from memory on this machine.
 * @param {Record<string, string | Served>} files by their paths; a string is a page
 */
export async function serve(files) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = files[path];
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

/** A whole page around some HTML, with the bundle at /pad.js. */
export const pageOf = (/** @type {string} */ body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A form</title>${head}
   <script src="/pad.js"></script></head><body>${body}</body></html>`;

/** The strokes of a number in the middle of an area. */
export function writtenIn(
  /** @type {string} */ number,
  /** @type {{ width: number, height: number }} */ { width, height },
) {
  const { width: wide } = writeNumber(number, { height: 1 });
  const size = Math.min(height * 0.6, (width * 0.85) / wide);
  return writeNumber(number, {
    x: (width - wide * size) / 2,
    y: (height - size) / 2,
    height: size,
  }).strokes;
}

export class PadTab extends Tab {
  /** Where the surface of a pad is, in the viewport. @param {string} pad a selector */
  surfaceOf(pad) {
    return this.evaluate((pad) => {
      const host = /** @type {HTMLElement} */ (document.querySelector(pad));
      const surface = host.shadowRoot?.querySelector('.surface');
      surface?.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = /** @type {Element} */ (
        surface
      ).getBoundingClientRect();
      return { x, y, width, height };
    }, pad);
  }

  /**
   * Writes a number with the mouse into a pad.
   * @param {string} number
   * @param {string} [pad] a selector
   */
  async write(number, pad = 'digit-pad') {
    const area = await this.surfaceOf(pad);
    await this.drawAt(area, writtenIn(number, area));
  }

  /**
   * @param {{ x: number, y: number }} area
   * @param {number[][][]} strokes
   */
  async drawAt({ x, y }, strokes) {
    const { mouse } = this.page;
    for (const [first, ...rest] of strokes) {
      await mouse.move(x + first[0], y + first[1]);
      await mouse.down();
      // A hand gives fewer points than the drawings have.
      const points = rest.filter((_, i) => i % 2 === 1 || i === rest.length - 1);
      for (const point of points) await mouse.move(x + point[0], y + point[1]);
      await mouse.up();
    }
  }

  /** Until a pad has this value. */
  holds(/** @type {string} */ value, pad = 'digit-pad') {
    return this.until(
      ({ value, pad }) =>
        /** @type {any} */ (document.querySelector(pad)).value === value,
      { value, pad },
    );
  }

  /** Until the tab shows this path, by whatever way. */
  async arrives(/** @type {string} */ path) {
    for (let i = 0; i < 500; ++i) {
      // What is asked of a page that goes at that moment is no answer.
      const isThere = await this.evaluate(
        (path) => location.pathname === path && document.readyState === 'complete',
        path,
      ).catch(() => false);
      if (isThere) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the tab is not at ${path}`);
  }

  /** @param {string} url */
  async go(url) {
    await this.page.goto(url);
    await this.evaluate(async () => {
      await customElements.whenDefined('digit-pad');
      const pads = /** @type {any[]} */ ([...document.querySelectorAll('digit-pad')]);
      await Promise.all(pads.map((pad) => pad.ready.catch(() => {})));
    });
  }
}

/** @param {typeof BROWSERS[number]} name */
export async function launchPads(name) {
  const chromium = name === 'chromium' ? await launchBrowser() : null;
  const firefox = chromium ? null : await launchFirefox();
  return {
    /** @param {{ width?: number, height?: number, dark?: boolean, touch?: boolean }} [options] */
    async open({ width = 800, height = 700, dark = false, touch = false } = {}) {
      const viewport = { width, height };
      /** @type {string[]} */
      const log = [];
      const page = chromium
        ? await chromium.newPage({
            viewport,
            colorScheme: dark ? 'dark' : 'light',
            hasTouch: touch,
          })
        : /** @type {any} */ (await firefox?.newPage());
      if (!chromium) await page.setViewport(viewport);
      page.on('console', (/** @type {any} */ message) =>
        log.push(`console ${message.type()}: ${message.text()}`),
      );
      page.on('pageerror', (/** @type {any} */ error) => log.push(`error ${error}`));
      return new PadTab(page, log);
    },
    close: async () => {
      await chromium?.close();
      await firefox?.close();
    },
  };
}
