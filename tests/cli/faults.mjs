// Runs `digitpad` on a disk that fails, by file_faults.c, and as a user who may not do everything.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linesOf, makeFolder, program, run } from './program.mjs';

const library = join(dirname(program), 'file_faults.so');
if (!existsSync(library)) throw new Error(`${library} is not built`);

/** @param {string[]} args @param {string} fault as of file_faults.c */
export function runWith(
  fault,
  args,
  { input = /** @type {string | Buffer} */ ('') } = {},
) {
  const { ASAN_OPTIONS = '' } = process.env;
  const env = {
    LD_PRELOAD: library,
    DIGITPAD_FAULT: fault,
    // Its runtime wants to be the first library.
    ASAN_OPTIONS: `${ASAN_OPTIONS}:verify_asan_link_order=0`,
  };
  return run(args, { input, env });
}

/** @typedef {'full' | 'fail'} DiskFault */
/** With what the system says then. @type {[DiskFault, string][]} */
export const DISK_FAULTS = [
  ['full', 'No space left on device'],
  ['fail', 'Input/output error'],
];

/**
 * How many calls of an undisturbed run a fault can hit.
 * @param {'kill' | DiskFault} kind @param {string[]} args
 */
function countCalls(kind, args) {
  const { folder } = makeFolder();
  const counts = join(folder, 'counts');
  const { code, stderr } = runWith(`count ${counts}`, args);
  assert.equal(code, 0, stderr);
  const [changes, removals] = readFileSync(counts, 'utf8').split(' ').map(Number);
  return kind === 'kill' ? changes + removals : changes;
}

/**
 * Once with the fault at the first call that changes files, once at the second, and so on up to
 * the last one of an undisturbed run; how many there are. No run may end as if all were well.
 * @param {'kill' | DiskFault} kind
 * @param {() => string[]} begin makes all ready for a run, whose arguments it returns
 * @param {(result: ReturnType<typeof run>, number: number) => void} check what came of it
 */
export function atEachCall(kind, begin, check) {
  const calls = countCalls(kind, begin());
  for (let number = 1; number <= calls; ++number) {
    const result = runWith(`${kind} ${number}`, begin());
    assert.notEqual(result.code, 0, `${kind} at call ${number} of ${calls} is told`);
    check(result, number);
  }
  const { code, stderr } = runWith(`${kind} ${calls + 1}`, begin());
  assert.equal(code, 0, `${kind} after the last call: ${stderr}`);
  return calls;
}

/** Files that are written beside the one whose place they are to take. */
export const temporaries = (/** @type {string} */ folder) =>
  readdirSync(folder).filter((name) => name.includes('.tmp'));

const NOBODY = 65534;

/**
 * Runs it as a user who is not root, whom nothing is forbidden.
 * @param {string[]} args
 */
export function runAsNobody(args) {
  if (process.getuid?.() !== 0) return run(args);
  const { folder } = makeFolder();
  chmodSync(folder, 0o755);
  const copy = join(folder, 'digitpad');
  copyFileSync(program, copy);
  chmodSync(copy, 0o755);
  const { status, stdout, stderr, error } = spawnSync(copy, args, {
    uid: NOBODY,
    gid: NOBODY,
    encoding: 'utf8',
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** What it said last. @param {string} stderr */
export const lastLine = (stderr) => linesOf(stderr).at(-1) ?? '';
