// The commands that a README shows, run as they stand in a folder where its reader would be.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { program, root } from '../cli/program.mjs';

// The slowest takes some seconds; machines that run tests are slow at times.
const TIMEOUT_MS = 120_000;

/** The lines of a section's blocks of code. @param {string} readme @param {string} title */
export function commandsOf(readme, title) {
  const text = readFileSync(join(root, readme), 'utf8');
  const [, section] = new RegExp(`\n#+ ${title}\n(.*?)(?=\n#+ |$)`, 's').exec(text) ?? [];
  if (section === undefined) throw new Error(`${readme} has no section "${title}"`);
  return [...section.matchAll(/```\n(.*?)```/gs)].flatMap(([, block]) =>
    block.trim().split('\n'),
  );
}

/** Makes the program found in `folder` where a README has it. @param {string} folder */
export function placeProgram(folder) {
  mkdirSync(join(folder, 'build/native'), { recursive: true });
  symlinkSync(program, join(folder, 'build/native/digitpad'));
}

/**
 * What a command says; it must do well.
 * @param {string} command
 * @param {string} folder
 * @param {string} data the data folder
 */
export function runCommand(command, folder, data) {
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', command], {
    cwd: folder,
    env: {
      ...process.env,
      DIGITPAD_DATA: data,
      PATH: `${join(folder, 'build/native')}:${process.env.PATH}`,
    },
    timeout: TIMEOUT_MS,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command}: ${status}: ${stderr}`);
  return { stdout, stderr };
}

/** Where the tests' data is, as the trainer looks for it; undefined where there is none. */
export const dataFolder = [
  process.env.DIGITPAD_DATA,
  join(root, '../shared/data'),
  join(root, 'build/data'),
].find((folder) => {
  try {
    return folder && readFileSync(join(folder, 'mnist/train-labels-idx1-ubyte.gz'));
  } catch {
    return false;
  }
});
