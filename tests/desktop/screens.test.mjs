// digitpad-draw on real X11 and Wayland screens, with real events of mouse and keyboard.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  HEIGHT,
  WIDTH,
  ended,
  missing,
  startProgram,
  startWayland,
  startX11,
  tell,
  until,
} from './screens.mjs';

// Of the drawing area, on a window of the whole screen.
const SEVEN = [
  [300, 200],
  [500, 200],
  [400, 560],
];
const DARK = 120;
const LIGHT = 200;

/** @param {number[]} pixel */
const brightness = (pixel) => Math.min(...pixel);

const systems = /** @type {const} */ ([
  { name: 'X11', needs: ['Xvfb', 'xdotool'] },
  { name: 'Wayland', needs: ['Xvfb', 'xdotool', 'weston'] },
]);

for (const { name, needs } of systems) {
  const lacking = missing([...needs]);
  if (lacking.length > 0) {
    console.error(`NOT TESTED on ${name}: no ${lacking.join(', ')}`);
  }
  const skip = lacking.length > 0 && `no ${lacking.join(', ')}`;

  describe(`the desktop window on ${name}`, { skip }, () => {
    /** @type {string} */
    let folder;
    /** @type {Awaited<ReturnType<typeof startX11>>} */
    let screen;
    /** @type {ReturnType<typeof startProgram>} */
    let program;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'screens-'));
      screen = await startX11(folder);
      if (name === 'Wayland') screen = await startWayland(screen, folder);
    });
    afterEach(() => program.child.kill('SIGKILL'));
    after(async () => {
      await screen.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** @param {string[]} args */
    async function open(...args) {
      program = startProgram(screen, args, folder);
      // Looks for it each time: SDL makes the window anew where OpenGL draws in it.
      const fit = () => {
        if (name !== 'X11') return;
        try {
          const id = screen.xdotool('search', '--onlyvisible', '--name', '^digitpad$');
          screen.xdotool('windowmove', id, '0', '0');
          screen.xdotool('windowsize', id, String(WIDTH), String(HEIGHT));
          screen.xdotool('windowfocus', id);
        } catch {
          // It is not there yet, or is there no more; `until` asks again.
        }
      };
      // Its page and its drawing area, to the screen's very edges.
      await until('the window to fill the screen', () => {
        const { at } = screen.picture();
        const corners = [at(3, 3), at(WIDTH - 4, HEIGHT - 4)].map(String);
        if (corners[0] === corners[1] && brightness(at(120, 120)) > LIGHT) return true;
        fit();
        return false;
      });
    }

    /** @param {number[][]} points */
    function draw(points) {
      const moves = points.flatMap(([x, y], i) => {
        const [fromX, fromY] = points[Math.max(i - 1, 0)];
        return Array.from({ length: 10 }, (_, step) => {
          const share = (step + 1) / 10;
          const at = [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
          return ['mousemove', ...at.map((value) => String(Math.round(value)))];
        });
      });
      const [first, ...others] = moves;
      screen.xdotool(...first, 'mousedown', '1', ...others.flat(), 'mouseup', '1');
    }

    const isInkAt = (/** @type {number} */ x, /** @type {number} */ y) =>
      brightness(screen.picture().at(x, y)) < DARK;

    /**
     * Until the screen shows that it was heard: a new window may not have the keys at once.
     * Pressing it twice must do no more than once.
     * @param {string} key
     */
    async function press(key) {
      const before = screen.picture().pixels;
      await until(`an effect of ${key}`, async () => {
        screen.xdotool('key', key);
        await sleep(500);
        return !before.equals(screen.picture().pixels);
      });
    }

    /**
     * @param {string} file
     * @param {number} downs
     */
    async function saveAs(file, downs) {
      await press('ctrl+shift+s');
      const keys = Array.from({ length: downs }, () => 'Down');
      screen.xdotool('key', '--delay', '60', ...keys, 'Return');
      const path = join(folder, file);
      await until(file, () => existsSync(path) && readFileSync(path).length > 0);
      return readFileSync(path, 'utf8');
    }

    async function quit() {
      screen.xdotool('key', 'ctrl+q');
      assert.equal(await ended(program.child), 0, program.messages);
    }

    it('reads what the mouse writes, takes it back by a key, and quits', async () => {
      await open();
      assert.ok(!isInkAt(400, 200));
      draw(SEVEN);
      await until('ink on the screen', () => isInkAt(400, 200) && isInkAt(450, 380));
      const csv = await saveAs('digitpad.csv', 5);
      assert.match(csv.split('\r\n')[1], /^1,7,7,/);
      screen.xdotool('key', 'ctrl+z');
      await until('the ink to go', () => !isInkAt(400, 200));
      screen.xdotool('key', 'ctrl+y');
      await until('the ink to come back', () => isInkAt(400, 200));
      await quit();
    });

    it('opens a strokes file by its path and goes through its drawings', async () => {
      const file = join(folder, 'two.jsonl');
      const lines = [SEVEN, [SEVEN[0], SEVEN[2]]].map((stroke) =>
        JSON.stringify({ width: 800, height: 600, strokes: [stroke] }),
      );
      writeFileSync(file, lines.join('\n'));
      await open(file);
      await press('Next');
      const saved = JSON.parse(await saveAs('digitpad.jsonl', 4));
      assert.equal(saved.strokes.length, 1);
      assert.equal(saved.strokes[0].length, 2);
      await quit();
    });

    it('ends when it is told to by a signal', async () => {
      await open();
      program.child.kill('SIGTERM');
      assert.equal(await ended(program.child), 0, program.messages);
    });
  });
}

it('shows no control character of a file or an option as such', () => {
  const label = '\x1b[31mred';
  for (const [args, code] of /** @type {[string[], number][]} */ ([
    [[label], 3],
    [['--scale', label], 2],
  ])) {
    const { status, stderr } = tell(args);
    assert.equal(status, code, stderr);
    assert.match(stderr, /^digitpad-draw: .*\\u001b\[31mred.*\n$/);
  }
});

it('takes numbers as decimal ones only', () => {
  const { status, stderr } = tell(['--boxes', '010']); // neither ten nor eight
  assert.equal(status, 2, stderr);
  assert.match(stderr, /^digitpad-draw: --boxes: 010 begins with 0/);
});
