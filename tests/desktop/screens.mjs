// Screens without a monitor for the tests of digitpad-draw: an X server that draws into memory, a
// Wayland compositor on it, and pictures of what is there.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const program =
  process.env.DIGITPAD_DRAW ?? join(root, 'build/native/digitpad-draw');

export const WIDTH = 1280;
export const HEIGHT = 800;
const PATIENCE_MS = 20_000;

/** @typedef {{ width: number, height: number, pixels: Buffer, at: (x: number, y: number) => number[] }} Picture */

/** @param {string[]} programs */
export function missing(programs) {
  const folders = (process.env.PATH ?? '').split(':');
  return programs.filter(
    (name) => !folders.some((folder) => existsSync(join(folder, name))),
  );
}

/**
 * Waits until `probe` gives something other than a false value.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} probe
 */
export async function until(what, probe) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    const value = await probe();
    if (value) return value;
  }
  throw new Error(`gave up waiting for ${what}`);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cwd
 */
function start(command, args, env, cwd) {
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const running = { child, messages: '' };
  child.stderr.on('data', (data) => (running.messages += data));
  return running;
}

/** @param {import('node:child_process').ChildProcess} child */
export async function ended(child) {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once('exit', resolve));
  }
  return child.exitCode;
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  child.kill('SIGTERM');
  await ended(child);
}

// The picture file that Xvfb keeps: X11/XWDFile.h, 32-bit numbers, the first byte first.
/** @param {string} path @returns {Picture} */
function readXwd(path) {
  const bytes = readFileSync(path);
  const field = (/** @type {number} */ i) => bytes.readUInt32BE(4 * i);
  const [header, width, height, lineBytes, colors] = [0, 4, 5, 12, 19].map(field);
  const pixels = header + 12 * colors;
  return {
    width,
    height,
    pixels: bytes.subarray(pixels),
    at(x, y) {
      const i = pixels + y * lineBytes + 4 * x;
      return [bytes[i + 2], bytes[i + 1], bytes[i]];
    },
  };
}

async function freeDisplay() {
  for (let number = 60; number < 200; ++number) {
    if (existsSync(`/tmp/.X${number}-lock`) || existsSync(`/tmp/.X11-unix/X${number}`)) {
      continue;
    }
    const server = createServer();
    const free = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(`\0/tmp/.X11-unix/X${number}`, () =>
        server.close(() => resolve(true)),
      );
    });
    if (free) return number;
  }
  throw new Error('no display is free');
}

/** @param {string} folder for what the server keeps */
export async function startX11(folder) {
  const display = `:${await freeDisplay()}`;
  const server = start(
    'Xvfb',
    [
      display,
      '-screen',
      '0',
      `${WIDTH}x${HEIGHT}x24`,
      '-fbdir',
      folder,
      '-nolisten',
      'tcp',
    ],
    process.env,
    folder,
  );
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, DISPLAY: display, SDL_VIDEODRIVER: 'x11' };
  delete env.WAYLAND_DISPLAY;
  /** @param {string[]} args */
  const xdotool = (...args) =>
    execFileSync('xdotool', args, { env, encoding: 'utf8', stdio: 'pipe' }).trim();
  await until('the X server', () => {
    try {
      return xdotool('getdisplaygeometry');
    } catch {
      return false;
    }
  });
  return {
    env,
    xdotool,
    picture: () => readXwd(join(folder, 'Xvfb_screen0')),
    stop: () => stop(server.child),
  };
}

/**
 * A compositor in a window of its own, which fills a screen of startX11: that has the seat which
 * one without any screen lacks. Every program's window fills it in turn.
 * @param {Awaited<ReturnType<typeof startX11>>} screen
 * @param {string} folder for its socket
 */
export async function startWayland(screen, folder) {
  const runtime = join(folder, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const socket = 'wayland-digitpad';
  const env = { ...screen.env, XDG_RUNTIME_DIR: runtime };
  const server = start(
    'weston',
    [
      '--backend=x11-backend.so',
      '--use-pixman',
      '--shell=kiosk-shell.so',
      '--no-config',
      '--idle-time=0',
      `--socket=${socket}`,
      `--width=${WIDTH}`,
      `--height=${HEIGHT}`,
    ],
    env,
    folder,
  );
  await until('the compositor', () => existsSync(join(runtime, socket)));
  return {
    ...screen,
    env: { ...env, WAYLAND_DISPLAY: socket, SDL_VIDEODRIVER: 'wayland' },
    async stop() {
      await stop(server.child);
      await screen.stop();
    },
  };
}

/**
 * @param {{ env: NodeJS.ProcessEnv }} screen
 * @param {string[]} args
 * @param {string} cwd where it saves
 */
export function startProgram(screen, args, cwd) {
  return start(program, args, { ...screen.env, LC_ALL: 'C.UTF-8' }, cwd);
}

/** What the program says where it opens no window, and ends. @param {string[]} args */
export function tell(args) {
  const env = { ...process.env, SDL_VIDEODRIVER: 'dummy' };
  return spawnSync(program, args, { env, encoding: 'utf8' });
}
