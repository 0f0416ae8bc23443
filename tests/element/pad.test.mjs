// <digit-pad> by itself: it is written into, typed into, corrected, and tells of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { AREA, FIELD_PAGE, get, push, set, told } from './field_page.mjs';
import { bundlePad, pageOf } from './pad_site.mjs';
import { testPads, writtenIn } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

/** Between a one and a seven. */
const UNSURE = [
  [
    ...Array.from({ length: 5 }, (_, k) => [125 + 5 * k, 40]),
    ...Array.from({ length: 12 }, (_, k) => [150 - 3 * k, 40 + 9 * k]),
  ],
];
/** A PNG of grey bytes in one piece, without filters. @param {Buffer} png */
function parsePng(png) {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  assert.equal(rows.length, (width + 1) * height);
  const gray = (/** @type {number} */ x, /** @type {number} */ y) =>
    rows[y * (width + 1) + 1 + x];
  return { width, height, gray };
}

const PAGES = {
  '/': FIELD_PAGE,
  '/label': pageOf('<label>Count <digit-pad></digit-pad> pieces</label>'),
};

/** The pad, in a page, as `any`: what the bundle defines has no type there. */
const padOf = `document.querySelector('digit-pad')`;

test('a server may import it', async () => {
  const script = `${await bundlePad()}; console.log(typeof digitpad.DigitPad);`;
  const output = execFileSync(process.execPath, { input: script, encoding: 'utf8' });
  assert.equal(output, 'function\n');
});

testPads(PAGES, (promise) => {
  promise('what is written is the value, and events tell of it', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    const events = await told(tab);
    // It may have been read before the pen was up.
    const last = events.filter((event) => event.endsWith(' 42'));
    assert.deepEqual([...last].sort(), ['change 42', 'input 42', 'recognize 42']);
    assert.equal(last.at(-1), 'change 42');
    assert.ok(!events.some((event) => event.includes('not composed')));
    const result = await get(tab, 'result');
    assert.equal(result.text, '42');
    assert.equal(result.accepted, true);
    assert.equal((await get(tab, 'strokes')).length, 3);
  });

  promise('a stroke is read while the pen is down', async (tab) => {
    const area = await tab.surfaceOf('digit-pad');
    const [stroke] = writtenIn('8', area);
    const { mouse } = tab.page;
    await mouse.move(area.x + stroke[0][0], area.y + stroke[0][1]);
    await mouse.down();
    for (const [x, y] of stroke) await mouse.move(area.x + x, area.y + y);
    // Read ten times a second, after a frame in which something moved.
    for (let i = 0; i < 4 && (await get(tab, 'value')) !== '8'; ++i) {
      await new Promise((resolve) => setTimeout(resolve, 120));
      const [x, y] = stroke[stroke.length - 1];
      await mouse.move(area.x + x + (i % 2) / 2, area.y + y);
    }
    assert.equal(await get(tab, 'value'), '8');
    const before = await told(tab);
    assert.ok(before.includes('input 8') && !before.includes('change 8'), String(before));
    await mouse.up();
    await tab.holds('8');
    assert.ok((await told(tab)).includes('change 8'));
  });

  promise('a number can be typed, and Arabic digits are digits', async (tab) => {
    await push(tab, '.input');
    await tab.type('12');
    assert.equal(await get(tab, 'value'), '12');
    assert.deepEqual(await told(tab), ['input 1', 'input 12']);
    await tab.press('Tab');
    assert.deepEqual(await told(tab), ['change 12']);
    await set(tab, { value: '٤٢' });
    assert.equal(await get(tab, 'value'), '42');
    assert.deepEqual(await told(tab), []);
  });

  promise('a listener that sets a bound leaves the change to be told', async (tab) => {
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.max = '31';
      pad.addEventListener('input', () => (pad.max = pad.value ? '30' : '31'));
    });
    await push(tab, '.input');
    await tab.type('5');
    await tab.press('Tab');
    assert.deepEqual(await told(tab), ['input 5', 'change 5']);
    await push(tab, '.clear');
    assert.deepEqual(await told(tab), ['input ', 'change ']);
    await tab.write('1');
    await tab.holds('1');
    const events = (await told(tab)).filter((event) => !event.startsWith('recognize'));
    assert.deepEqual(events, ['input 1', 'change 1']);
    // What the bound changes is no news for who has set it.
    await set(tab, { minConfidence: 1 });
    await tab.holds('');
    assert.deepEqual(await told(tab), []);
  });

  promise('a bound that is set under the pen swallows nothing', async (tab) => {
    const area = await tab.surfaceOf('digit-pad');
    const { mouse } = tab.page;
    await mouse.move(area.x + 100, area.y + 30);
    await mouse.down();
    await mouse.move(area.x + 100, area.y + 70);
    await set(tab, { max: '9' });
    await mouse.move(area.x + 100, area.y + 120);
    await mouse.up();
    await tab.holds('1');
    const events = (await told(tab)).filter((event) => !event.startsWith('recognize'));
    assert.deepEqual(events, ['input 1', 'change 1']);
  });

  promise('where it is not sure there is no value, but a choice', async (tab) => {
    const area = await tab.surfaceOf('digit-pad');
    await tab.drawAt(area, UNSURE);
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.validity.customError;
    });
    assert.equal(await get(tab, 'value'), '');
    assert.match(await get(tab, 'validationMessage'), /not sure/i);
    assert.equal(await get(tab, 'result.accepted'), false);
    await told(tab);
    await push(tab, '.candidate:last-child');
    assert.equal(await get(tab, 'value'), '7');
    assert.equal(await get(tab, 'validity.valid'), true);
    assert.deepEqual(await told(tab), ['input 7', 'change 7']);
    // One may have hit the wrong one: the question comes back, and all of the ink.
    await push(tab, '.undo');
    assert.equal((await get(tab, 'strokes')).length, 1);
    assert.equal(await get(tab, 'validity.customError'), true);
    await push(tab, '.candidate:last-child');
    assert.equal(await get(tab, 'value'), '7');
    // The ink still counts: there is more to be written.
    await tab.drawAt({ x: area.x + 90, y: area.y }, UNSURE);
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.result.digits.length === 2;
    });
  });

  promise('a guess without a rival can be taken as well', async (tab) => {
    await set(tab, { minConfidence: 1, strokes: writtenIn('3594', AREA) });
    const offered = () =>
      tab.evaluate(() => {
        const root = document.querySelector('digit-pad')?.shadowRoot;
        return Array.from(root?.querySelectorAll('.candidate') ?? [], (each) =>
          String(each.textContent),
        );
      });
    await tab.until(() => document.querySelector('digit-pad:state(unsure)') !== null);
    assert.deepEqual(await offered(), ['3594']);
    assert.match(await get(tab, 'validationMessage'), /Perhaps 3594/);
    await push(tab, '.candidate');
    assert.equal(await get(tab, 'value'), '3594');
  });

  promise('undo, redo and clear, by buttons and keys and by a script', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    await push(tab, '.undo');
    assert.equal((await get(tab, 'strokes')).length, 2);
    await push(tab, '.redo');
    await tab.holds('42');
    await push(tab, '.clear');
    await tab.holds('');
    await push(tab, '.undo');
    await tab.holds('42');
    await push(tab, '.surface');
    await tab.press('Control+z');
    await tab.press('Control+z');
    assert.equal((await get(tab, 'strokes')).length, 2);
    await told(tab);
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.redo();
      pad.clear();
      pad.undo();
    });
    await tab.holds('42');
    assert.deepEqual(await told(tab), []);
  });

  promise('ink that was typed over no longer counts', async (tab) => {
    await tab.write('4');
    await tab.holds('4');
    await push(tab, '.input');
    await tab.press('Control+a');
    await tab.type('9');
    assert.equal(await get(tab, 'value'), '9');
    assert.equal((await get(tab, 'strokes')).length > 0, true);
    await push(tab, '.undo');
    await tab.holds('4');
    await push(tab, '.input');
    await tab.press('Control+a');
    await tab.type('9');
    await tab.write('7');
    await tab.holds('7');
    // Where one has just written one can type as well.
    await tab.type('58');
    assert.equal(await get(tab, 'value'), '58');
  });

  promise('its result is that of a recognizer for its strokes', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    const results = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const { Recognizer } = /** @type {any} */ (globalThis).digitpad;
      const recognizer = await Recognizer.load();
      return [pad.result, recognizer.read(pad.strokes)].map((each) =>
        JSON.stringify(each),
      );
    });
    assert.equal(results[0], results[1]);
  });

  promise('a page dresses it by parts, properties and states', async (tab) => {
    const seen = await tab.evaluate(async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`digit-pad { --digit-pad-ink: rgb(200, 0, 0); width: 240px; height: 300px }
        digit-pad::part(input) { color: rgb(0, 0, 200) }
        digit-pad:state(accepted) { outline: 3px solid rgb(0, 200, 0) }`);
      document.adoptedStyleSheets = [sheet];
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.strokes = [
        [
          [80, 20],
          [80, 90],
          [80, 140],
        ],
      ];
      while (pad.value !== '1') await new Promise((resolve) => setTimeout(resolve, 20));
      // A change of theme is drawn when the canvas has changed its color.
      for (let i = 0; i < 6; ++i) await new Promise(requestAnimationFrame);
      const canvas = pad.shadowRoot.querySelector('canvas');
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
      const inked = pixels.findIndex(
        (/** @type {number} */ v, /** @type {number} */ i) => i % 4 === 3 && v === 255,
      );
      const box = pad.getBoundingClientRect();
      return {
        ink: [...pixels.slice(inked - 3, inked + 1)],
        input: getComputedStyle(pad.shadowRoot.querySelector('input')).color,
        outline: getComputedStyle(pad).outlineColor,
        size: [box.width, box.height],
      };
    });
    assert.deepEqual(seen, {
      ink: [200, 0, 0, 255],
      input: 'rgb(0, 0, 200)',
      outline: 'rgb(0, 200, 0)',
      size: [240, 300],
    });
  });

  promise('strokes can be set, and are read in silence', async (tab) => {
    await set(tab, { strokes: writtenIn('360', AREA) });
    await tab.holds('360');
    assert.deepEqual(await told(tab), []);
    const refused = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const messages = [null, [[[0]]], [[[0, NaN]]], [[[2e6, 0]]]].map((strokes) => {
        try {
          pad.strokes = strokes;
          return '';
        } catch (error) {
          return String(error);
        }
      });
      return { messages, value: pad.value };
    });
    for (const message of refused.messages) assert.match(message, /TypeError: digit-pad/);
    assert.equal(refused.value, '360');
    // Far away and tiny: it is seen, and read the same.
    const tiny = writtenIn('360', { width: 3, height: 2 });
    await set(tab, {
      strokes: tiny.map((each) => each.map(([x, y]) => [x + 5e3, y])),
    });
    await tab.holds('360');
  });

  promise('ink of any size is drawn by a pen of one width', async (tab) => {
    const strokes = writtenIn('7', await tab.surfaceOf('digit-pad'));
    const widthAt = (/** @type {number} */ scale) =>
      tab.evaluate(
        ({ strokes, scale }) => {
          const pad = /** @type {any} */ (document.querySelector('digit-pad'));
          const scaled = (/** @type {number[]} */ [x, y]) => [scale * x, scale * y];
          pad.strokes = strokes.map((stroke) => stroke.map(scaled));
          return Number(/stroke-width="([^"]+)"/.exec(pad.toSVG())?.[1]);
        },
        { strokes, scale },
      );
    const usual = await widthAt(1);
    assert.ok(usual > 2, `${usual} CSS pixels`);
    for (const scale of [1e-3, 1e3]) assert.equal(await widthAt(scale), usual);
  });

  promise('one that nobody can change asks for nothing', async (tab) => {
    const hints = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const input = pad.shadowRoot.querySelector('input');
      const seen = [input.placeholder];
      for (const name of ['readOnly', 'disabled']) {
        pad[name] = true;
        seen.push(input.placeholder);
        pad[name] = false;
      }
      pad.placeholder = 'None yet';
      pad.readOnly = true;
      return [...seen, input.placeholder];
    });
    assert.deepEqual(hints, ['Type a number', '', '', 'None yet']);
  });

  promise('its texts are those of the language around it', async (tab) => {
    await tab.evaluate(() => {
      document.documentElement.lang = 'es';
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.required = true;
      pad.lang = 'de-AT';
    });
    assert.match(await get(tab, 'validationMessage'), /^Bitte/);
    await tab.evaluate(() =>
      document.querySelector('digit-pad')?.removeAttribute('lang'),
    );
    assert.match(await get(tab, 'validationMessage'), /^Escriba/);
    await tab.evaluate(() => {
      document.documentElement.lang = 'de';
    });
    assert.match(await get(tab, 'validationMessage'), /^Bitte/);
    // Within shadow roots as well, wherever the pad goes.
    const messages = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const outer = document.createElement('div');
      document.body.append(outer);
      const inner = document.createElement('div');
      outer.attachShadow({ mode: 'closed' }).append(inner);
      inner.attachShadow({ mode: 'closed' }).append(pad);
      const said = [];
      for (const [element, lang] of /** @type {[HTMLElement, string][]} */ ([
        [outer, 'en'],
        [inner, 'es'],
      ])) {
        element.lang = lang;
        await Promise.resolve();
        said.push(pad.validationMessage);
      }
      return said;
    });
    assert.match(messages.join(), /^Please.*Escriba/);
  });

  promise('it is called as its whole label says', '/label', async (tab) => {
    const name = await tab.evaluate(() => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      return root?.querySelector('input')?.getAttribute('aria-label');
    });
    assert.equal(name, 'Count pieces');
  });

  promise('ink is as sharp as the screen', async (tab) => {
    if (tab.browser === 'webkit') return tab.skip('its scale is fixed at its start');
    for (const deviceScaleFactor of [2, 1]) {
      await tab.resize({ width: 800, height: 700, deviceScaleFactor });
      await tab.page.reload();
      await tab.until((ratio) => {
        const root = document.querySelector('digit-pad')?.shadowRoot;
        const canvas = /** @type {HTMLCanvasElement} */ (root?.querySelector('canvas'));
        const { width, height } = canvas.getBoundingClientRect();
        return canvas.width === width * ratio && canvas.height === height * ratio;
      }, deviceScaleFactor);
    }
  });

  promise('the ink as SVG and PNG is what was written', async (tab) => {
    await set(tab, { strokes: writtenIn('1', AREA) });
    const svg = await tab.evaluate(
      (pad) => /** @type {any} */ (new Function(`return ${pad}`)()).toSVG(),
      padOf,
    );
    assert.match(svg, /^<svg [^]*<path d="M[^]*<\/svg>\n$/);
    const png = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const blob = await pad.toBlob({ scale: 1 });
      return { type: blob.type, bytes: [...new Uint8Array(await blob.arrayBuffer())] };
    });
    assert.equal(png.type, 'image/png');
    const { width, height, gray } = parsePng(Buffer.from(png.bytes));
    assert.deepEqual([width, height], [318, 160]);
    assert.equal(gray(2, 2), 255);
    assert.equal(gray(159, 80), 0);
    const refused = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return Promise.all(
        [NaN, 0, -1, Infinity, '2', 1e4].map((scale) =>
          pad.toBlob({ scale }).then(() => '', String),
        ),
      );
    });
    for (const error of refused) assert.match(error, /RangeError: digit-pad: scale/);
  });

  promise('what was set before it was defined holds', async (tab) => {
    const value = await tab.evaluate(() => {
      const early = /** @type {any} */ (document.createElement('digit-later'));
      early.value = '7';
      early.max = '5';
      document.body.append(early);
      const { digitpad } = /** @type {any} */ (globalThis);
      customElements.define('digit-later', class extends digitpad.DigitPad {});
      return [early.value, early.getAttribute('max'), early.validity.rangeOverflow];
    });
    assert.deepEqual(value, ['7', '5', true]);
  });
});
