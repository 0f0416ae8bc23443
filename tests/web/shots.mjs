// Screenshots of the page to be looked at: node tests/web/shots.mjs [PAGE.html [FOLDER]]
// Light and dark, desktop, phone and small phone, empty and with a drawing. Fails where the
// page writes to the console, asks for anything or does not become ready.

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from './browser.mjs';

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

/**
 * A five of two strokes, within a square of size 1.
 * @type {[number, number][][]}
 */
const five = [
  Array.from({ length: 40 }, (_, i) => {
    const t = i / 39;
    if (t < 0.3) return [0.35 - 0.02 * t, 0.2 + t];
    const angle = -2.2 + (t - 0.3) * 6.2;
    return [0.5 + 0.24 * Math.cos(angle), 0.68 + 0.22 * Math.sin(angle)];
  }),
  Array.from({ length: 15 }, (_, i) => [0.35 + (0.38 * i) / 14, 0.2 - (0.01 * i) / 14]),
];

/** @param {import('playwright-core').Page} tab */
async function draw(tab) {
  const box = await tab.locator('#ink').boundingBox();
  if (!box) throw new Error('#ink has no box');
  const size = Math.min(box.width, box.height) * 0.9;
  const left = box.x + (box.width - size) / 2;
  const top = box.y + (box.height - size) / 2;
  for (const stroke of five) {
    for (const [i, [x, y]] of stroke.entries()) {
      await tab.mouse.move(left + x * size, top + y * size);
      if (i === 0) await tab.mouse.down();
    }
    await tab.mouse.up();
  }
}

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
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
    await tab.screenshot({ path: `${folder}/${name}-${theme}-empty.png` });
    await draw(tab);
    await tab.locator('#answer[data-strokes="2"]').waitFor({ timeout: 10_000 });
    await tab.locator('#clear').hover();
    await tab.screenshot({ path: `${folder}/${name}-${theme}.png`, fullPage: true });
    await tab.close();
  }
}
await browser.close();
console.log(`screenshots in ${folder}`);
process.exit(problems === 0 ? 0 : 1);
