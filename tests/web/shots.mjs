// Screenshots of the page to be looked at: node tests/web/shots.mjs [PAGE.html [FOLDER]]
// Every screen, look and state as SCREEN-LOOK-STATE.png, and SCREEN.png with all of a screen's
// side by side. Fails where the page writes to the console, asks for anything or does not
// become ready.

import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerFor, drawWithMouse, inkBox, launchBrowser } from './browser.mjs';
import { makeSheet } from './sheets.mjs';
import { inTheMiddle, NOT_A_DIGIT, UNSURE } from './states.mjs';

const file = resolve(process.argv[2] ?? 'build/digitpad.html');
const folder = resolve(process.argv[3] ?? 'build/shots');

/** @typedef {import('playwright-core').Page} Page */

const SCREENS = [
  { width: 320, height: 640 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
];

/** @type {Record<string, import('playwright-core').BrowserContextOptions>} */
const LOOKS = {
  light: { colorScheme: 'light', locale: 'en' },
  dark: { colorScheme: 'dark', locale: 'en' },
  arabic: { colorScheme: 'light', locale: 'ar' },
};

const LINES = ['31415', '926', '5358979', '3238', '462643'];

/** @type {Record<string, (page: Page) => Promise<unknown>>} */
const STATES = {
  empty: async () => {},
  sure: (page) => writeNumber(page, '5'),
  unsure: (page) => write(page, UNSURE),
  'not-a-digit': (page) => write(page, NOT_A_DIGIT),
  number: (page) => writeNumber(page, '31415926'),
  picture: openSheet,
  layers: async (page) => {
    await page.keyboard.press('l');
    await writeNumber(page, '42');
  },
  menu: (page) => openPanel(page, 'menu'),
  network: (page) => openPanel(page, 'network'),
  history: (page) => openPanel(page, 'history'),
  help: (page) => openPanel(page, 'help'),
};

/**
 * @param {Page} page
 * @param {string} panel
 */
async function openPanel(page, panel) {
  await page.evaluate((panel) => document.getElementById(panel)?.click(), panel);
  await page.locator(`#${panel}-panel`).waitFor();
}

/**
 * @param {Page} page
 * @param {number[][][]} strokes
 */
async function write(page, strokes) {
  await page.locator('#ink').scrollIntoViewIfNeeded();
  await drawWithMouse(page, strokes);
  await answerFor(page, strokes.length);
}

/**
 * @param {Page} page
 * @param {string} number
 */
async function writeNumber(page, number) {
  await write(page, inTheMiddle(number, await inkBox(page)));
}

/** Opens a picture and corrects a number in it. */
async function openSheet(/** @type {Page} */ page) {
  const picture = { name: 'sheet.jpg', mimeType: 'image/jpeg', buffer: sheet };
  await page.locator('#file').setInputFiles(picture);
  await page.locator('#app[data-mode="picture"]:not([data-state="reading"])').waitFor();
  await page.locator('#numbers input').nth(1).fill('926');
  await page.locator('#numbers input').nth(2).fill('5358978');
}

/** From wherever the page is. */
async function startAgain(/** @type {Page} */ page) {
  await page.evaluate(() => {
    document.querySelector('dialog[open]')?.querySelector('button')?.click();
    const layers = document.getElementById('layers-switch');
    if (layers?.ariaChecked === 'true') layers.click();
    document.getElementById('new')?.click();
    scrollTo(0, 0);
  });
  await page.mouse.move(0, 0);
}

/**
 * All states of a page that is as large as its screen.
 * @param {Page} page
 * @param {string} name
 */
async function shootStates(page, name) {
  for (const [state, enter] of Object.entries(STATES)) {
    await startAgain(page);
    await enter(page);
    const path = join(folder, `${name}-${state}.png`);
    await page.screenshot({ path, fullPage: true });
  }
}

/** @param {string} look */
async function openLook(look) {
  const context = await browser.newContext(LOOKS[look]);
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const complain = (/** @type {string} */ what) => {
    console.error(`${look}: ${what}`);
    process.exitCode = 1;
  };
  page.on('console', (message) => complain(`console: ${message.text()}`));
  page.on('pageerror', (error) => complain(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== url) complain(`request: ${request.url().slice(0, 80)}`);
  });
  await page.goto(url);
  await page.locator('html[data-ready="true"]').waitFor({ timeout: 10_000 });
  return page;
}

/**
 * A row for each look.
 * @param {string} screen
 * @param {number} width of a picture in it
 */
async function makeContactSheet(screen, width) {
  const page = await browser.newPage({ viewport: { width: 100, height: 100 } });
  const pictures = Object.keys(LOOKS).map((look) =>
    Object.keys(STATES).map((state) =>
      readFileSync(join(folder, `${screen}-${look}-${state}.png`), 'base64'),
    ),
  );
  await page.evaluate(
    async ({ pictures, width }) => {
      document.body.style.cssText = 'margin: 8px; width: max-content; background: gray';
      for (const row of pictures) {
        const line = document.createElement('div');
        line.style.cssText = 'display: flex; gap: 8px; padding: 4px';
        document.body.append(line);
        for (const picture of row) {
          const image = new Image(width);
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          line.append(image);
        }
      }
    },
    { pictures, width },
  );
  await page.screenshot({ path: join(folder, `${screen}.png`), fullPage: true });
  await page.close();
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const sheet = await makeSheet(browser, LINES, { type: 'image/jpeg', width: 900 });
for (const look of Object.keys(LOOKS)) {
  const page = await openLook(look);
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await shootStates(page, `${screen.width}x${screen.height}-${look}`);
  }
  await page.context().close();
}
for (const { width, height } of SCREENS) {
  await makeContactSheet(`${width}x${height}`, Math.min(width, 480));
}
await browser.close();
console.log(`screenshots in ${folder}`);
