// <digit-pad> in mode `boxes`: a digit in each box, and no value before there is one in each.
import assert from 'node:assert/strict';
import { pageOf } from './pad_site.mjs';
import { testPads, writtenIn } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const PAD =
  '<digit-pad mode="boxes" maxlength="4" name="pin" aria-label="PIN"></digit-pad>';
const FORM = `<form action="/sent">${PAD}<button>Send</button></form>`;
// As wide as the window, but for a margin.
const WIDE = '<style>digit-pad { inline-size: calc(100vw - 40px) }</style>';
const PAGES = {
  '/': pageOf(FORM, WIDE),
  '/rtl': pageOf(FORM, WIDE).replace('lang="en"', 'lang="ar" dir="rtl"'),
  '/two': pageOf(
    PAD + '<digit-pad id="narrow" mode="boxes" maxlength="4" aria-label="B"></digit-pad>',
    WIDE.replace('digit-pad', 'digit-pad[name]'),
  ),
  '/free': pageOf('<main></main>'),
  '/sent': '<!doctype html><title>Sent</title><p>Thank you.',
};
const TARGET = 44;
const WINDOW = { width: 800, height: 700 };
const NARROW = { width: 360, height: 700 };
const TOO_NARROW = 'its window cannot be as narrow';

/** What a script sees of the pad. */
const seen = (/** @type {PadTab} */ tab) =>
  tab.evaluate(() => {
    const pad = /** @type {any} */ (document.querySelector('digit-pad'));
    const { tooShort, tooLong, valid } = pad.validity;
    const states = ['empty', 'partial', 'accepted', 'unsure', 'rejected', 'typed'];
    return {
      value: pad.value,
      state: states.filter((state) => pad.matches(`:state(${state})`)).join(' '),
      flags: { tooShort, tooLong, valid },
      message: pad.validationMessage,
      shown: pad.shadowRoot.querySelector('.message').textContent,
      isProblem: pad.shadowRoot.querySelector('.pad').hasAttribute('data-problem'),
    };
  });

const set = (/** @type {PadTab} */ tab, /** @type {object} */ values) =>
  tab.evaluate((values) => {
    Object.assign(/** @type {any} */ (document.querySelector('digit-pad')), values);
  }, values);

/** Until the pad is in this state. */
const isIn = (/** @type {PadTab} */ tab, /** @type {string} */ state) =>
  tab.until(
    (state) => document.querySelector(`digit-pad:state(${state})`) !== null,
    state,
  );

/** Which boxes hold ink that is seen, as `1010`. */
async function inked(/** @type {PadTab} */ tab, pad = 'digit-pad') {
  // What is new on the surface is painted in the next frames.
  await tab.evaluate(async () => {
    for (let i = 0; i < 4; ++i) await new Promise(requestAnimationFrame);
  });
  return tab.evaluate((pad) => {
    const root = document.querySelector(pad)?.shadowRoot;
    const canvas = /** @type {HTMLCanvasElement} */ (root?.querySelector('canvas'));
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
      copy.getContext('2d', { willReadFrequently: true })
    );
    context.drawImage(canvas, 0, 0);
    const at = canvas.getBoundingClientRect();
    const ratio = canvas.width / at.width;
    const count = (/** @type {DOMRect} */ { x, y, width, height }) => {
      const place = [x - at.x, y - at.y, width, height].map((v) => Math.round(v * ratio));
      const [left, top, columns, rows] = place;
      const { data } = context.getImageData(left, top, columns, rows);
      return data.filter((v, i) => i % 4 === 3 && v > 0).length;
    };
    const each = Array.from(root?.querySelectorAll('.box') ?? [], (box) =>
      count(box.getBoundingClientRect()),
    );
    const all = count(at);
    const within = each.reduce((sum, pixels) => sum + pixels, 0);
    const isOutside = all > within;
    return each.map((pixels) => (pixels > 0 ? 1 : 0)).join('') + (isOutside ? '!' : '');
  }, pad);
}

testPads(PAGES, (promise) => {
  promise('a digit in each box is the value, in whatever order', async (tab) => {
    await tab.writeInBoxes('  27');
    await tab.writeInBoxes('40');
    await tab.holds('4027');
    const { state, flags } = await seen(tab);
    assert.deepEqual([state, flags.valid], ['accepted', true]);
    assert.equal(await inked(tab), '1111');
    await tab.click('button');
    await tab.arrives('/sent');
    assert.equal(await tab.evaluate(() => location.search), '?pin=4027');
  });

  promise('its answer waits until there is a digit in each box', async (tab) => {
    await tab.writeInBoxes('40 7');
    await isIn(tab, 'partial');
    const before = await seen(tab);
    assert.deepEqual(before, {
      value: '',
      state: 'partial',
      flags: { tooShort: true, tooLong: false, valid: false },
      message: 'Boxes still empty: 1',
      shown: 'Boxes still empty: 1',
      // That is nobody's fault yet.
      isProblem: false,
    });
    await tab.click('button');
    assert.equal(await tab.evaluate(() => location.pathname), '/');
    assert.equal((await seen(tab)).isProblem, true);
    await tab.writeInBoxes('  2');
    await tab.holds('4027');
    assert.equal((await seen(tab)).flags.valid, true);
  });

  promise('what is missing is said in every language', async (tab) => {
    await tab.writeInBoxes('4');
    await isIn(tab, 'partial');
    const said = await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return ['en', 'de', 'es', 'zh', 'ar'].map((lang) => {
        pad.lang = lang;
        const surface = pad.shadowRoot.querySelector('.surface');
        return [pad.validationMessage, surface.getAttribute('aria-label')];
      });
    });
    assert.equal(new Set(said.flat()).size, 10);
    for (const [message, label] of said) {
      assert.match(message, /3/);
      assert.match(label, /4/);
    }
  });

  promise('what is no digit is said to be none, and not waited for', async (tab) => {
    const [, second] = await tab.boxesOf();
    const { width, height } = second;
    const scribble = Array.from({ length: 40 }, (_, k) => [
      width * (0.15 + 0.7 * ((k * 7) % 10) * 0.1),
      height * (0.2 + 0.6 * ((k * 3) % 11) * 0.09),
    ]);
    await tab.drawAt(second, [scribble]);
    await isIn(tab, 'rejected');
    assert.equal((await seen(tab)).isProblem, true);
  });

  promise('typed digits are held to the number of boxes, too', async (tab) => {
    await tab.evaluate(() => document.querySelector('digit-pad')?.focus());
    await tab.type('12');
    const short = await seen(tab);
    assert.deepEqual(
      [short.value, short.flags.tooShort, short.isProblem],
      ['12', true, false],
    );
    assert.equal(short.message, '12 does not have 4 digits.');
    await tab.type('34');
    assert.equal((await seen(tab)).flags.valid, true);
    await tab.type('5');
    assert.equal((await seen(tab)).flags.tooLong, true);
  });

  promise('there are as many boxes as the attributes say', '/free', async (tab) => {
    const counts = await tab.evaluate(() => {
      /** @type {[string, string, number][]} */
      const cases = [
        ['', '', 4],
        ['6', '31', 6],
        ['', '31', 2],
        ['', '09999.5', 4],
        ['', '-5', 4],
        ['0', '', 1],
        ['99', '', 20],
      ];
      return cases.map(([maxlength, max, wanted]) => {
        const pad = document.createElement('digit-pad');
        for (const [name, value] of Object.entries({ mode: 'boxes', maxlength, max })) {
          if (value) pad.setAttribute(name, value);
        }
        document.body.append(pad);
        const surface = pad.shadowRoot?.querySelector('.surface');
        const label = surface?.getAttribute('aria-label') ?? '';
        const boxes = surface?.querySelectorAll('.box').length;
        pad.remove();
        return [boxes, Number(/: (\d+)\./.exec(label)?.[1]), wanted];
      });
    });
    for (const [boxes, said, wanted] of counts) {
      assert.deepEqual([boxes, said], [wanted, wanted]);
    }
  });

  promise('boxes are as large as a finger, or as wide as fits', '/free', async (tab) => {
    for (const count of [1, 2, 4, 6, 10]) {
      for (const width of [0, 160, 240, 320, 600]) {
        const style = width ? `style="inline-size: ${width}px"` : '';
        await tab.evaluate(
          ({ count, style }) => {
            document.body.innerHTML = `<digit-pad mode="boxes" maxlength="${count}" ${style}></digit-pad>`;
            return new Promise((resolve) =>
              requestAnimationFrame(() => requestAnimationFrame(resolve)),
            );
          },
          { count, style },
        );
        const boxes = await tab.boxesOf();
        const surface = await tab.surfaceOf('digit-pad');
        const about = `${count} boxes on ${width} pixels: ${boxes[0].width}`;
        assert.equal(boxes.length, count);
        const isRoomy = width === 0 || width - 6 >= 48 * count;
        if (isRoomy) {
          assert.ok(
            boxes.every((box) => box.width >= TARGET),
            about,
          );
        } else assert.ok(48 + boxes[0].width > surface.width / count, about);
        const last = boxes[boxes.length - 1];
        assert.ok(boxes[0].x >= surface.x, about);
        assert.ok(last.x + last.width <= surface.x + surface.width, about);
        assert.ok(boxes[0].y > surface.y, about);
        assert.ok(last.y + last.height < surface.y + surface.height, about);
      }
    }
  });

  promise('ink stays in its boxes when the pad changes its size', async (tab) => {
    if (tab.browser === 'webkit') return tab.skip(TOO_NARROW);
    await tab.resize(WINDOW);
    await tab.writeInBoxes('40 7');
    await isIn(tab, 'partial');
    const wide = await tab.boxesOf();
    await tab.resize(NARROW);
    const { width } = wide[0];
    await tab.until((width) => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      const box = root?.querySelector('.box')?.getBoundingClientRect();
      return box && box.width < width - 5;
    }, width);
    assert.equal(await inked(tab), '1101');
    await tab.writeInBoxes('  2');
    await tab.holds('4027');
    await tab.resize(WINDOW);
    assert.equal(await inked(tab), '1111');
    // What was taken back comes back into its box, whatever the size is by then.
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      while (pad.strokes.length > 0) pad.undo();
    });
    await tab.resize(NARROW);
    assert.equal(await inked(tab), '0000');
    await tab.evaluate(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      for (let count = -1; count < pad.strokes.length; pad.redo()) {
        count = pad.strokes.length;
      }
    });
    await tab.holds('4027');
    assert.equal(await inked(tab), '1111');
    await tab.resize(WINDOW);
  });

  promise('from right to left, digits still run to the right', '/rtl', async (tab) => {
    const boxes = await tab.boxesOf();
    assert.ok(boxes.every(({ x }, i) => i === 0 || x > boxes[i - 1].x));
    await tab.writeInBoxes('4027');
    await tab.holds('4027');
  });

  promise('its result is that of a recognizer for its strokes and cells', async (tab) => {
    await tab.writeInBoxes('4 27');
    await isIn(tab, 'partial');
    const results = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      const { Recognizer } = /** @type {any} */ (globalThis).digitpad;
      const recognizer = await Recognizer.load();
      const { strokes, cells } = pad;
      const own = recognizer.read(strokes, { mode: 'boxes', cells });
      const places = own.digits.map((/** @type {any} */ { label }) => label);
      return {
        places,
        cells,
        texts: [pad.result, own].map((each) => JSON.stringify(each)),
      };
    });
    assert.equal(results.texts[0], results.texts[1]);
    assert.deepEqual(results.places, ['4', '', '2', '7']);
    const cells = [0, 1, 2, 3].map((i) => [100 * i, 0, 100, 130]);
    assert.deepEqual(results.cells, cells);
  });

  promise('its ink can be set on a pad of any other size', '/two', async (tab) => {
    await tab.writeInBoxes('4718');
    await tab.holds('4718');
    const kept = await tab.evaluate(() => {
      const [from, to] = /** @type {any[]} */ ([
        ...document.querySelectorAll('digit-pad'),
      ]);
      to.strokes = JSON.parse(JSON.stringify(from.strokes));
      return from.strokes;
    });
    await tab.holds('4718', '#narrow');
    assert.equal(await inked(tab, '#narrow'), '1111');
    assert.deepEqual(
      await tab.evaluate(
        () => /** @type {any} */ (document.querySelector('#narrow')).strokes,
      ),
      kept,
    );
    // Nothing says how wide a pad is that is not in the page yet.
    await tab.evaluate((kept) => {
      const pad = /** @type {any} */ (document.createElement('digit-pad'));
      Object.assign(pad, { mode: 'boxes', maxLength: 4, id: 'late', strokes: kept });
      document.body.append(pad);
    }, kept);
    await tab.holds('4718', '#late');
    assert.equal(await inked(tab, '#late'), '1111');
  });

  promise('the rules of the number hold in boxes, and no sign is one', async (tab) => {
    await set(tab, { max: '5000', min: '-5' });
    await tab.writeInBoxes('4027');
    await tab.holds('4027');
    await set(tab, { max: '4000' });
    assert.equal((await seen(tab)).message, '4027 is not from -5 to 4000.');
    assert.equal((await seen(tab)).value, '4027');
    await set(tab, { value: '-123' });
    assert.equal((await seen(tab)).value, '');
  });

  promise(
    'strokes of a script are read by their cells, seen or not',
    '/free',
    async (tab) => {
      const value = await tab.evaluate(
        async (drawings) => {
          const pad = /** @type {any} */ (document.createElement('digit-pad'));
          pad.mode = 'boxes';
          pad.maxLength = 2;
          pad.strokes = drawings.flatMap((strokes, i) =>
            strokes.map((stroke) => stroke.map(([x, y]) => [x + pad.cells[i][0], y])),
          );
          pad.hidden = true;
          document.body.append(pad);
          while (pad.value === '') {
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
          pad.hidden = false;
          return pad.value;
        },
        ['4', '2'].map((digit) => writtenIn(digit, { width: 100, height: 130 })),
      );
      assert.equal(value, '42');
      assert.equal(await inked(tab), '11');
    },
  );

  promise('what comes back keeps its value until it is read', '/free', async (tab) => {
    const value = await tab.evaluate(async () => {
      const pad = /** @type {any} */ (document.createElement('digit-pad'));
      Object.assign(pad, { mode: 'boxes', maxLength: 1, hidden: true });
      document.body.append(pad);
      pad.formStateRestoreCallback('~4\n50,30,0 50,100,9', 'restore');
      const unseen = pad.value;
      pad.hidden = false;
      // It was no 4.
      while (pad.value !== '1') await new Promise((resolve) => setTimeout(resolve, 20));
      return unseen;
    });
    assert.equal(value, '4');
  });

  promise('ink that is there gets boxes, and loses them again', async (tab) => {
    await set(tab, { mode: 'number' });
    const boxes = await tab.boxesOf();
    assert.equal(boxes.length, 0);
    await set(tab, { mode: 'boxes' });
    await tab.writeInBoxes('4027');
    await tab.holds('4027');
    await set(tab, { mode: 'number' });
    await tab.holds('4027');
    assert.deepEqual(
      await tab.evaluate(
        () => /** @type {any} */ (document.querySelector('digit-pad')).cells,
      ),
      [],
    );
    await set(tab, { mode: 'boxes' });
    await tab.holds('4027');
  });

  promise('a file of the ink has no boxes in it', async (tab) => {
    await tab.writeInBoxes('4 27');
    await isIn(tab, 'partial');
    const svg = await tab.evaluate(() =>
      /** @type {any} */ (document.querySelector('digit-pad')).toSVG(),
    );
    assert.equal(svg.match(/<rect/g).length, 1);
    assert.equal(svg.match(/<path/g).length, 4);
  });

  promise('the way back brings the ink back into its boxes', async (tab) => {
    if (tab.browser === 'webkit') return tab.skip(TOO_NARROW);
    await tab.resize(WINDOW);
    await tab.writeInBoxes('4027');
    await tab.holds('4027');
    await tab.click('button');
    await tab.arrives('/sent');
    await tab.resize(NARROW);
    await tab.evaluate(() => history.back());
    await tab.arrives('/');
    await tab.until(() => {
      const pad = /** @type {any} */ (document.querySelector('digit-pad'));
      return pad.result.text === '4027' && pad.value === '4027';
    });
    assert.equal(await inked(tab), '1111');
  });
});
