// Every task of the page by keyboard alone and by touch alone, in each browser.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { version } from '../cli/program.mjs';
import { writeNumber, written } from '../data/written.mjs';
import { launchBrowser, root } from './browser.mjs';
import { makeSheet } from './sheets.mjs';
import { BROWSERS, fingers, launch } from './tabs.mjs';

/** @typedef {import('./tabs.mjs').Tab} Tab */

const folder = mkdtempSync(join(tmpdir(), 'digitpad-tasks-'));
const sheet = join(folder, 'sheet.png');
const drawing = join(folder, 'drawing.jsonl');
const model = join(root, 'weights/digits.dpm');
/** @type {Record<string, Awaited<ReturnType<typeof launch>>>} */
const browsers = {};
before(async () => {
  for (const name of BROWSERS) browsers[name] = await launch(name);
  const chromium = await launchBrowser();
  writeFileSync(drawing, JSON.stringify(written('7')));
  writeFileSync(sheet, await makeSheet(chromium, ['31415', '926']));
  await chromium.close();
});
after(async () => {
  for (const browser of Object.values(browsers)) await browser.close();
  rmSync(folder, { recursive: true });
});

/**
 * Tab by Tab to an element, backwards where it comes earlier.
 * @param {Tab} tab
 * @param {string} selector
 */
async function reach(tab, selector) {
  const way = () =>
    tab.evaluate((selector) => {
      const wanted = document.querySelector(selector);
      const focused = document.activeElement ?? document.body;
      if (!wanted) throw new Error(`no ${selector}`);
      if (focused === wanted) return '';
      const { DOCUMENT_POSITION_PRECEDING } = Node;
      const isEarlier =
        focused.compareDocumentPosition(wanted) & DOCUMENT_POSITION_PRECEDING;
      return isEarlier ? 'Shift+Tab' : 'Tab';
    }, selector);
  for (let steps = 0; steps < 40; ++steps) {
    const keys = await way();
    if (keys === '') return;
    await tab.press(keys);
  }
  assert.fail(`${selector} is not reached by Tab`);
}

/**
 * The two ways to use the page: how an element is pressed, a digit entered, a choice made, and
 * in which formats what was entered is saved.
 * @type {Record<string, {
 *   press: (tab: Tab, selector: string) => Promise<void>,
 *   enter: (tab: Tab, digit: string) => Promise<unknown>,
 *   pick: (tab: Tab, selector: string, value: string) => Promise<unknown>,
 *   formats: Record<string, RegExp>,
 * }>}
 */
const WAYS = {
  keyboard: {
    async press(tab, selector) {
      await reach(tab, selector);
      await tab.press('Enter');
    },
    enter: (tab, digit) => tab.type(digit),
    async pick(tab, selector, value) {
      await reach(tab, selector);
      const steps = await tab.evaluate(
        ({ selector, value }) => {
          const select = /** @type {HTMLSelectElement} */ (
            document.querySelector(selector)
          );
          const values = [...select.options].map((option) => option.value);
          return values.indexOf(value) - select.selectedIndex;
        },
        { selector, value },
      );
      const key = steps > 0 ? 'ArrowDown' : 'ArrowUp';
      for (let i = Math.abs(steps); i > 0; --i) await tab.press(key);
    },
    formats: { csv: /\b7\b/, json: /"7"/ },
  },
  touch: {
    press: (tab, selector) => tab.tap(selector),
    enter: (tab, digit) =>
      tab.drawWithFinger(writeNumber(digit, { x: 100, y: 60, height: 200 }).strokes),
    // The list that a tap opens is the browser's own, where no driver reaches.
    async pick(tab, selector, value) {
      await tab.middleOf(selector);
      await tab.evaluate(
        ({ selector, value }) => {
          const select = /** @type {HTMLSelectElement} */ (
            document.querySelector(selector)
          );
          select.value = value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        },
        { selector, value },
      );
    },
    formats: { png: /PNG/, json: /"7"/ },
  },
};

/** The panels, and the menu's items that open them. */
const PANELS = {
  'menu-panel': '',
  'type-panel': '#type',
  'history-panel': '#history',
  'network-panel': '#network',
  'help-panel': '#help',
};

const isOpen = (/** @type {Tab} */ tab, /** @type {string} */ id) =>
  tab.evaluate(
    (id) => /** @type {HTMLDialogElement} */ (document.getElementById(id)).open,
    id,
  );

for (const browser of BROWSERS) {
  for (const [way, { press, enter, pick, formats }] of Object.entries(WAYS)) {
    const by = `${browser}, by ${way} alone`;
    const open = () => browsers[browser].open({ touch: way === 'touch' });
    const options = way === 'touch' ? fingers(browser) : {};

    test(
      `${by}: enter a digit, undo it, clear another, start again`,
      options,
      async () => {
        const tab = await open();
        await enter(tab, '1');
        await tab.answers('1');
        await press(tab, '#undo');
        await tab.answers('');
        await enter(tab, '7');
        await tab.answers('7');
        await press(tab, '#clear');
        await tab.answers('');
        await enter(tab, '1');
        await tab.answers('1');
        await press(tab, '#new');
        await tab.answers('');
        assert.deepEqual(tab.log, []);
        await tab.close();
      },
    );

    test(`${by}: type a number in its panel`, options, async () => {
      const tab = await open();
      await press(tab, '#menu');
      await press(tab, '#type');
      await press(tab, '#type-input');
      // A phone's keyboard is one as well.
      await tab.type('2048');
      await press(tab, '#type-enter');
      await tab.answers('2048');
      assert.equal(await isOpen(tab, 'type-panel'), false);
      assert.deepEqual(tab.log, []);
      await tab.close();
    });

    test(`${by}: save what was entered, open a picture`, options, async () => {
      const tab = await open();
      await enter(tab, '7');
      await tab.answers('7');
      for (const [format, content] of Object.entries(formats)) {
        await press(tab, '#menu');
        const item = `#menu-panel [data-format="${format}"]`;
        const { name, bytes } = await tab.saved(() => press(tab, item));
        assert.equal(name, `digitpad.${format}`);
        assert.match(bytes.toString('latin1'), content);
      }
      await press(tab, '#menu');
      await tab.choose(() => press(tab, '#open'), sheet);
      await tab.answers('31415\n926');
      await press(tab, '#new');
      await tab.answers('');
      await tab.close();
    });

    test(
      `${by}: open a drawing, see its layers, bring it back from the history`,
      options,
      async () => {
        const tab = await open();
        await press(tab, '#menu');
        await tab.choose(() => press(tab, '#open'), drawing);
        await tab.answers('7');
        await press(tab, '#menu');
        await press(tab, '#layers-switch');
        await press(tab, '#menu-panel .close');
        await tab.until(() => {
          const layers = document.getElementById('layers');
          return (
            layers?.checkVisibility() && layers.querySelectorAll('canvas').length > 2
          );
        });
        await press(tab, '#new');
        await tab.answers('');
        await press(tab, '#menu');
        await press(tab, '#history');
        await press(tab, '#past button');
        await tab.answers('7');
        assert.deepEqual(tab.log, []);
        await tab.close();
      },
    );

    test(`${by}: load a model, and go back to the built-in one`, options, async () => {
      const tab = await open();
      await press(tab, '#menu');
      await press(tab, '#network');
      const facts = () =>
        tab.evaluate(() => document.getElementById('network-facts')?.textContent, null);
      const builtIn = await facts();
      await tab.choose(() => press(tab, '#network-open'), model);
      await tab.until(() =>
        document.getElementById('network-facts')?.textContent?.includes('digits.dpm'),
      );
      await press(tab, '#network-back');
      await tab.until(
        (builtIn) => document.getElementById('network-facts')?.textContent === builtIn,
        builtIn,
      );
      await press(tab, '#network-panel .close');
      await enter(tab, '7');
      await tab.answers('7');
      assert.deepEqual(tab.log, []);
      await tab.close();
    });

    test(
      `${by}: switch the theme, the language and reading while one writes`,
      options,
      async () => {
        const tab = await open();
        await press(tab, '#menu');
        await press(tab, '#live');
        assert.equal(
          await tab.evaluate(() => document.querySelector('#live')?.ariaChecked, null),
          'false',
        );
        await pick(tab, '#theme', 'dark');
        await tab.until(() => document.documentElement.style.colorScheme === 'dark');
        await pick(tab, '#language', 'ar');
        await tab.until(() => document.documentElement.dir === 'rtl');
        await pick(tab, '#language', 'en');
        await tab.until(() => document.documentElement.dir === 'ltr');
        await press(tab, '#menu-panel .close');
        assert.equal(await isOpen(tab, 'menu-panel'), false);
        await tab.close();
      },
    );

    test(`${by}: read the help`, options, async () => {
      const tab = await open();
      await press(tab, '#menu');
      await press(tab, '#help');
      assert.equal(await isOpen(tab, 'help-panel'), true);
      const named = await tab.evaluate(
        () => document.querySelector('#version')?.textContent,
      );
      assert.equal(named, `digitpad ${version}`);
      assert.equal(await isOpen(tab, 'menu-panel'), false);
      await press(tab, '#help-panel .close');
      assert.equal(await isOpen(tab, 'help-panel'), false);
      await tab.close();
    });
  }

  test(`${browser}: Tab goes through every control and around`, async () => {
    const tab = await browsers[browser].open();
    await tab.type('42');
    await tab.answers('42');
    const controls = await tab.evaluate(
      () =>
        [...document.querySelectorAll('#app button')]
          .filter((each) => each.checkVisibility({ visibilityProperty: true }))
          .map(({ id }) => id),
      null,
    );
    const seen = [];
    for (let i = 0; i < 3 * controls.length; ++i) {
      await tab.press('Tab');
      seen.push(await tab.focus());
    }
    const first = seen.indexOf(controls[0]);
    const round = seen.indexOf(controls[0], first + 1);
    assert.ok(round > first, `it comes round: ${seen}`);
    const once = seen.slice(first, round).filter((id) => controls.includes(id));
    assert.deepEqual(once, controls);
    await tab.close();
  });

  for (const [panel, item] of Object.entries(PANELS)) {
    test(`${browser}: ${panel} shows the focus, lets it go on, and gives it back`, async () => {
      const tab = await browsers[browser].open();
      const { press } = WAYS.keyboard;
      await press(tab, '#menu');
      if (item) await press(tab, item);
      assert.equal(await isOpen(tab, panel), true);
      const start = await tab.evaluate(() => document.activeElement?.outerHTML, null);
      let around = false;
      for (let i = 0; i < 25 && !around; ++i) {
        const { inside, seen, html } = await tab.evaluate((panel) => {
          const focused = /** @type {Element} */ (document.activeElement);
          const { outlineStyle, outlineWidth } = getComputedStyle(focused);
          return {
            html: focused.outerHTML,
            inside: focused.closest('dialog')?.id === panel,
            seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1,
          };
        }, panel);
        // From its last control the focus leaves the page, and comes back to the first one.
        around = !inside || (i > 0 && html === start);
        assert.ok(seen || !inside, `the focus is seen on ${html}`);
        await tab.press('Tab');
      }
      assert.ok(around, 'no trap');
      await tab.press('Escape');
      assert.equal(await isOpen(tab, panel), false);
      assert.equal(await tab.focus(), 'menu');
      assert.deepEqual(tab.log, []);
      await tab.close();
    });
  }
}

test('the help shows every shortcut that there is', async () => {
  const tab = await browsers.chromium.open();
  const { shown, known } = await tab.evaluate(() => {
    const texts = (/** @type {string} */ selector) =>
      [...document.querySelectorAll(selector)].map((each) => each.textContent ?? '');
    const shortcuts = [...document.querySelectorAll('[aria-keyshortcuts]')].map(
      (each) => each.getAttribute('aria-keyshortcuts') ?? '',
    );
    return {
      shown: texts('#help-panel kbd'),
      known: [
        ...shortcuts.map((keys) =>
          keys.replace('Control', 'Ctrl').replace('Escape', 'Esc'),
        ),
        ...texts('#menu-panel kbd'),
      ],
    };
  }, null);
  assert.ok(known.length >= 4);
  assert.deepEqual(
    known.filter((keys) => !shown.includes(keys)),
    [],
  );
  await tab.close();
});
