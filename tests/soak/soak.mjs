// Long use in Chromium: writes, clears, resizes, opens pictures and models, minute after minute,
// and measures once a minute what the page holds and how long it takes from the end of a stroke to
// its answer. The process's memory, the objects of the page's scripts, its nodes and listeners must
// stay within 2 % of what they were after the warm-up. The readings of the best of the last minutes,
// as many as the warm-up has, must take no more than 1.1 times those of the best of the first, which
// is what minutes of one page differ by anyhow: by the clock, or beside a loop of plain JavaScript
// from the same minutes, for other programs slow all of it down. Exit 1 where they do not.
//
// Usage: node tests/soak/soak.mjs [MINUTES (30)] [MINUTES TO WARM UP (5, or half of them)]
import { readFileSync } from 'node:fs';
import { modelWithout, shippedModel } from '../cli/program.mjs';
import { writeNumber } from '../data/written.mjs';
import { drawWithMouse, launchBrowser, openPage } from '../web/browser.mjs';
import { bring } from '../web/file_ways.mjs';
import { makeSheet } from '../web/sheets.mjs';
import { heapByKind } from './heap_snapshot.mjs';

const minutes = Number(process.argv[2] ?? 30);
const warmUp = Number(process.argv[3] ?? Math.min(5, Math.floor(minutes / 2)));
if (![minutes, warmUp].every(Number.isInteger) || warmUp < 1 || minutes < 2 * warmUp) {
  console.error(
    'soak.mjs: [MINUTES, from 2 on] [MINUTES TO WARM UP, at most half of them]',
  );
  process.exit(2);
}
const MOST_GROWTH = 1.02;
const MOST_SLOWER = 1.1;
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
  { width: 900, height: 420 },
  { width: 1920, height: 1080 },
];
const NUMBERS = ['7', '42', '1986', '305', '64', '8213'];

const browser = await launchBrowser();
/** @type {[string, Buffer][]} */
const sheets = [];
for (const type of /** @type {const} */ (['image/jpeg', 'image/png'])) {
  sheets.push([
    `sheet of ${type}`,
    await makeSheet(browser, ['12', '305', '77'], { type }),
  ]);
}
const models = [modelWithout('7'), readFileSync(shippedModel)];
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
  const isThere = page.waitForFunction((strokes) => {
    const { dataset } = /** @type {HTMLElement} */ (document.querySelector('#answer'));
    return dataset.strokes === String(strokes) && dataset.state !== 'reading';
  }, strokes);
  await isThere.catch(async () => {
    const [found, box, size] = await page.evaluate(() => {
      const of = (/** @type {string} */ id) =>
        /** @type {HTMLElement} */ (document.querySelector(id));
      return [
        { ...of('#app').dataset, ...of('#answer').dataset },
        of('#ink').getBoundingClientRect().toJSON(),
        [innerWidth, innerHeight],
      ];
    });
    await page.screenshot({ path: 'build/soak.png' });
    const facts = JSON.stringify({ wanted: strokes, found, box, size });
    throw new Error(`the strokes did not come, see build/soak.png: ${facts}`);
  });
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

/** Until all that follows the window's size has: what is drawn before may be beside the paper. */
async function resize(/** @type {{ width: number, height: number }} */ size) {
  await page.setViewportSize(size);
  await page.waitForFunction(
    ({ width, height }) => innerWidth === width && innerHeight === height,
    size,
  );
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}

async function one(/** @type {number} */ turn) {
  await resize(SIZES[turn % SIZES.length]);
  for (const number of NUMBERS) {
    await write(number);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Escape');
    await untilStrokes(0);
  }
  const [name, sheet] = sheets[turn % sheets.length];
  await bring(page, 'drop', [{ name, content: sheet }]);
  await page.waitForFunction(() => document.querySelector('#answer')?.textContent !== '');
  await page.locator('#new').dispatchEvent('click');
  await page.waitForFunction(() => document.querySelector('#answer')?.textContent === '');
  await bring(page, 'drop', [
    { name: 'digits.dpm', content: models[turn % models.length] },
  ]);
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
    const loops = Array.from({ length: 5 }, () => {
      const start = performance.now();
      let state = 1;
      for (let i = 0; i < 2e7; ++i) state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return performance.now() - start + (state === 0 ? 1 : 0);
    });
    const loop = Math.min(...loops);
    const { answerTimes } = /** @type {{ answerTimes: number[] }} */ (
      /** @type {unknown} */ (window)
    );
    return { times: answerTimes.splice(0), loop };
  });
  times.sort((a, b) => a - b);
  // In every minute, and behind what it would change: a snapshot takes memory of its own.
  const privateKilobytes = privateMemory();
  return {
    heap: usedSize,
    ...(await heapByKind(session)),
    nodes,
    listeners: jsEventListeners,
    privateKilobytes,
    readings: times.length,
    // Of what other programs did not slow down.
    quartile: times[Math.floor(times.length / 4)],
    loop,
  };
}

/** @type {Awaited<ReturnType<typeof sample>>[]} */
const samples = [];
console.log(
  'minute  heap kB  objects kB  private kB  nodes  listeners  readings  25th percentile  loop, ms',
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
      (now.objects / 1000).toFixed(0).padStart(10),
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

const [first, last] = [samples[warmUp - 1], samples[minutes - 1]];
/** @param {Record<string, number>} ratios */
const print = (ratios) => {
  for (const [name, ratio] of Object.entries(ratios)) {
    console.log(`${name}: ${ratio.toFixed(3)} times`);
  }
};
const grown = {
  'objects in the heap': last.objects / first.objects,
  'private memory': last.privateKilobytes / first.privateKilobytes,
  nodes: last.nodes / first.nodes,
  listeners: last.listeners / first.listeners,
};
const best = (/** @type {(minute: (typeof samples)[0]) => number} */ time) => {
  const least = (/** @type {typeof samples} */ round) => Math.min(...round.map(time));
  return least(samples.slice(-warmUp)) / least(samples.slice(0, warmUp));
};
const slower = {
  reading: best(({ quartile }) => quartile),
  'reading, by the loop': best(({ quartile, loop }) => quartile / loop),
};
print(grown);
print({
  'compiled code in the heap': last.code / first.code,
  'used heap, with all that': last.heap / first.heap,
});
print(slower);
const failures = [
  ...Object.entries(grown).filter(([, ratio]) => ratio > MOST_GROWTH),
  // By both: one of them may be due to other programs.
  ...(Math.min(...Object.values(slower)) > MOST_SLOWER ? Object.entries(slower) : []),
].map(([name]) => `more than before: ${name}`);
for (const line of [...failures, ...log.map((text) => `the page said: ${text}`)]) {
  console.log(line);
}
process.exitCode = failures.length > 0 || log.length > 0 ? 1 : 0;
