// What `digitpad train` promises of its run: it can be killed or stopped at any moment and gone on
// with, ends in time, and says what it does on a terminal, in a log and in its metrics.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { strokesFile, writeLetters } from '../data/letters.mjs';
import { linesOf, makeFolder, program, run } from './program.mjs';

const { folder, write } = makeFolder();
const letters = write('letters.jsonl', strokesFile(writeLetters(60)));
const ARCHITECTURE = 'conv3x3x8/2, conv3x3x16/2, gap, dense';
const SMALL = ['train', '--data', letters, '--arch', ARCHITECTURE].concat([
  '--channels',
  '1',
  '--lr',
  '0.02',
  '--qat-epochs',
  '2',
]);
const SHORT = [...SMALL, '--epochs', '2'];
const LONG = [...SMALL, '--epochs', '1000'];

const path = (/** @type {string} */ name) => join(folder, name);

/** A training that must do well; what it said. */
function train(/** @type {string[]} */ ...args) {
  const { code, stderr } = run(args);
  assert.equal(code, 0, stderr);
  return stderr;
}

/** Ends when the program does, which gets the signal after a while or when it has said a thing. */
async function runUntil(
  /** @type {string[]} */ args,
  /** @type {NodeJS.Signals} */ signal,
  /** @type {number | RegExp} */ when,
) {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  let sent = false;
  const send = () => {
    if (!sent) child.kill(signal);
    sent = true;
  };
  const timer = typeof when === 'number' ? setTimeout(send, when) : undefined;
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
    if (when instanceof RegExp && when.test(said)) send();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  return { code: /** @type {number | null} */ (code), said };
}

/** The metrics but for what the clock says. */
function metrics(/** @type {string} */ name) {
  return linesOf(readFileSync(path(`${name}.metrics.jsonl`), 'utf8')).map((line) => {
    const row = JSON.parse(line);
    delete row.seconds;
    delete row.images_per_s;
    return row;
  });
}

const leftovers = (/** @type {string} */ name) =>
  readdirSync(folder).filter(
    (file) => /checkpoint|tmp/.test(file) && file.startsWith(name),
  );

test('killed again and again, it ends in the bytes of a run that was not', async () => {
  train(...SHORT, '--out', path('whole.dpm'));
  const args = [...SHORT, '--out', path('killed.dpm'), '--resume'];
  const delays = [];
  let code = null;
  // The first kills come before any machine is done, later ones later, so that a slow one ends.
  for (let kills = 0; code === null; ++kills) {
    const longest = kills < 4 ? 120 : 500 + 40 * kills;
    delays.push(Math.round(Math.random() * longest));
    const often = ['--checkpoint-minutes', kills % 2 ? '0' : '0.001'];
    ({ code } = await runUntil([...args, ...often], 'SIGKILL', delays[kills]));
  }
  assert.equal(code, 0);
  assert.ok(delays.length > 3, `killed after ${delays} ms`);
  for (const end of ['', '.float']) {
    const [whole, killed] = ['whole', 'killed'].map((name) =>
      readFileSync(path(`${name}.dpm${end}`)),
    );
    assert.ok(whole.equals(killed), `other bytes, killed after ${delays} ms`);
  }
  assert.deepEqual(metrics('killed.dpm'), metrics('whole.dpm'));
  assert.deepEqual(leftovers('killed'), []);
  assert.match(
    train(...SHORT, '--out', path('killed.dpm'), '--resume'),
    /is there already/,
  );
});

test('Ctrl-C, SIGTERM and a closed terminal save, say how to go on and exit 130', async () => {
  const args = [...SHORT, '--out', path('stopped.dpm'), '--resume'];
  let runs = 0;
  for (const [signal, when] of /** @type {[NodeJS.Signals, RegExp][]} */ ([
    ['SIGINT', /beginning anew/],
    ['SIGTERM', /epoch 1\/2/],
    ['SIGHUP', /int8 epoch 1\/2/],
  ])) {
    const { code, said } = await runUntil(args, signal, when);
    if (code === 0) break; // too fast for this machine: what follows is the same promise
    ++runs;
    assert.equal(code, 130, said);
    assert.match(
      said,
      /stopped in .*epoch \d\/2 after step \d+ of \d+; .* --resume goes on/,
    );
    assert.ok(!existsSync(path('stopped.dpm')));
  }
  assert.ok(runs > 0);
  train(...SHORT, '--out', path('stopped.dpm'), '--resume');
  assert.ok(readFileSync(path('stopped.dpm')).equals(readFileSync(path('whole.dpm'))));
  assert.deepEqual(metrics('stopped.dpm'), metrics('whole.dpm'));
});

test('it goes on where nobody reads what it says, and under nohup', async () => {
  for (const shell of [
    'set -o pipefail; "$0" "$@" 2>&1 | head -1',
    'trap "" HUP; "$0" "$@" & sleep 0.3; kill -HUP $!; wait $!',
  ]) {
    const args = ['-c', shell, program, ...SHORT, '--out', path('unheard.dpm')];
    assert.equal(spawnSync('bash', args).status, 0);
    assert.ok(readFileSync(path('unheard.dpm')).equals(readFileSync(path('whole.dpm'))));
  }
});

test('metrics have a row for each epoch and part, as JSON Lines and as CSV', () => {
  const rows = metrics('whole.dpm');
  assert.deepEqual(
    rows.map(({ phase, epoch, part }) => `${phase} ${epoch} ${part}`),
    ['float 1', 'float 2', 'int8 1', 'int8 2'].flatMap((name) => [
      `${name} training`,
      `${name} letters`,
    ]),
  );
  assert.equal(rows[1].count, 30);
  assert.equal(rows[1].accuracy, Number((rows[1].correct / 30).toFixed(6)));
  assert.ok(rows[2].loss < rows[0].loss);
  assert.ok(rows[2].learning_rate < rows[0].learning_rate);
  const [header, ...lines] = linesOf(readFileSync(path('whole.dpm.metrics.csv'), 'utf8'));
  assert.equal(
    header,
    'phase,epoch,part,count,correct,accuracy,loss,learning_rate,images_per_s,seconds',
  );
  assert.equal(lines.length, rows.length);
  assert.equal(lines[1], `float,1,letters,30,${rows[1].correct},${rows[1].accuracy},,,,`);
  assert.match(
    lines[2],
    new RegExp(`^float,2,training,.*,${rows[2].loss},.*,[\\d.]+,[\\d.]+$`),
  );
});

test('one batch of everything ends in a model file', () => {
  const model = path('fast.dpm');
  const said = train(...LONG, '--fast-dev-run', '--out', model);
  assert.match(said, /^epoch 1\/1 .*\nint8 epoch 1\/1 .*\n.*\nwrote .*fast\.dpm\n$/);
  const { card } = JSON.parse(run(['inspect', '--json', model]).stdout);
  assert.equal(card.recipe.epoch_steps, 1);
  assert.equal(metrics('fast.dpm')[0].count, 128);
});

test('one batch of everything never takes the place of a model or of a training', async () => {
  const model = path('precious.dpm');
  train(...SHORT, '--limit', '100', '--out', model);
  const before = readFileSync(model);
  const trial = run([...SHORT, '--fast-dev-run', '--out', model]);
  assert.equal(trial.code, 3);
  assert.match(trial.stderr, /precious\.dpm: is there already/);
  assert.ok(readFileSync(model).equals(before));
  const args = [...LONG, '--out', path('unfinished.dpm')];
  await runUntil(args, 'SIGINT', /epoch 1\//);
  const stopped = run([...LONG, '--fast-dev-run', '--out', path('unfinished.dpm')]);
  assert.equal(stopped.code, 3);
  assert.match(stopped.stderr, /unfinished\.dpm\.checkpoint: of an unfinished training/);
  // One of its own may be tried again.
  for (let i = 0; i < 2; ++i) {
    train(...LONG, '--fast-dev-run', '--out', path('again.dpm'));
  }
});

test('a forgotten --resume costs no checkpoint', async () => {
  const args = [...LONG, '--out', path('forgotten.dpm')];
  await runUntil(args, 'SIGINT', /epoch 1\//);
  const before = readFileSync(path('forgotten.dpm.checkpoint'));
  const { said } = await runUntil(args, 'SIGINT', /epoch 1\//);
  assert.match(said, /beginning anew; .*forgotten\.dpm\.checkpoint .*--resume/);
  assert.ok(readFileSync(path('forgotten.dpm.checkpoint.old')).equals(before));
  const other = run([...args, '--resume', '--seed', '7']);
  assert.equal(other.code, 3);
  assert.match(other.stderr, /other options or data: recipe\/seed differs/);
});

test('with a time, the epochs end in it and the learning rate falls', () => {
  const model = path('timed.dpm');
  const start = Date.now();
  const said = train(...LONG, '--max-time', '2s', '--out', model);
  const { card } = JSON.parse(run(['inspect', '--json', model]).stdout);
  assert.ok(Date.now() - start < 30_000);
  assert.equal(card.ended_by, 'max-time');
  assert.equal(card.recipe.max_seconds, 2);
  assert.ok(
    metrics('timed.dpm').some(({ phase }) => phase === 'int8') ||
      said.includes('no time left for the epochs with rounding'),
  );
  const rates = metrics('timed.dpm').flatMap(({ phase, learning_rate: rate }) =>
    phase === 'float' && rate !== undefined ? [rate] : [],
  );
  assert.ok(rates.length < 1000);
  assert.ok(/** @type {number} */ (rates.at(-1)) < 0.02 / 10, `${rates}`);
});

test('with patience, it ends when nothing gets better, and keeps the best', () => {
  const model = path('patient.dpm');
  const said = train(...LONG, '--patience', '2', '--out', model);
  const { card } = JSON.parse(run(['inspect', '--json', model]).stdout);
  const right = metrics('patient.dpm').flatMap(({ phase, part, correct }) =>
    phase === 'float' && part === 'letters' ? [correct] : [],
  );
  assert.equal(card.ended_by, 'patience');
  assert.equal(card.best_epoch, right.indexOf(Math.max(...right)) + 1);
  assert.equal(right.length, card.best_epoch + 2);
  assert.match(
    said,
    new RegExp(`no better in 2 epochs: going on with epoch ${card.best_epoch}`),
  );
  const { code, stderr } = run([
    ...SMALL,
    '--validation',
    '0',
    '--patience',
    '2',
    '--out',
    model,
  ]);
  assert.equal(code, 3);
  assert.match(stderr, /patience needs data that validates/);
});

test('a log gets plain lines, few of them', () => {
  const said = train(...SHORT, '--out', path('log.dpm'));
  assert.ok(!said.includes('\r') && !said.includes('\x1b'), JSON.stringify(said));
  assert.ok(linesOf(said).length <= 7, said);
  assert.match(
    said,
    /^epoch 1\/2 +loss [\d.]+ +accuracy [\d.]+ % +\d+ images\/s +letters [\d.]+ %/,
  );
});

test('a terminal gets a line that is rewritten, within its width and without colors', () => {
  const command = [program, ...SMALL, '--epochs', '8', '--out', path('terminal.dpm')]
    .map((word) => `'${word}'`)
    .join(' ');
  const onTerminal = (/** @type {string} */ kind) =>
    spawnSync('script', ['-qec', `stty cols 60; ${command}`, '/dev/null'], {
      env: { ...process.env, TERM: kind, NO_COLOR: '1' },
      input: '',
      encoding: 'utf8',
    }).stdout;
  const said = onTerminal('xterm');
  const parts = said.split('\r\x1b[K').map((part) => part.replace(/\r\n/g, '\n'));
  const shown = parts.filter(
    (part) => /^epoch .* left {2}loss/.test(part) && !part.endsWith('\n'),
  );
  assert.ok(shown.length > 0, said);
  assert.ok(
    shown.every((line) => line.length < 60 && !line.includes('\x1b')),
    said,
  );
  assert.ok(!said.replaceAll('\r\x1b[K', '').includes('\x1b'), 'nothing else, no colors');
  assert.ok(!onTerminal('dumb').includes('\x1b'));
});

test('a disk that is full is a clear error, and what was saved is kept', () => {
  const limited = (/** @type {string} */ blocks, /** @type {string[]} */ ...args) =>
    spawnSync(
      'bash',
      ['-c', `ulimit -f ${blocks}; exec "$0" "$@"`, program, ...SHORT, ...args],
      {
        encoding: 'utf8',
      },
    );
  const out = path('full.dpm');
  // No checkpoint fits: nothing is left.
  const first = limited('8', '--out', out);
  assert.equal(first.status, 3, first.stderr);
  assert.match(first.stderr, /full\.dpm\.checkpoint: cannot write: File too large/);
  assert.deepEqual(leftovers('full'), []);
  assert.ok(!existsSync(out));
  // The one of the first steps fits, and later ones with more in them do not.
  const size = 40;
  const second = limited(`${size}`, '--out', out, '--checkpoint-minutes', '0');
  assert.equal(second.status, 3, second.stderr);
  assert.match(
    second.stderr,
    /cannot write: File too large; .*full\.dpm\.checkpoint is kept/,
  );
  assert.deepEqual(leftovers('full'), ['full.dpm.checkpoint']);
  train(...SHORT, '--out', out, '--resume');
  assert.ok(readFileSync(out).equals(readFileSync(path('whole.dpm'))));
});

// A build with sanitizers keeps what was freed for a while.
const otherBuild = process.env.DIGITPAD_BIN && 'SKIPPED: for the usual build only';

test('memory stays flat over the epochs', { skip: otherBuild }, async () => {
  const peak = async (/** @type {string} */ epochs) => {
    const args = [
      ...SMALL,
      '--limit',
      '100',
      '--epochs',
      epochs,
      '--out',
      path('memory.dpm'),
    ];
    const child = spawn(program, args, { stdio: 'ignore' });
    let most = 0;
    const timer = setInterval(() => {
      const [, kB = '0'] =
        /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      most = Math.max(most, Number(kB));
    }, 20);
    assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 0);
    clearInterval(timer);
    return most;
  };
  const [few, many] = [await peak('2'), await peak('16')];
  assert.ok(few > 0 && many < few * 1.1, `${few} kB with 2 epochs, ${many} kB with 16`);
});

test('times that are none are usage errors', () => {
  for (const time of ['0', '-1', '1x', '30m1h', '', '1e3', 'nan']) {
    const { code, stderr } = run([...SHORT, '--out', path('no.dpm'), '--max-time', time]);
    assert.equal(code, 2, `${time}: ${stderr}`);
    assert.match(stderr, /--max-time/);
  }
});
