// <digit-pad> in pages that make it hard: it works all the same, or says clearly what cannot be.
import assert from 'node:assert/strict';
import { bundlePad, pageOf } from './pad_site.mjs';
import { testPads, writtenIn } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const PAD = '<digit-pad id="pad" name="amount"></digit-pad>';

const RESET = `<style>
  *, *::before, *::after { all: unset !important; }
  html { font-size: 62.5% !important; line-height: 5 !important; }
  body { color: transparent !important; text-transform: uppercase !important;
    letter-spacing: 2em !important; user-select: none !important; }
  input, button, canvas, div, svg { display: none !important; }
  digit-pad { display: block !important; }
</style>`;

// As libraries of old and of today do it.
const PATCHES = `<script>
  Object.prototype.extra = () => 'extra';
  Array.prototype.also = () => 'also';
  Array.prototype.toJSON = String.prototype.toJSON = () => 'json';
  Array.from = () => [];
  for (const [on, name] of [[EventTarget.prototype, 'addEventListener'],
    [window, 'requestAnimationFrame'], [window, 'setTimeout'],
    [Element.prototype, 'attachShadow'], [document, 'createElement']]) {
    const own = on[name];
    on[name] = function (...args) { return own.apply(this, args); };
  }
</script>`;

const STRICT =
  "default-src 'none'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

async function pages() {
  const code = await bundlePad();
  const inline = code.replace(/<\/(script)/gi, '<\\/$1');
  const framed = `<!doctype html><title>Framed</title>${PAD}<script>${inline}
    document.querySelector('digit-pad').addEventListener('change', (event) =>
      parent.postMessage(event.target.value, '*'));
    digitpad.sharedCore().then(() => parent.postMessage('ready', '*'));</script>`;
  const escaped = framed.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  const secure = (/** @type {string} */ policy) => ({
    body: pageOf(`<form>${PAD}</form>`),
    headers: { 'Content-Security-Policy': policy },
  });
  return {
    '/reset': pageOf(PAD, RESET),
    '/patched': pageOf(PAD, PATCHES),
    '/rtl': pageOf(PAD).replace('lang="en"', 'lang="ar" dir="rtl"'),
    '/sandbox': pageOf(
      `<iframe title="Pad" sandbox="allow-scripts" width="400" height="400"
        style="border:0" srcdoc="${escaped}"></iframe>`,
      `<script>heard = []; onmessage = ({ data, origin }) => heard.push(data + ' ' + origin);
       </script>`,
    ),
    '/csp': secure(`${STRICT}; script-src 'self' 'wasm-unsafe-eval'`),
    '/csp-without': secure(`${STRICT}; script-src 'self'`),
    '/keys': pageOf(
      `${PAD}<input id="own" aria-label="Own"><div style="height:3000px"></div>`,
    ),
  };
}

/** The size of something within the pad, as the page's layout has it. */
const sizeOf = (/** @type {PadTab} */ tab, /** @type {string} */ selector) =>
  tab.evaluate((selector) => {
    const root = document.querySelector('digit-pad')?.shadowRoot;
    const box = root?.querySelector(selector)?.getBoundingClientRect();
    return { width: box?.width ?? 0, height: box?.height ?? 0 };
  }, selector);

testPads(pages, (promise) => {
  promise('a reset of every style leaves it as it is', '/reset', async (tab) => {
    const input = await sizeOf(tab, '.input');
    assert.ok(input.height >= 44 && input.width > 150, JSON.stringify(input));
    assert.ok((await sizeOf(tab, '.surface')).height >= 150);
    const style = await tab.evaluate(() => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      const hint = /** @type {Element} */ (root?.querySelector('.hint'));
      const { letterSpacing, textTransform, color, fontSize } = getComputedStyle(hint);
      return { letterSpacing, textTransform, color, fontSize };
    });
    assert.equal(style.textTransform, 'none');
    assert.equal(style.letterSpacing, 'normal');
    assert.notEqual(style.color, 'rgba(0, 0, 0, 0)');
    assert.equal(style.fontSize, '16px');
    await tab.write('42');
    await tab.holds('42');
  });

  promise('patched prototypes do not stop it', '/patched', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    const kept = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.undo();
      pad.formStateRestoreCallback('~42\n1,2,0 3,4,5', 'restore');
      return pad.strokes.length === 1 && pad.toSVG().includes('<path');
    });
    assert.equal(kept, true);
  });

  promise('from right to left, numbers stay numbers', '/rtl', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    const seen = await tab.evaluate(() => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      const input = /** @type {Element} */ (root?.querySelector('.input'));
      const { direction, textAlign } = getComputedStyle(input);
      const [undo, clear] = ['.undo', '.clear'].map(
        (each) => root?.querySelector(each)?.getBoundingClientRect().x ?? 0,
      );
      return { direction, textAlign, isMirrored: clear < undo };
    });
    assert.equal(seen.direction, 'ltr');
    assert.match(seen.textAlign, /right/);
    assert.equal(seen.isMirrored, true);
  });

  promise('it works in an opaque sandbox', '/sandbox', async (tab) => {
    await tab.until(() => /** @type {any} */ (globalThis).heard.includes('ready null'));
    const frame = await tab.areaOf('iframe');
    // The body's margin, the field's border and head.
    const area = { x: frame.x + 9, y: frame.y + 8 + 54, width: 318, height: 160 };
    await tab.drawAt(area, writtenIn('42', area));
    await tab.until(() => /** @type {any} */ (globalThis).heard.includes('42 null'));
  });

  promise('a strict policy with Trusted Types is kept', '/csp', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
  });

  promise(
    'where wasm is forbidden it is a field to type into',
    '/csp-without',
    async (tab) => {
      const failed = await tab.evaluate(async () => {
        const pad = /** @type {any} */ (document.createElement('digit-pad'));
        const told = new Promise((resolve) =>
          pad.addEventListener('error', (/** @type {ErrorEvent} */ event) =>
            resolve([event.error instanceof Error, event.message, event.bubbles]),
          ),
        );
        pad.strokes = [
          [
            [0, 0],
            [9, 9],
          ],
        ];
        document.body.append(pad);
        const message = await pad.ready.then(
          () => 'ready',
          (/** @type {Error} */ error) => error.message,
        );
        const [isError, said, bubbles] = /** @type {any} */ (await told);
        const state = pad.matches(':state(unavailable)');
        const { value } = pad;
        pad.remove();
        return { isError, isSame: said === message, message, bubbles, state, value };
      });
      assert.match(failed.message, /wasm|WebAssembly/i);
      assert.deepEqual(failed, {
        message: failed.message,
        isError: true,
        isSame: true,
        bubbles: false,
        state: true,
        value: '',
      });
      assert.equal((await sizeOf(tab, '.surface')).height, 0);
      await tab.evaluate(() =>
        /** @type {any} */ (document.querySelector('#pad')).focus(),
      );
      await tab.type('42');
      await tab.holds('42');
      const sent = await tab.evaluate(() => {
        const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
        return new FormData(form).get('amount');
      });
      assert.equal(sent, '42');
      // The browser says what it has blocked; beyond that there is no error that nobody caught.
      tab.log.splice(0, Infinity, ...tab.log.filter((line) => !/policy/i.test(line)));
    },
  );

  promise("the page's keys and scrolling stay its own", '/keys', async (tab) => {
    const area = await tab.surfaceOf('#pad');
    await tab.page.mouse.move(area.x + 50, area.y + 50);
    const mouse = /** @type {any} */ (tab.page.mouse);
    await (tab.browser === 'chromium'
      ? mouse.wheel(0, 200)
      : mouse.wheel({ deltaY: 200 }));
    await tab.until(() => scrollY > 0);
    await tab.evaluate(() => scrollTo(0, 0));
    await tab.write('4');
    await tab.holds('4');
    await tab.click('#own');
    const keys = await tab.evaluate(() => {
      const prevented = /** @type {string[]} */ ([]);
      Object.assign(globalThis, { prevented });
      addEventListener('keydown', (event) => {
        if (event.defaultPrevented) prevented.push(event.key);
      });
      return prevented;
    });
    assert.deepEqual(keys, []);
    await tab.type('a1');
    await tab.press('Control+z');
    await tab.press('Backspace');
    const left = await tab.evaluate(() => {
      const { prevented } = /** @type {any} */ (globalThis);
      const pad = /** @type {any} */ (document.querySelector('#pad'));
      return { prevented, value: pad.value };
    });
    assert.deepEqual(left, { prevented: [], value: '4' });
  });
});
