// The page in a frame of somebody else's: docs/EMBED.md holds, in each browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeFolder } from '../cli/program.mjs';
import { pageFile, root } from './browser.mjs';
import {
  FRAME,
  frameOf,
  hostPage,
  launchHosts,
  ONE,
  openSites,
  pause,
  PLAIN,
  srcdocOf,
  UNSURE,
} from './frames.mjs';
import { BROWSERS } from './tabs.mjs';

/** @typedef {import('./frames.mjs').HostTab} HostTab */

const SANDBOX = 'sandbox="allow-scripts"';
const NOTHING = { text: '', accepted: false, confidence: 0, digits: [] };
const { write } = makeFolder();

/** @type {Awaited<ReturnType<typeof openSites>>} */
let sites;
before(async () => {
  sites = await openSites();
});
after(() => sites.close());

/** What came of one kind, in order. @param {HostTab} tab @param {string} type */
const valuesOf = async (tab, type) =>
  (await tab.heard()).filter((m) => m.type === type).map(({ value }) => value);

/** @param {HostTab} tab */
const answerIn = (tab) =>
  tab.inFrame(() => document.querySelector('#answer')?.textContent);

for (const name of BROWSERS) {
  /** @type {Awaited<ReturnType<typeof launchHosts>>} */
  let browser;
  /** @type {HostTab} */
  let tab;
  before(async () => {
    browser = await launchHosts(name);
    tab = await browser.open();
  });
  after(() => browser.close());

  /** @param {string} frames HTML */
  const visit = (frames, isSpoken = true, site = sites.own) =>
    tab.visit(site + sites.add(hostPage(frames)), isSpoken);

  const promise = (
    /** @type {string} */ what,
    /** @type {() => Promise<void>} */ check,
  ) =>
    test(`${what}, ${name}`, async () => {
      tab.log.length = 0;
      await check();
    });

  /** What has nothing to do with the browser. */
  const once = name === 'chromium' ? promise : () => {};

  for (const [
    kind,
    make,
    origin,
  ] of /** @type {[string, () => string, () => string][]} */ ([
    ['plain', () => PLAIN, () => sites.own],
    ['sandboxed', () => frameOf(`${SANDBOX} src="digitpad.html#embed"`), () => 'null'],
    ['srcdoc', () => frameOf(srcdocOf(sites.html)), () => sites.own],
    ['sandboxed srcdoc', () => frameOf(SANDBOX + srcdocOf(sites.html)), () => 'null'],
  ])) {
    promise(`a ${kind} frame tells what is written in it`, async () => {
      const ready = await visit(make());
      assert.equal(ready?.digitpad, 1);
      assert.equal(ready?.origin, origin());
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
        ...{ digitpad: 1, type: 'answer', origin: origin() },
        ...{ value: '', result: NOTHING, strokes: [] },
      });
      assert.deepEqual(tab.log, []);
    });
  }

  promise('a frame from a disk tells a host from a disk', async () => {
    const page = hostPage(frameOf(`src="${pathToFileURL(pageFile).href}#embed"`));
    await tab.visit(pathToFileURL(write('host.html', page)).href);
    await tab.writeInFrame('42');
    await tab.hears({ type: 'change', value: '42' });
    assert.equal((await tab.ask({ type: 'clear' })).value, '');
    assert.deepEqual(tab.log, []);
  });

  once('the order is recognize, input, change; input first under the pen', async () => {
    await visit(PLAIN);
    const order = async () => {
      await tab.hears({ type: 'change' });
      const types = (await tab.heard()).map(({ type }) => type);
      await tab.forget();
      return types.filter((type) => type !== 'ready');
    };
    const [[first, ...rest]] = ONE;
    const { mouse } = tab.page;
    const { x, y } = await tab.placeOf('#ink');
    await mouse.move(x + first[0], y + first[1]);
    await mouse.down();
    for (const point of rest) await mouse.move(x + point[0], y + point[1]);
    await tab.hears({ type: 'input', value: '1' });
    await mouse.up();
    assert.deepEqual(await order(), ['input', 'recognize', 'change']);
    await tab.clickInFrame('#clear');
    await order();
    // So quick that nothing was read before its end.
    await tab.inFrame((points) => {
      const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
      const { x, y } = ink.getBoundingClientRect();
      const pen = { pointerId: 7, pointerType: 'pen', isPrimary: true, bubbles: true };
      points.forEach(([px, py], i) => {
        const at = { ...pen, clientX: x + px, clientY: y + py, buttons: 1, button: 0 };
        const type = i === 0 ? 'pointerdown' : 'pointermove';
        ink.dispatchEvent(new PointerEvent(type, at));
        if (i === points.length - 1) ink.dispatchEvent(new PointerEvent('pointerup', at));
      });
    }, ONE[0]);
    assert.deepEqual(await order(), ['recognize', 'input', 'change']);
  });

  promise('an unsure number has no value until one of two is tapped', async () => {
    await visit(PLAIN);
    await tab.drawAt(await tab.placeOf('#ink'), UNSURE);
    const { result } = await tab.hears({ type: 'recognize' });
    assert.equal(result.accepted, false);
    assert.equal((await tab.ask({ type: 'get' })).value, '');
    await tab.clickInFrame('#second');
    const { value } = await tab.hears({ type: 'change' });
    assert.equal(value, result.digits[0].alternatives[1][0]);
  });

  promise('what is typed is a change once it is done', async () => {
    await visit(PLAIN);
    await tab.say({ digitpad: 1, type: 'focus' });
    await tab.until(() => document.activeElement?.tagName === 'IFRAME');
    await tab.inFrame(() => {
      /** @type {HTMLElement} */ (document.activeElement).blur();
    });
    await tab.type('42');
    await tab.hears({ type: 'input', value: '42' });
    assert.deepEqual(await valuesOf(tab, 'input'), ['4', '42']);
    await tab.press('Backspace');
    await tab.press('Control+Z');
    await tab.hears({ type: 'input', value: '' });
    await tab.type('7');
    assert.deepEqual(await valuesOf(tab, 'change'), []);
    await tab.press('Enter');
    await tab.hears({ type: 'change', value: '7' });
    await tab.type('8');
    await tab.hears({ type: 'input', value: '78' });
    await tab.page.mouse.click(500, 500);
    await tab.evaluate(() => focus());
    await tab.hears({ type: 'change', value: '78' });
    assert.deepEqual(await valuesOf(tab, 'change'), ['7', '78']);
  });

  promise('Enter ends what is typed where the host has sent the focus', async () => {
    await visit(PLAIN);
    await tab.say({ digitpad: 1, type: 'focus' });
    await tab.until(() => document.activeElement?.tagName === 'IFRAME');
    const isAsked = () =>
      tab.inFrame(() => document.querySelectorAll('dialog[open]').length > 0);
    await tab.type('7');
    await tab.hears({ type: 'input', value: '7' });
    await tab.press('Enter');
    await tab.hears({ type: 'change', value: '7' });
    await pause();
    assert.equal(await isAsked(), false);
    // Then it is the button's again, to type over it.
    await tab.press('Enter');
    await pause();
    assert.equal(await isAsked(), true);
  });

  promise('a finger types by the answer, in a low frame as well', async () => {
    await visit(PLAIN);
    await tab.clickInFrame('#copy');
    const { width, height } = FRAME;
    for (const selector of ['#type-input', '#type-enter', '#type-panel .close']) {
      const inside = await tab.inFrame((selector) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box && { left: box.left, top: box.top, right: box.right, end: box.bottom };
      }, selector);
      assert.ok(inside && inside.left >= 0 && inside.top >= 0, selector);
      assert.ok(inside.right <= width && inside.end <= height, selector);
    }
    await tab.type('4x');
    await tab.press('Enter');
    assert.ok(
      await tab.inFrame(() => document.querySelector('#type-problem')?.textContent),
    );
    await tab.press('Backspace');
    await tab.type('2');
    await tab.clickInFrame('#type-enter');
    await tab.hears({ type: 'change', value: '42' });
  });

  once('decimals have a point, and the panel says what it takes', async () => {
    await visit(frameOf('src="digitpad.html?decimal=true&amp;lang=en#embed"'));
    assert.equal((await tab.ask({ type: 'set', value: '3,50' })).value, '3.50');
    await tab.clickInFrame('#copy');
    await tab.type('4x');
    await tab.press('Enter');
    const problem = await tab.inFrame(
      () => document.querySelector('#type-problem')?.textContent,
    );
    assert.equal(problem, 'Only a number like 12 or -3.50, please.');
  });

  promise('keys of what is not there do nothing', async () => {
    await visit(PLAIN);
    await tab.drawAt(await tab.placeOf('#ink'), ONE);
    await tab.hears({ type: 'change', value: '1' });
    await tab.forget();
    await tab.type('ehlm?');
    const taken = await tab.inFrame(() =>
      ['o', 's', 'c'].filter((key) => {
        const init = { key, ctrlKey: true, bubbles: true, cancelable: true };
        return !document.body.dispatchEvent(new KeyboardEvent('keydown', init));
      }),
    );
    assert.deepEqual(taken, []);
    const seen = await tab.inFrame(() => ({
      open: document.querySelectorAll('dialog[open]').length,
      tool: document.querySelector('#app')?.getAttribute('data-tool') ?? '',
      layers: /** @type {HTMLElement} */ (document.querySelector('#layers')).hidden,
      buttons: [...document.querySelectorAll('button')]
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .map(({ id }) => id),
    }));
    assert.deepEqual(seen, {
      ...{ open: 0, tool: '', layers: true },
      buttons: ['undo', 'redo', 'clear', 'copy'],
    });
    await pause();
    assert.deepEqual(await tab.heard(), []);
  });

  promise('what the host sets is there, and is not told back', async () => {
    await visit(PLAIN);
    await tab.forget();
    const set = await tab.ask({ type: 'set', value: '42' });
    assert.equal(set.value, '42');
    assert.deepEqual(set.result, NOTHING);
    assert.equal(await answerIn(tab), '42');
    const drawn = await tab.ask({ type: 'set', strokes: ONE });
    assert.equal(drawn.value, '1');
    assert.equal(drawn.result.text, '1');
    assert.deepEqual(drawn.strokes, ONE);
    assert.equal((await tab.ask({ type: 'undo' })).value, '1', 'what is set stays');
    assert.equal((await tab.ask({ type: 'clear' })).value, '');
    assert.equal((await tab.ask({ type: 'undo' })).value, '1');
    assert.equal((await tab.ask({ type: 'redo' })).value, '');
    assert.equal((await tab.ask({ type: 'set', value: '' })).value, '');
    await tab.say({ digitpad: 1, type: 'set', value: '7' });
    await pause();
    const others = (await tab.heard()).filter(({ type }) => type !== 'answer');
    assert.deepEqual(others, []);
    // A person goes on from there.
    await tab.clickInFrame('#clear');
    await tab.hears({ type: 'change', value: '' });
  });

  promise('ink from elsewhere is read as it is, and seen', async () => {
    await visit(PLAIN);
    const inked = async () => {
      await pause();
      return tab.inFrame(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (
          document.querySelector('#canvas')
        );
        const { width, height } = canvas;
        const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        const { data } = context.getImageData(0, 0, width, Math.floor(height / 2));
        let dark = 0;
        for (let i = 0; i < data.length; i += 4) dark += data[i] < 60 ? 1 : 0;
        return dark;
      });
    };
    assert.equal(await inked(), 0);
    const far = ONE.map((stroke) => stroke.map(([x, y]) => [1000 * x - 4e5, 1000 * y]));
    const answer = await tab.ask({ type: 'set', strokes: far });
    assert.equal(answer.value, '1');
    assert.deepEqual(answer.strokes, far);
    assert.deepEqual(answer.result.digits[0].box, [-280000, 30000, 1000, 100000]);
    assert.ok((await inked()) > 100);
  });

  promise(
    'a request that is wrong is answered by an error and changes nothing',
    async () => {
      await visit(PLAIN);
      const before = await tab.ask({ type: 'set', strokes: ONE });
      for (const [wrong, why] of /** @type {[object, RegExp][]} */ ([
        [{}, /type/],
        [{ type: 'fly' }, /fly/],
        [{ type: 'toString' }, /toString/],
        [{ type: ['get'] }, /type: not a string/],
        [{ type: 'set' }, /value/],
        [{ type: 'set', value: '1', strokes: ONE }, /either/],
        [{ type: 'set', value: 'one' }, /value/],
        [{ type: 'set', value: 7 }, /value/],
        [{ type: 'set', value: '1'.repeat(33) }, /value/],
        [{ type: 'set', strokes: 'ink' }, /strokes/],
        [{ type: 'set', strokes: [[[1, 2], [3]]] }, /stroke 0, point 1/],
        [{ type: 'set', strokes: [[[1, 2e6]]] }, /1e6/],
        [{ type: 'set', strokes: Array.from({ length: 1001 }, () => []) }, /1000/],
        [{ type: 'set', strokes: ONE, width: -1 }, /width/],
      ])) {
        const { type, message } = await tab.ask(wrong);
        assert.equal(type, 'error', JSON.stringify(wrong).slice(0, 60));
        assert.match(message, why);
      }
      await tab.say({ digitpad: 1, type: 'get', id: ['x'] });
      assert.match((await tab.hears({ type: 'error', id: undefined })).message, /^id/);
      await tab.forget();
      await tab.say({ digitpad: 2, type: 'get', id: 'new' });
      assert.match((await tab.hears({ type: 'error' })).message, /version 1/);
      const { id, ...now } = await tab.ask({ type: 'get' });
      assert.deepEqual({ ...now, id: before.id }, before, String(id));
    },
  );

  once('what is not meant for it is not answered', async () => {
    await visit(PLAIN);
    await tab.forget();
    for (const other of [
      null,
      'get',
      { type: 'get', id: 1 },
      [1],
      { digitpad: undefined },
    ]) {
      await tab.say(other);
    }
    await pause();
    assert.deepEqual(await tab.heard(), []);
  });

  promise('a host of another origin hears nothing and is not heard', async () => {
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
  });

  promise('a host that the address names is heard, one of several as well', async () => {
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
  });

  once('what is no origin is an error that is seen, and not told', async () => {
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
  });

  promise('another window than the parent is not heard', async () => {
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

  promise('a page that is not embedded says and hears nothing', async () => {
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
    assert.equal(await tab.inFrame(() => document.documentElement.dataset.ready), 'true');
  });

  promise('without a frame it just looks so', async () => {
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

  once('settings are those of the address, or in a srcdoc of the name', async () => {
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
  });

  promise('what keeps it from starting is told', async () => {
    await visit(frameOf('src="digitpad.html?min=many#embed"'), false);
    assert.match((await tab.hears({ type: 'error' })).message, /min/);
    await visit(frameOf('src="strict.html#embed"'), false);
    await tab.hears({ type: 'error' });
    assert.ok(await tab.inFrame(() => document.querySelector('#failure')?.textContent));
  });

  once('what the reader has chosen in the page has no part in it', async () => {
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
  });

  promise('it fills frames of all sizes without scrolling', async () => {
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

  promise('the example of the document works', async () => {
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
}
