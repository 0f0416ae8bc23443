// What the tests of <digit-pad> share: a hand that writes into it, in Chromium, Firefox and WebKit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { writeNumber } from '../data/written.mjs';
import { launchBrowser } from '../web/browser.mjs';
import { launchFirefox } from '../web/firefox.mjs';
import { BROWSERS, Tab } from '../web/tabs.mjs';
import { launchWebKit } from '../web/webkit.mjs';
import { serve } from './pad_site.mjs';

/** The strokes of a number in the middle of an area. */
export function writtenIn(
  /** @type {string} */ number,
  /** @type {{ width: number, height: number }} */ { width, height },
) {
  const { width: wide } = writeNumber(number, { height: 1 });
  const size = Math.min(height * 0.6, (width * 0.85) / wide);
  return writeNumber(number, {
    x: (width - wide * size) / 2,
    y: (height - size) / 2,
    height: size,
  }).strokes;
}

export class PadTab extends Tab {
  /**
   * @param {ConstructorParameters<typeof Tab>[0]} page
   * @param {string[]} log
   * @param {typeof BROWSERS[number]} browser
   */
  constructor(page, log, browser) {
    super(page, log);
    this.browser = browser;
    /** The test that it is in now. @type {import('node:test').TestContext | null} */
    this.test = null;
    /** Chromium's own protocol for this page. @type {import('playwright-core').CDPSession | null} */
    this.session = null;
  }

  /** Says loudly that this browser cannot show what a test promises. @param {string} why */
  skip(why) {
    this.test?.skip(`SKIPPED: ${why}`);
  }

  /** Where the surface of a pad is, in the viewport. @param {string} pad a selector */
  surfaceOf(pad) {
    return this.evaluate((pad) => {
      const host = /** @type {HTMLElement} */ (document.querySelector(pad));
      const surface = host.shadowRoot?.querySelector('.surface');
      surface?.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = /** @type {Element} */ (
        surface
      ).getBoundingClientRect();
      return { x, y, width, height };
    }, pad);
  }

  /**
   * Writes a number with the mouse into a pad.
   * @param {string} number
   * @param {string} [pad] a selector
   */
  async write(number, pad = 'digit-pad') {
    const area = await this.surfaceOf(pad);
    await this.drawAt(area, writtenIn(number, area));
  }

  /**
   * @param {{ x: number, y: number }} area
   * @param {number[][][]} strokes
   */
  async drawAt({ x, y }, strokes) {
    const { mouse } = this.page;
    for (const [first, ...rest] of strokes) {
      await mouse.move(x + first[0], y + first[1]);
      await mouse.down();
      // A hand gives fewer points than the drawings have.
      const points = rest.filter((_, i) => i % 2 === 1 || i === rest.length - 1);
      for (const point of points) await mouse.move(x + point[0], y + point[1]);
      await mouse.up();
    }
  }

  /** Where the boxes of a pad are, in the viewport. @param {string} pad a selector */
  async boxesOf(pad = 'digit-pad') {
    await this.surfaceOf(pad);
    return this.evaluate((pad) => {
      const boxes =
        document.querySelector(pad)?.shadowRoot?.querySelectorAll('.box') ?? [];
      return Array.from(boxes, (box) => {
        const { x, y, width, height } = box.getBoundingClientRect();
        return { x, y, width, height };
      });
    }, pad);
  }

  /**
   * Writes a digit with the mouse into each box; a space leaves one free.
   * @param {string} digits
   * @param {string} [pad] a selector
   */
  async writeInBoxes(digits, pad) {
    const boxes = await this.boxesOf(pad);
    for (const [i, digit] of [...digits].entries()) {
      if (digit !== ' ') await this.drawAt(boxes[i], writtenIn(digit, boxes[i]));
    }
  }

  /** Narrower than this its window cannot be, in CSS pixels. */
  get leastWidth() {
    return this.browser === 'webkit' ? 450 : 0;
  }

  /** @param {{ width: number, height: number, deviceScaleFactor?: number }} size */
  async resize({ width, height, deviceScaleFactor = 1 }) {
    const screen = { width, height, deviceScaleFactor, mobile: false };
    if (this.browser !== 'chromium') {
      return void (await /** @type {any} */ (this.page).setViewport(screen));
    }
    this.session ??= await this.page.context().newCDPSession(this.page);
    await this.session.send('Emulation.setDeviceMetricsOverride', screen);
  }

  /** Until a pad has this value. */
  holds(/** @type {string} */ value, pad = 'digit-pad') {
    return this.until(
      ({ value, pad }) =>
        /** @type {any} */ (document.querySelector(pad)).value === value,
      { value, pad },
    );
  }

  /** Until the tab shows this path, by whatever way. */
  async arrives(/** @type {string} */ path) {
    for (let i = 0; i < 500; ++i) {
      // What is asked of a page that goes at that moment is no answer.
      const isThere = await this.evaluate(
        (path) => location.pathname === path && document.readyState === 'complete',
        path,
      ).catch(() => false);
      if (isThere) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the tab is not at ${path}`);
  }

  /** @param {string} url */
  async go(url) {
    await this.page.goto(url);
    await this.evaluate(async () => {
      await customElements.whenDefined('digit-pad');
      const pads = /** @type {any[]} */ ([...document.querySelectorAll('digit-pad')]);
      await Promise.all(pads.map((pad) => pad.ready.catch(() => {})));
    });
  }
}

/**
 * @typedef {object} PadOptions
 * @property {number} [width]
 * @property {number} [height]
 * @property {boolean} [dark] what the system prefers; Chromium only
 * @property {boolean} [touch] the screen takes fingers; Chromium only
 */

async function launchPadsInWebKit() {
  const browser = await launchWebKit();
  return {
    /** @param {PadOptions} [options] */
    async open({ width = 800, height = 700 } = {}) {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      return new PadTab(page, page.log, 'webkit');
    },
    close: () => browser.close(),
  };
}

/** @param {typeof BROWSERS[number]} name */
export async function launchPads(name) {
  if (name === 'webkit') return launchPadsInWebKit();
  const chromium = name === 'chromium' ? await launchBrowser() : null;
  const firefox = chromium ? null : await launchFirefox();
  return {
    /** @param {PadOptions} [options] */
    async open({ width = 800, height = 700, dark = false, touch = false } = {}) {
      const viewport = { width, height };
      /** @type {string[]} */
      const log = [];
      const page = chromium
        ? await chromium.newPage({
            viewport,
            colorScheme: dark ? 'dark' : 'light',
            hasTouch: touch,
          })
        : /** @type {any} */ (await firefox?.newPage());
      if (!chromium) await page.setViewport(viewport);
      page.on('console', (/** @type {any} */ message) =>
        log.push(`console ${message.type()}: ${message.text()}`),
      );
      page.on('pageerror', (/** @type {any} */ error) => log.push(`error ${error}`));
      return new PadTab(page, log, name);
    },
    close: async () => {
      await chromium?.close();
      await firefox?.close();
    },
  };
}

/** @typedef {Parameters<typeof serve>[0]} Pages */
/** @typedef {(tab: PadTab) => Promise<void>} Run */
/** @typedef {(promise: string, ...how: [run: Run] | [path: string, run: Run]) => void} Promises */

/**
 * Tests what `define` promises of pages in each browser. Each test finds its page as it was, and
 * fails where that page has something to log.
 * @param {Pages | (() => Pages | Promise<Pages>)} pages
 * @param {(promise: Promises) => void} define
 */
export function testPads(pages, define) {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let site;
  /** @type {Awaited<ReturnType<typeof launchPads>>[]} */
  let browsers;
  /** @type {PadTab[]} */
  let tabs;
  before(async () => {
    const files = typeof pages === 'function' ? pages() : pages;
    [site, ...browsers] = await Promise.all([
      Promise.resolve(files).then(serve),
      ...BROWSERS.map(launchPads),
    ]);
    tabs = await Promise.all(browsers.map((browser) => browser.open()));
  });
  after(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    site.close();
  });
  BROWSERS.forEach((name, i) =>
    define((promise, ...how) => {
      const [path, run] = how.length === 1 ? ['/', ...how] : how;
      test(`${name}: ${promise}`, async (context) => {
        const tab = tabs[i];
        tab.test = context;
        await tab.go(site.origin + path);
        tab.log.length = 0;
        await run(tab);
        // WebKit's log is as long as the page was last asked for something.
        await tab.evaluate(() => {});
        assert.deepEqual(tab.log, []);
      });
    }),
  );
}
