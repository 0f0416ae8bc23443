// WebKit for the browser tests, beside browser.mjs and firefox.mjs: Debian's WebKitGTK, whose
// MiniBrowser runs on an X server without a screen and is driven through W3C WebDriver.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pageFile } from './browser.mjs';
import { WebKitPage } from './webkit_page.mjs';

/** @typedef {(method: string, path: string, body?: object) => Promise<any>} Send */

/** The first of these programs that is not there. */
function lackOf(/** @type {string[]} */ ...programs) {
  return programs.find((program) => {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
      return false;
    } catch {
      return true;
    }
  });
}

const lack = lackOf('WebKitWebDriver', 'Xvfb', 'xdotool');

/** Why no test can run in WebKit. */
export const missingWebKit = lack && `SKIPPED: there is no ${lack}, so no WebKit`;

/** An X server of its own, without a screen. */
async function startXvfb() {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '2600x2000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await new Promise((resolve, reject) => {
    server.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { display: `:${number}`, stop: () => server.kill() };
}

/** Gives its window the focus, as a window manager would. @param {string} display */
const focusWindow = (display) =>
  execFileSync(
    'xdotool',
    ['search', '--sync', '--onlyvisible', '--class', 'MiniBrowser', 'windowfocus'],
    { env: { ...process.env, DISPLAY: display }, timeout: 30_000 },
  );

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** A folder that the browser takes for its user's, with one to download into. */
function makeHome() {
  const home = mkdtempSync(join(tmpdir(), 'digitpad-webkit-'));
  const downloads = join(home, 'downloads');
  mkdirSync(downloads);
  writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  return { home, downloads };
}

/** @type {(origin: string) => Send} */
const sendTo = (origin) => async (method, path, body) => {
  const response = await fetch(origin + path, { method, body: JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
  return value;
};

/**
 * A driver of its own, as each knows one session only.
 * @param {NodeJS.ProcessEnv} env
 */
async function startDriver(env) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  const send = sendTo(`http://127.0.0.1:${port}`);
  for (let i = 0; ; ++i) {
    try {
      await send('GET', '/status');
      break;
    } catch (error) {
      if (i === 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return { send, stop: () => driver.kill() };
}

/** @typedef {{ newPage: () => Promise<WebKitPage>, close: () => Promise<void> }} WebKit */

/**
 * @typedef {object} WebKitOptions
 * @property {boolean} [dark] what the system prefers
 * @property {number} [scale] device pixels per CSS pixel
 * @property {NodeJS.ProcessEnv} [env] more for the browser, such as switches of its engine
 */

/**
 * @param {WebKitOptions} [options]
 * @returns {Promise<WebKit>}
 */
export async function launchWebKit({ dark = false, scale = 1, env = {} } = {}) {
  const capabilities = {
    alwaysMatch: {
      'webkitgtk:browserOptions': {
        args: ['--automation', ...(dark ? ['--dark-mode'] : [])],
      },
    },
  };
  /** @type {Set<WebKitPage>} */
  const pages = new Set();
  return {
    /**
     * A page in a browser and on a screen of its own, so that it has the focus and knows nothing
     * of what another has stored.
     */
    async newPage() {
      const { home, downloads } = makeHome();
      const screen = await startXvfb();
      const driver = await startDriver({
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_CACHE_HOME: home,
        XDG_DATA_HOME: home,
        DISPLAY: screen.display,
        GDK_BACKEND: 'x11',
        GDK_SCALE: String(scale),
        MESA_SHADER_CACHE_DISABLE: '1',
        // Nothing of the desktop's that tests run on.
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
        ...env,
      });
      const { sessionId } = await driver.send('POST', '/session', { capabilities });
      const page = new WebKitPage(
        (method, path, body) => driver.send(method, `/session/${sessionId}${path}`, body),
        downloads,
        () => {
          pages.delete(page);
          driver.stop();
          screen.stop();
          rmSync(home, { recursive: true, maxRetries: 20 });
        },
      );
      pages.add(page);
      await page.start();
      focusWindow(screen.display);
      return page;
    },
    async close() {
      await Promise.all([...pages].map((page) => page.close()));
    },
  };
}

/**
 * Opens the page and waits until it is ready. Its `log` collects every request other than the page
 * itself, every message and error once it is ready, and every breach of its policy, as far as it
 * was asked for something since.
 * @param {WebKit} browser
 * @param {{query?: string, viewport?: {width: number, height: number}}} [options]
 */
export async function openInWebKit(
  browser,
  { query = '', viewport = { width: 1280, height: 900 } } = {},
) {
  if (!existsSync(pageFile)) throw new Error(`${pageFile} is not built`);
  const page = await browser.newPage();
  page.logsRequests = true;
  await page.setViewport(viewport);
  await page.goto(pathToFileURL(pageFile).href + query);
  await page.evaluate(async () => {
    while (document.documentElement.dataset.ready !== 'true') {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  return page;
}
