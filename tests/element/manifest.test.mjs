// custom-elements.json, by which editors and catalogs know <digit-pad>, tells what is so, and all
// of it: as it is found in live elements.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { STATES } from '../../www/pad_states.js';
import { root } from '../web/browser.mjs';
import { pageOf } from './pad_site.mjs';
import { testPads } from './pads.mjs';

/** @typedef {{ name: string, kind?: string, readonly?: boolean, fieldName?: string }} Named */

const file = readFileSync(join(root, 'www/npm/custom-elements.json'), 'utf8');
const [{ declarations, exports }] = JSON.parse(file).modules;
/** @type {Record<'attributes' | 'members' | 'events' | 'cssParts' | 'cssProperties' | 'cssStates', Named[]>} */
const told = declarations[0];

const namesOf = (/** @type {Named[]} */ list) => list.map(({ name }) => name).sort();
const sorted = (/** @type {Iterable<string>} */ names) => [...new Set(names)].sort();

/** Between a one and a seven. */
const UNSURE = [
  [
    ...Array.from({ length: 5 }, (_, k) => [125 + 5 * k, 40]),
    ...Array.from({ length: 12 }, (_, k) => [150 - 3 * k, 40 + 9 * k]),
  ],
];

// Notes the type of every event that a pad sends.
const NOTE = `<script>
  globalThis.sent = [];
  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (this.localName === 'digit-pad') sent.push(event.type);
    return dispatchEvent.call(this, event);
  };
</script>`;
const BROKEN =
  '<script>WebAssembly.instantiate = () => Promise.reject(new Error("no"))</script>';
const PAD = '<digit-pad></digit-pad>';
const PAGES = {
  '/': pageOf(`${PAD}<digit-pad id="boxes" mode="boxes"></digit-pad>`, NOTE),
  '/broken': pageOf(PAD, NOTE + BROKEN),
};

test('it is about what digitpad/element exports and defines', () => {
  const found = exports.map((/** @type {Named} */ { kind, name }) => `${kind} ${name}`);
  assert.deepEqual(found, ['js DigitPad', 'custom-element-definition digit-pad']);
  const described = [
    ...told.attributes,
    ...told.members,
    ...told.events,
    ...told.cssParts,
  ];
  for (const each of [...described, ...told.cssProperties, ...told.cssStates]) {
    assert.ok(Reflect.get(each, 'description'), `${each.name} is not described`);
  }
});

test('states are those that it has', () => {
  assert.deepEqual(namesOf(told.cssStates), sorted(STATES));
});

test('the types name its parts, states and properties as well', () => {
  const types = readFileSync(join(root, 'www/npm/element.d.ts'), 'utf8');
  const [, comment] = /\/\*\*([^]*?)\*\/\s*export class/.exec(types) ?? [];
  const words = sorted(comment.match(/[a-z-]+/g) ?? []);
  const names = [
    ...told.cssParts,
    ...told.cssStates,
    ...told.cssProperties,
    ...told.events,
  ];
  const missing = names
    .map(({ name }) => name.replace('--digit-pad-', ''))
    .filter((name) => !words.includes(name));
  assert.deepEqual(missing, []);
});

testPads(PAGES, (promise) => {
  promise('attributes are those that it observes, and its name', async (tab) => {
    const observed = await tab.evaluate(
      () => /** @type {any} */ (customElements.get('digit-pad')).observedAttributes,
    );
    assert.deepEqual(namesOf(told.attributes), sorted([...observed, 'name']));
    // An attribute is seen in the property that it is said to belong to.
    const deaf = await tab.evaluate(
      (attributes) =>
        attributes
          .filter(({ name, fieldName }) => {
            const pad = /** @type {any} */ (document.createElement('digit-pad'));
            const before = pad[String(fieldName)];
            pad.setAttribute(name, name === 'mode' ? 'boxes' : '0.5');
            if (name === 'maxlength') pad.setAttribute(name, '5');
            return pad[String(fieldName)] === before;
          })
          .map(({ name }) => name),
      told.attributes,
    );
    assert.deepEqual(deaf, []);
  });

  promise('members are the public ones of the class', async (tab) => {
    const found = await tab.evaluate(() => {
      const members = [];
      const pad = document.querySelector('digit-pad');
      const own = Object.keys(pad ?? {});
      let from = customElements.get('digit-pad')?.prototype;
      for (; from !== HTMLElement.prototype; from = Object.getPrototypeOf(from)) {
        for (const [name, how] of Object.entries(
          Object.getOwnPropertyDescriptors(from),
        )) {
          const isField = how.get !== undefined;
          const kind = isField ? (how.set ? 'field' : 'readonly field') : 'method';
          members.push(`${kind} ${name}`);
        }
      }
      return { own, members };
    });
    const called = /constructor$|Callback$/;
    const members = found.members.filter((member) => !called.test(member));
    const wanted = told.members.map(
      ({ kind, name, readonly }) => `${readonly ? 'readonly ' : ''}${kind} ${name}`,
    );
    assert.deepEqual(wanted.sort(), sorted(members));
    assert.deepEqual(found.own, []);
  });

  promise('parts and custom properties are those of its shadow root', async (tab) => {
    const found = await tab.evaluate(async (strokes) => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.strokes = strokes;
      const root = () => pad.shadowRoot;
      while (!root().querySelector('.candidate')) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const boxes = document.querySelector('#boxes')?.shadowRoot;
      const parts = [root(), boxes].flatMap((each) =>
        Array.from(each.querySelectorAll('[part]'), (/** @type {Element} */ element) => [
          ...element.part,
        ]).flat(),
      );
      const rules = root().adoptedStyleSheets.flatMap(
        (/** @type {CSSStyleSheet} */ sheet) =>
          Array.from(sheet.cssRules, ({ cssText }) => cssText),
      );
      const properties = rules.join('\n').match(/--digit-pad-[\w-]+/g);
      return { parts, properties };
    }, UNSURE);
    assert.deepEqual(namesOf(told.cssParts), sorted(found.parts));
    assert.deepEqual(namesOf(told.cssProperties), sorted(found.properties));
  });

  promise('events are those that it sends', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    /** @returns {Promise<string[]>} */
    const sent = () => tab.evaluate(() => /** @type {any} */ (globalThis).sent);
    const written = await sent();
    await tab.page.goto(new URL('/broken', tab.page.url()).href);
    await tab.until(() => /** @type {any} */ (globalThis).sent.includes('error'));
    assert.deepEqual(namesOf(told.events), sorted([...written, ...(await sent())]));
  });
});
