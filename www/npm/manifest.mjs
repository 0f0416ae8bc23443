// The package.json of the npm package.

const TYPES = { import: './index.d.ts', require: './index.d.cts' };

/**
 * Where one entry's module lies for each way in; the types come first, or TypeScript passes
 * them by.
 * @param {string} name without extension
 */
const entry = (name) => ({
  import: { types: TYPES.import, default: `${name}.js` },
  require: { types: TYPES.require, default: `${name}.cjs` },
});

/**
 * @param {string} version
 * @param {string[]} files
 */
export const manifest = (version, files) => ({
  name: 'digitpad',
  version,
  description:
    'Reads handwritten digits and numbers, offline: strokes or images in, text out.',
  keywords: ['handwriting', 'digits', 'recognition', 'ink', 'mnist', 'wasm', 'offline'],
  license: 'MIT',
  type: 'module',
  engines: { node: '>=18' },
  sideEffects: false,
  main: './index.cjs',
  module: './index.js',
  types: './index.d.cts',
  unpkg: './digitpad.min.js',
  jsdelivr: './digitpad.min.js',
  exports: {
    '.': entry('./index'),
    './separate': {
      node: entry('./separate/node'),
      default: { types: TYPES.import, default: './separate/index.js' },
    },
    './separate/*': './separate/*',
    './package.json': './package.json',
  },
  files,
});
