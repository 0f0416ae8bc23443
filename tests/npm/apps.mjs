// What the tests of the npm package share: the package as `npm pack` packs it, installed where the
// fixture apps are, and an origin that serves a folder to Chromium.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import { authoredDrawings, root } from '../cli/program.mjs';

export const packageFolder = join(root, 'build/npm');
const work = join(root, 'build/npm_tests');
/**
 * Apps are folders of it; they find the package, and nothing else of ours. Each file of tests has
 * its own.
 */
export const apps = join(work, basename(process.argv[1], '.test.mjs'));

/** Why there is nothing to test, if so. */
export const missing = existsSync(join(packageFolder, 'package.json'))
  ? undefined
  : 'SKIPPED: there is no package, as without the headless modules';

export const nodeMajor = Number(process.versions.node.split('.')[0]);

/** A package of tests/npm/package.json. */
export const tool = createRequire(join(work, 'package.json'));
/** The same as ES module. */
export const importTool = (/** @type {string} */ name) => import(tool.resolve(name));

/**
 * Packs and installs the package.
 * @returns {{tarball: string, files: string[]}} with what is in it
 */
export function install() {
  rmSync(apps, { recursive: true, force: true });
  const installed = join(apps, 'node_modules/digitpad');
  mkdirSync(installed, { recursive: true });
  const args = ['pack', '--json', '--loglevel=error', '--pack-destination', apps];
  const output = execFileSync('npm', args, { cwd: packageFolder, encoding: 'utf8' });
  const [{ filename, files }] = JSON.parse(output);
  const tarball = join(apps, filename);
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  const paths = files.map((/** @type {{path: string}} */ { path }) => path);
  return { tarball, files: paths.sort() };
}

/** The drawing that the apps read, and what they are to answer. */
export const drawing = authoredDrawings[0];
export const wanted = drawing.label;

/**
 * A module that reads the drawing and says what it read.
 * @param {string} load how Recognizer comes into it
 * @param {string} tell what takes the answer
 */
export const appCode = (load, tell) => `${load}
async function read() {
  const recognizer = await Recognizer.load();
  const { text } = recognizer.read(${JSON.stringify(drawing.strokes)});
  recognizer.dispose();
  return text;
}
read().then((text) => { ${tell}; });
`;
/** What a page shows that reads the drawing by a recogniser and by a <digit-pad>. */
export const wantedInPage = `${wanted} ${wanted}`;

/** Shows what both have read. */
const SHOW = `
  const pad = document.createElement('digit-pad');
  document.body.append(pad);
  pad.strokes = ${JSON.stringify(drawing.strokes)};
  const show = () => {
    if (pad.value) document.title = text + ' ' + pad.value;
    else setTimeout(show, 10);
  };
  pad.ready.then(show)`;

/**
 * A page's script that shows what it reads.
 * @param {string} load how Recognizer and <digit-pad> come into it
 */
export const pageCode = (
  load = "import { Recognizer } from 'digitpad'; import 'digitpad/element';",
) => appCode(load, SHOW);

/**
 * A folder with these files.
 * @param {string} name
 * @param {Record<string, string>} files
 */
export function writeApp(name, files) {
  const folder = join(apps, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
});
// Machines that run tests are slow at times.
const PATIENCE_MS = 30_000;
export const ORIGIN = 'http://app.test';

const BLANK = '<!doctype html><title></title>';

/**
 * A page of that origin, which is the folder: its index.html, or a blank one. `headers` come with
 * every answer.
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder
 * @param {Record<string, string>} [headers]
 */
export async function openFolder(browser, folder, headers = {}) {
  const context = await browser.newContext();
  await context.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const isPage = pathname === '/';
    const file = join(folder, isPage ? 'index.html' : pathname);
    if (!existsSync(file)) {
      return route.fulfill({
        status: isPage ? 200 : 404,
        contentType: TYPES['.html'],
        body: BLANK,
        headers,
      });
    }
    const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
    return route.fulfill({ body: readFileSync(file), contentType, headers });
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  await page.goto(ORIGIN);
  return { context, page, problems };
}

/**
 * What the app in a folder reads in Chromium.
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder
 */
export async function answerOf(browser, folder) {
  const { context, page, problems } = await openFolder(browser, folder);
  const end = Date.now() + PATIENCE_MS;
  let title = '';
  while (title === '' && problems.length === 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    title = await page.title();
  }
  await context.close();
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return title;
}
