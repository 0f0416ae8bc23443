// Where a browser, or the site that the page is on, forbids what it uses: it does without, or says
// plainly and in the reader's language why it cannot start.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launchBrowser, pageFile, root } from './browser.mjs';
import { launchFirefox } from './firefox.mjs';
import { answerIn, frameOf, testFrames } from './frames.mjs';

/** @type {Record<string, Record<string, string>>} */
const strings = JSON.parse(readFileSync(join(root, 'www/strings.json'), 'utf8'));
const page = pathToFileURL(pageFile).href;

/** What a page says that cannot start, in English. @param {string} key */
const failure = (key) => `${strings.en.failure} ${strings.en[key]}`;

testFrames(({ promise }) => {
  promise('where nothing may be stored all works, until it is left', async (framed) => {
    const { tab, visit } = framed;
    // As large as the page wants to be, so that nothing of it is scrolled.
    const size = 'style="width: 680px; height: 580px"';
    const frame = frameOf(`sandbox="allow-scripts" ${size} src="digitpad.html?lang=en"`);
    await visit(frame, false);
    const isForbidden = await tab.inFrame(() => {
      try {
        return !localStorage;
      } catch {
        return true;
      }
    });
    assert.ok(isForbidden);
    await tab.writeInFrame('5');
    for (const end = Date.now() + 15_000; (await answerIn(tab)) !== '5'; ) {
      assert.ok(Date.now() < end, 'no answer');
    }
    const look = () =>
      tab.inFrame(() => {
        const { lang, dataset } = document.documentElement;
        return [lang, dataset.theme, document.querySelector('#live')?.ariaChecked];
      });
    assert.deepEqual(await look(), ['en', 'light', 'true']);
    await tab.inFrame(() => {
      /** @type {HTMLElement} */ (document.querySelector('#live')).click();
      for (const [id, value] of Object.entries({ theme: 'dark', language: 'de' })) {
        const select = /** @type {HTMLSelectElement} */ (document.getElementById(id));
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
    assert.deepEqual(await look(), ['de', 'dark', 'false']);
    assert.equal(await answerIn(tab), '5');
    await visit(frame, false);
    assert.deepEqual(await look(), ['en', 'light', 'true']);
    assert.deepEqual(tab.log, []);
  });

  promise('where the site forbids WebAssembly, it is said', async ({ tab, visit }) => {
    for (const [lang, texts] of Object.entries(strings)) {
      await visit(frameOf(`src="strict.html?lang=${lang}"`), false);
      const seen = await tab.inFrame(() => {
        const failure = document.querySelector('#failure');
        return { text: failure?.textContent, isSeen: failure?.checkVisibility() };
      });
      const text = `${texts.failure} ${texts.wasmForbidden}`;
      assert.deepEqual(seen, { text, isSeen: true }, lang);
    }
    // Firefox tells of its policies itself.
    const errors = tab.log.filter(
      (line) => line.startsWith('error') && !line.includes('Content-Security-Policy: '),
    );
    assert.deepEqual(errors, []);
  });
});

const withoutWasm = {
  chromium: () => launchBrowser('--js-flags=--jitless'),
  firefox: () => launchFirefox({ prefs: { 'javascript.options.wasm': false } }),
};

test('webkit: WebAssembly turned off', { skip: 'SKIPPED: it has no switch for that' });

for (const [name, launch] of Object.entries(withoutWasm)) {
  test(`where WebAssembly is turned off, it is said, ${name}`, async () => {
    const browser = await launch();
    const opened = /** @type {import('playwright-core').Page} */ (
      await browser.newPage()
    );
    await opened.goto(`${page}?lang=en`);
    await opened.waitForFunction(() => document.querySelector('#failure')?.textContent);
    assert.equal(
      await opened.evaluate(() => document.querySelector('#failure')?.textContent),
      failure('noWebAssembly'),
    );
    await browser.close();
  });
}

/** What no switch of Chromium's takes away. @type {Record<string, () => void>} */
const LACKS = {
  wasmTooOld: () => {
    const { CompileError } = WebAssembly;
    const refuse = () => Promise.reject(new CompileError('simd'));
    Object.assign(WebAssembly, { instantiate: refuse });
    WebAssembly.validate = () => false;
  },
  noDrawing: () => {
    HTMLCanvasElement.prototype.getContext = () => null;
  },
  noMemory: () => {
    WebAssembly.Memory.prototype.grow = () => {
      throw new RangeError('full');
    };
  },
};

test('what else keeps it from starting is said', async (t) => {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  for (const [key, take] of Object.entries(LACKS)) {
    await t.test(key, async () => {
      const opened = await browser.newPage();
      /** @type {string[]} */
      const errors = [];
      opened.on('pageerror', ({ message }) => errors.push(message));
      await opened.addInitScript(take);
      await opened.goto(`${page}?lang=en`);
      await opened.locator('#failure').waitFor();
      assert.equal(await opened.locator('#failure').textContent(), failure(key));
      assert.deepEqual(errors, []);
    });
  }
});
