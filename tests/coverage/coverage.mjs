// What of core/ the programs of a build with -DDIGITPAD_COVERAGE=ON run: prints a table of the files,
// those with most left first, writes BUILD/coverage/index.html, and fails below the floors.
// Kernels that this machine cannot run are left out, by name.
//
// Usage: node tests/coverage/coverage.mjs BUILD PROGRAM...
import { spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';

const FLOORS = { lines: 98, branches: 92 };
const SHOWN = 20;

const [build, ...programs] = process.argv.slice(2);
const paths = programs.map((program) => resolve(build, program));

function run(
  /** @type {string} */ command,
  /** @type {string[]} */ args,
  /** @type {import('node:child_process').SpawnSyncOptions} */ options = {},
) {
  const done = spawnSync(command, args, { maxBuffer: 1 << 28, ...options });
  if (done.error) throw done.error;
  if (done.status !== 0) {
    process.stderr.write(done.stderr ?? '');
    throw new Error(`${command} ended with ${done.status ?? done.signal}`);
  }
  return String(done.stdout ?? '');
}

const profiles = paths.map((path) => `${path}.profraw`);
paths.forEach((path, i) =>
  run(path, ['--gtest_brief=1'], {
    stdio: 'inherit',
    env: { ...process.env, LLVM_PROFILE_FILE: profiles[i] },
  }),
);
const profile = resolve(build, 'all.profdata');
run('llvm-profdata-14', ['merge', '-sparse', ...profiles, '-o', profile]);

const given = [
  ...paths.flatMap((path, i) => (i === 0 ? [path] : ['-object', path])),
  `-instr-profile=${profile}`,
];
/** @typedef {{ count: number, covered: number }} Part */
/** @type {{ filename: string, summary: { lines: Part, branches: Part } }[]} */
const all = JSON.parse(run('llvm-cov-14', ['export', '-summary-only', ...given])).data[0]
  .files;

const nameOf = (/** @type {string} */ path) => relative('.', path);
const isOfOtherMachines = (/** @type {(typeof all)[0]} */ { filename, summary }) =>
  /core\/kernels\/kernels_[^/]*\.cc$/.test(filename) && summary.lines.covered === 0;
const ofCore = all.filter(({ filename }) => nameOf(filename).startsWith('core/'));
const skipped = ofCore.filter(isOfOtherMachines);
const files = ofCore.filter((file) => !isOfOtherMachines(file));

run('llvm-cov-14', [
  ...['show', '-format=html', '-show-branches=count', `-output-dir=${build}/coverage`],
  ...[...given, ...files.map(({ filename }) => filename)],
]);

/** Of all files. */
const totalOf = (/** @type {'lines' | 'branches'} */ kind) =>
  files.reduce(
    (sum, { summary }) => ({
      count: sum.count + summary[kind].count,
      covered: sum.covered + summary[kind].covered,
    }),
    { count: 0, covered: 0 },
  );
const textOf = (/** @type {Part} */ { count, covered }) =>
  `${covered}/${count} ${count === 0 ? '' : ((100 * covered) / count).toFixed(2)}`.padStart(
    18,
  );
const leftIn = (/** @type {(typeof all)[0]} */ { summary }) =>
  summary.lines.count -
  summary.lines.covered +
  summary.branches.count -
  summary.branches.covered;

console.log(
  `${'file'.padEnd(40)}${'lines, %'.padStart(18)}${'branches, %'.padStart(18)}`,
);
for (const { filename, summary } of files
  .sort((a, b) => leftIn(b) - leftIn(a))
  .slice(0, SHOWN)) {
  console.log(
    nameOf(filename).padEnd(40) + textOf(summary.lines) + textOf(summary.branches),
  );
}
const total = { lines: totalOf('lines'), branches: totalOf('branches') };
console.log(
  `${`core, ${files.length} files`.padEnd(40)}${textOf(total.lines)}${textOf(total.branches)}`,
);
for (const { filename } of skipped) {
  console.log(`left out: ${nameOf(filename)}, which this machine cannot run`);
}
for (const kind of /** @type {const} */ (['lines', 'branches'])) {
  const percent = (100 * total[kind].covered) / total[kind].count;
  if (percent >= FLOORS[kind]) continue;
  console.log(`${percent.toFixed(2)} % of ${kind} are less than ${FLOORS[kind]} %`);
  process.exitCode = 1;
}
