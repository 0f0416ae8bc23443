// What a <digit-pad> takes: by mode, bounds and signs, written, typed or pasted.
import assert from 'node:assert/strict';
import { AREA, FIELD_PAGE, get, push, set, told } from './field_page.mjs';
import { testPads, writtenIn } from './pads.mjs';

testPads({ '/': FIELD_PAGE }, (promise) => {
  promise('the rules choose, and what is clear but against them is kept', async (tab) => {
    await set(tab, { max: '100', strokes: writtenIn('150', AREA) });
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.validity.rangeOverflow;
    });
    assert.equal(await get(tab, 'value'), '150');
    assert.equal(await get(tab, 'validationMessage'), '150 is more than 100.');
    await set(tab, { max: '200' });
    assert.equal(await get(tab, 'validity.valid'), true);
    await set(tab, { min: '160' });
    assert.equal(await get(tab, 'validity.rangeUnderflow'), true);
    await set(tab, { min: '', maxLength: 2 });
    assert.equal(await get(tab, 'validity.tooLong'), true);
    await set(tab, { maxLength: 3, minConfidence: 1 });
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.validity.customError && pad.value === '';
    });
  });

  promise('in mode single it takes one digit and no more', async (tab) => {
    await set(tab, { mode: 'single', strokes: writtenIn('4', AREA) });
    await tab.holds('4');
    await set(tab, { strokes: writtenIn('42', AREA) });
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.validity.customError && pad.result.digits.length === 1;
    });
    await set(tab, { mode: 'number' });
    assert.equal(await get(tab, 'value'), '42');
  });

  promise('a number can be pasted, also where one has just written', async (tab) => {
    await tab.evaluate(() => {
      const source = document.createElement('input');
      source.value = '1 234';
      document.body.append(source);
      source.select();
    });
    await tab.press('Control+c');
    await tab.write('4');
    await tab.holds('4');
    await told(tab);
    await tab.press('Control+v');
    await tab.holds('1234');
    assert.deepEqual(await told(tab), ['input 1234']);
    await tab.press('Tab');
    assert.deepEqual(await told(tab), ['change 1234']);
    await push(tab, '.input');
    await tab.press('Control+a');
    await tab.press('Backspace');
    await tab.press('Control+v');
    await tab.holds('1234');
  });

  promise('a sign may be typed where a bound has one', async (tab) => {
    await push(tab, '.input');
    await tab.type('-5');
    assert.equal(await get(tab, 'validity.badInput'), true);
    await set(tab, { min: '-10' });
    assert.equal(await get(tab, 'value'), '-5');
    assert.equal(await get(tab, 'validity.valid'), true);
  });

  promise('decimals have a point in the value, and are shown as typed', async (tab) => {
    await set(tab, { min: '0,00', lang: 'en' });
    await push(tab, '.input');
    await tab.type('3,50');
    assert.equal(await get(tab, 'value'), '3.50');
    const shown = () =>
      tab.evaluate(() => {
        const root = document.querySelector('digit-pad')?.shadowRoot;
        return root?.querySelector('input')?.value;
      });
    assert.equal(await shown(), '3,50');
    assert.equal(await get(tab, 'validity.valid'), true);
    for (const wrong of ['.5', '3.', '1,234.50', 'x']) {
      await set(tab, { value: wrong });
      assert.equal(await get(tab, 'value'), '');
      const message = 'Only a number like 12 or -3.50, please.';
      assert.equal(await get(tab, 'validationMessage'), message);
    }
    await set(tab, { min: '0' });
    const message = 'Only digits, and not too many, please.';
    assert.equal(await get(tab, 'validationMessage'), message);
  });

  promise('written decimals have a point in the value, too', async (tab) => {
    await set(tab, { min: '0.0', strokes: writtenIn('3,5', AREA) });
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.result.digits.length === 3;
    });
    assert.equal(await get(tab, 'result.text'), '3,5');
    assert.equal(await get(tab, 'value'), '3.5');
  });

  promise('a bound of any length is one', async (tab) => {
    const max = '9'.repeat(150);
    await set(tab, { max, min: `-${max}`, strokes: writtenIn('42', AREA) });
    await tab.holds('42');
    assert.equal(await get(tab, 'validity.valid'), true);
    await set(tab, { min: '1'.repeat(150), max: '' });
    assert.equal(await get(tab, 'validity.rangeUnderflow'), true);
  });
});
