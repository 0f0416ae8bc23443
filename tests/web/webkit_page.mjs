// A page in WebKit, with those of the other drivers' words that the tests use: what a person does
// in it is done through WebDriver's actions.

/** @typedef {import('./webkit.mjs').Send} Send */

// WebDriver's numbers for keys that are no text: https://www.w3.org/TR/webdriver2/#keyboard-actions
const KEYS = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE006',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
});

// Machines that run tests are slow at times.
const PATIENCE_MS = 120_000;

/**
 * In the page: runs an action, and tells what came of it and what the page has logged since it was
 * asked last. Of what was before it was asked first, only the requests are known.
 * @param {(argument: any) => unknown} action
 * @param {string | null} argument JSON
 * @param {(answer: string) => void} done takes the value as JSON, the error and the lines of the
 *   log as one text: that passes where a page has changed what all objects have
 */
function runInPage(action, argument, done) {
  const key = Symbol.for('what the page has logged');
  const scope = /** @type {any} */ (globalThis);
  const listen = () => {
    const log = /** @type {string[]} */ (scope[key] = []);
    for (const type of /** @type {const} */ (['debug', 'error', 'info', 'log', 'warn'])) {
      const own = console[type];
      console[type] = (...all) => {
        log.push(`console ${type}: ${all.join(' ')}`);
        own.apply(console, all);
      };
    }
    addEventListener('error', ({ message }) => log.push(`error ${message}`));
    addEventListener('unhandledrejection', ({ reason }) => log.push(`error ${reason}`));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      log.push(`policy ${violatedDirective} ${blockedURI}`),
    );
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) log.push(`request ${name.slice(0, 200)}`);
    }).observe({ type: 'resource', buffered: true });
  };
  if (!scope[key]) listen();
  const tell = (value = '', error = '') =>
    done([value, error, ...scope[key].splice(0)].join('\0'));
  Promise.resolve(argument === null ? undefined : JSON.parse(argument))
    .then(action)
    .then(
      (value) => tell(JSON.stringify(value)),
      (error) => tell('', `${error}\n${error?.stack}`),
    );
}

/** The middle of an element, scrolled into sight. @param {string} selector */
function middleInPage(selector) {
  const element = /** @type {Element} */ (document.querySelector(selector));
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

export class WebKitPage {
  /** What waits to be done, all by the mouse or all by the keyboard. @type {object[]} */
  #waiting = [];
  /** @type {'pointer' | 'key'} */
  #source = 'pointer';
  /** Where the mouse is. */
  #at = { x: 0, y: 0 };
  #url = '';
  /** One command after the other: those within a frame are several. @type {Promise<any>} */
  #last = Promise.resolve();

  /**
   * @param {Send} send to the session
   * @param {string} downloads the folder that downloads go to
   * @param {() => void} end
   */
  constructor(send, downloads, end) {
    this.send = send;
    this.downloads = downloads;
    this.end = end;
    /** All that the page logged, as far as it was asked. @type {string[]} */
    this.log = [];
    /** Whether that tells of requests. */
    this.logsRequests = false;
  }

  start() {
    return this.send('POST', '/timeouts', { script: PATIENCE_MS });
  }

  /**
   * Does what waits, then this, when all before has come to its end.
   * @template T
   * @param {() => Promise<T>} command
   * @returns {Promise<T>}
   */
  #next(command) {
    const done = this.#last.then(async () => {
      await this.#flush();
      return command();
    });
    this.#last = done.catch(() => {});
    return done;
  }

  async #flush() {
    const actions = this.#waiting;
    if (actions.length === 0) return;
    this.#waiting = [];
    await this.send('POST', '/actions', {
      actions: [{ type: this.#source, id: this.#source, actions }],
    });
  }

  /**
   * To ask for each step on its own takes four times as long: moves wait for what comes next.
   * @param {'pointer' | 'key'} source
   * @param {object} action
   */
  async #act(source, action) {
    if (source !== this.#source) await this.#next(async () => {});
    this.#source = source;
    this.#waiting.push(action);
  }

  #done() {
    return this.#next(async () => {});
  }

  mouse = {
    move: (/** @type {number} */ x, /** @type {number} */ y) => {
      // WebKitGTK's driver takes whole pixels only.
      this.#at = { x: Math.round(x), y: Math.round(y) };
      return this.#act('pointer', { type: 'pointerMove', duration: 0, ...this.#at });
    },
    down: async () => {
      await this.#act('pointer', { type: 'pointerDown', button: 0 });
      await this.#done();
    },
    up: async () => {
      await this.#act('pointer', { type: 'pointerUp', button: 0 });
      await this.#done();
    },
    click: async (/** @type {number} */ x, /** @type {number} */ y) => {
      await this.mouse.move(x, y);
      await this.mouse.down();
      await this.mouse.up();
    },
    wheel: (/** @type {{ deltaY: number }} */ { deltaY }) => this.#wheel(deltaY),
  };

  // Not among the mouse's own steps: it goes at once.
  async #wheel(/** @type {number} */ deltaY) {
    const scroll = { type: 'scroll', ...this.#at, deltaX: 0, deltaY, duration: 0 };
    const wheel = { type: 'wheel', id: 'wheel', actions: [scroll] };
    await this.#next(() => this.send('POST', '/actions', { actions: [wheel] }));
  }

  keyboard = {
    down: (/** @type {string} */ key) =>
      this.#act('key', { type: 'keyDown', value: KEYS[key] ?? key }),
    up: async (/** @type {string} */ key) => {
      await this.#act('key', { type: 'keyUp', value: KEYS[key] ?? key });
      await this.#done();
    },
    press: async (/** @type {string} */ key) => {
      await this.keyboard.down(key);
      await this.keyboard.up(key);
    },
    type: async (/** @type {string} */ text) => {
      for (const key of text) await this.keyboard.press(key);
    },
  };

  /**
   * @param {(argument: any) => unknown} action
   * @param {unknown} [argument]
   * @param {number | null} [frame] of the page's, by its number
   */
  evaluate(action, argument, frame = null) {
    return this.#next(async () => {
      const run = {
        script: `(${runInPage})(${action}, ...arguments)`,
        args: [argument === undefined ? null : JSON.stringify(argument)],
      };
      if (frame !== null) await this.send('POST', '/frame', { id: frame });
      const answer = await this.send('POST', '/execute/async', run).finally(() =>
        frame === null ? null : this.send('POST', '/frame', { id: null }),
      );
      const [value, error, ...log] = answer.split('\0');
      const isLogged = (/** @type {string} */ line) =>
        this.logsRequests || !line.startsWith('request ');
      this.log.push(...log.filter(isLogged));
      if (error) throw new Error(error);
      return value ? JSON.parse(value) : undefined;
    });
  }

  /** The page itself, and its frames. */
  frames() {
    const top = { parentFrame: () => null, evaluate: this.evaluate.bind(this) };
    const frames = Array.from({ length: 4 }, (_, frame) => ({
      parentFrame: () => top,
      evaluate: (/** @type {any} */ action, /** @type {unknown} */ argument) =>
        this.evaluate(action, argument, frame),
    }));
    return [top, ...frames];
  }

  async goto(/** @type {string} */ url) {
    this.#url = url;
    await this.#next(() => this.send('POST', '/url', { url }));
  }

  url() {
    return this.#url;
  }

  async reload() {
    await this.#next(() => this.send('POST', '/refresh', {}));
  }

  async click(/** @type {string} */ selector) {
    const { x, y } = await this.evaluate(middleInPage, selector);
    await this.mouse.click(x, y);
  }

  /** The window becomes as large as its page has to: a busy one is asked again. */
  async setViewport(/** @type {{ width: number, height: number }} */ { width, height }) {
    const size = () => ({ width: innerWidth, height: innerHeight });
    /** The size that the page has got, or else that it has after a second. */
    const sizeSoon = async (/** @type {{ width: number, height: number }} */ wanted) => {
      const end = performance.now() + 1000;
      const isThere = () => innerWidth === wanted.width && innerHeight === wanted.height;
      while (!isThere() && performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return { width: innerWidth, height: innerHeight };
    };
    let now = await this.evaluate(size);
    for (let asked = 0; asked < 10; asked++) {
      const outer = await this.send('GET', '/window/rect');
      await this.send('POST', '/window/rect', {
        width: outer.width - now.width + width,
        height: outer.height - now.height + height,
      });
      now = await this.evaluate(sizeSoon, { width, height });
      if (now.width === width && now.height === height) return;
    }
    throw new Error(
      `WebKit's page is ${now.width}x${now.height}, not ${width}x${height}`,
    );
  }

  /** Gives a file to an element that takes files. */
  async setFile(/** @type {string} */ selector, /** @type {string} */ path) {
    const found = await this.send('POST', '/element', {
      using: 'css selector',
      value: selector,
    });
    const [id] = Object.values(found);
    await this.#next(() => this.send('POST', `/element/${id}/value`, { text: path }));
  }

  async screenshot() {
    return Buffer.from(await this.#next(() => this.send('GET', '/screenshot')), 'base64');
  }

  async close() {
    await this.send('DELETE', '').catch(() => {});
    this.end();
  }
}
