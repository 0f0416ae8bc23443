// Firefox ESR for the browser tests, beside browser.mjs: the built page from file://, with a
// person's mouse, finger and keyboard.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { pageFile } from './browser.mjs';

/** @typedef {import('puppeteer-core').Page} FirefoxPage */

/**
 * Debian's Firefox ESR, headless.
 * @param {object} [options]
 * @param {boolean} [options.dark] what the system prefers
 * @param {Record<string, unknown>} [options.prefs] what its user has set
 */
export function launchFirefox({ dark = false, prefs = {} } = {}) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    headless: true,
    // A machine that is busy takes its time.
    timeout: 120_000,
    extraPrefsFirefox: {
      // As a person's Firefox has it: without it a page from file:// may read other files.
      'security.fileuri.strict_origin_policy': true,
      // It would take the focus from the page.
      'browser.download.alwaysOpenPanel': false,
      'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
      ...prefs,
    },
  });
}

/**
 * Opens the page and waits until it is ready. `log` collects every request other than the page
 * itself, every console message, every error and every breach of the page's policy.
 * @param {import('puppeteer-core').Browser} browser
 * @param {string} downloads the folder that downloads go to
 * @param {{query?: string, viewport?: {width: number, height: number}}} [options]
 */
export async function openInFirefox(
  browser,
  downloads,
  { query = '', viewport = { width: 1280, height: 900 } } = {},
) {
  if (!existsSync(pageFile)) throw new Error(`${pageFile} is not built`);
  const context = await browser.createBrowserContext({
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  });
  const page = await context.newPage();
  await page.setViewport(viewport);
  const url = pathToFileURL(pageFile).href + query;
  /** @type {string[]} */
  const log = [];
  page.on('request', (request) => {
    // Firefox tells of the icon as well, which is within the page.
    if (request.url() === url || request.url().startsWith('data:')) return;
    log.push(`request ${request.url().slice(0, 200)}`);
  });
  page.on('console', (message) =>
    log.push(`console ${message.type()}: ${message.text()}`),
  );
  page.on('pageerror', (error) => log.push(`error ${String(error)}`));
  // WebDriver BiDi does not tell of the browser's own messages about the policy.
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`policy ${violatedDirective} ${blockedURI}`),
    );
  });
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true');
  return { context, page, log };
}
