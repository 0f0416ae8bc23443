// The package.json of the npm package.

/**
 * Where one entry's module lies for each way in; the types come first, or TypeScript passes
 * them by.
 * @param {string} name without extension
 * @param {string} [types] the same of its types
 */
const entry = (name, types = name) => ({
  import: { types: `${types}.d.ts`, default: `${name}.js` },
  require: { types: `${types}.d.cts`, default: `${name}.cjs` },
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
  sideEffects: ['./element.js', './element.cjs', './separate/element.js'],
  main: './index.cjs',
  module: './index.js',
  types: './index.d.cts',
  unpkg: './digitpad.min.js',
  jsdelivr: './digitpad.min.js',
  customElements: 'custom-elements.json',
  exports: {
    '.': entry('./index'),
    './separate': {
      node: entry('./separate/node', './index'),
      default: { types: './index.d.ts', default: './separate/index.js' },
    },
    './element': entry('./element'),
    './separate/*': './separate/*',
    './custom-elements.json': './custom-elements.json',
    './package.json': './package.json',
  },
  files,
});
