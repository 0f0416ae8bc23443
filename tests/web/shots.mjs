// Screenshots of the page to be looked at: node tests/web/shots.mjs [PAGE.html [FOLDER]]
// Light and dark, desktop, phone and small phone; empty, with numbers of several lengths, and
// with a picture. Fails where the page writes to the console, asks for anything or does not
// become ready.

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerFor, drawWithMouse, inkBox, launchBrowser } from './browser.mjs';
import { writeNumber } from '../data/written.mjs';
import { makeSheet } from './sheets.mjs';

const page = resolve(process.argv[2] ?? 'build/digitpad.html');
const folder = resolve(process.argv[3] ?? 'build/shots');

const screens = [
  { name: 'desktop', width: 1280, height: 800, ratio: 1 },
  { name: 'desktop-2x', width: 1280, height: 800, ratio: 2 },
  { name: 'laptop', width: 1024, height: 640, ratio: 1 },
  { name: 'phone', width: 390, height: 844, ratio: 2 },
  { name: 'phone-small', width: 320, height: 568, ratio: 2 },
  { name: 'phone-turned', width: 844, height: 390, ratio: 2 },
  { name: 'wide', width: 2560, height: 1440, ratio: 1 },
];

// All of them on two of the screens, an ordinary one on the others.
const NUMBERS = ['5', '42', '31415926', '31415926535897932384'];
const LINES = ['31415', '926', '5358979', '3238', '462643'];

/**
 * Writes a number across the middle of the drawing area.
 * @param {import('playwright-core').Page} tab
 * @param {string} number
 */
async function write(tab, number) {
  await tab.locator('#ink').scrollIntoViewIfNeeded();
  const box = await inkBox(tab);
  const { width } = writeNumber(number, { height: 1 });
  const height = Math.min(box.height * 0.6, (box.width * 0.9) / width);
  const { strokes } = writeNumber(number, {
    x: (box.width - width * height) / 2,
    y: (box.height - height) / 2,
    height,
  });
  await drawWithMouse(tab, strokes);
  await answerFor(tab, strokes.length);
}

/**
 * Opens a picture and corrects a number in it.
 * @param {import('playwright-core').Page} tab
 * @param {Buffer} sheet
 */
async function openSheet(tab, sheet) {
  const file = { name: 'sheet.jpg', mimeType: 'image/jpeg', buffer: sheet };
  await tab.locator('#file').setInputFiles(file);
  await tab.locator('#app[data-mode="picture"]:not([data-state="reading"])').waitFor();
  await tab.locator('#numbers input').nth(1).fill('926');
  await tab.locator('#numbers input').nth(2).fill('5358978');
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const sheet = await makeSheet(browser, LINES, { type: 'image/jpeg', width: 900 });
let problems = 0;
for (const { name, width, height, ratio } of screens) {
  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    const tab = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: ratio,
      colorScheme: theme,
    });
    /** @param {string} what */
    const complain = (what) => {
      console.error(`${name} ${theme}: ${what}`);
      ++problems;
    };
    tab.on('console', (message) => complain(`console: ${message.text()}`));
    tab.on('pageerror', (error) => complain(`error: ${error.message}`));
    tab.on('request', (request) => {
      const address = request.url();
      if (address === pathToFileURL(page).href) return;
      complain(`request: ${address.slice(0, 80)}`);
    });
    await tab.goto(pathToFileURL(page).href);
    await tab.locator('html[data-ready="true"]').waitFor({ timeout: 10_000 });
    /** @param {string} what */
    const shoot = (what) =>
      tab.screenshot({ path: `${folder}/${name}-${theme}-${what}.png`, fullPage: true });
    await shoot('empty');
    for (const number of name === 'desktop' || name === 'phone'
      ? NUMBERS
      : [NUMBERS[2]]) {
      await write(tab, number);
      await tab.locator('#clear').hover();
      await shoot(`${number.length}`);
      await tab.locator('#new').click();
    }
    await openSheet(tab, sheet);
    await shoot('picture');
    await tab.locator('#save-as').click();
    await shoot('menu');
    await tab.close();
  }
}
await browser.close();
console.log(`screenshots in ${folder}`);
process.exit(problems === 0 ? 0 : 1);
