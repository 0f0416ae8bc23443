// fuzz.mjs [TARGET|all] [SECONDS] [QUIET]: runs the fuzzers of build/fuzz one after the other, each
// for so many seconds of processor time (60) and on, up to four times as long, until the last QUIET
// seconds (0) brought no new edge. Prints a table of what came of it, which is also kept in
// build/fuzz/table.md. What a fuzzer finds worth keeping stays in build/fuzz/found/TARGET, so that
// a later run goes on from there; an input that crashes lies in build/fuzz/crashes. Exit 1 where
// there is one, and where a target found new edges up to the end.
//
// fuzz.mjs keep [TARGET|all]: of the inputs that libFuzzer needs to reach every edge which those
// found reach the small ones, into tests/fuzz/corpus/TARGET, beside what is there. Where they are
// too many, every second, third, ... of them, so that some edges are left out.
import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, '../../build/fuzz');

/** The longest input of each target: enough for everything to happen, and little enough to be quick. */
const TARGETS = {
  app: 600,
  architecture: 400,
  csv_pictures: 2000,
  float_model: 2000,
  headless: 600,
  ink: 800,
  input_file: 4000,
  jpeg: 4000,
  kernels: 200,
  model_file: 4000,
  model_json: 6000,
  onnx: 6000,
  page: 600,
  picture: 600,
  png: 4000,
  strokes_json: 2000,
};
/** @typedef {keyof typeof TARGETS} Target */

/** Of one allocation, from files of less than a megabyte. */
const MALLOC_LIMIT_MB = 64;
const RSS_LIMIT_MB = 2048;
/** Of the clock on the wall: a hang. The target itself counts processor time, see fuzz_entry.cc. */
const TIMEOUT_S = 30;

/** Times the seconds asked for, at most, while there are new edges. */
const MOST_TIMES = 4;

const TICKS_PER_SECOND = 100; // USER_HZ of every Linux

/** Seconds of processor time that a process has used; undefined once it is gone. */
function cpuSeconds(/** @type {number | undefined} */ pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}

/** The folder, which is there then. */
function folder(/** @type {string[]} */ ...parts) {
  const path = join(...parts);
  fs.mkdirSync(path, { recursive: true });
  return path;
}

/**
 * One fuzzer until it crashes, or until its processor time is used up.
 * @param {Target} target
 * @param {number} seconds of processor time
 * @param {number} quiet seconds without a new edge before the end
 * @returns {Promise<Record<string, string | number>>} a row of the table
 */
async function run(target, seconds, quiet) {
  const dictionary = join(here, 'dictionaries', `${target}.dict`);
  const child = spawn(
    join(build, `fuzz_${target}`),
    [
      `-max_len=${TARGETS[target]}`,
      `-malloc_limit_mb=${MALLOC_LIMIT_MB}`,
      `-rss_limit_mb=${RSS_LIMIT_MB}`,
      `-timeout=${TIMEOUT_S}`,
      '-len_control=30',
      '-print_final_stats=1',
      `-artifact_prefix=${folder(build, 'crashes')}/${target}-`,
      ...(fs.existsSync(dictionary) ? [`-dict=${dictionary}`] : []),
      folder(build, 'found', target),
      folder(here, 'corpus', target),
      folder(build, 'seeds', target),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const row = { executions: 0, edges: 0, features: 0, lastEdge: 0, cpu: 0 };
  const look = setInterval(() => {
    row.cpu = cpuSeconds(child.pid) ?? row.cpu;
    const dry = row.cpu - row.lastEdge >= quiet || row.cpu >= seconds * MOST_TIMES;
    if (row.cpu >= seconds && dry) child.kill('SIGUSR1'); // which it ends on as asked
  }, 250);
  const log = fs.createWriteStream(join(build, `${target}.log`));
  for await (const line of createInterface({ input: child.stderr })) {
    log.write(`${line}\n`);
    const match = /^#(\d+)\s.*\bcov: (\d+) ft: (\d+)/.exec(line);
    const done = /^stat::number_of_executed_units: (\d+)/.exec(line);
    if (done) row.executions = Number(done[1]);
    if (!match) continue;
    row.cpu = cpuSeconds(child.pid) ?? row.cpu;
    if (Number(match[2]) > row.edges) row.lastEdge = row.cpu;
    row.edges = Math.max(row.edges, Number(match[2]));
    row.features = Math.max(row.features, Number(match[3]));
  }
  clearInterval(look);
  log.end();
  const status = child.exitCode ?? (await new Promise((end) => child.once('exit', end)));
  return {
    target,
    'CPU s': Math.round(row.cpu),
    executions: row.executions,
    'a second': Math.round(row.executions / Math.max(row.cpu, 1)),
    edges: row.edges,
    features: row.features,
    'last new edge, s': Math.round(row.lastEdge),
    quiet: row.cpu - row.lastEdge >= quiet ? 'yes' : 'no',
    crashes: status === 0 ? 0 : 1,
  };
}

/** As Markdown. */
function table(/** @type {Record<string, string | number>[]} */ rows) {
  const keys = Object.keys(rows[0]);
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |\n`;
  const rule = keys.map((key) => (key === 'target' ? '---' : '---:'));
  return line(keys) + line(rule) + rows.map((row) => line(Object.values(row))).join('');
}

/** Small ones only: the corpus is replayed in every test run, and lies in git. */
const LARGEST_KEPT = 2000;
const MOST_KEPT = 16000;

function keep(/** @type {Target} */ target) {
  const chosen = join(build, 'chosen', target);
  fs.rmSync(chosen, { recursive: true, force: true });
  const corpus = folder(here, 'corpus', target);
  execFileSync(
    join(build, `fuzz_${target}`),
    [
      '-merge=1',
      '-use_counters=0',
      `-max_len=${LARGEST_KEPT}`,
      folder(chosen),
      corpus,
      folder(build, 'found', target),
      folder(build, 'seeds', target),
    ],
    { stdio: ['ignore', 'ignore', 'ignore'] },
  );
  const files = fs
    .readdirSync(chosen)
    .map((name) => ({
      path: join(chosen, name),
      size: fs.statSync(join(chosen, name)).size,
    }))
    .filter(({ size }) => size <= LARGEST_KEPT)
    .sort((a, b) => a.size - b.size);
  // Every second, third, ... of them where they are too many.
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const step = Math.max(1, Math.ceil(total / MOST_KEPT), Math.ceil(files.length / 60));
  const kept = files.filter((_, i) => i % step === 0);
  for (const { path } of kept) {
    fs.copyFileSync(path, join(corpus, basename(path).slice(0, 12)));
  }
  console.log(`${target}: ${kept.length} of ${files.length} inputs kept`);
}

const words = process.argv.slice(2);
const keeps = words[0] === 'keep';
if (keeps) words.shift();
const all = /** @type {Target[]} */ (Object.keys(TARGETS));
const wanted = !words[0] || words[0] === 'all' ? all : [/** @type {Target} */ (words[0])];
const seconds = Number(words[1] ?? 60);
const quiet = Number(words[2] ?? 0);
if (wanted.some((target) => !(target in TARGETS)) || !(seconds > 0 && quiet >= 0)) {
  console.error(
    `fuzz.mjs: [keep] [TARGET|all] [SECONDS] [QUIET]; targets: ${all.join(' ')}`,
  );
  process.exit(2);
}
if (keeps) {
  wanted.forEach(keep);
} else {
  execFileSync(join(build, 'fuzz_seeds'), [folder(build, 'seeds')]);
  /** @type {Record<string, string | number>[]} */
  const rows = [];
  for (const target of wanted) {
    console.error(`fuzzing ${target} for ${seconds} s of processor time`);
    rows.push(await run(target, seconds, quiet));
    fs.writeFileSync(join(build, 'table.md'), table(rows));
  }
  process.stdout.write(table(rows));
  const isGood = rows.every(
    ({ crashes, quiet: isQuiet }) => crashes === 0 && isQuiet === 'yes',
  );
  process.exitCode = isGood ? 0 : 1;
}
