// bench.mjs [peers] [--rounds N]: measures natively, in node and in Chromium, one thread; prints
// the medians of the rounds and the ratios, and writes them with a chart to build/bench. In a
// round all contestants run the whole networks in turn, TURNS times over, and the best turn
// counts: on a shared machine one of them alone may meet a busy neighbor.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { missing, nodeFlags, root, variants } from '../headless/headless.mjs';
import { openChromium, peerModels, peersFolder } from './chromium.mjs';
import { chart, table } from './report.mjs';

/** @typedef {import('./page_side.mjs').Times} Times */
/** @typedef {{name: string, measure: (cases: string) => Promise<Times> | Times}} Contestant */

const TURNS = 3;
// Names of cases, as both JavaScript and Google Benchmark understand them.
const WHOLE = '(^|/)(A|B|C|ours|strokes to result|load|calibration)$';
const PARTS = 'peak$|layer';

const args = process.argv.slice(2);
const wantPeers = args[0] === 'peers';
if (wantPeers) args.shift();
const rounds = args[0] === '--rounds' ? Number(args[1]) : 5;
if (args.length !== (args[0] === '--rounds' ? 2 : 0) || !(rounds >= 1)) {
  console.error('usage: bench.mjs [peers] [--rounds N]');
  process.exit(2);
}
const havePeers = wantPeers && existsSync(peerModels) && existsSync(peersFolder);
if (wantPeers && !havePeers) {
  console.log(`bench: SKIPPED the peers: there is no ${peerModels} or no ${peersFolder}`);
}

/** @returns {string} what the program printed */
function output(
  /** @type {string} */ program,
  /** @type {string[]} */ args,
  environment = {},
) {
  return execFileSync(program, args, {
    encoding: 'utf8',
    cwd: root,
    env: { ...process.env, OMP_NUM_THREADS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** All kernels of the native program, as `KERNEL/case`. @returns {Times} */
function nativeTimes(/** @type {string} */ cases) {
  const text = output('build/native/digitpad_bench', [
    '--benchmark_format=json',
    '--benchmark_min_time=0.1',
    `--benchmark_filter=${cases}`,
  ]);
  /** @type {{benchmarks: {name: string, real_time: number, "GMAC/s"?: number}[]}} */
  const { benchmarks } = JSON.parse(text);
  return Object.fromEntries(
    benchmarks.map(({ name, real_time: us, 'GMAC/s': speed }) => [
      name,
      { ms: us / 1e3, macs: speed === undefined ? 0 : speed * us * 1e3 },
    ]),
  );
}

/** A peer's program that prints {"A": ms, ...}. @returns {Times} */
function peerTimes(/** @type {string} */ program, environment = {}) {
  /** @type {Record<string, number>} */
  const times = JSON.parse(output(program, [], environment));
  return Object.fromEntries(Object.entries(times).map(([net, ms]) => [net, { ms }]));
}

const inNode = (/** @type {string[]} */ ...args) =>
  JSON.parse(
    output(process.execPath, [...nodeFlags, 'tests/bench/node_side.mjs', ...args]),
  );

const built = variants.filter((v) => existsSync(join(root, `build/${v}/bench.wasm`)));
const inThisNode = built.filter((v) => {
  const why = missing(v);
  if (why) console.log(`bench: in node: ${why}`);
  return why === undefined;
});
const chromium = await openChromium();
/** @type {Contestant[]} */
const ours = [
  { name: 'native', measure: nativeTimes },
  ...built.map((v) => ({
    name: `Chromium ${v}`,
    measure: (/** @type {string} */ cases) => chromium.ours(v, cases),
  })),
  ...inThisNode.map((v) => ({
    name: `node ${v}`,
    measure: (/** @type {string} */ cases) => inNode('ours', v, cases),
  })),
];
/** @type {Contestant[]} */
const answers = built.map((v) => ({
  name: `Chromium ${v}, strokes to parsed Result`,
  measure: () => chromium.answers(v),
}));
const contestants = [...ours];
if (havePeers) {
  contestants.push(
    { name: 'Chromium LiteRT.js int8', measure: () => chromium.litert('') },
    {
      name: 'Chromium LiteRT.js compat int8',
      measure: () => chromium.litert('litert_wasm_compat_internal.js'),
    },
    { name: 'Chromium onnxruntime-web int8', measure: () => chromium.onnx('int8') },
    { name: 'Chromium tfjs wasm f32', measure: () => chromium.tfjs() },
    { name: 'native onnxruntime-node int8', measure: () => inNode('onnx', 'int8') },
  );
  const folder = 'build/native/digitpad_bench';
  for (const { name, program, environment } of [
    {
      name: 'native oneDNN int8 (VNNI)',
      program: `${folder}_onednn`,
      environment: { ONEDNN_MAX_CPU_ISA: 'AVX512_CORE_VNNI' },
    },
    // As it likes: with AMX, where the machine has that.
    { name: 'native oneDNN int8', program: `${folder}_onednn` },
    { name: 'native XNNPACK int8', program: `${folder}_xnnpack` },
  ]) {
    if (existsSync(join(root, program))) {
      contestants.push({ name, measure: () => peerTimes(program, environment) });
    } else {
      console.log(`bench: SKIPPED ${name}: ${program} is not built`);
    }
  }
}
const starts = ['/blank', '/build/digitpad.html', ...(havePeers ? ['/tfjs'] : [])];

/** Of each contestant (natively, of each kernel) and case: one value a round. */
const samples = /** @type {Record<string, Record<string, number[]>>} */ ({});
const macs = /** @type {Record<string, Record<string, number>>} */ ({});
const add = (
  /** @type {string} */ who,
  /** @type {string} */ what,
  /** @type {number} */ ms,
) => ((samples[who] ??= {})[what] ??= []).push(ms);

/** Adds the best of some turns, all contestants in each. */
async function measure(
  /** @type {number} */ round,
  /** @type {Contestant[]} */ contestants,
  cases = '',
  turns = 1,
) {
  const best = /** @type {Record<string, number>} */ ({});
  for (let turn = 1; turn <= turns; ++turn) {
    for (const { name, measure } of contestants) {
      process.stderr.write(`round ${round}/${rounds}: ${name} ${cases}\n`);
      for (const [key, { ms, macs: count }] of Object.entries(await measure(cases))) {
        const slash = name === 'native' ? key.indexOf('/') : -1;
        const who = slash < 0 ? name : `native ${key.slice(0, slash)}`;
        const what = key.slice(slash + 1);
        const both = JSON.stringify([who, what]);
        best[both] = Math.min(best[both] ?? Infinity, ms);
        if (count) (macs[who] ??= {})[what] = count;
      }
    }
  }
  for (const [both, ms] of Object.entries(best)) {
    const [who, what] = JSON.parse(both);
    add(who, what, ms);
  }
}

for (let round = 1; round <= rounds; ++round) {
  await measure(round, contestants, WHOLE, TURNS);
  await measure(round, ours, PARTS);
  await measure(round, answers);
  for (const path of starts) {
    const { ms, megabytes, bytes } = await chromium.start(path);
    add(`start ${path}`, 'navigation to ready', ms);
    add(`start ${path}`, 'peak MB', megabytes);
    add(`start ${path}`, 'kB', bytes / 1e3);
  }
}
await chromium.close();

/** The median; NaN of nothing. */
const middle = (/** @type {number[]} */ values) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const median = (/** @type {string} */ who, /** @type {string} */ what) =>
  middle(samples[who]?.[what] ?? []);
const best = (/** @type {string} */ who, /** @type {string} */ what) =>
  Math.min(...(samples[who]?.[what] ?? [NaN]));

/** What must hold: ours, beside whom, at most. */
const RATIOS = /** @type {[string, string, number][]} */ ([
  ['Chromium wasm_relaxed', 'Chromium LiteRT.js int8', 1.0],
  ['Chromium wasm_simd128', 'Chromium LiteRT.js compat int8', 0.85],
  ['Chromium wasm_simd128', 'Chromium onnxruntime-web int8', 0.85],
  ['native avx512vnni', 'native onnxruntime-node int8', 0.8],
  ['native avx512vnni', 'native oneDNN int8 (VNNI)', 1.25],
  ['native avx512vnni', 'native oneDNN int8', 1.25],
  ['native avx2', 'native XNNPACK int8', 0.9],
]);

const lines = [`# Benchmarks`, ''];
lines.push(
  `${cpus()[0].model}, Chromium ${chromium.version}, node ${process.versions.node}; medians of ` +
    `${rounds} rounds, one thread. Calibration, 1,000 additions one after another: ` +
    `${format(median('native', 'calibration') * 1e3, 2)} us. Loading our network natively: ` +
    `${format(median('native', 'load'), 2)} ms.`,
);

lines.push('', '## Whole networks, ms for one image', '');
const nets = ['A', 'B', 'C', 'ours'];
const runners = Object.keys(samples).filter((who) => samples[who].A !== undefined);
lines.push(
  ...table(
    ['', ...nets],
    runners.map((who) => [who, ...nets.map((net) => format(median(who, net), 4))]),
  ),
);
lines.push('', '## Layers, part of the peak in the same round', '');
for (const who of Object.keys(macs)) {
  const speeds = (/** @type {string} */ what) =>
    (samples[who][what] ?? []).map((ms) => (macs[who][what] ?? 0) / ms / 1e6);
  const peaks = speeds('peak');
  if (!(middle(peaks) > 0)) continue;
  lines.push(`### ${who}: peak ${format(middle(peaks), 1)} GMAC/s`, '');
  const rows = Object.keys(macs[who])
    .filter((what) => what.includes('layer'))
    .map((what) => {
      const parts = speeds(what).map((speed, round) => speed / peaks[round]);
      return [
        what,
        format(middle(speeds(what)), 1),
        `${Math.round(middle(parts) * 100)} %`,
      ];
    });
  lines.push(...table(['medians', 'GMAC/s', 'of the peak'], rows), '');
}
if (havePeers) {
  lines.push('## Ratios of medians', '');
  const rows = RATIOS.map(([ours, peer, most]) => [
    `${ours} / ${peer}`,
    ...['A', 'B', 'C'].map((net) => format(median(ours, net) / median(peer, net), 2)),
    `<= ${most}`,
  ]);
  lines.push(...table(['', 'A', 'B', 'C', 'must be'], rows), '');
}
lines.push('## Strokes to Result, ms', '');
lines.push(
  ...table(
    ['', 'p50', 'p99', 'best of the rounds: p50', 'p99'],
    Object.keys(samples)
      .filter((who) => samples[who].p50 !== undefined)
      .map((who) => [
        who,
        ...['p50', 'p99'].map((what) => format(median(who, what), 3)),
        ...['p50', 'p99'].map((what) => format(best(who, what), 3)),
      ]),
  ),
);
lines.push('', '## Start', '');
lines.push(
  ...table(
    ['', 'navigation to ready, ms', 'best', 'peak memory of the page, MB', 'loaded, kB'],
    starts.map((path) => [
      path,
      format(median(`start ${path}`, 'navigation to ready'), 1),
      format(best(`start ${path}`, 'navigation to ready'), 1),
      format(median(`start ${path}`, 'peak MB'), 1),
      format(median(`start ${path}`, 'kB'), 1),
    ]),
  ),
);
lines.push('', '## Sizes in bytes', '');
const files = [
  'build/digitpad.html',
  ...built.map((v) => `build/${v}/recognizer.wasm`),
  'weights/digits.dpm',
];
lines.push(
  ...table(
    ['', 'raw', 'gzip -9'],
    files.map((file) => {
      const bytes = readFileSync(join(root, file));
      return [file, String(bytes.length), String(gzipSync(bytes, { level: 9 }).length)];
    }),
  ),
);

/** @returns {string} */
function format(/** @type {number} */ value, /** @type {number} */ digits) {
  return Number.isFinite(value) ? value.toFixed(digits) : '-';
}

const folder = join(root, 'build/bench');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'bench.md'), `${lines.join('\n')}\n`);
writeFileSync(join(folder, 'bench.json'), JSON.stringify({ rounds, samples, macs }));
writeFileSync(
  join(folder, 'bench.svg'),
  chart(
    'One image, one thread: ms (median)',
    nets,
    runners.map((who) => ({ name: who, values: nets.map((net) => median(who, net)) })),
  ),
);
console.log(lines.join('\n'));
console.log(`\nwritten: ${folder}/bench.md, bench.json, bench.svg`);
