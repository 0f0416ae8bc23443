// Makes the npm package in build/npm of what build.sh has built:
//   node www/npm/build.mjs
// Prints the size of each entry and fails where one is over its budget.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import { minify } from 'terser';
import { NPM_PACKAGE, licenses } from '../../tools/licenses.mjs';
import { packBytes } from '../pack_files.mjs';
import { padStrings } from '../pad_strings.mjs';
import { withoutCard } from './bare_model.mjs';
import { manifest } from './manifest.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const out = join(root, 'build/npm');

/** The recogniser's files, by the names that they have in the package. */
const FILES = {
  'wasm_simd128.wasm': 'build/wasm_simd128/recognizer.wasm',
  'wasm_relaxed.wasm': 'build/wasm_relaxed/recognizer.wasm',
  'digits.dpm': 'weights/digits.dpm',
};

/** What the modules of each entry are made of, by name. */
const ENTRIES = { index: join(here, 'index.js') };

/** `<digit-pad>`, which takes the recogniser from the entry beside it. */
const ELEMENT = join(root, 'www/define.js');

/** Both in one, for a script tag. */
const CLASSIC = join(here, 'classic.js');

/** Bytes of each entry and all that it imports, as gzip packs it. */
const ELEMENT_ADDS = 20_000;
const BUDGETS = {
  index: 260_000,
  'digitpad.min': 260_000,
  'digitpad-element.min': 260_000 + ELEMENT_ADDS,
  'separate/index': 6_000,
};

/** A file of the recogniser's; without clang 19 the module for relaxed SIMD is an empty one. */
function bytesOf(/** @type {string} */ path) {
  if (existsSync(join(root, path))) return readFileSync(join(root, path));
  if (!path.includes('relaxed')) throw new Error(`${path} is not built: ./build.sh wasm`);
  console.error(`${path} is not built: the package is without relaxed SIMD`);
  return Buffer.alloc(0);
}
const files = Object.entries(FILES).map(([name, path]) => ({
  name,
  bytes: bytesOf(path),
}));

/** A module in the place of www/core_bytes.js that holds all bytes itself. */
function packedBytes() {
  const [simd128, relaxed, model] = files.map(({ bytes }) => bytes);
  const name = createHash('sha256').update(model).digest('hex').slice(0, 12);
  const path = join(root, 'build/wasm_simd128/unpack.wasm');
  const code = packBytes(path, Buffer.concat([simd128, relaxed]));
  const weights = { ...packBytes(path, withoutCard(model), 0), unpacker: undefined };
  return `
    import { unpack } from ${JSON.stringify(join(root, 'www/unpack.js'))};
    const CODE = ${JSON.stringify(code)};
    const WEIGHTS = ${JSON.stringify(weights)};
    export async function coreBytes() {
      const code = await unpack(CODE);
      const weights = await unpack({ ...WEIGHTS, unpacker: CODE.unpacker });
      return {
        wasm_simd128: new Uint8Array(code, 0, ${simd128.length}),
        wasm_relaxed: new Uint8Array(code, ${simd128.length}),
        model: new Uint8Array(weights),
        modelName: '${name}',
      };
    }`;
}

/**
 * Puts another module in the place of www/core_bytes.js.
 * @param {string} code
 * @returns {import('rollup').Plugin}
 */
const bytesFrom = (code) => ({
  name: 'core-bytes',
  load: (id) => (id === join(root, 'www/core_bytes.js') ? code : null),
});

/** @type {import('rollup').Plugin} */
const besideIndex = {
  name: 'beside-index',
  resolveId: (id) =>
    id.endsWith('/recognizer.js') ? { id: 'index', external: true } : null,
};

/** @type {import('rollup').Plugin} */
const smaller = {
  name: 'terser',
  async renderChunk(code, _, { format }) {
    // Node shows the line of an uncaught error: the bytes stay on one of their own.
    const short = { max_line_len: 500 };
    const done = await minify(code, {
      module: format === 'es',
      toplevel: format === 'cjs',
      ecma: 2020,
      compress: { passes: 3 },
      format: short,
    });
    return done.code ?? '';
  },
};

/**
 * @param {Record<string, string>} input
 * @param {import('rollup').OutputOptions[]} outputs
 * @param {import('rollup').Plugin[]} plugins
 */
async function bundle(input, outputs, plugins = []) {
  const build = await rollup({
    input,
    plugins: [...plugins, smaller],
    external: /^node:/,
    onwarn(warning) {
      throw new Error(warning.message);
    },
  });
  for (const output of outputs) await build.write({ dir: out, ...output });
}

/** @param {string} name */
const readOut = (name) => readFileSync(join(out, name));

/** As gzip itself packs it: what node has for it packs this a little better. */
const gzippedSize = (/** @type {Buffer} */ bytes) =>
  execFileSync('gzip', ['-9nc'], { input: bytes, maxBuffer: 1 << 26 }).length;

/**
 * The size of an entry, with all that it imports statically, as gzip packs it.
 * @param {string} name
 * @returns {number}
 */
function sizeOf(name) {
  const code = readOut(name);
  const imports = [...code.toString().matchAll(/(?:from|import)"\.\/([^"]+)"/g)];
  const own = gzippedSize(code);
  return imports.reduce((sum, [, imported]) => sum + sizeOf(imported), own);
}

function checkSizes() {
  const adds = gzippedSize(readOut('element.js'));
  console.log(`digitpad/element.js adds ${adds} bytes gzipped, of ${ELEMENT_ADDS}`);
  if (adds > ELEMENT_ADDS) throw new Error('digitpad/element.js is over its budget');
  for (const [name, most] of Object.entries(BUDGETS)) {
    const size = sizeOf(`${name}.js`);
    console.log(`digitpad/${name}.js: ${size} bytes gzipped, of ${most}`);
    if (size > most) throw new Error(`digitpad/${name}.js is over its budget`);
  }
}

/** For a script element's `integrity`. */
const integrity = (/** @type {Buffer} */ bytes) =>
  `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'separate'), { recursive: true });
const packed = [bytesFrom(packedBytes())];
await bundle(
  ENTRIES,
  [
    { format: 'es' },
    { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
  ],
  packed,
);
const classic = { format: 'iife', name: 'digitpad', entryFileNames: '[name].min.js' };
await bundle({ digitpad: ENTRIES.index }, [/** @type {any} */ (classic)], packed);
await bundle(
  { 'digitpad-element': CLASSIC },
  [/** @type {any} */ (classic)],
  [...packed, padStrings],
);
await bundle({ 'separate/index': ENTRIES.index }, [{ format: 'es' }]);
await bundle(
  { 'separate/node': ENTRIES.index },
  [{ format: 'es' }, { format: 'cjs', entryFileNames: '[name].cjs' }],
  [bytesFrom(readFileSync(join(root, 'www/core_bytes_node.js'), 'utf8'))],
);
for (const folder of ['', 'separate/']) {
  /** @type {import('rollup').OutputOptions[]} */
  const outputs = [{ format: 'es', paths: { index: './index.js' } }];
  const commonjs = { entryFileNames: '[name].cjs', paths: { index: './index.cjs' } };
  if (folder === '') outputs.push({ format: 'cjs', ...commonjs });
  await bundle({ [`${folder}element`]: ELEMENT }, outputs, [besideIndex, padStrings]);
}
for (const { name, bytes } of files) writeFileSync(join(out, 'separate', name), bytes);

const types = readFileSync(join(here, 'index.d.ts'), 'utf8');
writeFileSync(join(out, 'index.d.ts'), types);
writeFileSync(join(out, 'index.d.cts'), types);
const elementTypes = readFileSync(join(here, 'element.d.ts'), 'utf8');
writeFileSync(join(out, 'element.d.ts'), elementTypes);
writeFileSync(join(out, 'element.d.cts'), elementTypes.replace('index.js', 'index.cjs'));
// For resolvers that do not know of `exports`.
writeFileSync(join(out, 'separate/element.d.ts'), "export * from '../element.js';\n");
writeFileSync(join(out, 'separate/index.d.ts'), "export * from '../index.js';\n");
cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
cpSync(join(here, 'custom-elements.json'), join(out, 'custom-elements.json'));
const readme = readFileSync(join(here, 'README.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(
  join(out, 'README.md'),
  readme
    .replaceAll('{{version}}', version)
    .replaceAll('{{integrity}}', integrity(readOut('digitpad.min.js')))
    .replaceAll('{{elementIntegrity}}', integrity(readOut('digitpad-element.min.js'))),
);

/** The notices of others; they are read from Debian's packages, which not every system has. */
function writeLicenses() {
  try {
    writeFileSync(join(out, 'LICENSES.txt'), licenses([NPM_PACKAGE]));
  } catch (error) {
    console.error(`the package is without LICENSES.txt: ${error}`);
  }
}
writeLicenses();
const shipped = [
  '*.js',
  '*.cjs',
  '*.d.ts',
  '*.d.cts',
  'custom-elements.json',
  'LICENSES.txt',
  'separate',
];
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify(manifest(version, shipped), null, 2)}\n`,
);
checkSizes();
