// The page in a frame of somebody else's, in each browser: which frames there can be, which hosts
// are heard, and what a frame takes from the page around it, as docs/EMBED.md has it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeFolder } from '../cli/program.mjs';
import { pageFile, root } from './browser.mjs';
import {
  answerIn,
  frameOf,
  hostPage,
  NOTHING,
  pause,
  PLAIN,
  srcdocOf,
  testFrames,
  valuesOf,
} from './frames.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./frames.mjs').openSites>>} Sites */

const SANDBOX = 'sandbox="allow-scripts"';
const { write } = makeFolder();

testFrames(({ promise, once }) => {
  /** @type {[string, (sites: Sites) => string, (sites: Sites) => string][]} */
  const kinds = [
    ['plain', () => PLAIN, ({ own }) => own],
    ['sandboxed', () => frameOf(`${SANDBOX} src="digitpad.html#embed"`), () => 'null'],
    ['srcdoc', ({ html }) => frameOf(srcdocOf(html)), ({ own }) => own],
    ['sandboxed srcdoc', ({ html }) => frameOf(SANDBOX + srcdocOf(html)), () => 'null'],
  ];
  for (const [kind, make, originOf] of kinds) {
    promise(
      `a ${kind} frame tells what is written in it`,
      async ({ tab, visit, sites }) => {
        const ready = await visit(make(sites));
        const origin = originOf(sites);
        assert.equal(ready?.digitpad, 1);
        assert.equal(ready?.origin, origin);
        assert.match(String(ready?.kernel), /^wasm_/);
        assert.match(String(ready?.model), /^[0-9a-f]{12}$/);
        await tab.writeInFrame('42');
        await tab.hears({ type: 'change', value: '42' });
        const { result } = await tab.hears({ type: 'recognize' });
        assert.equal(typeof result.text, 'string');
        assert.equal((await valuesOf(tab, 'input')).at(-1), '42');
        await tab.clickInFrame('#clear');
        await tab.hears({ type: 'change', value: '' });
        const { id, ...answer } = await tab.ask({ type: 'get' });
        assert.match(String(id), /^request/);
        assert.deepEqual(answer, {
          ...{ digitpad: 1, type: 'answer', origin },
          ...{ value: '', result: NOTHING, strokes: [] },
        });
        assert.deepEqual(tab.log, []);
      },
    );
  }

  promise('a frame from a disk tells a host from a disk', async ({ tab }) => {
    const page = hostPage(frameOf(`src="${pathToFileURL(pageFile).href}#embed"`));
    await tab.visit(pathToFileURL(write('host.html', page)).href);
    await tab.writeInFrame('42');
    await tab.hears({ type: 'change', value: '42' });
    assert.equal((await tab.ask({ type: 'clear' })).value, '');
    assert.deepEqual(tab.log, []);
  });

  promise(
    'a host of another origin hears nothing and is not heard',
    async ({ tab, visit, sites }) => {
      const frame = frameOf(`src="${sites.other}/digitpad.html#embed"`);
      await visit(frame, false);
      await tab.say({ digitpad: 1, type: 'set', value: '42', id: 1 });
      await tab.writeInFrame('5');
      await tab.inFrame(async () => {
        while (document.querySelector('#answer')?.textContent !== '5') {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      });
      await pause();
      assert.deepEqual(await tab.heard(), []);
      assert.equal(await answerIn(tab), '5');
    },
  );

  promise(
    'a host that the address names is heard, one of several as well',
    async ({ tab, visit, sites }) => {
      for (const origins of [sites.own, `https://shop.example,${sites.own}`]) {
        await visit(frameOf(`src="${sites.other}/digitpad.html#embed=${origins}"`));
        assert.equal((await tab.ask({ type: 'set', value: '42' })).value, '42');
      }
      const origin = encodeURIComponent('https://shop.example');
      await visit(frameOf(`src="digitpad.html#embed=${origin}"`), false);
      await tab.say({ digitpad: 1, type: 'set', value: '42', id: 1 });
      await pause();
      assert.deepEqual(await tab.heard(), [], 'its own origin is not named');
      assert.equal(await answerIn(tab), '');
    },
  );

  once(
    'what is no origin is an error that is seen, and not told',
    async ({ tab, visit, sites }) => {
      for (const wrong of [
        '',
        'shop.example',
        `${sites.own}/`,
        '*',
        'null',
        '%',
        'file:',
      ]) {
        await visit(frameOf(`src="digitpad.html#embed=${wrong}"`), false);
        const seen = await tab.inFrame(
          () => document.querySelector('#failure')?.textContent,
        );
        assert.match(String(seen), /embed:.*origin/, wrong);
        assert.deepEqual(await tab.heard(), []);
      }
    },
  );

  promise('another window than the parent is not heard', async ({ tab, visit }) => {
    const friend = `<iframe title="A friend" srcdoc="<p>Hello</p>"></iframe>`;
    await visit(PLAIN + friend);
    await tab.forget();
    await tab.inFrame(
      () =>
        parent.frames[0].postMessage(
          { digitpad: 1, type: 'set', value: '42', id: 1 },
          '*',
        ),
      undefined,
      1,
    );
    await pause();
    assert.deepEqual(await tab.heard(), []);
    assert.equal(await answerIn(tab), '');
  });

  promise(
    'a page that is not embedded says and hears nothing',
    async ({ tab, visit }) => {
      for (const hash of ['', '#embedded', '#other']) {
        await visit(frameOf(`src="digitpad.html${hash}"`), false);
        await tab.say({ digitpad: 1, type: 'set', value: '42', id: 1 });
        await pause();
        assert.deepEqual(await tab.heard(), []);
        assert.equal(await answerIn(tab), '');
      }
      // A changed hash leaves all as it was.
      await tab.inFrame(() => void (location.hash = '#embed'));
      await pause();
      assert.deepEqual(await tab.heard(), []);
      assert.equal(
        await tab.inFrame(() => document.documentElement.dataset.ready),
        'true',
      );
    },
  );

  promise('without a frame it just looks so', async ({ tab, sites }) => {
    await tab.page.goto(`${sites.own}/digitpad.html?min=1#embed`);
    await tab.until(() => document.documentElement.dataset.ready === 'true');
    assert.ok(
      await tab.evaluate(() => document.querySelector('#menu')?.checkVisibility()),
    );
    assert.equal(
      await tab.evaluate(
        () =>
          getComputedStyle(/** @type {Element} */ (document.querySelector('#menu')))
            .visibility,
      ),
      'hidden',
    );
    await tab.type('7');
    await tab.press('Enter');
    await tab.answers('7');
    assert.deepEqual(tab.log, []);
    await tab.page.goto('about:blank');
    await tab.page.goto(`${sites.own}/digitpad.html#embed=shop`);
    await tab.until(() => document.querySelector('#failure')?.textContent !== '');
  });

  once(
    'settings are those of the address, or in a srcdoc of the name',
    async ({ tab, visit, sites }) => {
      const settings = '?min=1&amp;max=31&amp;lang=de&amp;theme=dark';
      for (const attributes of [
        `src="digitpad.html${settings}#embed"`,
        `name="${settings}" ${srcdocOf(sites.html)}`,
        `${SANDBOX} name="${settings}" ${srcdocOf(sites.html)}`,
      ]) {
        await visit(frameOf(attributes));
        const { lang, theme } = await tab.inFrame(() => ({
          lang: document.documentElement.lang,
          theme: document.documentElement.dataset.theme,
        }));
        assert.deepEqual([lang, theme], ['de', 'dark']);
        assert.equal(
          (await tab.ask({ type: 'set', value: '32' })).value,
          '',
          'more than 31',
        );
      }
      await visit(frameOf(`name="pad" ${srcdocOf(sites.html)}`));
      await visit(frameOf(`name="?fly=1" ${srcdocOf(sites.html)}`), false);
      assert.match((await tab.hears({ type: 'error' })).message, /fly/);
    },
  );

  promise('what keeps it from starting is told', async ({ tab, visit }) => {
    await visit(frameOf('src="digitpad.html?min=many#embed"'), false);
    assert.match((await tab.hears({ type: 'error' })).message, /min/);
    await visit(frameOf('src="strict.html#embed"'), false);
    await tab.hears({ type: 'error' });
    assert.ok(await tab.inFrame(() => document.querySelector('#failure')?.textContent));
  });

  once(
    'what the reader has chosen in the page has no part in it',
    async ({ tab, visit, sites }) => {
      await tab.page.goto(`${sites.own}/digitpad.html`);
      const keep = JSON.stringify({
        theme: 'dark',
        language: 'ar',
        live: false,
        keys: false,
      });
      await tab.evaluate((keep) => localStorage.setItem('digitpad', keep), keep);
      await visit(PLAIN);
      await tab.writeInFrame('5');
      await tab.hears({ type: 'change', value: '5' });
      const { lang, theme } = await tab.inFrame(() => ({
        lang: document.documentElement.lang,
        theme: document.documentElement.dataset.theme,
      }));
      assert.notEqual(lang, 'ar');
      assert.equal(theme, 'light');
      const kept = await tab.evaluate(() => localStorage.getItem('digitpad'));
      assert.equal(kept, keep);
      await tab.evaluate(() => localStorage.clear());
    },
  );

  promise('it fills frames of all sizes without scrolling', async ({ tab, visit }) => {
    await visit(PLAIN);
    for (const [width, height] of [
      [240, 200],
      [320, 240],
      [300, 400],
      [600, 180],
      [700, 590],
    ]) {
      await tab.evaluate(
        ([width, height]) => {
          const frame = /** @type {HTMLElement} */ (document.querySelector('iframe'));
          Object.assign(frame.style, { width: `${width}px`, height: `${height}px` });
        },
        [width, height],
      );
      await pause();
      const seen = await tab.inFrame(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const canvas = document.querySelector('#canvas')?.getBoundingClientRect();
        return [scrollWidth, scrollHeight, canvas?.width, canvas?.height];
      });
      assert.deepEqual(seen, [width, height, width, height]);
    }
  });

  promise('the example of the document works', async ({ tab, sites }) => {
    const text = readFileSync(join(root, 'docs/EMBED.md'), 'utf8');
    const example = /```html\n([^]*?)```/.exec(text)?.[1] ?? '';
    await tab.page.goto(sites.own + sites.add(example));
    await tab.inFrame(async () => {
      while (document.documentElement.dataset.ready !== 'true') {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    const submit = () => tab.click('form > button');
    await submit();
    await tab.until(() => document.querySelector('#missing')?.textContent !== '');
    await tab.until(() => document.activeElement?.id === 'pad');
    await tab.writeInFrame('24');
    await tab.until(() => {
      const field = document.querySelector('[name=count]');
      return /** @type {HTMLInputElement} */ (field).value === '24';
    });
    const held = await tab.evaluate(() => {
      const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
      form.reset();
      return new FormData(form).get('count');
    });
    assert.equal(held, '', 'nothing is left after a reset');
    await submit();
    await tab.until(() => document.querySelector('#missing')?.textContent !== '');
    await tab.writeInFrame('24');
    await tab.until(() => {
      const field = document.querySelector('[name=count]');
      return /** @type {HTMLInputElement} */ (field).value === '24';
    });
    await submit();
    await tab.goesTo('?count=24');
    assert.deepEqual(tab.log, []);
  });
});
