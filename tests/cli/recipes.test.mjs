// The recipes of trainer/README.md do as they say: each command is run as it stands there, those
// that take minutes with --fast-dev-run added.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeNumber } from '../data/written.mjs';
import { LETTERS, strokesFile, writeLetter } from '../data/letters.mjs';
import {
  commandsOf,
  dataFolder,
  placeProgram,
  runCommand,
} from '../data/readme_commands.mjs';
import { linesOf, makeFolder } from './program.mjs';

const GUIDE = 'trainer/README.md';
const noData = dataFolder
  ? undefined
  : 'SKIPPED: NO DATA FOLDER for the recipes with MNIST';

const { folder, write } = makeFolder();
placeProgram(folder);

const recipe = (/** @type {string} */ command) =>
  runCommand(command, folder, dataFolder ?? '');
const shortened = (/** @type {string} */ command) =>
  recipe(command.includes(' train ') ? `${command} --fast-dev-run` : command);

test('the classic network', { skip: noData }, () => {
  const [train, judge] = commandsOf(GUIDE, 'The classic network');
  shortened(train);
  const { stdout } = recipe(judge);
  assert.match(stdout, /10,?000/);
});

test('a network for one hand', { skip: noData }, () => {
  for (let i = 0; i < 5; ++i) {
    const digits = Array.from({ length: 10 }, (_, digit) => ({
      ...writeNumber(`${digit}`, { x: 90 + 5 * i, y: 80, height: 180 + 10 * i }),
      label: `${digit}`,
    }));
    write(`digitpad(${i}).jsonl`, strokesFile(digits));
  }
  const [collect, train] = commandsOf(GUIDE, 'A network for one hand, in five minutes');
  recipe(collect);
  shortened(train);
  assert.ok(existsSync(join(folder, 'mine.dpm')));
});

test('letters', () => {
  for (const label of LETTERS) {
    mkdirSync(join(folder, 'letters', label), { recursive: true });
    for (let seed = 1; seed <= 20; ++seed) {
      const drawing = { ...writeLetter(label, { seed }), label: '8' };
      write(`letters/${label}/${seed}.jsonl`, strokesFile([drawing]));
    }
  }
  const [train, read] = commandsOf(GUIDE, 'Letters');
  recipe(train);
  assert.deepEqual(linesOf(recipe(read).stdout), ['A']);
});

test('the shipped network is what build.sh trains, with the recipe of its card', () => {
  assert.deepEqual(commandsOf(GUIDE, 'The shipped network'), ['./build.sh train']);
});
