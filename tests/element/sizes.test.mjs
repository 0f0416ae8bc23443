// <digit-pad> in all sizes: where its ink lies, and that nothing is cut.
import assert from 'node:assert/strict';
import { pageOf } from './pad_site.mjs';
import { testPads, writtenIn } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const PAGES = {
  '/': pageOf(
    '<digit-pad aria-label="A"></digit-pad>',
    '<style>digit-pad { inline-size: min(700px, calc(100vw - 20px)) }</style>',
  ),
  '/row': pageOf(`<div style="display: flex">
    <digit-pad style="width: 80px" aria-label="A"></digit-pad><p>Beside it</p></div>`),
};
/** Numbers that are never sure enough, and how wide their pads are. @type {[string, number][]} */
const QUESTIONS = [
  ['594038219471', 320],
  ['43', 150],
  ['3594', 150],
  ['483571', 200],
];
const WINDOW = { width: 800, height: 700 };
/** Windows, as wide as that or as narrow as they can be. */
const narrow = (/** @type {PadTab} */ tab, /** @type {number} */ width) => ({
  width: Math.max(width, tab.leastWidth),
  height: 700,
});

/** The ink as it is seen. */
const picture = (/** @type {PadTab} */ tab) =>
  tab.evaluate(() => /** @type {any} */ (document.querySelector('digit-pad')).toSVG());

/** Until the surface is less wide than that, or wider. */
const isWide = (/** @type {PadTab} */ tab, /** @type {boolean} */ isWide) =>
  tab.until((isWide) => {
    const pad = /** @type {any} */ (document.querySelector('digit-pad'));
    return Number(/width="([^"]+)"/.exec(pad.toSVG())?.[1]) > 500 === isWide;
  }, isWide);

testPads(PAGES, (promise) => {
  promise('ink that had to shrink is as before where there is room', async (tab) => {
    await tab.resize(WINDOW);
    await isWide(tab, true);
    await tab.write('20573146');
    await tab.holds('20573146');
    const before = await picture(tab);
    await tab.resize(narrow(tab, 360));
    await isWide(tab, false);
    assert.notEqual(await picture(tab), before);
    await tab.resize(narrow(tab, 330));
    await tab.resize(WINDOW);
    await isWide(tab, true);
    assert.equal(await picture(tab), before);
  });

  for (const [number, width] of QUESTIONS) {
    promise(`what it may be is seen whole: ${number} on ${width} pixels`, async (tab) => {
      const strokes = writtenIn(number, { width: width - 2, height: 160 });
      const { pad, surfaces, buttons } = await tab.evaluate(
        async ({ strokes, width }) => {
          const pad = /** @type {any} */ (document.querySelector('digit-pad'));
          const placeOf = (/** @type {Element} */ element) => {
            const { left, top, right, bottom, height } = element.getBoundingClientRect();
            return { left, top, right, bottom, height };
          };
          const surface = pad.shadowRoot.querySelector('.surface');
          pad.style.inlineSize = `${width}px`;
          const surfaces = [placeOf(surface)];
          Object.assign(pad, { minConfidence: 1, strokes });
          const find = () => [...pad.shadowRoot.querySelectorAll('.candidate')];
          while (!find().length) await new Promise((done) => setTimeout(done, 20));
          surfaces.push(placeOf(surface));
          return {
            pad: placeOf(pad),
            surfaces,
            buttons: find().map((button) => ({
              ...placeOf(button),
              text: button.textContent,
              size: parseFloat(getComputedStyle(button).fontSize),
              isCut: button.scrollWidth > button.clientWidth,
            })),
          };
        },
        { strokes, width },
      );
      assert.deepEqual(surfaces[0], surfaces[1], 'the surface stays where it is');
      for (const { text, left, right, height, size, isCut } of buttons) {
        const about = `${text}: ${left} to ${right}, ${height} high, at ${size}`;
        assert.ok(left > pad.left + 24 && right < pad.right - 3, about);
        assert.ok(height >= 22 && size >= 12 && !isCut, about);
      }
      // A finger finds each by itself (WCAG 2.2, 2.5.8).
      const [one, two] = buttons;
      assert.ok(!two || two.left - one.left >= 24 || two.top - one.top >= 24);
    });
  }

  promise('it takes the room that it needs', '/row', async (tab) => {
    const [right, left] = await tab.evaluate(() => {
      const root = document.querySelector('digit-pad')?.shadowRoot;
      return [
        root?.querySelector('.pad')?.getBoundingClientRect().right ?? 0,
        document.querySelector('p')?.getBoundingClientRect().left ?? 0,
      ];
    });
    assert.ok(right <= left, `${right} > ${left}`);
  });
});
