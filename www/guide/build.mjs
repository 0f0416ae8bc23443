// Makes the guide in build/guide, a page of live examples, of the npm package and the page:
//   node www/guide/build.mjs
// The code that is shown under an example is the very code that runs.

import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { referenceOf } from './reference.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, '../../build');
const out = join(build, 'guide');
const SCRIPT = 'digitpad-element.min.js';

const escape = (/** @type {string} */ text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Without what all its lines are indented by. */
function dedent(/** @type {string} */ text) {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}

const shown = (/** @type {string} */ code) =>
  `<div class="live">${code}</div>\n<pre><code>${escape(dedent(code))}</code></pre>`;

const script = readFileSync(join(build, 'npm', SCRIPT));
const kilobytes = Math.ceil(
  execFileSync('gzip', ['-9nc'], { input: script, maxBuffer: 1 << 26 }).length / 1000,
);
const manifest = JSON.parse(
  readFileSync(join(build, 'npm/custom-elements.json'), 'utf8'),
);
/** @type {Record<string, string>} */
const parts = {
  '/* {{style}} */': readFileSync(join(here, 'guide.css'), 'utf8'),
  '{{integrity}}': `sha384-${createHash('sha384').update(script).digest('base64')}`,
  '{{size}}': `It takes ${kilobytes} kB`,
  '{{reference}}': referenceOf(manifest, escape),
};
let page = readFileSync(join(here, 'guide.html'), 'utf8').replaceAll(
  /<!-- example -->(.*?)<!-- end -->/gs,
  (_, code) => shown(code),
);
for (const [name, part] of Object.entries(parts)) page = page.replace(name, () => part);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'index.html'), page);
writeFileSync(join(out, SCRIPT), script);
cpSync(join(build, 'digitpad.html'), join(out, 'digitpad.html'));
