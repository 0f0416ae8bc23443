// Packs the page into one file that needs no other:
//   node www/pack.mjs --module DIR --out FILE.html
// DIR holds emcc's page.js, page.wasm and unpack.wasm. Script and style go inline, allowed by
// their hashes in the Content-Security-Policy; the module goes in packed by xz, with what
// unpacks it, in base64, and is checked by the script's hash like all else.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { packBytes } from './pack_files.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const strings = JSON.parse(readFileSync(join(here, 'strings.json'), 'utf8')).en;

/** Lets a module import a JSON file as its default export. */
const json = {
  name: 'json',
  /**
   * @param {string} code
   * @param {string} id
   */
  transform: (code, id) => (id.endsWith('.json') ? `export default ${code};` : null),
};

/** page.js and all it imports, as one function call. */
async function bundle() {
  const build = await rollup({ input: join(here, 'page.js'), plugins: [json] });
  const { output } = await build.generate({ format: 'iife' });
  return output[0].code;
}

/** @param {string} folder of emcc's output */
async function makeScript(folder) {
  const glue = readFileSync(join(folder, 'page.js'), 'utf8');
  const { code } = await minify(`(() => {\n${glue}\n${await bundle()}\n})();`, {
    compress: { passes: 2 },
    ecma: 2020,
  });
  const module = readFileSync(join(folder, 'page.wasm'));
  const packed = packBytes(join(folder, 'unpack.wasm'), module);
  const script = `const DIGITPAD_MODULE=${JSON.stringify(packed)};${code}`;
  // A script element ends at the first `</script`, in a string literal as well.
  return script.replace(/<\/(script)/gi, '<\\/$1');
}

/** @param {string} text */
const sourceHash = (text) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** @param {string} text */
const escapeHtml = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * @param {string} script
 * @param {string} style
 */
function makePage(script, style) {
  const policy = [
    "default-src 'none'",
    `script-src ${sourceHash(script)} 'wasm-unsafe-eval'`,
    `style-src ${sourceHash(style)}`,
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  const icon = readFileSync(join(here, 'icon.svg'), 'utf8').trim();
  /** @type {Record<string, string>} */
  const values = {
    csp: policy.join('; '),
    version: JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')).version,
    icon: `data:image/svg+xml,${encodeURIComponent(icon)}`,
  };
  for (const [key, text] of Object.entries(strings)) values[key] = escapeHtml(text);
  const template = readFileSync(join(here, 'page.html'), 'utf8');
  return template.replace(
    /\s*\/\* \{\{(script|style)\}\} \*\/\s*|\{\{([\w-]+)\}\}/g,
    (_, code, key) => {
      if (code) return code === 'script' ? script : style;
      if (!(key in values)) throw new Error(`page.html: no text for {{${key}}}`);
      return values[key];
    },
  );
}

const { values: options } = parseArgs({
  options: { module: { type: 'string' }, out: { type: 'string' } },
});
if (!options.module || !options.out) {
  console.error('usage: node www/pack.mjs --module DIR --out FILE.html');
  process.exit(2);
}
const style = ['page.css', 'digits.css', 'picture.css', 'menu.css', 'layers.css']
  .map((name) => readFileSync(join(here, name), 'utf8'))
  .join('\n')
  .replace(/\/\*.*?\*\//gs, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,]) ?|(?<=:) /g, '$1');
const page = makePage(await makeScript(options.module), style);
writeFileSync(options.out, page);
const size = Buffer.byteLength(page);
const packed = gzipSync(page, { level: 9 }).length;
console.log(`${options.out}: ${size} bytes, ${packed} gzipped`);
