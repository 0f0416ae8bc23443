// Pages that have the built page in a frame, for the tests of docs/EMBED.md: hosts on two origins,
// and a hand that writes into their frames, in each browser.
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { serve } from '../element/pad_site.mjs';
import { launchPads, PadTab, writtenIn } from '../element/pads.mjs';
import { pageFile } from './browser.mjs';
import { BROWSERS } from './tabs.mjs';

/** What all of the tests' frames are, in CSS pixels; the host's body has no margin. */
export const FRAME = { width: 320, height: 240 };

/** @typedef {{ digitpad?: number, type: string, origin: string, [key: string]: any }} Heard */

/** Keeps what is said to the host; `say` says something to the frame. */
const LISTENER = `<script>
  globalThis.heard = [];
  addEventListener('message', ({ data, origin }) => {
    if (typeof data === 'object') heard.push({ ...data, origin }); // axe-core sends texts
  });
  globalThis.say = (message, frame = 0) =>
    document.querySelectorAll('iframe')[frame].contentWindow.postMessage(message, '*');
</script>`;

/** @param {string} frames HTML */
export const hostPage = (frames, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>A host</title>
  <meta name="color-scheme" content="light dark" />
  <style>body { margin: 0 } iframe { border: 0; display: block; width: ${FRAME.width}px;
  height: ${FRAME.height}px }</style>${head}${LISTENER}</head><body><main>${frames}</main>
  </body></html>`;

/** A frame of an address, or of the page's whole HTML. */
export const frameOf = (/** @type {string} */ attributes) =>
  `<iframe title="A number" ${attributes}></iframe>`;

/** @param {string} html */
export const srcdocOf = (html) =>
  `srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;

/** Two origins with the built page, and hosts that join them later by their paths. */
export async function openSites() {
  const html = readFileSync(pageFile, 'utf8');
  // Policies without WebAssembly, beside the page and in it: WebKit keeps the last one only.
  const strict = {
    body: html.replace(" 'wasm-unsafe-eval'", ''),
    headers: { 'Content-Security-Policy': "script-src 'unsafe-inline'" },
  };
  /** @type {Record<string, string | import('../element/pad_site.mjs').Served>} */
  const files = {
    '/digitpad.html': html,
    '/strict.html': strict,
    '/favicon.ico': '',
  };
  const sites = [await serve(files), await serve(files)];
  let pages = 0;
  return {
    html,
    own: sites[0].origin,
    other: sites[1].origin,
    /** The path of a new host. @param {string} page */
    add: (page) => {
      const path = `/host-${++pages}`;
      files[path] = page;
      return path;
    },
    close: () => sites.forEach((site) => site.close()),
  };
}

export class HostTab extends PadTab {
  /** @returns {Promise<Heard[]>} all that was said to the host */
  heard() {
    return this.evaluate(() => /** @type {any} */ (globalThis).heard);
  }

  /** Forgets it. */
  forget() {
    return this.evaluate(() => {
      /** @type {any} */ (globalThis).heard.length = 0;
    });
  }

  say(/** @type {object | string | null} */ message, frame = 0) {
    return this.evaluate(({ message, frame }) => {
      /** @type {any} */ (globalThis).say(message, frame);
    }, /** @type {const} */ ({ message, frame }));
  }

  /**
   * The first message like this one, once it is there.
   * @param {Record<string, unknown>} wanted
   * @returns {Promise<Heard>}
   */
  async hears(wanted) {
    const find = async () =>
      (await this.heard()).find((message) =>
        Object.entries(wanted).every(([key, value]) => message[key] === value),
      );
    for (const end = Date.now() + 15_000; Date.now() < end; ) {
      const found = await find();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`never heard ${JSON.stringify(wanted)}`);
  }

  #asked = 0;

  /** What a request is answered by. @param {object} request */
  async ask(request) {
    const id = `request ${++this.#asked}`;
    await this.say({ digitpad: 1, id, ...request });
    return this.hears({ id });
  }

  /** A host, and its frame ready where that speaks. */
  async visit(/** @type {string} */ url, isSpoken = true) {
    await this.page.goto(url);
    if (isSpoken) return this.hears({ type: 'ready' });
    await this.inFrame(async () => {
      while (document.documentElement.dataset.ready === 'false') {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    return null;
  }

  /**
   * Within the frame, as only a test can look there.
   * @template A, R
   * @param {(argument: A) => R} action
   * @param {A} [argument]
   * @returns {Promise<Awaited<R>>}
   */
  inFrame(action, argument, frame = 0) {
    const frames = this.page.frames().filter((each) => each.parentFrame() !== null);
    return /** @type {any} */ (frames[frame]).evaluate(action, argument);
  }

  /** Until the host has gone on to such a query. */
  async goesTo(/** @type {string} */ query) {
    for (const end = Date.now() + 15_000; Date.now() < end; ) {
      // What is asked of a page that goes at that moment is no answer.
      const now = await this.evaluate(() => location.search).catch(() => '');
      if (now === query) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the host is not at ${query}`);
  }

  /** Where something is that is in the frame, in the viewport of the host. */
  async placeOf(/** @type {string} */ selector) {
    const inside = await this.inFrame((selector) => {
      const element = document.querySelector(selector);
      const { x, y, width, height } = /** @type {Element} */ (
        element
      ).getBoundingClientRect();
      return { x, y, width, height };
    }, selector);
    const { x, y } = await this.areaOf('iframe');
    return { ...inside, x: inside.x + x, y: inside.y + y };
  }

  /** @param {string} number */
  async writeInFrame(number) {
    const area = await this.placeOf('#ink');
    await this.drawAt(area, writtenIn(number, area));
  }

  async clickInFrame(/** @type {string} */ selector) {
    const { x, y, width, height } = await this.placeOf(selector);
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }
}

/** @param {typeof import('./tabs.mjs').BROWSERS[number]} name */
export async function launchHosts(name) {
  const pads = await launchPads(name);
  return {
    /** @param {Parameters<typeof pads.open>[0]} [options] */
    async open(options) {
      const { page, log } = await pads.open({ width: 700, height: 600, ...options });
      return new HostTab(page, log, name);
    },
    close: () => pads.close(),
  };
}

/** The frame as it stands in a page that knows nothing of settings. */
export const PLAIN = frameOf('src="digitpad.html#embed"');

/** A plain stroke downwards. */
export const ONE = [
  [
    [120, 30],
    [121, 80],
    [120, 130],
  ],
];
/** Between a one and a seven. */
export const UNSURE = [
  [
    ...Array.from({ length: 5 }, (_, k) => [125 + 5 * k, 30]),
    ...Array.from({ length: 12 }, (_, k) => [150 - 3 * k, 30 + 9 * k]),
  ],
];

/** Long enough for what must not come. */
export const pause = () => new Promise((resolve) => setTimeout(resolve, 250));

/** The result of no ink. */
export const NOTHING = { text: '', accepted: false, confidence: 0, digits: [] };

/** What came of one kind, in order. @param {HostTab} tab @param {string} type */
export const valuesOf = async (tab, type) =>
  (await tab.heard()).filter((m) => m.type === type).map(({ value }) => value);

/** @param {HostTab} tab */
export const answerIn = (tab) =>
  tab.inFrame(() => document.querySelector('#answer')?.textContent);

/**
 * What a test of frames has.
 * @typedef {object} Framed
 * @property {HostTab} tab
 * @property {Awaited<ReturnType<typeof openSites>>} sites
 * @property {(frames: string, isSpoken?: boolean) => Promise<Heard | null>} visit a host of the
 *   tab's with these frames, which are HTML
 */

/** @typedef {(what: string, check: (framed: Framed) => Promise<void>) => void} Promised */

/**
 * Tests in each browser; with `once`, in one of them what has nothing to do with the browser.
 * @param {(how: { promise: Promised, once: Promised }) => void} define
 */
export function testFrames(define) {
  /** @type {Awaited<ReturnType<typeof openSites>>} */
  let sites;
  before(async () => {
    sites = await openSites();
  });
  after(() => sites.close());
  for (const name of BROWSERS) {
    /** @type {Awaited<ReturnType<typeof launchHosts>>} */
    let browser;
    /** @type {HostTab} */
    let tab;
    before(async () => {
      browser = await launchHosts(name);
      tab = await browser.open();
    });
    after(() => browser.close());
    /** @type {Framed['visit']} */
    const visit = (frames, isSpoken = true) =>
      tab.visit(sites.own + sites.add(hostPage(frames)), isSpoken);
    /** @type {Promised} */
    const promise = (what, check) => {
      void test(`${what}, ${name}`, async () => {
        tab.log.length = 0;
        await check({ tab, sites, visit });
      });
    };
    define({ promise, once: name === 'chromium' ? promise : () => {} });
  }
}
