// <digit-pad> in a form: what is submitted, when it is not, and how it comes back.
import assert from 'node:assert/strict';
import { pageOf } from './pad_site.mjs';
import { testPads } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const FORM = `
  <form action="/sent">
    <label for="pad">Amount</label>
    <fieldset><digit-pad id="pad" name="amount"></digit-pad></fieldset>
    <input name="other" value="x" aria-label="Other">
    <button>Send</button> <button type="reset">Reset</button>
  </form>`;

const PAGES = {
  '/': pageOf(FORM),
  '/sent': '<!doctype html><title>Sent</title><p>Thank you.',
};

/** Gives the pad attributes; null takes one away. */
const attributes = (
  /** @type {PadTab} */ tab,
  /** @type {Record<string, string | null>} */ values,
) =>
  tab.evaluate((values) => {
    const pad = document.querySelector('digit-pad');
    for (const [name, value] of Object.entries(values)) {
      if (value === null) pad?.removeAttribute(name);
      else pad?.setAttribute(name, value);
    }
  }, values);

/** What the form would send. */
const data = (/** @type {PadTab} */ tab) =>
  tab.evaluate(() => {
    const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
    return new URLSearchParams(/** @type {any} */ (new FormData(form))).toString();
  });

/** The flags of the pad's validity that are set. */
const breaches = (/** @type {PadTab} */ tab) =>
  tab.evaluate(() => {
    const { validity } = /** @type {any} */ (document.querySelector('digit-pad'));
    const flags = [];
    for (const flag in validity) if (validity[flag] && flag !== 'valid') flags.push(flag);
    return flags.sort().join(' ');
  });

/** What has the focus: a tag, and within a pad the class there. */
const focus = (/** @type {PadTab} */ tab) =>
  tab.evaluate(() => {
    const active = document.activeElement;
    const inner = active?.shadowRoot?.activeElement;
    return inner ? `${active?.localName} ${inner.classList[0]}` : active?.localName;
  });

testPads(PAGES, (promise) => {
  promise('the written number is submitted under its name', async (tab) => {
    assert.equal(await data(tab), 'amount=&other=x');
    await tab.write('42');
    await tab.holds('42');
    assert.equal(await data(tab), 'amount=42&other=x');
    await tab.click('button');
    await tab.arrives('/sent');
    assert.equal(await tab.evaluate(() => location.search), '?amount=42&other=x');
  });

  promise('Enter submits a typed number', async (tab) => {
    await tab.click('label');
    assert.equal(await focus(tab), 'digit-pad input');
    await tab.type('17');
    await tab.press('Enter');
    await tab.arrives('/sent');
    assert.equal(await tab.evaluate(() => location.search), '?amount=17&other=x');
  });

  promise('within its label it is written into, and keeps the focus', async (tab) => {
    await tab.evaluate(() => {
      const pad = /** @type {Element} */ (document.querySelector('digit-pad'));
      const label = document.createElement('label');
      pad.replaceWith(label);
      label.append('Sum ', pad);
    });
    await tab.write('4');
    await tab.holds('4');
    // In the input, a phone would open its keyboard.
    assert.equal(await focus(tab), 'digit-pad surface');
    const name = await tab.evaluate(() => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      return root?.querySelector('input')?.getAttribute('aria-label');
    });
    assert.equal(name, 'Amount Sum');
  });

  promise('what is required is asked for', async (tab) => {
    await attributes(tab, { required: '' });
    assert.equal(await breaches(tab), 'valueMissing');
    await tab.click('button');
    assert.equal(await tab.evaluate(() => location.pathname), '/');
    assert.equal(await focus(tab), 'digit-pad input');
    const message = await tab.evaluate(() => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      return root?.querySelector('.message')?.textContent;
    });
    assert.equal(message, 'Please write or type a number.');
    await tab.write('5');
    await tab.holds('5');
    assert.equal(await breaches(tab), '');
    await tab.click('button');
    await tab.arrives('/sent');
  });

  promise('what the page says is wrong is wrong', async (tab) => {
    await attributes(tab, { value: '13' });
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      pad.setCustomValidity('No thirteens.');
    });
    assert.equal(await breaches(tab), 'customError');
    await tab.click('button');
    assert.equal(await tab.evaluate(() => location.pathname), '/');
    const message = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const shown = pad.shadowRoot.querySelector('.message').textContent;
      pad.setCustomValidity('');
      return shown;
    });
    assert.equal(message, 'No thirteens.');
    assert.equal(await breaches(tab), '');
  });

  promise('a reset brings back what it held at first', async (tab) => {
    await attributes(tab, { value: '8' });
    assert.equal(await data(tab), 'amount=8&other=x');
    await tab.write('42');
    await tab.holds('42');
    await tab.click('button[type=reset]');
    await tab.holds('8');
    const { strokes } = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return { strokes: pad.strokes.length };
    });
    assert.equal(strokes, 0);
    // The attribute counts again.
    await attributes(tab, { value: '9' });
    await tab.holds('9');
  });

  promise('a fieldset that is disabled takes it along', async (tab) => {
    await attributes(tab, { value: '8', required: '' });
    await tab.evaluate(() =>
      document.querySelector('fieldset')?.setAttribute('disabled', ''),
    );
    assert.equal(await data(tab), 'other=x');
    await tab.write('42');
    const off = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return [pad.value, pad.strokes.length, pad.willValidate, pad.matches(':disabled')];
    });
    assert.deepEqual(off, ['8', 0, false, true]);
    await tab.evaluate(() =>
      document.querySelector('fieldset')?.removeAttribute('disabled'),
    );
    await tab.write('42');
    await tab.holds('42');
  });

  promise('what is read-only cannot be written, and is submitted', async (tab) => {
    await attributes(tab, { value: '8', readonly: '' });
    await tab.write('42');
    await tab.click('label');
    await tab.type('9');
    assert.equal(await data(tab), 'amount=8&other=x');
    await attributes(tab, { readonly: null });
    await tab.write('42');
    await tab.holds('42');
  });

  promise('the way back brings back value and ink', async (tab) => {
    await tab.write('42');
    await tab.holds('42');
    await tab.click('button');
    await tab.arrives('/sent');
    await tab.evaluate(() => history.back());
    await tab.arrives('/');
    await tab.holds('42');
    const back = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      await pad.ready;
      return pad.strokes.length;
    });
    assert.equal(back, 3);
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.result.text === '42' && pad.value === '42';
    });
  });
});
