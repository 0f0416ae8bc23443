// <digit-pad> without eyes, without a mouse, with a finger: what axe-core finds wrong with it is
// nothing, in every state and theme.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { pageOf, serve } from './pad_site.mjs';
import { launchPads, writtenIn } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
// WCAG 2.5.5's.
const TARGET = 44;
const AREA = { width: 318, height: 160 };
const UNSURE = [
  [
    ...Array.from({ length: 5 }, (_, k) => [125 + 5 * k, 40]),
    ...Array.from({ length: 12 }, (_, k) => [150 - 3 * k, 40 + 9 * k]),
  ],
];
/** @type {Record<string, { attributes?: string, strokes?: number[][][] }>} */
const STATES = {
  empty: {},
  written: { strokes: writtenIn('42', AREA) },
  unsure: { strokes: UNSURE },
  outside: { attributes: 'max="10"', strokes: writtenIn('42', AREA) },
  typed: { attributes: 'value="7"' },
  disabled: { attributes: 'value="7" disabled' },
  readonly: { attributes: 'value="7" readonly' },
  required: { attributes: 'required' },
  boxes: { attributes: 'mode="boxes"' },
  partial: { attributes: 'mode="boxes"', strokes: writtenIn('4', AREA) },
};
const BODY = `<main><h1>Form</h1>${Object.entries(STATES)
  .map(([name, { attributes = '' }]) => {
    return `<p><label for="${name}">${name}</label><br>
      <digit-pad id="${name}" ${attributes}></digit-pad></p>`;
  })
  .join('')}</main>`;
const STYLE = '<style>:root { color-scheme: light dark }</style>';

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {Awaited<ReturnType<typeof launchPads>>} */
let browser;
before(async () => {
  site = await serve({
    '/': pageOf(BODY, STYLE),
    '/axe.js': { body: axe, type: 'text/javascript' },
  });
  browser = await launchPads('chromium');
});
after(async () => {
  await browser.close();
  site.close();
});

async function open(/** @type {Parameters<typeof browser.open>[0]} */ options) {
  const tab = await browser.open(options);
  await tab.go(`${site.origin}/`);
  await tab.evaluate(async (states) => {
    for (const [id, { strokes }] of Object.entries(states)) {
      const pad = /** @type {any} */ (document.getElementById(id));
      if (strokes) pad.strokes = strokes;
      pad.checkValidity();
    }
    const isReading = () => document.querySelector(':state(reading)');
    while (isReading()) await new Promise((resolve) => setTimeout(resolve, 20));
  }, STATES);
  return tab;
}

for (const dark of [false, true]) {
  test(`axe finds nothing: ${dark ? 'dark' : 'light'}`, async () => {
    const tab = await open({ dark });
    await tab.page.addScriptTag({ url: '/axe.js' });
    const found = await tab.evaluate(async () => {
      const { axe } = /** @type {any} */ (globalThis);
      const { violations, passes } = await axe.run(document, {
        rules: { 'target-size': { enabled: true } },
      });
      const targets = violations.flatMap((/** @type {any} */ { id, nodes }) =>
        nodes.map((/** @type {any} */ { target }) => `${id}: ${target.flat()}`),
      );
      // It has looked into the shadow roots.
      const looked = passes.some((/** @type {any} */ { nodes }) =>
        nodes.some((/** @type {any} */ { target }) => target.flat().length > 1),
      );
      return { targets, looked };
    });
    assert.deepEqual(found, { targets: [], looked: true });
    await tab.page.close();
  });
}

test('all that can be pressed is large enough for a finger', async () => {
  const tab = await open({});
  const small = await tab.evaluate((TARGET) => {
    const roots = [...document.querySelectorAll('digit-pad')].map(
      (pad) => pad.shadowRoot,
    );
    return roots
      .flatMap((root) => [...(root?.querySelectorAll('button, input') ?? [])])
      .map((each) => ({ name: each.className, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < TARGET)
      .map(({ name, box }) => `${name} ${box.width}x${box.height}`);
  }, TARGET);
  assert.deepEqual(small, []);
  await tab.page.close();
});

test('by Tab one comes to all of it, and nothing holds the focus', async () => {
  const tab = await open({});
  await tab.evaluate(() =>
    /** @type {any} */ (document.querySelector('#unsure')).focus(),
  );
  const way = [];
  for (let i = 0; i < 7; ++i) {
    way.push(
      await tab.evaluate(() => {
        const pad = document.activeElement;
        return `${pad?.id} ${pad?.shadowRoot?.activeElement?.classList[0]}`;
      }),
    );
    await tab.press('Tab');
  }
  assert.deepEqual(way, [
    'unsure input',
    'unsure candidate',
    'unsure candidate',
    'unsure undo',
    'unsure redo',
    'unsure clear',
    'outside input',
  ]);
  await tab.page.close();
});

test('a screen reader hears its name, its state and what was read', async () => {
  const tab = await open({});
  const heard = await tab.evaluate(() => {
    const of = (/** @type {string} */ id) => {
      const root = document.getElementById(id)?.shadowRoot;
      const input = /** @type {Element} */ (root?.querySelector('.input'));
      const [name, invalid, required] = ['label', 'invalid', 'required'].map((each) =>
        input.getAttribute(`aria-${each}`),
      );
      return [name, invalid, required, root?.querySelector('[role=status]')?.textContent];
    };
    return ['written', 'outside', 'required'].map(of);
  });
  assert.match(String(heard[0].pop()), /^42 \d\d% sure$/);
  assert.deepEqual(heard, [
    ['written', 'false', 'false'],
    ['outside', 'true', 'false', '42 is more than 10.'],
    ['required', 'true', 'true', 'Please write or type a number.'],
  ]);
  await tab.page.close();
});

test('a finger writes, and does not scroll', async () => {
  const tab = await open({ touch: true, width: 390, height: 700 });
  const area = await tab.surfaceOf('#empty');
  const session = await tab.page.context().newCDPSession(tab.page);
  const scrolled = await tab.evaluate(() => scrollY);
  for (const stroke of writtenIn('42', area)) {
    const points = stroke.map(([x, y]) => [{ x: area.x + x, y: area.y + y }]);
    const send = (/** @type {any} */ type, /** @type {any} */ touchPoints) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', points[0]);
    for (const point of points.slice(1)) await send('touchMove', point);
    await send('touchEnd', []);
  }
  await tab.holds('42', '#empty');
  assert.equal(await tab.evaluate(() => scrollY), scrolled);
  await tab.page.close();
});
