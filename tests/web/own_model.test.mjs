// README.md's section on a network of one's own, from its command to a number in the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../cli/program.mjs';
import {
  commandsOf,
  dataFolder,
  placeProgram,
  runCommand,
} from '../data/readme_commands.mjs';
import { writeNumber } from '../data/written.mjs';
import { bring } from './file_ways.mjs';
import { launch } from './tabs.mjs';

const noData = dataFolder ? undefined : 'SKIPPED: NO DATA FOLDER to train a network with';

test(
  'what the command of the README trains reads what is drawn',
  { skip: noData },
  async () => {
    const { folder } = makeFolder();
    placeProgram(folder);
    const commands = commandsOf('README.md', 'A network of your own');
    assert.equal(commands.length, 1);
    runCommand(commands[0], folder, dataFolder ?? '');
    const browser = await launch('chromium');
    const tab = await browser.open({ query: '?min-confidence=0' });
    const shipped = await tab.evaluate(() => document.documentElement.dataset.model);
    const content = readFileSync(join(folder, 'my.dpm'));
    await bring(tab.page, 'drop', [{ name: 'my.dpm', content }]);
    await tab.until(
      (shipped) => ![undefined, shipped].includes(document.documentElement.dataset.model),
      shipped,
    );
    await tab.press('Escape');
    let right = 0;
    for (const digit of '0123456789') {
      const { strokes } = writeNumber(digit, { x: 150, y: 120, height: 200 });
      await tab.draw(strokes);
      right += Number((await tab.answer(strokes.length)).text === digit);
      await tab.press('Escape');
    }
    assert.ok(right >= 7, `${right} of 10 digits`);
    assert.deepEqual(tab.log, []);
    await browser.close();
  },
);
