// One tab of the page, the same in Chromium, in Firefox and in WebKit, so that a promise is tested
// in all by one text: what a person does (points, taps, types, chooses files, saves them) and sees.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { launchBrowser, openPage } from './browser.mjs';
import { launchFirefox, openInFirefox } from './firefox.mjs';
import { launchWebKit, missingWebKit, openInWebKit } from './webkit.mjs';

// Machines that run tests are slow at times.
const PATIENCE_MS = 30_000;

/**
 * @typedef {object} Options
 * @property {string} [query]
 * @property {{width: number, height: number}} [viewport]
 * @property {boolean} [touch] the screen takes fingers; Firefox' always does
 * @property {string} [locale] Chromium only
 */

/** @typedef {{x: number, y: number, width: number, height: number}} Area */

/** What all drivers' pages have in common. */
export class Tab {
  /**
   * @param {import('playwright-core').Page | import('puppeteer-core').Page |
   *   import('./webkit_page.mjs').WebKitPage} page
   * @param {string[]} log
   */
  constructor(page, log) {
    // They say the same in what is called below; their types differ in words only.
    this.page = /** @type {import('playwright-core').Page} */ (
      /** @type {unknown} */ (page)
    );
    this.log = log;
  }

  /**
   * @template A, R
   * @param {(argument: A) => R} action
   * @param {A} [argument]
   * @returns {Promise<Awaited<R>>}
   */
  evaluate(action, argument) {
    return /** @type {any} */ (this.page).evaluate(action, argument);
  }

  /**
   * Until `condition` is true in the page.
   * @template A
   * @param {(argument: A) => unknown} condition
   * @param {A} [argument]
   */
  async until(condition, argument) {
    const end = Date.now() + PATIENCE_MS;
    while (!(await this.evaluate(condition, argument))) {
      if (Date.now() > end) throw new Error(`never true: ${condition}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Keys held together: `press('Control+Shift+Z')`. */
  async press(/** @type {string} */ keys) {
    const { keyboard } = this.page;
    const held = keys.split('+');
    const last = /** @type {string} */ (held.pop());
    for (const key of held) await keyboard.down(key);
    await keyboard.press(last);
    for (const key of held.reverse()) await keyboard.up(key);
  }

  /** One key after the other, as they are. */
  async type(/** @type {string} */ text) {
    for (const key of text) await this.page.keyboard.press(key);
  }

  /**
   * Where an element is seen, in CSS pixels of the viewport; it is scrolled into sight.
   * @param {string} selector
   * @returns {Promise<Area>}
   */
  areaOf(selector) {
    return this.evaluate((selector) => {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`no ${selector}`);
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      if (!(width * height > 0)) throw new Error(`${selector} is not to be seen`);
      return { x, y, width, height };
    }, selector);
  }

  /** The middle of an element, if that is what a pointer would meet there. */
  async middleOf(/** @type {string} */ selector) {
    const { x, y, width, height } = await this.areaOf(selector);
    const at = { x: x + width / 2, y: y + height / 2 };
    const met = await this.evaluate(
      ({ selector, x, y }) => {
        const met = document.elementFromPoint(x, y);
        const wanted = document.querySelector(selector);
        return (
          met !== null &&
          (wanted?.contains(met) === true || met.closest('label')?.contains(wanted))
        );
      },
      { selector, ...at },
    );
    if (!met) throw new Error(`${selector} is covered`);
    return at;
  }

  async click(/** @type {string} */ selector) {
    const { x, y } = await this.middleOf(selector);
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.up();
  }

  async tap(/** @type {string} */ selector) {
    const { x, y } = await this.middleOf(selector);
    // No finger is there at once, and Chromium makes no click of one that is.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await this.touch([[[x, y]]]);
  }

  /** Strokes of the mouse; coordinates are CSS pixels of the drawing area. */
  async draw(/** @type {number[][][]} */ strokes) {
    const { mouse } = this.page;
    for (const [first, ...rest] of await this.onPad(strokes)) {
      await mouse.move(first[0], first[1]);
      await mouse.down();
      for (const [x, y] of rest) await mouse.move(x, y);
      await mouse.up();
    }
  }

  /** The same with a finger. */
  async drawWithFinger(/** @type {number[][][]} */ strokes) {
    await this.touch(await this.onPad(strokes));
  }

  /** Points of the drawing area as points of the viewport. */
  async onPad(/** @type {number[][][]} */ strokes) {
    const { x: left, y: top } = await this.areaOf('#ink');
    return strokes.map((stroke) => stroke.map(([x, y]) => [left + x, top + y]));
  }

  /** The answer once it covers `strokes` strokes. */
  async answer(/** @type {number} */ strokes) {
    await this.until((wanted) => {
      const { dataset } = /** @type {HTMLElement} */ (document.querySelector('#answer'));
      return dataset.strokes === String(wanted) && dataset.state !== 'reading';
    }, strokes);
    return this.evaluate(() => {
      const answer = /** @type {HTMLElement} */ (document.querySelector('#answer'));
      const { guess, confidence, state } = answer.dataset;
      return { text: answer.textContent, guess, confidence: Number(confidence), state };
    }, undefined);
  }

  /** Until the answer says `text`. */
  answers(/** @type {string} */ text) {
    return this.until(
      (text) => document.querySelector('#answer')?.textContent === text,
      text,
    );
  }

  /** The id of what has the focus. */
  focus() {
    return this.evaluate(() => document.activeElement?.id ?? '', undefined);
  }

  /**
   * Fingers' paths over the viewport, one after the other.
   * @param {number[][][]} paths
   * @returns {Promise<void>}
   */
  touch(paths) {
    throw new Error(`no touch for ${paths.length} paths`);
  }

  /**
   * Chooses the file in the dialogue that `action` opens.
   * @param {() => Promise<void>} action
   * @param {string} path
   * @returns {Promise<void>}
   */
  choose(action, path) {
    throw new Error(`no chooser for ${path} after ${action}`);
  }

  /**
   * What `action` downloads.
   * @param {() => Promise<void>} action
   * @returns {Promise<{name: string, bytes: Buffer}>}
   */
  saved(action) {
    throw new Error(`no download by ${action}`);
  }

  /** @returns {Promise<void>} */
  close() {
    throw new Error('no tab');
  }
}

class ChromiumTab extends Tab {
  /** @param {number[][][]} paths */
  async touch(paths) {
    const session = await this.page.context().newCDPSession(this.page);
    const send = (
      /** @type {'touchStart' | 'touchMove' | 'touchEnd'} */ type,
      /** @type {number[][]} */ points,
    ) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(([x, y]) => ({ x, y })),
      });
    for (const [first, ...rest] of paths) {
      await send('touchStart', [first]);
      for (const point of rest) await send('touchMove', [point]);
      await send('touchEnd', []);
    }
    await session.detach();
  }

  /**
   * @param {() => Promise<void>} action
   * @param {string} path
   */
  async choose(action, path) {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      action(),
    ]);
    await chooser.setFiles(path);
  }

  /** @param {() => Promise<void>} action */
  async saved(action) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), action()]);
    return {
      name: download.suggestedFilename(),
      bytes: readFileSync(await download.path()),
    };
  }

  close() {
    return this.page.context().close();
  }
}

/**
 * The file that comes into a folder by what `action` does.
 * @param {string} folder
 * @param {() => Promise<void>} action
 */
async function downloaded(folder, action) {
  const before = new Set(readdirSync(folder));
  await action();
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const names = readdirSync(folder).filter((name) => !before.has(name));
    // As Firefox and WebKit call a file that is still coming.
    const isComing = names.some((name) => /\.(part|wkdownload)$/.test(name));
    const path = join(folder, names[0] ?? '');
    const bytes = names.length > 0 && !isComing ? readFileSync(path) : Buffer.of();
    if (bytes.length > 0) {
      rmSync(path);
      return { name: basename(path), bytes };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing was downloaded');
}

class FirefoxTab extends Tab {
  /**
   * @param {import('puppeteer-core').Page} page
   * @param {string[]} log
   * @param {string} downloads
   */
  constructor(page, log, downloads) {
    super(page, log);
    this.own = page;
    this.downloads = downloads;
  }

  /** @param {number[][][]} paths */
  async touch(paths) {
    for (const [[x, y], ...rest] of paths) {
      const finger = await this.own.touchscreen.touchStart(x, y);
      for (const [x, y] of rest) await finger.move(x, y);
      await finger.end();
    }
  }

  /**
   * @param {() => Promise<void>} action
   * @param {string} path
   */
  async choose(action, path) {
    const [chooser] = await Promise.all([this.own.waitForFileChooser(), action()]);
    await chooser.accept([path]);
  }

  /** @param {() => Promise<void>} action */
  saved(action) {
    return downloaded(this.downloads, action);
  }

  close() {
    return this.own.browserContext().close();
  }
}

class WebKitTab extends Tab {
  /** @param {import('./webkit_page.mjs').WebKitPage} page */
  constructor(page) {
    super(page, page.log);
    this.own = page;
  }

  /**
   * The dialogue does not open under WebDriver, which gives the file to the element instead.
   * @param {() => Promise<void>} action
   * @param {string} path
   */
  async choose(action, path) {
    await this.evaluate(() => {
      const opened = (/** @type {Event} */ { target }) => {
        if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
        target.dataset.opened = '';
        removeEventListener('click', opened, true);
      };
      addEventListener('click', opened, true);
    });
    await action();
    await this.until(() => document.querySelector('[data-opened]'));
    await this.own.setFile('[data-opened]', path);
    await this.evaluate(() =>
      document.querySelector('[data-opened]')?.removeAttribute('data-opened'),
    );
  }

  /** @param {() => Promise<void>} action */
  saved(action) {
    return downloaded(this.own.downloads, action);
  }

  close() {
    return this.own.close();
  }
}

/** The browsers that open tabs. */
export const BROWSERS = /** @type {('chromium' | 'firefox' | 'webkit')[]} */ ([
  'chromium',
  'firefox',
  ...(missingWebKit ? [] : ['webkit']),
]);
if (missingWebKit) test('webkit', { skip: missingWebKit }, () => {});

/**
 * @param {typeof BROWSERS[number]} name
 * @param {{dark?: boolean}} [options] what the system prefers
 */
export async function launch(name, { dark = false } = {}) {
  if (name === 'chromium') {
    const browser = await launchBrowser();
    return {
      /** @param {Options} [options] */
      async open({ touch = false, ...options } = {}) {
        const { page, log } = await openPage(browser, {
          ...options,
          hasTouch: touch,
          colorScheme: dark ? 'dark' : 'light',
        });
        return new ChromiumTab(page, log);
      },
      close: () => browser.close(),
    };
  }
  if (name === 'webkit') {
    const browser = await launchWebKit({ dark });
    return {
      /** @param {Options} [options] */
      async open({ query, viewport } = {}) {
        return new WebKitTab(await openInWebKit(browser, { query, viewport }));
      },
      close: () => browser.close(),
    };
  }
  const downloads = mkdtempSync(join(tmpdir(), 'digitpad-firefox-'));
  const browser = await launchFirefox({ dark });
  return {
    /** @param {Options} [options] */
    async open({ query, viewport } = {}) {
      const { page, log } = await openInFirefox(browser, downloads, { query, viewport });
      return new FirefoxTab(page, log, downloads);
    },
    async close() {
      await browser.close();
      rmSync(downloads, { recursive: true });
    },
  };
}

/** Options of a test that needs a finger. @param {typeof BROWSERS[number]} name */
export const fingers = (name) => ({
  skip: name === 'webkit' && "SKIPPED: WebKitGTK's driver makes a mouse of every finger",
});
