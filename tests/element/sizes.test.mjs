// <digit-pad> in all sizes: where its ink lies, and that nothing is cut.
import assert from 'node:assert/strict';
import { pageOf } from './pad_site.mjs';
import { testPads } from './pads.mjs';

/** @typedef {import('./pads.mjs').PadTab} PadTab */

const PAGES = {
  '/': pageOf(
    '<digit-pad aria-label="A"></digit-pad>',
    '<style>digit-pad { inline-size: min(700px, calc(100vw - 20px)) }</style>',
  ),
  '/row': pageOf(`<div style="display: flex">
    <digit-pad style="width: 80px" aria-label="A"></digit-pad><p>Beside it</p></div>`),
};
const WINDOW = { width: 800, height: 700 };
const NARROW = { width: 360, height: 700 };

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
    await tab.resize(NARROW);
    await isWide(tab, false);
    assert.notEqual(await picture(tab), before);
    await tab.resize({ ...NARROW, width: 330 });
    await tab.resize(WINDOW);
    await isWide(tab, true);
    assert.equal(await picture(tab), before);
  });

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
