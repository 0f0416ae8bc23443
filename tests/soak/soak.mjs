// Long use in Chromium: writes, clears, resizes, opens pictures and models, minute after minute,
// and measures once a minute what the page holds and how long it takes from the end of a stroke to
// its answer. Memory must stay within 2 % of what it was after the warm-up, and the last minute's
// readings must be no slower than the first one's; both are printed beside a loop of plain
// JavaScript from the same minutes, for other programs slow all of it down.
//
// Usage: node tests/soak/soak.mjs [MINUTES (30)] [MINUTES TO WARM UP (5)]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeNumber } from '../data/written.mjs';
import { drawWithMouse, launchBrowser, openPage, root } from '../web/browser.mjs';
import { bring } from '../web/file_ways.mjs';
import { makeSheet } from '../web/sheets.mjs';

const minutes = Number(process.argv[2] ?? 30);
const warmUp = Number(process.argv[3] ?? 5);
const MOST_GROWTH = 1.02;
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
  { width: 900, height: 420 },
  { width: 1920, height: 1080 },
];
const NUMBERS = ['7', '42', '1986', '305', '64', '8213'];

const browser = await launchBrowser();
const sheet = await makeSheet(browser, ['12', '305', '77'], { type: 'image/jpeg' });
const model = readFileSync(join(root, 'weights/digits.dpm'));
const { page, log } = await openPage(browser);
const session = await page.context().newCDPSession(page);
const ofBrowser = await browser.newBrowserCDPSession();

// From the end of each stroke to the answer that includes it.
await page.evaluate(() => {
  const answer = /** @type {HTMLElement} */ (document.querySelector('#answer'));
  const times = /** @type {number[]} */ ([]);
  let lifted = 0;
  addEventListener('pointerup', ({ timeStamp }) => (lifted = timeStamp), true);
  new MutationObserver(() => {
    if (lifted === 0 || answer.dataset.state === 'reading') return;
    times.push(performance.now() - lifted);
    lifted = 0;
  }).observe(answer, { attributes: true });
  Object.assign(window, { answerTimes: times });
});

const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo');
const renderers = processInfo.filter(({ type }) => type === 'renderer');

/** What the page's process has to itself, in kB. */
function privateMemory() {
  return renderers.reduce((sum, { id }) => {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    const fields = [...text.matchAll(/^Private_(?:Clean|Dirty): *(\d+) kB/gm)];
    return sum + fields.reduce((total, [, kilobytes]) => total + Number(kilobytes), 0);
  }, 0);
}

async function untilStrokes(/** @type {number} */ strokes) {
  await page.waitForFunction((strokes) => {
    const { dataset } = /** @type {HTMLElement} */ (document.querySelector('#answer'));
    return dataset.strokes === String(strokes) && dataset.state !== 'reading';
  }, strokes);
}

async function write(/** @type {string} */ number) {
  const area = await page.locator('#ink').boundingBox();
  if (!area) throw new Error('there is no drawing area');
  const height = Math.min(area.height * 0.5, (area.width / number.length) * 0.9, 160);
  const { strokes } = writeNumber(number, {
    x: area.width * 0.05,
    y: 0.2 * area.height,
    height,
  });
  await drawWithMouse(page, strokes);
  await untilStrokes(strokes.length);
}

async function one(/** @type {number} */ turn) {
  await page.setViewportSize(SIZES[turn % SIZES.length]);
  for (const number of NUMBERS) {
    await write(number);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Escape');
    await untilStrokes(0);
  }
  await bring(page, 'drop', [{ name: 'sheet.jpg', content: sheet }]);
  await page.waitForFunction(() => document.querySelector('#answer')?.textContent !== '');
  await page.locator('#new').dispatchEvent('click');
  await page.waitForFunction(() => document.querySelector('#answer')?.textContent === '');
  await bring(page, 'drop', [{ name: 'digits.dpm', content: model }]);
  await page.waitForFunction(
    () =>
      /** @type {HTMLDialogElement} */ (document.querySelector('#network-panel')).open,
  );
  await page.locator('#network-back').click();
  await page.keyboard.press('Escape');
}

/** What is there after the garbage is gone. */
async function sample() {
  await page.setViewportSize(SIZES[0]);
  for (let i = 0; i < 3; ++i) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { times, loop } = await page.evaluate(() => {
    const start = performance.now();
    let state = 1;
    for (let i = 0; i < 2e7; ++i) state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const loop = performance.now() - start + (state === 0 ? 1 : 0);
    const { answerTimes } = /** @type {{ answerTimes: number[] }} */ (
      /** @type {unknown} */ (window)
    );
    return { times: answerTimes.splice(0), loop };
  });
  times.sort((a, b) => a - b);
  return {
    heap: usedSize,
    nodes,
    listeners: jsEventListeners,
    privateKilobytes: privateMemory(),
    readings: times.length,
    // Of what other programs did not slow down.
    quartile: times[Math.floor(times.length / 4)],
    loop,
  };
}

/** @type {Awaited<ReturnType<typeof sample>>[]} */
const samples = [];
console.log(
  'minute  heap kB  private kB  nodes  listeners  readings  25th percentile  loop, ms',
);
for (let minute = 1, turn = 0; minute <= minutes; ++minute) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) await one(turn++);
  const now = await sample();
  samples.push(now);
  console.log(
    [
      String(minute).padStart(6),
      (now.heap / 1000).toFixed(0).padStart(7),
      String(now.privateKilobytes).padStart(10),
      String(now.nodes).padStart(5),
      String(now.listeners).padStart(9),
      String(now.readings).padStart(8),
      now.quartile.toFixed(2).padStart(15),
      now.loop.toFixed(1).padStart(8),
    ].join('  '),
  );
}
await browser.close();

const [first, last] = [
  samples[Math.min(warmUp, samples.length) - 1],
  samples[samples.length - 1],
];
const ratios = {
  heap: last.heap / first.heap,
  'private memory': last.privateKilobytes / first.privateKilobytes,
  nodes: last.nodes / first.nodes,
  listeners: last.listeners / first.listeners,
  'reading, by the loop':
    last.quartile / last.loop / (samples[0].quartile / samples[0].loop),
};
for (const [name, ratio] of Object.entries(ratios)) {
  console.log(`${name}: ${ratio.toFixed(3)} times`);
}
for (const line of log) console.log(`the page said: ${line}`);
const grown = ['heap', 'private memory', 'nodes', 'listeners'].filter(
  (name) => ratios[/** @type {keyof typeof ratios} */ (name)] > MOST_GROWTH,
);
if (grown.length > 0) console.log(`more than 2 % more: ${grown.join(', ')}`);
process.exitCode = grown.length > 0 || log.length > 0 ? 1 : 0;
