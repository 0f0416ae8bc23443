// Many pads on a page: they share what they can, do not disturb each other, and leave nothing.
import assert from 'node:assert/strict';
import { bundlePad, pageOf } from './pad_site.mjs';
import { testPads, writtenIn } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const AREA = { width: 318, height: 160 };
const CYCLES = 1000;

/** Counts the listeners on what outlives a pad. */
const COUNT_LISTENERS = `<script>
  globalThis.listeners = 0;
  const outlives = (target) => !(target instanceof Node) || [document,
    document.documentElement, document.body, document.head].includes(target);
  for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
    const own = EventTarget.prototype[name];
    EventTarget.prototype[name] = function (...args) {
      if (outlives(this ?? window)) globalThis.listeners += step;
      return own.apply(this, args);
    };
  }
</script>`;

const pages = async () => ({
  '/': pageOf('<main></main>', COUNT_LISTENERS),
  '/two': pageOf('<main></main>', '<script src="/old.js"></script>'),
  '/old.js': { body: await bundlePad('older'), type: 'text/javascript' },
});

testPads(pages, (promise) => {
  promise('50 share one module, and each reads its own ink', async (tab) => {
    const numbers = Array.from({ length: 50 }, (_, i) => String(7 * i + 10));
    const drawings = numbers.map((number) => writtenIn(number, AREA));
    const { read, modules } = await tab.evaluate(async (drawings) => {
      let modules = 0;
      const { instantiate } = WebAssembly;
      Reflect.set(WebAssembly, 'instantiate', (/** @type {any[]} */ ...args) => {
        ++modules;
        return Reflect.apply(instantiate, WebAssembly, args);
      });
      const pads = drawings.map((strokes) => {
        const pad = /** @type {any} */ (document.createElement('digit-pad'));
        pad.strokes = strokes;
        return pad;
      });
      document.body.append(...pads);
      await Promise.all(pads.map((pad) => pad.ready));
      while (pads.some((pad) => pad.matches(':state(reading)'))) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return { read: pads.map((pad) => pad.value), modules };
    }, drawings);
    assert.deepEqual(read, numbers);
    // The one for relaxed SIMD may have been tried before the one that serves.
    assert.ok(modules >= 1 && modules <= 2, `${modules} modules`);
  });

  promise('two versions on one page do not clash', '/two', async (tab) => {
    const read = await tab.evaluate(
      async (drawings) => {
        const { digitpad, older } = /** @type {any} */ (globalThis);
        const first = customElements.get('digit-pad');
        const Other = first === older.DigitPad ? digitpad.DigitPad : older.DigitPad;
        customElements.define('digit-pad-other', Other);
        const pads = /** @type {any[]} */ (
          ['digit-pad', 'digit-pad-other'].map((tag) => document.createElement(tag))
        );
        document.body.append(...pads);
        pads.forEach((pad, i) => (pad.strokes = drawings[i]));
        while (pads.some((pad) => pad.value === '')) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return [...pads.map((pad) => pad.value), digitpad.DigitPad === older.DigitPad];
      },
      ['12', '34'].map((number) => writtenIn(number, AREA)),
    );
    assert.deepEqual(read, ['12', '34', false]);
  });

  promise(`${CYCLES} that come and go leave nothing`, async (tab) => {
    const session =
      tab.browser === 'chromium'
        ? await tab.page.context().newCDPSession(tab.page)
        : null;
    await session?.send('Performance.enable');
    const measure = async () => {
      await session?.send('HeapProfiler.collectGarbage');
      const { metrics = [] } = (await session?.send('Performance.getMetrics')) ?? {};
      const of = (/** @type {string} */ name) =>
        metrics.find((metric) => metric.name === name)?.value ?? 0;
      const page = await tab.evaluate(async () => {
        const { digitpad, listeners } = /** @type {any} */ (globalThis);
        const { core } = await digitpad.sharedCore();
        return { memory: core.memory.buffer.byteLength, listeners };
      });
      return {
        ...page,
        nodes: of('Nodes'),
        handlers: of('JSEventListeners'),
        heap: of('JSHeapUsedSize'),
      };
    };
    const cycle = (/** @type {number} */ count) =>
      tab.evaluate(
        async ({ count, strokes }) => {
          for (let i = 0; i < count; ++i) {
            const pad = /** @type {any} */ (document.createElement('digit-pad'));
            document.body.append(pad);
            // A recognizer of its own takes its time: every tenth has one.
            if (i % 10 === 0) {
              pad.strokes = strokes;
              await new Promise(requestAnimationFrame);
              while (pad.value !== '7') await new Promise((done) => setTimeout(done));
            }
            pad.remove();
          }
        },
        { count, strokes: writtenIn('7', AREA) },
      );
    await cycle(50);
    const before = await measure();
    await cycle(CYCLES);
    const after = await measure();
    assert.equal(after.memory, before.memory, 'the module has grown');
    assert.equal(after.listeners, before.listeners, 'listeners are left');
    assert.ok(
      after.nodes <= before.nodes + 200,
      `${before.nodes} -> ${after.nodes} nodes`,
    );
    assert.ok(after.handlers <= before.handlers + 60, `${after.handlers} listeners`);
    assert.ok(after.heap < before.heap + 2e6, `${before.heap} -> ${after.heap} bytes`);
  });

  promise('moved in the page it keeps its ink, and goes on reading', async (tab) => {
    await tab.evaluate(() =>
      document.querySelector('main')?.append(document.createElement('digit-pad')),
    );
    await tab.write('42');
    await tab.holds('42');
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const aside = document.createElement('aside');
      document.body.append(aside);
      aside.append(pad);
      return new Promise((resolve) => {
        // Away for longer.
        pad.remove();
        setTimeout(() => resolve(aside.append(pad)), 50);
      });
    });
    assert.equal(
      await tab.evaluate(
        () => /** @type {any} */ (document.querySelector('aside digit-pad')).value,
      ),
      '42',
    );
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.undo();
    });
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.value !== '42' && pad.result.digits.length > 0;
    });
    // It is seen, too: the canvas has ink again.
    await tab.until(() => {
      const pad = document.querySelector('digit-pad');
      const canvas = /** @type {HTMLCanvasElement} */ (
        pad?.shadowRoot?.querySelector('canvas')
      );
      const { width, height } = canvas;
      const context = canvas.getContext('2d');
      return width > 0 && context?.getImageData(0, 0, width, height).data.some((v) => v);
    });
  });

  promise('asked for before it is in the page, it is seen there', async (tab) => {
    const seen = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.createElement('digit-pad'));
      const canvas = pad.shadowRoot.querySelector('canvas');
      const ink = () => {
        const { width, height } = canvas;
        const copy = new OffscreenCanvas(width, height);
        const context = /** @type {any} */ (copy.getContext('2d'));
        context.drawImage(canvas, 0, 0);
        const { data } = context.getImageData(0, 0, width, height);
        return data.some((/** @type {number} */ v) => v > 0);
      };
      const append = async () => {
        await pad.ready;
        document.body.append(pad);
        await pad.ready;
        while (pad.value !== '1') await new Promise((done) => setTimeout(done, 20));
        for (let i = 0; i < 6; ++i) await new Promise(requestAnimationFrame);
        return [pad.matches(':state(ready)'), ink()];
      };
      pad.strokes = [
        [
          [30, 10],
          [30, 90],
        ],
      ];
      const first = await append();
      pad.remove();
      await new Promise((done) => setTimeout(done, 50));
      return [...first, ...(await append())];
    });
    assert.deepEqual(seen, [true, true, true, true]);
  });

  for (const mode of /** @type {const} */ (['open', 'closed', 'nested'])) {
    promise(`it is written into within a shadow root: ${mode}`, async (tab) => {
      const area = await tab.evaluate(async (mode) => {
        const outer = document.createElement('div');
        document.body.append(outer);
        let root = outer.attachShadow({ mode: mode === 'open' ? 'open' : 'closed' });
        if (mode === 'nested') {
          const inner = document.createElement('div');
          root.append(inner);
          root = inner.attachShadow({ mode: 'closed' });
        }
        const pad = /** @type {any} */ (document.createElement('digit-pad'));
        root.append(pad);
        Object.assign(globalThis, { hidden: pad, heard: 0 });
        document.addEventListener(
          'change',
          () => ++/** @type {any} */ (globalThis).heard,
        );
        await pad.ready;
        const surface = pad.shadowRoot.querySelector('.surface');
        const { x, y, width, height } = surface.getBoundingClientRect();
        return { x, y, width, height };
      }, mode);
      await tab.drawAt(area, writtenIn('42', area));
      await tab.until(() => /** @type {any} */ (globalThis).hidden.value === '42');
      assert.ok((await tab.evaluate(() => /** @type {any} */ (globalThis).heard)) > 0);
    });
  }
});
